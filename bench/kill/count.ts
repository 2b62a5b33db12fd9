/** Compares what was said and accepted with what is kept: what is missing, and what is there more than once. */

export interface Comparison {
  readonly lost: string[]
  readonly doubled: string[]
  /** Kept, although nobody said it. */
  readonly invented: string[]
}

/** @param said each once @param kept as often as it is there */
export function compare(said: Iterable<string>, kept: readonly string[]): Comparison {
  const counts = new Map<string, number>()
  for (const one of kept) counts.set(one, (counts.get(one) ?? 0) + 1)
  const expected = new Set(said)
  return {
    lost: [...expected].filter(one => !counts.has(one)),
    doubled: [...counts].filter(([, count]) => count > 1).map(([one]) => one),
    invented: [...counts.keys()].filter(one => !expected.has(one)),
  }
}

/** The number that the load wrote into a text: `#42` of `… #42`. */
export function markOf(text: string): string {
  return /\b(?:p|a|f)\d+x\b/.exec(text)?.[0] ?? text.slice(0, 40)
}
