/** Taking back what a file said of people, a page a transaction: exactly that, and nothing that others hold on to. */
import type { ImportRow } from '../../../channels/index.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { deleteCallActivities, deleteCalls } from '../../store/calls.ts'
import { unsayConsents } from '../../store/consents.ts'
import { forgetEchoes, passToEchoes } from '../../store/echoes.ts'
import * as store from '../../store/imports.ts'
import { leavesOf, lockCustomers, ownGroups } from '../../store/leaves.ts'
import { deleteStrangers } from '../../store/letting.ts'
import { deleteActivities, deleteOrders, orderActivities, untellOrders } from '../../store/orders.ts'
import { identitiesOf } from '../../store/people.ts'
import { groupsOf, regroup } from '../grouping.ts'
import { showFromTruth, tellChanged } from '../showing.ts'
import { showOrders } from './orders.ts'

const pageSize = 500
/** Attributes are small, and of many a few belong to one person. */
const factsAtOnce = 4000

type Page = { isOver: boolean; kept: number }
const more: Page = { isOver: false, kept: 0 }

/** Every kind of file about people is taken back the same way, the latest in the chain of reasons first. */
export const takeBackPeople = async (ctx: Ctx, row: ImportRow): Promise<Page> => {
  await ownGroups(ctx)
  for (const step of [takeBackMerges, takeBackRecords, takeBackOrders, takeBackCalls, passFacts, takeBackFacts]) {
    if (await step(ctx, row)) return more
  }
  return takeBackPersons(ctx, row)
}

const takeBackMerges = async (ctx: Ctx, row: ImportRow): Promise<boolean> => {
  const joined = await store.machineMerged(ctx, { operationId: row.id })
  if (joined.length === 0) return false
  const before = await groupsOf(ctx, joined)
  await store.deleteMachineMerges(ctx, { operationId: row.id })
  await regroup(ctx, before)
  return true
}

const takeBackRecords = async (ctx: Ctx, row: ImportRow): Promise<boolean> => {
  const page = await store.forgetRecords(ctx, row.id, pageSize)
  if (page.length === 0) return false
  const gone = page.filter(one => !one.isShared)
  const shown = await lockCustomers(ctx, [...new Set(gone.map(one => one.customerId))])
  await store.deleteRecordActivities(ctx, gone)
  await showAndTell(ctx, shown)
  return true
}

const takeBackOrders = async (ctx: Ctx, row: ImportRow): Promise<boolean> => {
  const page = await untellOrders(ctx, row.id, pageSize)
  if (page.length === 0) return false
  const shown = await lockCustomers(ctx, [...new Set(page.map(one => one.customerId))])
  const gone = page.filter(one => one.isGone)
  await deleteActivities(
    ctx,
    (await orderActivities(ctx, gone)).map(one => one.id),
  )
  await deleteOrders(
    ctx,
    gone.map(one => one.id),
  )
  const left = page.filter(one => !one.isGone)
  if (left.length > 0) await showOrders(ctx, left)
  await showAndTell(ctx, shown)
  return true
}

const takeBackCalls = async (ctx: Ctx, row: ImportRow): Promise<boolean> => {
  const calls = await deleteCalls(ctx, { kind: 'import', id: row.id })
  if (calls.length === 0) return false
  const leafIds = [...new Set(calls.flatMap(call => call.customer_id ?? []))]
  const shown = await lockCustomers(ctx, leafIds)
  await deleteCallActivities(
    ctx,
    calls.map(call => call.id),
    leafIds,
  )
  await showAndTell(ctx, shown)
  return true
}

/** What a later file told just so becomes that one's; and this one is nobody's echo any more. */
const passFacts = async (ctx: Ctx, row: ImportRow): Promise<boolean> => {
  const leafIds = await passToEchoes(ctx, row.id, pageSize)
  if (leafIds.length > 0) await showAndTell(ctx, await lockCustomers(ctx, leafIds))
  return leafIds.length > 0 || (await forgetEchoes(ctx, row.id, factsAtOnce)) > 0
}

const takeBackFacts = async (ctx: Ctx, row: ImportRow): Promise<boolean> => {
  const consented = await unsayConsents(ctx, row.id, pageSize)
  const said = await store.unsayAttributes(ctx, row.id, factsAtOnce)
  const leafIds = [...new Set([...consented, ...said])]
  if (leafIds.length === 0) return false
  await showAndTell(ctx, await lockCustomers(ctx, leafIds))
  return true
}

const showAndTell = async (ctx: Ctx, shown: ReadonlyMap<string, string>): Promise<void> => {
  const ids = [...new Set(shown.values())]
  await showFromTruth(ctx, ids)
  await tellChanged(ctx, ids)
}

/** Under this source an identity stands that its import gave and could not take back: somebody has worked with the person. */
const kept = 'kept'

/** The people whom only this file knew go, with what the machine made of them; whom another file told passes to that one. */
const takeBackPersons = async (ctx: Ctx, row: ImportRow): Promise<Page> => {
  const page = await store.importedIdentities(ctx, row.id, pageSize)
  if (page.length === 0) return { isOver: true, kept: 0 }
  const shared = page.flatMap(({ id, heir }) => (heir === null ? [] : [{ id, heir }]))
  if (shared.length > 0) await store.passIdentities(ctx, shared)
  const own = page.filter(one => one.heir === null)
  const leafIds = [...new Set(own.map(one => one.leafId))]
  const before = await groupsOf(ctx, [...leafIds, ...(await store.machineMerged(ctx, { leafIds }))])
  await store.deleteMachineMerges(ctx, { leafIds })
  await regroup(ctx, before)
  const others = Map.groupBy(await identitiesOf(ctx, leafIds), one => one.customer_id)
  const ids = new Set(own.map(one => one.id))
  const shown = await lockCustomers(ctx, leafIds, { isRemoving: true })
  const keys = own.filter(one => others.get(one.leafId)?.some(other => !ids.has(other.id)))
  await store.deleteIdentities(
    ctx,
    keys.map(one => one.id),
  )
  await store.deleteSharedKeys(ctx, leafIds)
  await showFromTruth(ctx, [...(await leavesOf(ctx, [...new Set(shown.values())])).values()].filter(isFirst))
  await deleteStrangers(ctx, leafIds)
  const there = new Set(await store.stillThere(ctx, leafIds))
  const stayed = own.filter(one => there.has(one.leafId))
  await store.passIdentities(
    ctx,
    stayed.map(one => ({ id: one.id, heir: kept })),
  )
  await tellChanged(ctx, [...before.keys()])
  const only = stayed.filter(one => !keys.some(key => key.id === one.id))
  return { isOver: false, kept: new Set(only.map(one => one.leafId)).size }
}

const isFirst = <T>(one: T, at: number, all: readonly T[]): boolean => all.indexOf(one) === at
