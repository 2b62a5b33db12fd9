/** 알림 규칙 만들기와 고치기: one sentence whose parts are chosen, and how often it would have rung. */
import { useState } from 'react'
import {
  type AlertCondition,
  type AlertRule,
  createAlertRule,
  listAlertRules,
  listReceivers,
  updateAlertRule,
} from '../../contract/listening.ts'
import { Button } from '../kit/button.tsx'
import { cx } from '../kit/class.ts'
import { Field, Input } from '../kit/field.tsx'
import { Card, Page, Scroll, TopBar } from '../kit/page.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { words as kitWords } from '../kit/words.ts'
import { BackLink } from '../platform/back-link.tsx'
import { PageLink, useGo, usePathParams } from '../platform/links.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { fieldProblem, isProblemError } from '../platform/problem.ts'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useMay, useMe, useWorkspace } from '../platform/session.ts'
import { RulePreview } from './alert-preview.tsx'
import { Receivers } from './alert-receivers.tsx'
import { Check, useRuleParts } from './alert-rule-parts.tsx'
import { type RuleDraft, RuleSentence } from './alert-sentence.tsx'
import { words } from './words.ts'

const kinds: readonly AlertCondition[] = [
  { kind: 'each' },
  { kind: 'count', atLeast: 20, minutes: 60 },
  { kind: 'negative_share', share: 0.4, atLeast: 10, minutes: 180 },
  { kind: 'author', minFollowers: 10_000, followed: true, authors: [] },
]

const usualNight = { from: '22:00', to: '08:00', crisisBreaks: true }

export const AlertRuleEditPage = () => {
  const t = words.useT()
  const { ruleId } = usePathParams()
  const rules = useEndpoint(listAlertRules, {})
  return (
    <Frame title={t('rules.edit')}>
      <Loaded query={rules} waiting={<SkeletonRows hasFace={false} />}>
        {({ items }) => {
          const rule = items.find(one => one.id === ruleId && one.mayEdit)
          return rule ? <RuleForm key={rule.id} rule={rule} /> : <Gone />
        }}
      </Loaded>
    </Frame>
  )
}

export const AlertRuleNewPage = () => {
  const t = words.useT()
  return (
    <Frame title={t('rules.new')}>
      <RuleForm rule={null} />
    </Frame>
  )
}

const Frame = ({ title, children }: { title: string; children: React.ReactNode }) => {
  const t = words.useT()
  return (
    <Page bar={<TopBar lead={<BackLink to="/alerts/rules" label={t('rules.title')} />} title={title} />}>
      <Scroll>{children}</Scroll>
    </Page>
  )
}

const Gone = () => {
  const t = words.useT()
  return (
    <EmptyState title={t('rules.gone')} hint={t('rules.goneHint')}>
      <Button asChild>
        <PageLink to="/alerts/rules">{t('rules.title')}</PageLink>
      </Button>
    </EmptyState>
  )
}

const fresh: RuleDraft = {
  name: '',
  condition: kinds[0]!,
  filter: {},
  isShared: false,
  hearerIds: null,
  onScreen: true,
  byMail: false,
  receiverIds: [],
  pace: 'now',
  quiet: usualNight,
}

