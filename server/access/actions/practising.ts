/** The practice workspace of a workspace: the same people, none of its data. */
import type { Workspace } from '../../../contract/access.ts'
import { isBuiltIn } from '../../../contract/permissions.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { conflict, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import * as store from '../store/people.ts'
import { presentWorkspace } from './entering.ts'

/** A role of this workspace's own does not exist over there. */
const usualRole = 'agent'
const nameEnding = { ko: '연습', en: 'practice' } as const

/**
 * Opens the practice workspace of this one, or finds it; who may enter here and was never there joins it with their role. Whoever
 * was taken out there stays out. @throws 409 in a practice workspace
 */
export const openPracticeWorkspace = async (ctx: Ctx): Promise<Workspace> => {
  const here = await store.workspaceById(ctx, ctx.workspaceId)
  if (here === undefined) throw notFound('workspace')
  if (here.is_demo) throw conflict('access.practice_here')
  const there =
    (await store.lockPracticeWorkspace(ctx)) ??
    (await store.insertPracticeWorkspace(ctx, {
      organization_id: here.organization_id,
      name: `${here.name} · ${nameEnding[here.locale]}`,
      time_zone: here.time_zone,
      locale: here.locale,
    }))
  const missing = await store.missingMembers(ctx, there.id)
  await store.insertMembers(
    ctx,
    there.id,
    missing.map(({ userId, role }) => ({ id: makeId(ctx.now), userId, role: isBuiltIn(role) ? role : usualRole })),
  )
  return presentWorkspace(there)
}

/** Where the team of this workspace practises: null where nowhere yet, or not for this actor. */
export const practiceWorkspaceId = async (ctx: Ctx): Promise<number | null> =>
  ctx.actor.kind === 'member' ? ((await store.practiceWorkspaceFor(ctx, ctx.actor.userId))?.id ?? null) : null
