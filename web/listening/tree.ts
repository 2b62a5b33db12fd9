/** Pure: the items of a thread as a tree of who answers whom, in the order in which it is read. */
export interface Leaf<I> {
  readonly item: I
  /** How deep it stands below the first word; no deeper than people can follow. */
  readonly depth: number
  /** What it answers, where that is not the item just above it. */
  readonly answers: I | null
}

const deepest = 4

/** Oldest first; each item is followed by what answers it. What answers something that was not heard stands as a root. */
export const treeOf = <I extends { readonly id: string; readonly parentId: string | null }>(
  items: readonly I[],
): Leaf<I>[] => {
  const byId = new Map(items.map(item => [item.id, item]))
  const answersOf = new Map<string | null, I[]>()
  for (const item of items) {
    const parentId =
      item.parentId !== null && item.parentId !== item.id && byId.has(item.parentId) ? item.parentId : null
    answersOf.set(parentId, [...(answersOf.get(parentId) ?? []), item])
  }
  const leaves: Leaf<I>[] = []
  const seen = new Set<string>()
  const walk = (parent: I | null, depth: number) => {
    for (const item of answersOf.get(parent?.id ?? null) ?? []) {
      if (seen.has(item.id)) continue
      seen.add(item.id)
      const above = leaves.at(-1)?.item
      leaves.push({ item, depth: Math.min(depth, deepest), answers: parent && above !== parent ? parent : null })
      walk(item, depth + 1)
    }
  }
  walk(null, 0)
  // Items that answer each other in a circle hang on no root.
  for (const item of items) if (!seen.has(item.id)) leaves.push({ item, depth: 0, answers: null })
  return leaves
}
