/** What a refusal of the guarded fetch means for an account, a source or a delivery. */
import type { Failure } from './connector.ts'

const meanings: Readonly<Record<string, { code: string; class: Failure['class'] }>> = {
  'fetch.bad_url': { code: 'channels.bad_address', class: 'gone' },
  'fetch.address_refused': { code: 'channels.address_refused', class: 'gone' },
  'fetch.unknown_host': { code: 'channels.unknown_host', class: 'try_again' },
  'fetch.too_many_redirects': { code: 'channels.answer_unreadable', class: 'try_again' },
  'fetch.too_large': { code: 'channels.answer_too_large', class: 'try_again' },
  'fetch.bad_encoding': { code: 'channels.answer_unreadable', class: 'try_again' },
  'fetch.timeout': { code: 'channels.no_answer', class: 'try_again' },
  'fetch.cancelled': { code: 'channels.no_answer', class: 'try_again' },
  'fetch.network': { code: 'channels.unreachable', class: 'try_again' },
}

/** Of a message that may have arrived, where asking again tells no more: a person decides whether it is sent anew. */
export const outcomeUndecided = 'channels.outcome_undecided'

/** Null for errors that are no refusal of the fetch and carry no `failure` of a connector: those are ours, and are not to be swallowed. */
export const failureOf = (error: unknown): Failure | null => {
  if (error instanceof Error && 'failure' in error) return error.failure as Failure
  if (!(error instanceof Error) || !('code' in error)) return null
  return meanings[String(error.code)] ?? null
}

const neverLeft = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'])

/** Whether the request that failed so cannot have reached anybody. */
export const neverArrived = (error: unknown): boolean => {
  if (!(error instanceof Error) || !('code' in error)) return false
  if (['fetch.bad_url', 'fetch.address_refused', 'fetch.unknown_host'].includes(String(error.code))) return true
  const params = 'params' in error ? (error.params as Record<string, unknown>) : {}
  return error.code === 'fetch.network' && neverLeft.has(String(params.cause))
}

/** Seconds of a Retry-After header (RFC 9110, 10.2.3): a number, or a date against `now`; null for anything else. */
export const retryAfterSeconds = (header: string | undefined, now: Date): number | null => {
  if (header === undefined) return null
  const plain = header.trim()
  if (/^\d{1,9}$/.test(plain)) return Number(plain)
  const at = Date.parse(plain)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now.getTime()) / 1000))
}

/** What an HTTP status outside 2xx means when the network said nothing better. */
export const failureOfStatus = (status: number, retryAfter: number | null): Failure => {
  if (status === 429 || (status === 503 && retryAfter !== null)) {
    const seconds = retryAfter ?? 60
    return { class: 'try_again', code: 'channels.rate_limited', params: { seconds }, afterSeconds: seconds }
  }
  if (status === 401 || status === 403) return { class: 'refresh', code: 'channels.credentials_refused' }
  if (status === 404 || status === 410) return { class: 'gone', code: 'channels.gone' }
  if (status >= 500 || status === 408 || status === 425) {
    return { class: 'try_again', code: 'channels.server_trouble', params: { status } }
  }
  return { class: 'bad_content', code: 'channels.refused', params: { status } }
}
