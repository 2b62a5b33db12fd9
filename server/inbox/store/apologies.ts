/** SQL of apologies and their steps. */
import { sql } from 'kysely'
import type { ApologyStepName } from '../../../contract/inbox/apologies.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { seen } from './sight.ts'

export interface ApologyRow {
  id: string
  conversation_id: string
  reason: string
  started_by: string
  started_at: Date
  ended_at: Date | null
  called_off_by: string | null
}

export interface StepRow {
  number: number
  step: ApologyStepName
  due_at: Date
  done_at: Date | null
  done_by: string | null
  message_id: string | null
}

/** The newest of a conversation: the running one, where one runs. */
export const findApology = async (ctx: Ctx, conversationId: string): Promise<ApologyRow | undefined> => {
  const { rows } = await sql<ApologyRow>`
    select id, conversation_id, reason, started_by, started_at, ended_at, called_off_by from inbox.apologies
    where workspace_id = ${ctx.workspaceId} and conversation_id = ${conversationId}
    order by started_at desc, id desc limit 1`.execute(ctx.tx)
  return rows[0]
}

export const findSteps = async (ctx: Ctx, apologyId: string): Promise<StepRow[]> => {
  const { rows } = await sql<StepRow>`
    select number, step, due_at, done_at, done_by, message_id from inbox.apology_steps
    where workspace_id = ${ctx.workspaceId} and apology_id = ${apologyId} order by number`.execute(ctx.tx)
  return rows
}

export const insertApology = async (
  ctx: Ctx,
  row: Pick<ApologyRow, 'id' | 'conversation_id' | 'reason' | 'started_by'>,
  steps: readonly { step: ApologyStepName; dueAt: Date }[],
): Promise<void> => {
  await sql`
    insert into inbox.apologies (workspace_id, id, conversation_id, reason, started_by, started_at)
    values (${ctx.workspaceId}, ${row.id}, ${row.conversation_id}, ${row.reason}, ${row.started_by}, ${ctx.now})`.execute(
    ctx.tx,
  )
  await sql`
    insert into inbox.apology_steps (workspace_id, apology_id, number, step, due_at)
    select ${ctx.workspaceId}::int, ${row.id}::uuid, given.number, given.step, given.due_at
    from unnest(${steps.map(one => one.step)}::text[], ${steps.map(one => one.dueAt)}::timestamptz[])
      with ordinality as given (step, due_at, number)`.execute(ctx.tx)
}

/** Ends or un-ends a step, and with the last one the apology. */
export const markStep = async (
  ctx: Ctx,
  apologyId: string,
  step: ApologyStepName,
  done: { by: string; messageId: string | null } | null,
): Promise<void> => {
  await sql`
    update inbox.apology_steps set done_at = ${done && ctx.now}::timestamptz, done_by = ${done?.by ?? null},
      message_id = ${done?.messageId ?? null}::uuid
    where workspace_id = ${ctx.workspaceId} and apology_id = ${apologyId} and step = ${step}
      and (done_at is null) = ${done !== null}`.execute(ctx.tx)
  await sql`
    update inbox.apologies as apology set ended_at = case when exists (
        select from inbox.apology_steps as step
        where step.workspace_id = apology.workspace_id and step.apology_id = apology.id and step.done_at is null)
      then null else coalesce(ended_at, ${ctx.now}::timestamptz) end
    where workspace_id = ${ctx.workspaceId} and id = ${apologyId} and called_off_by is null`.execute(ctx.tx)
}

export const setCalledOff = async (ctx: Ctx, apologyId: string, by: string | null): Promise<void> => {
  await sql`
    update inbox.apologies set called_off_by = ${by}::text,
      ended_at = case when ${by}::text is null then null else ${ctx.now}::timestamptz end
    where workspace_id = ${ctx.workspaceId} and id = ${apologyId}
      and (called_off_by is null) = ${by !== null} and (ended_at is null) = ${by !== null}`.execute(ctx.tx)
}

const runningMost = 200

export const runningSteps = async (
  ctx: Ctx,
): Promise<{ conversationId: string; step: ApologyStepName; dueAt: Date }[]> => {
  const { rows } = await sql<{ conversationId: string; step: ApologyStepName; dueAt: Date }>`
    select apology.conversation_id as "conversationId", step.step, step.due_at as "dueAt"
    from inbox.apologies as apology
    join inbox.tickets as ticket
      on ticket.workspace_id = apology.workspace_id and ticket.conversation_id = apology.conversation_id
    join inbox.apology_steps as step on step.workspace_id = apology.workspace_id and step.apology_id = apology.id
      and step.number = (
        select min(open.number) from inbox.apology_steps as open
        where open.workspace_id = apology.workspace_id and open.apology_id = apology.id and open.done_at is null)
    where apology.workspace_id = ${ctx.workspaceId} and apology.ended_at is null and ${seen(ctx)}
    order by step.due_at, apology.conversation_id limit ${runningMost}`.execute(ctx.tx)
  return rows
}
