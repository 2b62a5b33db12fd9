/** How accounts and sources are doing, told from what their rows remember; and when a failing source is read again. */
import type { Health } from '../../contract/channels.ts'
import type { Locale } from '../../contract/scalars.ts'
import type { Failure } from './connector.ts'
import { practiceKind } from './practice.ts'
import { sentenceOf } from './sentences.ts'

interface HealthRow {
  ok_at: Date | null
  problem_code: string | null
  problem_params: unknown
  problem_at: Date | null
}

/** Failures in a row before a passing trouble counts as broken. */
const patience = 3
/** A stream says every few seconds that it lives. */
const streamSilenceSeconds = 120

const problemOf = (row: HealthRow, locale: Locale): Health['problem'] =>
  row.problem_code === null
    ? null
    : { code: row.problem_code, message: sentenceOf(row.problem_code, locale, row.problem_params) }

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

export const accountHealth = (row: HealthRow, locale: Locale): Health => ({
  state: row.problem_code !== null ? 'broken' : row.ok_at === null ? 'waiting' : 'ok',
  lastOkAt: iso(row.ok_at),
  since: iso(row.problem_at),
  problem: problemOf(row, locale),
})

export const sourceHealth = (
  row: HealthRow & {
    kind: string
    paused_at: Date | null
    every_seconds: number | null
    failures: number
    added_at: Date
  },
  now: Date,
  locale: Locale,
): Health => {
  const problem = problemOf(row, locale)
  const told = { lastOkAt: iso(row.ok_at), problem }
  if (row.paused_at !== null) return { ...told, state: 'paused', since: iso(row.paused_at) }
  if (row.problem_code !== null && isBroken(row.failures))
    return { ...told, state: 'broken', since: iso(row.problem_at) }
  if (row.ok_at === null) return { ...told, state: 'waiting', since: iso(row.added_at) }
  if (row.kind === practiceKind) return { ...told, state: 'ok', since: null }
  const quiet = (now.getTime() - row.ok_at.getTime()) / 1000
  if (quiet > silenceSeconds(row.every_seconds)) return { ...told, state: 'silent', since: iso(row.ok_at) }
  return { ...told, state: 'ok', since: iso(row.problem_at) }
}

/** Permanent failures count as `patience` at once. */
export const failuresAfter = (failures: number, failure: Failure): number =>
  failure.class === 'try_again' ? failures + 1 : Math.max(failures + 1, patience)

const isBroken = (failures: number): boolean => failures >= patience

/** Not heard of for so long, a source is silent: three polls and a minute, or two minutes of a stream. */
const silenceSeconds = (everySeconds: number | null): number =>
  everySeconds === null ? streamSilenceSeconds : everySeconds * 3 + 60

const hour = 3600

/**
 * Seconds until a failing source is read again: what the network asked for, else its usual pace doubled by each
 * failure up to an hour; refused credentials and places that are gone are looked at once an hour.
 */
export const backOffSeconds = (failure: Failure, failures: number, everySeconds: number): number => {
  if (failure.afterSeconds !== undefined) return Math.min(Math.max(failure.afterSeconds, 1), 24 * hour)
  if (failure.class !== 'try_again') return Math.max(hour, everySeconds)
  return Math.max(Math.min(everySeconds * 2 ** Math.min(failures - 1, 10), hour), everySeconds)
}
