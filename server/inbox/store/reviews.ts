/** SQL of answers that wait for a second person. */
import { sql } from 'kysely'
import type { ReviewState } from '../../../contract/inbox/reviews.ts'
import type { Ctx } from '../../platform/ctx.ts'

export interface ReviewRow {
  id: string
  conversation_id: string
  state: ReviewState
  text: string
  policy_version_id: string | null
  faults: string[]
  asked_by_id: string
  asked_by: string
  asked_at: Date
  decided_by: string | null
  decided_at: Date | null
  reason: string | null
}

const columns = sql`id, conversation_id, state, text, policy_version_id, faults, asked_by_id, asked_by, asked_at, decided_by,
  decided_at, reason`
const shownMost = 20

export const findReviews = async (ctx: Ctx, conversationId: string): Promise<ReviewRow[]> => {
  const { rows } = await sql<ReviewRow>`
    select ${columns} from inbox.reply_reviews
    where workspace_id = ${ctx.workspaceId} and conversation_id = ${conversationId}
    order by asked_at desc, id desc
    limit ${shownMost}`.execute(ctx.tx)
  return rows
}

/** A review of a conversation that the caller has locked. */
export const findReview = async (ctx: Ctx, conversationId: string, id: string): Promise<ReviewRow | undefined> => {
  const { rows } = await sql<ReviewRow>`
    select ${columns} from inbox.reply_reviews
    where workspace_id = ${ctx.workspaceId} and conversation_id = ${conversationId} and id = ${id}`.execute(ctx.tx)
  return rows[0]
}

/** @returns undefined where another one waits already. */
export const insertReview = async (
  ctx: Ctx,
  row: Pick<ReviewRow, 'id' | 'conversation_id' | 'text' | 'policy_version_id' | 'faults' | 'asked_by_id' | 'asked_by'>,
): Promise<ReviewRow | undefined> => {
  const { rows } = await sql<ReviewRow>`
    insert into inbox.reply_reviews (workspace_id, id, conversation_id, state, text, policy_version_id, faults, asked_by_id,
      asked_by, asked_at)
    values (${ctx.workspaceId}, ${row.id}, ${row.conversation_id}, 'waiting', ${row.text}, ${row.policy_version_id},
      ${row.faults}::text[], ${row.asked_by_id}, ${row.asked_by}, ${ctx.now})
    on conflict do nothing
    returning ${columns}`.execute(ctx.tx)
  return rows[0]
}

export const decide = async (
  ctx: Ctx,
  id: string,
  decision: {
    state: Exclude<ReviewState, 'waiting'>
    byId: string | null
    by: string
    reason: string | null
    messageId: string | null
  },
): Promise<ReviewRow | undefined> => {
  const { rows } = await sql<ReviewRow>`
    update inbox.reply_reviews set state = ${decision.state}, decided_by_id = ${decision.byId}, decided_by = ${decision.by},
      decided_at = ${ctx.now}, reason = ${decision.reason}, message_id = ${decision.messageId}
    where workspace_id = ${ctx.workspaceId} and id = ${id} and state = 'waiting'
    returning ${columns}`.execute(ctx.tx)
  return rows[0]
}
