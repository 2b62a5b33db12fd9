import fc from 'fast-check'
import { expect, test } from 'vitest'
import { growth, linear } from '../../tools/testing/growth.ts'
import { normalise } from './normalise.ts'

const text = (source: string) => normalise(source).text

test('letters that look alike compare alike', () => {
  expect(text('ＬＧ전자 ｉＰｈｏｎｅ')).toBe('lg전자 iphone')
  expect(text('\u1112\u1161\u11ab\u1100\u1173\u11af')).toBe('한글')
  expect(text('각'.normalize('NFD'))).toBe('각')
  expect(text('Cafe\u0301')).toBe('café')
  expect(text('ｶﾞｷﾞ')).toBe('ガギ')
  expect(text('ﾡﾤﾻￓￜ')).toBe('ㄱㄴㅋㅜㅣ')
  expect(text('ΑΣ ας')).toBe('ασ ασ')
})

test('what cannot be seen is gone and what cannot be kept is replaced', () => {
  expect(text('배\u200b송\ufeff이\u00ad \u202e늦다')).toBe('배송이 늦다')
  expect(text('\u0001a\u0007b')).toBe('ab')
  expect(text('a\0b')).toBe('a\ufffdb')
  expect(text('a\ud83db\udc00')).toBe('a\ufffdb\ufffd')
  expect(text('\u3164\u115f')).toBe('')
})

test('white space is one space and none at the ends', () => {
  expect(text(' \t배송\r\n\n환불\u3000\u00a0교환\u2028 ')).toBe('배송 환불 교환')
  expect(text('')).toBe('')
  expect(text('   ')).toBe('')
})

test('every unit knows where it came from', () => {
  const source = '  \u1112\u1161\u11ab\u200b글!'
  const { text: folded, offsets } = normalise(source)
  expect(folded).toBe('한글!')
  expect([...offsets]).toEqual([2, 6, 7, 8])
})

test('a letter keeps four marks, so that ornament costs nothing', () => {
  const zalgo = `a${'\u0316\u0301'.repeat(500_000)}b`
  expect(text(zalgo).length).toBeLessThan(8)
  expect(growth(size => `a${'\u0316\u0301'.repeat(size)}b`, text, 60_000)).toBeLessThan(linear)
})

test('folding twice changes nothing, the units are well formed and offsets never go back', () => {
  const unit = fc.oneof(
    fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code)),
    fc.constantFrom(
      '가',
      '각',
      '\u1100',
      '\u1161',
      '\u11a8',
      'A',
      'é',
      '\u0301',
      ' ',
      '\n',
      '👍🏽',
      'ﾡ',
      '\u200d',
      'İ',
      'ß',
    ),
  )
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 40 }), units => {
      const source = units.join('')
      const { text: folded, offsets } = normalise(source)
      expect(folded.isWellFormed()).toBe(true)
      expect(folded).not.toMatch(/[\0\s]{2}|^\s|\s$|\0/u)
      expect(text(folded)).toBe(folded)
      expect(offsets.length).toBe(folded.length + 1)
      for (let i = 1; i < offsets.length; i++) expect(offsets[i]).toBeGreaterThanOrEqual(offsets[i - 1] as number)
      expect(offsets[folded.length]).toBeLessThanOrEqual(source.length)
    }),
    { numRuns: 3000 },
  )
})

test('two million letters of anything are folded in time that grows like their number', () => {
  for (const letter of ['배', 'A', '\u1100', '\u1161', '\0', '\ud800', '👍', ' ', 'İ', '\u200b', '\u05d0']) {
    const make = (size: number) => letter.repeat(size / letter.length)
    expect(growth(make, normalise, 125_000), JSON.stringify(letter)).toBeLessThan(linear)
  }
}, 120_000)
