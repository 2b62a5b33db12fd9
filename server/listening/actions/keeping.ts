/** Keeps what was heard: items, readings, mentions, roll-ups and the fact, in the transaction of the batch. */
import type { Reading } from '../../../contract/understanding.ts'
import { type Incoming, receive, type StoredItem } from '../../channels/index.ts'
import { announce } from '../../platform/announce.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { makeId } from '../../platform/ids.ts'
import { storeReadings, toTsvector } from '../../understanding/index.ts'
import { mentionsFound } from '../events.ts'
import { pagesOf } from '../pages.ts'
import { insertMentions, linkTopics, type NewMention } from '../store/mentions.ts'
import { changeVolumes } from '../store/volumes.ts'
import { everything } from '../tables.ts'
import { makeTally, type Tally } from '../tally.ts'
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
 * Own items and items that neither a topic wants nor are said to us are kept, and are no mentions.
 */
export const keepHeard = async (ctx: Ctx, sourceId: string, heard: readonly Heard[]): Promise<void> => {
  const tally = makeTally()
  for (const page of pagesOf(heard)) await keepPage(ctx, sourceId, page, tally)
  await changeVolumes(ctx, tally.changes())
}

type Kept = NewMention & { topicIds: readonly string[] }

const keepPage = async (ctx: Ctx, sourceId: string, page: readonly Heard[], tally: Tally): Promise<void> => {
  const { stored } = await receive(ctx, { sourceId, incoming: page.map(one => one.incoming) })
  // In the order of the batch: a later revision of a post stands behind an earlier one.
  const fresh = stored.toSorted((a, b) => a.index - b.index).map(item => ({ item, ...page[item.index]! }))
  await storeReadings(
    ctx,
    fresh.map(({ item, reading }) => ({ itemId: item.id, reading })),
  )
  const wanted = fresh
    .filter(({ item, topicIds }) => !item.isOwn && (topicIds.length > 0 || item.addressedAccountId !== null))
    .map(one => ({ mention: mentionOf(ctx, one), remoteId: one.item.remoteId, isEdit: one.incoming.revision !== '' }))
  // Of several revisions of one post the last one counts.
  const last = [...new Map(wanted.map(one => [one.remoteId, one])).values()]
  const edited = last.filter(one => one.isEdit).map(one => one.mention)
  const moved = await reviseEarlier(ctx, edited, tally)
  const mentions = last.map(one => one.mention).filter(mention => !moved.has(mention.itemId))
  await keepMentions(ctx, mentions, { isPast: false })
  for (const mention of mentions) tally.count([everything, ...mention.topicIds], mention, 1)
}

const mentionOf = (
  ctx: Ctx,
  { item, reading, topicIds }: { item: StoredItem; reading: Reading; topicIds: readonly string[] },
): Kept => ({
  id: makeId(ctx.now),
  itemId: item.id,
  occurredAt: item.occurredAt,
  channel: item.channel,
  language: reading.language,
  sentiment: reading.sentiment?.label ?? null,
  isAddressed: item.addressedAccountId !== null,
  words: toTsvector(wholeText(item)),
  topicIds,
})

/** Writes new mentions with their topics and announces them; the caller counts them. */
export const keepMentions = async (
  ctx: Ctx,
  mentions: readonly Kept[],
  options: { isPast: boolean },
): Promise<void> => {
  if (mentions.length === 0) return
  await insertMentions(ctx, mentions)
  await linkTopics(
    ctx,
    mentions.flatMap(({ id, occurredAt, topicIds }) =>
      topicIds.map(topicId => ({ mentionId: id, topicId, occurredAt })),
    ),
  )
  for (const page of pagesOf(mentions)) {
    await announce(ctx, mentionsFound, { ids: page.map(mention => mention.id), isPast: options.isPast })
  }
}
