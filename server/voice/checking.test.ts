/** What the second look at a draft says, kind by kind, with a reply beside each that it must leave alone; and the floors. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDraft, type Draft } from './index.ts'

const draft = (text: string, more: Partial<Draft> = {}): Draft => ({
  text,
  public: true,
  customer: { name: '김지은' },
  thread: [],
  said: [],
  ...more,
})
const kinds = (text: string, more: Partial<Draft> = {}) => checkDraft(draft(text, more)).map(one => one.kind)

/** Kind, a draft that has it, a draft near it that has none. */
const pairs: readonly [string, [string, Partial<Draft>?], [string, Partial<Draft>?]][] = [
  [
    'rule_quoting',
    ['김지은 고객님, 규정상 개봉하신 상품은 환불이 안 됩니다. 양해 부탁드립니다.'],
    ['김지은 고객님, 규정을 확인해 보니 개봉하셨어도 환불이 가능합니다.'],
  ],
  [
    'rule_quoting',
    ["Unfortunately it's our policy not to refund opened items, Emily.", { customer: { name: 'Emily Park' } }],
    ['I checked our policy and you can get a full refund, Emily.', { customer: { name: 'Emily Park' } }],
  ],
  [
    'rule_quoting',
    ["Sorry, it's against our policy to refund opened items.", { customer: { name: 'Anna' } }],
    [
      "It's against our policy to let you wait that long, so I've refunded you in full.",
      { customer: { name: 'Anna' } },
    ],
  ],
  [
    'conflicting_promise',
    ['환불은 5일 안에 들어옵니다. 감사합니다.', { said: ['환불은 3일 안에 들어옵니다.'] }],
    ['환불은 3일 안에 들어옵니다. 감사합니다.', { said: ['환불은 3영업일 안에 입금됩니다.'] }],
  ],
  [
    'conflicting_promise',
    ['교환 배송비는 무료입니다. 감사합니다.', { said: ['교환 배송비는 5,000원입니다.'] }],
    ['교환 배송비는 5천 원입니다. 감사합니다.', { said: ['교환 배송비는 5,000원입니다.'] }],
  ],
  [
    'private_data',
    ['등록하신 010-2345-6789로 연락드렸습니다.'],
    ['등록하신 010-****-6789로 연락드렸습니다. 급하시면 고객센터 1588-1234로 전화 주세요.'],
  ],
  [
    'blame',
    ['고객님께서 사이즈를 잘못 선택하셔서 생긴 일입니다.'],
    ['혹시 사이즈를 잘못 선택하셨더라도 걱정하지 마세요. 바꿔 드리겠습니다.'],
  ],
  [
    'missing_apology',
    ['새 제품을 오늘 보내 드리겠습니다.', { thread: ['컵이 깨져서 왔어요'] }],
    ['죄송합니다. 새 제품을 오늘 보내 드리겠습니다.', { thread: ['컵이 깨져서 왔어요'] }],
  ],
  [
    'honorific',
    ['주문하신 커피 나오셨습니다. 감사합니다.'],
    ['주문하신 커피 나왔습니다. 고객님께서 주문하신 빵도 준비됐어요.'],
  ],
  [
    'honorific',
    ['안녕하세요, 고객님. 내일 다시 와. 감사합니다.'],
    ['안녕하세요, 고객님. 내일 다시 와 주세요. 감사합니다.'],
  ],
  ['tone', ['싫으시면 다른 곳에서 사시면 됩니다.'], ['마음에 들지 않으시면 언제든 말씀해 주세요.']],
  [
    'wrong_name',
    ['안녕하세요, 김지운 고객님. 도와드리겠습니다.'],
    ['안녕하세요, 김지은 고객님. 담당자 박서준이 도와드리겠습니다.'],
  ],
]

