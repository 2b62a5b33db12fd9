/** The words of a query as the index of mentions knows them: finds every mention that may satisfy it, and more. */
import type { Place, Query } from './query-tree.ts'

/**
 * A `tsquery` literal that every mention satisfying the query satisfies; null where the index cannot help.
 * @param isLoose looks for words that only begin like those asked for, too.
 */
export function lexemesOf(query: Query, isLoose: boolean): string | null {
  switch (query.kind) {
    case 'and': {
      const members = query.of.flatMap(member => lexemesOf(member, isLoose) ?? [])
      return members.length === 0 ? null : joined(members, ' & ')
    }
    case 'or': {
      const members = query.of.map(member => lexemesOf(member, isLoose))
      return members.every(member => member !== null) ? joined(members, ' | ') : null
    }
    case 'near':
      return joined([anyOf(query.left, isLoose), anyOf(query.right, isLoose)], ' & ')
    case 'word':
    case 'prefix':
    case 'tag':
    case 'handle':
    case 'phrase':
      return lexemeOf(query, isLoose)
    default:
      return null
  }
}

function anyOf(places: readonly Place[], isLoose: boolean): string {
  return joined(
    places.map(place => lexemeOf(place, isLoose)),
    ' | ',
  )
}

function lexemeOf(place: Place, isLoose: boolean): string {
  switch (place.kind) {
    case 'word':
      return isLoose && place.text.length > 1 ? `${quoted(place.text)}:*` : quoted(place.text)
    case 'prefix':
      return `${quoted(place.text)}:*`
    case 'tag':
      return quoted(`#${place.text}`)
    case 'handle':
      return quoted(`@${place.text}`)
    case 'phrase':
      return joined(place.words.map(quoted), ' & ')
  }
}

function joined(members: readonly string[], operator: string): string {
  return members.length === 1 ? (members[0] as string) : `(${members.join(operator)})`
}

function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}
