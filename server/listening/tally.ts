/** Sums the changes of one transaction to the hourly roll-ups, one row for each of their keys. */
import type { MentionState } from '../../contract/listening.ts'
import type { IntentLabel, Reading, SentimentLabel } from '../../contract/understanding.ts'

/** What a roll-up counts a mention by. */
export interface Counted {
  occurredAt: Date
  channel: string
  language: string
  /** Null where nobody read it. */
  sentiment: SentimentLabel | null
  intents: readonly IntentLabel[] | null
  urgency: Reading['urgency']
  isCrisis: boolean
  isSpam: boolean
  isAnswerable: boolean
  isTagged: boolean
  followers: number | null
  state: MentionState
}

/**
 * What is counted, in the order in which it is stored: sentiments, of which each mention has one (or is unread); intents, of
 * which it may have several; signs; how it ended; and the followers of its author.
 */
export const measures = [
  'positive',
  'neutral',
  'negative',
  'mixed',
  'unread',
  'question',
  'complaint',
  'suggestion',
  'praise',
  'purchase',
  'recommendation',
  'other',
  'urgent',
  'crisis',
  'spam',
  'answerable',
  'tagged',
  'answered',
  'stance',
  'not_ours',
  'silent',
  'reach',
] as const
export type Measure = (typeof measures)[number]

const placeOf = Object.fromEntries(measures.map((measure, n) => [measure, n])) as Record<Measure, number>

/** What is added to one row of the roll-ups, in the order of `measures`; negative numbers take away. */
export interface VolumeChange {
  topicId: string
  hour: Date
  channel: string
  language: string
  counts: number[]
}

export interface Tally {
  /** Counts a mention for each of the topics, once more or (-1) once less. */
  count(topicIds: readonly string[], mention: Counted, by: 1 | -1): void
  /** The changes that are not nothing. */
  changes(): VolumeChange[]
}

const millisecondsOfHour = 3_600_000

/** The start of the UTC hour of an instant. */
export const hourOf = (at: Date): Date => new Date(hourNumber(at) * millisecondsOfHour)

const hourNumber = (at: Date): number => Math.floor(at.getTime() / millisecondsOfHour)

export const makeTally = (): Tally => {
  const changes = new Map<string, VolumeChange>()
  const changeOf = (topicId: string, place: string, mention: Counted): VolumeChange => {
    const key = topicId + place
    const known = changes.get(key)
    if (known !== undefined) return known
    const { channel, language } = mention
    const counts = new Array<number>(measures.length).fill(0)
    const made = { topicId, hour: hourOf(mention.occurredAt), channel, language, counts }
    changes.set(key, made)
    return made
  }
  return {
    count(topicIds, mention, by) {
      const place = ` ${hourNumber(mention.occurredAt)} ${mention.language} ${mention.channel}`
      for (const topicId of topicIds) add(changeOf(topicId, place, mention).counts, mention, by)
    },
    changes: () => [...changes.values()].filter(change => change.counts.some(count => count !== 0)),
  }
}

const add = (counts: number[], mention: Counted, by: 1 | -1): void => {
  const move = (measure: Measure, amount = 1) => {
    counts[placeOf[measure]]! += amount * by
  }
  move(mention.sentiment ?? 'unread')
  for (const intent of mention.intents ?? []) move(intent)
  if (mention.urgency === 'high') move('urgent')
  if (mention.isCrisis) move('crisis')
  if (mention.isSpam) move('spam')
  if (mention.isAnswerable) move('answerable')
  if (mention.isTagged) move('tagged')
  if (mention.state !== 'pending') move(mention.state)
  else if (mention.sentiment === 'negative') move('silent')
  if (mention.followers !== null) move('reach', mention.followers)
}
