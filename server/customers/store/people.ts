/** SQL of customers and their identities: met in batches, named, listed. */
import { sql } from 'kysely'
import type { ChannelsTables } from '../../channels/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { CustomerRow, CustomersTables } from '../tables.ts'

const db = (ctx: Ctx) => tables<CustomersTables & ChannelsTables>(ctx)

/** Customers by author. Authors that are nobody's yet are left out. */
export const findByAuthors = async (ctx: Ctx, authorIds: readonly string[]): Promise<Map<string, string>> => {
  const rows = await db(ctx)
    .selectFrom('customers.identities')
    .select(['author_id', 'customer_id'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('author_id', '=', sql<string>`any(${authorIds}::uuid[])`)
    .execute()
  return new Map(rows.map(row => [row.author_id, row.customer_id]))
}

export interface NamedAuthor {
  id: string
  remote_id: string
  handle: string | null
  display_name: string | null
  first_seen_at: Date
}

/** Authors as their channels name them now, ordered by id. */
export const findAuthors = (ctx: Ctx, authorIds: readonly string[]): Promise<NamedAuthor[]> =>
  db(ctx)
    .selectFrom('channels.authors')
    .select(['id', 'remote_id', 'handle', 'display_name', 'first_seen_at'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${authorIds}::uuid[])`)
    .orderBy('id')
    .execute()

export interface NewPerson {
  customerId: string
  identityId: string
  author: NamedAuthor
  name: string
  words: string
}

/**
 * Makes a customer for each author that is nobody's yet. Where somebody else has just done so, theirs stands: the
 * identity is written first, and only those that were taken get a customer; foreign keys are checked when the statement
 * ends. Rows must be ordered by author, so that two batches never wait for each other in a circle.
 * @returns the ids of the customers that were made.
 */
export const insertPeople = async (ctx: Ctx, people: readonly NewPerson[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    with given as (
      select * from unnest(
        ${people.map(one => one.customerId)}::uuid[], ${people.map(one => one.identityId)}::uuid[],
        ${people.map(one => one.author.id)}::uuid[], ${people.map(one => one.author.handle)}::text[],
        ${people.map(one => one.author.display_name)}::text[], ${people.map(one => one.author.first_seen_at)}::timestamptz[],
        ${people.map(one => one.name)}::text[], ${people.map(one => one.words)}::text[]
      ) with ordinality as given
        (customer_id, identity_id, author_id, handle, display_name, first_seen_at, name, words, n)
    ), linked as (
      insert into customers.identities (workspace_id, id, customer_id, author_id, handle, display_name, linked_at)
      select ${ctx.workspaceId}::int, identity_id, customer_id, author_id, handle, display_name, ${ctx.now}::timestamptz
      from given order by n
      on conflict (workspace_id, author_id) do nothing
      returning customer_id
    )
    insert into customers.customers (workspace_id, id, name, stage, words, first_seen_at, last_seen_at)
    select ${ctx.workspaceId}::int, customer_id, name, 'stranger', words::tsvector, first_seen_at, first_seen_at
    from given join linked using (customer_id)
    returning id`.execute(ctx.tx)
  return rows.map(row => row.id)
}

/** Locks customers in the order of their ids until the transaction ends: whoever changes some takes them all at once. */
export const lockCustomers = (
  ctx: Ctx,
  customerIds: readonly string[],
): Promise<Pick<CustomerRow, 'id' | 'name' | 'named_at'>[]> =>
  db(ctx)
    .selectFrom('customers.customers')
    .select(['id', 'name', 'named_at'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${customerIds}::uuid[])`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()

/** Which of the customers have an author whose names have changed since they were last looked at. */
export const findRenamed = async (ctx: Ctx, customerIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ customer_id: string }>`
    select distinct identity.customer_id
    from customers.identities as identity
    join channels.authors as author on author.workspace_id = identity.workspace_id and author.id = identity.author_id
    where identity.workspace_id = ${ctx.workspaceId} and identity.customer_id = any(${customerIds}::uuid[])
      and (author.handle, author.display_name) is distinct from (identity.handle, identity.display_name)`.execute(
    ctx.tx,
  )
  return rows.map(row => row.customer_id)
}

/** Takes over the names that the channels have now for the identities of customers. */
export const refreshIdentities = async (ctx: Ctx, customerIds: readonly string[]): Promise<void> => {
  await sql`
    update customers.identities as identity set handle = author.handle, display_name = author.display_name
    from channels.authors as author
    where identity.workspace_id = ${ctx.workspaceId} and identity.customer_id = any(${customerIds}::uuid[])
      and author.workspace_id = identity.workspace_id and author.id = identity.author_id`.execute(ctx.tx)
}

export interface Naming {
  id: string
  name: string
  words: string
}

/** Writes shown names and the words that find them; the caller has locked the customers. */
export const writeNames = async (ctx: Ctx, rows: readonly Naming[]): Promise<void> => {
  await sql`
    update customers.customers as customer set name = given.name, words = given.words::tsvector
    from unnest(
      ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.name)}::text[], ${rows.map(row => row.words)}::text[]
    ) as given (id, name, words)
    where customer.workspace_id = ${ctx.workspaceId} and customer.id = given.id`.execute(ctx.tx)
}

/** Keeps the name that a person gave, with who and when. */
export const giveName = (ctx: Ctx, row: Naming & { by: string }) =>
  db(ctx)
    .updateTable('customers.customers')
    .set({
      name: row.name,
      named_by: row.by,
      named_at: ctx.now,
      stage: 'known',
      words: sql<string>`${row.words}::tsvector`,
    })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', row.id)
    .execute()

export type ShownCustomer = Omit<CustomerRow, 'workspace_id' | 'words' | 'named_by' | 'named_at'>

const shown = ['id', 'name', 'stage', 'said', 'answered', 'first_seen_at', 'last_seen_at'] as const

export const customerRows = (ctx: Ctx, customerIds: readonly string[]): Promise<ShownCustomer[]> =>
  db(ctx)
    .selectFrom('customers.customers')
    .select(shown)
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${customerIds}::uuid[])`)
    .execute()

