import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compileQueries } from './match.ts'
import { type Post, satisfies } from './meaning.ts'
import { parseQuery } from './query.ts'
import { readTopicQuery } from './query-fault.ts'

const page = readFileSync(new URL('../../docs/queries.md', import.meta.url), 'utf8')

/** The rows of all tables whose head has these columns. */
const rowsOf = (...head: string[]): string[][] => {
  const rows: string[][] = []
  let isInside = false
  for (const line of page.split('\n')) {
    const cells = line.startsWith('|')
      ? line
          .slice(1, -1)
          .split('|')
          .map(cell => cell.trim())
      : []
    if (cells.length === 0) isInside = false
    else if (cells.join() === head.join()) isInside = true
    else if (isInside && !line.startsWith('|--')) rows.push(cells)
  }
  return rows
}

/** The post that the page tells of where it speaks of conditions. */
const known: Omit<Post, 'text'> = {
  author: 'minji',
  channel: 'bluesky',
  language: 'ko',
  sentiment: 'negative',
  intents: ['complaint'],
  followers: 2000,
}

test('every example of the grammar page finds what it says and does not find what it says', () => {
  const rows = rowsOf('query', 'finds', 'does not find')
  expect(rows.length).toBeGreaterThan(35)
  for (const [source = '', finds = '', not = ''] of rows) {
    const parsed = parseQuery(source)
    if (!parsed.ok) throw new Error(source)
    const { match } = compileQueries([{ id: 'q', query: parsed.query }])
    for (const [text, isFound] of [
      [finds, true],
      [not, false],
    ] as const) {
      expect(satisfies(parsed.query, { ...known, text }), `${source} of ${text}`).toBe(isFound)
      expect(match([{ ...known, text }])[0]?.length, `${source} of ${text}, matched`).toBe(isFound ? 1 : 0)
    }
  }
})

test('every refusal of the grammar page is at its place, with its suggestion, and the suggestion reads', () => {
  const rows = rowsOf('refused', 'at', 'suggestion')
  expect(rows.length).toBeGreaterThan(12)
  for (const [source = '', at, suggestion = ''] of rows) {
    const read = readTopicQuery(source)
    expect(read.ok ? null : [read.fault.at, read.fault.suggestion], source).toEqual([Number(at), suggestion])
    if (suggestion !== '') expect(readTopicQuery(suggestion).ok, suggestion).toBe(true)
  }
})
