/** Searching the past for a topic that is new or finds something else: kept items of 90 days, page by page. */

import type { ShownReading } from '../../../contract/understanding.ts'
import { gathersSites } from '../../channels/index.ts'
import { announce, startJob } from '../../platform/announce.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { makeId } from '../../platform/ids.ts'
import { readingsOf, shownSentiment, toTsvector } from '../../understanding/index.ts'
import { mentionsChanged, topicsChanged } from '../events.ts'
import { namesOwn, noteReading, type OwnHandles } from '../noted.ts'
import { placeOf } from '../places.ts'
import { printOf } from '../print.ts'
import { compileStanding } from '../standing.ts'
import { findPut } from '../store/imported.ts'
import {
  type LockedMention,
  linkTopics,
  lockMentions,
  type NewMention,
  removeUnwanted,
  unlinkTopic,
} from '../store/mentions.ts'
import { findPastItems, type PastItem } from '../store/past.ts'
import { advancePast, countPast, isCancelled } from '../store/past-searches.ts'
import { findTopic } from '../store/topics.ts'
import { changeVolumes } from '../store/volumes.ts'
import { everything } from '../tables.ts'
import { makeTally, type Tally } from '../tally.ts'
import { keepMentions, readHandles } from './keeping.ts'
import { postOf, wholeText } from './standing.ts'

export const backfillQueue = 'listening.backfill'

export const pastDays = 90
const itemsOfPage = 500

export interface PastPage {
  topicId: string
  /** The topic's version when the search began; a later change begins its own search and ends this one. */
  version: number
  after: { occurredAt: string; id: string } | null
}

/**
 * Searches one page of the past for a topic and starts the next. What the topic finds becomes a mention or joins one;
 * what it finds no more is taken off it. Past numbers move; no alert is raised.
 */
export const searchPast = async (ctx: Ctx, page: PastPage): Promise<void> => {
  const topic = await findTopic(ctx, page.topicId)
  if (topic === undefined || topic.version !== page.version || topic.archived_at !== null) return
  if (await isCancelled(ctx, page)) return
  const since = new Date(ctx.now.getTime() - pastDays * 86_400_000)
  if (page.after === null) await countPast(ctx, page, since)
  const after = page.after === null ? null : { occurredAt: new Date(page.after.occurredAt), id: page.after.id }
  const items = await findPastItems(ctx, since, after, itemsOfPage)
  const last = items.at(-1)
  const isLast = items.length < itemsOfPage
  const found = last === undefined ? 0 : await moveTopic(ctx, topic, items)
  await advancePast(ctx, page, { looked: items.length, found, isLast })
  await announce(ctx, topicsChanged, { ids: [topic.id] })
  if (last === undefined || isLast) return
  await startJob(ctx, backfillQueue, {
    ...page,
    after: { occurredAt: last.occurredAt.toISOString(), id: last.id },
  })
}

/** @returns how many of the items the topic wants. */
const moveTopic = async (
  ctx: Ctx,
  topic: { id: string; query: string },
  items: readonly PastItem[],
): Promise<number> => {
  const itemIds = items.map(item => item.id)
  // Held: a correction that comes while we work waits, and then finds the mentions that we made.
  const readings = await readingsOf(ctx, itemIds, { isHeld: true })
  const matcher = compileStanding([topic])
  const read = items.flatMap(item => {
    const reading = readings.get(item.id)
    return reading === undefined ? [] : { item, reading }
  })
  const matched = matcher.match(read.map(({ item, reading }) => postOf(item, reading)))
  const wanted = read.filter((_, n) => matched[n]!.length > 0)
  const wantedIds = new Set(wanted.map(({ item }) => item.id))
  const locked = new Map((await lockMentions(ctx, { itemIds })).map(mention => [mention.itemId, mention]))
  const handles = await readHandles(ctx)
  const tally = makeTally()

  const missing = wanted
    .filter(({ item }) => !locked.has(item.id))
    .map(({ item, reading }) => mentionOfPast(ctx, item, reading, handles, topic.id))
  const made = await keepMentions(ctx, missing, { isPast: true })
  for (const mention of made) tally.count([everything, topic.id], { ...mention, state: 'pending' }, 1)

  // Another search may have made a mention of the same item since we looked: that one joins the topic.
  const madeIds = new Set(made.map(mention => mention.itemId))
  const raced = missing.filter(mention => !madeIds.has(mention.itemId)).map(mention => mention.itemId)
  const known = [...locked.values(), ...(raced.length > 0 ? await lockMentions(ctx, { itemIds: raced }) : [])]
  const joined = await joinTopic(
    ctx,
    topic.id,
    known.filter(mention => wantedIds.has(mention.itemId)),
    tally,
  )
  // What a person put under the topic with a file stays there, whatever the query finds.
  const put = await findPut(ctx, topic.id, itemIds)
  const left = await leaveTopic(
    ctx,
    topic.id,
    known.filter(mention => !wantedIds.has(mention.itemId) && !put.has(mention.itemId)),
    tally,
  )
  await changeVolumes(ctx, tally.changes())
  const changed = [...joined, ...left]
  if (changed.length > 0) await announce(ctx, mentionsChanged, { ids: changed })
  return wanted.length
}

/** The mention that an item of the past becomes under a topic. */
export const mentionOfPast = (
  ctx: Ctx,
  item: PastItem,
  reading: ShownReading,
  handles: OwnHandles,
  topicId: string,
): NewMention & { topicIds: readonly string[] } => ({
  ...noteReading(reading),
  id: makeId(ctx.now),
  itemId: item.id,
  occurredAt: item.occurredAt,
  channel: item.channel,
  sentiment: shownSentiment(reading),
  isAddressed: item.isAddressed,
  authorId: item.authorId,
  followers: item.author.followers,
  kind: item.kind,
  isTagged: item.isAddressed || namesOwn(wholeText(item), item.channel, handles),
  site: gathersSites(item.channel) ? placeOf(item.url) : null,
  words: toTsvector(wholeText(item)),
  print: printOf(wholeText(item)),
  topicIds: [topicId],
})

const joinTopic = async (
  ctx: Ctx,
  topicId: string,
  mentions: readonly LockedMention[],
  tally: Tally,
): Promise<string[]> => {
  const linked = await linkTopics(
    ctx,
    mentions.map(mention => ({ mentionId: mention.id, topicId, occurredAt: mention.occurredAt })),
  )
  const ids = new Set(linked.map(link => link.mentionId))
  for (const mention of mentions) {
    if (ids.has(mention.id)) tally.count([topicId], mention, 1)
  }
  return [...ids]
}

const leaveTopic = async (
  ctx: Ctx,
  topicId: string,
  mentions: readonly LockedMention[],
  tally: Tally,
): Promise<string[]> => {
  const ids = await unlinkTopic(
    ctx,
    topicId,
    mentions.map(mention => mention.id),
  )
  const removed = await removeUnwanted(ctx, [...ids])
  for (const mention of mentions) {
    if (ids.has(mention.id)) tally.count([topicId], mention, -1)
    if (removed.has(mention.id)) tally.count([everything], mention, -1)
  }
  return [...ids]
}
