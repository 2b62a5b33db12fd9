/** How often a network may be asked, and what it says of that in its answers. */
import type { Manifest } from '../../contract/channels.ts'
import { retryAfterSeconds } from './failures.ts'

export type Operation = 'poll' | 'deliver'

/** A bucket that holds so many calls, and fills again within so many seconds. */
export interface Allowance {
  /** What the limit is counted by: an account, or a host. */
  readonly key: string
  readonly operation: Operation
  readonly calls: number
  readonly seconds: number
}

/** What is about to be asked, and in whose name. */
export interface Asking {
  readonly operation: Operation
  readonly accountId: string | null
  /** Where it is asked: the account's service, or the source's address. */
  readonly address: string
}

/** The bucket of a call; null where the network names no limit. */
export const allowanceOf = (manifest: Manifest, asking: Asking): Allowance | null => {
  const limit = manifest.limits?.find(one => one.operation === asking.operation)
  if (!limit) return null
  const host = URL.parse(asking.address)?.host ?? asking.address.slice(0, 200)
  const key = limit.per === 'account' && asking.accountId !== null ? `account:${asking.accountId}` : `host:${host}`
  return { key, operation: asking.operation, calls: limit.calls, seconds: limit.seconds }
}

/**
 * Seconds for which an answer says that nothing more may be asked: Retry-After (RFC 9110, 10.2.3), or a rate limit that
 * is used up, as `RateLimit` (draft-ietf-httpapi-ratelimit-headers) or as networks wrote it before. Null: go on.
 */
export const patienceOf = (headers: Readonly<Record<string, string>>, now: Date): number | null => {
  const asked = retryAfterSeconds(headers['retry-after'], now)
  if (asked !== null) return asked
  const structured = /(?:^|[;,\s])r=(\d+)[^,]*?;\s*t=(\d+)/.exec(headers.ratelimit ?? '')
  if (structured) return structured[1] === '0' ? Number(structured[2]) : null
  const remaining =
    headers['ratelimit-remaining'] ?? headers['x-ratelimit-remaining'] ?? headers['x-rate-limit-remaining']
  const reset = Number(headers['ratelimit-reset'] ?? headers['x-ratelimit-reset'] ?? headers['x-rate-limit-reset'])
  if (remaining?.trim() !== '0' || !Number.isFinite(reset) || reset < 0) return null
  // A small number is a span, a large one an instant in seconds since 1970.
  return Math.min(reset > 1e9 ? Math.max(0, Math.ceil(reset - now.getTime() / 1000)) : Math.ceil(reset), 86_400)
}
