import { describe, expect, it } from 'vitest'
import type { Failure } from './connector.ts'
import { failureOf, failureOfStatus, neverArrived, retryAfterSeconds } from './failures.ts'
import { accountHealth, backOffSeconds, failuresAfter, sourceHealth } from './health.ts'
import { measureText } from './measure.ts'
import { sentences } from './sentences.ts'

const now = new Date('2026-11-21T12:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const passing: Failure = { class: 'try_again', code: 'channels.unreachable' }
const source = {
  kind: 'feed',
  ok_at: ago(10) as Date | null,
  problem_code: null as string | null,
  problem_params: {},
  problem_at: null as Date | null,
  paused_at: null as Date | null,
  every_seconds: 300 as number | null,
  failures: 0,
  added_at: ago(9999),
}
const stateOf = (given: Partial<typeof source>) => sourceHealth({ ...source, ...given }, now, 'ko').state

describe('the health of a source', () => {
  it('tells waiting, ok, silent, broken and paused apart', () => {
    expect(stateOf({ ok_at: null })).toBe('waiting')
    expect(stateOf({})).toBe('ok')
    expect(stateOf({ ok_at: ago(961) })).toBe('silent')
    expect(stateOf({ every_seconds: null, ok_at: ago(121) })).toBe('silent')
    expect(stateOf({ paused_at: ago(5), problem_code: 'channels.gone', failures: 9 })).toBe('paused')
  })
  it('one passing trouble is none yet, the third is; refused credentials are at once', () => {
    const broken = { problem_code: 'channels.unreachable', problem_at: ago(60) }
    expect(stateOf({ ...broken, failures: failuresAfter(0, passing) })).toBe('ok')
    expect(stateOf({ ...broken, failures: failuresAfter(2, passing) })).toBe('broken')
    expect(failuresAfter(0, { class: 'refresh', code: 'channels.credentials_refused' })).toBe(3)
  })
  it('says the problem in the language of the reader', () => {
    const row = {
      ok_at: null,
      problem_code: 'channels.server_trouble',
      problem_params: { status: 502 },
      problem_at: now,
    }
    expect(accountHealth(row, 'ko').problem?.message).toContain('(502)')
    expect(accountHealth(row, 'en').problem?.message).toMatch(/^The network has trouble of its own \(502\)/)
  })
})

describe('patience', () => {
  it('doubles from the usual pace up to an hour, and obeys the network', () => {
    expect([1, 2, 3, 9].map(failures => backOffSeconds(passing, failures, 10))).toEqual([10, 20, 40, 2560])
    expect(backOffSeconds(passing, 40, 300)).toBe(3600)
    expect(backOffSeconds(passing, 1, 7200)).toBe(7200)
    expect(backOffSeconds({ ...passing, afterSeconds: 17 }, 9, 300)).toBe(17)
    expect(backOffSeconds({ ...passing, afterSeconds: 1e9 }, 9, 300)).toBe(86_400)
    expect(backOffSeconds({ class: 'gone', code: 'channels.gone' }, 3, 10)).toBe(3600)
  })
  it('reads Retry-After as seconds and as a date', () => {
    expect(retryAfterSeconds('120', now)).toBe(120)
    expect(retryAfterSeconds('Sat, 21 Nov 2026 12:00:30 GMT', now)).toBe(30)
    expect(retryAfterSeconds('Sat, 21 Nov 2026 11:00:00 GMT', now)).toBe(0)
    expect([undefined, 'soon', '-5', '1e3'].map(header => retryAfterSeconds(header, now)).slice(0, 2)).toEqual([
      null,
      null,
    ])
  })
})

describe('failures', () => {
  it('statuses mean what helps', () => {
    const classes = [401, 403, 404, 410, 429, 500, 503, 408, 400, 413].map(
      status => failureOfStatus(status, null).class,
    )
    expect(classes.slice(0, 8)).toEqual([
      'refresh',
      'refresh',
      'gone',
      'gone',
      'try_again',
      'try_again',
      'try_again',
      'try_again',
    ])
    expect(classes.slice(8)).toEqual(['bad_content', 'bad_content'])
    expect(failureOfStatus(429, 12)).toMatchObject({ afterSeconds: 12 })
    expect(failureOfStatus(503, 30)).toMatchObject({ code: 'channels.rate_limited', afterSeconds: 30 })
  })
  it('only refusals of the fetch are understood; our own errors are not swallowed', () => {
    const refused = (code: string, params = {}) => Object.assign(new Error(code), { code, params })
    expect(failureOf(refused('fetch.timeout'))).toMatchObject({ class: 'try_again' })
    expect(failureOf(new TypeError('a bug'))).toBeNull()
    expect(neverArrived(refused('fetch.network', { cause: 'ECONNREFUSED' }))).toBe(true)
    expect(neverArrived(refused('fetch.network', { cause: 'UND_ERR_SOCKET' }))).toBe(false)
    expect(neverArrived(refused('fetch.timeout'))).toBe(false)
  })
  it('every sentence is there in both languages with the same blanks', () => {
    for (const [code, { ko, en }] of Object.entries(sentences)) {
      const blanks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([blank]) => blank).sort()
      expect([code, blanks(ko)]).toEqual([code, blanks(en)])
      expect(ko).toMatch(/[가-힣]/)
    }
  })
})

it('a family of four is one grapheme, seven code points and 25 bytes', () => {
  const family = '👨‍👩‍👧‍👦'
  expect([measureText(family, 'graphemes'), measureText(family, 'characters'), measureText(family, 'bytes')]).toEqual([
    1, 7, 25,
  ])
})
