/** The team's measures: speed, participation, cost, load, the weekly question, and how many it takes. */
import { useState } from 'react'
import {
  answerPulse,
  getPulse,
  getStaffing,
  getTeamMeasures,
  getTeamSettings,
  saveTeamSettings,
  type TeamMeasures,
} from '../../../contract/inbox/measures.ts'
import { Button } from '../../kit/button.tsx'
import { Columns } from '../../kit/columns.tsx'
import { Emphasised } from '../../kit/emphasised.tsx'
import { Field, Input } from '../../kit/field.tsx'
import { Heat } from '../../kit/heat.tsx'
import { Card } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { useChannelName } from '../../listening/index.ts'
import { useGo } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import type { Span } from './view.ts'
import { words } from './words.ts'

export const TeamPanel = ({ span }: { span: Span }) => {
  const query = useEndpoint(getTeamMeasures, span, { keep: true })
  return (
    <>
      <Loaded query={query} waiting={<Skeleton className="h-64 w-full" />}>
        {measures => (
          <>
            <Speed measures={measures} />
            <Channels measures={measures} />
            <Hours measures={measures} span={span} />
            <Agents measures={measures} />
          </>
        )}
      </Loaded>
      <Staffing />
      <div className="grid items-start gap-3 md:grid-cols-2">
        <PulseCard />
        <Costs />
      </div>
    </>
  )
}

const useSays = () => {
  const t = words.useT()
  const formats = useFormats()
  return {
    minutes: (value: number | null) => {
      if (value === null) return t('team.none')
      const count = Math.round(value)
      return count < 120
        ? t('team.minutes', { count })
        : t('team.long', { hours: Math.floor(count / 60), minutes: count % 60 })
    },
    share: (part: number, whole: number) => (whole === 0 ? t('team.none') : formats.share(part / whole)),
    won: (value: number | null) =>
      value === null ? t('team.none') : t('team.won', { amount: formats.number(Math.round(value)) }),
  }
}