/** One row more than the page holds, last heard first. `search`: a tsquery literal of `names.ts`. */
export const customerPage = (
  ctx: Ctx,
  page: { search: string | null; after: { at: string; id: string } | null; limit: number },
): Promise<ShownCustomer[]> =>
  db(ctx)
    .selectFrom('customers.customers')
    .select(shown)
    .where('workspace_id', '=', ctx.workspaceId)
    .$if(page.search !== null, query => query.where(sql<boolean>`words @@ ${page.search}::tsquery`))
    .$if(page.after !== null, query =>
      query.where(sql<boolean>`(last_seen_at, id) < (${page.after?.at}::timestamptz, ${page.after?.id}::uuid)`),
    )
    .orderBy('last_seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()

export interface IdentityOfCustomer {
  id: string
  customer_id: string
  channel: string
  remote_id: string
  handle: string | null
  display_name: string | null
  url: string | null
  avatar_url: string | null
  followers: number | null
}

/** Identities of customers as their channels show them now, the first linked first. */
export const identitiesOf = (ctx: Ctx, customerIds: readonly string[]): Promise<IdentityOfCustomer[]> =>
  db(ctx)
    .selectFrom('customers.identities as identity')
    .innerJoin('channels.authors as author', join =>
      join.onRef('author.workspace_id', '=', 'identity.workspace_id').onRef('author.id', '=', 'identity.author_id'),
    )
    .select([
      'identity.id',
      'identity.customer_id',
      'author.channel',
      'author.remote_id',
      'author.handle',
      'author.display_name',
      'author.url',
      'author.avatar_url',
      'author.followers',
    ])
    .where('identity.workspace_id', '=', ctx.workspaceId)
    .where('identity.customer_id', '=', sql<string>`any(${customerIds}::uuid[])`)
    .orderBy('identity.linked_at')
    .orderBy('identity.id')
    .execute()

/** Who is behind authors: what a chip shows. */
export const chipRows = (ctx: Ctx, authorIds: readonly string[]) =>
  db(ctx)
    .selectFrom('customers.identities as identity')
    .innerJoin('customers.customers as customer', join =>
      join
        .onRef('customer.workspace_id', '=', 'identity.workspace_id')
        .onRef('customer.id', '=', 'identity.customer_id'),
    )
    .select([
      'identity.author_id as authorId',
      'identity.customer_id as customerId',
      'customer.name',
      'customer.said',
      'customer.answered',
    ])
    .where('identity.workspace_id', '=', ctx.workspaceId)
    .where('identity.author_id', '=', sql<string>`any(${authorIds}::uuid[])`)
    .execute()
