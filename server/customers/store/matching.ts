/** SQL of likely matches: keys, what is known of leaves, suggestions, rules. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { Facts } from '../matching/keys.ts'
import type { CustomersTables, MatchRulesRow, SuggestionRow } from '../tables.ts'
import type { Merge } from './merges.ts'

const db = (ctx: Ctx) => tables<CustomersTables>(ctx)

const lockClass = 60_220
/** One matcher a workspace at a time: of two who arrive together the second finds the first. */
export const ownMatching = async (ctx: Ctx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${lockClass}::int, ${ctx.workspaceId}::int)`.execute(ctx.tx)
}

/** What stands of leaves, as the matcher compares it. */
export const factsOf = async (ctx: Ctx, leafIds: readonly string[]): Promise<Facts[]> => {
  const { rows } = await sql<{
    id: string
    attributes: Record<string, string[]> | null
    emails: string[] | null
    phones: string[] | null
    names: string[] | null
    handles: string[] | null
    accounts: string[] | null
    addresses: string[] | null
  }>`
    select leaf.id, told.attributes, known.emails, known.phones, known.names, known.handles,
      known.accounts, known.addresses
    from unnest(${leafIds}::uuid[]) as leaf (id)
    left join (
      select customer_id, jsonb_object_agg(name, told) as attributes from (
        select customer_id, name, jsonb_agg(value order by (source_kind = 'person') desc, at desc, id) as told
        from customers.attributes
        where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[]) and withdrawn_at is null
          and name in ('name', 'email', 'phone', 'birth_date', 'address', 'post_code', 'place', 'company', 'signed_account')
        group by customer_id, name) as each_name
      group by customer_id) as told on told.customer_id = leaf.id
    left join (
      select customer_id,
        array_agg(value order by linked_at, id) filter (where kind = 'email') as emails,
        array_agg(value order by linked_at, id) filter (where kind = 'phone') as phones,
        array_agg(display_name order by linked_at, id) filter (where display_name <> '') as names,
        array_agg(handle order by linked_at, id) filter (where handle <> '' and namespace <> 'email') as handles,
        array_agg(namespace || ':' || lower(handle) order by linked_at, id)
          filter (where kind = 'author' and handle <> '' and namespace <> 'email') as accounts,
        array_agg(value order by linked_at, id) filter (where kind = 'author' and namespace = 'email') as addresses
      from customers.identities
      where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[])
      group by customer_id) as known on known.customer_id = leaf.id`.execute(tables(ctx))
  return rows.map(({ id, attributes, emails, phones, names, handles, accounts, addresses }) => {
    const first = (name: string): string => attributes?.[name]?.[0] ?? ''
    return {
      id,
      name: first('name') || (names?.[0] ?? ''),
      birth: first('birth_date'),
      // Who writes from an address has it: evidence, though no key, since anybody can write it above a mail.
      emails: [...(emails ?? []), ...(addresses ?? []), ...(attributes?.email ?? [])].slice(0, 3),
      phones: [...(phones ?? []), ...(attributes?.phone ?? [])].slice(0, 3),
      handle: handles?.[0] ?? '',
      accounts: [...new Set([...(accounts ?? []), ...(attributes?.signed_account ?? [])])].slice(0, 4),
      address: first('address'),
      postcode: first('post_code'),
      place: first('place'),
      company: first('company'),
    }
  })
}

export const replaceKeys = async (
  ctx: Ctx,
  leafIds: readonly string[],
  rows: readonly { id: string; key: string }[],
): Promise<void> => {
  await db(ctx)
    .deleteFrom('customers.match_keys')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('customer_id', '=', sql<string>`any(${leafIds}::uuid[])`)
    .execute()
  await sql`
    insert into customers.match_keys (workspace_id, key, customer_id)
    select ${ctx.workspaceId}::int, given.* from unnest(
      ${rows.map(row => row.key)}::bigint[], ${rows.map(row => row.id)}::uuid[]) as given
    on conflict do nothing`.execute(tables(ctx))
}

/**
 * Pairs of leaves of different persons that share a telling key, each once, the smaller id first; refused ones left out.
 * @param mostHolders a key that more leaves hold says nothing: a common name, a desk's number.
 */
export const candidatesOf = async (
  ctx: Ctx,
  leafIds: readonly string[],
  mostHolders: number,
): Promise<{ left: string; right: string }[]> => {
  const { rows } = await sql<{ left: string; right: string }>`
    with mine as materialized (
      select key, customer_id from customers.match_keys
      where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[])
    ), telling as materialized (
      -- Each key is looked up by itself, and no further than tells: how common keys are is nothing the planner knows in time.
      select asked.key, held.holders from (select distinct key from mine) as asked
      cross join lateral (
        select array_agg(few.customer_id) as holders from (
          select one.customer_id from customers.match_keys as one
          where one.workspace_id = ${ctx.workspaceId} and one.key = asked.key limit ${mostHolders + 1}) as few) as held
      where cardinality(held.holders) between 2 and ${mostHolders}
    ), pair as materialized (
      select distinct least(mine.customer_id, other.id) as left_id, greatest(mine.customer_id, other.id) as right_id
      from mine join telling on telling.key = mine.key cross join lateral unnest(telling.holders) as other (id)
      where other.id <> mine.customer_id
    )
    select pair.left_id as "left", pair.right_id as "right" from pair
    join customers.customers as one on one.workspace_id = ${ctx.workspaceId} and one.id = pair.left_id
    join customers.customers as two on two.workspace_id = ${ctx.workspaceId} and two.id = pair.right_id
    where coalesce(one.merged_into, one.id) <> coalesce(two.merged_into, two.id)
      and not exists (
        select 1 from customers.refusals as refusal
        where refusal.workspace_id = ${ctx.workspaceId} and refusal.withdrawn_at is null
          and refusal.left_id = pair.left_id and refusal.right_id = pair.right_id)
    order by 1, 2 limit 5000`.execute(tables(ctx))
  return rows
}

const mostCounted = 100_000
/** How many leaves there are, as far as it matters. */
export const countLeaves = async (ctx: Ctx): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from customers.customers where workspace_id = ${ctx.workspaceId} limit ${mostCounted}) as some_of_them`.execute(
    tables(ctx),
  )
  return rows[0]!.count
}

