import { beforeAll, expect, it } from 'vitest'
import { makeJudge } from './judge.ts'
import type { Facts } from './keys.ts'
import { fewestToLearn, learnWeights, shippedOf, surpriseOf, weighed } from './weights.ts'

const bare = { birth: '', handle: '', accounts: [], address: '', postcode: '', place: '', company: '' }
const families = '김이박최정강조윤장임한오서신권황안송류홍'
const syllables = '지서민예하도시준현수우윤호진은연아영'

/** So many people, of whom each third stands here twice: with the same number, and in half of these with another address. */
const population = (people: number): Facts[] =>
  Array.from({ length: people }, (_, n): Facts[] => {
    const name = `${families[n % 20]}${syllables[(n * 7) % 18]}${syllables[(n * 11 + Math.floor(n / 18)) % 18]}`
    const phone = `010${String(20_000_000 + n * 7919).slice(-8)}`
    const one: Facts = { ...bare, id: `a${n}`, name, emails: [`u${n}@example.com`], phones: [phone] }
    if (n % 3 !== 0) return [one]
    return [one, { ...one, id: `b${n}`, emails: [n % 2 === 0 ? `u${n}@example.com` : `other${n}@example.net`] }]
  }).flat()

let learned: ReturnType<typeof learnWeights>
let all: Facts[]
beforeAll(() => {
  all = population(600)
  learned = learnWeights(all)
})

it('learns from enough people how far fields can be trusted, within reason of what ships', () => {
  const now = new Map(weighed(learned).map(one => [one.kind, one]))
  const shipped = new Map(weighed(shippedOf(learned)).map(one => [one.kind, one]))
  expect([...now.keys()]).toEqual(expect.arrayContaining(['given', 'family', 'phone', 'email']))
  for (const [kind, { same, differs }] of now) {
    expect(Math.abs(same - shipped.get(kind)!.same)).toBeLessThanOrEqual(4.1)
    expect(Math.abs(differs - shipped.get(kind)!.differs)).toBeLessThanOrEqual(4.1)
    expect(same).toBeGreaterThan(differs)
  }
  // Numbers never differ here, addresses of one person often do.
  expect(now.get('phone')!.differs).toBeLessThan(now.get('email')!.differs)
})

it('teaches nothing where too few are known, and the same table teaches the same', () => {
  expect(learnWeights(all.slice(0, fewestToLearn - 1))).toEqual([])
  expect(learnWeights(all)).toEqual(learned)
})

it('judges pairs by what was learned as surely as by what ships, and strangers apart', () => {
  const judged = (weights: typeof learned) => {
    const judge = makeJudge(all, all.length, weights)
    return [
      ...[0, 3, 6, 9, 12].map(n => ({ chance: judge(`a${n}`, `b${n}`).chance, isOne: true })),
      ...[1, 2, 4, 5, 7].map(n => ({ chance: judge(`a${n}`, `a${n + 20}`).chance, isOne: false })),
    ]
  }
  expect(judged(learned).every(one => one.chance > 0.99 === one.isOne)).toBe(true)
  expect(surpriseOf(judged(learned))).toBeLessThan(surpriseOf(judged([])) + 0.02)
})
