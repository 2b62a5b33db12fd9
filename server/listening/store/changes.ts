/** SQL of changes of many mentions: what stood before is kept with them, so that each row finds its own way back. */
import { sql } from 'kysely'
import type { MentionState } from '../../../contract/listening.ts'
import type { SentimentLabel } from '../../../contract/understanding.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import { type StreamFilter, streamRows } from './stream.ts'

/** What a change wrote: what the rows must still say for it to be undone. */
export type Written =
  | { kind: 'assign'; memberId: string | null }
  | { kind: 'end'; state: MentionState; reason: string | null }
  | { kind: 'tag'; add: string[]; remove: string[] }
  | { kind: 'correct'; sentiment: SentimentLabel | null }

/** The ids of all that a filter finds in the order of their ids, one more than `cap` at most. */
export const findChosen = async (ctx: Ctx, filter: StreamFilter, cap: number): Promise<string[]> => {
  const list = streamRows(ctx, filter)
  const { rows } = await sql<{ id: string }>`
    select id from (select ${list.id} as id from ${list.from} where ${list.where} limit ${cap + 1}) as found
    order by id`.execute(tables(ctx))
  return rows.map(row => row.id)
}

/** Writes a change; those of more than a week ago are forgotten with what stood before them. */
export const insertChange = async (ctx: Ctx, id: string, written: Written, by: string): Promise<void> => {
  const since = new Date(ctx.now.getTime() - 7 * 86_400_000)
  await sql`
    delete from listening.changed_mentions as changed using listening.changes as change
    where change.workspace_id = ${ctx.workspaceId} and change.at < ${since}::timestamptz
      and changed.workspace_id = ${ctx.workspaceId} and changed.change_id = change.id`.execute(tables(ctx))
  await sql`
    delete from listening.changes where workspace_id = ${ctx.workspaceId} and at < ${since}::timestamptz`.execute(
    tables(ctx),
  )
  await sql`
    insert into listening.changes (workspace_id, id, change, by, at)
    values (${ctx.workspaceId}, ${id}, ${JSON.stringify(written)}::jsonb, ${by}, ${ctx.now})`.execute(tables(ctx))
}

export interface ChangeRow {
  id: string
  change: Written
  by: string
  at: Date
  undone_at: Date | null
}

export const lockChange = async (ctx: Ctx, id: string): Promise<ChangeRow | undefined> => {
  const { rows } = await sql<ChangeRow>`
    select id, change, by, at, undone_at from listening.changes
    where workspace_id = ${ctx.workspaceId} and id = ${id}::uuid for update`.execute(tables(ctx))
  return rows[0]
}

export const markUndone = async (ctx: Ctx, id: string, by: string): Promise<void> => {
  await sql`
    update listening.changes set undone_at = ${ctx.now}, undone_by = ${by}
    where workspace_id = ${ctx.workspaceId} and id = ${id}::uuid`.execute(tables(ctx))
}

/** The mentions of a change. */
export const changedIds = async (ctx: Ctx, changeId: string): Promise<string[]> => {
  const { rows } = await sql<{ mention_id: string }>`
    select mention_id from listening.changed_mentions
    where workspace_id = ${ctx.workspaceId} and change_id = ${changeId}::uuid`.execute(tables(ctx))
  return rows.map(row => row.mention_id)
}

/** The mentions of a change in the order of their ids, with their items and the corrections that stood. */
export const findCorrected = async (
  ctx: Ctx,
  changeId: string,
): Promise<{ id: string; itemId: string; before: SentimentLabel | null }[]> => {
  const { rows } = await sql<{ id: string; itemId: string; before: SentimentLabel | null }>`
    select mention.id, mention.item_id as "itemId", changed.before ->> 'sentiment' as before
    from listening.changed_mentions as changed
    join listening.mentions as mention
      on mention.workspace_id = changed.workspace_id and mention.id = changed.mention_id
    where changed.workspace_id = ${ctx.workspaceId} and changed.change_id = ${changeId}::uuid
    order by mention.id`.execute(tables(ctx))
  return rows
}

