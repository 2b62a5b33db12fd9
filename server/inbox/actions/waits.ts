/** The moment at which a customer learns that nobody answers: it stands on their timeline, and so does its end. */
import { type NewActivity, recordActivities } from '../../customers/index.ts'
import { startJob } from '../../platform/announce.ts'
import { type Ctx, type SystemCtx, within } from '../../platform/ctx.ts'
import * as store from '../store/waits.ts'

export const waitsQueue = 'inbox.note_silences'
/** Silences noted in one transaction. */
const atOnce = 500
const msOfHour = 3_600_000

/** Starts noting in every workspace where somebody has waited too long. */
export const startNoting = async (ctx: SystemCtx): Promise<void> => {
  for (const workspaceId of await store.findSilent(ctx))
    await startJob(within(ctx, workspaceId), waitsQueue, {}, { key: String(workspaceId) })
}

/** Notes who has waited for a day without an answer. What is noted already is not noted again. */
export const noteSilences = async (ctx: Ctx): Promise<void> => {
  await recordActivities(ctx, (await store.noteSilences(ctx, atOnce)).map(activityOf))
}

/** Hears that conversations changed: whoever waits no more has the end of it on the timeline. */
export const endSilences = async (ctx: Ctx, input: { ids: readonly string[] }): Promise<void> => {
  await recordActivities(ctx, (await store.endSilences(ctx, input.ids)).map(activityOf))
}

const activityOf = (one: store.Silence): NewActivity => ({
  customerId: one.customer_id,
  kind: 'waited',
  sourceId: one.message_id,
  channel: one.channel,
  at: new Date(one.since.getTime() + store.silentHours * msOfHour),
  what: { text: '', url: null },
  conversationId: one.conversation_id,
  detail: { since: one.since.toISOString(), until: one.until?.toISOString() ?? null },
})
