/** Alerts as a member sees them on screen: told, opened, seen. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import type { Alert } from '../../../contract/listening.ts'
import { announce } from '../../platform/announce.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { invalid, notFound } from '../../platform/errors.ts'
import { cutPage, readCursor } from '../../platform/keyset.ts'
import { alertsChanged } from '../events.ts'
import * as store from '../store/alerts.ts'
import { memberOf } from './alert-rules.ts'
import { mentionsByIds } from './mentions.ts'

const mentionsShown = 50

const present = (row: store.ToldAlert): Alert => ({
  id: row.id,
  rule: { id: row.rule_id, name: row.name },
  kind: row.kind,
  raisedAt: row.raised_at.toISOString(),
  latestAt: row.latest_at.toISOString(),
  closesAt: row.closes_at.toISOString(),
  rearmedAt: row.rearmed_at?.toISOString() ?? null,
  isCrisis: row.is_crisis,
  count: row.count,
  negative: row.negative,
  compared: row.compared,
  filter: row.filter,
  isSeen: row.seen_at !== null,
})

/** A key of a program is nobody's screen: it is told nothing here, and takes a webhook instead. */
export const listAlerts = async (
  ctx: Ctx,
  input: Input<typeof contract.listAlerts>,
): Promise<Output<typeof contract.listAlerts>> => {
  const after = readPlace(input.cursor)
  const memberId = memberOf(ctx)
  if (memberId === null) return { items: [], next: null }
  const rows = await store.findTold(ctx, memberId, { after, limit: input.limit, isUnseen: input.unseen ?? false })
  const page = cutPage(rows, input.limit, row => [row.raised_at.toISOString(), row.id])
  return { items: page.items.map(present), next: page.next }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const readPlace = (cursor: string | undefined): store.AlertPlace | null => {
  const values = readCursor(cursor, 2)
  if (values === null) return null
  const raisedAt = new Date(String(values[0]))
  const id = String(values[1])
  if (Number.isNaN(raisedAt.getTime()) || !uuid.test(id)) throw invalid('cursor', 'bad_cursor')
  return { raisedAt, id }
}

export const getAlert = async (ctx: Ctx, input: { alertId: string }): Promise<Output<typeof contract.getAlert>> => {
  const memberId = memberOf(ctx)
  const [row] =
    memberId === null ? [] : await store.findTold(ctx, memberId, { id: input.alertId, after: null, limit: 1 })
  if (row === undefined) throw notFound('alert')
  const ids = await store.findMentionsBehind(ctx, [row.id], mentionsShown)
  return { ...present(row), mentions: await mentionsByIds(ctx, ids, { isShort: true }) }
}

export const countUnseenAlerts = async (ctx: Ctx): Promise<{ count: number }> => {
  const memberId = memberOf(ctx)
  return { count: memberId === null ? 0 : await store.countUnseen(ctx, memberId) }
}

/** Other screens of the same member follow. */
export const seeAlerts = async (ctx: Ctx, input: Input<typeof contract.seeAlerts>): Promise<{ ids: string[] }> => {
  const memberId = memberOf(ctx)
  if (memberId === null) return { ids: [] }
  const ids = await store.markSeen(ctx, memberId, input.ids, input.isSeen)
  for (let from = 0; from < ids.length; from += 500)
    await announce(ctx, alertsChanged, { ids: ids.slice(from, from + 500) }, [memberId])
  return { ids }
}
