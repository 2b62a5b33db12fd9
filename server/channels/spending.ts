/** What calls cost and what that is of a month's budget. Money is in millionths of a US dollar. */
import type { Budget, Manifest } from '../../contract/channels.ts'

export interface Counted {
  readonly operation: 'poll' | 'item' | 'deliver'
  readonly count: number
}

/** What was done, priced by the manifest; nothing where the network costs nothing. */
export const priced = (manifest: Manifest, done: readonly Counted[]): (Counted & { readonly micros: number })[] =>
  manifest.costs === undefined
    ? []
    : done.flatMap(one => (one.count > 0 ? [{ ...one, micros: one.count * manifest.costs![one.operation] }] : []))

/** Said from 80 %, stopped at 100 %: what is under way then is still paid for. */
export const budgetState = (spentMicros: number, monthlyMicros: number): Budget['state'] => {
  if (spentMicros >= monthlyMicros) return 'spent'
  return spentMicros >= monthlyMicros * 0.8 ? 'near' : 'fine'
}
