/** Writes a query tree back as a person would type it; reading that again gives the same tree. */
import type { Place, Query } from './query-tree.ts'

/** The canonical text of a query. */
export function printQuery(query: Query): string {
  switch (query.kind) {
    case 'or':
      return query.of.map(member => bracketed(member, member.kind === 'or')).join(' OR ')
    case 'and':
      return query.of.map(member => bracketed(member, member.kind === 'or' || member.kind === 'and')).join(' AND ')
    case 'not':
      return `NOT ${bracketed(query.of, query.of.kind === 'or' || query.of.kind === 'and')}`
    case 'near':
      return `${printSide(query.left)} near/${query.distance} ${printSide(query.right)}`
    case 'author':
    case 'channel':
    case 'lang':
      return `${query.kind}:${/^[\p{L}\p{N}._-]+$/u.test(query.text) ? query.text : `"${query.text}"`}`
    case 'sentiment':
    case 'intent':
      return `${query.kind}:${query.is}`
    case 'followers':
      return `followers:${query.compare}${query.count}`
    default:
      return printPlace(query)
  }
}

function bracketed(query: Query, isNeeded: boolean): string {
  return isNeeded ? `(${printQuery(query)})` : printQuery(query)
}

function printSide(places: readonly Place[]): string {
  const printed = places.map(printPlace).join(' OR ')
  return places.length > 1 ? `(${printed})` : printed
}

function printPlace(place: Place): string {
  switch (place.kind) {
    case 'word':
      return /^[\p{L}\p{N}\p{M}+#]+$/u.test(place.text) ? place.text : `"${place.text}"`
    case 'prefix':
      return `${place.text}*`
    case 'tag':
      return `#${place.text}`
    case 'handle':
      return `@${place.text}`
    case 'phrase':
      return `"${place.words.join(' ')}"`
  }
}
