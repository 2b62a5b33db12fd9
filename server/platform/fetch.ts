// Everything that goes out to the world goes through this guard, so that a hostile address can hurt nobody.
import { Agent, type Dispatcher, request } from 'undici'
import { readAllowList } from './fetch/addresses.ts'
import { readBody } from './fetch/body.ts'
import { guardedConnector, type Resolve, systemResolve } from './fetch/connect.ts'
import { headersAfterRedirect, isRedirect, methodAfterRedirect, readUrl } from './fetch/redirect.ts'
import { isFetchRefusal, refuse } from './fetch/refusal.ts'

export type { Resolve } from './fetch/connect.ts'
export { isFetchRefusal } from './fetch/refusal.ts'

export type GuardOptions = {
  /** Test networks, from explicit configuration only: ranges (`127.0.0.0/8`) or hosts with a port (`localhost:2583`). */
  readonly allow?: readonly string[]
  /** Cap of a body, on the wire and unpacked. */
  readonly maxBytes: number
  /** From the first look-up to the last byte, redirects included. */
  readonly timeoutMs: number
  /** Longest silence of a server in the middle of its answer; a third of `timeoutMs` when it is left out. */
  readonly idleTimeoutMs?: number
  readonly maxRedirects: number
  readonly userAgent: string
  /** How names become addresses; the system's resolver when it is left out. */
  readonly resolve?: Resolve
}

export type GuardedRequest = {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly maxBytes?: number
  readonly timeoutMs?: number
  /** 0 for what must not reach another address than the one named. */
  readonly maxRedirects?: number
  readonly signal?: AbortSignal
}

export type Redirect = { readonly status: number; readonly to: string }

export type GuardedResponse = {
  readonly status: number
  /** Names in lower case; repeated fields joined by a comma, `set-cookie` by a line break. */
  readonly headers: Readonly<Record<string, string>>
  /** Where the answer came from, after all redirects. */
  readonly url: string
  /** The road there, in order; empty without redirects. */
  readonly redirects: readonly Redirect[]
  /** The whole body, unpacked. It has been read within its caps before this object exists, so this cannot fail. */
  bytes(): Promise<Uint8Array>
}

export type GuardedFetch = ((url: string, init?: GuardedRequest) => Promise<GuardedResponse>) & {
  /** Ends idle connections and lets running calls finish. */
  close(): Promise<void>
}

/** Answers' header fields are read up to this many bytes. */
const headerBytes = 32 * 1024

/**
 * Makes the guarded fetch. It calls http and https only, public addresses only (see `addresses.ts`), exactly the address
 * that was checked, and checks again at each redirect. Any answer of any status is returned; everything else is thrown
 * as a FetchRefusal whose `code` is one of FetchCode. It follows the redirect rules of RFC 9110 § 15.4, and hands
 * nothing that a caller added (authorization, keys, cookies) to another origin.
 */
export function createGuardedFetch(options: GuardOptions): GuardedFetch {
  const idleMs = options.idleTimeoutMs ?? Math.ceil(options.timeoutMs / 3)
  const agent = new Agent({
    connect: guardedConnector({
      allow: readAllowList(options.allow ?? []),
      resolve: options.resolve ?? systemResolve,
      connectTimeoutMs: idleMs,
    }),
    maxHeaderSize: headerBytes,
    headersTimeout: idleMs,
    bodyTimeout: idleMs,
    pipelining: 1,
  })

  const guardedFetch = async (url: string, init: GuardedRequest = {}): Promise<GuardedResponse> => {
    const timeoutMs = init.timeoutMs ?? options.timeoutMs
    const timer = new AbortController()
    const timeout = setTimeout(() => timer.abort(), timeoutMs)
    const signal = init.signal ? AbortSignal.any([timer.signal, init.signal]) : timer.signal
    try {
      return await endWith(signal, follow(agent, options, url, init, signal))
    } catch (error) {
      if (timer.signal.aborted) throw refuse('fetch.timeout', { timeoutMs })
      if (init.signal?.aborted) throw refuse('fetch.cancelled')
      throw translate(error, options.maxBytes, idleMs)
    } finally {
      clearTimeout(timeout)
    }
  }
  return Object.assign(guardedFetch, { close: () => agent.close() })
}

