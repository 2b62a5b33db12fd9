import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lengthIn } from './measure.ts'
import { splitText } from './split.ts'

const limit = { length: 40, unit: 'graphemes' } as const

test('a text that fits stays whole, and parts end where people pause', () => {
  expect(splitText('짧은 답입니다.', limit)).toEqual(['짧은 답입니다.'])
  const long = '주문하신 상품은 오늘 출발했습니다. 내일 저녁이면 받으실 수 있습니다. 늦어져서 죄송합니다.'
  expect(splitText(long, limit)).toEqual([
    '주문하신 상품은 오늘 출발했습니다. 내일 저녁이면 받으실 수 있습니다.',
    '늦어져서 죄송합니다.',
  ])
  expect(splitText('가'.repeat(90), limit).map(part => part.length)).toEqual([40, 40, 10])
})

test('whatever the text, every part fits, none is empty, and nothing but white space is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), text => {
      const parts = splitText(text, limit)
      for (const part of parts) {
        expect(part).not.toBe('')
        expect(lengthIn(part, limit.unit)).toBeLessThanOrEqual(limit.length)
      }
      expect(parts.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''))
    }),
    { numRuns: 300 },
  )
})
