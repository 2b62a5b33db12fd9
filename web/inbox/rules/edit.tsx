/** A rule, made or changed: what must hold, where it leads, and what it would have done. */
import { useState } from 'react'
import { listMembers, listTeams } from '../../../contract/access.ts'
import { stages } from '../../../contract/customers.ts'
import {
  createRule,
  listRules,
  type RouteConditions,
  type RouteRule,
  tryRule,
  updateRule,
} from '../../../contract/inbox/routing.ts'
import { intentLabel, sentimentLabel } from '../../../contract/understanding.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Input } from '../../kit/field.tsx'
import { Pick, PickChip, toggled } from '../../kit/pick.tsx'
import { Select } from '../../kit/select.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { words as kitWords } from '../../kit/words.ts'
import { useChannelName } from '../../listening/index.ts'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { knownLanguages, useChannels } from '../queues/edit.tsx'
import { words as queueWords } from '../queues/words.ts'
import { TrialResult } from './trial.tsx'
import { words } from './words.ts'

const none = 'none'
const shared = 'shared'

export const RuleDialog = ({ rule, onClose }: { rule: RouteRule | null; onClose: () => void }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const toasts = useToasts()
  const teams = useEndpoint(listTeams, {}).data?.items ?? []
  const members = useEndpoint(listMembers, {}).data?.items ?? []
  const [name, setName] = useState(rule?.name ?? '')
  const [conditions, setConditions] = useState<RouteConditions>(rule?.conditions ?? {})
  const [teamId, setTeam] = useState(rule?.teamId ?? null)
  const [memberId, setMember] = useState(rule?.memberId ?? null)
  const [shares, setShares] = useState(rule?.shares ?? true)
  const done = (saved: RouteRule) => {
    toasts.show({ text: t('saved', { name: saved.name }) })
    onClose()
  }
  const creating = useVerb(createRule, { refetch: [listRules], onDone: done })
  const updating = useVerb(updateRule, { refetch: [listRules], onDone: done })
  const trying = useVerb(tryRule)
  const wish = {
    isOn: rule?.isOn ?? true,
    conditions,
    teamId,
    memberId,
    shares: shares && teamId !== null && !memberId,
  }
  const canSave = teamId !== null || memberId !== null
  const save = (typed: string) => {
    if (!typed.trim() || !canSave) return
    if (rule) updating.run({ ruleId: rule.id, name: typed, ...wish })
    else creating.run({ name: typed, ...wish })
  }
  const attempt = () =>
    trying.run({ name: name.trim() || t('try.byThis'), ...wish, ...(rule ? { ruleId: rule.id } : {}) })
  const inTeam = teams.find(one => one.id === teamId)
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="lg"
      title={t(rule ? 'edit' : 'new')}
      actions={
        <>
          <Button className="mr-auto" disabled={!canSave} isBusy={trying.isRunning} onClick={attempt}>
            {t('try')}
          </Button>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button
            tone="primary"
            disabled={!name.trim() || !canSave}
            isBusy={creating.isRunning || updating.isRunning}
            onClick={() => save(name)}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      <Field label={t('name')} hint={t('nameHint')}>
        <Input
          autoFocus
          value={name}
          maxLength={60}
          onChange={event => setName(event.target.value)}
          onSubmitText={save}
        />
      </Field>
      <div className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
        <Field label={`${t('to')} · ${t('team')}`}>
          <Select
            value={teamId ?? none}
            choices={[
              { value: none, label: t('noTeam') },
              ...teams.map(one => ({ value: one.id as string, label: one.name })),
            ]}
            onChange={value => setTeam(value === none ? null : value)}
          />
        </Field>
        <Field label={t('member')}>
          <Select
            value={memberId ?? (shares && teamId ? shared : none)}
            choices={[
              ...(teamId ? [{ value: shared, label: t('shares') }] : []),
              { value: none, label: t('nobody') },
              ...members
                .filter(one => !inTeam || inTeam.memberIds.includes(one.id))
                .map(one => ({ value: one.id as string, label: one.name })),
            ]}
            onChange={value => {
              setMember(value === none || value === shared ? null : value)
              setShares(value === shared)
            }}
          />
        </Field>
      </div>
      <Conditions conditions={conditions} onChange={setConditions} hasTeam={teamId !== null} />
      {trying.mutation.data && <TrialResult trial={trying.mutation.data} />}
    </Dialog>
  )
}