export type NewSuggestion = Pick<SuggestionRow, 'id' | 'left_id' | 'right_id' | 'bits' | 'evidence' | 'is_sure'>

/** Writes what was judged; of a pair that was judged before the newer word stands. */
export const putSuggestions = async (ctx: Ctx, rows: readonly NewSuggestion[]): Promise<void> => {
  if (rows.length === 0) return
  await sql`
    insert into customers.suggestions as known (workspace_id, id, left_id, right_id, bits, evidence, is_sure, made_at)
    select ${ctx.workspaceId}::int, given.*, ${ctx.now}::timestamptz from unnest(
      ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.left_id)}::uuid[], ${rows.map(row => row.right_id)}::uuid[],
      ${rows.map(row => row.bits)}::real[], ${rows.map(row => JSON.stringify(row.evidence))}::jsonb[],
      ${rows.map(row => row.is_sure)}::boolean[]) as given
    on conflict (workspace_id, left_id, right_id) do update set bits = excluded.bits, evidence = excluded.evidence,
      is_sure = excluded.is_sure, made_at = excluded.made_at`.execute(tables(ctx))
}

/** Pairs that are no longer likely. */
export const dropSuggestions = async (ctx: Ctx, pairs: readonly { left: string; right: string }[]): Promise<void> => {
  if (pairs.length === 0) return
  await sql`
    delete from customers.suggestions as known using unnest(
      ${pairs.map(one => one.left)}::uuid[], ${pairs.map(one => one.right)}::uuid[]) as given (left_id, right_id)
    where known.workspace_id = ${ctx.workspaceId} and known.left_id = given.left_id and known.right_id = given.right_id
      and known.tried_at is null`.execute(tables(ctx))
}

export type Suggestion = Omit<SuggestionRow, 'workspace_id'>