describe('a draft is checked', () => {
  it.each(pairs)('for %s, and a near reply is left alone', (kind, [bad, badMore], [good, goodMore]) => {
    expect(kinds(bad, badMore)).toContain(kind)
    expect(kinds(good, goodMore)).toEqual([])
  })

  it('says where, why and what is better, in the language of the draft', () => {
    const [ko] = checkDraft(draft('주문이 접수되셨습니다. 감사합니다.'))
    expect(ko).toMatchObject({ kind: 'honorific', span: [4, 11], better: '접수되었습니다' })
    expect(ko!.why).toMatch(/[가-힣]/)
    const [en] = checkDraft(draft("That's not our problem. Thanks.", { customer: { name: '' } }))
    expect(en!.why).toMatch(/^[A-Z][a-z]/)
  })

  it('keeps a resident number out of private answers too, and lets an order number stand there', () => {
    expect(kinds('주민번호 900101-1234567 확인했습니다. 감사합니다.', { public: false })).toContain('private_data')
    expect(kinds('주문번호 20241122-0004512 확인했습니다. 감사합니다.', { public: false })).toEqual([])
  })

  it('stays inside the draft with every span, whatever is written', () => {
    const bits = fc.constantFrom(
      '규정상 ',
      '안 됩니다',
      '고객님',
      '010-1234-5678',
      '😀',
      '\n',
      ' ',
      '{name}',
      'YOU ',
      '5일 ',
      '잘못 ',
      '!!!',
      'a',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(bits, fc.string())), fc.array(fc.string()), (parts, said) => {
        const text = parts.join('')
        for (const { span } of checkDraft(draft(text, { said, thread: said }))) {
          expect(span[0]).toBeGreaterThanOrEqual(0)
          expect(span[1]).toBeLessThanOrEqual(text.length)
          expect(span[0]).toBeLessThan(span[1])
        }
      }),
      { numRuns: 150 },
    )
  })
})

type Row = Draft & { id: string; kinds: string[] }
const rowsOf = (name: string): Row[] =>
  readFileSync(join(import.meta.dirname, `data/${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Row)
const isHeldOut = (row: Row) => createHash('sha256').update(row.id).digest().readUInt32BE(0) % 2 === 1

describe.each(['ko', 'en'])('on the held-out drafts in %s', language => {
  it('raises few false alarms and catches most planted faults', () => {
    const clean = rowsOf(`clean-${language}`).filter(isHeldOut)
    const faulty = rowsOf(`faulty-${language}`).filter(isHeldOut)
    const alarms = clean.filter(row => checkDraft(row).length > 0).length / clean.length
    const caught = faulty.filter(row => row.kinds.every(kind => checkDraft(row).some(one => one.kind === kind)))
    expect(alarms).toBeLessThan(0.05)
    expect(caught.length / faulty.length).toBeGreaterThan(0.9)
  })
})

describe.each(['clean-ko', 'faulty-ko', 'clean-en', 'faulty-en'])('the drafts of %s', name => {
  it('have ids of their own and no two that are nearly the same', () => {
    const rows = rowsOf(name)
    expect(new Set(rows.map(row => row.id)).size).toBe(rows.length)
    const seen = new Map<string, number[]>()
    const sizes: number[] = []
    const pairs: string[] = []
    for (const [at, row] of rows.entries()) {
      const letters = row.text.toLowerCase().replace(/\s+/g, '')
      const grams = new Set(Array.from({ length: Math.max(1, letters.length - 4) }, (_, i) => letters.slice(i, i + 5)))
      sizes.push(grams.size)
      const shared = new Map<number, number>()
      for (const gram of grams) {
        for (const other of seen.get(gram) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1)
        seen.set(gram, [...(seen.get(gram) ?? []), at])
      }
      for (const [other, both] of shared)
        if (both / (sizes[at]! + sizes[other]! - both) > 0.4) pairs.push(`${rows[other]!.text} | ${row.text}`)
    }
    expect(pairs).toEqual([])
  })
})
