/** Trying a query on the past: what was kept in the last 90 days, newest first, so much at once as an answer can wait for. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import { workspaceSettings } from '../../access/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { invalid, notFound } from '../../platform/errors.ts'
import { readCursor, writeCursor } from '../../platform/keyset.ts'
import { lexemesOf } from '../lexemes.ts'
import { parseQuery } from '../query.ts'
import type { Query } from '../query-tree.ts'
import type { Place } from '../store/stream.ts'
import { findTopic } from '../store/topics.ts'
import { findMentionsByWords, findUnwanted, type TriedItem } from '../store/trying.ts'
import { makeTrial, type PastPost, type Trial } from '../trial.ts'
import { pastDays } from './past.ts'
import { wholeText } from './standing.ts'
import { readableQuery } from './topics.ts'

const rowsOfPage = 1000
const mentionsAtMost = 4000
const othersAtMost = 8000

/**
 * Tries a query on what was kept. Mentions are found through the index of their words where the query names words; items
 * that are no mentions are walked, the newest first. What is not reached is left to the next call, by `next`.
 */
export const tryQuery = async (
  ctx: Ctx,
  input: Input<typeof contract.tryQuery>,
): Promise<Output<typeof contract.tryQuery>> => {
  const { query } = readableQuery(input.query)
  const saved = input.topicId === undefined ? null : await savedQuery(ctx, input.topicId)
  const places = readPlaces(input.cursor)
  const since = new Date(ctx.now.getTime() - pastDays * 86_400_000)
  const { timeZone } = await workspaceSettings(ctx)
  // Swedish writes days as ISO does.
  const days = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  const trial = makeTrial(query, saved, at => days.format(at))

  const lexemes = [query, ...(saved === null ? [] : [saved])].map(one => lexemesOf(one, true))
  const words = lexemes.every(one => one !== null) ? lexemes.map(one => `(${one})`).join(' | ') : null
  const mentions = await walk(places.mentions, mentionsAtMost, trial, (after, limit) =>
    findMentionsByWords(ctx, words, since, after, limit),
  )
  const others = await walk(places.others, othersAtMost, trial, (after, limit) =>
    findUnwanted(ctx, since, after, limit),
  )
  const reached = [mentions, others].flatMap(place => (place === 'end' || place === 'start' ? [] : [place.occurredAt]))
  return {
    ...trial.result(),
    since: new Date(Math.max(since.getTime(), ...reached.map(at => at.getTime()))).toISOString(),
    next: reached.length > 0 ? writePlaces({ mentions, others }) : null,
  }
}

const savedQuery = async (ctx: Ctx, topicId: string): Promise<Query> => {
  const topic = await findTopic(ctx, topicId)
  const parsed = topic === undefined ? undefined : parseQuery(topic.query)
  if (!parsed?.ok) throw notFound('topic')
  return parsed.query
}

/** How far a walk has come. */
type Reached = Place | 'start' | 'end'

/** Walks pages until they end or enough was seen. @returns how far it came. */
const walk = async (
  from: Reached,
  most: number,
  trial: Trial,
  read: (after: Place | null, limit: number) => Promise<TriedItem[]>,
): Promise<Reached> => {
  let at = from
  for (let seen = 0; at !== 'end' && seen < most; seen += rowsOfPage) {
    const rows: TriedItem[] = await read(at === 'start' ? null : at, rowsOfPage)
    trial.add(rows.map(pastPost))
    const last = rows.at(-1)
    at = last === undefined || rows.length < rowsOfPage ? 'end' : { occurredAt: last.occurredAt, id: last.id }
  }
  return at
}

const pastPost = (item: TriedItem): PastPost => ({
  itemId: item.id,
  at: item.occurredAt,
  channel: item.channel,
  author: item.author.displayName ?? item.author.handle ?? '',
  isSetAside: item.state === 'not_ours',
  post: {
    text: wholeText(item),
    author: item.author.handle,
    authorName: item.author.displayName,
    channel: item.channel,
    language: item.language,
    sentiment: item.sentiment,
    intents: item.intents?.map(intent => intent.label) ?? null,
    followers: item.author.followers,
  },
})

interface Places {
  mentions: Reached
  others: Reached
}

const writePlaces = ({ mentions, others }: Places): string =>
  writeCursor(
    [mentions, others].flatMap(at => (typeof at === 'string' ? [at, ''] : [at.occurredAt.toISOString(), at.id])),
  )

const readPlaces = (cursor: string | undefined): Places => {
  const values = readCursor(cursor, 4)
  if (values === null) return { mentions: 'start', others: 'start' }
  return { mentions: readReached(values[0], values[1]), others: readReached(values[2], values[3]) }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const readReached = (at: unknown, id: unknown): Reached => {
  if (at === 'start' || at === 'end') return at
  const occurredAt = new Date(String(at))
  if (Number.isNaN(occurredAt.getTime()) || !uuid.test(String(id))) throw invalid('cursor', 'bad_cursor')
  return { occurredAt, id: String(id) }
}
