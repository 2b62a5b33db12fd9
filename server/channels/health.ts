/** How accounts and sources are doing, told from what their rows remember; and when a failing source is read again. */
import type { Health, Todo } from '../../contract/channels.ts'
import type { Locale } from '../../contract/scalars.ts'
import type { Failure } from './connector.ts'
import { isFed } from './practice.ts'
import { isUnusuallyQuiet } from './rhythm.ts'
import { sentenceOf } from './sentences.ts'

interface HealthRow {
  ok_at: Date | null
  problem_code: string | null
  problem_params: unknown
  problem_at: Date | null
}

export interface SourceHealthRow extends HealthRow {
  kind: string
  paused_at: Date | null
  every_seconds: number | null
  failures: number
  added_at: Date
  /** The last time that it was read, well or not, and how long it was then to be left alone. */
  tried_at: Date | null
  wait_seconds: number | null
  /** The last time that it brought something new. */
  brought_at: Date | null
  rhythm: number[] | null
  longest_gap_seconds: number | null
}

/** How something is doing: what the heartbeat compares, keeps and announces. */
export interface Told {
  readonly state: Health['state']
  /** Of `broken` and `silent` only. */
  readonly code: string | null
  readonly params: unknown
  /** Since when it is not ok. */
  readonly since: Date | null
}

/** Failures in a row before a passing trouble counts as broken. */
const patience = 3
/** A stream says every few seconds that it lives. */
const streamSilenceSeconds = 120
/** A source that is due and not read for so long is read by nobody. */
const lateSeconds = 300

const fine: Told = { state: 'ok', code: null, params: {}, since: null }

export const accountState = (row: HealthRow): Told => {
  if (row.problem_code !== null) return broken(row)
  return row.ok_at === null ? { ...fine, state: 'waiting' } : fine
}

/** Paused by a person, broken, read by nobody, without a sign of life, quieter than it ever is: the first that holds. */
export const sourceState = (row: SourceHealthRow, now: Date): Told => {
  if (row.paused_at !== null) return { ...fine, state: 'paused', since: row.paused_at }
  if (row.problem_code !== null && row.failures >= patience) return broken(row)
  if (isFed(row.kind)) return row.ok_at === null ? { ...fine, state: 'waiting', since: row.added_at } : fine
  const late = lateSince(row, now)
  if (late !== null)
    return {
      state: 'silent',
      code: row.every_seconds === null ? 'channels.no_sign_of_life' : 'channels.not_read',
      params: {},
      since: late,
    }
  if (row.ok_at === null) return { ...fine, state: 'waiting', since: row.added_at }
  if (row.rhythm !== null && row.brought_at !== null) {
    const rhythm = { perHour: row.rhythm, longestGapSeconds: row.longest_gap_seconds ?? 0 }
    if (isUnusuallyQuiet(rhythm, row.brought_at, now))
      return { state: 'silent', code: 'channels.unusually_quiet', params: {}, since: row.brought_at }
  }
  return fine
}

const broken = (row: HealthRow): Told => ({
  state: 'broken',
  code: row.problem_code,
  params: row.problem_params,
  since: row.problem_at,
})

/** Since when a source should have been read or heard, and was not; null when it was. */
const lateSince = (row: SourceHealthRow, now: Date): Date | null => {
  const [last, patienceSeconds] =
    row.every_seconds === null
      ? [row.ok_at ?? row.added_at, row.ok_at === null ? lateSeconds : streamSilenceSeconds]
      : [
          row.tried_at ?? row.added_at,
          (row.tried_at === null ? 0 : (row.wait_seconds ?? row.every_seconds)) + lateSeconds,
        ]
  // A passing trouble of a stream is told when it has lasted: until then it is being opened again.
  return now.getTime() - last.getTime() > patienceSeconds * 1000 ? last : null
}

const healthOf = (row: HealthRow, told: Told, locale: Locale): Health => ({
  state: told.state,
  lastOkAt: row.ok_at?.toISOString() ?? null,
  since: (told.since ?? row.problem_at)?.toISOString() ?? null,
  problem: problemOf(told.code ?? row.problem_code, told.code === null ? row.problem_params : told.params, locale),
  todo: todoOf(told),
})

const problemOf = (code: string | null, params: unknown, locale: Locale): Health['problem'] =>
  code === null ? null : { code, message: sentenceOf(code, locale, params) }

export const accountHealth = (row: HealthRow, locale: Locale): Health => healthOf(row, accountState(row), locale)

export const sourceHealth = (row: SourceHealthRow, now: Date, locale: Locale): Health =>
  healthOf(row, sourceState(row, now), locale)

const helps: Readonly<Record<string, Todo>> = {
  'channels.credentials_refused': 'reconnect',
  'channels.second_factor_needed': 'reconnect',
  'channels.account_suspended': 'reconnect',
  'channels.account_disconnected': 'reconnect',
  'channels.mail_password_refused': 'reconnect',
  'channels.mail_app_password_needed': 'reconnect',
  'channels.mail_certificate_refused': 'reconnect',
  'channels.mail_no_tls': 'reconnect',
  'channels.mail_no_starttls': 'reconnect',
  'channels.mail_needs_encryption': 'reconnect',
  'channels.bad_address': 'check_address',
  'channels.address_refused': 'check_address',
  'channels.unknown_host': 'check_address',
  'channels.gone': 'check_address',
  'channels.place_forbidden': 'check_address',
  'channels.budget_spent': 'raise_budget',
  'channels.not_read': 'start_workers',
  'channels.unusually_quiet': 'look',
}

/** What a person can do: nothing while it is fine, wait where we go on by ourselves. */
export const todoOf = ({ state, code }: Pick<Told, 'state' | 'code'>): Todo | null => {
  if (state === 'paused') return 'resume'
  if (state === 'ok' || state === 'waiting') return null
  return helps[code ?? ''] ?? 'wait'
}

/** Permanent failures count as `patience` at once. */
export const failuresAfter = (failures: number, failure: Failure): number =>
  failure.class === 'try_again' ? failures + 1 : Math.max(failures + 1, patience)

const hour = 3600

/**
 * Seconds until a failing source is read again: what the network asked for; else a minute and two, so that a passing
 * trouble is told from a lasting one; then its usual pace doubled by each failure up to an hour. Refused credentials and
 * places that are gone are looked at once an hour.
 */
export const backOffSeconds = (failure: Failure, failures: number, everySeconds: number): number => {
  if (failure.afterSeconds !== undefined) return Math.min(Math.max(failure.afterSeconds, 1), 24 * hour)
  if (failure.class !== 'try_again') return Math.max(hour, everySeconds)
  const doublings = 2 ** Math.min(failures - 1, 10)
  if (failures < patience) return Math.min(everySeconds, 60) * doublings
  return Math.max(Math.min(everySeconds * doublings, hour), everySeconds)
}
