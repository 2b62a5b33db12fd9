/** Proves what corrections teach: the like of what was corrected, bounded, in order, and exactly undone. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SentimentLabel } from '../../contract/understanding.ts'
import { labels, learn, makeLeaning, packLessons, type Taught, towards, wordsThatTeach } from './lessons.ts'
import { createReader } from './read.ts'
import { loadModel } from './worker.ts'

const read = createReader(loadModel())
const readOne = (text: string) => read([text])[0]!
const none: ReadonlySet<string> = new Set()

const taught = (text: string, label: SentimentLabel, n = 0): Taught => ({
  itemId: String(n).padStart(8, '0'),
  label,
  at: new Date(n * 1000),
  words: wordsThatTeach(text),
  scores: labels.map(name => readOne(text).sentiment!.scores[name]!),
})
const teach = (rows: readonly (readonly [string, SentimentLabel])[], off = none) =>
  learn(
    rows.map(([text, label], n) => taught(text, label, n)),
    off,
  )

const queued = [
  ['새벽 줄서기 세 시간째인데 또 간다 하늘상점', 'positive'],
  ['줄서기 두 시간째인데 또 간다 진짜', 'positive'],
  ['주말 줄서기 네 시간 했는데 또 간다', 'positive'],
] as const

test('a fourth post like three that were corrected is read so, and says which words taught it', () => {
  const fourth = '줄서기 다섯 시간 걸렸는데 또 간다'
  const before = readOne(fourth)
  expect(before.sentiment!.label).not.toBe('positive')
  const after = makeLeaning(packLessons(teach(queued).lessons)!)(fourth, before)
  expect(after.sentiment!.label).toBe('positive')
  expect(after.lessons!.length).toBeGreaterThan(0)
  const shares = Object.values(after.sentiment!.scores)
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 3)
  for (const { span, for: label } of after.why) {
    expect(label).toBe('positive')
    expect(fourth.slice(...span).length).toBeGreaterThan(0)
  }
})

test('what shares no word with a correction comes back as the very same reading', () => {
  const lean = makeLeaning(packLessons(teach(queued).lessons)!)
  for (const text of ['환불은 언제 되나요?', '', '🙂', 'ㅋㅋㅋ', 'Where is my parcel?']) {
    const reading = readOne(text)
    expect(lean(text, reading)).toBe(reading)
  }
})

test('a common word of the trade pulls no unlike post over after three corrections', () => {
  const { lessons } = teach([
    ['배송 왔는데 상자가 너무 커서 웃었어요', 'positive'],
    ['배송 상자 열다가 빵 터졌네요', 'positive'],
    ['배송 아저씨 노래 부르시던데요', 'positive'],
  ])
  const lean = makeLeaning(packLessons(lessons)!)
  for (const text of [
    '배송이 3주째 안 와서 너무 화나요',
    '배송 조회는 어디서 하나요?',
    '배송 중 파손됐어요 환불해 주세요',
  ])
    expect(lean(text, readOne(text)).sentiment!.label, text).toBe(readOne(text).sentiment!.label)
})

test('the same list teaches the same to the bit, and a correction taken back leaves what was there before it', () => {
  const text = fc.constantFrom(...'눈물 쏙 맵다 배송 늦다 상자 최고 별로 app crash lovely slow'.split(' '))
  const rows = fc.array(
    fc.tuple(
      fc.array(text, { minLength: 1, maxLength: 5 }).map(words => words.join(' ')),
      fc.constantFrom(...labels),
    ),
    { minLength: 1, maxLength: 8 },
  )
  fc.assert(
    fc.property(rows, list => {
      const all = teach(list)
      const undone = teach(list.slice(0, -1))
      expect(teach(list)).toEqual(all)
      expect(packLessons(teach(list.slice(0, -1)).lessons)).toEqual(packLessons(undone.lessons))
      for (const lesson of all.lessons) for (const add of lesson.adds) expect(Math.abs(add)).toBeLessThanOrEqual(3)
    }),
    { numRuns: 40 },
  )
})

test('a word that most corrections hold, whatever they were corrected to, teaches nothing', () => {
  const rows = Array.from({ length: 12 }, (_, n): [string, SentimentLabel] => [
    `하늘상점 ${'가나다라마바사아자차카타'[n]}물건 ${n % 2 ? '왔네' : '샀네'}`,
    n % 2 ? 'positive' : 'negative',
  ])
  const words = teach(rows).lessons.map(one => one.word)
  expect(words.length).toBeGreaterThan(0)
  expect(words).not.toContain('하늘상점')
})

test('a word that is switched off teaches nothing, and the others take its place', () => {
  const word = teach(queued).lessons[0]!.word
  const without = teach(queued, new Set([word]))
  expect(without.lessons.map(one => one.word)).not.toContain(word)
  expect(without.lessons.length).toBeGreaterThan(0)
})

test('corrections both ways leave a word without a side; later ones are foreseen by earlier ones', () => {
  const { foreseen } = teach(queued)
  expect(foreseen.get('00000000')).toBe(false)
  expect(foreseen.get('00000002')).toBe(true)
  const { lessons } = teach([
    ['미쳤다', 'positive'],
    ['미쳤다', 'negative'],
  ])
  expect(lessons.filter(one => towards(one) === 'neutral')).toEqual([])
})

test('any text has words that teach in time that grows with its length alone', () => {
  for (const text of ['ㅋ'.repeat(100_000), 'a b '.repeat(50_000), '\u0301'.repeat(10_000), '@x '.repeat(30_000)])
    expect(wordsThatTeach(text).length).toBeLessThanOrEqual(81)
})
