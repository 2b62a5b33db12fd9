/** The one class of expected refusals, with the small factories that rooms throw. */

export type ErrorParams = Readonly<Record<string, string | number>>
export interface FieldRefusal {
  path: string
  /** A code of the sentences, or a sentence already. */
  message: string
  /** Fill the sentence, over the refusal's own. */
  params?: ErrorParams
  /** Where in the field's text, in UTF-16 units, and the whole text as it may have been meant. */
  place?: { at: number; length: number; suggestion: string }
}

/**
 * A refusal that was foreseen. `code` is stable and dotted; the edge turns it into problem+json with a sentence
 * in the reader's language, taken from the rooms' sentences and filled with `params`.
 */
export class AppError extends Error {
  readonly code: string
  readonly status: number
  readonly params: ErrorParams
  readonly fields: readonly FieldRefusal[]

  constructor(code: string, status: number, params: ErrorParams = {}, fields: readonly FieldRefusal[] = []) {
    super(code)
    this.name = 'AppError'
    this.code = code
    this.status = status
    this.params = params
    this.fields = fields
  }
}

/** 404: there is no such thing here, or it belongs to another workspace. */
export const notFound = (noun: string): AppError => new AppError('not_found', 404, { noun })
/** 409: it cannot be done in the state in which things are. */
export const conflict = (code: string, params?: ErrorParams): AppError => new AppError(code, 409, params)
/** 422: a field was refused; `code` is looked up in the sentences. */
export const invalid = (path: string, code: string, params?: ErrorParams): AppError =>
  new AppError(code, 422, params, [{ path, message: code }])
/** 401: nobody is signed in. */
export const unauthenticated = (): AppError => new AppError('unauthenticated', 401)
/** 403: signed in, without the permission. */
export const forbidden = (permission: string): AppError => new AppError('forbidden', 403, { permission })
/** 502 and its kin: the outside did not do what was asked. */
export const upstream = (code: string, params?: ErrorParams): AppError => new AppError(code, 502, params)

export const isAppError = (error: unknown): error is AppError => error instanceof AppError
