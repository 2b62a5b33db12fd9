/** One person's data through all rooms: shown before it goes, given to them, taken out. */
import type * as contract from '../../../contract/customers/privacy.ts'
import type { Input, Output } from '../../../contract/endpoint.ts'
import { blankAudit } from '../../access/index.ts'
import { itemsOfAuthors } from '../../channels/index.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { cutPage, readCursor } from '../../platform/keyset.ts'
import type { Download } from '../../platform/route.ts'
import { normalEmail } from '../identity-values.ts'
import { personPage } from '../person-page.ts'
import { normalPhone } from '../phone.ts'
import { placeOf } from '../place.ts'
import { leavesOf, ownGroups, shownOf } from '../store/leaves.ts'
import * as store from '../store/privacy.ts'
import { type Held, type Keeper, keptUntil, legalBases, type Subject } from '../subject.ts'
import { tellChanged } from './showing.ts'

export const holdOfPerson = async (ctx: Ctx, subject: Subject): Promise<Held[]> => store.holdOf(ctx, subject.leafIds)

/** This room's part: leaves become empty places, which conversations may still point at. */
export const eraseLeaves = async (ctx: Ctx, { leafIds }: Subject): Promise<{ itemIds: string[] }> => {
  await store.eraseLeaves(ctx, leafIds)
  await tellChanged(ctx, leafIds)
  return { itemIds: [] }
}

/** @throws notFound for nobody. */
const subjectOf = async (ctx: Ctx, customerId: string): Promise<Subject> => {
  const shown = (await shownOf(ctx, [customerId])).get(customerId)
  if (shown === undefined) throw notFound('customer')
  const leafIds = [...(await leavesOf(ctx, [shown])).keys()]
  const authorIds = await store.authorsOfLeaves(ctx, leafIds)
  return { leafIds, authorIds, itemIds: await itemsOfAuthors(ctx, authorIds) }
}

interface RoomHeld extends Held {
  room: string
}

const holdAll = async (ctx: Ctx, keepers: readonly Keeper[], subject: Subject): Promise<RoomHeld[]> => {
  const held: RoomHeld[] = []
  for (const { room, hold } of keepers)
    for (const one of await hold(ctx as never, subject)) if (one.rows.length > 0) held.push({ room, ...one })
  return held
}

const countsOf = (held: readonly RoomHeld[]) => held.map(({ room, kind, rows }) => ({ room, kind, count: rows.length }))

interface KeptRecord {
  law: 'commerce_contract' | 'commerce_dispute'
  until: Date
  record: unknown
}

const orderKinds: readonly unknown[] = ['ordered', 'purchased', 'cancelled', 'returned']

/** What the law wants kept: orders, and of those who ordered the conversations; what is older than its term is not. */
const keptOf = (ctx: Ctx, held: readonly RoomHeld[]): KeptRecord[] => {
  const rows = (kind: string) => held.filter(one => one.kind === kind).flatMap(one => one.rows)
  const orders = rows('activities').filter(row => orderKinds.includes(row.kind))
  const sold = rows('orders').map(row => ({ ...row, at: row.ordered_at }))
  if (orders.length + sold.length === 0) return []
  const contacts = rows('attributes')
    .filter(row => ['name', 'email', 'phone', 'address'].includes(String(row.name)))
    .map(row => ({ name: row.name, value: row.value }))
  const keep = (basis: (typeof legalBases)[keyof typeof legalBases], row: Record<string, unknown>): KeptRecord => ({
    law: basis.law,
    until: keptUntil(basis, new Date(String(row.at))),
    record: row,
  })
  const kept = [
    ...[...orders, ...sold].map(row => keep(legalBases.orders, { ...row, contacts })),
    ...rows('messages').map(row => keep(legalBases.conversations, row)),
  ]
  return kept.filter(one => one.until > ctx.now)
}

const keptCounts = (kept: readonly KeptRecord[]) =>
  [...Map.groupBy(kept, one => one.law)].map(([law, records]) => ({
    law,
    records: records.length,
    until: new Date(Math.max(...records.map(one => one.until.getTime()))).toISOString(),
  }))

