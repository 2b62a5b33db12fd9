/** SQL of authority: the limits, what was granted in conversations, and the log of decisions. */
import { sql } from 'kysely'
import type { Authority, Decision, GrantKind, GrantState, Limit } from '../../../contract/inbox/authority.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import { inSight } from './sight.ts'

export interface AuthorityDocument {
  limits: (Limit & { role: string })[]
  secondPerson: Authority['secondPerson']
}

export const findAuthority = async (
  ctx: Ctx,
): Promise<{ version: number; document: AuthorityDocument; changed_at: Date; changed_by: string } | undefined> => {
  const { rows } = await sql<{ version: number; document: AuthorityDocument; changed_at: Date; changed_by: string }>`
    select version, document, changed_at, changed_by from inbox.authority
    where workspace_id = ${ctx.workspaceId}`.execute(ctx.tx)
  return rows[0]
}

/** Writes the next version. @returns false where another one than `version` stands. */
export const writeAuthority = async (
  ctx: Ctx,
  document: AuthorityDocument,
  version: number,
  by: string,
): Promise<boolean> => {
  const { rows } = await sql`
    insert into inbox.authority as kept (workspace_id, version, document, changed_at, changed_by)
    select ${ctx.workspaceId}::int, 1, ${JSON.stringify(document)}::jsonb, ${ctx.now}::timestamptz, ${by}::text
    where ${version}::int = 0 or exists (select from inbox.authority where workspace_id = ${ctx.workspaceId}::int)
    on conflict (workspace_id) do update set version = kept.version + 1, document = excluded.document,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by
    where kept.version = ${version}::int
    returning 1`.execute(ctx.tx)
  return rows.length > 0
}

export interface GrantRow {
  id: string
  conversation_id: string
  kind: GrantKind
  amount: number | null
  what: string
  reason: string
  state: GrantState
  asked_by_id: string
  asked_by: string
  asked_at: Date
  decided_by: string | null
  decided_at: Date | null
  decision_reason: string | null
}

const columns = sql`id, conversation_id, kind, amount, what, reason, state, asked_by_id, asked_by, asked_at, decided_by,
  decided_at, decision_reason`
const shownMost = 50

export const findGrants = async (ctx: Ctx, conversationId: string): Promise<GrantRow[]> => {
  const { rows } = await sql<GrantRow>`
    select ${columns} from inbox.grants
    where workspace_id = ${ctx.workspaceId} and conversation_id = ${conversationId}
    order by asked_at desc, id desc limit ${shownMost}`.execute(ctx.tx)
  return rows
}

/** A grant of a conversation that the caller has locked. */
export const findGrant = async (ctx: Ctx, conversationId: string, id: string): Promise<GrantRow | undefined> => {
  const { rows } = await sql<GrantRow>`
    select ${columns} from inbox.grants
    where workspace_id = ${ctx.workspaceId} and conversation_id = ${conversationId} and id = ${id}`.execute(ctx.tx)
  return rows[0]
}

export const insertGrant = async (
  ctx: Ctx,
  row: Omit<GrantRow, 'asked_at' | 'decided_at' | 'decision_reason'> & { item_id: string },
): Promise<GrantRow> => {
  const { rows } = await sql<GrantRow>`
    insert into inbox.grants (workspace_id, id, conversation_id, item_id, kind, amount, what, reason, state, asked_by_id,
      asked_by, asked_at, decided_by_id, decided_by, decided_at)
    values (${ctx.workspaceId}, ${row.id}, ${row.conversation_id}, ${row.item_id}, ${row.kind}, ${row.amount}, ${row.what},
      ${row.reason}, ${row.state}, ${row.asked_by_id}, ${row.asked_by}, ${ctx.now},
      ${row.decided_by === null ? null : row.asked_by_id}, ${row.decided_by},
      ${row.decided_by === null ? null : ctx.now})
    returning ${columns}`.execute(ctx.tx)
  return rows[0]!
}

