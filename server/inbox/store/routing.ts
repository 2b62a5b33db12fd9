/** SQL of routing: rules, what they look at, who is here with how much, and giving out. */
import { sql } from 'kysely'
import type { RouteRule } from '../../../contract/inbox/routing.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { Case, Present } from '../routing.ts'
import { hereSince } from './presence.ts'

const columns = sql`id, name, is_on as "isOn", conditions, team_id as "teamId", member_id as "memberId", shares`

/** The rules that stand, in their order. */
export const findRules = async (ctx: Ctx): Promise<RouteRule[]> => {
  const { rows } = await sql<RouteRule>`
    select ${columns} from inbox.rules where workspace_id = ${ctx.workspaceId} and removed_at is null
    order by place, id`.execute(ctx.tx)
  return rows
}

/** One changer of rules at a time, and one giver of work: loads are counted and given in one go. */
export const lockRouting = async (ctx: Ctx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('inbox.routing'), ${ctx.workspaceId}::int)`.execute(ctx.tx)
}

/** A rule, also one that was taken away. */
export const findRule = async (ctx: Ctx, id: string): Promise<(RouteRule & { isRemoved: boolean }) | undefined> => {
  const { rows } = await sql<RouteRule & { isRemoved: boolean }>`
    select ${columns}, removed_at is not null as "isRemoved" from inbox.rules
    where workspace_id = ${ctx.workspaceId} and id = ${id}`.execute(ctx.tx)
  return rows[0]
}

/** A new one stands after all others; one that is known keeps its place. */
export const keepRule = async (ctx: Ctx, rule: RouteRule, by: string): Promise<void> => {
  await sql`
    insert into inbox.rules (workspace_id, id, name, place, is_on, conditions, team_id, member_id, shares, made_at, made_by)
    values (${ctx.workspaceId}, ${rule.id}, ${rule.name},
      (select coalesce(max(place), 0) + 1 from inbox.rules where workspace_id = ${ctx.workspaceId}),
      ${rule.isOn}, ${JSON.stringify(rule.conditions)}::jsonb, ${rule.teamId}, ${rule.memberId}, ${rule.shares},
      ${ctx.now}, ${by})
    on conflict (workspace_id, id) do update set name = excluded.name, is_on = excluded.is_on,
      conditions = excluded.conditions, team_id = excluded.team_id, member_id = excluded.member_id,
      shares = excluded.shares`.execute(ctx.tx)
}

export const orderRules = async (ctx: Ctx, ids: readonly string[]): Promise<void> => {
  await sql`
    update inbox.rules as rule set place = ordered.place
    from (
      select rule.id, row_number() over (order by given.place nulls last, rule.place, rule.id) as place
      from inbox.rules as rule
      left join unnest(${ids}::uuid[]) with ordinality as given (id, place) on given.id = rule.id
      where rule.workspace_id = ${ctx.workspaceId}
    ) as ordered
    where rule.workspace_id = ${ctx.workspaceId} and rule.id = ordered.id`.execute(ctx.tx)
}

export const setRuleRemoved = async (ctx: Ctx, id: string, by: string | null): Promise<void> => {
  await sql`
    update inbox.rules set removed_by = ${by}::text, removed_at = case when ${by}::text is null then null else ${ctx.now}::timestamptz end
    where workspace_id = ${ctx.workspaceId} and id = ${id}`.execute(ctx.tx)
}

/** Of these conversations, locked already, those that nobody has taken and no rule has looked at; oldest wait first. */
export const findUnrouted = async (ctx: Ctx, ids: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ conversation_id: string }>`
    select conversation_id from inbox.tickets
    where workspace_id = ${ctx.workspaceId} and conversation_id = any(${ids}::uuid[]) and state = 'open'
      and routed_at is null and assignee_id is null and team_id is null
    order by coalesce(due_at, 'infinity'), id`.execute(ctx.tx)
  return rows.map(row => row.conversation_id)
}

/** The newest conversations, for a trial. */
export const newestConversations = async (ctx: Ctx, limit: number): Promise<string[]> => {
  const { rows } = await sql<{ conversation_id: string }>`
    select conversation_id from (
      select conversation_id, id, coalesce(due_at, opened_at) as at from inbox.tickets
      where workspace_id = ${ctx.workspaceId} order by id desc limit ${limit}) as newest`.execute(ctx.tx)
  return rows.map(row => row.conversation_id)
}

/** What rules look at, in the order of the ids. */
export const findCases = async (ctx: Ctx, ids: readonly string[]): Promise<Case[]> => {
  const { rows } = await sql<Case>`
    select conversation.id as "conversationId", conversation.channel, mention.language,
      coalesce(mention.intents, '{}') as intents, mention.sentiment, coalesce(mention.is_crisis, false) as "isCrisis",
      customer.stage,
      array(select distinct account.purpose from channels.sightings as sighting
        join channels.sources as source on source.workspace_id = sighting.workspace_id and source.id = sighting.source_id
        join channels.accounts as account on account.workspace_id = source.workspace_id and account.id = source.account_id
        where sighting.workspace_id = conversation.workspace_id and sighting.item_id = conversation.last_item_id) as purposes,
      coalesce((select jsonb_agg(jsonb_build_array(lower(normalize(attribute.name, NFKC)),
          lower(normalize(attribute.value, NFKC))))
        from customers.attributes as attribute
        where attribute.workspace_id = conversation.workspace_id and attribute.withdrawn_at is null
          and attribute.customer_id in (conversation.customer_id, customer.id)), '[]') as attributes
    from unnest(${ids}::uuid[]) with ordinality as given (id, place)
    join inbox.conversations as conversation on conversation.workspace_id = ${ctx.workspaceId} and conversation.id = given.id
    join customers.customers as leaf on leaf.workspace_id = ${ctx.workspaceId} and leaf.id = conversation.customer_id
    join customers.customers as customer on customer.workspace_id = ${ctx.workspaceId}
      and customer.id = coalesce(leaf.merged_into, leaf.id)
    left join listening.mentions as mention on mention.workspace_id = ${ctx.workspaceId}
      and mention.item_id = conversation.last_item_id
    order by given.place`.execute(ctx.tx)
  return rows
}

/** Who takes work now: said so and seen lately, with what each has open. */
export const findPresent = async (ctx: Ctx): Promise<Map<string, Present>> => {
  const { rows } = await sql<{ id: string; load: number; given_at: Date | null }>`
    select presence.member_id as id, presence.given_at, (
      select count(*)::int from inbox.tickets as ticket where ticket.workspace_id = presence.workspace_id
        and ticket.assignee_id = presence.member_id and ticket.state = 'open') as load
    from inbox.presences as presence
    join access.members as member on member.workspace_id = presence.workspace_id and member.id = presence.member_id
      and member.removed_at is null
    where presence.workspace_id = ${ctx.workspaceId} and presence.state = 'available'
      and presence.seen_at > ${hereSince(ctx.now)}::timestamptz`.execute(ctx.tx)
  return new Map(rows.map(row => [row.id, { load: row.load, givenAt: row.given_at?.getTime() ?? 0 }]))
}

export const markRouted = async (ctx: Ctx, ids: readonly string[]): Promise<void> => {
  await sql`
    update inbox.tickets set routed_at = ${ctx.now}
    where workspace_id = ${ctx.workspaceId} and conversation_id = any(${ids}::uuid[])`.execute(ctx.tx)
}

/** Says when each was given work last, so that the turn goes round. */
export const markGiven = async (ctx: Ctx, memberIds: readonly string[]): Promise<void> => {
  await sql`
    update inbox.presences as presence set given_at = ${ctx.now}::timestamptz + given.place * interval '1 millisecond'
    from (select id, max(place) as place from unnest(${memberIds}::uuid[]) with ordinality as one (id, place)
      group by id) as given
    where presence.workspace_id = ${ctx.workspaceId} and presence.member_id = given.id`.execute(ctx.tx)
}

/**
 * Makes tickets say how far their words may spread (0 to 100) and how often their customer bought: what queues sort by.
 * Risk: reach by powers of ten of the author's followers up to 40 (a public post alone), feeling 20, urgency 20, signs of a crisis 20.
 */
export const rankTickets = async (ctx: Ctx, ids: readonly string[]): Promise<void> => {
  await sql`
    update inbox.tickets as ticket set risk = ranked.risk, worth = ranked.worth
    from (
      select conversation.id, customer.bought as worth,
        case when conversation.is_public then least(40, round(8 * log(1 + coalesce(mention.followers, 0))))::int else 0 end
        + case mention.sentiment when 'negative' then 20 when 'mixed' then 10 else 0 end
        + case mention.urgency when 'high' then 20 when 'normal' then 5 else 0 end
        + case when mention.is_crisis then 20 else 0 end as risk
      from inbox.conversations as conversation
      join customers.customers as leaf on leaf.workspace_id = ${ctx.workspaceId} and leaf.id = conversation.customer_id
      join customers.customers as customer on customer.workspace_id = ${ctx.workspaceId}
        and customer.id = coalesce(leaf.merged_into, leaf.id)
      left join listening.mentions as mention on mention.workspace_id = ${ctx.workspaceId}
        and mention.item_id = conversation.last_item_id
      where conversation.workspace_id = ${ctx.workspaceId} and conversation.id = any(${ids}::uuid[])
    ) as ranked
    where ticket.workspace_id = ${ctx.workspaceId} and ticket.conversation_id = ranked.id
      and (ticket.risk, ticket.worth) is distinct from (ranked.risk, ranked.worth)`.execute(ctx.tx)
}
