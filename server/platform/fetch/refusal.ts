// The refusals of everything that goes out: stable codes, and parameters that never hold a path, a query or a secret.
import { AppError, type ErrorParams, isAppError } from '../errors.ts'

/** Codes a caller may branch on; their sentences are looked up by code at the edge. */
export type FetchCode =
  | 'fetch.bad_url'
  | 'fetch.address_refused'
  | 'fetch.unknown_host'
  | 'fetch.too_many_redirects'
  | 'fetch.too_large'
  | 'fetch.bad_encoding'
  | 'fetch.timeout'
  | 'fetch.cancelled'
  | 'fetch.network'

export type FetchRefusal = AppError & { readonly code: FetchCode }

const statuses: Record<FetchCode, number> = {
  'fetch.bad_url': 422,
  'fetch.address_refused': 422,
  'fetch.unknown_host': 502,
  'fetch.too_many_redirects': 502,
  'fetch.too_large': 502,
  'fetch.bad_encoding': 502,
  'fetch.timeout': 504,
  'fetch.cancelled': 499,
  'fetch.network': 502,
}

/** Makes a refusal; `params` name at most a host, a limit or an operating system's error code. */
export function refuse(code: FetchCode, params: ErrorParams = {}): FetchRefusal {
  return new AppError(code, statuses[code], params) as FetchRefusal
}

export function isFetchRefusal(error: unknown): error is FetchRefusal {
  return isAppError(error) && error.code in statuses
}
