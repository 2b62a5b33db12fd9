/** SQL of deep reading: the provider, and what was asked of it. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { AskRow, ProviderRow, UnderstandingTables } from '../tables.ts'

/** @param options.isHeld locks it, so that two questions cannot both fit below the cap. */
export const findProvider = async (
  ctx: Ctx,
  options: { isHeld: boolean } = { isHeld: false },
): Promise<ProviderRow | undefined> => {
  const chosen = tables<UnderstandingTables>(ctx)
    .selectFrom('understanding.providers')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
  return await (options.isHeld ? chosen.forUpdate() : chosen).executeTakeFirst()
}

export const writeProvider = async (ctx: Ctx, row: Omit<ProviderRow, 'workspace_id'>): Promise<void> => {
  await tables<UnderstandingTables>(ctx)
    .insertInto('understanding.providers')
    .values({ workspace_id: ctx.workspaceId, ...row })
    .onConflict(conflict => conflict.column('workspace_id').doUpdateSet(row))
    .execute()
}

export const deleteProvider = async (ctx: Ctx): Promise<void> => {
  await tables<UnderstandingTables>(ctx)
    .deleteFrom('understanding.providers')
    .where('workspace_id', '=', ctx.workspaceId)
    .execute()
}

/** What questions since `since` cost, those that wait at the most that they can. */
export const sumCosts = async (ctx: Ctx, since: Date): Promise<number> => {
  const { rows } = await sql<{ sum: string }>`
    select coalesce(sum(cost), 0) as sum from understanding.asks
    where workspace_id = ${ctx.workspaceId} and asked_at >= ${since}::timestamptz`.execute(tables(ctx))
  return Number(rows[0]!.sum)
}

export const insertAsk = async (
  ctx: Ctx,
  row: Pick<AskRow, 'id' | 'purpose' | 'item_ids' | 'key' | 'question' | 'asked_by'> & { cost: number },
): Promise<void> => {
  await sql`
    insert into understanding.asks (workspace_id, id, purpose, item_ids, key, state, question, cost, asked_at, asked_by)
    values (${ctx.workspaceId}::int, ${row.id}::uuid, ${row.purpose}, ${row.item_ids}::uuid[], ${row.key}, 'waiting', ${row.question},
      ${row.cost}, ${ctx.now}::timestamptz, ${row.asked_by})`.execute(tables(ctx))
}

export const findAsk = async (ctx: Ctx, id: string): Promise<AskRow | undefined> =>
  await tables<UnderstandingTables>(ctx)
    .selectFrom('understanding.asks')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()

/** The question of this key that waits or was answered. */
export const findAskOf = async (ctx: Ctx, key: string): Promise<AskRow | undefined> =>
  await tables<UnderstandingTables>(ctx)
    .selectFrom('understanding.asks')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('key', '=', key)
    .where('state', '<>', 'failed')
    .executeTakeFirst()

/** The last questions, the newest first; of one purpose, or that begin with one item. */
export const findAsks = async (
  ctx: Ctx,
  filter: { purpose?: AskRow['purpose']; itemId?: string },
  most: number,
): Promise<AskRow[]> => {
  const { rows } = await sql<AskRow>`
    select * from understanding.asks
    where workspace_id = ${ctx.workspaceId}
      and ${filter.purpose === undefined ? sql`true` : sql`purpose = ${filter.purpose}`}
      and ${filter.itemId === undefined ? sql`true` : sql`item_ids @> array[${filter.itemId}::uuid] and item_ids[1] = ${filter.itemId}::uuid`}
    order by asked_at desc, id desc limit ${most}`.execute(tables(ctx))
  return rows
}

/** Settles a question that waits; one that is settled stays. @returns whether it waited. */
export const settleAsk = async (
  ctx: Ctx,
  id: string,
  outcome: Pick<AskRow, 'state' | 'answer' | 'failure' | 'tokens_read' | 'tokens_written'> & { cost: number },
): Promise<boolean> => {
  const { rows } = await sql`
    update understanding.asks
    set state = ${outcome.state}, answer = ${outcome.answer}, failure = ${outcome.failure}, question = null,
      tokens_read = ${outcome.tokens_read}, tokens_written = ${outcome.tokens_written}, cost = ${outcome.cost},
      answered_at = ${ctx.now}::timestamptz
    where workspace_id = ${ctx.workspaceId} and id = ${id}::uuid and state = 'waiting'
    returning id`.execute(tables(ctx))
  return rows.length > 0
}

/** Forgets questions about items, and their answers. What they cost stays in the sum, without what was asked. */
export const blankAsks = async (ctx: Ctx, itemIds: readonly string[]): Promise<void> => {
  await sql`
    update understanding.asks set answer = null, question = null, key = null, item_ids = '{}',
      state = case when state = 'waiting' then 'failed' else state end
    where workspace_id = ${ctx.workspaceId} and item_ids && ${itemIds}::uuid[]`.execute(tables(ctx))
}

export interface SampledPost {
  itemId: string
  title: string | null
  text: string
}

/** Posts at random of what was read since `since`, that are not our own. */
export const samplePosts = async (ctx: Ctx, since: Date, most: number): Promise<SampledPost[]> => {
  const { rows } = await sql<SampledPost>`
    select item.id as "itemId", item.title, item.text
    from understanding.readings as reading
    join channels.items as item on item.workspace_id = reading.workspace_id and item.id = reading.item_id
    where reading.workspace_id = ${ctx.workspaceId} and reading.at >= ${since}::timestamptz
      and not item.is_own and item.text <> ''
    order by random() limit ${most}`.execute(tables(ctx))
  return rows
}
