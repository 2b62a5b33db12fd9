/** By which rules machines link: how sure they must be, which keys are certain, and when something shared is a bridge. */
import { useState } from 'react'
import { certainKey, getMatching, type MatchRules, setMatchRules } from '../../../contract/customers/suggestions.ts'
import { getMatchWeights } from '../../../contract/customers/weights.ts'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Scroll } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { fieldProblem } from '../../platform/problem.ts'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useMay } from '../../platform/session.ts'
import { Weights } from './weights.tsx'
import { words } from './words.ts'

export const Rules = () => {
  const matching = useEndpoint(getMatching, {})
  return <Loaded query={matching}>{({ rules }) => <Form key={JSON.stringify(rules)} before={rules} />}</Loaded>
}

const linkSteps = [0.99, 0.995, 0.999, 0.9999]
const suggestSteps = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95]
const holderSteps = [5, 10, 20, 50, 100, 200]

/** Steps to choose from, with the value that is set where it is none of them. */
const choicesOf = (steps: readonly number[], set: number, label: (step: number) => string) =>
  [...new Set([...steps, set])].sort((a, b) => a - b).map(step => ({ value: String(step), label: label(step) }))

const Form = ({ before }: { before: MatchRules }) => {
  const t = words.useT()
  const toasts = useToasts()
  const may = useMay()('customers.connect')
  const [rules, setRules] = useState(before)
  const save = useVerb(setMatchRules, { refetch: [getMatching, getMatchWeights], isQuiet: true })
  const change = (part: Partial<MatchRules>) => setRules({ ...rules, ...part })
  const percent = (step: number) => t('rules.percent', { percent: Math.round(step * 1_000_000) / 10_000 })
  const submit = () =>
    void save.ask(rules).then(
      () => toasts.show({ text: t('rules.saved'), onUndo: () => save.run(before) }),
      // Shown beside the fields.
      () => {},
    )
  const isChanged = JSON.stringify(rules) !== JSON.stringify(before)
  return (
    <Scroll className="p-4">
      <form
        className="mx-auto flex max-w-2xl flex-col gap-5"
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        <fieldset disabled={!may} className="flex flex-col gap-5">
          <Check
            isOn={rules.isLinking}
            onChange={isLinking => change({ isLinking })}
            label={t('rules.linking')}
            hint={t('rules.linkingHint')}
          />
          <Check
            isOn={rules.isLearning}
            onChange={isLearning => change({ isLearning })}
            label={t('weights.learning')}
            hint={t('weights.learningHint')}
          />
          <Field
            label={t('rules.linkFrom')}
            hint={t('rules.linkFromHint')}
            problem={fieldProblem(save.error, 'linkFrom')}
          >
            <Select
              value={String(rules.linkFrom)}
              onChange={value => change({ linkFrom: Number(value) })}
              choices={choicesOf(linkSteps, rules.linkFrom, percent)}
            />
          </Field>
          <Field
            label={t('rules.suggestFrom')}
            hint={t('rules.suggestFromHint')}
            problem={fieldProblem(save.error, 'suggestFrom')}
          >
            <Select
              value={String(rules.suggestFrom)}
              onChange={value => change({ suggestFrom: Number(value) })}
              choices={choicesOf(suggestSteps, rules.suggestFrom, percent)}
            />
          </Field>
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1 font-medium text-sm">{t('rules.certain')}</legend>
            {certainKey.options.map(key => (
              <Check
                key={key}
                isOn={rules.certainKeys.includes(key)}
                onChange={isOn =>
                  change({
                    certainKeys: certainKey.options.filter(one =>
                      one === key ? isOn : rules.certainKeys.includes(one),
                    ),
                  })
                }
                label={t(`key.${key}`)}
              />
            ))}
            <p className="text-muted text-xs">{t('rules.certainHint')}</p>
          </fieldset>
          <Field
            label={t('rules.bridge')}
            hint={t('rules.bridgeHint')}
            problem={fieldProblem(save.error, 'mostHolders')}
          >
            <Select
              value={String(rules.mostHolders)}
              onChange={value => change({ mostHolders: Number(value) })}
              choices={choicesOf(holderSteps, rules.mostHolders, count => t('rules.people', { count }))}
            />
          </Field>
        </fieldset>
        {may ? (
          <Button type="submit" tone="primary" disabled={!isChanged} isBusy={save.isRunning} className="self-start">
            {t('rules.save')}
          </Button>
        ) : (
          <p className="text-muted text-sm">{t('rules.readOnly')}</p>
        )}
      </form>
      <Weights />
    </Scroll>
  )
}

interface CheckProps {
  isOn: boolean
  onChange: (isOn: boolean) => void
  label: string
  hint?: string
}

const Check = ({ isOn, onChange, label, hint }: CheckProps) => (
  <label className="flex items-start gap-2 text-sm">
    <input
      type="checkbox"
      checked={isOn}
      onChange={event => onChange(event.target.checked)}
      className="mt-0.5 size-3.5 accent-(--accent)"
    />
    <span>
      {label}
      {hint && <span className="block text-muted text-xs">{hint}</span>}
    </span>
  </label>
)
