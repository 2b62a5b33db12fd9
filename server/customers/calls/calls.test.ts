import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readOutcome } from './outcome.ts'
import { areCalls, type Call, callColumns, joinLegs, readCallRow } from './records.ts'
import { makeCallSecret, verifyCall } from './signing.ts'
import { unansweredOf } from './unanswered.ts'

const momentOf = (written: string) => (written === '' ? null : new Date(`${written.replace(' ', 'T')}+09:00`))

describe('how a call ended', () => {
  it('is read in the words of exchanges, in English and Korean', () => {
    for (const word of ['ANSWERED', 'answered', '통화 완료', '응답']) expect(readOutcome(word), word).toBe('answered')
    for (const word of ['NO ANSWER', 'no-answer', 'CANCEL', '부재중', '포기호'])
      expect(readOutcome(word), word).toBe('missed')
    for (const word of ['BUSY', 'FAILED', 'CONGESTION', '통화중', '연결 실패'])
      expect(readOutcome(word), word).toBe('failed')
  })

  it('a word that is no end is none', () => {
    for (const word of ['ringing', 'in-progress', '', '대기']) expect(readOutcome(word), word).toBeNull()
  })
})

describe('files of call records', () => {
  const header = 'acctId,src,dst,dcontext,clid,start,answer,end,duration,billsec,disposition,uniqueid,userfield'.split(
    ',',
  )
  const columns = callColumns(header)
  const read = (row: string) => readCallRow(row.split(','), columns, momentOf)

  it('of an Asterisk or Grandstream exchange are known by their header', () => {
    expect(areCalls(columns)).toBe(true)
    expect(areCalls(callColumns(['Name', 'Email', 'Phone']))).toBe(false)
  })

  it('tell who called, how it ended, how long they waited, and where it was recorded', () => {
    expect(
      read(
        '1,01012345678,15881234,in,x,2026-11-24 10:00:00,2026-11-24 10:00:42,2026-11-24 10:03:00,180,138,ANSWERED,u.1,https://pbx.example/r/1.wav',
      ),
    ).toEqual({
      ok: true,
      call: {
        id: 'u.1',
        direction: 'inbound',
        number: '+821012345678',
        outcome: 'answered',
        cause: 'ANSWERED',
        startedAt: new Date('2026-11-24T01:00:00Z'),
        waitSeconds: 42,
        talkSeconds: 138,
        agent: null,
        recordingUrl: 'https://pbx.example/r/1.wav',
      },
    })
    const failed = read('2,010-1234-5678,15881234,in,x,2026-11-24 11:00:00,,2026-11-24 11:01:30,90,0,NO ANSWER,u.2,')
    expect(failed.ok && [failed.call.outcome, failed.call.waitSeconds, failed.call.talkSeconds]).toEqual([
      'missed',
      90,
      null,
    ])
  })

  it('a call from an inner line goes out: the customer is who was called', () => {
    const out = read('3,101,010-1234-5678,out,x,2026-11-24 12:00:00,,,20,0,BUSY,u.3,')
    expect(out.ok && [out.call.direction, out.call.number]).toEqual(['outbound', '+821012345678'])
  })

  it('of Korean services are read too', () => {
    const korean = callColumns(['통화일시', '발신번호', '수신번호', '통화결과', '대기시간(초)', '통화시간', '상담원'])
    const row = ['2026-11-24 10:00:00', '010-1234-5678', '1588-1234', '통화완료', '12', '1분 15초', '지우']
    const call = readCallRow(row, korean, momentOf)
    expect(call.ok && [call.call.waitSeconds, call.call.talkSeconds, call.call.agent]).toEqual([12, 75, '지우'])
  })

  it('rows without a time or an end are refused, each by itself', () => {
    expect(read('4,010-1234-5678,1,in,x,,,,0,0,ANSWERED,u.4,')).toEqual({ ok: false, why: 'no_time' })
    expect(read('5,010-1234-5678,1,in,x,2026-11-24 10:00:00,,,0,0,??,u.5,')).toEqual({ ok: false, why: 'no_outcome' })
  })

  it('a recording that is no web address is left out', () => {
    const call = read('6,010-1234-5678,1,in,x,2026-11-24 10:00:00,,,5,5,ANSWERED,u.6,javascript:alert(1)')
    expect(call.ok && call.call.recordingUrl).toBeNull()
  })

  it('a call that was forwarded is one call, answered by whoever answered', () => {
    const leg = (outcome: Call['outcome'], minute: number): Call => ({
      id: 'u.7',
      direction: 'inbound',
      number: '+821012345678',
      outcome,
      cause: outcome,
      startedAt: new Date(Date.UTC(2026, 10, 24, 1, minute)),
      waitSeconds: null,
      talkSeconds: null,
      agent: null,
      recordingUrl: null,
    })
    const [call, ...more] = joinLegs([leg('missed', 0), leg('answered', 1), leg('missed', 2)])
    expect(more).toEqual([])
    expect([call?.outcome, call?.startedAt.getUTCMinutes()]).toEqual(['answered', 0])
  })
})

describe('signed webhooks of telephone systems', () => {
  const secret = makeCallSecret()
  const now = new Date('2026-11-28T03:00:00Z')
  const body = new TextEncoder().encode('{"id":"1"}')
  const sign = (id: string, timestamp: number, bytes = body, key = secret) =>
    new Headers({
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': `v1,${createHmac('sha256', Buffer.from(key.slice(6), 'base64'))
        .update(`${id}.${timestamp}.`)
        .update(bytes)
        .digest('base64')}`,
    })
  const seconds = now.getTime() / 1000

  it('are believed when the signature fits and they are fresh', () => {
    expect(verifyCall(secret, sign('m1', seconds), body, now)).toEqual({ ok: true, id: 'm1' })
    const two = sign('m1', seconds)
    two.set('webhook-signature', `v1,AAAA ${two.get('webhook-signature')}`)
    expect(verifyCall(secret, two, body, now).ok).toBe(true)
  })

  it('are refused unsigned, stale, with another secret, or with another body', () => {
    const why = (headers: Headers, bytes = body) => {
      const verified = verifyCall(secret, headers, bytes, now)
      return verified.ok ? 'believed' : verified.why
    }
    expect(why(new Headers())).toBe('unsigned')
    expect(why(sign('m1', seconds - 301))).toBe('stale')
    expect(why(sign('m1', seconds + 301))).toBe('stale')
    expect(why(sign('m1', seconds, body, makeCallSecret()))).toBe('forged')
    expect(why(sign('m1', seconds), new TextEncoder().encode('{"id":"2"}'))).toBe('forged')
  })
})

describe('calls that got nobody', () => {
  const now = new Date('2026-11-28T03:00:00Z')
  const call = (hoursAgo: number, outcome: Call['outcome'], direction: Call['direction'] = 'inbound') => ({
    direction,
    outcome,
    started_at: new Date(now.getTime() - hoursAgo * 3600_000),
  })

  it('are counted since the last that was answered', () => {
    const calls = [call(50, 'missed'), call(40, 'answered'), call(3, 'failed'), call(2, 'missed'), call(1, 'failed')]
    expect(unansweredOf(calls, now)).toMatchObject({ unanswered: 3, lastUnansweredAt: calls[4]?.started_at })
  })

  it('our own that reached nobody are not theirs, and old ones are past', () => {
    expect(unansweredOf([call(1, 'missed', 'outbound'), call(24 * 31, 'missed')], now).unanswered).toBe(0)
  })
})
