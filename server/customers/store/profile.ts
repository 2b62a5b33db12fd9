/** SQL of profiles: sums by kind, feelings by month, habits, texts; notes, verifications, relations; look-ups. */
import { sql } from 'kysely'
import { heardKinds } from '../../../contract/customers.ts'
import type { AccessTables } from '../../access/index.ts'
import type { ChannelsTables } from '../../channels/index.ts'
import type { ListeningTables } from '../../listening/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { CustomersTables, RelationRow, VerificationRow } from '../tables.ts'

const db = (ctx: Ctx) => tables<CustomersTables & ChannelsTables & ListeningTables & AccessTables>(ctx)
const anyOf = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`

export interface KindSum {
  kind: string
  count: number
  first_at: Date
  last_at: Date
  talk_seconds: number
}

/** How often each kind stands on the timelines of leaves. */
export const kindSums = async (ctx: Ctx, leafIds: readonly string[]): Promise<KindSum[]> => {
  const { rows } = await sql<KindSum>`
    select kind, count(*)::int as count, min(at) as first_at, max(at) as last_at,
      coalesce(sum((detail->>'talkSeconds')::float8), 0)::float8 as talk_seconds
    from customers.activities where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[])
    group by kind`.execute(tables(ctx))
  return rows
}

/** What was bought less what was returned or cancelled, by currency. */
export const spentSums = async (
  ctx: Ctx,
  leafIds: readonly string[],
): Promise<{ currency: string; amount: number }[]> => {
  const { rows } = await sql<{ currency: string; amount: number }>`
    select coalesce(detail->>'currency', '') as currency,
      sum(case when kind in ('ordered', 'purchased') then 1 else -1 end * (detail->>'amount')::float8)::float8 as amount
    from customers.activities
    where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[])
      and kind in ('ordered', 'purchased', 'cancelled', 'returned') and detail ? 'amount'
    group by 1 order by 2 desc`.execute(tables(ctx))
  return rows
}

export interface Mood {
  month: string
  positive: number
  neutral: number
  negative: number
  mixed: number
}

/** What leaves felt, by month of the workspace's zone, the newest twelve months that have any. */
export const moodsOf = async (ctx: Ctx, leafIds: readonly string[]): Promise<Mood[]> => {
  const { rows } = await sql<Mood>`
    select to_char(activity.at at time zone workspace.time_zone, 'YYYY-MM') as month,
      count(*) filter (where mention.sentiment = 'positive')::int as positive,
      count(*) filter (where mention.sentiment = 'neutral')::int as neutral,
      count(*) filter (where mention.sentiment = 'negative')::int as negative,
      count(*) filter (where mention.sentiment = 'mixed')::int as mixed
    from (select at, item_id from customers.activities
      where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[]) and kind = 'said'
      order by at desc limit 2000) as activity
    join listening.mentions as mention
      on mention.workspace_id = ${ctx.workspaceId} and mention.item_id = activity.item_id
    join access.workspaces as workspace on workspace.id = ${ctx.workspaceId}
    where mention.sentiment is not null
    group by 1 order by 1 desc limit 12`.execute(tables(ctx))
  return rows.toReversed()
}

/** How often leaves did something in each hour of the day, and on each channel; of the last 1,000 things. */
export const habitsOf = async (ctx: Ctx, leafIds: readonly string[]) => {
  const { rows } = await sql<{ channel: string; hour: number; count: number }>`
    select channel, extract(hour from at at time zone workspace.time_zone)::int as hour, count(*)::int as count
    from (select channel, at from customers.activities
      where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[])
        and kind = any(${heardKinds}::text[])
      order by at desc limit 1000) as activity
    join access.workspaces as workspace on workspace.id = ${ctx.workspaceId}
    group by 1, 2`.execute(tables(ctx))
  return rows
}

/** What leaves said last, the beginning of each text. */
export const textsOf = async (ctx: Ctx, leafIds: readonly string[], limit: number): Promise<string[]> => {
  const { rows } = await sql<{ text: string }>`
    select left(coalesce(activity.text, concat_ws(E'\n', nullif(item.title, ''), item.text)), 1000) as text
    from (select text, item_id, at from customers.activities
      where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[]) and kind = 'said'
      order by at desc limit ${limit}) as activity
    left join channels.items as item
      on item.workspace_id = ${ctx.workspaceId} and item.id = activity.item_id`.execute(tables(ctx))
  return rows.map(row => row.text)
}

/** What anybody said of us last, the beginning of each text: what a customer's words are compared with. */
export const sampleTexts = async (ctx: Ctx, limit: number): Promise<string[]> => {
  const { rows } = await sql<{ text: string }>`
    select left(concat_ws(E'\n', nullif(item.title, ''), item.text), 1000) as text
    from (select item_id from listening.mentions where workspace_id = ${ctx.workspaceId}
      order by occurred_at desc, id desc limit ${limit}) as mention
    join channels.items as item on item.workspace_id = ${ctx.workspaceId} and item.id = mention.item_id`.execute(
    tables(ctx),
  )
  return rows.map(row => row.text)
}

/** Takes one told thing of these leaves back. @returns whether it stood. */
export const withdrawAttribute = async (
  ctx: Ctx,
  id: string,
  leafIds: readonly string[],
  by: string,
): Promise<boolean> => {
  const done = await db(ctx)
    .updateTable('customers.attributes')
    .set({ withdrawn_at: ctx.now, withdrawn_by: by })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .where('customer_id', '=', anyOf(leafIds))
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

/** Writes a note of the profile anew. @returns whether there is one. */
export const writeNote = async (ctx: Ctx, id: string, leafIds: readonly string[], text: string): Promise<boolean> => {
  const done = await db(ctx)
    .updateTable('customers.activities')
    .set({ text, detail: sql`detail || jsonb_build_object('editedAt', ${ctx.now.toISOString()}::text)` })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .where('customer_id', '=', anyOf(leafIds))
    .where('kind', '=', 'note')
    .where(sql<boolean>`detail @> '{"isProfile": true}'`)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

export const deleteNote = async (ctx: Ctx, id: string, leafIds: readonly string[]): Promise<void> => {
  await db(ctx)
    .deleteFrom('customers.activities')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .where('customer_id', '=', anyOf(leafIds))
    .where('kind', '=', 'note')
    .where(sql<boolean>`detail @> '{"isProfile": true}'`)
    .execute()
}

/** The id of the activity that a source made of a leaf. */
export const activityOfSource = async (ctx: Ctx, leafId: string, kind: string, sourceId: string) =>
  await db(ctx)
    .selectFrom('customers.activities')
    .select('id')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('customer_id', '=', leafId)
    .where('kind', '=', kind as never)
    .where('source_id', '=', sourceId)
    .executeTakeFirst()

export type ShownVerification = Omit<VerificationRow, 'workspace_id' | 'customer_id'>

/** The log of verifications of leaves, newest first. */
export const verificationsOf = (ctx: Ctx, leafIds: readonly string[]): Promise<ShownVerification[]> =>
  db(ctx)
    .selectFrom('customers.verifications')
    .select(['id', 'how', 'note', 'made_at', 'made_by', 'ended_at', 'ended_by'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('customer_id', '=', anyOf(leafIds))
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()

export const insertVerification = (
  ctx: Ctx,
  row: Pick<VerificationRow, 'id' | 'customer_id' | 'how' | 'note' | 'made_by'>,
) =>
  db(ctx)
    .insertInto('customers.verifications')
    .values({
      ...row,
      workspace_id: ctx.workspaceId,
      made_at: ctx.now,
      ended_at: null,
      ended_by: null,
    })
    .execute()

export const endVerification = async (ctx: Ctx, id: string, leafIds: readonly string[], by: string): Promise<void> => {
  await db(ctx)
    .updateTable('customers.verifications')
    .set({ ended_at: ctx.now, ended_by: by })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .where('customer_id', '=', anyOf(leafIds))
    .where('ended_at', 'is', null)
    .execute()
}

export type ShownRelation = Omit<RelationRow, 'workspace_id' | 'ended_at' | 'ended_by'>

/** Relations that stand and touch any of the leaves, the oldest first. */
export const relationsOf = (ctx: Ctx, leafIds: readonly string[]): Promise<ShownRelation[]> =>
  db(ctx)
    .selectFrom('customers.relations')
    .select(['id', 'kind', 'left_id', 'right_id', 'note', 'made_at', 'made_by'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where(sql<boolean>`(left_id = any(${leafIds}::uuid[]) or right_id = any(${leafIds}::uuid[]))`)
    .where('ended_at', 'is', null)
    .orderBy('made_at')
    .orderBy('id')
    .execute()

export const insertRelation = (
  ctx: Ctx,
  row: Pick<RelationRow, 'id' | 'kind' | 'left_id' | 'right_id' | 'note' | 'made_by'>,
) =>
  db(ctx)
    .insertInto('customers.relations')
    .values({ ...row, workspace_id: ctx.workspaceId, made_at: ctx.now, ended_at: null, ended_by: null })
    .execute()

export const endRelation = async (ctx: Ctx, id: string, leafIds: readonly string[], by: string): Promise<void> => {
  await db(ctx)
    .updateTable('customers.relations')
    .set({ ended_at: ctx.now, ended_by: by })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .where(sql<boolean>`(left_id = any(${leafIds}::uuid[]) or right_id = any(${leafIds}::uuid[]))`)
    .where('ended_at', 'is', null)
    .execute()
}

export interface LookedUp {
  customerId: string
  name: string
  stage: CustomersTables['customers.customers']['stage']
  said: number
  answered: number
  bought: number
  last_seen_at: Date
  is_key: boolean
}

export interface Asked {
  phone: string | null
  email: string | null
  handle: string | null
  external: string | null
  system: string | null
}

/** Whoever has any of these, keys first, at most 20; each part is one walk down an index. */
export const lookUp = async (ctx: Ctx, asked: Asked): Promise<LookedUp[]> => {
  const key = (kind: string, value: string) => sql`
    select customer_id, true as is_key from customers.identities
    where workspace_id = ${ctx.workspaceId} and kind = ${kind} and namespace = '' and value = ${value}`
  const told = (name: string, value: string) => sql`(
    select customer_id, false as is_key from customers.attributes
    where workspace_id = ${ctx.workspaceId} and name = ${sql.lit(name)} and folded = ${value} and withdrawn_at is null
    limit 50)`
  const parts = [
    ...(asked.phone === null ? [] : [key('phone', asked.phone), told('phone', asked.phone)]),
    ...(asked.email === null
      ? []
      : [
          key('email', asked.email),
          told('email', asked.email),
          sql`select customer_id, true as is_key from customers.identities
            where workspace_id = ${ctx.workspaceId} and kind = 'author' and namespace = 'email' and value = ${asked.email}`,
        ]),
    ...(asked.handle === null
      ? []
      : [
          sql`(select customer_id, true as is_key from customers.identities
            where workspace_id = ${ctx.workspaceId} and lower(handle) in (${asked.handle}, ${`@${asked.handle}`}) limit 50)`,
        ]),
    ...(asked.external === null
      ? []
      : asked.system === null
        ? [
            sql`(select customer_id, true as is_key from customers.identities
              where workspace_id = ${ctx.workspaceId} and kind = 'external' and value = ${asked.external} limit 50)`,
          ]
        : [
            sql`select customer_id, true as is_key from customers.identities
              where workspace_id = ${ctx.workspaceId} and kind = 'external' and namespace = ${asked.system}
                and value = ${asked.external}`,
          ]),
  ]
  if (parts.length === 0) return []
  const { rows } = await sql<LookedUp>`
    with found as (${sql.join(parts, sql` union all `)})
    select customer.id as "customerId", customer.name, customer.stage, customer.said, customer.answered, customer.bought,
      customer.last_seen_at, bool_or(found.is_key) as is_key
    from found
    join customers.customers as leaf on leaf.workspace_id = ${ctx.workspaceId} and leaf.id = found.customer_id
    join customers.customers as customer
      on customer.workspace_id = ${ctx.workspaceId} and customer.id = coalesce(leaf.merged_into, leaf.id)
    group by customer.workspace_id, customer.id
    order by is_key desc, customer.last_seen_at desc, customer.id
    limit 20`.execute(tables(ctx))
  return rows
}
