/** Proves that any text gets a reading, and that the shipped model reads the posts that it never saw. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { reading as readingSchema } from '../../contract/understanding.ts'
import { mistype, slang, unspace } from '../../tools/train/harm.ts'
import { scorePosts } from '../../tools/train/measure.ts'
import { makeChance, partOf } from '../../tools/train/rows.ts'
import type { Post } from '../../tools/train/sources.ts'
import { createReader } from './read.ts'
import { loadModel } from './worker.ts'

const model = loadModel()
const read = createReader(model)
const one = (text: string) => read([text])[0]!

describe('a reading', () => {
  const odd = {
    'an empty text': '',
    'white space': ' \n\t ',
    'one emoji': '😀',
    'only jamo': 'ㅋㅋㅋㅋㅋ',
    'mixed scripts': 'สวัสดี 안녕 здравствуйте hello こんにちは',
    'right-to-left text': 'الخدمة سيئة جدا \u202eabc',
    zalgo: 'h\u0301\u0302\u0303\u0304\u0305\u0306e\u0307\u0308\u0309l\u030a\u030b\u030cl\u030d\u030eo\u030f\u0310',
    base64: 'TWFlYXJpIHJlYWRzIGFueXRoaW5nIHRoYXQgaXMgZ2l2ZW4='.repeat(40),
    'a lone surrogate and NUL': 'a\ud800b\u0000c\udfff',
  }
  for (const [name, text] of Object.entries(odd)) {
    it(`is given for ${name}`, () => {
      const reading = readingSchema.parse(one(text))
      const shares = Object.values(reading.sentiment!.scores)
      expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 2)
      for (const { span } of reading.why) {
        expect(span[0]).toBeGreaterThanOrEqual(0)
        expect(span[1]).toBeGreaterThan(span[0])
        expect(span[1]).toBeLessThanOrEqual(text.length)
      }
    })
  }

  it('of two megabytes takes no longer than that of its beginning', () => {
    const text = '배송이 너무 늦어요 '.repeat(200_000)
    const timeOf = (one: string) => {
      const before = performance.now()
      for (let i = 0; i < 20; i++) read([one])
      return performance.now() - before
    }
    const beginning = text.slice(0, 20_000)
    timeOf(beginning)
    expect(one(text)).toEqual(one(beginning))
    expect(timeOf(text)).toBeLessThan(timeOf(beginning) * 5 + 50)
  })

  it('is the same alone and in a batch', () => {
    const texts = ['정말 감사합니다', '', 'worst app ever', '환불 규정 안내']
    expect(read(texts)).toEqual(texts.map(one))
  })

  it('names the words that decided it, where they stand in the source', () => {
    const text = '👍 배송이 늦어서 너무 화가 나요'
    const { sentiment, why } = one(text)
    expect(sentiment!.label).toBe('negative')
    expect(why.length).toBeGreaterThan(0)
    expect(why.every(part => part.for === 'negative' && part.weight > 0)).toBe(true)
    expect(text.split(' ')).toContain(text.slice(...why[0]!.span))
  })
})

describe('the shipped model', () => {
  const posts = ['ko', 'en'].flatMap(lang =>
    readFileSync(join(import.meta.dirname, `data/posts-${lang}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Post),
  )
  const heldOut = posts.filter(post => partOf(post.id, 10) === 0)

  it.each([
    ['ko', 0.78, 0.8, 0.07, 0.9],
    ['en', 0.72, 0.8, 0.12, 0.85],
  ])('reads the held-out posts in %s above its floor', (lang, floor, neutral, calibration, crisis) => {
    const rows = heldOut.filter(post => post.lang === lang)
    const score = scorePosts(rows, read(rows.map(post => post.text)))
    expect(score.f1of3).toBeGreaterThan(floor)
    expect(score.recall.neutral).toBeGreaterThanOrEqual(neutral)
    expect(score.calibrationError).toBeLessThan(calibration)
    expect(score.crisisF1).toBeGreaterThan(0.7)
    expect(score.crisisRecall).toBeGreaterThan(crisis)
    expect(score.spamF1).toBeGreaterThan(0.75)
  })

  it('loses at most five points where spaces are missing, words are jamo or every tenth letter is mistyped', () => {
    const rows = heldOut.filter(post => post.lang === 'ko')
    const chance = makeChance(17)
    const f1 = (change: (text: string) => string) => scorePosts(rows, read(rows.map(post => change(post.text)))).f1of3
    const whole = f1(text => text)
    expect(f1(unspace)).toBeGreaterThan(whole - 0.05)
    expect(f1(slang)).toBeGreaterThan(whole - 0.05)
    expect(f1(text => mistype(text, chance))).toBeGreaterThan(whole - 0.05)
  })

  it('reads every field unless it is asked for some', () => {
    const whole = one('환불은 언제 되나요?')
    expect(whole.intents!.map(intent => intent.label)).toContain('question')
    expect(whole).toMatchObject({ crisis: { value: false }, answerable: true, spam: false })
    expect([whole.urgency, whole.emotions]).not.toContain(null)
    const { intents, urgency, crisis, spam } = createReader(model, ['crisis'])(['환불은 언제 되나요?'])[0]!
    expect(crisis).toEqual(whole.crisis)
    expect([intents, urgency, spam]).toEqual([null, null, null])
  })
})
