/** SQL of the queues: pages by the clock, single conversations, and what waits for whom. */
import { type RawBuilder, sql } from 'kysely'
import type { FieldValues } from '../../../contract/access.ts'
import type { DueKind } from '../../../contract/inbox/clocks.ts'
import type { QueueFilter, QueueSort } from '../../../contract/inbox/queues.ts'
import type { Queue, TicketState } from '../../../contract/inbox.ts'
import type { SentimentLabel } from '../../../contract/understanding.ts'
import { type FieldCondition, fieldConditions } from '../../access/index.ts'
import type { ChannelsTables } from '../../channels/index.ts'
import type { CustomersTables } from '../../customers/index.ts'
import { type ListeningTables, tagged } from '../../listening/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { Place } from '../places.ts'
import type { InboxTables } from '../tables.ts'
import { filtered } from './filters.ts'
import { seen, seesAll } from './sight.ts'

/** Characters of the customer's last words that a list shows. */
const previewLength = 280

export interface ShownConversation {
  id: string
  customer_id: string
  customer_name: string
  channel: string
  is_public: boolean
  preview: string
  sentiment: SentimentLabel | null
  last_message_at: Date
  message_count: number
  last_item_id: string
  ticket_id: string
  state: TicketState
  assignee_id: string | null
  team_id: string | null
  risk: number
  worth: number
  opened_at: Date
  due_at: Date | null
  due_kind: DueKind | null
  warn_at: Date | null
  first_due_at: Date | null
  solve_due_at: Date | null
  policy_id: string | null
  first_answered_at: Date | null
  resolved_at: Date | null
  fields: FieldValues
  tag_ids: string[]
}

const shown = (ctx: Ctx) =>
  tables<InboxTables & CustomersTables & ListeningTables & ChannelsTables>(ctx)
    .selectFrom('inbox.tickets as ticket')
    .innerJoin('inbox.conversations as conversation', join =>
      join
        .onRef('conversation.workspace_id', '=', 'ticket.workspace_id')
        .onRef('conversation.id', '=', 'ticket.conversation_id'),
    )
    .innerJoin('customers.customers as leaf', join =>
      join
        .onRef('leaf.workspace_id', '=', 'conversation.workspace_id')
        .onRef('leaf.id', '=', 'conversation.customer_id'),
    )
    // The conversation keeps the leaf that it came to; whoever that one was merged into is shown.
    .innerJoin('customers.customers as customer', join =>
      join
        .onRef('customer.workspace_id', '=', 'leaf.workspace_id')
        .on('customer.id', '=', sql<string>`coalesce(leaf.merged_into, leaf.id)`),
    )
    .innerJoin('channels.items as item', join =>
      join
        .onRef('item.workspace_id', '=', 'conversation.workspace_id')
        .onRef('item.id', '=', 'conversation.last_item_id'),
    )
    .leftJoin('listening.mentions as mention', join =>
      join.onRef('mention.workspace_id', '=', 'item.workspace_id').onRef('mention.item_id', '=', 'item.id'),
    )
    .select([
      'conversation.id',
      'customer.id as customer_id',
      'customer.name as customer_name',
      'conversation.channel',
      'conversation.is_public',
      sql<string>`left(concat_ws(E'\n', nullif(item.title, ''), item.text), ${previewLength})`.as('preview'),
      'mention.sentiment',
      'conversation.last_message_at',
      'conversation.message_count',
      'conversation.last_item_id',
      'ticket.id as ticket_id',
      'ticket.state',
      'ticket.assignee_id',
      'ticket.team_id',
      'ticket.risk',
      'ticket.worth',
      'ticket.opened_at',
      'ticket.due_at',
      'ticket.due_kind',
      'ticket.warn_at',
      'ticket.first_due_at',
      'ticket.solve_due_at',
      'ticket.policy_id',
      'ticket.first_answered_at',
      'ticket.resolved_at',
      'conversation.fields',
      'conversation.tags as tag_ids',
    ])
    .where('ticket.workspace_id', '=', ctx.workspaceId)
    .$if(!seesAll(ctx), query => query.where(seen(ctx)))

export const conversationById = (ctx: Ctx, id: string): Promise<ShownConversation | undefined> =>
  shown(ctx).where('ticket.conversation_id', '=', id).executeTakeFirst()

export const conversationsByIds = (ctx: Ctx, ids: readonly string[]): Promise<ShownConversation[]> =>
  shown(ctx).where('ticket.conversation_id', '=', sql<string>`any(${ids}::uuid[])`).execute()

export interface QueuePage {
  queue: Queue
  /** The caller's member; null for keys, whose own queue is empty. */
  memberId: string | null
  /** All leaves of the customer whose conversations are asked for. */
  leafIds: readonly string[] | undefined
  /** tsquery literals over the words of messages and over names; null where nothing of the kind can be looked for. */
  search: { words: string | null; name: string | null } | null
  tagIds: readonly string[] | undefined
  fields: readonly FieldCondition[]
  /** A saved queue's, in place of `queue`. */
  filter: QueueFilter | null
  teamId: string | undefined
  sort: QueueSort
  after: Place | null
  limit: number
}

