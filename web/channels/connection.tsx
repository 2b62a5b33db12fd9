/** One connection: its state and what to do, its rhythm, limits, cost, and how it turned. */
import { type Connection, listConnections, listSources, readSourceNow, resumeSource } from '../../contract/channels.ts'
import { Sparkline } from '../kit/bar.tsx'
import { Button } from '../kit/button.tsx'
import { useToasts } from '../kit/toast.tsx'
import { PageLink } from '../platform/links.tsx'
import { useVerb } from '../platform/query.ts'
import { useFormats, useMay } from '../platform/session.ts'
import { useChannelName } from './channel-name.ts'
import { HealthChip } from './health-chip.tsx'
import { useMoney } from './money.ts'
import { itemsToday } from './troubled.ts'
import { words } from './words.ts'

interface ConnectionProps {
  connection: Connection
  hoursFrom: string
  /** Whether an instant is of today, in the workspace's zone. */
  isToday: (at: Date) => boolean
  onReconnect: (channel: string) => void
}

export const ConnectionRow = ({ connection, hoursFrom, isToday, onReconnect }: ConnectionProps) => {
  const t = words.useT()
  const channelName = useChannelName()
  const { name, channel, address, health, purpose } = connection
  const isFor = purpose === null ? null : t(`accounts.purpose.${purpose}`)
  const about = [...new Set([channelName(channel), address, isFor])].filter(part => part !== null && part !== name)
  return (
    <li className="flex flex-col gap-1.5 py-3">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1.5">
        <div className="flex min-w-0 grow basis-60 flex-col">
          <span className="font-semibold">{name}</span>
          <span className="truncate text-muted text-xs">{about.join(' · ')}</span>
        </div>
        <HealthChip health={health} />
        <Act connection={connection} onReconnect={onReconnect} />
      </div>
      {(health.problem || health.todo) && (
        <p className="text-sm">
          {health.problem && <span className="text-neg">{health.problem.message} </span>}
          {health.todo && t(`todo.${health.todo}`)}
        </p>
      )}
      <Rhythm connection={connection} hoursFrom={hoursFrom} isToday={isToday} />
      <Details connection={connection} />
    </li>
  )
}

/** The one thing that helps; where nothing is wrong, a look at once. */
const Act = ({ connection, onReconnect }: Pick<ConnectionProps, 'connection' | 'onReconnect'>) => {
  const t = words.useT()
  const may = useMay()('channels.manage')
  const toasts = useToasts()
  const { id, name, subject, channel, health, way, address } = connection
  const refetch = [listConnections, listSources]
  const read = useVerb(readSourceNow, {
    refetch,
    onDone: () => toasts.show({ text: t('connections.reading', { name }) }),
  })
  const resume = useVerb(resumeSource, { refetch })
  if (health.todo === 'look' && /^https?:/.test(address))
    return (
      <Button asChild size="sm">
        <a href={address} target="_blank" rel="noreferrer noopener">
          {t('connections.open')}
        </a>
      </Button>
    )
  if (!may) return null
  if (health.todo === 'reconnect')
    return (
      <Button size="sm" tone="primary" onClick={() => onReconnect(channel)}>
        {t('accounts.mend')}
      </Button>
    )
  if (subject === 'account' || way === null) return null
  if (health.todo === 'resume')
    return (
      <Button size="sm" isBusy={resume.isRunning} onClick={() => resume.run({ sourceId: id })}>
        {t('sources.resume')}
      </Button>
    )
  if (way === 'stream') return null
  return (
    <Button size="sm" isBusy={read.isRunning} onClick={() => read.run({ sourceId: id })}>
      {t('connections.readNow')}
    </Button>
  )
}

const Rhythm = ({ connection, hoursFrom, isToday }: Omit<ConnectionProps, 'onReconnect'>) => {
  const t = words.useT()
  const formats = useFormats()
  const { hours, usualPerDay, lastItemAt, channel } = connection
  const today = itemsToday(hours, hoursFrom, isToday)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-xs tabular-nums">
      <span className="text-accent-text">
        <Sparkline values={hours} label={t('connections.rhythm', { most: Math.max(0, ...hours) })} width={144} />
      </span>
      <PageLink
        to="/listen"
        search={{ channel: [channel], from: today.from ?? undefined }}
        className="rounded-sm py-0.5 underline-offset-2 hover:underline"
      >
        {t('connections.today', { count: today.items })}
      </PageLink>
      <span>
        {usualPerDay === null
          ? t('connections.unusual')
          : t('connections.usual', { count: Math.round(usualPerDay * 10) / 10 })}
      </span>
      <span>{lastItemAt ? t('connections.last', { time: formats.past(lastItemAt) }) : t('connections.none')}</span>
    </div>
  )
}

const Details = ({ connection }: { connection: Connection }) => {
  const t = words.useT()
  const formats = useFormats()
  const money = useMoney()
  const { limits, monthMicros, nextReadAt, way, turns } = connection
  return (
    <details className="text-muted text-xs">
      <summary className="w-fit cursor-pointer rounded-sm py-0.5 hover:text-ink">{t('connections.details')}</summary>
      <div className="mt-1.5 flex flex-col gap-1 tabular-nums">
        <span className="flex flex-wrap gap-x-3 gap-y-1">
          {(way === 'stream' || way === 'hub') && <span>{t(`connections.way.${way}`)}</span>}
          {nextReadAt && <span>{t('connections.way.poll', { time: formats.time(nextReadAt) })}</span>}
          {monthMicros !== null && <span>{t('connections.cost', { money: money(monthMicros) })}</span>}
          {limits.map(({ operation, calls, left, blockedUntil }) => (
            <span key={operation}>
              {blockedUntil
                ? t('connections.blocked', { time: formats.time(blockedUntil) })
                : t(`connections.limit.${operation}`, { calls, left })}
            </span>
          ))}
        </span>
        <span className="mt-1 font-medium text-ink">{t('connections.turns')}</span>
        {turns.length === 0 && <span>{t('connections.noTurns')}</span>}
        <ol className="flex flex-col gap-1">
          {turns.map(turn => (
            <li key={turn.at + turn.state} className="flex flex-wrap gap-x-2">
              <span className="whitespace-nowrap">{formats.moment(turn.began)}</span>
              <span className="font-medium text-ink">{t(`health.${turn.state}`)}</span>
              {turn.problem && <span>{turn.problem.message}</span>}
            </li>
          ))}
        </ol>
      </div>
    </details>
  )
}
