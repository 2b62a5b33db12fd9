/** SQL of filters over the queues: what a saved queue asks of a ticket, and counts under a bound. */
import { type RawBuilder, sql } from 'kysely'
import type { QueueFilter, SavedQueue } from '../../../contract/inbox/queues.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { seen } from './sight.ts'

/** Counting goes no further: more than that is many. */
const mostCounted = 1000

/** Over `ticket`, `conversation` and `mention` (of the last words). @param memberId whoever looks */
export const filtered = (ctx: Ctx, filter: QueueFilter, memberId: string | null): RawBuilder<boolean> => {
  const parts: RawBuilder<unknown>[] = [sql`ticket.state = ${sql.lit(filter.state)}`]
  const among = (column: string, values: readonly string[] | undefined, type: 'text' | 'uuid') => {
    if (values && values.length > 0) parts.push(sql`${sql.ref(column)} = any(${values}::${sql.raw(type)}[])`)
  }
  if (filter.isMine) parts.push(sql`ticket.assignee_id = ${memberId}::uuid`)
  if (filter.isUnassigned) parts.push(sql`ticket.assignee_id is null`)
  among('ticket.team_id', filter.teamIds, 'uuid')
  among('ticket.assignee_id', filter.assigneeIds, 'uuid')
  among('conversation.channel', filter.channels, 'text')
  among('mention.language', filter.languages, 'text')
  among('mention.sentiment', filter.sentiments, 'text')
  if (filter.intents && filter.intents.length > 0) parts.push(sql`mention.intents && ${filter.intents}::text[]`)
  if (filter.overdueMinutes !== undefined)
    parts.push(
      sql`coalesce(ticket.due_at, 'infinity') <= ${ctx.now}::timestamptz - make_interval(mins => ${filter.overdueMinutes}::int)`,
    )
  return sql<boolean>`(${sql.join(parts, sql` and `)})`
}

/** How many conversations are in it, up to a thousand. */
export const countFiltered = async (ctx: Ctx, filter: QueueFilter, memberId: string | null): Promise<number> => {
  const readsMention = Boolean(filter.languages?.length || filter.sentiments?.length || filter.intents?.length)
  const readsConversation = readsMention || Boolean(filter.channels?.length)
  const conversations = readsConversation
    ? sql`join inbox.conversations as conversation on conversation.workspace_id = ticket.workspace_id
        and conversation.id = ticket.conversation_id`
    : sql``
  const mentions = readsMention
    ? sql`join listening.mentions as mention on mention.workspace_id = ticket.workspace_id
        and mention.item_id = conversation.last_item_id`
    : sql``
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from inbox.tickets as ticket ${conversations} ${mentions}
      where ticket.workspace_id = ${ctx.workspaceId} and ${seen(ctx)} and ${filtered(ctx, filter, memberId)} limit ${mostCounted}) as counted`.execute(
    ctx.tx,
  )
  return rows[0]!.count
}

export type QueueRow = Omit<SavedQueue, 'count' | 'isOwn'> & { ownerId: string; isRemoved: boolean }

const columns = sql`id, name, is_shared as "isShared", owner_id as "ownerId", filter, removed_at is not null as "isRemoved"`

/** Own queues and shared ones, by name. */
export const findQueues = async (ctx: Ctx, memberId: string | null): Promise<QueueRow[]> => {
  const { rows } = await sql<QueueRow>`
    select ${columns} from inbox.queues
    where workspace_id = ${ctx.workspaceId} and removed_at is null and (is_shared or owner_id = ${memberId}::uuid)
    order by lower(name), id`.execute(ctx.tx)
  return rows
}

export const findQueue = async (ctx: Ctx, id: string): Promise<QueueRow | undefined> => {
  const { rows } = await sql<QueueRow>`
    select ${columns} from inbox.queues where workspace_id = ${ctx.workspaceId} and id = ${id}`.execute(ctx.tx)
  return rows[0]
}

export const keepQueue = async (
  ctx: Ctx,
  queue: { id: string; name: string; isShared: boolean; ownerId: string; filter: QueueFilter },
): Promise<void> => {
  await sql`
    insert into inbox.queues (workspace_id, id, name, owner_id, is_shared, filter, made_at)
    values (${ctx.workspaceId}, ${queue.id}, ${queue.name}, ${queue.ownerId}, ${queue.isShared},
      ${JSON.stringify(queue.filter)}::jsonb, ${ctx.now})
    on conflict (workspace_id, id) do update set name = excluded.name, is_shared = excluded.is_shared,
      filter = excluded.filter`.execute(ctx.tx)
}

export const setQueueRemoved = async (ctx: Ctx, id: string, isRemoved: boolean): Promise<void> => {
  await sql`
    update inbox.queues set removed_at = ${isRemoved ? ctx.now : null}::timestamptz
    where workspace_id = ${ctx.workspaceId} and id = ${id}`.execute(ctx.tx)
}
