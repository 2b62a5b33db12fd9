/** Sums the changes of one transaction to the hourly roll-ups, so that each row of them is touched once. */
import type { SentimentLabel } from '../../contract/understanding.ts'

/** What a roll-up counts a mention by. */
export interface Counted {
  occurredAt: Date
  channel: string
  /** Null where nobody read it. */
  sentiment: SentimentLabel | null
}

type Column = SentimentLabel | 'unread'

/** What is added to one row of the roll-ups; negative numbers take away. */
export type VolumeChange = { topicId: string; hour: Date; channel: string } & Record<Column, number>

export interface Tally {
  /** Counts a mention for each of the topics, once more or (-1) once less. */
  count(topicIds: readonly string[], mention: Counted, by: 1 | -1): void
  /** The changes that are not nothing, ordered by key: rows are always locked in this order. */
  changes(): VolumeChange[]
}

const millisecondsOfHour = 3_600_000

/** The start of the UTC hour of an instant. */
export const hourOf = (at: Date): Date => new Date(Math.floor(at.getTime() / millisecondsOfHour) * millisecondsOfHour)

export const makeTally = (): Tally => {
  const changes = new Map<string, VolumeChange>()
  const changeOf = (topicId: string, hour: Date, channel: string): VolumeChange => {
    const key = `${topicId} ${hour.toISOString()} ${channel}`
    const known = changes.get(key)
    if (known !== undefined) return known
    const made = { topicId, hour, channel, positive: 0, neutral: 0, negative: 0, mixed: 0, unread: 0 }
    changes.set(key, made)
    return made
  }
  return {
    count(topicIds, mention, by) {
      const hour = hourOf(mention.occurredAt)
      for (const topicId of topicIds) changeOf(topicId, hour, mention.channel)[mention.sentiment ?? 'unread'] += by
    },
    changes: () =>
      [...changes.entries()]
        .filter(([, change]) => !isNothing(change))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, change]) => change),
  }
}

const isNothing = (change: VolumeChange): boolean =>
  change.positive === 0 && change.neutral === 0 && change.negative === 0 && change.mixed === 0 && change.unread === 0