/** Keeps what stands, of mentions that the caller has locked. */
export const keepEndings = async (ctx: Ctx, changeId: string, mentionIds: readonly string[]): Promise<void> => {
  await sql`
    insert into listening.changed_mentions (workspace_id, change_id, mention_id, before)
    select workspace_id, ${changeId}::uuid, id,
      jsonb_build_object('state', state, 'by', state_by, 'reason', state_reason, 'at', state_at)
    from listening.mentions
    where workspace_id = ${ctx.workspaceId} and id = any(${mentionIds}::uuid[])`.execute(tables(ctx))
}

/** Puts endings back where they still are what the change wrote, and adds that to their history. @returns their ids. */
export const restoreEndings = async (
  ctx: Ctx,
  change: ChangeRow,
  written: Extract<Written, { kind: 'end' }>,
  by: string,
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    update listening.mentions as mention
    set state = changed.before ->> 'state', state_by = changed.before ->> 'by',
      state_reason = changed.before ->> 'reason', state_at = (changed.before ->> 'at')::timestamptz
    from listening.changed_mentions as changed
    where changed.workspace_id = ${ctx.workspaceId} and changed.change_id = ${change.id}::uuid
      and mention.workspace_id = ${ctx.workspaceId} and mention.id = changed.mention_id
      and mention.state = ${written.state} and mention.state_reason is not distinct from ${written.reason}::text
      and mention.state_by = ${change.by} and mention.state_at = ${change.at}::timestamptz
    returning mention.id`.execute(tables(ctx))
  const ids = rows.map(row => row.id)
  await sql`
    insert into listening.endings (workspace_id, mention_id, number, state, by, reason, at)
    select ${ctx.workspaceId}::int, mention.id, coalesce(max(earlier.number), 0) + 1, mention.state, ${by}::text,
      mention.state_reason, ${ctx.now}::timestamptz
    from listening.mentions as mention
    left join listening.endings as earlier
      on earlier.workspace_id = mention.workspace_id and earlier.mention_id = mention.id
    where mention.workspace_id = ${ctx.workspaceId} and mention.id = any(${ids}::uuid[])
    group by mention.id, mention.state, mention.state_reason`.execute(tables(ctx))
  return ids
}

/** Gives mentions to a member, or to nobody, and keeps whose they were. @returns the ids of those that were not so before. */
export const assignMentions = async (
  ctx: Ctx,
  changeId: string,
  mentionIds: readonly string[],
  memberId: string | null,
): Promise<string[]> => {
  const { rows } = await sql<{ mention_id: string }>`
    insert into listening.changed_mentions (workspace_id, change_id, mention_id, before)
    select workspace_id, ${changeId}::uuid, id, jsonb_build_object('owner', owner_id)
    from listening.mentions
    where workspace_id = ${ctx.workspaceId} and id = any(${mentionIds}::uuid[])
      and owner_id is distinct from ${memberId}::uuid
    returning mention_id`.execute(tables(ctx))
  const ids = rows.map(row => row.mention_id)
  await sql`
    update listening.mentions set owner_id = ${memberId}::uuid
    where workspace_id = ${ctx.workspaceId} and id = any(${ids}::uuid[])`.execute(tables(ctx))
  return ids
}

export const restoreOwners = async (ctx: Ctx, changeId: string, memberId: string | null): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    update listening.mentions as mention set owner_id = (changed.before ->> 'owner')::uuid
    from listening.changed_mentions as changed
    where changed.workspace_id = ${ctx.workspaceId} and changed.change_id = ${changeId}::uuid
      and mention.workspace_id = ${ctx.workspaceId} and mention.id = changed.mention_id
      and mention.owner_id is not distinct from ${memberId}::uuid
    returning mention.id`.execute(tables(ctx))
  return rows.map(row => row.id)
}

