/** SQL of calls and of the telephone systems that tell them. */
import { sql } from 'kysely'
import type { CallOutcome } from '../../../contract/customers/calls.ts'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'

export interface CallRow {
  id: string
  system: string
  remoteId: string
  sourceKind: 'api' | 'call' | 'import'
  sourceId: string
  customerId: string | null
  number: string | null
  direction: 'inbound' | 'outbound'
  outcome: CallOutcome
  cause: string
  startedAt: Date
  waitSeconds: number | null
  talkSeconds: number | null
  agent: string | null
  recordingUrl: string | null
}

/**
 * Writes calls once each; one that is known learns what it lacked: a recording, an agent, how long was spoken. Rows must be
 * unique by system and remote id. @returns each as it stands now, with whether it is new.
 */
export const writeCalls = async (
  ctx: Ctx,
  given: readonly CallRow[],
): Promise<
  { id: string; system: string; remoteId: string; customerId: string | null; outcome: CallOutcome; isNew: boolean }[]
> => {
  const rows = given.toSorted((a, b) => (a.remoteId < b.remoteId ? -1 : 1))
  const written = await sql<{
    id: string
    system: string
    remoteId: string
    customerId: string | null
    outcome: CallOutcome
    isNew: boolean
  }>`
    insert into customers.calls as call
      (workspace_id, id, system, remote_id, source_kind, source_id, customer_id, number, direction, outcome, cause,
        started_at, wait_seconds, talk_seconds, agent, recording_url, received_at)
    select ${ctx.workspaceId}::int, given.*, ${ctx.now}::timestamptz from unnest(
      ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.system)}::text[], ${rows.map(row => row.remoteId)}::text[],
      ${rows.map(row => row.sourceKind)}::text[], ${rows.map(row => row.sourceId)}::text[],
      ${rows.map(row => row.customerId)}::uuid[], ${rows.map(row => row.number)}::text[],
      ${rows.map(row => row.direction)}::text[], ${rows.map(row => row.outcome)}::text[],
      ${rows.map(row => row.cause)}::text[], ${rows.map(row => row.startedAt)}::timestamptz[],
      ${rows.map(row => row.waitSeconds)}::int[], ${rows.map(row => row.talkSeconds)}::int[],
      ${rows.map(row => row.agent)}::text[], ${rows.map(row => row.recordingUrl)}::text[]) as given
    on conflict (workspace_id, system, remote_id) do update set
      wait_seconds = coalesce(call.wait_seconds, excluded.wait_seconds),
      talk_seconds = coalesce(call.talk_seconds, excluded.talk_seconds),
      agent = coalesce(call.agent, excluded.agent),
      recording_url = coalesce(call.recording_url, excluded.recording_url)
    returning id, system, remote_id as "remoteId", customer_id as "customerId", outcome, (xmax = 0) as "isNew"`.execute(
    ctx.tx,
  )
  return written.rows
}

/** Which of the calls are known, with whose they are. */
export const knownCalls = async (
  ctx: Ctx,
  system: string,
  remoteIds: readonly string[],
): Promise<Map<string, string | null>> => {
  const { rows } = await sql<{ remote_id: string; customer_id: string | null }>`
    select remote_id, customer_id from customers.calls
    where workspace_id = ${ctx.workspaceId} and system = ${system} and remote_id = any(${remoteIds}::text[])`.execute(
    ctx.tx,
  )
  return new Map(rows.map(row => [row.remote_id, row.customer_id]))
}

/**
 * The leaf of whoever has a number: the one whose key it is, else the only person of whom a source says so. A number that
 * several have is nobody's here.
 */
export const leavesByNumbers = async (ctx: Ctx, numbers: readonly string[]): Promise<Map<string, string>> => {
  const { rows } = await sql<{ number: string; leaf_id: string }>`
    with asked as (select distinct unnest(${numbers}::text[]) as number),
    keyed as (
      select asked.number, identity.customer_id as leaf_id
      from asked join customers.identities as identity on identity.workspace_id = ${ctx.workspaceId}
        and identity.kind = 'phone' and identity.namespace = '' and identity.value = asked.number),
    told as (
      select asked.number, min(attribute.customer_id::text)::uuid as leaf_id
      from asked
      join customers.attributes as attribute on attribute.workspace_id = ${ctx.workspaceId}
        and attribute.name = 'phone' and attribute.folded = asked.number and attribute.withdrawn_at is null
      join customers.customers as customer on customer.workspace_id = attribute.workspace_id
        and customer.id = attribute.customer_id
      where asked.number not in (select number from keyed)
      group by asked.number
      having count(distinct coalesce(customer.merged_into, customer.id)) = 1)
    select number, leaf_id from keyed union all select number, leaf_id from told`.execute(ctx.tx)
  return new Map(rows.map(row => [row.number, row.leaf_id]))
}

