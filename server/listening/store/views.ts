/** SQL of saved views, and of each member's own order of them. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { ListeningTables, ViewOrderRow, ViewRow } from '../tables.ts'

const db = (ctx: Ctx) => tables<ListeningTables>(ctx)

/** The views that stand: those of a member, and the shared ones; the oldest first. */
export const findViews = (ctx: Ctx, memberId: string | null): Promise<ViewRow[]> =>
  db(ctx)
    .selectFrom('listening.views')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('removed_at', 'is', null)
    .where(eb => eb.or([eb('is_shared', '=', true), ...(memberId ? [eb('member_id', '=', memberId)] : [])]))
    .orderBy('created_at')
    .orderBy('id')
    .execute()

/** A view, also a deleted one, locked until the transaction ends. */
export const lockView = (ctx: Ctx, viewId: string): Promise<ViewRow | undefined> =>
  db(ctx)
    .selectFrom('listening.views')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', viewId)
    .forUpdate()
    .executeTakeFirst()

type Changed = Partial<Pick<ViewRow, 'name' | 'filter' | 'columns' | 'is_shared' | 'removed_at'>>

export const insertView = async (
  ctx: Ctx,
  view: Pick<ViewRow, 'id' | 'name' | 'filter' | 'columns' | 'member_id' | 'is_shared'>,
): Promise<void> => {
  await sql`
    insert into listening.views (workspace_id, id, name, filter, columns, member_id, is_shared, created_at)
    values (${ctx.workspaceId}, ${view.id}, ${view.name}, ${JSON.stringify(view.filter)}::jsonb, ${view.columns}::text[],
      ${view.member_id}::uuid, ${view.is_shared}, ${ctx.now})`.execute(db(ctx))
}

export const changeView = async (ctx: Ctx, viewId: string, { filter, ...rest }: Changed): Promise<void> => {
  await db(ctx)
    .updateTable('listening.views')
    .set({ ...rest, ...(filter === undefined ? {} : { filter: sql`${JSON.stringify(filter)}::jsonb` }) })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', viewId)
    .execute()
}

export const findOrder = (ctx: Ctx, memberId: string): Promise<ViewOrderRow | undefined> =>
  db(ctx)
    .selectFrom('listening.view_orders')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()

/** Sets what is given of a member's order; the rest stays. */
export const writeOrder = async (
  ctx: Ctx,
  memberId: string,
  order: { viewIds: readonly string[] | undefined; defaultView: string | null | undefined },
): Promise<void> => {
  await sql`
    insert into listening.view_orders as kept (workspace_id, member_id, view_ids, default_view)
    values (${ctx.workspaceId}, ${memberId}, ${order.viewIds ?? []}::uuid[], ${order.defaultView ?? null}::text)
    on conflict (workspace_id, member_id) do update set
      view_ids = case when ${order.viewIds === undefined} then kept.view_ids else excluded.view_ids end,
      default_view = case when ${order.defaultView === undefined} then kept.default_view else excluded.default_view end`.execute(
    db(ctx),
  )
}
