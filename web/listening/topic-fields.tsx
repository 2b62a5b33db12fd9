/** The fields of a topic: what it is called and what kind it is, why it is followed, and by which words it is found. */
import { Sparkles } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { suggestQuery, type TopicKind, topicKind } from '../../contract/listening.ts'
import { Button } from '../kit/button.tsx'
import { cx } from '../kit/class.ts'
import { Field, Input, Textarea } from '../kit/field.tsx'
import { fieldProblem } from '../platform/problem.ts'
import { useVerb } from '../platform/query.ts'
import { chipsOf, faultPlace, plainChips } from './query-chips.ts'
import { words } from './words.ts'

export interface TopicDraft {
  readonly name: string
  readonly kind: TopicKind
  readonly goal: string
  readonly query: string
}

interface FieldsProps {
  draft: TopicDraft
  onChange: (change: Partial<TopicDraft>) => void
  /** What the server refused. */
  error?: unknown
  onSubmit?: () => void
}

export const NameFields = ({ draft, onChange, error, onSubmit }: FieldsProps) => {
  const t = words.useT()
  return (
    <>
      <Field label={t('topic.name')} hint={t('topic.nameHint')} problem={fieldProblem(error, 'name')}>
        <Input
          autoFocus
          value={draft.name}
          maxLength={200}
          onChange={event => onChange({ name: event.target.value })}
          onSubmitText={text => {
            onChange({ name: text })
            if (text.trim()) onSubmit?.()
          }}
        />
      </Field>
      <fieldset>
        <legend className="mb-1.5 font-medium text-sm">{t('topic.kind')}</legend>
        <div className="grid grid-cols-2 gap-2 max-md:grid-cols-1">
          {topicKind.options.map(kind => (
            <label
              key={kind}
              className={cx(
                'flex cursor-pointer flex-col rounded-md border px-3 py-2 has-focus-visible:outline-2 has-focus-visible:outline-accent',
                kind === draft.kind ? 'border-accent bg-accent-soft' : 'border-hair bg-panel hover:bg-hover',
              )}
            >
              <input
                type="radio"
                name="kind"
                value={kind}
                checked={kind === draft.kind}
                onChange={() => onChange({ kind })}
                className="sr-only"
              />
              <span className={cx('font-semibold', kind === draft.kind && 'text-accent-text')}>
                {t(`kind.${kind}`)}
              </span>
              <span className="text-muted text-xs">{t(`kind.${kind}Hint`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </>
  )
}

export const GoalField = ({ draft, onChange, error, onSubmit }: FieldsProps) => {
  const t = words.useT()
  const goals = ([1, 2, 3] as const).map(number => t(`goal.${draft.kind}.${number}`, { name: draft.name }))
  return (
    <>
      <fieldset>
        <legend className="mb-1.5 font-medium text-sm">{t('topic.goalIdeas')}</legend>
        <ul className="flex flex-col gap-2">
          {goals.map(goal => (
            <li key={goal}>
              <button
                type="button"
                aria-pressed={goal === draft.goal}
                onClick={() => onChange({ goal })}
                className={cx(
                  'w-full rounded-md border px-3 py-2.5 text-left pointer-coarse:min-h-11',
                  goal === draft.goal
                    ? 'border-accent bg-accent-soft font-medium text-accent-text'
                    : 'border-hair bg-panel hover:bg-hover',
                )}
              >
                {goal}
              </button>
            </li>
          ))}
        </ul>
      </fieldset>
      <Field label={t('topic.goal')} hint={t('topic.goalHint')} problem={fieldProblem(error, 'goal')}>
        <Textarea
          value={draft.goal}
          maxLength={500}
          className="min-h-[52px]"
          submitOn="enter"
          onChange={event => onChange({ goal: event.target.value })}
          onSubmitText={text => {
            onChange({ goal: text })
            if (text.trim()) onSubmit?.()
          }}
        />
      </Field>
    </>
  )
}

/** The query: made from the name at first, shown as chips, free to be edited; a fault is pointed at. */
export const QueryField = ({ draft, onChange, error }: FieldsProps) => {
  const t = words.useT()
  const [also, setAlso] = useState('')
  const suggest = useVerb(suggestQuery, { onDone: made => onChange({ query: made.query }) })
  const make = (names: string) => {
    const other = names
      .split(/[,\n]/)
      .map(one => one.trim())
      .filter(Boolean)
    suggest.run({ name: draft.name.trim(), also: other })
  }
  // Once, when the field appears: emptying it by hand is not undone.
  const isMade = useRef(draft.query !== '' || !draft.name.trim())
  useEffect(() => {
    if (isMade.current) return
    isMade.current = true
    make('')
  })
  const problem = fieldProblem(error, 'query')
  return (
    <>
      <div className="rounded-md border border-hair bg-sunken px-3 py-2.5">
        <p className="mb-1.5 text-muted text-xs">{t('query.found')}</p>
        <QueryChips query={draft.query} />
      </div>
      <Field label={t('query.also')} hint={t('query.alsoHint')} isOptional>
        <div className="flex gap-2">
          <Input value={also} onChange={event => setAlso(event.target.value)} onSubmitText={make} />
          <Button icon={Sparkles} className="h-[34px]" isBusy={suggest.isRunning} onClick={() => make(also)}>
            {t('query.make')}
          </Button>
        </div>
      </Field>
      <Field label={t('query.title')} hint={t('query.hint')} problem={problem}>
        <Textarea
          value={draft.query}
          maxLength={20_000}
          spellCheck={false}
          className="font-mono text-sm"
          onChange={event => onChange({ query: event.target.value })}
        />
      </Field>
      {problem && <Fault query={draft.query} sentence={problem} />}
    </>
  )
}

const chipLook = {
  term: 'rounded-[4px] bg-accent-soft px-1.5 text-accent-text',
  not: 'rounded-[4px] bg-neu-soft px-1.5 text-muted line-through',
  operator: 'text-faint text-xs',
}

export const QueryChips = ({ query }: { query: string }) => {
  const t = words.useT()
  const chips = plainChips(chipsOf(query))
  return (
    <p className="flex flex-wrap items-center gap-1.5 leading-6">
      {chips.length === 0 && <span className="text-faint">{t('query.none')}</span>}
      {chips.slice(0, 60).map(chip => (
        <span key={chip.from} className={chipLook[chip.kind]}>
          {chip.text}
        </span>
      ))}
      {chips.length > 60 && <span className="text-faint">+{chips.length - 60}</span>}
    </p>
  )
}

/** The line of the query around its fault, with a mark under the place. */
const Fault = ({ query, sentence }: { query: string; sentence: string }) => {
  const place = faultPlace(sentence, query)
  if (place === null) return null
  const from = Math.max(0, place - 24)
  const before = query.slice(from, place)
  const at = query.slice(place, place + 1) || ' '
  return (
    <p aria-hidden className="-mt-2 truncate rounded-sm bg-neg-soft px-2.5 py-1.5 font-mono text-sm">
      {from > 0 && '…'}
      {before}
      <span className="whitespace-pre bg-neg text-panel underline underline-offset-4">{at}</span>
      {query.slice(place + 1, place + 40)}
    </p>
  )
}