/** Puts tags on mentions and takes others off, and keeps which they had. @returns the ids of those that were not so before. */
export const tagMentions = async (
  ctx: Ctx,
  changeId: string,
  mentionIds: readonly string[],
  tags: { add: readonly string[]; remove: readonly string[] },
  by: string,
): Promise<string[]> => {
  const { rows } = await sql<{ mention_id: string }>`
    insert into listening.changed_mentions (workspace_id, change_id, mention_id, before)
    select mention.workspace_id, ${changeId}::uuid, mention.id, jsonb_build_object('had', had.links)
    from listening.mentions as mention
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('tag', link.tag_id, 'by', link.by, 'at', link.at, 'via', link.via_tag_id)), '[]')
          as links,
        count(*) filter (where link.tag_id = any(${tags.add}::uuid[])) as has_added,
        count(*) filter (where link.tag_id = any(${tags.remove}::uuid[])) as has_removed
      from listening.mention_tags as link
      where link.workspace_id = mention.workspace_id and link.mention_id = mention.id
        and link.tag_id = any(${[...tags.add, ...tags.remove]}::uuid[])
    ) as had
    where mention.workspace_id = ${ctx.workspaceId} and mention.id = any(${mentionIds}::uuid[])
      and (had.has_added < ${tags.add.length}::int or had.has_removed > 0)
    returning mention_id`.execute(tables(ctx))
  const ids = rows.map(row => row.mention_id)
  await sql`
    insert into listening.mention_tags (workspace_id, mention_id, tag_id, occurred_at, by, at)
    select mention.workspace_id, mention.id, tag.id, mention.occurred_at, ${by}::text, ${ctx.now}::timestamptz
    from listening.mentions as mention cross join unnest(${tags.add}::uuid[]) as tag (id)
    where mention.workspace_id = ${ctx.workspaceId} and mention.id = any(${ids}::uuid[])
    on conflict do nothing`.execute(tables(ctx))
  await sql`
    delete from listening.mention_tags
    where workspace_id = ${ctx.workspaceId} and mention_id = any(${ids}::uuid[])
      and tag_id = any(${tags.remove}::uuid[])`.execute(tables(ctx))
  return ids
}

/** Puts the tags of a change back where they still are what it wrote. @returns the ids of those mentions. */
export const restoreTags = async (
  ctx: Ctx,
  change: ChangeRow,
  written: Extract<Written, { kind: 'tag' }>,
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select changed.mention_id as id from listening.changed_mentions as changed
    where changed.workspace_id = ${ctx.workspaceId} and changed.change_id = ${change.id}::uuid
      and ${written.add.length}::int = (
        select count(*) from listening.mention_tags as link
        where link.workspace_id = changed.workspace_id and link.mention_id = changed.mention_id
          and link.tag_id = any(${written.add}::uuid[]))
      and not exists (
        select from listening.mention_tags as link
        where link.workspace_id = changed.workspace_id and link.mention_id = changed.mention_id
          and link.tag_id = any(${written.remove}::uuid[]))`.execute(tables(ctx))
  const ids = rows.map(row => row.id)
  await sql`
    delete from listening.mention_tags as link using listening.changed_mentions as changed
    where changed.workspace_id = ${ctx.workspaceId} and changed.change_id = ${change.id}::uuid
      and changed.mention_id = any(${ids}::uuid[])
      and link.workspace_id = ${ctx.workspaceId} and link.mention_id = changed.mention_id
      and link.tag_id = any(${written.add}::uuid[])
      and not exists (select from jsonb_array_elements(changed.before -> 'had') as had
        where (had ->> 'tag')::uuid = link.tag_id)`.execute(tables(ctx))
  await sql`
    insert into listening.mention_tags (workspace_id, mention_id, tag_id, occurred_at, by, at, via_tag_id)
    select mention.workspace_id, mention.id, (had ->> 'tag')::uuid, mention.occurred_at, had ->> 'by',
      (had ->> 'at')::timestamptz, (had ->> 'via')::uuid
    from listening.changed_mentions as changed
    join listening.mentions as mention
      on mention.workspace_id = changed.workspace_id and mention.id = changed.mention_id
    cross join jsonb_array_elements(changed.before -> 'had') as had
    where changed.workspace_id = ${ctx.workspaceId} and changed.change_id = ${change.id}::uuid
      and changed.mention_id = any(${ids}::uuid[])
    on conflict do nothing`.execute(tables(ctx))
  return ids
}

/** Keeps the corrections that stood, null for none, of mentions that are about to be corrected. */
export const keepCorrections = async (
  ctx: Ctx,
  changeId: string,
  rows: readonly { id: string; before: SentimentLabel | null }[],
): Promise<void> => {
  await sql`
    insert into listening.changed_mentions (workspace_id, change_id, mention_id, before)
    select ${ctx.workspaceId}::int, ${changeId}::uuid, id, jsonb_build_object('sentiment', before)
    from unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.before)}::text[]) as batch (id, before)`.execute(
    tables(ctx),
  )
}
