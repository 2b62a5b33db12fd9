/** A risky public answer goes out once somebody else has approved it, where the house says so and somebody else may. */
import { isHeldBeside } from '../../access/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { findAuthority } from '../store/grants.ts'

/** Whether a risky answer of the actor here needs a second person: not where nobody else may approve, for then nobody could answer. */
export const needsSecond = async (ctx: Ctx, { isPublic }: { isPublic: boolean }): Promise<boolean> => {
  if (!isPublic) return false
  if ((await findAuthority(ctx))?.document.secondPerson === 'offered') return false
  return isHeldBeside(ctx, 'inbox.approve', ctx.actor.kind === 'member' ? ctx.actor.memberId : null)
}
