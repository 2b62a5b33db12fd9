/** Letting go: items that are taken back leave the timelines, and people of whom nothing else is known go with them. */

import { announce } from '../../platform/announce.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { customersChanged } from '../events.ts'
import * as store from '../store/letting.ts'

const idsOfFact = 1000

/**
 * Takes what was said in these items off the timelines and sums of their customers. A customer goes too when nothing is left
 * of them: nothing said or answered, no name given by a person, never met otherwise.
 * @returns the authors that are still somebody.
 */
export const letItemsGo = async (ctx: Ctx, itemIds: readonly string[]): Promise<string[]> => {
  const customerIds = await store.lockSpeakers(ctx, itemIds)
  if (customerIds.length === 0) return []
  await store.deleteActivitiesOf(ctx, itemIds)
  await store.sumAgain(ctx, customerIds)
  await store.deleteStrangers(ctx, customerIds)
  for (let from = 0; from < customerIds.length; from += idsOfFact)
    await announce(ctx, customersChanged, { ids: customerIds.slice(from, from + idsOfFact) })
  return store.authorsOf(ctx, customerIds)
}
