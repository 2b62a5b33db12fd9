/** What agreements weigh when machines judge who is one person: what ships, or what the workspace's own customers taught. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant } from '../scalars.ts'

const bits = z.object({ same: z.number(), differs: z.number() })

const night = z.object({
  version: z.number().int(),
  madeAt: instant,
  /** Customers that were looked at, and decisions of people that the weights were held against. */
  people: z.number().int(),
  decided: z.number().int(),
  /** `worse`: people's decisions fit what held before better, so that goes on. */
  outcome: z.enum(['used', 'too_few', 'worse']),
})

export const getMatchWeights = endpoint({
  name: 'getMatchWeights',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/matching/weights',
  access: 'customers.merge',
  summary:
    'What agreeing and differing in each field weighs, in bits, as learned from this workspace’s customers, beside what held before and what ships.',
  output: z.object({
    isLearning: z.boolean(),
    /** The last night; null before the first. */
    last: night.nullable(),
    /** The night whose weights hold; null where those that ship do. */
    held: night.nullable(),
    fields: z.array(
      bits.extend({
        kind: z.string(),
        field: z.object({ ko: z.string(), en: z.string() }),
        before: bits,
        shipped: bits,
      }),
    ),
  }),
})

export const weightsEndpoints = [getMatchWeights] as const
