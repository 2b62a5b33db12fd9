/** Who may grant what alone: pure. */
import type { GrantKind, Limit } from '../../contract/inbox/authority.ts'

const unbound: Limit = { money: null, coupon: null, exception: true }
const nothing: Limit = { money: 0, coupon: 0, exception: false }
const lead: Limit = { money: 100_000, coupon: 100_000, exception: true }

/** Where nobody has set anything: assumptions to begin with, which an administrator puts right. */
const byRole: Readonly<Record<string, Limit>> = {
  owner: unbound,
  admin: unbound,
  comms_lead: lead,
  support_lead: lead,
  agent: { money: 10_000, coupon: 10_000, exception: false },
}

export const limitOf = (role: string, set: ReadonlyMap<string, Limit>): Limit =>
  role === 'owner' ? unbound : (set.get(role) ?? byRole[role] ?? nothing)

/** Whether a grant is within a limit; an exception that costs something needs both. */
export const covers = (limit: Limit, grant: { kind: GrantKind; amount: number | null }): boolean => {
  const most = grant.kind === 'coupon' ? limit.coupon : limit.money
  const isPaid = grant.amount === null || most === null || grant.amount <= most
  return isPaid && (grant.kind !== 'exception' || limit.exception)
}
