/** What `resolve` writes: the clusters of a table, and the evidence of each link. */
import { wordsOfFeature, wordsOfLevel } from './evidence.ts'
import { chanceOf } from './odds.ts'
import type { Resolution } from './resolve.ts'
import type { RawTable } from './table.ts'

const quoted = (cell: string): string => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Lines in pieces large enough for a stream. */
function* gathered(lines: Iterable<string>): Generator<string> {
  let piece = ''
  for (const line of lines) {
    piece += `${line}\n`
    if (piece.length > 65_536) {
      yield piece
      piece = ''
    }
  }
  if (piece !== '') yield piece
}

/** `key,cluster`: people are numbered from 1 in the order of their first rows. */
export const clusterLines = (table: RawTable, key: string, clusters: Int32Array): Iterable<string> => {
  function* lines(): Generator<string> {
    yield `${quoted(key)},cluster`
    const numbers = new Map<number, number>()
    for (let row = 0; row < table.size; row++) {
      const first = clusters[row]!
      let number = numbers.get(first)
      if (number === undefined) {
        number = numbers.size + 1
        numbers.set(first, number)
      }
      yield `${quoted(table.keys[row]!)},${number}`
    }
  }
  return gathered(lines())
}

/**
 * One line a link: both keys, the chance that both are one person, the sum of all weights in bits, and for each field how
 * the two agree and what that weighs. Empty where one of them does not say.
 */
export const linkLines = (table: RawTable, key: string, found: Resolution): Iterable<string> => {
  const { features } = found.model
  const { levels } = found.comparer
  function* lines(): Generator<string> {
    const names = features.map(({ kind, header }) => (header === '' ? wordsOfFeature(kind).en : header))
    yield [`${key}_l`, `${key}_r`, 'probability', 'weight', ...names.flatMap(name => [name, `${name} weight`])]
      .map(quoted)
      .join(',')
    for (const { a, b, bits } of found.links) {
      found.scorer.score(a, b)
      const { weight, parts } = found.scorer.last
      const cells = [table.keys[a]!, table.keys[b]!, chanceOf(bits).toFixed(6), weight.toFixed(2)]
      for (const [at, { kind }] of features.entries()) {
        const level = levels[at]!
        cells.push(level === 0 ? '' : wordsOfLevel(kind, level).en, level === 0 ? '' : parts[at]!.toFixed(2))
      }
      yield cells.map(quoted).join(',')
    }
  }
  return gathered(lines())
}