const Speed = ({ measures: { all } }: { measures: TeamMeasures }) => {
  const t = words.useT()
  const says = useSays()
  const cells = [
    [t('team.median'), says.minutes(all.medianMinutes)],
    [t('team.p90'), says.minutes(all.p90Minutes)],
    [t('team.rate'), says.share(all.answered, all.asked)],
    [t('team.inTime'), says.share(all.inTime, all.answered)],
  ] as const
  return (
    <Card title={t('team.speed')}>
      <dl className="mt-1 grid grid-cols-2 gap-3 sm:grid-cols-4">
        {cells.map(([name, value]) => (
          <div key={name}>
            <dt className="text-muted text-xs">{name}</dt>
            <dd className="font-bold text-xl tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

const cell = 'whitespace-nowrap px-2 py-1.5 text-right tabular-nums first:pl-0 first:text-left'

const Table = ({
  label,
  heads,
  rows,
}: {
  label: string
  heads: readonly { name: string; hint?: string }[]
  rows: readonly { name: string; cells: readonly string[]; onOpen?: () => void }[]
}) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
  <section tabIndex={0} aria-label={label} className="scroll-quiet mt-1 overflow-x-auto">
    <table className="w-full text-sm">
      <thead>
        <tr className="text-muted text-xs">
          {heads.map(({ name, hint }) => (
            <th key={name} scope="col" title={hint} className={`${cell} font-medium`}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.name} className="border-hair border-t">
            <th scope="row" className={`${cell} font-normal`}>
              {row.onOpen ? (
                <button type="button" onClick={row.onOpen} className="rounded-sm text-accent-text hover:underline">
                  {row.name}
                </button>
              ) : (
                row.name
              )}
            </th>
            {row.cells.map((value, n) => (
              <td key={heads[n + 1]?.name} className={cell}>
                {value}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

const Channels = ({ measures: { channels } }: { measures: TeamMeasures }) => {
  const t = words.useT()
  const go = useGo()
  const formats = useFormats()
  const says = useSays()
  const channelName = useChannelName()
  return (
    <Card title={t('team.channels')}>
      <Table
        label={t('team.channels')}
        heads={[
          { name: t('team.channel') },
          { name: t('team.asked') },
          { name: t('team.rate') },
          { name: t('team.median') },
          { name: t('team.p90') },
          { name: t('team.joined'), hint: t('team.joinedHint') },
          { name: t('team.contacts') },
          { name: t('team.cost') },
          { name: t('team.spent') },
          { name: t('team.saved') },
        ]}
        rows={channels.map(one => ({
          name: channelName(one.channel),
          onOpen: () => go('/listen', { column: 'all', channel: one.channel }),
          cells: [
            formats.number(one.asked),
            says.share(one.answered, one.asked),
            says.minutes(one.medianMinutes),
            says.minutes(one.p90Minutes),
            says.share(one.joined, one.overheard),
            formats.number(one.contacts),
            says.won(one.cost),
            says.won(one.spent),
            says.won(one.saved),
          ],
        }))}
      />
    </Card>
  )
}

const Hours = ({ measures: { hours }, span }: { measures: TeamMeasures; span: Span }) => {
  const t = words.useT()
  const go = useGo()
  const formats = useFormats()
  const says = useSays()
  return (
    <Card title={t('team.hours')} note={`${t('team.p90')} · ${t('team.median')}`}>
      <Columns
        label={t('team.hours')}
        height={110}
        columns={hours.map(one => ({
          name: String(one.hour),
          mark: String(one.hour),
          says: t('team.hourSays', {
            hour: one.hour,
            asked: formats.number(one.asked),
            median: says.minutes(one.medianMinutes),
            p90: says.minutes(one.p90Minutes),
          }),
          parts: [
            { tone: 'accent', count: one.medianMinutes ?? 0 },
            { tone: 'rest', count: (one.p90Minutes ?? 0) - (one.medianMinutes ?? 0) },
          ],
        }))}
        onOpen={() => go('/listen', { column: 'all', ...span, state: 'answered' })}
      />
    </Card>
  )
}

const Agents = ({ measures: { agents } }: { measures: TeamMeasures }) => {
  const t = words.useT()
  const formats = useFormats()
  return (
    <Card title={t('team.agents')}>
      {agents.length === 0 ? (
        <p className="mt-1 text-muted text-sm">{t('team.agentsEmpty')}</p>
      ) : (
        <Table
          label={t('team.agents')}
          heads={[
            { name: t('team.agent') },
            { name: t('team.open') },
            { name: t('team.overdue') },
            { name: t('team.sent') },
            { name: t('team.conversations') },
          ]}
          rows={agents.map(one => ({
            name: one.name,
            cells: [one.open, one.overdue, one.sent, one.conversations].map(formats.number),
          }))}
        />
      )}
    </Card>
  )
}

const weekdays = [0, 1, 2, 3, 4, 5, 6] as const

const Staffing = () => {
  const t = words.useT()
  const go = useGo()
  const query = useEndpoint(getStaffing, {})
  return (
    <Card title={t('team.staffing')}>
      <Loaded query={query} waiting={<Skeleton className="mt-2 h-48 w-full" />}>
        {staffing => (
          <>
            <p className="mt-1">
              <Emphasised text={t('team.staffingSays', { count: staffing.most })} />
            </p>
            <Heat
              label={t('team.staffingLabel')}
              columns={Array.from({ length: 24 }, (_, hour) => ({ name: String(hour), label: hour }))}
              rows={weekdays.map(weekday => ({
                name: String(weekday),
                label: t(`weekday.${weekday}`),
                cells: Array.from({ length: 24 }, (_, hour) => {
                  const found = staffing.cells.find(one => one.weekday === weekday && one.hour === hour)
                  const agents = found?.agents ?? 0
                  return {
                    count: agents,
                    says: t('team.staffingCell', {
                      day: t(`weekday.${weekday}`),
                      hour,
                      arrivals: (found?.arrivals ?? 0).toFixed(1),
                      agents,
                    }),
                  }
                }),
              }))}
              onOpen={() => go('/inbox', { queue: 'open' })}
            />
            <p className="mt-2 text-muted text-xs leading-[1.6]">
              {t('team.assumptions', { days: staffing.days, minutes: staffing.handleMinutes })}
            </p>
          </>
        )}
      </Loaded>
    </Card>
  )
}

const scores = [1, 2, 3, 4, 5] as const

const PulseCard = () => {
  const t = words.useT()
  const formats = useFormats()
  const query = useEndpoint(getPulse, {})
  const verb = useVerb(answerPulse, { refetch: [getPulse] })
  return (
    <Card title={t('pulse.title')}>
      <Loaded query={query} waiting={<Skeleton className="mt-2 h-24 w-full" />}>
        {pulse => (
          <>
            {pulse.hasAnswered ? (
              <p className="mt-1">{t('pulse.thanks')}</p>
            ) : (
              <fieldset className="mt-1 flex flex-wrap gap-1.5" disabled={verb.isRunning}>
                <legend className="mb-1.5">{t('pulse.question')}</legend>
                {scores.map(score => (
                  <Button key={score} size="sm" onClick={() => verb.run({ secretScore: score })}>
                    {t(`pulse.${score}`)}
                  </Button>
                ))}
              </fieldset>
            )}
            <p className="mt-2 text-muted text-xs">{t('pulse.hint')}</p>
            <ul className="mt-2 text-sm">
              {pulse.weeks.map(one => (
                <li key={one.week} className="flex justify-between gap-3 tabular-nums">
                  <span className="text-muted">{t('pulse.week', { date: formats.date(`${one.week}T03:00:00Z`) })}</span>
                  <span>
                    {one.mean === null || one.answers === null
                      ? t('pulse.few')
                      : t('pulse.mean', { mean: one.mean.toFixed(1), count: one.answers })}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </Card>
  )
}

const Costs = () => {
  const t = words.useT()
  const query = useEndpoint(getTeamSettings, {})
  if (!useMay()('inbox.manage')) return null
  return (
    <Card title={t('team.settings')}>
      <Loaded query={query} waiting={<Skeleton className="mt-2 h-24 w-full" />}>
        {kept => <CostForm key={kept.version} kept={kept} />}
      </Loaded>
    </Card>
  )
}

const offered = ['call', 'email', 'bluesky', 'instagram'] as const

const CostForm = ({ kept }: { kept: { version: number; costs: Record<string, number>; handleMinutes: number } }) => {
  const t = words.useT()
  const toasts = useToasts()
  const channelName = useChannelName()
  const [costs, setCosts] = useState(kept.costs)
  const [handleMinutes, setHandleMinutes] = useState(kept.handleMinutes)
  const verb = useVerb(saveTeamSettings, {
    refetch: [getTeamSettings, getTeamMeasures, getStaffing],
    onDone: () => toasts.show({ text: t('team.settingsSaved'), tone: 'good' }),
  })
  const channels = [...new Set([...offered, ...Object.keys(kept.costs)])]
  const setCost = (channel: string, typed: string) => {
    const { [channel]: _, ...others } = costs
    setCosts(typed === '' ? others : { ...others, [channel]: Math.max(0, Number(typed)) })
  }
  return (
    <div className="mt-2 flex flex-col gap-3">
      <Field label={t('team.handle')}>
        <Input
          type="number"
          min={0.5}
          max={240}
          step={0.5}
          value={handleMinutes}
          onChange={event => setHandleMinutes(Math.max(0.5, Number(event.target.value) || 0.5))}
        />
      </Field>
      {channels.map(channel => (
        <Field
          key={channel}
          label={t('team.costOf', { channel: channel === 'call' ? t('team.call') : channelName(channel) })}
        >
          <Input
            type="number"
            min={0}
            value={costs[channel] ?? ''}
            onChange={event => setCost(channel, event.target.value)}
          />
        </Field>
      ))}
      <Button
        className="self-start"
        isBusy={verb.isRunning}
        onClick={() => verb.run({ version: kept.version, costs, handleMinutes })}
      >
        {t('save')}
      </Button>
    </div>
  )
}
