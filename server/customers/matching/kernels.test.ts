import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eachPair, makeBlocks, planPasses } from './blocks.ts'
import type { ValueKind } from './columns.ts'
import { kernelOf } from './kernels.ts'
import { prepare, scales } from './levels.ts'
import { makePeople } from './people.ts'
import { buildTable } from './table.ts'

/** Values that meet: few words and letters, so that slips, shared words and equal parts happen. */
const word = fc.constantFrom('강남구', '역삼로', '12', '12길', 'mill', 'mil', 'miller', 'street', 'kim', 'haneul')
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map(list => list.join(' '))
const digits = fc.stringMatching(/^01[01][2-4]{3}[56]{4,5}$/)
const mail = fc
  .tuple(
    fc.constantFrom('jiwoo', 'jiwo', 'jiwoo77', 'ji.woo77', 'info', 'seojun'),
    fc.constantFrom('naver.com', 'nate.com'),
  )
  .map(parts => parts.join('@'))
const valuesOf: Partial<Record<ValueKind, fc.Arbitrary<string>>> = {
  address: words,
  street: words,
  place: words,
  phone: digits,
  email: mail,
  handle: fc.stringMatching(/^[ab_]{1,5}$/),
  country: fc.constantFrom('kr', 'kp', 'us'),
}

describe('levels by whole numbers', () => {
  it.each(Object.entries(valuesOf))('of %s are those that looking at the letters gives', (name, values) => {
    const kind = name as ValueKind
    fc.assert(
      fc.property(fc.uniqueArray(values, { minLength: 2, maxLength: 6 }), texts => {
        const all = ['', ...texts]
        const fast = kernelOf(kind, all)
        for (let a = 1; a < all.length; a++)
          for (let b = 1; b < all.length; b++) {
            if (a === b) continue
            const [low, high] = a < b ? [a, b] : [b, a]
            expect(fast(a, b), `${all[a]} · ${all[b]}`).toBe(
              scales[kind].level(prepare(all[low]!), prepare(all[high]!)),
            )
          }
      }),
      { numRuns: 150 },
    )
  })
})

describe('who is compared with whom', () => {
  it('grows with the rows, not with their square, where thousands share a name, a year and a district', () => {
    const pairsOf = (rows: number): number => {
      const builder = buildTable('id')
      builder.setHeaders(['id', '고객명', '생년월일', '우편번호', '휴대폰'])
      for (let n = 0; n < rows; n++)
        builder.add([
          `r${n}`,
          `김${'민서지우하'[n % 5]}${'준윤아호연은'[n % 6]}`,
          `19${70 + (n % 7)}-0${1 + (n % 9)}-1${n % 10}`,
          `062${10 + (n % 11)}`,
          `010${20_000_000 + n}`,
        ])
      const people = makePeople(builder.finish())
      const { passes, dividing } = planPasses(people)
      let pairs = 0
      eachPair(makeBlocks(people, passes, dividing), people.size, () => pairs++)
      return pairs / rows
    }
    const [few, many] = [pairsOf(4000), pairsOf(16_000)]
    expect(many).toBeLessThan(few * 1.5)
    expect(many).toBeLessThan(150)
  })
})
