import { describe, expect, it } from 'vitest'
import { findHelp, type Said } from './helping.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour))
const said = (id: string, authorId: string, text: string, given: Partial<Said> = {}): Said => ({
  id,
  authorId,
  text,
  isOwn: false,
  parentId: 'question',
  occurredAt: at(Number(id.replace(/\D/g, '')) || 0),
  intents: null,
  ...given,
})
const question = said('question', '지우', '리필은 어디서 주문하나요?', { parentId: null })
const answer = said('1', '민준', '앱 아래쪽 리필 칸에서 하시면 돼요')
const helpers = (thread: Said[], now = at(5)) => [...findHelp(thread, now)].map(([id, help]) => [id, help.reason])

describe('a customer who answers another', () => {
  it('helped when the asker thanks them', () => {
    const thread = [question, answer, said('2', '지우', '오 됐어요 감사합니다', { parentId: '1' })]
    expect(helpers(thread)).toEqual([['1', 'thanked']])
  })

  it('helped when the asker asks no more for a day, and not sooner', () => {
    expect(helpers([question, answer], at(24))).toEqual([])
    expect(helpers([question, answer], at(26))).toEqual([['1', 'asked_no_more']])
    expect(helpers([question, answer, said('2', '지우', '그 칸이 안 보이는데요?', { parentId: '1' })], at(26))).toEqual(
      [],
    )
  })

  it('is only the first of several whom nobody thanked', () => {
    const second = said('2', '서연', '저는 홈페이지에서 주문했어요')
    expect(helpers([question, answer, second], at(30))).toEqual([['1', 'asked_no_more']])
  })

  it('helped not with sympathy, a question, a word or two, or when we had answered first', () => {
    const ours = said('ours', '하늘상점', '고객님, 앱에서 주문하실 수 있습니다', { isOwn: true })
    for (const text of ['저도요 너무 불편하네요 정말', '그건 어디 있는 건가요?', '앱이요'])
      expect(helpers([question, said('1', '민준', text)], at(30)), text).toEqual([])
    expect(helpers([question, ours, answer], at(30))).toEqual([])
    expect(helpers([question, ours, answer, said('2', '지우', '고마워요', { parentId: '1' })])).toEqual([
      ['1', 'thanked'],
    ])
  })

  it('cannot help themselves, nor somebody who asked nothing, nor can we be helpers', () => {
    expect(helpers([question, said('1', '지우', '아 제가 찾았어요 앱에 있네요')], at(30))).toEqual([])
    expect(helpers([{ ...question, text: '오늘 날씨 좋다' }, answer], at(30))).toEqual([])
    expect(helpers([question, { ...answer, isOwn: true }], at(30))).toEqual([])
  })

  it('is seen where a reading says question and no sign of one is written', () => {
    const quiet = { ...question, text: '주문하는 곳을 못 찾겠음', intents: ['question'] }
    expect(helpers([quiet, answer], at(30))).toEqual([['1', 'asked_no_more']])
  })
})
