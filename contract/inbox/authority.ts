/** Authority: what each role may grant alone, what was granted or asked for in a conversation, and the log of who decided what. */
import { z } from 'zod'
import { roleId } from '../access/roles.ts'
import { reasonGiven } from '../channels.ts'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { instant, many, shortText, uuid } from '../scalars.ts'

/** Money given back or paid, a coupon, or an exception from what we usually do. */
export const grantKind = z.enum(['money', 'coupon', 'exception'])
export type GrantKind = z.infer<typeof grantKind>

const won = z.int().min(0).max(100_000_000)

/** What one person of a role grants alone, for each grant; null: without a bound. */
export const limit = z.object({ money: won.nullable(), coupon: won.nullable(), exception: z.boolean() })
export type Limit = z.infer<typeof limit>

/** `always`: a risky public answer goes out once somebody else has approved it; `offered`: its writer may ask. */
export const secondPerson = z.enum(['always', 'offered'])

export const authority = z.object({
  version: z.int(),
  /** Of every role of the workspace, owners without a bound. */
  limits: z.array(limit.extend({ role: roleId })),
  secondPerson,
  /** What the caller may grant alone. */
  own: limit,
  changedBy: z.string().nullable(),
  changedAt: instant.nullable(),
})
export type Authority = z.infer<typeof authority>

export const getAuthority = endpoint({
  name: 'getAuthority',
  method: 'GET',
  path: '/api/w/:workspaceId/authority',
  access: 'inbox.read',
  summary:
    'What each role may grant alone, what the caller may, and whether risky public answers need a second person.',
  output: authority,
})

export const saveAuthority = endpoint({
  name: 'saveAuthority',
  method: 'PUT',
  path: '/api/w/:workspaceId/authority',
  access: 'access.manage',
  summary: 'Sets limits over the version that was read, else 409. Owners keep no bound.',
  body: z.object({
    version: z.int().min(0),
    limits: z.array(limit.extend({ role: roleId })).max(80),
    secondPerson,
  }),
  output: authority,
})

export const grantState = z.enum(['granted', 'waiting', 'refused', 'withdrawn'])
export type GrantState = z.infer<typeof grantState>

export const grant = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  kind: grantKind,
  /** In won; null for an exception that costs nothing. */
  amount: z.int().nullable(),
  /** What exactly: the coupon, the exception. */
  what: z.string(),
  reason: z.string(),
  state: grantState,
  askedBy: z.string(),
  askedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  decisionReason: z.string().nullable(),
  isOwn: z.boolean(),
  /** The caller may decide: somebody else asked, and it is within what the caller may grant. */
  mayDecide: z.boolean(),
})
export type Grant = z.infer<typeof grant>

const conversationParams = z.object({ conversationId: uuid })
const grantParams = conversationParams.extend({ grantId: uuid })

export const listGrants = endpoint({
  name: 'listGrants',
  method: 'GET',
  path: '/api/w/:workspaceId/conversations/:conversationId/grants',
  access: 'inbox.read',
  summary: 'What was granted, asked for and refused in a conversation, newest first, at most fifty.',
  params: conversationParams,
  output: z.object({ items: z.array(grant) }),
})

export const askGrant = endpoint({
  name: 'askGrant',
  method: 'POST',
  path: '/api/w/:workspaceId/conversations/:conversationId/grants',
  access: 'inbox.reply',
  summary: 'Grants at once within the caller’s limit; above it the grant waits for somebody who may.',
  params: conversationParams,
  /** Money and coupons have an amount; an exception says what it is. */
  body: z.object({
    kind: grantKind,
    amount: won.min(1).optional(),
    what: z.string().trim().max(200).default(''),
    reason: reasonGiven,
  }),
  output: grant,
})

export const decideGrant = endpoint({
  name: 'decideGrant',
  method: 'PUT',
  path: '/api/w/:workspaceId/conversations/:conversationId/grants/:grantId/decision',
  access: 'inbox.approve',
  summary:
    'Grants or refuses what waits, with a reason. Nobody decides about their own, nor above what they may grant.',
  params: grantParams,
  body: z.object({ decision: z.enum(['granted', 'refused']), reason: reasonGiven }),
  output: grant,
})

export const withdrawGrant = endpoint({
  name: 'withdrawGrant',
  method: 'DELETE',
  path: '/api/w/:workspaceId/conversations/:conversationId/grants/:grantId',
  access: 'inbox.reply',
  summary: 'Takes an own grant, or the wish for one, back; the log keeps both.',
  params: grantParams,
  output: grant,
})

/** One decision: a grant, or a public answer that a second person looked at. It says who decided, never who is to blame. */
export const decision = z.object({
  id: z.uuid(),
  source: z.enum(['grant', 'review']),
  kind: z.enum([...grantKind.options, 'reply']),
  conversationId: z.uuid(),
  customerName: z.string(),
  amount: z.int().nullable(),
  what: z.string(),
  reason: z.string(),
  state: z.enum([...grantState.options, 'approved', 'returned']),
  askedBy: z.string(),
  askedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  decisionReason: z.string().nullable(),
  /** Who had written in the conversation, or answered for it, by then. */
  knew: z.array(z.string()),
})
export type Decision = z.infer<typeof decision>

const decisionFilter = z.object({
  kind: many(z.enum([...grantKind.options, 'reply'])),
  state: many(z.enum([...grantState.options, 'approved', 'returned'])),
  /** Part of the name of who asked or decided. */
  by: shortText.optional(),
  from: instant.optional(),
  to: instant.optional(),
})

export const listDecisions = endpoint({
  name: 'listDecisions',
  method: 'GET',
  path: '/api/w/:workspaceId/decisions',
  access: 'inbox.read',
  summary:
    'The log of decisions, newest first: grants and answers that a second person looked at, with who knew of them.',
  query: pageQuery.extend(decisionFilter.shape),
  output: pageOf(decision),
})

export const exportDecisions = endpoint({
  name: 'exportDecisions',
  method: 'GET',
  path: '/api/w/:workspaceId/decisions/export',
  access: 'inbox.export',
  summary: 'The log of decisions as a file.',
  query: decisionFilter.extend({ format: z.enum(['csv', 'xlsx', 'jsonl']).default('csv') }),
  output: z.string(),
})

export const authorityEndpoints = [
  getAuthority,
  saveAuthority,
  listGrants,
  askGrant,
  decideGrant,
  withdrawGrant,
  listDecisions,
  exportDecisions,
] as const
