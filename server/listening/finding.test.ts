/** Proves that a word of two syllables finds the posts that hold it, whatever it is glued to. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listMentions } from '../../contract/listening.ts'
import { openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const lines = (name: string) =>
  readFileSync(join(import.meta.dirname, name), 'utf8')
    .trim()
    .split('\n')
/** Written for this: 15 words, six posts that hold each, with particles, in compounds, before verbs, as a tag. */
const labelled = lines('data/finding.txt').map(line => line.split('|') as [word: string, text: string])
const asked = [...new Set(labelled.map(([word]) => word))]

test('of the posts that hold a word, 95 in 100 are among the first ten found, and what was found is marked', async () => {
  const hearing = await openHearing(testing)
  await hearing.addAccount('haneul')
  const others = lines('../understanding/data/posts-ko.jsonl')
    .map(line => (JSON.parse(line) as { text: string }).text)
    .filter(text => !asked.some(word => text.includes(word)))
    .slice(0, 400)
  await hearing.take(
    [...labelled.map(([, text]) => text), ...others].map(text => post(text, { addressedTo: ['haneul'] })),
  )
  const missed: string[] = []
  for (const word of asked) {
    const { items } = await testing.owner.call(listMentions, { workspaceId: hearing.id, q: word, limit: 10 })
    const found = new Map(items.map(one => [one.item.text, one.found]))
    for (const [, text] of labelled.filter(([held]) => held === word)) {
      const marks = found.get(text)
      if (marks === undefined) missed.push(`${word}: ${text}`)
      else
        expect(
          marks.some(([from, to]) => text.slice(from, to).includes(word)),
          text,
        ).toBe(true)
    }
    for (const text of found.keys()) expect(text, word).toContain(word)
  }
  expect(missed.length / labelled.length, missed.join('\n')).toBeLessThanOrEqual(0.05)
})
