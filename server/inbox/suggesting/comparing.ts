/** Which questions of a week are the same one, and where their remedies differ: pure. */
import { tellingWords } from './likeness.ts'

export interface Asked {
  readonly conversationId: string
  readonly question: string
}

export interface SameQuestion<T> {
  readonly shared: readonly string[]
  readonly rows: readonly T[]
}

/**
 * Questions of different conversations that share two telling words. Each stands in one group: that of its commonest pair, so that
 * groups are as large as they can be; a conversation stands in a group once, with its first question of it.
 */
export const sameQuestions = <T extends Asked>(rows: readonly T[]): SameQuestion<T>[] => {
  const pairsOf = new Map(rows.map(row => [row, pairs(tellingWords(row.question))]))
  const holding = new Map<string, T[]>()
  for (const [row, keys] of pairsOf) for (const key of keys) holding.set(key, [...(holding.get(key) ?? []), row])
  const taken = new Set<T>()
  const groups: SameQuestion<T>[] = []
  const ordered = [...holding].sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
  for (const [key, members] of ordered) {
    const free = members.filter(row => !taken.has(row))
    const once = [...new Map(free.toReversed().map(row => [row.conversationId, row])).values()].toReversed()
    if (once.length < 2) continue
    for (const row of free) taken.add(row)
    groups.push({ shared: key.split(gap), rows: once })
  }
  return groups
}

const gap = '\n'

const pairs = (words: readonly string[]): string[] => {
  const sorted = [...words].sort()
  return sorted.flatMap((word, n) => sorted.slice(n + 1).map(other => `${word}${gap}${other}`))
}

/** Whether some were granted other than the rest: kinds and amounts, whatever their order. */
export const differ = (all: readonly (readonly { kind: string; amount: number | null }[])[]): boolean =>
  new Set(
    all.map(grants =>
      grants
        .map(({ kind, amount }) => `${kind} ${amount}`)
        .sort()
        .join(),
    ),
  ).size > 1
