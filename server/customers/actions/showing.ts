/** What is shown of customers, made anew from their leaves: the same whatever order things came in. */
import { fieldsOf } from '../../access/index.ts'
import { announce } from '../../platform/announce.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { customersChanged, customersRegrouped, identitiesFound } from '../events.ts'
import { showPerson } from '../shown.ts'
import { leavesOf } from '../store/leaves.ts'
import { identitiesOf } from '../store/people.ts'
import * as store from '../store/shown.ts'

/** Ids that one fact carries. */
const idsOfFact = 1000

/** Announces that customers changed, in facts of a size that a listener takes. */
export const tellChanged = async (ctx: Ctx, customerIds: readonly string[]): Promise<void> => {
  for (let from = 0; from < customerIds.length; from += idsOfFact)
    await announce(ctx, customersChanged, { ids: customerIds.slice(from, from + idsOfFact) })
}

/** Announces that leaves were joined or parted: what shows the person behind a leaf shows anew. */
export const tellRegrouped = async (ctx: Ctx, leafIds: readonly string[]): Promise<void> => {
  for (let from = 0; from < leafIds.length; from += idsOfFact)
    await announce(ctx, customersRegrouped, { ids: leafIds.slice(from, from + idsOfFact) })
}

/** Announces that leaves have new evidence of who they are. */
export const tellFound = async (ctx: Ctx, leafIds: readonly string[]): Promise<void> => {
  for (let from = 0; from < leafIds.length; from += idsOfFact)
    await announce(ctx, identitiesFound, { ids: leafIds.slice(from, from + idsOfFact) })
}

/** Names, search words and stage of customers, from their leaves. The caller has locked them. */
export const showAgain = async (ctx: Ctx, shownIds: readonly string[]): Promise<void> => {
  if (shownIds.length === 0) return
  const leaves = await leavesOf(ctx, shownIds)
  const leafIds = [...leaves.keys()]
  const fields = await fieldsOf(ctx, 'customer')
  const names = ['name', 'stage', 'tag', ...fields.map(field => field.key)]
  const [identities, attributes, sums, verified] = [
    Map.groupBy(await identitiesOf(ctx, leafIds), one => leaves.get(one.customer_id)!),
    Map.groupBy(await store.attributesOf(ctx, leafIds, names), one => leaves.get(one.customer_id)!),
    await store.sumsOf(ctx, shownIds),
    await store.verifiedAmong(ctx, shownIds),
  ]
  await store.writeShown(
    ctx,
    sums.map(({ id, answered, bought }) => ({
      id,
      ...showPerson(
        identities.get(id) ?? [],
        attributes.get(id) ?? [],
        { answered, bought, isVerified: verified.has(id) },
        fields,
      ),
    })),
  )
}

/** The same with the sums counted anew: after leaves were joined or parted, or activities were taken back. */
export const showFromTruth = async (ctx: Ctx, shownIds: readonly string[]): Promise<void> => {
  if (shownIds.length === 0) return
  await store.writeSums(ctx, await store.countAgain(ctx, shownIds))
  await showAgain(ctx, shownIds)
}
