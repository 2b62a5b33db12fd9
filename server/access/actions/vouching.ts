/** Who may answer for whom: whoever lets somebody in as a person is that person, in all of their workspaces. */
import type { SystemCtx } from '../../platform/ctx.ts'
import { beyond, permissionsOf } from '../policy.ts'
import * as people from '../store/people.ts'
import { changeIn } from './entering.ts'

/** Whether one manages every workspace of another, and holds in each of them all that the other holds there. */
export const mayVouchFor = async (ctx: SystemCtx, voucherId: string, userId: string): Promise<boolean> => {
  const mine = new Map(
    (await people.membershipsOf(ctx, voucherId)).map(row => [row.id, permissionsOf(row.role, changeIn(row))]),
  )
  return (await people.membershipsOf(ctx, userId)).every(row => {
    const held = mine.get(row.id)
    return held?.has('access.manage') === true && beyond(held, permissionsOf(row.role, changeIn(row))) === null
  })
}
