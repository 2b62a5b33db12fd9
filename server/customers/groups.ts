/**
 * Who is one person: leaves joined by the merges that stand. The eldest leaf gives the person's id, so that the answer
 * depends on leaves and merges alone, and on nothing that was undone.
 */

export interface Joined {
  left: string
  right: string
}

/** Leaf → the eldest of its group. Ids are UUIDv7: the smallest is the eldest. Leaves that nothing joins are their own. */
export const eldestOf = (leaves: Iterable<string>, merges: Iterable<Joined>): Map<string, string> => {
  const parent = new Map<string, string>()
  for (const leaf of leaves) parent.set(leaf, leaf)
  const top = (leaf: string): string => {
    let at = leaf
    for (let above = parent.get(at); above !== undefined && above !== at; above = parent.get(at)) at = above
    // Shortens the way for the next that asks.
    for (let here = leaf; here !== at; ) {
      const above = parent.get(here) ?? at
      parent.set(here, at)
      here = above
    }
    return at
  }
  for (const { left, right } of merges) {
    const [a, b] = [top(left), top(right)]
    if (a === b) continue
    const [elder, younger] = a < b ? [a, b] : [b, a]
    parent.set(elder, elder)
    parent.set(younger, elder)
  }
  return new Map([...parent.keys()].map(leaf => [leaf, top(leaf)]))
}

export interface KeyOfLeaf {
  kind: string
  namespace: string
  value: string
}

/**
 * Whether two groups are plainly two: each has a number of its own in the same system. A shared browser or mailbox that
 * both use is then a bridge, which joins nobody by itself.
 */
export const areTwo = (left: readonly KeyOfLeaf[], right: readonly KeyOfLeaf[]): boolean => {
  const systems = (keys: readonly KeyOfLeaf[]) =>
    Map.groupBy(
      keys.filter(key => key.kind === 'external'),
      key => key.namespace,
    )
  const theirs = systems(right)
  for (const [system, keys] of systems(left)) {
    const others = theirs.get(system)
    if (others && !others.some(other => keys.some(key => key.value === other.value))) return true
  }
  return false
}

export interface Wanted extends Joined {
  /** The key that both have, where that is why. */
  identityId?: string | null
}
export type Outcome = 'merged' | 'same' | 'refused' | 'bridge'

/**
 * What becomes of pairs that a machine wants to join, one after the other: what a person refused stays refused, also where
 * one of the two has been joined with others since; two who are plainly two are left alone.
 * @param groups leaf → whoever is shown for it now, of all leaves of all groups concerned.
 */
export const planJoins = (
  wanted: readonly Wanted[],
  groups: ReadonlyMap<string, string>,
  refused: readonly Joined[],
  keys: ReadonlyMap<string, readonly KeyOfLeaf[]>,
): Outcome[] => {
  const topOf = new Map(groups)
  const members = new Map<string, string[]>()
  for (const [leaf, top] of groups) members.set(top, [...(members.get(top) ?? []), leaf])
  const keysOf = (leaves: readonly string[]) => leaves.flatMap(leaf => keys.get(leaf) ?? [])
  return wanted.map(({ left, right }) => {
    const [a, b] = [topOf.get(left), topOf.get(right)]
    if (a === undefined || b === undefined || a === b) return 'same'
    const isRefused = refused.some(pair => {
      const [one, other] = [topOf.get(pair.left), topOf.get(pair.right)]
      return (one === a && other === b) || (one === b && other === a)
    })
    if (isRefused) return 'refused'
    const [ours, theirs] = [members.get(a)!, members.get(b)!]
    if (areTwo(keysOf(ours), keysOf(theirs))) return 'bridge'
    for (const leaf of theirs) topOf.set(leaf, a)
    members.set(a, [...ours, ...theirs])
    members.delete(b)
    return 'merged'
  })
}

/**
 * How a leaf is taken out of its group so that the others stay together: its merges are undone, and its neighbours are
 * joined with each other, each by the reason that had joined it.
 */
export const takenOut = <M extends Joined>(
  leaf: string,
  merges: readonly M[],
): { undone: M[]; rejoined: (Joined & { by: M })[] } => {
  const undone = merges.filter(one => one.left === leaf || one.right === leaf)
  const neighbours = new Map(undone.map(one => [one.left === leaf ? one.right : one.left, one]))
  const [first, ...rest] = [...neighbours.keys()].sort()
  return {
    undone,
    rejoined: first === undefined ? [] : rest.map(other => ({ left: first, right: other, by: neighbours.get(other)! })),
  }
}
