/** What a mention notes of its item and its reading, so that the stream can filter by it without looking further. */
import type { Item } from '../../contract/channels.ts'
import type { IntentLabel, Reading, SentimentLabel } from '../../contract/understanding.ts'
import { normalise, tokenise } from '../understanding/index.ts'

/** What a reading says; what nobody read is null, and no sign. */
export interface NotedReading {
  language: string
  intents: IntentLabel[] | null
  urgency: Reading['urgency']
  isCrisis: boolean
  isSpam: boolean
  isAnswerable: boolean
}

/** What an item says of itself. */
export interface NotedItem {
  authorId: string
  /** Of the author when it was heard; null where the network does not say. */
  followers: number | null
  kind: Item['kind']
  /** Said to one of our accounts, or names the handle of one on its own channel. */
  isTagged: boolean
  /** Where it stands, on channels that gather many sites: `cafe.naver.com/imsanbu`. */
  site: string | null
}

export type Noted = NotedReading & NotedItem & { sentiment: SentimentLabel | null }

export const noteReading = (reading: Reading): NotedReading => ({
  language: reading.language,
  intents: reading.intents?.map(intent => intent.label) ?? null,
  urgency: reading.urgency,
  isCrisis: reading.crisis?.value ?? false,
  isSpam: reading.spam ?? false,
  isAnswerable: reading.answerable ?? false,
})

/** Handles of own accounts by channel, folded and without their @. */
export type OwnHandles = ReadonlyMap<string, ReadonlySet<string>>

/** @param accounts own accounts, with handles as their networks give them. */
export const foldHandles = (accounts: readonly { channel: string; handle: string }[]): OwnHandles => {
  const handles = new Map<string, Set<string>>()
  for (const { channel, handle } of accounts) {
    const folded = normalise(handle.replace(/^@/, '')).text
    handles.set(channel, (handles.get(channel) ?? new Set()).add(folded))
  }
  return handles
}

/** True where a text names one of our handles as a handle: @maeari, @maeari가, not @maeari_fan. */
export const namesOwn = (text: string, channel: string, handles: OwnHandles): boolean => {
  const own = handles.get(channel)
  if (own === undefined || !/[@＠]/.test(text)) return false
  return tokenise(text).some(
    token => token.kind === 'handle' && (own.has(token.exact) || token.stems.some(stem => own.has(stem))),
  )
}
