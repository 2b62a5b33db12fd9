/** The one way to the server: typed calls over the endpoints that the contract declares. */
import type { AnyEndpoint, CallInput, Output } from '../../contract/endpoint.ts'
import type { Problem } from '../../contract/problem.ts'
import { currentLocale } from './i18n.ts'
import { isProblemError, problemError } from './problem.ts'
import { buildRequest } from './request.ts'
import { words } from './words.ts'

export interface CallOptions {
  readonly workspaceId?: number | undefined
  readonly signal?: AbortSignal | undefined
  /** Of a POST; made here when it is left out. Hand in the same one to try again safely. */
  readonly idempotencyKey?: string | undefined
}

/**
 * Calls an endpoint.
 * @returns what the endpoint's `output` declares; the server is trusted to keep its word.
 * @throws ProblemError with the server's problem, or with code `network` and status 0 when none answered.
 */
export const call = async <E extends AnyEndpoint>(
  endpoint: E,
  input: CallInput<E>,
  options: CallOptions = {},
): Promise<Output<E>> => {
  const request = buildRequest(endpoint, input as Record<string, unknown>, options.workspaceId)
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': currentLocale() }
  if (request.body !== undefined) headers['content-type'] = 'application/json'
  if (request.method === 'POST' && !endpoint.isQuestion) headers['idempotency-key'] = options.idempotencyKey ?? newKey()
  const response = await send(request.url, {
    method: request.method,
    headers,
    body: request.body ?? null,
    signal: options.signal ?? null,
    credentials: 'same-origin',
  })
  if (!response.ok) throw problemError(await problemOf(response))
  return (await response.json()) as Output<E>
}

const send = async (url: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw problemError({ type: 'about:blank', status: 0, code: 'network', title: words.t('problem.network') })
  }
}

const problemOf = async (response: Response): Promise<Problem> => {
  const fallback: Problem = {
    type: 'about:blank',
    status: response.status,
    code: 'bad_answer',
    title: words.t('problem.badAnswer', { status: response.status }),
  }
  const answer: unknown = await response.json().catch(() => null)
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'title' in answer
    ? { ...fallback, ...(answer as Problem) }
    : fallback
}

/** A fresh Idempotency-Key; works on plain-HTTP networks, where `crypto.randomUUID` is missing. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')

/** Whether trying again might help: nobody answered, or the server was out of breath. */
export const isPassing = (error: unknown): boolean =>
  isProblemError(error) && (error.problem.status === 0 || error.problem.status === 502 || error.problem.status === 503)
