/** What a room may declare in its `jobs.ts`: reactions to facts, errands to the outside, clocks, and streams. */
import type { z } from 'zod'
import type { Ctx, SystemCtx, World } from './ctx.ts'
import type { Fact } from './outbox.ts'

/** Hears a fact; runs once per fact in one transaction, whatever is redelivered. */
export interface Reaction {
  readonly kind: 'reaction'
  readonly name: string
  readonly hears: Fact
  readonly run: (ctx: Ctx, payload: never) => Promise<void>
}

export const reaction = <P extends z.ZodObject>(declared: {
  name: string
  hears: Fact<P>
  run: (ctx: Ctx, payload: z.output<P>) => Promise<void>
}): Reaction => ({
  kind: 'reaction',
  ...declared,
  hears: declared.hears as unknown as Fact,
  run: declared.run as Reaction['run'],
})

/**
 * A job that talks to the outside between two transactions: `prepare` claims and plans (null: nothing to do),
 * `call` speaks to the network and must not touch the database, `settle` records the outcome.
 * Any step may run again after a crash: claims are idempotent, calls carry idempotency keys.
 */
export interface Errand {
  readonly kind: 'errand'
  readonly name: string
  readonly payload: z.ZodObject
  /** How often it is tried before it is dead; waits double from two seconds. */
  readonly tries: number
  /** Jobs of this queue at once in one process. */
  readonly atOnce: number
  /** Every job is sent with a key, and at most one of a key waits. */
  readonly isKeyed: boolean
  readonly prepare: (ctx: Ctx, payload: never) => Promise<unknown>
  readonly call: (world: World, plan: never, signal: AbortSignal) => Promise<unknown>
  readonly settle: (ctx: Ctx, plan: never, outcome: never) => Promise<void>
}

export const errand = <P extends z.ZodObject, Plan, Outcome>(declared: {
  name: string
  payload: P
  tries?: number
  atOnce?: number
  isKeyed?: boolean
  prepare: (ctx: Ctx, payload: z.output<P>) => Promise<Plan | null>
  call: (world: World, plan: Plan, signal: AbortSignal) => Promise<Outcome>
  settle: (ctx: Ctx, plan: Plan, outcome: Outcome) => Promise<void>
}): Errand => ({ kind: 'errand', tries: 8, atOnce: 4, isKeyed: false, ...declared }) as unknown as Errand

/** A job of the own room in one transaction. */
export interface Task {
  readonly kind: 'task'
  readonly name: string
  readonly payload: z.ZodObject
  /** Every job is sent with a key, and at most one of a key waits. */
  readonly isKeyed: boolean
  readonly run: (ctx: Ctx, payload: never) => Promise<void>
}

export const task = <P extends z.ZodObject>(declared: {
  name: string
  payload: P
  isKeyed?: boolean
  run: (ctx: Ctx, payload: z.output<P>) => Promise<void>
}): Task => ({ kind: 'task', isKeyed: false, ...declared }) as unknown as Task

/** Wakes every few seconds in one of the processes and looks over all workspaces; it starts jobs, it does no work. */
export interface Wake {
  readonly kind: 'wake'
  readonly name: string
  readonly everySeconds: number
  readonly run: (ctx: SystemCtx) => Promise<void>
}

export const wake = (declared: Omit<Wake, 'kind'>): Wake => ({ kind: 'wake', ...declared })

/**
 * A connection that stays open in exactly one process at a time, held by a lease. `find` lists the keys that should
 * be open; `open` yields batches from outside any transaction; `settle` stores one batch with its cursor.
 * A failed stream is opened again with back-off, from the cursor that `prepare` reads.
 */
export interface Stream {
  readonly kind: 'stream'
  readonly name: string
  /** A fact after which the keys may be others; without it they are looked for every few seconds only. */
  readonly looksOn?: Fact
  readonly find: (ctx: SystemCtx) => Promise<string[]>
  readonly prepare: (ctx: SystemCtx, key: string) => Promise<unknown>
  readonly open: (world: World, plan: never, signal: AbortSignal) => AsyncIterable<unknown>
  readonly settle: (ctx: SystemCtx, key: string, plan: never, batch: never) => Promise<void>
  /** Records that the stream broke, for the heartbeat. */
  readonly broke: (ctx: SystemCtx, key: string, error: unknown) => Promise<void>
}

export const stream = <Plan, Batch>(declared: {
  name: string
  looksOn?: Fact<z.ZodObject>
  find: (ctx: SystemCtx) => Promise<string[]>
  prepare: (ctx: SystemCtx, key: string) => Promise<Plan | null>
  open: (world: World, plan: Plan, signal: AbortSignal) => AsyncIterable<Batch>
  settle: (ctx: SystemCtx, key: string, plan: Plan, batch: Batch) => Promise<void>
  broke: (ctx: SystemCtx, key: string, error: unknown) => Promise<void>
}): Stream => ({ kind: 'stream', ...declared }) as unknown as Stream

export type Job = Reaction | Errand | Task | Wake | Stream
