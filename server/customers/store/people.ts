/** SQL of customers and their identities: met in batches, named, listed. */
import { type RawBuilder, sql } from 'kysely'
import type { IdentityKind, SourceKind, Stage } from '../../../contract/customers.ts'
import { type FieldCondition, fieldConditions } from '../../access/index.ts'
import type { ChannelsTables } from '../../channels/index.ts'
import { tagged } from '../../listening/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { CustomerRow, CustomersTables } from '../tables.ts'
import { personsInSight, type Sight } from './sight.ts'

const db = (ctx: Ctx) => tables<CustomersTables & ChannelsTables>(ctx)

/** Leaves by author. Authors that are nobody's yet are left out. */
export const findByAuthors = async (ctx: Ctx, authorIds: readonly string[]): Promise<Map<string, string>> => {
  const rows = await db(ctx)
    .selectFrom('customers.identities')
    .select(['author_id', 'customer_id'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('author_id', '=', sql<string>`any(${authorIds}::uuid[])`)
    .execute()
  return new Map(rows.flatMap(row => (row.author_id === null ? [] : [[row.author_id, row.customer_id] as const])))
}

export interface NamedAuthor {
  id: string
  channel: string
  remote_id: string
  handle: string | null
  display_name: string | null
  first_seen_at: Date
}

/** Authors as their channels name them now, ordered by id. */
export const findAuthors = (ctx: Ctx, authorIds: readonly string[]): Promise<NamedAuthor[]> =>
  db(ctx)
    .selectFrom('channels.authors')
    .select(['id', 'channel', 'remote_id', 'handle', 'display_name', 'first_seen_at'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${authorIds}::uuid[])`)
    .orderBy('id')
    .execute()

export interface NewPerson {
  customerId: string
  identityId: string
  kind: IdentityKind
  namespace: string
  value: string
  authorId: string | null
  source: { kind: SourceKind; id: string }
  handle: string | null
  displayName: string | null
  name: string
  words: string
  /** Where nothing is known but that they are there: `stranger`. */
  stage?: CustomerRow['stage']
  metAt: Date
}

/**
 * Makes a leaf for each identity that is nobody's yet. Where somebody else has just done so, theirs stands: the identity is
 * written first, and only those that were taken get a customer; foreign keys are checked when the statement ends. Rows are
 * written in one order, so that two batches never wait for each other in a circle.
 * @returns the ids of the leaves that were made.
 */
export const insertPeople = async (ctx: Ctx, given: readonly NewPerson[]): Promise<string[]> => {
  const people = given.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
  const { rows } = await sql<{ id: string }>`
    with given as (
      select * from unnest(
        ${people.map(one => one.customerId)}::uuid[], ${people.map(one => one.identityId)}::uuid[],
        ${people.map(one => one.kind)}::text[], ${people.map(one => one.namespace)}::text[],
        ${people.map(one => one.value)}::text[], ${people.map(one => one.authorId)}::uuid[],
        ${people.map(one => one.source.kind)}::text[], ${people.map(one => one.source.id)}::text[],
        ${people.map(one => one.handle)}::text[], ${people.map(one => one.displayName)}::text[],
        ${people.map(one => one.name)}::text[], ${people.map(one => one.words)}::text[],
        ${people.map(one => one.stage ?? 'stranger')}::text[], ${people.map(one => one.metAt)}::timestamptz[]
      ) with ordinality as given (customer_id, identity_id, kind, namespace, value, author_id, source_kind, source_id,
        handle, display_name, name, words, stage, met_at, n)
    ), linked as (
      insert into customers.identities (workspace_id, id, customer_id, kind, namespace, value, author_id, source_kind,
        source_id, handle, display_name, linked_at)
      select ${ctx.workspaceId}::int, identity_id, customer_id, kind, namespace, value, author_id, source_kind, source_id,
        handle, display_name, ${ctx.now}::timestamptz
      from given order by n
      on conflict do nothing
      returning customer_id
    )
    insert into customers.customers (workspace_id, id, name, stage, words, met_at, first_seen_at, last_seen_at)
    select ${ctx.workspaceId}::int, customer_id, name, stage, words::tsvector, met_at, met_at, met_at
    from given join linked using (customer_id)
    returning id`.execute(ctx.tx)
  return rows.map(row => row.id)
}

const orderOf = (one: NewPerson): string => `${one.kind} ${one.namespace} ${one.value}`

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

export type ShownCustomer = Pick<
  CustomerRow,
  | 'id'
  | 'name'
  | 'stage'
  | 'stage_id'
  | 'fields'
  | 'tags'
  | 'said'
  | 'answered'
  | 'bought'
  | 'first_seen_at'
  | 'last_seen_at'
>

const shown = [
  'id',
  'name',
  'stage',
  'stage_id',
  'fields',
  'tags',
  'said',
  'answered',
  'bought',
  'first_seen_at',
  'last_seen_at',
] as const

export const customerRows = (ctx: Ctx, customerIds: readonly string[]): Promise<ShownCustomer[]> =>
  db(ctx)
    .selectFrom('customers.customers')
    .select(shown)
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${customerIds}::uuid[])`)
    .execute()

export interface CustomerPage {
  /** A tsquery literal of `names.ts`. */
  search: string | null
  stages: readonly Stage[] | null
  stageIds: readonly string[] | null
  tagIds: readonly string[] | null
  fields: readonly FieldCondition[]
  channels: readonly string[] | null
  isBuyer: boolean | null
  isFollowed: boolean | null
  /** Who may be shown at all; null: everybody. */
  sight: Sight | null
  after: { at: string; id: string } | null
  limit: number
}

/** One row more than the page holds, last heard first; whoever was merged into another is shown there alone. */
export const customerPage = (ctx: Ctx, page: CustomerPage): Promise<ShownCustomer[]> =>
  db(ctx)
    .selectFrom('customers.customers as customer')
    .select(shown)
    .where('workspace_id', '=', ctx.workspaceId)
    .where('merged_into', 'is', null)
    .where('erased_at', 'is', null)
    .$if(page.sight !== null, query => query.where(sql<boolean>`customer.id in (${personsInSight(ctx, page.sight!)})`))
    .$if(page.search !== null, query => query.where(sql<boolean>`words @@ ${page.search}::tsquery`))
    .$if(page.stages !== null || page.stageIds !== null, query =>
      query.where(
        sql<boolean>`(stage = any(${page.stages ?? []}::text[]) or stage_id::text = any(${page.stageIds ?? []}::text[]))`,
      ),
    )
    .$if(page.tagIds !== null, query => query.where(tagged(ctx, sql`customer.tags`, page.tagIds!)))
    .$if(page.fields.length > 0, query =>
      query.where(sql<boolean>`${sql.join(fieldConditions(sql`customer.fields`, page.fields), sql` and `)}`),
    )
    .$if(page.isBuyer !== null, query => query.where(sql<boolean>`(bought > 0) = ${page.isBuyer}::boolean`))
    .$if(page.channels !== null, query =>
      query.where(hasIdentity(sql`identity.namespace = any(${page.channels}::text[])`)),
    )
    .$if(page.isFollowed !== null, query => {
      const isFollowed = hasIdentity(sql`exists (select from listening.followed_authors as followed
        where followed.workspace_id = identity.workspace_id and followed.author_id = identity.author_id)`)
      return query.where(page.isFollowed ? isFollowed : sql<boolean>`not ${isFollowed}`)
    })
    .$if(page.after !== null, query =>
      query.where(sql<boolean>`(last_seen_at, id) < (${page.after?.at}::timestamptz, ${page.after?.id}::uuid)`),
    )
    .orderBy('last_seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()

/** Whether an identity of one of the leaves is so. */
const hasIdentity = (isSo: RawBuilder<unknown>) => sql<boolean>`(
  exists (select from customers.identities as identity
    where identity.workspace_id = customer.workspace_id and identity.customer_id = customer.id and ${isSo})
  or exists (select from customers.customers as leaf join customers.identities as identity
      on identity.workspace_id = leaf.workspace_id and identity.customer_id = leaf.id
    where leaf.workspace_id = customer.workspace_id and leaf.merged_into = customer.id and ${isSo}))`

export interface IdentityOfLeaf {
  id: string
  customer_id: string
  kind: IdentityKind
  namespace: string
  value: string
  source_kind: SourceKind
  source_id: string
  linked_at: Date
  handle: string | null
  display_name: string | null
  url: string | null
  avatar_url: string | null
  followers: number | null
}

/** Identities of leaves as their channels show them now, the first linked first. */
export const identitiesOf = (ctx: Ctx, leafIds: readonly string[]): Promise<IdentityOfLeaf[]> =>
  db(ctx)
    .selectFrom('customers.identities as identity')
    .leftJoin('channels.authors as author', join =>
      join.onRef('author.workspace_id', '=', 'identity.workspace_id').onRef('author.id', '=', 'identity.author_id'),
    )
    .select([
      'identity.id',
      'identity.customer_id',
      'identity.kind',
      'identity.namespace',
      'identity.value',
      'identity.source_kind',
      'identity.source_id',
      'identity.linked_at',
      sql<string | null>`coalesce(author.handle, identity.handle)`.as('handle'),
      sql<string | null>`coalesce(author.display_name, identity.display_name)`.as('display_name'),
      'author.url',
      'author.avatar_url',
      'author.followers',
    ])
    .where('identity.workspace_id', '=', ctx.workspaceId)
    .where('identity.customer_id', '=', sql<string>`any(${leafIds}::uuid[])`)
    .orderBy('identity.linked_at')
    .orderBy('identity.id')
    .execute()

/** Who is behind authors: what a chip shows. */
export const chipRows = async (ctx: Ctx, authorIds: readonly string[]) => {
  const { rows } = await sql<{
    authorId: string
    customerId: string
    name: string
    said: number
    answered: number
    isBuyer: boolean
  }>`
    select identity.author_id as "authorId", customer.id as "customerId", customer.name, customer.said,
      customer.answered, customer.bought > 0 as "isBuyer"
    from customers.identities as identity
    join customers.customers as leaf
      on leaf.workspace_id = identity.workspace_id and leaf.id = identity.customer_id
    join customers.customers as customer
      on customer.workspace_id = leaf.workspace_id and customer.id = coalesce(leaf.merged_into, leaf.id)
    where identity.workspace_id = ${ctx.workspaceId} and identity.author_id = any(${authorIds}::uuid[])`.execute(ctx.tx)
  return rows
}
