/** Connections: how each account and source is doing, what it usually brings, which limits and costs it meets. */
import { z } from 'zod'
import { done, endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'
import { purpose } from './accounts.ts'
import { channel, health } from './connectors.ts'

const operation = z.enum(['poll', 'deliver'])

export const connection = z.object({
  /** Of the account or the source. */
  id: z.uuid(),
  subject: z.enum(['account', 'source']),
  channel,
  name: z.string(),
  /** The handle, or the address that is listened to. */
  address: z.string(),
  /** Of sources only. */
  kind: z.string().nullable(),
  /** The account that a source listens through. */
  accountId: z.uuid().nullable(),
  /** Of accounts only. */
  purpose: purpose.nullable(),
  health,
  /** Items by the hour, oldest first, the first hour at `hoursFrom`; an account's are those of its sources. */
  hours: z.array(z.number().int()),
  /** What usually comes in a day; null while the past is too short to tell. */
  usualPerDay: z.number().nullable(),
  lastItemAt: instant.nullable(),
  /** When it is read next; null for streams, and while paused. */
  nextReadAt: instant.nullable(),
  /** How its news come: asked for, streamed, or told by a hub and asked for now and then. */
  way: z.enum(['poll', 'stream', 'hub']).nullable(),
  limits: z.array(
    z.object({
      operation,
      calls: z.number().int(),
      seconds: z.number().int(),
      /** Calls that may be made at this moment. */
      left: z.number().int(),
      /** The network asked for patience until then. */
      blockedUntil: instant.nullable(),
    }),
  ),
  /** Of accounts only: what it cost this month, in millionths of a US dollar. */
  monthMicros: z.number().int().nullable(),
  /** The newest turns of its health, newest first, at most five. */
  turns: z.array(
    z.object({
      state: health.shape.state,
      at: instant,
      began: instant,
      problem: health.shape.problem,
    }),
  ),
})
export type Connection = z.infer<typeof connection>

/** What a channel may cost in a month (UTC), in millionths of a US dollar. */
export const budget = z.object({
  channel,
  monthlyMicros: z.number().int(),
  spentMicros: z.number().int(),
  /** `near` from 80 %; `spent` from 100 %: nothing is asked or sent there until it is raised or the month ends. */
  state: z.enum(['fine', 'near', 'spent']),
})
export type Budget = z.infer<typeof budget>

export const listConnections = endpoint({
  name: 'listConnections',
  method: 'GET',
  path: '/api/w/:workspaceId/connections',
  access: 'channels.read',
  summary: 'Accounts and sources as connections: state, rhythm of the last three days, limits, costs, and what turned.',
  output: z.object({ items: z.array(connection), hoursFrom: instant, budgets: z.array(budget) }),
})

export const readSourceNow = endpoint({
  name: 'readSourceNow',
  method: 'POST',
  path: '/api/w/:workspaceId/sources/:sourceId/read',
  access: 'channels.manage',
  summary: 'Reads a source at once, whatever it waits for; limits of the network still hold.',
  params: z.object({ sourceId: uuid }),
  output: done,
})

export const listCosts = endpoint({
  name: 'listCosts',
  method: 'GET',
  path: '/api/w/:workspaceId/costs',
  access: 'channels.read',
  summary: 'What calls cost by the day (UTC) over the last 31 days; channels that cost nothing have no rows.',
  output: z.object({
    items: z.array(
      z.object({
        day: z.iso.date(),
        channel,
        operation: z.enum(['poll', 'item', 'deliver']),
        count: z.number().int(),
        micros: z.number().int(),
      }),
    ),
  }),
})

export const setBudget = endpoint({
  name: 'setBudget',
  method: 'PUT',
  path: '/api/w/:workspaceId/budgets/:channel',
  access: 'channels.manage',
  summary: 'Says what a channel may cost in a month; what waited for it goes on at once.',
  params: z.object({ channel }),
  body: z.object({ monthlyMicros: z.number().int().min(0).max(1_000_000_000_000) }),
  output: budget,
})

export const connectionEndpoints = [listConnections, readSourceNow, listCosts, setBudget] as const
