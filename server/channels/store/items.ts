/** SQL of authors, items, their raw form and who saw them: set-based, and the same batch twice changes nothing. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { AuthorRow, ChannelsTables, ItemRow } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => tables<ChannelsTables>(ctx)

export interface KnownAuthor {
  id: string
  followers: number | null
}

export type NewAuthor = Omit<AuthorRow, 'workspace_id' | 'first_seen_at'>

/**
 * Knows each author afterwards; names that came with the batch replace older ones, missing ones replace nothing.
 * Rows must be unique by remote id and ordered by it, so that two batches never wait for each other in a circle.
 * @returns remote id → id with the followers now known, and the ids that are new.
 */
export const upsertAuthors = async (
  ctx: Ctx,
  channel: string,
  authors: readonly NewAuthor[],
): Promise<{ known: Map<string, KnownAuthor>; newIds: Set<string> }> => {
  const given = JSON.stringify(authors)
  const inserted = await sql<KnownAuthor & { remote_id: string; is_new: boolean }>`
    insert into channels.authors (workspace_id, id, channel, remote_id, handle, display_name, url, avatar_url, followers, first_seen_at)
    select ${ctx.workspaceId}, id, channel, remote_id, handle, display_name, url, avatar_url, followers, ${ctx.now}
    from json_to_recordset(${given}::json)
      as given (id uuid, channel text, remote_id text, handle text, display_name text, url text, avatar_url text, followers integer)
    on conflict (workspace_id, channel, remote_id) do update set
      handle = coalesce(excluded.handle, authors.handle),
      display_name = coalesce(excluded.display_name, authors.display_name),
      url = coalesce(excluded.url, authors.url),
      avatar_url = coalesce(excluded.avatar_url, authors.avatar_url),
      followers = coalesce(excluded.followers, authors.followers)
    where (coalesce(excluded.handle, authors.handle), coalesce(excluded.display_name, authors.display_name),
           coalesce(excluded.url, authors.url), coalesce(excluded.avatar_url, authors.avatar_url),
           coalesce(excluded.followers, authors.followers))
      is distinct from (authors.handle, authors.display_name, authors.url, authors.avatar_url, authors.followers)
    returning id, remote_id, followers, (xmax = 0) as is_new`.execute(ctx.tx)
  const known = new Map<string, KnownAuthor>(inserted.rows.map(row => [row.remote_id, row]))
  const newIds = new Set(inserted.rows.filter(row => row.is_new).map(row => row.id))
  const missing = authors.map(author => author.remote_id).filter(remoteId => !known.has(remoteId))
  if (missing.length > 0) {
    const unchanged = await db(ctx)
      .selectFrom('channels.authors')
      .select(['id', 'remote_id', 'followers'])
      .where('workspace_id', '=', ctx.workspaceId)
      .where('channel', '=', channel)
      .where('remote_id', '=', sql<string>`any(${missing})`)
      .execute()
    for (const row of unchanged) known.set(row.remote_id, row)
  }
  return { known, newIds }
}

export type NewItem = Omit<ItemRow, 'workspace_id' | 'received_at' | 'removed_at'> & { raw: unknown }

/** Inserts what is not there yet, with its raw form. Rows ordered by (remote id, revision). @returns the ids inserted. */
export const insertItems = async (ctx: Ctx, items: readonly NewItem[]): Promise<Set<string>> => {
  const given = JSON.stringify(items)
  const inserted = await sql<{ id: string }>`
    with given as (
      select * from json_to_recordset(${given}::json) as given (
        id uuid, channel text, remote_id text, revision text, kind text, title text, text text, url text, language text,
        author_id uuid, in_reply_to_remote_id text, root_remote_id text, addressed_account_id uuid, is_own boolean,
        published_at timestamptz, occurred_at timestamptz, raw jsonb)
    ), stored as (
      insert into channels.items (workspace_id, id, channel, remote_id, revision, kind, title, text, url, language, author_id,
        in_reply_to_remote_id, root_remote_id, addressed_account_id, is_own, published_at, received_at, occurred_at)
      select ${ctx.workspaceId}, id, channel, remote_id, revision, kind, title, text, url, language, author_id,
        in_reply_to_remote_id, root_remote_id, addressed_account_id, is_own, published_at, ${ctx.now}, occurred_at
      from given
      on conflict (workspace_id, channel, remote_id, revision) do nothing
      returning id
    ), kept as (
      insert into channels.raw_items (workspace_id, item_id, raw)
      select ${ctx.workspaceId}, given.id, coalesce(given.raw, 'null'::jsonb) from given join stored on stored.id = given.id
    )
    select id from stored`.execute(ctx.tx)
  return new Set(inserted.rows.map(row => row.id))
}

/** Records that a source saw items, old ones too. @returns how many it had not seen before. */
export const insertSightings = async (
  ctx: Ctx,
  sourceId: string,
  channel: string,
  seen: readonly { remote_id: string; revision: string }[],
): Promise<number> => {
  const inserted = await sql`
    insert into channels.sightings (workspace_id, item_id, source_id, seen_at)
    select ${ctx.workspaceId}, items.id, ${sourceId}, ${ctx.now}
    from unnest(${seen.map(one => one.remote_id)}::text[], ${seen.map(one => one.revision)}::text[]) as seen (remote_id, revision)
    join channels.items on items.workspace_id = ${ctx.workspaceId} and items.channel = ${channel}
      and items.remote_id = seen.remote_id and items.revision = seen.revision
    order by items.id
    on conflict do nothing
    returning item_id`.execute(ctx.tx)
  return inserted.rows.length
}

