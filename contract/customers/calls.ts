/** Calls: told by a telephone system over the API or a signed webhook; files of call records come in as imports. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant, shortText, uuid } from '../scalars.ts'

/** How a call ended. `missed`: nobody answered, or the caller hung up while waiting. `failed`: busy, or no connection. */
export const callOutcome = z.enum(['answered', 'missed', 'failed'])
export type CallOutcome = z.infer<typeof callOutcome>

const seconds = z.number().int().min(0).max(86_400)

/** A call that is over, as a telephone system tells it. */
export const newCall = z.object({
  /** The telephone system's own id: the same call again is nothing new, and may tell what was not known (a recording). */
  id: z.string().trim().min(1).max(200),
  direction: z.enum(['inbound', 'outbound']).default('inbound'),
  /** Numbers in any form: `010-1234-5678`, `+82 10…`, `(02) …`. Empty where withheld. */
  from: z.string().max(60),
  to: z.string().max(60).default(''),
  /** `answered`, `missed`, `failed`, or a telephone system's own word: `ANSWERED`, `NO ANSWER`, `BUSY`, `FAILED`, `CONGESTION`, `CANCEL`. */
  outcome: z.string().trim().min(1).max(40),
  startedAt: instant,
  /** From the first ring until somebody answered or hung up. */
  waitSeconds: seconds.nullable().default(null),
  talkSeconds: seconds.nullable().default(null),
  agent: z.string().trim().max(100).nullable().default(null),
  recordingUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable()
    .default(null),
})
export type NewCall = z.infer<typeof newCall>

const taken = z.object({
  calls: z.array(
    z.object({
      id: z.string(),
      outcome: callOutcome,
      /** Whose it is; null where the number was withheld or is an inner line. */
      customerId: z.uuid().nullable(),
      isNew: z.boolean(),
    }),
  ),
})

export const addCalls = endpoint({
  name: 'addCalls',
  method: 'POST',
  path: '/api/w/:workspaceId/calls',
  access: 'customers.edit',
  summary:
    'Tells calls that are over: each joins the timeline of whoever has the number, or makes a stranger. Safe to repeat.',
  body: z.object({
    /** Which telephone system: ids are unique within it. */
    system: z.string().trim().min(1).max(60).default('pbx'),
    calls: z.array(newCall).min(1).max(500),
  }),
  output: taken,
})

export const callLine = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Where the telephone system sends its webhooks; below the address of this server. */
  path: z.string(),
  addedAt: instant,
  addedBy: z.string(),
  lastCallAt: instant.nullable(),
  calls: z.number().int(),
})
export type CallLine = z.infer<typeof callLine>

export const listCallLines = endpoint({
  name: 'listCallLines',
  method: 'GET',
  path: '/api/w/:workspaceId/call-lines',
  access: 'customers.connect',
  summary: 'Telephone systems that tell their calls by webhook.',
  output: z.object({ items: z.array(callLine) }),
})

export const addCallLine = endpoint({
  name: 'addCallLine',
  method: 'POST',
  path: '/api/w/:workspaceId/call-lines',
  access: 'customers.connect',
  summary: 'Adds a telephone system. The secret that signs its webhooks is shown this once.',
  body: z.object({ name: shortText }),
  output: callLine.extend({ secret: z.string() }),
})

export const removeCallLine = endpoint({
  name: 'removeCallLine',
  method: 'DELETE',
  path: '/api/w/:workspaceId/call-lines/:lineId',
  access: 'customers.connect',
  summary: 'Refuses further webhooks of a telephone system. Calls that came stay.',
  params: z.object({ lineId: uuid }),
  output: z.object({ ok: z.literal(true) }),
})

export const callsEndpoints = [addCalls, listCallLines, addCallLine, removeCallLine] as const
