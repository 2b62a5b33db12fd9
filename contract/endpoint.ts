/** An endpoint as plain data: declared once here, served by the server, called typed by the web, listed in OpenAPI. */
import { z } from 'zod'
import type { Permission } from './permissions.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Who may call: a permission inside the workspace of the path, anybody with a session (`signed-in`), or everybody (`public`).
 */
export type Access = Permission | 'signed-in' | 'public'

type Shape = z.ZodObject
type Nothing = z.ZodObject<Record<never, never>>

export interface Endpoint<
  P extends Shape = Shape,
  Q extends Shape = Shape,
  B extends Shape = Shape,
  O extends z.ZodType = z.ZodType,
> {
  /** The verb, unique over the API; OpenAPI's operationId. */
  readonly name: string
  readonly method: Method
  /** `:name` marks a parameter. Everything inside a workspace stands below `/api/w/:workspaceId`. */
  readonly path: string
  readonly access: Access
  /** One sentence for the API page. */
  readonly summary: string
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly output: O
  /** A POST that changes nothing, because its question is too long for an address: its answer is not kept under a key. */
  readonly isQuestion?: boolean
  /** A change of what passes by itself (who looks, what somebody types): the audit log is not told of each. */
  readonly isPassing?: boolean
}

export type AnyEndpoint = Endpoint

/** An object without fields adds nothing, rather than forbidding the others' fields. */
type Fields<T> = string extends keyof T ? unknown : T

/** What a verb gets: parameters, query and body as one flat object, parsed. */
export type Input<E> =
  E extends Endpoint<infer P, infer Q, infer B, z.ZodType>
    ? Fields<z.output<P>> & Fields<z.output<Q>> & Fields<z.output<B>>
    : never
/** What a caller hands in. */
export type CallInput<E> =
  E extends Endpoint<infer P, infer Q, infer B, z.ZodType>
    ? Fields<z.input<P>> & Fields<z.input<Q>> & Fields<z.input<B>>
    : never
export type Output<E> = E extends Endpoint<Shape, Shape, Shape, infer O> ? z.output<O> : never

const nothing: Nothing = z.object({})

interface Declaration<P extends Shape, Q extends Shape, B extends Shape, O extends z.ZodType> {
  name: string
  method: Method
  path: string
  access: Access
  summary: string
  params?: P
  query?: Q
  body?: B
  output: O
  isQuestion?: boolean
  isPassing?: boolean
}

/** Declares an endpoint. A `workspaceId` of the path is added to its parameters by itself. */
export const endpoint = <
  O extends z.ZodType,
  P extends Shape = Nothing,
  Q extends Shape = Nothing,
  B extends Shape = Nothing,
>(
  declared: Declaration<P, Q, B, O>,
): Endpoint<P, Q, B, O> =>
  Object.freeze({
    ...declared,
    params: (declared.params ?? nothing) as P,
    query: (declared.query ?? nothing) as Q,
    body: (declared.body ?? nothing) as B,
  })

/** Done, nothing to say. */
export const done = z.object({ ok: z.literal(true) })
