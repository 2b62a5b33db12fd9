/** The stance board: issues, our position on each, the posts gathered under it, and one reminder of each review. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox/stances.ts'
import type { Stance } from '../../../contract/inbox/stances.ts'
import { memberAddresses, workspaceSettings } from '../../access/index.ts'
import { endMentions, mentionsByIds, tellElsewhere } from '../../listening/index.ts'
import { announce, startJob } from '../../platform/announce.ts'
import { noteChange } from '../../platform/audit.ts'
import { actorName, type Ctx, type SystemCtx, within } from '../../platform/ctx.ts'
import { conflict, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { cutPage, readCursor } from '../../platform/keyset.ts'
import { stancesChanged } from '../events.ts'
import { stanceNoun } from '../stance-noun.ts'
import * as store from '../store/stances.ts'

const weeksShown = 12
const weekMs = 7 * 86_400_000

export const listStances = async (
  ctx: Ctx,
  input: { archived: boolean },
): Promise<Output<typeof contract.listStances>> => ({
  items: await present(ctx, await store.findStances(ctx, { isArchived: input.archived })),
  ungathered: await store.countUngathered(ctx),
})

const present = async (ctx: Ctx, rows: readonly store.StanceRow[]): Promise<Stance[]> => {
  const { timeZone } = await workspaceSettings(ctx)
  const since = new Date(ctx.now.getTime() - weeksShown * weekMs)
  const weeks = await store.sumWeeks(
    ctx,
    rows.map(row => row.id),
    since,
    timeZone,
  )
  return rows.map(row =>
    stanceNoun(
      row,
      weeks.filter(week => week.stance_id === row.id),
      ctx.now,
    ),
  )
}

const show = async (ctx: Ctx, id: string): Promise<Stance> => {
  const [stance] = await present(ctx, await store.findStances(ctx, { id }))
  if (stance === undefined) throw notFound('stance')
  return stance
}

const writer = (ctx: Ctx) => ({
  written_by: actorName(ctx.actor),
  written_by_id: ctx.actor.kind === 'member' ? ctx.actor.memberId : null,
})

export const writeStance = async (ctx: Ctx, input: Input<typeof contract.writeStance>): Promise<Stance> => {
  const id = makeId(ctx.now)
  const { title, position, reviewOn } = input
  await store.insertStance(ctx, { id, title, position, review_on: reviewOn, ...writer(ctx) })
  await announce(ctx, stancesChanged, { ids: [id] })
  return show(ctx, id)
}

/** @throws 409 when somebody has written meanwhile. */
export const changeStance = async (ctx: Ctx, input: Input<typeof contract.changeStance>): Promise<Stance> => {
  const before = await show(ctx, input.stanceId)
  const { stanceId: id, title, position, reviewOn, version } = input
  if (!(await store.updateStance(ctx, { id, title, position, review_on: reviewOn, version, ...writer(ctx) })))
    throw conflict('inbox.stance_changed')
  noteChange(ctx, {
    noun: 'stance',
    id,
    before: { title: before.title, version },
    after: { title, version: version + 1 },
  })
  await announce(ctx, stancesChanged, { ids: [id] })
  return show(ctx, id)
}

export const reviewStance = async (ctx: Ctx, input: { stanceId: string; reviewOn: string }): Promise<Stance> => {
  if (!(await store.markReviewed(ctx, input.stanceId, input.reviewOn, actorName(ctx.actor)))) throw notFound('stance')
  await announce(ctx, stancesChanged, { ids: [input.stanceId] })
  return show(ctx, input.stanceId)
}

export const archiveStance = async (ctx: Ctx, input: { stanceId: string; isArchived: boolean }): Promise<Stance> => {
  if (!(await store.markArchived(ctx, input.stanceId, input.isArchived ? actorName(ctx.actor) : null)))
    throw notFound('stance')
  await announce(ctx, stancesChanged, { ids: [input.stanceId] })
  return show(ctx, input.stanceId)
}

/** Ends mentions as a stance, for the reason given or the name, and gathers them under it. */
export const gatherMentions = async (
  ctx: Ctx,
  input: Input<typeof contract.gatherMentions>,
): Promise<{ mentionIds: string[] }> => {
  const { title } = await show(ctx, input.stanceId)
  const by = actorName(ctx.actor)
  const mentionIds = [...new Set(input.mentionIds)].sort()
  await endMentions(ctx, { mentionIds, state: 'stance', by, reason: input.reason || title })
  const gathered = await store.gather(ctx, input.stanceId, mentionIds, by)
  await announce(ctx, stancesChanged, { ids: [input.stanceId] })
  return { mentionIds: gathered }
}

export const listStanceMentions = async (
  ctx: Ctx,
  input: Input<typeof contract.listStanceMentions>,
): Promise<Output<typeof contract.listStanceMentions>> => {
  const values = readCursor(input.cursor, 2)
  const after = values === null ? null : { occurredAt: new Date(String(values[0])), id: String(values[1]) }
  const rows = await store.findGathered(ctx, input.stanceId ?? null, after, input.limit)
  const page = cutPage(rows, input.limit, row => [row.occurredAt.toISOString(), row.id])
  return {
    items: await mentionsByIds(
      ctx,
      page.items.map(row => row.id),
    ),
    next: page.next,
  }
}

export const remindQueue = 'inbox.remind_stances'

export const startReminders = async (ctx: SystemCtx): Promise<void> => {
  for (const workspaceId of await store.findUnreminded(ctx))
    await startJob(within(ctx, workspaceId), remindQueue, {}, { key: String(workspaceId) })
}

/** Reminds whoever wrote a position that it is to be reviewed, once; where they have left, everybody. */
export const remindStances = async (ctx: Ctx): Promise<void> => {
  const due = await store.takeReminders(ctx)
  if (due.length === 0) return
  const members = (await memberAddresses(ctx)).map(one => one.id)
  const writers = members.filter(id => due.some(one => one.written_by_id === id))
  const isOrphaned = due.some(one => one.written_by_id === null || !members.includes(one.written_by_id))
  await tellElsewhere(ctx, {
    what: 'stance.review',
    hearers: isOrphaned ? members : writers,
    count: due.length,
    mentionIds: [],
    byMail: true,
    receiverIds: [],
  })
}
