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
  tried_at: ago(10) as Date | null,
  wait_seconds: 300 as number | null,
  brought_at: null as Date | null,
  rhythm: null as number[] | null,
  longest_gap_seconds: null as number | null,
}
const healthIn = (given: Partial<typeof source>) => sourceHealth({ ...source, ...given }, now, 'ko')
const stateOf = (given: Partial<typeof source>) => healthIn(given).state

describe('the health of a source', () => {
  it('tells waiting, ok, silent, broken and paused apart', () => {
    expect(stateOf({ ok_at: null, tried_at: null, added_at: ago(9) })).toBe('waiting')
    expect(stateOf({})).toBe('ok')
    expect(stateOf({ every_seconds: null, ok_at: ago(121) })).toBe('silent')
    expect(stateOf({ paused_at: ago(5), problem_code: 'channels.gone', failures: 9 })).toBe('paused')
  })
  it('a source that is due and that nobody reads is silent, and says that the workers are not there', () => {
    expect(stateOf({ tried_at: ago(599) })).toBe('ok')
    const late = healthIn({ tried_at: ago(601) })
    expect(late).toMatchObject({ state: 'silent', problem: { code: 'channels.not_read' }, todo: 'start_workers' })
    expect(stateOf({ tried_at: ago(3000), wait_seconds: 3600 })).toBe('ok')
    expect(stateOf({ tried_at: null, ok_at: null, added_at: ago(301) })).toBe('silent')
  })
  it('a stream without a sign of life is silent, also one that never opened', () => {
    const stream = { every_seconds: null, tried_at: null, wait_seconds: null }
    expect(healthIn({ ...stream, ok_at: ago(121) }).problem?.code).toBe('channels.no_sign_of_life')
    expect(stateOf({ ...stream, ok_at: null, added_at: ago(299) })).toBe('waiting')
    expect(stateOf({ ...stream, ok_at: null, added_at: ago(301) })).toBe('silent')
  })
  it('a source that is read well and brings nothing, unlike itself, is silent since its last item', () => {
    const busy = { rhythm: Array.from({ length: 24 }, () => 120), longest_gap_seconds: 3600 }
    expect(stateOf({ ...busy, brought_at: ago(300) })).toBe('ok')
    const quiet = healthIn({ ...busy, brought_at: ago(600) })
    expect(quiet).toMatchObject({ state: 'silent', since: ago(600).toISOString(), todo: 'look' })
  })
  it('a played-in source is never late', () => {
    expect(stateOf({ kind: 'practice', every_seconds: null, ok_at: ago(99_999) })).toBe('ok')
  })
  it('what helps is said with the trouble', () => {
    const trouble = (problem_code: string) => healthIn({ problem_code, problem_at: ago(60), failures: 3 }).todo
    expect(
      ['credentials_refused', 'gone', 'unreachable', 'budget_spent'].map(code => trouble(`channels.${code}`)),
    ).toEqual(['reconnect', 'check_address', 'wait', 'raise_budget'])
    expect([healthIn({}).todo, healthIn({ paused_at: ago(5) }).todo]).toEqual([null, 'resume'])
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
    expect(backOffSeconds(passing, 3, 7200)).toBe(7200)
    expect(backOffSeconds({ ...passing, afterSeconds: 17 }, 9, 300)).toBe(17)
    expect(backOffSeconds({ ...passing, afterSeconds: 1e9 }, 9, 300)).toBe(86_400)
    expect(backOffSeconds({ class: 'gone', code: 'channels.gone' }, 3, 10)).toBe(3600)
  })
  it('looks again after a minute and after two, so that a lasting trouble is told within minutes', () => {
    expect([1, 2, 3].map(failures => backOffSeconds(passing, failures, 900))).toEqual([60, 120, 3600])
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
