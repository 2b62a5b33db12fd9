/** Verbs over many mentions at once: assign, end, tag, correct; and the way back that restores each row. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import { changedAtMost } from '../../../contract/listening.ts'
import { isMember } from '../../access/index.ts'
import { announce } from '../../platform/announce.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { conflict, forbidden, invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { correctReadings, readingsOf } from '../../understanding/index.ts'
import { mentionsChanged } from '../events.ts'
import { pagesOf } from '../pages.ts'
import { storable } from '../storable.ts'
import * as store from '../store/changes.ts'
import { findMentionItems, type LockedMention, lockMentions, writeEnding } from '../store/mentions.ts'
import { findStandingTags } from '../store/tags.ts'
import { readStreamFilter } from './filters.ts'
import { recount } from './recounting.ts'

type Change = Required<Input<typeof contract.changeMentions>>['change']

/**
 * Does one thing to the chosen mentions, and keeps what stood before. Those that are so already stay as they are.
 * @throws 422 for more than 10,000, for somebody who is no member, for tags that do not stand.
 */
export const changeMentions = async (
  ctx: Ctx,
  input: Input<typeof contract.changeMentions>,
): Promise<Output<typeof contract.changeMentions>> => {
  const written = await readChange(ctx, input.change)
  const mentionIds = await readChosen(ctx, input.mentions)
  if (mentionIds.length === 0) return { changeId: null, changed: 0 }
  const changeId = makeId(ctx.now)
  await store.insertChange(ctx, changeId, written, actorName(ctx.actor))
  let changed = 0
  for (const page of pagesOf(mentionIds)) {
    const ids = await writePage(ctx, changeId, written, page)
    changed += ids.length
    // What is corrected is told by understanding; the mention follows.
    if (ids.length > 0 && written.kind !== 'correct') await announce(ctx, mentionsChanged, { ids })
  }
  return { changeId: changed === 0 ? null : changeId, changed }
}

const readChange = async (ctx: Ctx, change: Change): Promise<store.Written> => {
  switch (change.kind) {
    case 'assign':
      if (change.memberId !== null && !(await isMember(ctx, change.memberId)))
        throw invalid('change.memberId', 'listening.not_a_member')
      return change
    case 'end': {
      const reason = storable(change.reason)
      return { kind: 'end', state: change.state, reason: reason === '' ? null : reason }
    }
    case 'tag': {
      const add = [...new Set(change.add)].filter(id => !change.remove.includes(id))
      const standing = await findStandingTags(ctx, add)
      if (standing.size < add.length) throw notFound('tag')
      return { kind: 'tag', add, remove: [...new Set(change.remove)] }
    }
    case 'correct':
      mayCorrect(ctx)
      return change
  }
}

const mayCorrect = (ctx: Ctx): void => {
  const { actor } = ctx
  if ((actor.kind === 'member' || actor.kind === 'key') && !actor.permissions.has('understanding.correct'))
    throw forbidden('understanding.correct')
}

/** In the order of their ids: rows are always locked so. */
const readChosen = async (ctx: Ctx, chosen: Input<typeof contract.changeMentions>['mentions']): Promise<string[]> => {
  if ('ids' in chosen) return [...new Set(chosen.ids)].sort()
  const filter = await readStreamFilter(ctx, chosen.filter)
  if (filter === null) return []
  const ids = await store.findChosen(ctx, filter, changedAtMost)
  if (ids.length > changedAtMost) throw invalid('mentions', 'listening.too_many', { most: changedAtMost })
  return ids
}

/** @returns the ids of the mentions that were not so before. */
const writePage = async (
  ctx: Ctx,
  changeId: string,
  written: store.Written,
  mentionIds: readonly string[],
): Promise<string[]> => {
  if (written.kind === 'correct') return correctPage(ctx, changeId, written.sentiment, mentionIds)
  const locked = await lockMentions(ctx, { mentionIds })
  const by = actorName(ctx.actor)
  const known = locked.map(mention => mention.id)
  if (written.kind === 'assign') return store.assignMentions(ctx, changeId, known, written.memberId)
  if (written.kind === 'tag') return store.tagMentions(ctx, changeId, known, written, by)
  const moved = locked.filter(mention => mention.state !== written.state || mention.stateReason !== written.reason)
  const ids = moved.map(mention => mention.id)
  await recount(
    ctx,
    moved.map(before => ({ before, after: { ...before, state: written.state } })),
  )
  await store.keepEndings(ctx, changeId, ids)
  await writeEnding(ctx, ids, { state: written.state, by, reason: written.reason })
  return ids
}

