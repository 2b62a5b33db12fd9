/** The silence ledger: every mention and how it ended, with nothing left out; by hour, channel and topic. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant } from '../scalars.ts'
import { mentionState } from './mentions.ts'

const count = z.number().int()
const period = { from: instant, to: instant }

/** The four states add up to `total`. */
const ledger = z.object({
  total: count,
  states: z.record(mentionState, count),
  negativePending: count,
  negativeTotal: count,
})

export const getLedger = endpoint({
  name: 'getLedger',
  method: 'GET',
  path: '/api/w/:workspaceId/ledger',
  access: 'listening.read',
  summary: 'The silence ledger: how the mentions of a period ended, and how many complaints nobody answered.',
  query: z.object(period),
  output: ledger,
})

export const ledgerPart = ledger.extend({
  /** An hour of the day (`0` to `23`) in the workspace's zone, a channel, or the id of a topic. */
  key: z.string(),
  name: z.string().nullable(),
})
export type LedgerPart = z.infer<typeof ledgerPart>

export const listLedgerParts = endpoint({
  name: 'listLedgerParts',
  method: 'GET',
  path: '/api/w/:workspaceId/ledger/parts',
  access: 'listening.read',
  summary:
    'The ledger in parts, from roll-ups: by hour of the day, by channel, or by topic, where one may count twice.',
  query: z.object({ ...period, by: z.enum(['hour', 'channel', 'topic']) }),
  output: z.object({ items: z.array(ledgerPart) }),
})

export const ledgerEndpoints = [getLedger, listLedgerParts] as const
