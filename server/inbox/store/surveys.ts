/** SQL of the question after a conversation. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { inSight } from './sight.ts'

export interface Askable {
  conversationId: string
  customerId: string
  channel: string
  memberId: string | null
  itemId: string
  messageCount: number
}

export const turnedOn = async (ctx: Ctx): Promise<string[]> => {
  const { rows } = await sql<{ channel: string }>`
    select channel from inbox.survey_channels where workspace_id = ${ctx.workspaceId} order by channel`.execute(ctx.tx)
  return rows.map(row => row.channel)
}

export const turn = async (ctx: Ctx, channel: string, isOn: boolean, by: string): Promise<void> => {
  if (isOn)
    await sql`
      insert into inbox.survey_channels (workspace_id, channel, turned_at, turned_by)
      values (${ctx.workspaceId}, ${channel}, ${ctx.now}, ${by}) on conflict do nothing`.execute(ctx.tx)
  else
    await sql`
      delete from inbox.survey_channels where workspace_id = ${ctx.workspaceId} and channel = ${channel}`.execute(
      ctx.tx,
    )
}

const person = sql`coalesce(customer.merged_into, customer.id)`

/** Resolved conversations of channels where the question is on, answered by us, whose person was not asked since then. */
export const askable = async (ctx: Ctx, ids: readonly string[], since: Date, freshSince: Date): Promise<Askable[]> => {
  const { rows } = await sql<Askable>`
    select conversation.id as "conversationId", ${person} as "customerId", conversation.channel,
      ticket.assignee_id as "memberId", conversation.last_item_id as "itemId", conversation.message_count as "messageCount"
    from inbox.conversations as conversation
    join inbox.tickets as ticket
      on ticket.workspace_id = conversation.workspace_id and ticket.conversation_id = conversation.id
    join inbox.survey_channels as channel
      on channel.workspace_id = conversation.workspace_id and channel.channel = conversation.channel
    join customers.customers as customer
      on customer.workspace_id = conversation.workspace_id and customer.id = conversation.customer_id
    where conversation.workspace_id = ${ctx.workspaceId} and conversation.id = any(${ids}::uuid[])
      and ticket.state = 'resolved' and ticket.resolved_at > greatest(channel.turned_at, ${freshSince}::timestamptz)
      and ticket.first_answered_at is not null and customer.erased_at is null
      and not exists (
        select from inbox.surveys as known join customers.customers as other
          on other.workspace_id = known.workspace_id and other.id = known.customer_id
        where known.workspace_id = conversation.workspace_id and coalesce(other.merged_into, other.id) = ${person}
          and known.asked_at > ${since}::timestamptz)
    order by conversation.id`.execute(ctx.tx)
  return rows
}

/** One asker in a workspace at a time: a person with two conversations is asked once. */
export const lockAsking = async (ctx: Ctx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('inbox.surveys'), ${ctx.workspaceId}::int)`.execute(ctx.tx)
}

export const insertSurvey = async (
  ctx: Ctx,
  row: Pick<Askable, 'conversationId' | 'customerId' | 'channel' | 'memberId'> & { id: string; deliveryId: string },
): Promise<void> => {
  await sql`
    insert into inbox.surveys (workspace_id, id, conversation_id, customer_id, channel, member_id, delivery_id, asked_at)
    values (${ctx.workspaceId}, ${row.id}, ${row.conversationId}, ${row.customerId}, ${row.channel}, ${row.memberId},
      ${row.deliveryId}, ${ctx.now})`.execute(ctx.tx)
}

export interface SurveyRow {
  id: string
  conversation_id: string
  customer_id: string
  customer_name: string
  channel: string
  member_id: string | null
  asked_at: Date
  score: number | null
  comment: string
  answered_at: Date | null
}

const columns = sql`survey.id, survey.conversation_id, coalesce(customer.merged_into, customer.id) as customer_id,
  coalesce(shown.name, customer.name) as customer_name, survey.channel, survey.member_id, survey.asked_at, survey.score,
  survey.comment, survey.answered_at`
const joined = sql`inbox.surveys as survey join customers.customers as customer
  on customer.workspace_id = survey.workspace_id and customer.id = survey.customer_id
  left join customers.customers as shown
    on shown.workspace_id = customer.workspace_id and shown.id = customer.merged_into`

export const surveyRow = async (ctx: Ctx, id: string): Promise<SurveyRow | undefined> => {
  const { rows } = await sql<SurveyRow>`
    select ${columns} from ${joined}
    where survey.workspace_id = ${ctx.workspaceId} and survey.id = ${id} for update of survey`.execute(ctx.tx)
  return rows[0]
}

export const answer = async (ctx: Ctx, id: string, score: number, comment: string): Promise<void> => {
  await sql`
    update inbox.surveys set score = ${score}, comment = case when ${comment} = '' then comment else ${comment} end,
      answered_at = coalesce(answered_at, ${ctx.now})
    where workspace_id = ${ctx.workspaceId} and id = ${id}`.execute(ctx.tx)
}

export interface Wanted {
  customerId?: string | undefined
  channel?: string | undefined
  memberId?: string | undefined
  score?: readonly number[] | undefined
  from?: string | undefined
  to?: string | undefined
}

/** Answers, newest first, behind a place. */
export const answers = async (
  ctx: Ctx,
  wanted: Wanted,
  after: { at: string; id: string } | null,
  most: number,
): Promise<SurveyRow[]> => {
  const { rows } = await sql<SurveyRow>`
    select ${columns} from ${joined}
    where survey.workspace_id = ${ctx.workspaceId} and survey.answered_at is not null
      and ${inSight(ctx, sql`survey.conversation_id`)}
      ${wanted.customerId ? sql`and ${person} = ${wanted.customerId}` : sql``}
      ${wanted.channel ? sql`and survey.channel = ${wanted.channel}` : sql``}
      ${wanted.memberId ? sql`and survey.member_id = ${wanted.memberId}` : sql``}
      ${wanted.score?.length ? sql`and survey.score = any(${wanted.score}::int[])` : sql``}
      ${wanted.from ? sql`and survey.asked_at >= ${wanted.from}::timestamptz` : sql``}
      ${wanted.to ? sql`and survey.asked_at < ${wanted.to}::timestamptz` : sql``}
      ${after ? sql`and (survey.answered_at, survey.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by survey.answered_at desc, survey.id desc limit ${most}`.execute(ctx.tx)
  return rows
}

