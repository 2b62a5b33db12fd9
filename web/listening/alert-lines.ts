/** What an alert says in one line, against what it was compared, and where the rows behind it are. */
import type { Alert, AlertFilter } from '../../contract/listening.ts'
import type { Search } from '../platform/links.tsx'
import { type Formats, useFormats } from '../platform/session.ts'
import { words } from './words.ts'

type Translate = ReturnType<typeof words.useT>

/** `45분 동안 언급 31건`. */
export const alertLine = (alert: Alert, t: Translate, formats: Formats, now: Date): string => {
  const { count, negative, compared } = alert
  if (alert.kind === 'clock') return t('alerts.clock', { count })
  if (alert.kind === 'stance') return t('alerts.stance', { count })
  if (compared === null) return postsLine(alert, t, formats, now)
  const values = { count, negative, minutes: compared.minutes, share: formats.share(negative / count) }
  return t(alert.kind === 'count' ? 'alerts.count' : 'alerts.share', values)
}

const postsLine = (alert: Alert, t: Translate, formats: Formats, now: Date): string => {
  const { count } = alert
  const isOpen = new Date(alert.closesAt) > now
  if (isOpen) return t('alerts.postsOpen', { count, time: formats.time(alert.closesAt) })
  const minutes = Math.ceil((Date.parse(alert.latestAt) - Date.parse(alert.raisedAt)) / 60_000)
  return minutes === 0 ? t('alerts.posts', { count }) : t('alerts.postsIn', { count, minutes })
}

/** `기준 20건 · 평소 2.1건`; null where nothing is compared. */
export const useComparison = (): ((alert: Alert) => string | null) => {
  const t = words.useT()
  const formats = useFormats()
  return alert => {
    if (alert.compared === null) return null
    const { wanted, usual } = alert.compared
    if (alert.kind === 'count')
      return t('alerts.countCompared', { wanted, usual: usual < 10 ? usual.toFixed(1) : Math.round(usual) })
    return t('alerts.shareCompared', { wanted: formats.share(wanted), usual: formats.share(usual) })
  }
}

/** Pure: the stream's address of the rows behind an alert: its filter over its time. */
export const rowsOf = (alert: Pick<Alert, 'filter' | 'raisedAt' | 'latestAt' | 'compared'>): Search => {
  const begins = Date.parse(alert.raisedAt) - (alert.compared?.minutes ?? 1440) * 60_000
  return {
    ...searchOf(alert.filter),
    from: new Date(begins).toISOString(),
    to: new Date(Date.parse(alert.latestAt) + 60_000).toISOString(),
  }
}

const searchOf = (filter: AlertFilter): Search =>
  Object.fromEntries(
    Object.entries(filter).map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  )
