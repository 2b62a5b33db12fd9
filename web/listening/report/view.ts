/** Pure: which period and topic a report is about, read from the address, in days of the workspace. */
import { type SpeakerOrder, speakerOrder, type Volume } from '../../../contract/listening.ts'
import { type IntentLabel, intentLabel } from '../../../contract/understanding.ts'
import { daysFrom, startOfDay } from '../days.ts'

export const reportDays = { week: 7, month: 30, quarter: 90 } as const
export type ReportPeriod = keyof typeof reportDays
export const reportPeriods = ['week', 'month', 'quarter'] as const satisfies readonly ReportPeriod[]

export interface ReportView {
  readonly period: ReportPeriod
  /** A topic’s id; undefined stands for every mention. */
  readonly topic: string | undefined
  readonly order: SpeakerOrder
}

type Search = Readonly<Record<string, string | readonly string[] | undefined>>

const first = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0]

export const readReportView = (search: Search): ReportView => ({
  period: reportPeriods.find(period => period === first(search.period)) ?? 'week',
  topic: first(search.topic) || undefined,
  order: speakerOrder.options.find(order => order === first(search.order)) ?? 'influence',
})

export interface Span {
  readonly from: string
  readonly to: string
}

/** The period up to the end of today, and the one of as many days before it; days are those of the zone. */
export const spansOf = (period: ReportPeriod, now: Date, timeZone: string): { now: Span; before: Span } => {
  const days = reportDays[period]
  const today = startOfDay(now, timeZone)
  const end = daysFrom(today, 1, timeZone).toISOString()
  const start = daysFrom(today, 1 - days, timeZone)
  const before = daysFrom(start, -days, timeZone).toISOString()
  return { now: { from: start.toISOString(), to: end }, before: { from: before, to: start.toISOString() } }
}

/** The search of the stream that shows the rows behind a number of the report. */
export const rowsBehind = (
  view: Pick<ReportView, 'topic'>,
  span: Span,
  more: Search = {},
): Record<string, string | readonly string[] | undefined> => ({
  ...(view.topic === undefined ? { column: 'all' } : { topicId: view.topic }),
  from: span.from,
  to: span.to,
  ...more,
})

/** What the numbers of a period add up to. */
export type Sums = Pick<Volume, 'total' | 'positive' | 'neutral' | 'negative' | 'mixed'> & {
  readonly intents: Partial<Record<IntentLabel, number>>
}

export const sumOf = (volumes: readonly Volume[]): Sums => {
  const add = (of: (volume: Volume) => number) => volumes.reduce((sum, volume) => sum + of(volume), 0)
  return {
    total: add(volume => volume.total),
    positive: add(volume => volume.positive),
    neutral: add(volume => volume.neutral),
    negative: add(volume => volume.negative),
    mixed: add(volume => volume.mixed),
    intents: Object.fromEntries(
      intentLabel.options.map(intent => [intent, add(volume => volume.intents[intent] ?? 0)]),
    ),
  }
}

/**
 * The values of a line by day. The running day, which is the last, is drawn only once it has as many mentions as the day
 * before: a day that has just begun must not look like silence.
 */
export const drawnDays = (days: readonly Volume[], of: (day: Volume) => number): readonly (number | null)[] => {
  const [before, running] = [days.at(-2), days.at(-1)]
  const isAhead = !before || !running || running.total >= before.total
  return days.map((day, n) => (n < days.length - 1 || isAhead ? of(day) : null))
}