/** That a source saw items which are here under another identity. @returns how many it had not seen. */
export const sightItems = async (ctx: Ctx, sourceId: string, itemIds: readonly string[]): Promise<number> => {
  if (itemIds.length === 0) return 0
  const inserted = await sql`
    insert into channels.sightings (workspace_id, item_id, source_id, seen_at)
    select distinct ${ctx.workspaceId}::integer, id, ${sourceId}::uuid, ${ctx.now}::timestamptz
    from unnest(${itemIds}::uuid[]) as seen (id) order by id
    on conflict do nothing
    returning item_id`.execute(ctx.tx)
  return inserted.rows.length
}

export type ItemWithAuthor = ItemRow & {
  author_remote_id: string
  author_handle: string | null
  author_display_name: string | null
  author_url: string | null
  author_avatar_url: string | null
  author_followers: number | null
}

const withAuthors = (ctx: Ctx) =>
  db(ctx)
    .selectFrom('channels.items as items')
    .innerJoin('channels.authors as authors', join =>
      join.onRef('authors.workspace_id', '=', 'items.workspace_id').onRef('authors.id', '=', 'items.author_id'),
    )
    .selectAll('items')
    .select([
      'authors.remote_id as author_remote_id',
      'authors.handle as author_handle',
      'authors.display_name as author_display_name',
      'authors.url as author_url',
      'authors.avatar_url as author_avatar_url',
      'authors.followers as author_followers',
    ])
    .where('items.workspace_id', '=', ctx.workspaceId)

export const itemRows = (ctx: Ctx, ids: readonly string[]): Promise<ItemWithAuthor[]> =>
  withAuthors(ctx).where('items.id', '=', sql<string>`any(${ids}::uuid[])`).execute()

export type AuthorOfItem = Pick<
  ItemWithAuthor,
  | 'author_id'
  | 'channel'
  | 'author_remote_id'
  | 'author_handle'
  | 'author_display_name'
  | 'author_url'
  | 'author_avatar_url'
  | 'author_followers'
>

export const authorRows = (ctx: Ctx, ids: readonly string[]): Promise<AuthorOfItem[]> =>
  db(ctx)
    .selectFrom('channels.authors')
    .select([
      'id as author_id',
      'channel',
      'remote_id as author_remote_id',
      'handle as author_handle',
      'display_name as author_display_name',
      'url as author_url',
      'avatar_url as author_avatar_url',
      'followers as author_followers',
    ])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()

/** The thread around an item as far as it was heard, oldest first; at most `limit`, the newest of them. */
export const threadRows = async (
  ctx: Ctx,
  item: Pick<ItemRow, 'channel' | 'remote_id' | 'root_remote_id'>,
  limit: number,
): Promise<ItemWithAuthor[]> => {
  const root = item.root_remote_id ?? item.remote_id
  const rows = await withAuthors(ctx)
    .where('items.channel', '=', item.channel)
    .where(eb => eb.or([eb('items.remote_id', '=', root), eb('items.root_remote_id', '=', root)]))
    .orderBy('items.occurred_at', 'desc')
    .orderBy('items.id', 'desc')
    .limit(limit)
    .execute()
  return rows.reverse()
}

export const rawItem = (
  ctx: Ctx,
  id: string,
): Promise<{ channel: string; remote_id: string; url: string | null; raw: unknown } | undefined> =>
  db(ctx)
    .selectFrom('channels.items as items')
    .innerJoin('channels.raw_items as raw', join =>
      join.onRef('raw.workspace_id', '=', 'items.workspace_id').onRef('raw.item_id', '=', 'items.id'),
    )
    .select(['items.channel', 'items.remote_id', 'items.url', 'raw.raw'])
    .where('items.workspace_id', '=', ctx.workspaceId)
    .where('items.id', '=', id)
    .executeTakeFirst()

export const itemPlace = (
  ctx: Ctx,
  id: string,
): Promise<Pick<ItemRow, 'channel' | 'remote_id' | 'author_id' | 'is_own' | 'removed_at'> | undefined> =>
  db(ctx)
    .selectFrom('channels.items')
    .select(['channel', 'remote_id', 'author_id', 'is_own', 'removed_at'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()

export const namelessAuthors = (
  ctx: Ctx,
  ids: readonly string[],
): Promise<{ id: string; channel: string; remote_id: string }[]> =>
  db(ctx)
    .selectFrom('channels.authors')
    .select(['id', 'channel', 'remote_id'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('handle', 'is', null)
    .execute()

/** Remote id → id, of the newest revision of each. */
export const itemIdRows = async (
  ctx: Ctx,
  channel: string,
  remoteIds: readonly string[],
): Promise<Map<string, string>> => {
  const rows = await db(ctx)
    .selectFrom('channels.items')
    .select(['id', 'remote_id'])
    .where('workspace_id', '=', ctx.workspaceId)
    .where('channel', '=', channel)
    .where('remote_id', '=', sql<string>`any(${remoteIds}::text[])`)
    .orderBy('id')
    .execute()
  return new Map(rows.map(row => [row.remote_id, row.id]))
}