const RuleForm = ({ rule }: { rule: AlertRule | null }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const may = useMay()
  const go = useGo()
  const toasts = useToasts()
  const [draft, setDraft] = useState<RuleDraft>(rule ?? fresh)
  const change = (part: Partial<RuleDraft>) => setDraft(before => ({ ...before, ...part }))
  const draw = useRuleParts({ draft, onChange: change })
  const done = {
    isQuiet: true,
    refetch: [listAlertRules],
    onDone: (saved: AlertRule) => {
      toasts.show({ text: t('rules.saved', { name: saved.name }), tone: 'good' })
      go('/alerts/rules')
    },
  }
  const create = useVerb(createAlertRule, done)
  const update = useVerb(updateAlertRule, done)
  const { error, isRunning } = rule ? update : create
  const save = (name: string) => {
    const { condition, filter, isShared, hearerIds, onScreen, byMail, receiverIds, pace, quiet } = draft
    const fields = { name, condition, filter, isShared, hearerIds, onScreen, byMail, receiverIds, pace, quiet }
    if (rule) update.run({ ...fields, ruleId: rule.id })
    else create.run(fields)
  }
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-5 px-4 py-6">
      <KindField draft={draft} onChange={change} />
      <Card>
        <RuleSentence kind={draft.condition.kind} draw={draw} />
        <MailNote draft={draft} />
      </Card>
      <RulePreview draft={draft} />
      <QuietField draft={draft} onChange={change} />
      {may('listening.manage') && <Receivers />}
      <Field label={t('rule.name')} hint={t('rule.nameHint')} problem={fieldProblem(error, 'name')}>
        <Input
          value={draft.name}
          maxLength={200}
          onChange={event => change({ name: event.target.value })}
          onSubmitText={text => text.trim() && save(text)}
        />
      </Field>
      {isProblemError(error) && !fieldProblem(error, 'name') && (
        <p role="alert" className="rounded-sm bg-neg-soft px-3 py-2 text-neg text-sm">
          {error.problem.title}
        </p>
      )}
      <div className="flex gap-2 border-hair border-t pt-4">
        <div className="grow" />
        <Button onClick={() => go('/alerts/rules')}>{kit('cancel')}</Button>
        <Button tone="primary" disabled={!draft.name.trim()} isBusy={isRunning} onClick={() => save(draft.name)}>
          {t('rules.save')}
        </Button>
      </div>
    </div>
  )
}

interface PartProps {
  draft: RuleDraft
  onChange: (change: Partial<RuleDraft>) => void
}

const KindField = ({ draft, onChange }: PartProps) => {
  const t = words.useT()
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">{t('rule.kind')}</legend>
      <div className="grid grid-cols-2 gap-2 max-md:grid-cols-1">
        {kinds.map(condition => {
          const isChosen = condition.kind === draft.condition.kind
          return (
            <label
              key={condition.kind}
              className={cx(
                'flex cursor-pointer flex-col rounded-md border px-3 py-2 has-focus-visible:outline-2 has-focus-visible:outline-accent',
                isChosen ? 'border-accent bg-accent-soft' : 'border-hair bg-panel hover:bg-hover',
              )}
            >
              <input
                type="radio"
                name="kind"
                value={condition.kind}
                checked={isChosen}
                onChange={() => onChange({ condition })}
                className="sr-only"
              />
              <span className={cx('font-semibold', isChosen && 'text-accent-text')}>
                {t(`rule.kind.${condition.kind}`)}
              </span>
              <span className="text-muted text-xs">{t(`rule.kind.${condition.kind}Hint`)}</span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}

const MailNote = ({ draft }: { draft: RuleDraft }) => {
  const t = words.useT()
  const isReady = useEndpoint(listReceivers, {}).data?.isMailReady ?? true
  if (!draft.byMail || isReady) return null
  return <p className="mt-1.5 text-sm text-warn">{t('rule.mailNotReady')}</p>
}

const QuietField = ({ draft, onChange }: PartProps) => {
  const t = words.useT()
  const workspace = useWorkspace()
  const { user } = useMe()
  const { quiet } = draft
  const timeZone = (draft.isShared ? null : user.timeZone) ?? workspace.timeZone
  const set = (change: Partial<typeof usualNight>) => onChange({ quiet: { ...(quiet ?? usualNight), ...change } })
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-sm">{t('rule.quiet')}</legend>
      <Check isOn={quiet !== null} onToggle={() => onChange({ quiet: quiet === null ? usualNight : null })}>
        {t('rule.quietOn')}
      </Check>
      {quiet && (
        <>
          <div className="grid max-w-xs grid-cols-2 gap-3">
            <Field label={t('rule.quietFrom')}>
              <Input
                type="time"
                value={quiet.from}
                onChange={event => event.target.value && set({ from: event.target.value })}
              />
            </Field>
            <Field label={t('rule.quietTo')}>
              <Input
                type="time"
                value={quiet.to}
                onChange={event => event.target.value && set({ to: event.target.value })}
              />
            </Field>
          </div>
          <Check isOn={quiet.crisisBreaks} onToggle={() => set({ crisisBreaks: !quiet.crisisBreaks })}>
            {t('rule.crisisBreaks')}
          </Check>
          <p className="text-muted text-xs">{t('rule.quietHint', { zone: timeZone })}</p>
        </>
      )}
    </fieldset>
  )
}