/** Sure pairs that nobody has tried to link yet. */
export const dueSuggestions = (ctx: Ctx, limit: number): Promise<Suggestion[]> =>
  db(ctx)
    .selectFrom('customers.suggestions')
    .select(['id', 'left_id', 'right_id', 'bits', 'evidence', 'made_at', 'is_sure', 'tried_at'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('is_sure', '=', true)
    .where('tried_at', 'is', null)
    .orderBy('made_at')
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute()

export const markTried = async (ctx: Ctx, ids: readonly string[]): Promise<void> => {
  await db(ctx)
    .updateTable('customers.suggestions')
    .set({ tried_at: ctx.now })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
}

export interface OpenSuggestion {
  id: string
  left_id: string
  right_id: string
  bits: number
  evidence: unknown
  made_at: Date
  stake: number
}

/** Pairs of different persons that nobody refused, once a pair of persons, the most at stake first. */
export const openSuggestions = async (ctx: Ctx, limit: number): Promise<OpenSuggestion[]> => {
  const { rows } = await sql<OpenSuggestion>`
    with open as (
      select distinct on (least(one_shown.id, two_shown.id), greatest(one_shown.id, two_shown.id))
        known.id, one_shown.id as left_id, two_shown.id as right_id, known.bits, known.evidence, known.made_at,
        (one_shown.bought + two_shown.bought) * 10 + one_shown.heard + two_shown.heard as stake
      from customers.suggestions as known
      join customers.customers as one on one.workspace_id = known.workspace_id and one.id = known.left_id
      join customers.customers as two on two.workspace_id = known.workspace_id and two.id = known.right_id
      join customers.customers as one_shown
        on one_shown.workspace_id = known.workspace_id and one_shown.id = coalesce(one.merged_into, one.id)
      join customers.customers as two_shown
        on two_shown.workspace_id = known.workspace_id and two_shown.id = coalesce(two.merged_into, two.id)
      where known.workspace_id = ${ctx.workspaceId} and one_shown.id <> two_shown.id
        and not exists (
          select 1 from customers.refusals as refusal
          where refusal.workspace_id = known.workspace_id and refusal.withdrawn_at is null
            and (refusal.left_id, refusal.right_id) in (
              (known.left_id, known.right_id),
              (least(one_shown.id, two_shown.id), greatest(one_shown.id, two_shown.id))))
      order by least(one_shown.id, two_shown.id), greatest(one_shown.id, two_shown.id), known.bits desc, known.id)
    select * from open order by stake desc, bits desc, id limit ${limit}`.execute(tables(ctx))
  return rows
}

export const rulesOf = (ctx: Ctx): Promise<Omit<MatchRulesRow, 'workspace_id'> | undefined> =>
  db(ctx)
    .selectFrom('customers.match_rules')
    .select([
      'is_linking',
      'is_learning',
      'link_from',
      'suggest_from',
      'certain_keys',
      'most_holders',
      'changed_at',
      'changed_by',
    ])
    .where('workspace_id', '=', ctx.workspaceId)
    .executeTakeFirst()

export const putRules = async (ctx: Ctx, rules: Omit<MatchRulesRow, 'workspace_id'>): Promise<void> => {
  await db(ctx)
    .insertInto('customers.match_rules')
    .values({ workspace_id: ctx.workspaceId, ...rules })
    .onConflict(conflict => conflict.column('workspace_id').doUpdateSet(rules))
    .execute()
}

const byMachine = (ctx: Ctx, since: Date) =>
  sql`workspace_id = ${ctx.workspaceId} and how in ('match', 'key') and made_at >= ${since}`

/** Merges that machines made in a while, newest first; of one that was undone and made again the newest telling. */
export const machineMerges = async (ctx: Ctx, since: Date, limit: number): Promise<Merge[]> => {
  const { rows } = await sql<Merge>`
    select * from customers.merges as merge where ${byMachine(ctx, since)}
      and not exists (select from customers.merges as later
        where later.workspace_id = merge.workspace_id and later.redoes_id = merge.id)
    order by made_at desc, id desc limit ${limit}`.execute(tables(ctx))
  return rows
}

/** What machines joined in a while, and how much of it people undid. */
export const machineRecord = async (ctx: Ctx, since: Date): Promise<{ made: number; undone: number }> => {
  const { rows } = await sql<{ made: number; undone: number }>`
    select count(*)::int as made, count(undone_at)::int as undone from customers.merges
    where ${byMachine(ctx, since)} and redoes_id is null`.execute(tables(ctx))
  return rows[0]!
}