/** Ends with the signal at once, also while undici still waits for a connection, which it cannot call off. */
function endWith<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason)
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort)
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

async function follow(
  agent: Agent,
  options: GuardOptions,
  address: string,
  init: GuardedRequest,
  signal: AbortSignal,
): Promise<GuardedResponse> {
  const maxBytes = init.maxBytes ?? options.maxBytes
  const maxRedirects = init.maxRedirects ?? options.maxRedirects
  const redirects: Redirect[] = []
  let url = readUrl(address)
  let method: NonNullable<GuardedRequest['method']> = init.method ?? 'GET'
  let body = init.body
  let headers = ownHeaders(init.headers ?? {}, options.userAgent)

  for (;;) {
    const answer = await request(url, { dispatcher: agent, method, headers, body: body ?? null, signal })
    const location = answer.headers.location
    if (!isRedirect(answer.statusCode) || typeof location !== 'string') {
      return await finish(answer, url, redirects, method, maxBytes)
    }
    discard(answer.body)
    if (redirects.length >= maxRedirects) {
      throw refuse('fetch.too_many_redirects', { maxRedirects })
    }
    const next = readUrl(location, url)
    const nextMethod = methodAfterRedirect(answer.statusCode, method)
    const keepsBody = nextMethod === method
    headers = headersAfterRedirect(headers, { sameOrigin: next.origin === url.origin, keepsBody })
    if (!keepsBody) body = undefined
    redirects.push({ status: answer.statusCode, to: next.href })
    method = nextMethod
    url = next
  }
}

async function finish(
  answer: Dispatcher.ResponseData,
  url: URL,
  redirects: readonly Redirect[],
  method: string,
  maxBytes: number,
): Promise<GuardedResponse> {
  const headers = flatten(answer.headers)
  const bodiless = method === 'HEAD' || answer.statusCode === 204 || answer.statusCode === 304
  if (!bodiless && Number(headers['content-length'] ?? 0) > maxBytes) {
    discard(answer.body)
    throw refuse('fetch.too_large', { maxBytes })
  }
  if (bodiless) discard(answer.body)
  let bytes: Uint8Array = new Uint8Array(0)
  try {
    if (!bodiless) bytes = await readBody(answer.body, headers['content-encoding'] ?? '', maxBytes)
  } finally {
    discard(answer.body)
  }
  return { status: answer.statusCode, headers, url: url.href, redirects, bytes: async () => bytes }
}

/** Ends a body that nobody will read, its connection with it; errors of an unread body concern nobody. */
function discard(body: Dispatcher.ResponseData['body']): void {
  body.on('error', () => {})
  if (!body.readableEnded) body.destroy()
}

/** Fields that belong to the connection are ours to set; whatever a caller passes for them is dropped. */
function ownHeaders(headers: Readonly<Record<string, string>>, userAgent: string): Record<string, string> {
  const ours = new Set([
    'host',
    'connection',
    'keep-alive',
    'transfer-encoding',
    'content-length',
    'upgrade',
    'accept-encoding',
  ])
  const given = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !ours.has(name))
  return {
    'user-agent': userAgent,
    accept: '*/*',
    ...Object.fromEntries(given),
    'accept-encoding': 'gzip, deflate, br, zstd',
  }
}

function flatten(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(name === 'set-cookie' ? '\n' : ', ') : value
  }
  return flat
}

/** Turns what undici and Node throw into our codes; only the error's own code is kept, since messages hold addresses. */
function translate(error: unknown, maxBytes: number, idleMs: number): Error {
  if (isFetchRefusal(error)) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'].includes(code)) {
    return refuse('fetch.timeout', { timeoutMs: idleMs })
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW') {
    return refuse('fetch.too_large', { maxBytes: headerBytes })
  }
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return refuse('fetch.too_large', { maxBytes })
  if (code === 'UND_ERR_INVALID_ARG') return refuse('fetch.bad_url', { why: 'argument' })
  return refuse('fetch.network', { cause: code || 'unknown' })
}
