/** Saved views of the stream: one's own and those that the workspace shares, in each member's own order. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import type { SavedView } from '../../../contract/listening.ts'
import { announce } from '../../platform/announce.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { forbidden, invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { viewsChanged } from '../events.ts'
import { storable } from '../storable.ts'
import * as store from '../store/views.ts'
import type { ViewRow } from '../tables.ts'

const memberOf = (ctx: Ctx): string | null => (ctx.actor.kind === 'member' ? ctx.actor.memberId : null)

const may = (ctx: Ctx, permission: 'listening.close' | 'listening.manage'): boolean =>
  'permissions' in ctx.actor && ctx.actor.permissions.has(permission)

/** Who made a view may change it; a shared one also who manages listening. */
const isMine = (ctx: Ctx, view: ViewRow): boolean =>
  (view.member_id !== null && view.member_id === memberOf(ctx)) || (view.is_shared && may(ctx, 'listening.manage'))

const show = (ctx: Ctx, view: ViewRow): SavedView => ({
  id: view.id,
  name: view.name,
  filter: view.filter,
  columns: view.columns,
  isShared: view.is_shared,
  isMine: isMine(ctx, view),
})

export const listViews = async (ctx: Ctx): Promise<Output<typeof contract.listViews>> => {
  const memberId = memberOf(ctx)
  const views = await store.findViews(ctx, memberId)
  const order = memberId === null ? undefined : await store.findOrder(ctx, memberId)
  const placeOf = (view: ViewRow) => {
    const at = order?.view_ids.indexOf(view.id) ?? -1
    return at < 0 ? views.length : at
  }
  const items = views.toSorted((a, b) => placeOf(a) - placeOf(b)).map(view => show(ctx, view))
  const chosen = order?.default_view ?? null
  // A default that was deleted, or is shared no more, is none.
  const isThere = chosen !== null && (chosen.length < 36 || items.some(view => view.id === chosen))
  return { items, defaultId: isThere ? (chosen as SavedView['id']) : null }
}

export const createView = async (ctx: Ctx, input: Input<typeof contract.createView>): Promise<SavedView> => {
  const memberId = memberOf(ctx)
  if (memberId === null && !input.isShared) throw invalid('isShared', 'listening.key_has_no_views')
  if (input.isShared && !may(ctx, 'listening.close')) throw forbidden('listening.close')
  const id = makeId(ctx.now)
  await store.insertView(ctx, {
    id,
    name: storable(input.name),
    filter: input.filter,
    columns: input.columns,
    member_id: memberId,
    is_shared: input.isShared,
  })
  return told(ctx, id)
}

export const updateView = async (ctx: Ctx, input: Input<typeof contract.updateView>): Promise<SavedView> => {
  const view = await lockMine(ctx, input.viewId)
  if (view.removed_at !== null) throw notFound('view')
  if (input.isShared && !view.is_shared && !may(ctx, 'listening.close')) throw forbidden('listening.close')
  // What a key made is nobody's own.
  if (input.isShared === false && view.member_id === null) throw invalid('isShared', 'listening.key_has_no_views')
  const { name, filter, columns, isShared } = input
  const changed = {
    ...(name === undefined ? {} : { name: storable(name) }),
    ...(filter === undefined ? {} : { filter }),
    ...(columns === undefined ? {} : { columns }),
    ...(isShared === undefined ? {} : { is_shared: isShared }),
  }
  if (Object.keys(changed).length > 0) await store.changeView(ctx, view.id, changed)
  return told(ctx, view.id)
}

export const removeView = async (ctx: Ctx, input: Input<typeof contract.removeView>): Promise<{ ok: true }> => {
  const view = await lockMine(ctx, input.viewId)
  await store.changeView(ctx, view.id, { removed_at: ctx.now })
  await announce(ctx, viewsChanged, { ids: [view.id] })
  return { ok: true }
}

export const restoreView = async (ctx: Ctx, input: Input<typeof contract.restoreView>): Promise<SavedView> => {
  const view = await lockMine(ctx, input.viewId)
  await store.changeView(ctx, view.id, { removed_at: null })
  return told(ctx, view.id)
}

export const arrangeViews = async (ctx: Ctx, input: Input<typeof contract.arrangeViews>): Promise<{ ok: true }> => {
  const memberId = memberOf(ctx)
  if (memberId === null) throw invalid('order', 'listening.key_has_no_views')
  await store.writeOrder(ctx, memberId, { viewIds: input.order, defaultView: input.defaultId })
  return { ok: true }
}

/** A view that the caller may change. Another member's own answers as if it were not there. */
const lockMine = async (ctx: Ctx, viewId: string): Promise<ViewRow> => {
  const view = await store.lockView(ctx, viewId)
  if (view === undefined || (!view.is_shared && view.member_id !== memberOf(ctx))) throw notFound('view')
  if (!isMine(ctx, view)) throw forbidden('listening.manage')
  return view
}

const told = async (ctx: Ctx, viewId: string): Promise<SavedView> => {
  await announce(ctx, viewsChanged, { ids: [viewId] })
  const view = await store.lockView(ctx, viewId)
  if (view === undefined) throw notFound('view')
  return show(ctx, view)
}
