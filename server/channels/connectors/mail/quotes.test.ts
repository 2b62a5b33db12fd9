import { describe, expect, it } from 'vitest'
import { bareSubject, isReplySubject, replySubject } from '../../subjects.ts'
import { separate } from './quotes.ts'

const said = '주문한 세제가 새서 왔어요.'

describe('what somebody says is parted from what they quote', () => {
  it.each([
    [
      'Gmail in Korean',
      '2026년 11월 21일 (토) 오후 3:05, 하늘상점 <help@haneul.kr>님이 작성:\n\n> 안녕하세요\n> 고객님',
    ],
    [
      'Gmail in Korean, folded',
      '2026년 11월 21일 (토) 오후 3:05, 하늘상점 고객센터\n<help@haneul.kr>님이 작성:\n\n> 안녕하세요',
    ],
    ['Gmail in English', 'On Sat, Nov 21, 2026 at 3:05 PM Haneul <help@haneul.kr> wrote:\n\n> Hello'],
    [
      'Gmail in English, folded',
      'On Sat, Nov 21, 2026 at 3:05 PM Haneul Shop Customer Care\n<help@haneul.kr> wrote:\n\n> Hello',
    ],
    ['Apple Mail in Korean', '2026. 11. 21. 오후 3:05, 하늘상점 <help@haneul.kr> 작성:\n\n> 안녕하세요'],
    [
      'Outlook in Korean',
      '________________________________\n보낸 사람: 하늘상점 <help@haneul.kr>\n보낸 날짜: 2026년 11월 21일\n받는 사람: 민지\n제목: 답변\n\n안녕하세요',
    ],
    [
      'Outlook in English',
      '-----Original Message-----\nFrom: Haneul <help@haneul.kr>\nSent: Saturday\nTo: Minji\nSubject: Re\n\nHello',
    ],
    ['Outlook without a rule', 'From: Haneul <help@haneul.kr>\nSent: Saturday\nTo: Minji\nSubject: Re\n\nHello'],
    [
      'Naver',
      '-----Original Message-----\nFrom: "하늘상점"&lt;help@haneul.kr&gt;\nTo: 민지\nCc:\nSent: 2026-11-21 (토) 15:05:00 (GMT+09:00)\nSubject: 답변\n\n안녕하세요',
    ],
    [
      'Daum',
      '--------- 원본 메일 ---------\n보낸사람 : 하늘상점 <help@haneul.kr>\n받는사람 : 민지\n날짜 : 2026년\n제목 : 답변\n\n안녕하세요',
    ],
    ['signs alone', '> 안녕하세요\n>\n> 고객님'],
  ])('%s', (_, quote) => {
    expect(separate(`${said}\n\n${quote}`)).toEqual({ said, quoted: quote, signature: null })
  })

  it('an answer below the quotation is what was said', () => {
    const text = `On Sat, Nov 21, 2026 Haneul <help@haneul.kr> wrote:\n> 괜찮으세요?\n\n${said}`
    expect(separate(text)).toEqual({ said, quoted: text, signature: null })
  })

  it.each([
    ['a sentence with a date', '2026년 11월 21일에 주문했고 오늘 받았습니다.'],
    ['a sentence that begins with On', 'On Monday I called you and nobody wrote: nothing.'],
    ['a single field', 'From: 서울\n배송이 늦어요'],
    ['nothing but a quotation', '> 안녕하세요'],
    ['what is passed on', '---------- Forwarded message ---------\n영수증'],
  ])('%s stays whole', (_, text) => {
    expect(separate(text)).toEqual({ said: text, quoted: null, signature: null })
  })

  it.each([
    ['a marked one', '-- \n김민지\n하늘빌라 101호', '김민지\n하늘빌라 101호'],
    ['a phone', '나의 iPhone에서 보냄', '나의 iPhone에서 보냄'],
    ['a phone in English', 'Sent from my Galaxy', 'Sent from my Galaxy'],
    [
      'a business card',
      '----------------\n김민지 과장\nT. 02-123-4567',
      '----------------\n김민지 과장\nT. 02-123-4567',
    ],
  ])('a signature is parted: %s', (_, below, signature) => {
    expect(separate(`${said}\n\n${below}`)).toEqual({ said, quoted: null, signature })
  })

  it('a rule in the middle of a text is no signature', () => {
    const text = `${said}\n---\n두 번째 이야기입니다.\n다시 보내 주세요.`
    expect(separate(text).said).toBe(text)
  })

  it('long lines and many of them are no reason to fall over', () => {
    expect(separate(' '.repeat(1_000_000)).said).toBe('')
    expect(separate(`${'-'.repeat(500_000)}\n${'> a\n'.repeat(50_000)}끝`).said.endsWith('끝')).toBe(true)
    expect(separate(`${'From: a\n'.repeat(30_000)}`).quoted).toBeNull()
  })
})

describe('subjects', () => {
  it.each([
    ['Re: Re: RE: 배송 문의', '배송 문의'],
    ['답장: [Re] 회신: 배송  문의', '배송 문의'],
    ['FW: Fwd: 전달: 영수증', '영수증'],
    ['Re[2]: x', 'x'],
    ['Regarding x', 'Regarding x'],
    ['', ''],
  ])('%s is about %s', (given, bare) => {
    expect(bareSubject(given)).toBe(bare)
  })
  it('an answer is marked once', () => {
    expect(replySubject('RE: Re: 배송')).toBe('Re: 배송')
    expect(isReplySubject('답장: 배송')).toBe(true)
    expect(isReplySubject('Fwd: 배송')).toBe(false)
  })
})
