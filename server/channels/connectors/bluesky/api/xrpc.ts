/** XRPC (atproto.com/specs/xrpc): one call, and what a refusal means. */
import { z } from 'zod'
import { readClock } from '../../../../platform/clock.ts'
import type { Failure, Outside } from '../../../connector.ts'
import { failureOf, failureOfStatus, neverArrived, retryAfterSeconds } from '../../../failures.ts'
import { parseJson } from '../json.ts'
import { dpopProof, type Key } from '../oauth.ts'
import { keepNonce, noncesOf } from './nonces.ts'

export interface XrpcCall {
  readonly service: string
  readonly method: string
  /** Query parameters; arrays repeat the name. */
  readonly params?: Readonly<Record<string, string | number | readonly string[] | undefined>>
  /** Makes it a procedure. */
  readonly input?: unknown
  /** Bytes instead of JSON; makes it a procedure too. */
  readonly bytes?: { readonly bytes: Uint8Array; readonly contentType: string }
  readonly isProcedure?: boolean
  readonly token?: string | undefined
  /** A token that is bound to a key: each call proves that it is ours. */
  readonly dpop?: { readonly token: string; readonly key: Key } | undefined
  readonly signal?: AbortSignal | undefined
}

export interface XrpcRefusal {
  readonly ok: false
  /** Null when no answer came. */
  readonly status: number | null
  /** The network's own word, such as `ExpiredToken`. */
  readonly error: string
  readonly failure: Failure
  /** Whether the server may have done what was asked, although we cannot know. */
  readonly mayHaveArrived: boolean
}
export type XrpcAnswer = { readonly ok: true; readonly data: unknown } | XrpcRefusal

const refusalBody = z.object({ error: z.string().catch(''), message: z.string().optional().catch(undefined) })
const timeoutMs = 12_000

/** Never throws for what the network or the guard refuses: that comes back with what helps. */
export const xrpc = async (outside: Outside, call: XrpcCall): Promise<XrpcAnswer> => {
  const first = await ask(outside, call)
  // The server wants to see a nonce of its own; what it refused so was not done.
  const wantsNonce = !first.ok && call.dpop !== undefined && first.error === 'use_dpop_nonce'
  return wantsNonce ? ask(outside, call) : first
}

const ask = async (outside: Outside, call: XrpcCall): Promise<XrpcAnswer> => {
  const isProcedure = call.isProcedure ?? (call.input !== undefined || call.bytes !== undefined)
  const headers: Record<string, string> = { accept: 'application/json' }
  if (call.token !== undefined) headers.authorization = `Bearer ${call.token}`
  const url = addressOf(call)
  const method = isProcedure ? 'POST' : 'GET'
  if (call.dpop !== undefined) {
    const nonce = noncesOf(outside).get(new URL(url).origin)
    headers.authorization = `DPoP ${call.dpop.token}`
    headers.dpop = dpopProof({ ...call.dpop, method, url, now: readClock(), nonce })
  }
  if (call.input !== undefined) headers['content-type'] = 'application/json'
  if (call.bytes !== undefined) headers['content-type'] = call.bytes.contentType
  try {
    const answer = await outside.fetch(url, {
      method,
      headers,
      timeoutMs,
      ...(call.input === undefined ? {} : { body: JSON.stringify(call.input) }),
      ...(call.bytes === undefined ? {} : { body: call.bytes.bytes }),
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    })
    if (call.dpop !== undefined) keepNonce(outside, url, answer.headers)
    const data = readJson(await answer.bytes())
    if (answer.status >= 200 && answer.status < 300) {
      return data === undefined ? unreadable(answer.status, isProcedure) : { ok: true, data }
    }
    return refusalOf(answer.status, answer.headers, data)
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) throw error
    return { ok: false, status: null, error: '', failure, mayHaveArrived: !neverArrived(error) }
  }
}

const addressOf = (call: XrpcCall): string => {
  const url = new URL(`/xrpc/${call.method}`, call.service)
  for (const [name, value] of Object.entries(call.params ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) url.searchParams.append(name, String(one))
    }
  }
  return url.href
}

/** An empty body is an empty answer; undefined for what is no JSON. */
const readJson = (bytes: Uint8Array): unknown => (bytes.length === 0 ? {} : parseJson(new TextDecoder().decode(bytes)))

const unreadable = (status: number, mayHaveArrived: boolean): XrpcRefusal => ({
  ok: false,
  status,
  error: '',
  failure: { class: 'try_again', code: 'channels.answer_unreadable' },
  mayHaveArrived,
})

/** Words of the network that mean more than their status. */
const words: Readonly<Record<string, Failure>> = {
  AuthFactorTokenRequired: { class: 'refresh', code: 'channels.second_factor_needed' },
  AccountTakedown: { class: 'refresh', code: 'channels.account_suspended' },
  AccountDeactivated: { class: 'refresh', code: 'channels.account_suspended' },
  ExpiredToken: { class: 'refresh', code: 'channels.credentials_refused' },
  InvalidToken: { class: 'refresh', code: 'channels.credentials_refused' },
  AuthMissing: { class: 'refresh', code: 'channels.credentials_refused' },
  AuthenticationRequired: { class: 'refresh', code: 'channels.credentials_refused' },
  invalid_token: { class: 'refresh', code: 'channels.credentials_refused' },
  InvalidRecord: { class: 'bad_content', code: 'channels.content_refused' },
}

const refusalOf = (status: number, headers: Readonly<Record<string, string>>, data: unknown): XrpcRefusal => {
  const parsed = refusalBody.safeParse(data)
  const error = parsed.success ? parsed.data.error : ''
  const failure = words[error] ?? failureOfStatus(status, waitSeconds(headers))
  return { ok: false, status, error, failure, mayHaveArrived: status >= 500 && failure.afterSeconds === undefined }
}

/** Retry-After, or `ratelimit-reset` (seconds since 1970) against the server's own clock. */
const waitSeconds = (headers: Readonly<Record<string, string>>): number | null => {
  const serverNow = new Date(headers.date ?? Number.NaN)
  const said = retryAfterSeconds(headers['retry-after'], serverNow)
  if (said !== null && Number.isFinite(said)) return said
  const reset = Number(headers['ratelimit-reset'])
  if (!Number.isFinite(reset) || Number.isNaN(serverNow.getTime())) return null
  return Math.max(1, Math.ceil(reset - serverNow.getTime() / 1000))
}
