/** Tags: made while typing, renamed, merged, taken away and brought back. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import type { Tag } from '../../../contract/listening.ts'
import { announce } from '../../platform/announce.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { conflict, invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { mentionsChanged, tagsChanged } from '../events.ts'
import { pagesOf } from '../pages.ts'
import { storable } from '../storable.ts'
import { standingTags } from '../store/tag-marks.ts'
import * as store from '../store/tags.ts'
import type { TagRow } from '../tables.ts'

export const listTags = async (ctx: Ctx): Promise<Output<typeof contract.listTags>> => ({
  items: await store.findTags(ctx),
})

/** Makes a tag, or gives the one that has the name already. */
export const createTag = async (ctx: Ctx, input: Input<typeof contract.createTag>): Promise<Tag> => {
  const made: Tag = { id: makeId(ctx.now), name: storable(input.name), tone: input.tone }
  await store.insertTag(ctx, made, actorName(ctx.actor))
  const standing = await store.findTagNamed(ctx, made.name)
  if (standing === undefined) throw conflict('listening.tag_just_removed')
  if (standing.id === made.id) await announce(ctx, tagsChanged, { ids: [made.id] })
  return standing
}

/** @throws 409 where another tag has the name: the two may be merged. */
export const updateTag = async (ctx: Ctx, input: Input<typeof contract.updateTag>): Promise<Tag> => {
  const tag = await lockStanding(ctx, input.tagId)
  const name = input.name === undefined ? tag.name : storable(input.name)
  const other = await store.findTagNamed(ctx, name)
  if (other !== undefined && other.id !== tag.id) throw conflict('listening.tag_name_taken', { name })
  const changed = { name, tone: input.tone ?? tag.tone }
  await store.changeTag(ctx, tag.id, changed)
  await tellOf(ctx, tag.id)
  return { id: tag.id, ...changed }
}

/** Takes a tag away; with `into`, its mentions carry that one instead. */
export const removeTag = async (ctx: Ctx, input: Input<typeof contract.removeTag>): Promise<{ ok: true }> => {
  if (input.into === input.tagId) throw invalid('into', 'listening.tag_into_itself')
  // In the order of their ids, so that two merges never wait for each other in a circle.
  const ids = [input.tagId, ...(input.into ? [input.into] : [])].sort()
  for (const id of ids) await lockStanding(ctx, id)
  if (input.into) await store.copyTag(ctx, input.tagId, input.into, actorName(ctx.actor))
  await store.changeTag(ctx, input.tagId, {
    removed_at: ctx.now,
    removed_by: actorName(ctx.actor),
    merged_into: input.into ?? null,
  })
  await tellOf(ctx, input.tagId)
  return { ok: true }
}

/** Brings a tag back. @throws 409 where its name was given away meanwhile. */
export const restoreTag = async (ctx: Ctx, input: Input<typeof contract.restoreTag>): Promise<Tag> => {
  const tag = await store.lockTag(ctx, input.tagId)
  if (tag === undefined) throw notFound('tag')
  if (tag.removed_at !== null) {
    if (await store.findTagNamed(ctx, tag.name)) throw conflict('listening.tag_name_taken', { name: tag.name })
    await store.uncopyTag(ctx, tag.id)
    await store.changeTag(ctx, tag.id, { removed_at: null, removed_by: null, merged_into: null })
    await tellOf(ctx, tag.id)
  }
  return { id: tag.id, name: tag.name, tone: tag.tone }
}

const lockStanding = async (ctx: Ctx, tagId: string): Promise<TagRow> => {
  const tag = await store.lockTag(ctx, tagId)
  if (tag === undefined || tag.removed_at !== null) throw notFound('tag')
  return tag
}

const tellOf = async (ctx: Ctx, tagId: string): Promise<void> => {
  await announce(ctx, tagsChanged, { ids: [tagId] })
  for (const ids of pagesOf(await store.mentionsOfTag(ctx, tagId))) await announce(ctx, mentionsChanged, { ids })
}

/**
 * Ids of tags as a later room keeps them on a row, after some were given and others taken.
 * @returns null where nothing differs @throws 422 for a tag that does not stand
 */
export const changedTags = async (
  ctx: Ctx,
  before: readonly string[],
  change: { add: readonly string[]; remove: readonly string[] },
): Promise<string[] | null> => {
  const standing = await store.findStandingTags(ctx, change.add)
  if (change.add.some(id => !standing.has(id))) throw invalid('add', 'listening.unknown_tag')
  const meant = await standingTags(ctx, before)
  const isTaken = (id: string) => change.remove.includes(id) || change.remove.includes(meant.get(id)?.id ?? id)
  const isCarried = (id: string) => before.some(one => (meant.get(one)?.id ?? one) === id)
  const after = [...before.filter(id => !isTaken(id)), ...[...new Set(change.add)].filter(id => !isCarried(id))]
  return after.length === before.length && after.every((id, n) => id === before[n]) ? null : after
}
