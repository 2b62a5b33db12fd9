import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { compileQueries } from './match.ts'
import { parseQuery } from './query.ts'
import { suggestQuery } from './suggest.ts'

/** A brand a line: what a person would tell the wizard, posts that are about the brand, and posts that only look like it. */
const brand = z.object({
  name: z.string(),
  also: z.array(z.string()),
  yes: z.array(z.string()),
  no: z.array(z.string()),
})
const brands = readFileSync(new URL('data/brands.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map(line => brand.parse(JSON.parse(line)))

const judged = (withAlso: boolean) => {
  const found: { name: string; text: string; isAbout: boolean; isFound: boolean }[] = []
  for (const { name, also, yes, no } of brands) {
    const parsed = parseQuery(suggestQuery(name, { also: withAlso ? also : [] }).query)
    if (!parsed.ok) throw new Error(`${name}: ${parsed.expected}`)
    const { match } = compileQueries([{ id: name, query: parsed.query }])
    for (const [texts, isAbout] of [
      [yes, true],
      [no, false],
    ] as const) {
      for (const [n, ids] of match(texts.map(text => ({ text }))).entries()) {
        found.push({ name, text: texts[n] as string, isAbout, isFound: ids.length > 0 })
      }
    }
  }
  const count = (isAbout: boolean, isFound: boolean) =>
    found.filter(one => one.isAbout === isAbout && one.isFound === isFound).length
  return {
    recall: count(true, true) / (count(true, true) + count(true, false)),
    precision: count(true, true) / (count(true, true) + count(false, true)),
    missed: found.filter(one => one.isAbout && !one.isFound).map(one => `${one.name}: ${one.text}`),
    wrong: found.filter(one => !one.isAbout && one.isFound).map(one => `${one.name}: ${one.text}`),
  }
}

test('the labelled posts are many, of many brands, and none stands twice', () => {
  const texts = brands.flatMap(({ yes, no }) => [...yes, ...no])
  expect(brands.length).toBeGreaterThanOrEqual(30)
  expect(texts.length).toBeGreaterThanOrEqual(300)
  expect(new Set(texts).size).toBe(texts.length)
})

test('a query from a name and what people call it finds nine posts in ten about it, and little else', () => {
  const { recall, precision, missed, wrong } = judged(true)
  console.info(`with other names: recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}`)
  expect(recall, missed.join('\n')).toBeGreaterThanOrEqual(0.95)
  expect(precision, wrong.join('\n')).toBeGreaterThanOrEqual(0.95)
})

test('a query from a name alone finds nine posts in ten about it too', () => {
  const { recall, precision, missed, wrong } = judged(false)
  console.info(`from the name alone: recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}`)
  expect(recall, missed.join('\n')).toBeGreaterThanOrEqual(0.9)
  expect(precision, wrong.join('\n')).toBeGreaterThanOrEqual(0.95)
})
