/** Facts and jobs, handed to the queue inside the transaction that made them true. */
import { z } from 'zod'
import type { Tx } from './tx.ts'

/** A fact that a room announces: past tense, ids in batches, never texts. */
export interface Fact<P extends z.ZodObject = z.ZodObject> {
  readonly name: string
  readonly payload: P
}

export const fact = <P extends z.ZodObject>(name: string, payload: P): Fact<P> => ({ name, payload })

/** The usual payload: ids of one batch. */
export const idsOf = z.object({ ids: z.array(z.uuid()).min(1).max(2000) })

export interface Envelope {
  workspaceId: number
  /** The fact's own id: consumers meet it more than once and in any order. */
  eventId: string
  payload: Record<string, unknown>
}

export interface SendOptions {
  /** Seconds from now. */
  afterSeconds?: number
  /** One waiting job per key. */
  key?: string
}

/** What open screens are told: ids of a fact. */
export interface LiveNotice {
  workspaceId: number
  fact: string
  ids: string[]
  /** Whose screens are told, at most 100 members; everybody who may hear the fact where absent. */
  members?: string[]
}

/** The queue as verbs see it; each call takes part in `tx`. */
export interface Outbox {
  /** Queues a message for every consumer that hears the fact. */
  publish(tx: Tx, factName: string, envelope: Envelope): Promise<void>
  send(tx: Tx, queue: string, envelope: Envelope, options?: SendOptions): Promise<void>
  /** Tells open screens, at commit. */
  notify(tx: Tx, message: LiveNotice): Promise<void>
}
