/** Likely matches: pairs that may be one person, with what speaks for and against, and the rules by which machines link. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant } from '../scalars.ts'
import { merge } from './merges.ts'
import { customer } from './people.ts'

const said = z.object({ ko: z.string(), en: z.string() })

/** How two agree in one field; bits above 0 speak for one person, below 0 against. Values are never told. */
export const matchEvidence = z.object({ kind: z.string(), bits: z.number(), field: said, says: said })
export type MatchEvidence = z.infer<typeof matchEvidence>

export const suggestion = z.object({
  id: z.uuid(),
  left: customer,
  right: customer,
  /** How likely both are one person, from 0 to 1. */
  chance: z.number(),
  evidence: z.array(matchEvidence),
  /** Orders count ten, anything else heard of either counts one. */
  stake: z.number().int(),
  madeAt: instant,
})
export type Suggestion = z.infer<typeof suggestion>

export const listSuggestions = endpoint({
  name: 'listSuggestions',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/suggestions',
  access: 'customers.merge',
  summary:
    'Pairs that may be one person, the most at stake first; those that were merged or refused are gone, and come back when that is undone.',
  output: z.object({ items: z.array(suggestion) }),
})

/** Keys that two may both have, verified. */
export const certainKey = z.enum(['email', 'phone', 'visitor', 'external'])

const matchRules = z.object({
  /** Whether a machine links pairs by itself. */
  isLinking: z.boolean(),
  /** Whether what the workspace's own customers teach about agreements holds; else what ships. */
  isLearning: z.boolean().default(true),
  /** From which chance on it does. */
  linkFrom: z.number().min(0.9).max(0.999999),
  /** From which chance on it suggests. */
  suggestFrom: z.number().min(0.5).max(0.999),
  /** Two who both have one of these, verified, are linked whatever else is known; the others wait until they are among these. */
  certainKeys: z.array(certainKey).max(4),
  /** What more people than this have in common is a bridge (a desk's number, a common name): by it nobody is compared. */
  mostHolders: z.number().int().min(2).max(500),
})
export type MatchRules = z.infer<typeof matchRules>

export const getMatching = endpoint({
  name: 'getMatching',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/matching',
  access: 'customers.merge',
  summary: 'The rules of matching, and of thirty days what machines linked and how much of it people undid.',
  output: z.object({ rules: matchRules, record: z.object({ made: z.number().int(), undone: z.number().int() }) }),
})

export const setMatchRules = endpoint({
  name: 'setMatchRules',
  method: 'PUT',
  path: '/api/w/:workspaceId/customers/matching/rules',
  access: 'customers.connect',
  summary: 'Changes the rules of matching. They hold for whoever arrives from now on.',
  body: matchRules.refine(rules => rules.suggestFrom < rules.linkFrom, { path: ['suggestFrom'] }),
  output: z.object({ rules: matchRules }),
})

export const listMachineLinks = endpoint({
  name: 'listMachineLinks',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/matching/links',
  access: 'customers.merge',
  summary: 'What machines linked in thirty days, undone ones too, newest first, at most 200.',
  output: z.object({
    items: z.array(
      merge.extend({
        /** Who both are now shown as; the left one alone where it was undone. */
        customerId: z.uuid(),
      }),
    ),
  }),
})

export const suggestionsEndpoints = [listSuggestions, getMatching, setMatchRules, listMachineLinks] as const
