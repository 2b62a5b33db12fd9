/** Who reads: what an actor may see of customers, and which of them are verified. */
import type { Permission } from '../../../contract/permissions.ts'
import { permissions } from '../../../contract/permissions.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { Reader } from '../policy.ts'

/** What the actor holds; the machine itself sees all. */
export const heldBy = (ctx: Ctx): ReadonlySet<Permission> => {
  if (ctx.actor.kind === 'member' || ctx.actor.kind === 'key') return ctx.actor.permissions
  return new Set(ctx.actor.kind === 'system' ? permissions : [])
}

export const readerOf = (ctx: Ctx, isVerified: boolean): Reader => ({ permissions: heldBy(ctx), isVerified })
