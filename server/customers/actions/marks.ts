/** What a workspace marks customers with: values of its own fields and tags, both kept as attributes of leaves. */

import type * as contract from '../../../contract/customers.ts'
import type { Customer } from '../../../contract/customers.ts'
import type { Input } from '../../../contract/endpoint.ts'
import { fieldsOf, readFieldChanges } from '../../access/index.ts'
import { changedTags } from '../../listening/index.ts'
import { changedNames, noteChange } from '../../platform/audit.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { leavesOf, lockCustomers } from '../store/leaves.ts'
import * as store from '../store/marks.ts'
import { customersByIds, tellAttribute } from './people.ts'
import { showAgain, tellChanged } from './showing.ts'

const mark = async (
  ctx: Ctx,
  customerId: string,
  change: (shownId: string, leafIds: readonly string[]) => Promise<boolean>,
): Promise<Customer> => {
  const shownId = (await lockCustomers(ctx, [customerId])).get(customerId)
  if (shownId === undefined) throw notFound('customer')
  const leafIds = [...(await leavesOf(ctx, [shownId])).keys()]
  if (await change(shownId, leafIds)) {
    const before = await store.marksOf(ctx, shownId)
    await showAgain(ctx, [shownId])
    await tellChanged(ctx, [shownId])
    const after = await store.marksOf(ctx, shownId)
    // Which fields, never what they hold: the log outlives the person.
    const fields = changedNames(before.fields, after.fields)
    noteChange(ctx, {
      noun: 'customer',
      id: shownId,
      before: { tags: before.tags },
      after: { tags: after.tags, fields },
    })
  }
  return (await customersByIds(ctx, [shownId])).get(shownId)!
}

export const setCustomerFields = (ctx: Ctx, input: Input<typeof contract.setCustomerFields>): Promise<Customer> =>
  mark(ctx, input.customerId, async (_, leafIds) => {
    const changes = readFieldChanges(await fieldsOf(ctx, 'customer'), input.values)
    for (const { field, value } of changes) {
      // What a person wrote before gives way; what a source said stays beside it, unless the value is taken out.
      await store.withdrawNamed(ctx, leafIds, field.key, {
        by: actorName(ctx.actor),
        isOnlyOfPersons: value !== null,
        values: null,
      })
      if (value !== null) await tellAttribute(ctx, { leafId: input.customerId, name: field.key, value: String(value) })
    }
    return changes.length > 0
  })

/** The attribute that a tag is. */
const tagName = 'tag'

export const tagCustomer = (ctx: Ctx, input: Input<typeof contract.tagCustomer>): Promise<Customer> =>
  mark(ctx, input.customerId, async (shownId, leafIds) => {
    const { tags: before } = await store.marksOf(ctx, shownId)
    const after = await changedTags(ctx, before, input)
    if (after === null) return false
    const gone = before.filter(id => !after.includes(id))
    if (gone.length > 0)
      await store.withdrawNamed(ctx, leafIds, tagName, {
        by: actorName(ctx.actor),
        isOnlyOfPersons: false,
        values: gone,
      })
    for (const id of after.filter(one => !before.includes(one)))
      await tellAttribute(ctx, { leafId: input.customerId, name: tagName, value: id })
    return true
  })

/** Customers of whom one round shows anew what fields of another shape make of their attributes. */
const ofRound = 1000

/** Fields were made, brought back or given other choices: what sources had said under their keys is read by them. */
export const readFieldsAgain = async (ctx: Ctx, fact: { ids: readonly string[] }): Promise<void> => {
  const keys = (await fieldsOf(ctx, 'customer')).filter(field => fact.ids.includes(field.id)).map(field => field.key)
  if (keys.length === 0) return
  for (let after: string | null = null; ; ) {
    const found: string[] = await store.customersTold(ctx, keys, after, ofRound)
    const shown = [...new Set((await lockCustomers(ctx, found)).values())]
    await showAgain(ctx, shown)
    await tellChanged(ctx, shown)
    if (found.length < ofRound) return
    after = found.at(-1)!
  }
}
