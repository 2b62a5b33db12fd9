/** Words of a text that are close to what a query asks for and are not it: longer words around one, and mistypings. */
import type { Token } from '../understanding/index.ts'
import { splitSyllable } from './hangul.ts'
import type { Query } from './query-tree.ts'

/** For the 어절 of a post that the query does not find: the terms that would find it. */
export type NearMisses = (tokens: readonly Token[]) => string[]

const askedAtMost = 40

/** @returns a function that remembers each 어절 that it has judged. */
export function makeNearMisses(query: Query): NearMisses {
  const asked = [...new Set(wordsOf(query))].slice(0, askedAtMost)
  const lettersOf = new Map(asked.map(word => [word, spelled(word)]))
  const known = new Set(asked)
  const judged = new Map<string, string>()
  const judge = (token: Token): string => {
    if (token.kind === 'url') return ''
    const stem = token.stems.at(-1) as string
    for (const word of asked) {
      if (token.surface.includes(word) && !token.stems.includes(word)) {
        return token.kind === 'word' ? shortest(token, word) : `${token.kind === 'tag' ? '#' : '@'}${token.exact}`
      }
      if (stem.length > 2 && Math.abs(stem.length - word.length) < 2 && !known.has(stem)) {
        if (isOneOff(spelled(stem), lettersOf.get(word) as string)) return stem
      }
    }
    return ''
  }
  return tokens => {
    const found = new Set<string>()
    for (const token of tokens) {
      const key = `${token.kind}${token.surface}`
      let term = judged.get(key)
      if (term === undefined) {
        term = judge(token)
        judged.set(key, term)
      }
      if (term !== '') found.add(term)
    }
    return [...found]
  }
}

/** The words that a query wants, of two letters or more: nothing under NOT. */
function wordsOf(query: Query): string[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.of.flatMap(wordsOf)
    case 'word':
      return query.text.length > 1 ? [query.text] : []
    default:
      return []
  }
}

/** The 어절 without its particles, as short as it is while the word is still in it. */
function shortest(token: Token, word: string): string {
  return token.stems.filter(stem => stem.includes(word)).at(-1) ?? token.surface
}

/** A word in single letters, so that one 받침 more is one letter more. */
function spelled(word: string): string {
  return Array.from(word, char => splitSyllable(char)?.join('') ?? char).join('')
}

/** True where one letter is another, missing, or too many, or two beside each other have changed places. */
function isOneOff(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1 || Math.min(one.length, other.length) < 6) return false
  let from = 0
  while (one[from] !== undefined && one[from] === other[from]) from++
  const [a, b] = [one.slice(from), other.slice(from)]
  return (
    a.slice(1) === b.slice(1) ||
    a.slice(1) === b ||
    a === b.slice(1) ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  )
}
