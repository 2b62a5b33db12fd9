/** Policies in the order in which they are tried, each with what it would mean. */
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { listAccounts } from '../../../contract/channels.ts'
import { stage } from '../../../contract/customers/stages.ts'
import { type ClockCalendar, type ClockPolicy, defaultPolicy } from '../../../contract/inbox/clocks.ts'
import { urgency } from '../../../contract/understanding.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Field, Input } from '../../kit/field.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { useChannelName } from '../../listening/index.ts'
import { newKey } from '../../platform/client.ts'
import { useEndpoint } from '../../platform/query.ts'
import { Minutes, Tick, Ticks } from './parts.tsx'
import { PolicyPreview } from './preview.tsx'
import { words } from './words.ts'

/** The channels that we answer on: those of connected accounts, and those that are chosen already. */
export const useAnswerChannels = (chosen: readonly string[]): { value: string; label: string }[] => {
  const nameOf = useChannelName()
  const accounts = useEndpoint(listAccounts, {}).data?.items ?? []
  return [...new Set([...accounts.map(one => one.channel), ...chosen])]
    .sort()
    .map(value => ({ value, label: nameOf(value) }))
}

export const Policies = ({
  policies,
  calendars,
  onChange,
}: {
  policies: readonly ClockPolicy[]
  calendars: readonly ClockCalendar[]
  onChange: (policies: ClockPolicy[]) => void
}) => {
  const t = words.useT()
  const add = () =>
    onChange([
      ...policies,
      { ...defaultPolicy, id: newKey(), name: t('policies.new'), calendarId: calendars[0]?.id ?? null },
    ])
  const move = (at: number, by: 1 | -1) => {
    const moved = [...policies]
    const [one] = moved.splice(at, 1)
    moved.splice(at + by, 0, one!)
    onChange(moved)
  }
  return (
    <Card
      title={t('policies.title')}
      note={
        <Button size="sm" icon={Plus} onClick={add}>
          {t('policies.add')}
        </Button>
      }
    >
      <p className="mt-1 text-muted text-sm">{t(policies.length === 0 ? 'policies.none' : 'policies.hint')}</p>
      <ol className="flex flex-col">
        {policies.map((policy, n) => (
          <li key={policy.id} className="flex flex-col gap-3 border-hair border-b py-3 last:border-0">
            <div className="flex items-end gap-2">
              <span className="grow">
                <Field label={t('policy.name')}>
                  <Input
                    value={policy.name}
                    maxLength={200}
                    onChange={event =>
                      onChange(policies.map(one => (one === policy ? { ...policy, name: event.target.value } : one)))
                    }
                  />
                </Field>
              </span>
              {n > 0 && (
                <IconButton label={t('up', { name: policy.name })} icon={ArrowUp} onClick={() => move(n, -1)} />
              )}
              {n < policies.length - 1 && (
                <IconButton label={t('down', { name: policy.name })} icon={ArrowDown} onClick={() => move(n, 1)} />
              )}
              <IconButton
                label={t('remove', { name: policy.name })}
                icon={Trash2}
                onClick={() => onChange(policies.filter(one => one !== policy))}
              />
            </div>
            <PolicyForm
              policy={policy}
              calendars={calendars}
              onChange={changed => onChange(policies.map(one => (one === policy ? changed : one)))}
            />
          </li>
        ))}
      </ol>
    </Card>
  )
}

const PolicyForm = ({
  policy,
  calendars,
  onChange,
}: {
  policy: ClockPolicy
  calendars: readonly ClockCalendar[]
  onChange: (policy: ClockPolicy) => void
}) => {
  const t = words.useT()
  const { match } = policy
  const channels = useAnswerChannels(match.channels)
  const set = (change: Partial<ClockPolicy>) => onChange({ ...policy, ...change })
  const setMatch = (change: Partial<ClockPolicy['match']>) => set({ match: { ...match, ...change } })
  const all = t('policy.everything')
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        {channels.length > 0 && (
          <Ticks
            legend={t('policy.channels')}
            hint={all}
            choices={channels}
            on={match.channels}
            onChange={next => setMatch({ channels: next })}
          />
        )}
        <Ticks
          legend={t('policy.urgencies')}
          hint={all}
          choices={urgency.options.toReversed().map(value => ({ value, label: t(`urgency.${value}`) }))}
          on={match.urgencies}
          onChange={urgencies => setMatch({ urgencies })}
        />
        <Ticks
          legend={t('policy.stages')}
          hint={all}
          choices={stage.options.map(value => ({ value, label: t(`stage.${value}`) }))}
          on={match.stages}
          onChange={stages => setMatch({ stages })}
        />
        <Field label={t('policy.road')}>
          <Select
            value={match.isPublic === null ? 'all' : match.isPublic ? 'public' : 'private'}
            onChange={road => setMatch({ isPublic: road === 'all' ? null : road === 'public' })}
            choices={(['all', 'public', 'private'] as const).map(value => ({
              value,
              label: t(`policy.road.${value}`),
            }))}
          />
        </Field>
      </div>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        <Minutes
          label={t('policy.first')}
          value={policy.firstMinutes}
          onChange={value => set({ firstMinutes: value })}
        />
        <Minutes
          label={t('policy.next')}
          hint={t('policy.nextHint')}
          value={policy.nextMinutes as number | null}
          onChange={value => set({ nextMinutes: value })}
        />
        <Minutes
          label={t('policy.solve')}
          hint={t('policy.solveHint')}
          value={policy.solveMinutes as number | null}
          onChange={value => set({ solveMinutes: value })}
        />
        <Minutes
          label={t('policy.warn')}
          value={policy.warnMinutes}
          least={0}
          onChange={value => set({ warnMinutes: value })}
        />
      </div>
      <div className="grid items-end gap-3 sm:grid-cols-2">
        <Field label={t('policy.calendar')}>
          <Select
            value={policy.calendarId ?? 'always'}
            onChange={value => set({ calendarId: value === 'always' ? null : value })}
            choices={[
              { value: 'always', label: t('policy.always') },
              ...calendars.map(one => ({ value: one.id, label: one.name })),
            ]}
          />
        </Field>
        {policy.solveMinutes !== null && (
          <Tick isOn={policy.pauses} onChange={pauses => set({ pauses })}>
            {t('policy.pauses')}
          </Tick>
        )}
      </div>
      <PolicyPreview policy={policy} calendar={calendars.find(one => one.id === policy.calendarId) ?? null} />
    </>
  )
}
