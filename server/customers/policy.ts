/**
 * Who sees what of a customer: a table. What is public shows to all who may read customers; the rest needs a permission and,
 * where it could tell a stranger who only claims to be somebody what that one bought, that the person was verified.
 */
import { type ActivityGroup, type ActivityKind, activityGroups } from '../../contract/customers.ts'
import type { Permission } from '../../contract/permissions.ts'

export type Part = 'contacts' | 'history' | 'value'

export interface Rule {
  /** Which permission it takes beside `customers.read`. */
  permission: Permission
  /** Whether it stays closed until the person is verified. */
  needsVerified: boolean
  /** Kinds of activity that it opens. */
  opens: readonly ActivityGroup[]
}

export const rules: Readonly<Record<Part, Rule>> = {
  /** Addresses, numbers, birth dates, ids in other systems; covered until then. */
  contacts: { permission: 'customers.contacts', needsVerified: true, opens: [] },
  /** Orders, calls, visits and mail that was sent. */
  history: { permission: 'customers.history', needsVerified: true, opens: ['calls', 'web', 'orders', 'mail'] },
  /** What they are worth and what serving them costs: sums, which name no order. */
  value: { permission: 'customers.value', needsVerified: false, opens: [] },
}

export interface Reader {
  permissions: ReadonlySet<Permission>
  isVerified: boolean
}

/** Why a part is closed; null where it is open. */
export const closedBecause = (part: Part, reader: Reader): 'permission' | 'unverified' | null => {
  const rule = rules[part]
  if (!reader.permissions.has(rule.permission)) return 'permission'
  return rule.needsVerified && !reader.isVerified ? 'unverified' : null
}

const closable = new Map<ActivityGroup, Part>(
  (Object.entries(rules) as [Part, Rule][]).flatMap(([part, rule]) => rule.opens.map(group => [group, part] as const)),
)

/** Attributes that tell where somebody can be reached or who they are by law; others are shown to all. */
export const contactAttributes: readonly string[] = ['email', 'phone', 'address', 'post_code', 'birth_date']

/** The kinds of activity that a reader may see. */
export const openKinds = (reader: Reader): ActivityKind[] =>
  (Object.keys(activityGroups) as ActivityGroup[]).flatMap(group => {
    const part = closable.get(group)
    return part === undefined || closedBecause(part, reader) === null ? [...activityGroups[group]] : []
  })
