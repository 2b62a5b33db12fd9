/** Taking an import back: exactly what it made, a page a transaction, and nothing that others hold on to. */
import { type ImportRow, letItemsGo, seenElsewhere } from '../../../channels/index.ts'
import { announce } from '../../../platform/announce.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { deleteReadings, findCorrected } from '../../../understanding/index.ts'
import { mentionsChanged } from '../../events.ts'
import { pagesOf } from '../../pages.ts'
import {
  findJudged,
  findPut,
  followedAuthors,
  forgetItems,
  passOn,
  takeItems,
  takeLinks,
  unlinkAll,
} from '../../store/imported.ts'
import {
  findTopicIds,
  type LockedMention,
  linkTopics,
  lockMentions,
  removeUnwanted,
  unlinkTopic,
} from '../../store/mentions.ts'
import { changeVolumes } from '../../store/volumes.ts'
import { everything } from '../../tables.ts'
import { makeTally, type Tally } from '../../tally.ts'

/** A room further down the street that made something of items, and must let go of it before they can go. */
export interface Holder {
  /** Those of the items that people there have worked with: they stay. */
  holds(ctx: Ctx, itemIds: readonly string[]): Promise<readonly string[]>
  /** Takes back what was made of the items. @returns authors that are still needed there. */
  letGo(ctx: Ctx, itemIds: readonly string[]): Promise<readonly string[]>
}

const pageSize = 500

/** Takes the next page of an import's posts back. @param holders the last of the street first. */
export const takeBackMentions =
  (holders: readonly Holder[]) =>
  async (ctx: Ctx, { id: importId }: ImportRow): Promise<{ isOver: boolean; kept: number }> => {
    const page = await takeItems(ctx, importId, pageSize)
    if (page.length === 0) return { isOver: true, kept: 0 }
    return { isOver: false, kept: await takeBackItems(ctx, importId, page, holders) }
  }

/** @returns how many of the items stay because somebody has worked on them. */
const takeBackItems = async (
  ctx: Ctx,
  importId: string,
  page: readonly { itemId: string; isNew: boolean }[],
  holders: readonly Holder[],
): Promise<number> => {
  const tally = makeTally()
  const own = await findOwn(
    ctx,
    importId,
    page.filter(item => item.isNew).map(item => item.itemId),
  )
  const stays = page.map(item => item.itemId).filter(id => !own.includes(id))
  const unlinked = await takeOffTopics(ctx, importId, stays, tally)
  const kept = await removeNew(ctx, importId, own, holders, tally)
  await changeVolumes(ctx, tally.changes())
  await forgetItems(
    ctx,
    importId,
    page.map(item => item.itemId),
  )
  for (const ids of pagesOf([...new Set([...unlinked, ...kept.goneMentions])]))
    await announce(ctx, mentionsChanged, { ids })
  return kept.count
}

/** Topics that the import put on what stays come off again. @returns the mentions. */
const takeOffTopics = async (
  ctx: Ctx,
  importId: string,
  itemIds: readonly string[],
  tally: Tally,
): Promise<string[]> => {
  const links = await takeLinks(ctx, importId, itemIds)
  if (links.length === 0) return []
  const locked = await lockMentions(ctx, { itemIds: links.map(link => link.itemId) })
  const changed: string[] = []
  for (const [topicId, ofTopic] of Map.groupBy(links, link => link.topicId)) {
    const items = new Set(ofTopic.map(link => link.itemId))
    // Another import may have put it there too.
    for (const id of await findPut(ctx, topicId, [...items])) items.delete(id)
    const mentions = locked.filter(mention => items.has(mention.itemId))
    const left = await unlinkTopic(
      ctx,
      topicId,
      mentions.map(mention => mention.id),
    )
    const gone = await removeUnwanted(ctx, [...left])
    for (const mention of mentions) {
      if (left.has(mention.id)) tally.count([topicId], mention, -1)
      if (gone.has(mention.id)) tally.count([everything], mention, -1)
    }
    changed.push(...left)
  }
  return changed
}

/** Those of the items that nobody else brought: no source heard them, and no other import holds them. */
const findOwn = async (ctx: Ctx, importId: string, itemIds: readonly string[]): Promise<string[]> => {
  if (itemIds.length === 0) return []
  const heard = await seenElsewhere(ctx, itemIds)
  const unheard = itemIds.filter(id => !heard.has(id))
  const shared = await passOn(ctx, importId, unheard)
  return unheard.filter(id => !shared.has(id))
}

const removeNew = async (
  ctx: Ctx,
  importId: string,
  own: readonly string[],
  holders: readonly Holder[],
  tally: Tally,
): Promise<{ count: number; goneMentions: string[] }> => {
  if (own.length === 0) return { count: 0, goneMentions: [] }
  const held = new Set<string>([...(await findCorrected(ctx, own)), ...(await findJudged(ctx, own))])
  for (const holder of holders) for (const id of await holder.holds(ctx, own)) held.add(id)
  const free = own.filter(id => !held.has(id))
  const mentions = await lockMentions(ctx, { itemIds: free })
  const gone = await removeMentions(ctx, mentions, tally)
  const stayed = new Set(mentions.filter(mention => !gone.has(mention.id)).map(mention => mention.itemId))
  const going = free.filter(id => !stayed.has(id))
  const neededAuthors = await followedAuthors(ctx, going)
  for (const holder of holders) neededAuthors.push(...(await holder.letGo(ctx, going)))
  await forgetItems(ctx, importId, going)
  await takeLinks(ctx, importId, going)
  await deleteReadings(ctx, going)
  await letItemsGo(ctx, going, neededAuthors)
  return { count: held.size + stayed.size, goneMentions: [...gone] }
}

/** Mentions that nobody has worked on go, with their topics and their counts; the others get their topics back. */
const removeMentions = async (
  ctx: Ctx,
  mentions: readonly LockedMention[],
  tally: Tally,
): Promise<ReadonlySet<string>> => {
  if (mentions.length === 0) return new Set()
  const ids = mentions.map(mention => mention.id)
  const topics = await findTopicIds(ctx, ids)
  await unlinkAll(ctx, ids)
  const gone = await removeUnwanted(ctx, ids)
  for (const mention of mentions)
    if (gone.has(mention.id)) tally.count([everything, ...(topics.get(mention.id) ?? [])], mention, -1)
  await linkTopics(
    ctx,
    mentions
      .filter(mention => !gone.has(mention.id))
      .flatMap(mention =>
        (topics.get(mention.id) ?? []).map(topicId => ({
          mentionId: mention.id,
          topicId,
          occurredAt: mention.occurredAt,
        })),
      ),
  )
  return gone
}
