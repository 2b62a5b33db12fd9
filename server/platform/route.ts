/** What a room's `routes.ts` holds: endpoint → verb, nothing else. */
import type { AnyEndpoint, Endpoint, Input, Output } from '../../contract/endpoint.ts'
import type { Ctx, SystemCtx } from './ctx.ts'

/** The visit behind a request, for the few verbs that sign people in and out. */
export interface Visit {
  readonly headers: Headers
  readonly ip: string
  /** Where this server is reached: `PUBLIC_URL`, or what the request says. */
  readonly origin: string
  /** Adds a Set-Cookie header to the answer. */
  readonly setCookie: (cookie: string) => void
}

export interface Route {
  readonly endpoint: AnyEndpoint
  readonly run: (ctx: Ctx, input: never, visit: Visit) => Promise<unknown>
  /**
   * A verb that must speak to the outside before it writes (connecting an account asks the network):
   * runs outside any transaction, its result is handed to `run` as a fourth argument. What it must know first it reads in
   * a transaction of its own.
   */
  readonly before?: (ctx: Omit<Ctx, 'tx'>, input: never, inTransaction: InTransaction, visit: Visit) => Promise<unknown>
  /** Takes the bytes of the request a piece at a time, each in a transaction of its own, before `run`. */
  readonly takePiece?: (ctx: Ctx, input: never, piece: Piece) => Promise<void>
  /** `run` answers with a `Download` rather than with JSON. */
  readonly isDownload?: boolean
}

/** A stretch of what is uploaded, counted from 0. */
export interface Piece {
  readonly number: number
  readonly bytes: Uint8Array
}

/** Runs work in a transaction of its own, as the one who asked. */
export type InTransaction = <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>

/** A file that is made while it is sent. */
export interface Download {
  readonly fileName: string
  readonly contentType: string
  readonly bytes: (inTransaction: InTransaction) => AsyncIterable<Uint8Array>
}

/** Serves a workspace's endpoint by a verb `(ctx, input)`. */
export const on = <E extends Endpoint<never, never, never> | AnyEndpoint>(
  endpoint: E,
  run: (ctx: Ctx, input: Input<E>, visit: Visit) => Promise<Output<E>>,
): Route => ({ endpoint: endpoint as unknown as AnyEndpoint, run: run as Route['run'] })

/** Serves an endpoint above workspaces: public ones and those of the signed-in person. */
export const onSystem = <E extends AnyEndpoint>(
  endpoint: E,
  run: (ctx: SystemCtx, input: Input<E>, visit: Visit) => Promise<Output<E>>,
): Route => ({ endpoint: endpoint as unknown as AnyEndpoint, run: run as unknown as Route['run'] })

/** Serves an endpoint whose answer needs the outside first: `ask` outside any transaction, then `run` with what it learned. */
export const onAsking = <E extends AnyEndpoint, Learned>(
  endpoint: E,
  ask: (ctx: Omit<Ctx, 'tx'>, input: Input<E>, inTransaction: InTransaction, visit: Visit) => Promise<Learned>,
  run: (ctx: Ctx, input: Input<E>, learned: Learned, visit: Visit) => Promise<Output<E>>,
): Route => ({
  endpoint: endpoint as unknown as AnyEndpoint,
  before: ask as unknown as Route['before'],
  run: ((ctx: Ctx, input: Input<E>, visit: Visit, learned: Learned) =>
    run(ctx, input, learned, visit)) as unknown as Route['run'],
})

/**
 * Serves an endpoint whose request is a file (`application/octet-stream`): its bytes are handed over in pieces of up to
 * `pieceBytes` while they arrive, then `run` answers. A file over the cap of the configuration is refused with 413.
 */
export const onUpload = <E extends AnyEndpoint>(
  endpoint: E,
  takePiece: (ctx: Ctx, input: Input<E>, piece: Piece) => Promise<void>,
  run: (ctx: Ctx, input: Input<E>, visit: Visit) => Promise<Output<E>>,
): Route => ({
  endpoint: endpoint as unknown as AnyEndpoint,
  takePiece: takePiece as unknown as NonNullable<Route['takePiece']>,
  run: run as unknown as Route['run'],
})

/** Serves an endpoint that answers with a file, made page by page while it is sent. */
export const onDownload = <E extends AnyEndpoint>(
  endpoint: E,
  run: (ctx: Ctx, input: Input<E>, visit: Visit) => Promise<Download>,
): Route => ({ endpoint: endpoint as unknown as AnyEndpoint, isDownload: true, run: run as unknown as Route['run'] })
