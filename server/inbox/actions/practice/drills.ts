/** Drills: a wave of made-up complaints in a practice workspace, and how the team did. */
import type { Input, Output } from '../../../../contract/endpoint.ts'
import type * as contract from '../../../../contract/inbox/practice.ts'
import { type Drill, type DrillReport, drillScenario } from '../../../../contract/inbox/practice.ts'
import { openPracticeWorkspace, practiceWorkspaceId, workspaceSettings } from '../../../access/index.ts'
import { ensurePracticePlace } from '../../../channels/index.ts'
import { announce } from '../../../platform/announce.ts'
import { actorName, type Ctx } from '../../../platform/ctx.ts'
import { conflict, notFound } from '../../../platform/errors.ts'
import { makeId } from '../../../platform/ids.ts'
import { cutPage, readCursor } from '../../../platform/keyset.ts'
import { apologises, checkDraft } from '../../../voice/index.ts'
import { drillsChanged } from '../../events.ts'
import { scoreDrill } from '../../practice/scoring.ts'
import { waveOf } from '../../practice/wave.ts'
import * as store from '../../store/practice.ts'

const msOfMinute = 60_000
/** Where drills are spoken: answers there are public. */
export const practiceChannel = 'bluesky'

export const getPractice = async (ctx: Ctx): Promise<Output<typeof contract.getPractice>> => ({
  isPractice: (await workspaceSettings(ctx)).isDemo,
  workspaceId: await practiceWorkspaceId(ctx),
  runningId: (await store.runningDrill(ctx))?.id ?? null,
})

export const openPractice = (ctx: Ctx): Promise<Output<typeof contract.openPractice>> => openPracticeWorkspace(ctx)

/** @throws 409 outside a practice workspace */
export const refuseElsewhere = async (ctx: Ctx): Promise<void> => {
  if (!(await workspaceSettings(ctx)).isDemo) throw conflict('inbox.practice_only')
}

/** The practice account that people of a drill speak to, opened with the first drill. */
export const practicePlace = async (ctx: Ctx): Promise<{ sourceId: string; accountRemoteId: string }> => {
  const { name } = await workspaceSettings(ctx)
  return ensurePracticePlace(ctx, {
    channel: practiceChannel,
    name: '@practice.example',
    account: { handle: 'practice.example', displayName: name, remoteId: 'did:practice:drill' },
  })
}

/** @throws 409 where another one runs, and outside a practice workspace */
export const startDrill = async (ctx: Ctx, input: Input<typeof contract.startDrill>): Promise<Drill> => {
  await refuseElsewhere(ctx)
  const { sourceId } = await practicePlace(ctx)
  const row = {
    id: makeId(ctx.now),
    scenario: input.scenario,
    language: input.language,
    target_minutes: input.targetMinutes,
    source_id: sourceId,
    started_by: actorName(ctx.actor),
    member_id: null,
    ends_at: new Date(ctx.now.getTime() + input.minutes * msOfMinute),
  }
  if (!(await store.insertDrill(ctx, row, waveOf(input, ctx.now)))) throw conflict('inbox.drill_runs')
  await announce(ctx, drillsChanged, { ids: [row.id] })
  return noun({ ...row, started_at: ctx.now, ended_at: null, report: null })
}

export const listDrills = async (
  ctx: Ctx,
  input: Input<typeof contract.listDrills>,
): Promise<Output<typeof contract.listDrills>> => {
  const cursor = readCursor(input.cursor, 2)
  const after = cursor && { at: String(cursor[0]), id: String(cursor[1]) }
  const rows = await store.drillPage(ctx, { after, limit: input.limit + 1 })
  const { items, next } = cutPage(rows, input.limit, row => [row.started_at.toISOString(), row.id])
  return { items: items.map(noun), next }
}

export const getDrill = async (ctx: Ctx, input: { drillId: string }): Promise<Output<typeof contract.getDrill>> => {
  const row = await found(ctx, input.drillId)
  return { drill: noun(row), report: row.report ?? (await reportOf(ctx, row)) }
}

/** Ending twice changes nothing. */
export const endDrill = async (ctx: Ctx, input: { drillId: string }): Promise<Drill> => {
  await found(ctx, input.drillId)
  await closeDrill(ctx, input.drillId)
  return noun(await found(ctx, input.drillId))
}

/** Ends a drill and keeps its report; one that has ended, or that nobody knows, stays as it is. */
export const closeDrill = async (ctx: Ctx, drillId: string): Promise<void> => {
  const row = await store.findDrill(ctx, drillId)
  if (row === undefined || row.ended_at !== null) return
  await store.endDrills(ctx, { id: drillId, report: await reportOf(ctx, row) })
  await announce(ctx, drillsChanged, { ids: [drillId] })
}

const reportOf = async (ctx: Ctx, row: store.DrillRow): Promise<DrillReport> => {
  const posts = await store.postsOf(ctx, row.id)
  const words = await store.wordsOf(ctx, [...new Set(posts.flatMap(one => one.conversationId ?? []))])
  return scoreDrill({ targetMinutes: row.target_minutes, posts, words }, { check: checkDraft, apologises })
}

const found = async (ctx: Ctx, id: string): Promise<store.DrillRow> => {
  const row = await store.findDrill(ctx, id)
  if (row === undefined) throw notFound('drill')
  return row
}

const noun = (row: store.DrillRow): Drill => ({
  id: row.id,
  scenario: drillScenario.parse(row.scenario),
  language: row.language,
  targetMinutes: row.target_minutes,
  startedAt: row.started_at.toISOString(),
  startedBy: row.started_by,
  endsAt: row.ends_at!.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  score: row.report?.score ?? null,
})