const correctPage = async (
  ctx: Ctx,
  changeId: string,
  sentiment: Extract<store.Written, { kind: 'correct' }>['sentiment'],
  mentionIds: readonly string[],
): Promise<string[]> => {
  const byItem = new Map((await findMentionItems(ctx, mentionIds)).map(one => [one.itemId, one.mentionId]))
  const corrected = await correctReadings(
    ctx,
    [...byItem.keys()].map(itemId => ({ itemId, sentiment })),
  )
  const rows = corrected.map(({ itemId, before }) => ({ id: byItem.get(itemId)!, before }))
  await store.keepCorrections(ctx, changeId, rows)
  return rows.map(row => row.id)
}

/** Puts each mention of a change as it was; those that somebody changed since stay as they are. */
export const undoMentions = async (
  ctx: Ctx,
  input: Input<typeof contract.undoMentions>,
): Promise<Output<typeof contract.undoMentions>> => {
  const change = await store.lockChange(ctx, input.changeId)
  if (change === undefined) throw notFound('change')
  if (change.undone_at !== null) throw conflict('listening.already_undone')
  const by = actorName(ctx.actor)
  await store.markUndone(ctx, change.id, by)
  const { restored, skipped } = await restore(ctx, change, by)
  if (change.change.kind !== 'correct')
    for (const ids of pagesOf(restored)) await announce(ctx, mentionsChanged, { ids })
  return { restored: restored.length, skipped }
}

const restore = async (
  ctx: Ctx,
  change: store.ChangeRow,
  by: string,
): Promise<{ restored: string[]; skipped: number }> => {
  const { change: written } = change
  if (written.kind === 'correct') return restoreCorrections(ctx, change.id, written.sentiment)
  const mentionIds = await store.changedIds(ctx, change.id)
  const locked = await lockMentions(ctx, { mentionIds })
  const restored =
    written.kind === 'assign'
      ? await store.restoreOwners(ctx, change.id, written.memberId)
      : written.kind === 'tag'
        ? await store.restoreTags(ctx, change, written)
        : await restoreEndings(ctx, change, written, by, locked)
  return { restored, skipped: mentionIds.length - restored.length }
}

const restoreEndings = async (
  ctx: Ctx,
  change: store.ChangeRow,
  written: Extract<store.Written, { kind: 'end' }>,
  by: string,
  locked: readonly LockedMention[],
): Promise<string[]> => {
  const restored = await store.restoreEndings(ctx, change, written, by)
  const now = new Map((await lockMentions(ctx, { mentionIds: restored })).map(mention => [mention.id, mention]))
  await recount(
    ctx,
    locked.flatMap(before => {
      const after = now.get(before.id)
      return after === undefined ? [] : [{ before, after }]
    }),
  )
  return restored
}

const restoreCorrections = async (
  ctx: Ctx,
  changeId: string,
  sentiment: Extract<store.Written, { kind: 'correct' }>['sentiment'],
): Promise<{ restored: string[]; skipped: number }> => {
  mayCorrect(ctx)
  const rows = await store.findCorrected(ctx, changeId)
  const restored: string[] = []
  for (const page of pagesOf(rows)) {
    const readings = await readingsOf(
      ctx,
      page.map(row => row.itemId),
    )
    const mine = page.filter(row => (readings.get(row.itemId)?.correction?.sentiment ?? null) === sentiment)
    await correctReadings(
      ctx,
      mine.map(row => ({ itemId: row.itemId, sentiment: row.before })),
    )
    restored.push(...mine.map(row => row.id))
  }
  return { restored, skipped: rows.length - restored.length }
}