const clock = sql<Date>`coalesce(ticket.due_at, 'infinity'::timestamptz)`

/** One row more than the page holds: open ones by their clock, resolved ones newest first. */
export const queuePage = (ctx: Ctx, page: QueuePage): Promise<ShownConversation[]> => {
  const isResolved = (page.filter?.state ?? page.queue) === 'resolved'
  const chosen = shown(ctx)
    .where('ticket.state', '=', isResolved ? 'resolved' : 'open')
    .$if(page.filter !== null, query => query.where(filtered(ctx, page.filter!, page.memberId)))
    .$if(page.teamId !== undefined, query => query.where('ticket.team_id', '=', page.teamId!))
    .$if(page.queue === 'mine', query => query.where('ticket.assignee_id', '=', page.memberId))
    .$if(page.queue === 'unassigned', query => query.where('ticket.assignee_id', 'is', null))
    .$if(page.leafIds !== undefined, query =>
      query.where('conversation.customer_id', '=', sql<string>`any(${page.leafIds}::uuid[])`),
    )
    .$if(page.search !== null, query => query.where(searched(ctx, page.search!)))
    .$if(page.tagIds !== undefined, query => query.where(tagged(ctx, sql`conversation.tags`, page.tagIds!)))
    .where(and(fieldConditions(sql`conversation.fields`, page.fields)))
    .limit(page.limit + 1)
  const { after } = page
  if (isResolved) {
    return chosen
      .$if(after !== null, query =>
        query.where(sql<boolean>`(ticket.resolved_at, ticket.id) < (${after?.at}::timestamptz, ${after?.id}::uuid)`),
      )
      .orderBy('ticket.resolved_at', 'desc')
      .orderBy('ticket.id', 'desc')
      .execute()
  }
  if (page.sort !== 'clock') {
    const rank = page.sort === 'risk' ? ('ticket.risk' as const) : ('ticket.worth' as const)
    return chosen
      .$if(after !== null, query =>
        query.where(sql<boolean>`(${sql.ref(rank)}, ticket.id) < (${after?.at}::int, ${after?.id}::uuid)`),
      )
      .orderBy(rank, 'desc')
      .orderBy('ticket.id', 'desc')
      .execute()
  }
  return chosen
    .$if(after !== null, query =>
      query.where(sql<boolean>`(${clock}, ticket.id) > (${after?.at}::timestamptz, ${after?.id}::uuid)`),
    )
    .orderBy(clock)
    .orderBy('ticket.id')
    .execute()
}

const and = (conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> =>
  sql<boolean>`${sql.join([sql`true`, ...conditions], sql` and `)}`

const searched = (ctx: Ctx, search: { words: string | null; name: string | null }): RawBuilder<boolean> =>
  sql<boolean>`ticket.conversation_id in (
    select message.conversation_id from inbox.messages as message
    where message.workspace_id = ${ctx.workspaceId} and message.words @@ ${search.words}::tsquery
    union
    select named.id from inbox.conversations as named
    join customers.customers as leaf on leaf.workspace_id = named.workspace_id and leaf.id = named.customer_id
    join customers.customers as person on person.workspace_id = leaf.workspace_id
      and person.id = coalesce(leaf.merged_into, leaf.id)
    where named.workspace_id = ${ctx.workspaceId} and person.words @@ ${search.name}::tsquery)`

export interface Waiting {
  mine: number
  unassigned: number
  open: number
  overdue: number
}

export const countWaiting = async (ctx: Ctx, memberId: string | null): Promise<Waiting> => {
  const { rows } = await sql<Waiting>`
    select count(*) filter (where assignee_id = ${memberId}::uuid)::int as mine,
      count(*) filter (where assignee_id is null)::int as unassigned,
      count(*)::int as open,
      count(*) filter (where due_at < ${ctx.now}::timestamptz)::int as overdue
    from inbox.tickets as ticket
    where workspace_id = ${ctx.workspaceId} and state = 'open' and ${seen(ctx)}`.execute(ctx.tx)
  return rows[0]!
}

export interface Answering {
  answered: number
  within: number
  medianMinutes: number | null
}

/** First answers of a period, how many came within the target, and the median of minutes that they took. */
export const measureAnswers = async (
  ctx: Ctx,
  period: { from: Date; to: Date },
  targetMinutes: number,
): Promise<Answering> => {
  const { rows } = await sql<Answering>`
    select count(*)::int as answered,
      count(*) filter (where first_answered_at <= opened_at + make_interval(mins => ${targetMinutes}::int))::int as within,
      percentile_cont(0.5) within group (order by extract(epoch from first_answered_at - opened_at)::float8 / 60)
        as "medianMinutes"
    from inbox.tickets
    where workspace_id = ${ctx.workspaceId}
      and first_answered_at > ${period.from}::timestamptz and first_answered_at <= ${period.to}::timestamptz`.execute(
    ctx.tx,
  )
  return rows[0]!
}
