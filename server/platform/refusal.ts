/** Turns whatever was thrown into problem+json (RFC 9457) in the reader's language, and logs the unknown once. */
import { randomUUID } from 'node:crypto'
import type { FastifyError } from 'fastify'
import type { Problem } from '../../contract/problem.ts'
import type { Locale } from '../../contract/scalars.ts'
import { isDatabaseAway } from './db.ts'
import { AppError, type FieldRefusal, isAppError } from './errors.ts'
import { isFetchRefusal } from './fetch.ts'
import type { Log } from './log.ts'
import { countRefusal } from './metrics.ts'
import { type Sentences, sentence } from './sentences.ts'

interface Known {
  code: string
  status: number
  params: Readonly<Record<string, string | number>>
  fields: readonly FieldRefusal[]
  errorId?: string
}

/** @returns the problem to send; an unknown error is logged under the id that it shows. */
export const refuse = (error: unknown, locale: Locale, sentences: Sentences, log: Log, endpoint: string): Problem => {
  const known = recognise(error) ?? logUnknown(error, log, endpoint)
  countRefusal(known.code)
  const say = (code: string, params = known.params) => sentence(sentences, code, locale, params)
  return {
    type: `about:blank#${known.code}`,
    status: known.status,
    code: known.code,
    title: say(known.code),
    ...(known.fields.length > 0
      ? {
          fields: known.fields.map(({ path, message, params, place }) => ({
            path,
            message: say(message, params),
            ...(place ? { place } : {}),
          })),
        }
      : {}),
    ...(known.errorId ? { errorId: known.errorId } : {}),
  }
}

const recognise = (error: unknown): Known | null => {
  if (isAppError(error)) return { code: error.code, status: error.status, params: error.params, fields: error.fields }
  if (isFetchRefusal(error)) return { code: error.code, status: error.status, params: error.params, fields: [] }
  if (isDatabaseAway(error)) return { code: 'database_unavailable', status: 503, params: {}, fields: [] }
  return fromFastify(error)
}

/** Fastify's own refusals: bad JSON, bodies too large, unsupported media types, rate limits. */
const fromFastify = (error: unknown): Known | null => {
  const { statusCode, code } = (error ?? {}) as Partial<FastifyError>
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode >= 500) return null
  if (statusCode === 413) return { code: 'too_large', status: 413, params: {}, fields: [] }
  if (statusCode === 429) return { code: 'too_many_requests', status: 429, params: { seconds: 60 }, fields: [] }
  return {
    code: code === 'FST_ERR_NOT_FOUND' ? 'not_found' : 'invalid_request',
    status: statusCode,
    params: {},
    fields: [],
  }
}

const logUnknown = (error: unknown, log: Log, endpoint: string): Known => {
  const errorId = randomUUID().slice(0, 8)
  log.error('request.unexpected', error, { errorId, endpoint })
  return { code: 'internal', status: 500, params: { errorId }, fields: [], errorId }
}

/** A request from a page of another site that rides on the visitor's cookie. */
export const wrongOrigin = (): AppError => new AppError('wrong_origin', 403)