/** Ends a grant that stands in `from`. @returns undefined where it no longer does. */
export const settleGrant = async (
  ctx: Ctx,
  id: string,
  from: readonly GrantState[],
  to: { state: GrantState; byId: string; by: string; reason: string | null },
): Promise<GrantRow | undefined> => {
  const { rows } = await sql<GrantRow>`
    update inbox.grants set state = ${to.state}, decided_by_id = ${to.byId}, decided_by = ${to.by},
      decided_at = ${ctx.now}, decision_reason = ${to.reason}
    where workspace_id = ${ctx.workspaceId} and id = ${id} and state = any(${from}::text[])
    returning ${columns}`.execute(ctx.tx)
  return rows[0]
}

export interface Wanted {
  kind?: readonly string[] | undefined
  state?: readonly string[] | undefined
  by?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

export type DecisionRow = Omit<Decision, 'askedAt' | 'decidedAt'> & { askedAt: Date; decidedAt: Date | null }

/** Decisions, newest first, behind a place; who had written in the conversation by then, or had its ticket, knew. */
export const findDecisions = async (
  ctx: Ctx,
  wanted: Wanted,
  after: { at: string; id: string } | null,
  most: number,
): Promise<DecisionRow[]> => {
  const narrowed = sql`
    ${wanted.from ? sql`and asked_at >= ${wanted.from}::timestamptz` : sql``}
    ${wanted.to ? sql`and asked_at < ${wanted.to}::timestamptz` : sql``}
    ${wanted.state?.length ? sql`and state = any(${wanted.state}::text[])` : sql``}
    ${wanted.by ? sql`and strpos(lower(asked_by || ' ' || coalesce(decided_by, '')), lower(${wanted.by}::text)) > 0` : sql``}
    ${after ? sql`and (asked_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    and ${inSight(ctx, sql`conversation_id`)}
    order by asked_at desc, id desc limit ${most}`
  const kinds = wanted.kind?.length ? wanted.kind : ['money', 'coupon', 'exception', 'reply']
  const { rows } = await sql<DecisionRow>`
    with chosen as (
      select * from (
        (select id, 'grant' as source, kind, conversation_id, amount, what, reason, state, asked_by, asked_at, decided_by,
          decided_at, decision_reason
        from inbox.grants where workspace_id = ${ctx.workspaceId} and kind = any(${kinds}::text[]) ${narrowed})
        union all
        (select id, 'review', 'reply', conversation_id, null, '', array_to_string(faults, ', '), state, asked_by, asked_at,
          decided_by, decided_at, reason
        from inbox.reply_reviews
        where workspace_id = ${ctx.workspaceId} and 'reply' = any(${kinds}::text[]) ${narrowed})) as one
      order by asked_at desc, id desc limit ${most}
    )
    select chosen.id, chosen.source, chosen.kind, chosen.conversation_id as "conversationId",
      coalesce(shown.name, leaf.name) as "customerName", chosen.amount, chosen.what, chosen.reason, chosen.state,
      chosen.asked_by as "askedBy", chosen.asked_at as "askedAt", chosen.decided_by as "decidedBy",
      chosen.decided_at as "decidedAt", chosen.decision_reason as "decisionReason",
      array(
        select distinct message.written_by from inbox.messages as message
        where message.workspace_id = ${ctx.workspaceId} and message.conversation_id = chosen.conversation_id
          and message.member_id is not null and message.at <= coalesce(chosen.decided_at, chosen.asked_at)
        order by message.written_by) as knew
    from chosen
    join inbox.conversations as conversation
      on conversation.workspace_id = ${ctx.workspaceId} and conversation.id = chosen.conversation_id
    join customers.customers as leaf
      on leaf.workspace_id = conversation.workspace_id and leaf.id = conversation.customer_id
    left join customers.customers as shown
      on shown.workspace_id = leaf.workspace_id and shown.id = leaf.merged_into
    order by chosen.asked_at desc, chosen.id desc`.execute(tables(ctx))
  return rows
}
