/** The last column of the silence ledger: posts that nobody can answer end as a stance by themselves, where people want it. */
import type { AutomaticStance } from '../../../contract/inbox/endings.ts'
import { workspaceSettings } from '../../access/index.ts'
import { endMentions } from '../../listening/index.ts'
import { startJob } from '../../platform/announce.ts'
import { noteChange } from '../../platform/audit.ts'
import { actorName, type Ctx, type SystemCtx, within } from '../../platform/ctx.ts'
import * as store from '../store/endings.ts'

export const endingsQueue = 'inbox.end_unanswerable'
/** Posts ended in one transaction; the next wake takes the next. */
const atOnce = 1000
const msOfHour = 3_600_000

const words = {
  ko: { by: '메아리', reason: '답할 수 없는 글로 읽혔습니다' },
  en: { by: 'Maeari', reason: 'Read as a post that nobody can answer' },
} as const

export const getAutomaticStance = async (ctx: Ctx): Promise<AutomaticStance> => {
  const rule = await store.findRule(ctx)
  return {
    afterHours: rule?.after_hours ?? null,
    changedAt: rule?.changed_at.toISOString() ?? null,
    changedBy: rule?.changed_by ?? null,
    waiting: (await store.findUnanswerable(ctx, ctx.now, atOnce)).length,
    ended: rule?.ended ?? 0,
  }
}

export const setAutomaticStance = async (
  ctx: Ctx,
  { afterHours }: { afterHours: number | null },
): Promise<AutomaticStance> => {
  const before = await store.findRule(ctx)
  await store.writeRule(ctx, afterHours, actorName(ctx.actor))
  noteChange(ctx, {
    noun: 'automatic_stance',
    id: 'automatic_stance',
    before: { afterHours: before?.after_hours ?? null },
    after: { afterHours },
  })
  return getAutomaticStance(ctx)
}

/** Starts ending wherever something is due. */
export const startEnding = async (ctx: SystemCtx): Promise<void> => {
  for (const workspaceId of await store.findDue(ctx))
    await startJob(within(ctx, workspaceId), endingsQueue, {}, { key: String(workspaceId) })
}

/** Ends what has waited long enough. What a person opens again is theirs, and is not ended again. */
export const endUnanswerable = async (ctx: Ctx): Promise<void> => {
  const rule = await store.findRule(ctx)
  if (rule?.after_hours == null) return
  const before = new Date(ctx.now.getTime() - rule.after_hours * msOfHour)
  const mentionIds = await store.findUnanswerable(ctx, before, atOnce)
  const { locale } = await workspaceSettings(ctx)
  const ended = await endMentions(ctx, { mentionIds, state: 'stance', ...words[locale] })
  await store.countEnded(ctx, ended.length)
}