const Conditions = ({
  conditions,
  onChange,
  hasTeam,
}: {
  conditions: RouteConditions
  onChange: (conditions: RouteConditions) => void
  hasTeam: boolean
}) => {
  const t = words.useT()
  const q = queueWords.useT()
  const channelName = useChannelName()
  const channels = useChannels()
  const set = (change: Partial<RouteConditions>) => onChange({ ...conditions, ...change })
  const picks = <V extends string>(
    label: string,
    options: readonly V[],
    chosen: readonly V[] | undefined,
    say: (value: V) => string,
    keep: (chosen: V[]) => void,
  ) => (
    <Pick label={label}>
      {options.map(one => (
        <PickChip key={one} isOn={chosen?.includes(one) ?? false} onPick={() => keep(toggled(chosen, one))}>
          {say(one)}
        </PickChip>
      ))}
    </Pick>
  )
  const { attribute } = conditions
  const setAttribute = (change: { name?: string; value?: string }) => {
    const next = { name: attribute?.name ?? '', value: attribute?.value ?? '', ...change }
    set({ attribute: next.name || next.value ? next : undefined })
  }
  const crisis = conditions.isCrisis === undefined ? 'any' : conditions.isCrisis ? 'yes' : 'no'
  return (
    <>
      {picks(q('channels'), channels, conditions.channels, channelName, value => set({ channels: value }))}
      {picks(
        q('intents'),
        intentLabel.options,
        conditions.intents,
        one => q(`intent.${one}`),
        value => set({ intents: value }),
      )}
      {picks(
        q('sentiments'),
        sentimentLabel.options,
        conditions.sentiments,
        one => q(`sentiment.${one}`),
        value => set({ sentiments: value }),
      )}
      {picks(
        q('languages'),
        knownLanguages,
        conditions.languages as (typeof knownLanguages)[number][] | undefined,
        one => q(`language.${one}`),
        value => set({ languages: value }),
      )}
      {picks(
        t('purposes'),
        ['care', 'marketing', 'both'] as const,
        conditions.purposes,
        one => t(`purpose.${one}`),
        value => set({ purposes: value }),
      )}
      {picks(
        t('stages'),
        stages,
        conditions.stages,
        one => t(`stage.${one}`),
        value => set({ stages: value }),
      )}
      <div className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
        <Field label={t('attributeName')} isOptional>
          <Input
            value={attribute?.name ?? ''}
            maxLength={60}
            onChange={event => setAttribute({ name: event.target.value })}
          />
        </Field>
        <Field label={t('attributeValue')} isOptional>
          <Input
            value={attribute?.value ?? ''}
            maxLength={60}
            onChange={event => setAttribute({ value: event.target.value })}
          />
        </Field>
        <Field label={t('crisis')}>
          <Select
            value={crisis}
            choices={(['any', 'yes', 'no'] as const).map(value => ({ value, label: t(`crisis.${value}`) }))}
            onChange={value => set({ isCrisis: value === 'any' ? undefined : value === 'yes' })}
          />
        </Field>
        <Field label={t('hours')}>
          <Select
            value={conditions.hours ?? 'any'}
            isDisabled={!hasTeam}
            choices={(['any', 'within', 'outside'] as const).map(value => ({ value, label: t(`hours.${value}`) }))}
            onChange={value => set({ hours: value === 'any' ? undefined : value })}
          />
        </Field>
        <Field label={t('load')} hint={t('loadHint')}>
          <Input
            inputMode="numeric"
            value={conditions.loadBelow ?? ''}
            maxLength={3}
            onChange={event => set({ loadBelow: Number(event.target.value.replace(/\D/g, '')) || undefined })}
          />
        </Field>
      </div>
    </>
  )
}
