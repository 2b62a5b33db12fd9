/** What a query may still want of a post that nobody has read: conditions on the reading count as met wherever that helps. */
import type { Query } from './query-tree.ts'

/** The query without its conditions on the reading; `true` where any post may satisfy it, `false` where none can. */
export function beforeReading(query: Query): Query | boolean {
  return asked(query, true)
}

/** @param isHoped whether an unknown condition is taken to hold; turned around by each NOT. */
function asked(query: Query, isHoped: boolean): Query | boolean {
  switch (query.kind) {
    case 'sentiment':
    case 'intent':
      return isHoped
    case 'not': {
      const of = asked(query.of, !isHoped)
      return typeof of === 'boolean' ? !of : of === query.of ? query : { kind: 'not', of }
    }
    case 'and':
    case 'or': {
      const settles = query.kind === 'or'
      const members = query.of.map(member => asked(member, isHoped))
      if (members.includes(settles)) return settles
      const of = members.filter(member => typeof member !== 'boolean')
      return of.length === 0 ? !settles : of.length === 1 ? (of[0] as Query) : { kind: query.kind, of }
    }
    default:
      return query
  }
}
