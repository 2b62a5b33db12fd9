/**
 * Finds people by any part of their names and handles: a name is kept as its pairs of neighbouring characters with their
 * places, so that a search for a part is a search for a phrase. 지우 finds 김지우, and `minjun` finds @minjun.bsky.social.
 */

/** PostgreSQL keeps places up to 16383; with two for each character this is far below. */
const longest = 4000
/** Stands after the last character, so that a single character can be looked for as the beginning of a pair. */
const end = '\u0003'

/** The tsvector literal of somebody's names and handles, in PostgreSQL's notation: `'김지':1 '지우':2`. */
export const nameVector = (names: readonly (string | null)[]): string => {
  const places = new Map<string, number[]>()
  let place = 1
  for (const name of new Set(names.map(one => folded(one ?? '')))) {
    const characters = [...name]
    if (characters.length === 0 || place + characters.length > longest) continue
    for (const [n, character] of characters.entries()) {
      const pair = character + (characters[n + 1] ?? end)
      places.set(pair, [...(places.get(pair) ?? []), place + n])
    }
    // A gap, so that no phrase reaches from one name into the next.
    place += characters.length + 1
  }
  return [...places].map(([pair, at]) => `${quoted(pair)}:${at.slice(0, 255).join(',')}`).join(' ')
}

/** The tsquery literal that finds a part of a name; null when nothing of what was typed can be looked for. */
export const nameQuery = (typed: string): string | null => {
  const characters = [...folded(typed)]
  if (characters.length === 0) return null
  if (characters.length === 1) return `${quoted(characters[0]!)}:*`
  return characters
    .slice(1)
    .map((character, n) => quoted(characters[n]! + character))
    .join(' <-> ')
}

/** Case, width, spaces and the @ before handles make no difference (Unicode NFKC). */
const folded = (name: string): string =>
  name
    .toWellFormed()
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Cc}\p{Cf}@]/gu, '')

const quoted = (word: string): string => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
