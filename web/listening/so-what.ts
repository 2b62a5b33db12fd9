/** Pure: the sentences of 오늘, each said only where its number carries it. */
import { hourMs } from './days.ts'
import type { TodayNumbers } from './today-numbers.ts'

export interface SoWhatInput {
  readonly numbers: TodayNumbers
  /** Of the last seven days. */
  readonly ledger: { readonly negativePending: number; readonly negativeTotal: number } | undefined
  /** Of the last seven days. */
  readonly channels: readonly { readonly channel: string; readonly total: number }[]
}

export type SoWhat =
  | { kind: 'spike'; hour: number; count: number; before: number; times: number | null }
  | { kind: 'waiting'; count: number; share: number }
  | { kind: 'negative'; share: number; total: number; before: number | null }
  | { kind: 'channel'; channel: string; count: number; share: number }

/** Below this many mentions an hour tells nothing. */
const fewestInSpike = 8
const fewestInShare = 10
const spikeTimes = 2

/** At most three, the most pressing first. */
export const soWhat = (input: SoWhatInput): SoWhat[] => {
  const found = [spikeOf(input.numbers), waitingOf(input), negativeOf(input.numbers), channelOf(input)]
  return found.filter(one => one !== null).slice(0, 3)
}

/** The last full hour, or the running one where it is ahead already, against the same hour of last week. */
const spikeOf = ({ hours }: TodayNumbers): SoWhat | null => {
  const begun = hours.filter(hour => hour.today !== null)
  const candidates = begun.slice(-2).map(hour => {
    const count = hour.today?.total ?? 0
    const before = hour.before.total
    return { kind: 'spike' as const, hour: hour.at, count, before, times: before ? count / before : null }
  })
  const spikes = candidates.filter(one => one.count >= fewestInSpike && (one.times === null || one.times >= spikeTimes))
  return spikes.sort((a, b) => b.count - a.count)[0] ?? null
}

const waitingOf = ({ ledger }: SoWhatInput): SoWhat | null =>
  ledger && ledger.negativePending > 0
    ? {
        kind: 'waiting',
        count: ledger.negativePending,
        share: ledger.negativePending / Math.max(1, ledger.negativeTotal),
      }
    : null

const negativeOf = ({ today, before }: TodayNumbers): SoWhat | null =>
  today.total >= fewestInShare && today.negative > 0
    ? {
        kind: 'negative',
        share: today.negative / today.total,
        total: today.total,
        before: before.total >= fewestInShare ? before.negative / before.total : null,
      }
    : null

const channelOf = ({ channels }: SoWhatInput): SoWhat | null => {
  const total = channels.reduce((sum, one) => sum + one.total, 0)
  const [first] = [...channels].sort((a, b) => b.total - a.total)
  return first && channels.length > 1 && total >= fewestInShare
    ? { kind: 'channel', channel: first.channel, count: first.total, share: first.total / total }
    : null
}

/** The search of the stream that shows the rows behind a sentence. */
export const rowsOf = (one: SoWhat, startOfToday: Date): Record<string, string | undefined> => {
  if (one.kind === 'spike')
    return {
      column: 'all',
      from: new Date(one.hour).toISOString(),
      to: new Date(one.hour + hourMs).toISOString(),
    }
  if (one.kind === 'waiting') return { column: 'all', sentiment: 'negative', state: 'pending', period: 'week' }
  if (one.kind === 'negative') return { column: 'all', sentiment: 'negative', from: startOfToday.toISOString() }
  return { column: 'all', channel: one.channel, period: 'week' }
}