/** Takes calls of a source away. @returns the leaves that had them, and the activities' sources. */
export const deleteCalls = async (
  ctx: Ctx,
  source: { kind: string; id: string },
): Promise<{ id: string; customer_id: string | null }[]> => {
  const { rows } = await sql<{ id: string; customer_id: string | null }>`
    delete from customers.calls
    where workspace_id = ${ctx.workspaceId} and source_kind = ${source.kind} and source_id = ${source.id}
    returning id, customer_id`.execute(ctx.tx)
  return rows
}

export const deleteCallActivities = async (
  ctx: Ctx,
  callIds: readonly string[],
  leafIds: readonly string[],
): Promise<void> => {
  await sql`
    delete from customers.activities
    where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[])
      and kind in ('call_answered', 'call_missed', 'call_failed') and source_id = any(${callIds}::uuid[])`.execute(
    ctx.tx,
  )
}

export const insertLine = async (
  ctx: Ctx,
  line: { id: string; name: string; secret: string; by: string },
): Promise<void> => {
  await sql`
    insert into customers.call_lines (workspace_id, id, name, secret, added_at, added_by)
    values (${ctx.workspaceId}, ${line.id}, ${line.name}, ${line.secret}, ${ctx.now}, ${line.by})`.execute(ctx.tx)
}

export interface LineRow {
  id: string
  name: string
  added_at: Date
  added_by: string
  last_call_at: Date | null
  calls: number
}

export const lineRows = async (ctx: Ctx): Promise<LineRow[]> => {
  const { rows } = await sql<LineRow>`
    select line.id, line.name, line.added_at, line.added_by, max(call.received_at) as last_call_at, count(call.id)::int as calls
    from customers.call_lines as line
    left join customers.calls as call on call.workspace_id = line.workspace_id and call.source_kind = 'call'
      and call.source_id = line.id::text
    where line.workspace_id = ${ctx.workspaceId} and line.removed_at is null
    group by line.id, line.name, line.added_at, line.added_by
    order by line.added_at, line.id`.execute(ctx.tx)
  return rows
}

export const removeLine = async (ctx: Ctx, lineId: string, by: string): Promise<boolean> => {
  const { rows } = await sql`
    update customers.call_lines set removed_at = ${ctx.now}, removed_by = ${by}
    where workspace_id = ${ctx.workspaceId} and id = ${lineId} and removed_at is null returning 1`.execute(ctx.tx)
  return rows.length > 0
}

export const secretOfLine = async (
  ctx: SystemCtx,
  workspaceId: number,
  lineId: string,
): Promise<{ secret: string; name: string } | null> => {
  const { rows } = await sql<{ secret: string; name: string }>`
    select secret, name from customers.call_lines
    where workspace_id = ${workspaceId} and id = ${lineId}::uuid and removed_at is null`.execute(ctx.tx)
  return rows[0] ?? null
}

/** @returns false for a message that was believed before. */
export const noteMessage = async (ctx: Ctx, lineId: string, messageId: string): Promise<boolean> => {
  await sql`
    delete from customers.call_messages
    where workspace_id = ${ctx.workspaceId} and line_id = ${lineId}::uuid
      and received_at < ${ctx.now}::timestamptz - interval '15 minutes'`.execute(ctx.tx)
  const { rows } = await sql`
    insert into customers.call_messages (workspace_id, line_id, message_id, received_at)
    values (${ctx.workspaceId}, ${lineId}::uuid, ${messageId}, ${ctx.now}) on conflict do nothing returning 1`.execute(
    ctx.tx,
  )
  return rows.length > 0
}

export interface CallOfCustomer {
  id: string
  direction: 'inbound' | 'outbound'
  outcome: CallOutcome
  started_at: Date
}

/** The latest calls of the leaves of a customer. */
export const callsOfCustomer = async (
  ctx: Ctx,
  customerIds: readonly string[],
  limit: number,
): Promise<CallOfCustomer[]> => {
  const { rows } = await sql<CallOfCustomer>`
    select id, direction, outcome, started_at from customers.calls
    where workspace_id = ${ctx.workspaceId} and customer_id = any(${customerIds}::uuid[])
    order by started_at desc, id desc limit ${limit}`.execute(ctx.tx)
  return rows
}