export const previewErasure = async (
  ctx: Ctx,
  keepers: readonly Keeper[],
  input: { customerId: string },
): Promise<contract.ErasurePreview> => {
  const held = await holdAll(ctx, keepers, await subjectOf(ctx, input.customerId))
  return { held: countsOf(held), kept: keptCounts(keptOf(ctx, held)) }
}

/** Takes a person out of every room, downstream first: in one transaction, so that nothing is half gone. */
export const erasePerson = async (
  ctx: Ctx,
  keepers: readonly Keeper[],
  input: Input<typeof contract.erasePerson>,
): Promise<contract.Erasure> => {
  await ownGroups(ctx)
  const subject = await subjectOf(ctx, input.customerId)
  const held = await holdAll(ctx, keepers, subject)
  if (held.length === 0) throw notFound('customer')
  const kept = keptOf(ctx, held)
  const id = makeId(ctx.now)
  const contacts = await store.contactsOf(ctx, subject.leafIds)
  const row: store.ErasureRow = {
    id,
    customer_id: input.customerId,
    erased_at: ctx.now,
    erased_by: actorName(ctx.actor),
    reason: input.reason,
    held: countsOf(held),
    kept: keptCounts(kept),
  }
  await store.insertErasure(ctx, { ...row, digests: contacts.map(one => digestOf(ctx, one)) })
  await store.insertKept(
    ctx,
    kept.map(({ law, until, record }) => {
      const recordId = makeId(ctx.now)
      return {
        id: recordId,
        erasureId: id,
        law,
        until,
        sealed: ctx.world.secrets.seal(JSON.stringify(record), recordId),
      }
    }),
  )
  let going = subject
  for (const { erase } of keepers) {
    const { itemIds } = await erase(ctx as never, going)
    going = { ...going, itemIds: [...new Set([...going.itemIds, ...itemIds])] }
  }
  await blankAudit(ctx, subject.leafIds)
  return erasureNoun(row)
}

const digestOf = (ctx: Ctx, contact: string): string => ctx.world.secrets.digest(`erased ${ctx.workspaceId} ${contact}`)

const erasureNoun = (row: store.ErasureRow): contract.Erasure => ({
  id: row.id,
  customerId: row.customer_id,
  erasedAt: row.erased_at.toISOString(),
  erasedBy: row.erased_by,
  reason: row.reason,
  held: row.held,
  kept: row.kept,
})

export const listErasures = async (
  ctx: Ctx,
  input: Input<typeof contract.listErasures>,
): Promise<Output<typeof contract.listErasures>> => {
  const rows = await store.erasurePage(ctx, { after: placeOf(readCursor(input.cursor, 2)), limit: input.limit })
  const page = cutPage(rows, input.limit, row => [row.erased_at.toISOString(), row.id])
  return { items: page.items.map(erasureNoun), next: page.next }
}

export const wasErased = async (ctx: Ctx, input: { contact: string }): Promise<{ erasedAt: string | null }> => {
  const phone = normalPhone(input.contact)
  const email = normalEmail(input.contact)
  const contacts = [...(phone ? [`phone:${phone}`] : []), ...(email ? [`email:${email}`] : [])]
  const erasedAt = await store.erasureOfDigest(
    ctx,
    contacts.map(one => digestOf(ctx, one)),
  )
  return { erasedAt: erasedAt?.toISOString() ?? null }
}

/** Everything that is held of a person, as one zip: a page to read, and the same as JSON. */
export const exportPerson = async (
  ctx: Ctx,
  keepers: readonly Keeper[],
  input: { customerId: string },
  locale: 'ko' | 'en',
  zip: (parts: { name: string; bytes: Uint8Array[] }[]) => AsyncIterable<Uint8Array>,
): Promise<Download> => {
  const held = await holdAll(ctx, keepers, await subjectOf(ctx, input.customerId))
  const json = JSON.stringify({ madeAt: ctx.now.toISOString(), customerId: input.customerId, held }, null, 2)
  const parts = [
    { name: 'index.html', bytes: [Buffer.from(personPage(held, { at: ctx.now, locale }))] },
    { name: 'data.json', bytes: [Buffer.from(json)] },
  ]
  return {
    fileName: `person-${input.customerId.slice(-12)}.zip`,
    contentType: 'application/zip',
    bytes: () => zip(parts),
  }
}