export interface Count {
  channel: string
  member_id: string | null
  score: number | null
  count: number
}

export const counts = async (ctx: Ctx, from: string, to: string): Promise<Count[]> => {
  const { rows } = await sql<Count>`
    select channel, member_id, score, count(*)::int as count from inbox.surveys
    where workspace_id = ${ctx.workspaceId} and asked_at >= ${from}::timestamptz and asked_at < ${to}::timestamptz
    group by 1, 2, 3`.execute(ctx.tx)
  return rows
}

/** Customers whose first conversation of a period was resolved or not, and how many of them said something good within the days after. */
export const laterWords = async (
  ctx: Ctx,
  from: string,
  to: string,
  days: number,
): Promise<{ isResolved: boolean; people: number; well: number }[]> => {
  const { rows } = await sql<{ isResolved: boolean; people: number; well: number }>`
    with first as (
      select distinct on (${person}) ${person} as person, ticket.state = 'resolved' as is_resolved,
        coalesce(ticket.resolved_at, ticket.opened_at) as since
      from inbox.conversations as conversation
      join inbox.tickets as ticket
        on ticket.workspace_id = conversation.workspace_id and ticket.conversation_id = conversation.id
      join customers.customers as customer
        on customer.workspace_id = conversation.workspace_id and customer.id = conversation.customer_id
      where conversation.workspace_id = ${ctx.workspaceId}
        and conversation.opened_at >= ${from}::timestamptz and conversation.opened_at < ${to}::timestamptz
      order by ${person}, conversation.opened_at
    ), well as (
      select distinct first.person from first
      join customers.customers as leaf
        on leaf.workspace_id = ${ctx.workspaceId} and coalesce(leaf.merged_into, leaf.id) = first.person
      join customers.identities as identity
        on identity.workspace_id = leaf.workspace_id and identity.customer_id = leaf.id and identity.author_id is not null
      join channels.items as item
        on item.workspace_id = identity.workspace_id and item.author_id = identity.author_id
      join listening.mentions as mention
        on mention.workspace_id = item.workspace_id and mention.item_id = item.id
      where mention.sentiment = 'positive' and mention.occurred_at > first.since
        and mention.occurred_at < first.since + make_interval(days => ${days}::int)
    )
    select first.is_resolved as "isResolved", count(*)::int as people,
      count(*) filter (where exists (select from well where well.person = first.person))::int as well
    from first group by 1`.execute(ctx.tx)
  return rows
}

/** What somebody who is erased wrote beside their ratings goes; the ratings stay as numbers. */
export const forgetComments = async (ctx: Ctx, leafIds: readonly string[]): Promise<void> => {
  await sql`
    update inbox.surveys set comment = ''
    where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[])`.execute(ctx.tx)
}
