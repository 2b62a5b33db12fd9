/** A query as groups of chips, where it is one: words of which one must be there, more that must, and those that must not. */
import { printQuery } from './query-text.ts'
import { isPlace, type Query } from './query-tree.ts'

export type QueryGroups = {
  /** One of these must be there. */
  readonly find: readonly string[]
  /** And of each of these one. */
  readonly with: readonly (readonly string[])[]
  /** None of these may be there. */
  readonly without: readonly string[]
}

/** The groups of a query, each term as it stands in it; null where groups cannot say it. */
export function groupsOf(query: Query): QueryGroups | null {
  const wanted: (readonly string[])[] = []
  const without: string[] = []
  for (const member of query.kind === 'and' ? query.of : [query]) {
    const terms = termsOf(member.kind === 'not' ? member.of : member)
    if (terms === null) return null
    if (member.kind === 'not') without.push(...terms)
    else wanted.push(terms)
  }
  const find = wanted.find(terms => terms.length > 1) ?? wanted[0] ?? []
  return { find, with: wanted.filter(terms => terms !== find), without }
}

/** The terms of which one is asked; null where the query is more than that. */
function termsOf(query: Query): readonly string[] | null {
  const members = query.kind === 'or' ? query.of : [query]
  return members.every(isTerm) ? members.map(printQuery) : null
}

function isTerm(query: Query): boolean {
  return isPlace(query) || !['and', 'or', 'not'].includes(query.kind)
}
