/** Letting go: items that are taken back leave the timelines, and people of whom nothing else is known go with them. */
import type { Ctx } from '../../platform/ctx.ts'
import { lockCustomers } from '../store/leaves.ts'
import * as store from '../store/letting.ts'
import { showFromTruth, tellChanged } from './showing.ts'

/**
 * Takes what was said in these items off the timelines and sums of their customers. A customer goes too when nothing is left
 * of them: nothing said or answered, no name given by a person, never met otherwise.
 * @returns the authors that are still somebody.
 */
export const letItemsGo = async (ctx: Ctx, itemIds: readonly string[]): Promise<string[]> => {
  const leafIds = await store.speakersOf(ctx, itemIds)
  if (leafIds.length === 0) return []
  const shown = await lockCustomers(ctx, leafIds, { isRemoving: true })
  await store.deleteActivitiesOf(ctx, itemIds)
  await showFromTruth(ctx, [...new Set(shown.values())])
  await store.deleteStrangers(ctx, leafIds)
  await tellChanged(ctx, [...new Set(shown.values())])
  return store.authorsOf(ctx, leafIds)
}
