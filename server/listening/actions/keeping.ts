/** Keeps what was heard: items, readings, mentions, roll-ups and the fact, in the transaction of the batch. */
import type { Reading } from '../../../contract/understanding.ts'
import { gathersSites, type Incoming, ownAccounts, receive, type StoredItem } from '../../channels/index.ts'
import { announce } from '../../platform/announce.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { makeId } from '../../platform/ids.ts'
import { storeReadings, toTsvector } from '../../understanding/index.ts'
import { mentionsFound } from '../events.ts'
import { foldHandles, namesOwn, noteReading, type OwnHandles } from '../noted.ts'
import { pagesOf } from '../pages.ts'
import { placeOf } from '../places.ts'
import { printOf } from '../print.ts'
import { insertMentions, linkTopics, type NewMention } from '../store/mentions.ts'
import { changeVolumes } from '../store/volumes.ts'
import { everything } from '../tables.ts'
import { makeTally } from '../tally.ts'
import { reviseEarlier } from './revising.ts'
import { wholeText } from './standing.ts'

/** An incoming item with what was read of it and the topics that want it. */
export interface Heard {
  incoming: Incoming
  reading: Reading
  topicIds: readonly string[]
}

/**
 * Stores what a source brought. Only items that are new are acted on, so that a replay changes nothing.
 * Own items and items that neither a topic wants nor are said to us are kept, and are no mentions. The batch is stored as
 * one set: in pages, two batches could each hold an author that the other's next page waits for.
 * @param options.isPast a past that is brought in: it moves past numbers, and raises no alerts.
 * @returns the ids of the items that are new.
 */
export const keepHeard = async (
  ctx: Ctx,
  sourceId: string,
  heard: readonly Heard[],
  options: { isPast: boolean } = { isPast: false },
): Promise<string[]> => {
  if (heard.length === 0) return []
  const { stored } = await receive(ctx, { sourceId, incoming: heard.map(one => one.incoming) })
  // In the order of the batch: a later revision of a post stands behind an earlier one.
  const fresh = stored.toSorted((a, b) => a.index - b.index).map(item => ({ item, ...heard[item.index]! }))
  await storeReadings(
    ctx,
    fresh.map(({ item, reading }) => ({ itemId: item.id, reading })),
  )
  const handles = await readHandles(ctx)
  const wanted = fresh
    .filter(({ item, topicIds }) => !item.isOwn && (topicIds.length > 0 || item.addressedAccountId !== null))
    .map(one => ({
      mention: mentionOf(ctx, one, handles),
      remoteId: one.item.remoteId,
      isEdit: one.incoming.revision !== '',
    }))
  // Of several revisions of one post the last one counts.
  const last = [...new Map(wanted.map(one => [one.remoteId, one])).values()]
  const tally = makeTally()
  const edited = last.filter(one => one.isEdit).map(one => one.mention)
  const moved = await reviseEarlier(ctx, edited, tally)
  const mentions = last.map(one => one.mention).filter(mention => !moved.has(mention.itemId))
  const kept = await keepMentions(ctx, mentions, options)
  for (const mention of kept) tally.count([everything, ...mention.topicIds], { ...mention, state: 'pending' }, 1)
  await changeVolumes(ctx, tally.changes())
  return stored.map(item => item.id)
}

/** The handles of own accounts, disconnected ones too: who names them means us. */
export const readHandles = async (ctx: Ctx): Promise<OwnHandles> => foldHandles(await ownAccounts(ctx))

type Kept = NewMention & { topicIds: readonly string[] }

const mentionOf = (
  ctx: Ctx,
  { item, reading, topicIds }: { item: StoredItem; reading: Reading; topicIds: readonly string[] },
  handles: OwnHandles,
): Kept => ({
  ...noteReading(reading),
  id: makeId(ctx.now),
  itemId: item.id,
  occurredAt: item.occurredAt,
  channel: item.channel,
  sentiment: reading.sentiment?.label ?? null,
  authorId: item.authorId,
  followers: item.followers,
  kind: item.kind,
  isTagged: item.addressedAccountId !== null || namesOwn(wholeText(item), item.channel, handles),
  isAddressed: item.addressedAccountId !== null,
  site: gathersSites(item.channel) ? placeOf(item.url) : null,
  words: toTsvector(wholeText(item)),
  print: printOf(wholeText(item)),
  topicIds,
})

/**
 * Writes new mentions with their topics and announces them; the caller counts them.
 * @returns those that are new: of an item that became a mention meanwhile there is one already.
 */
export const keepMentions = async (
  ctx: Ctx,
  wanted: readonly Kept[],
  options: { isPast: boolean },
): Promise<Kept[]> => {
  if (wanted.length === 0) return []
  const inserted = await insertMentions(ctx, wanted)
  const mentions = wanted.filter(mention => inserted.has(mention.itemId))
  await linkTopics(
    ctx,
    mentions.flatMap(({ id, occurredAt, topicIds }) =>
      topicIds.map(topicId => ({ mentionId: id, topicId, occurredAt })),
    ),
  )
  for (const page of pagesOf(mentions)) {
    await announce(ctx, mentionsFound, { ids: page.map(mention => mention.id), isPast: options.isPast })
  }
  return mentions
}
