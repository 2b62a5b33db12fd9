/** Routing: ordered rules that give new work to a team or a member, what they decided, and what they would have decided. */
import { z } from 'zod'
import { teamTone } from '../access/teams.ts'
import { purpose } from '../channels/accounts.ts'
import { stage } from '../customers/stages.ts'
import { done, endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'
import { intentLabel, sentimentLabel } from '../understanding.ts'

const word = z.string().trim().min(1).max(60)

/** What must hold of a conversation, all of it; what is left out does not matter. */
export const routeConditions = z.object({
  channels: z.array(word).max(30).optional(),
  languages: z.array(word).max(30).optional(),
  intents: z.array(intentLabel).max(10).optional(),
  sentiments: z.array(sentimentLabel).max(4).optional(),
  /** Of the own account that was spoken to. */
  purposes: z.array(purpose).max(3).optional(),
  stages: z.array(stage).max(20).optional(),
  /** A fact about the customer, whatever its case. */
  attribute: z.object({ name: word, value: word }).optional(),
  isCrisis: z.boolean().optional(),
  /** The hours of the rule's team. */
  hours: z.enum(['within', 'outside']).optional(),
  /** Fewer open conversations than this for each member of the team who is here. */
  loadBelow: z.number().int().min(1).max(1000).optional(),
})
export type RouteConditions = z.infer<typeof routeConditions>

export const routeRule = z.object({
  id: z.uuid(),
  name: z.string(),
  isOn: z.boolean(),
  conditions: routeConditions,
  teamId: z.uuid().nullable(),
  memberId: z.uuid().nullable(),
  /** Gives each to the member of the team who is here and has the least open work. */
  shares: z.boolean(),
})
export type RouteRule = z.infer<typeof routeRule>

const ruleFields = {
  name: z.string().trim().min(1).max(60),
  isOn: z.boolean().default(true),
  conditions: routeConditions,
  teamId: uuid.nullable().default(null),
  memberId: uuid.nullable().default(null),
  shares: z.boolean().default(false),
}
const ruleParams = z.object({ ruleId: uuid })

export const listRules = endpoint({
  name: 'listRoutingRules',
  method: 'GET',
  path: '/api/w/:workspaceId/routing-rules',
  access: 'inbox.read',
  summary: 'The rules that route new work, in their order: the first that fits decides.',
  output: z.object({ items: z.array(routeRule) }),
})

export const createRule = endpoint({
  name: 'createRoutingRule',
  method: 'POST',
  path: '/api/w/:workspaceId/routing-rules',
  access: 'inbox.route',
  summary: 'Adds a rule after the others. It names a team, a member, or both.',
  body: z.object(ruleFields),
  output: routeRule,
})

export const updateRule = endpoint({
  name: 'updateRoutingRule',
  method: 'PUT',
  path: '/api/w/:workspaceId/routing-rules/:ruleId',
  access: 'inbox.route',
  summary: 'Rewrites a rule. What it decided before stays.',
  params: ruleParams,
  body: z.object(ruleFields),
  output: routeRule,
})

export const orderRules = endpoint({
  name: 'orderRoutingRules',
  method: 'PUT',
  path: '/api/w/:workspaceId/routing-rules',
  access: 'inbox.route',
  summary: 'Puts the rules into this order; rules that are not named come after, as they stood.',
  body: z.object({ ids: z.array(uuid).max(200) }),
  output: z.object({ items: z.array(routeRule) }),
})

export const removeRule = endpoint({
  name: 'removeRoutingRule',
  method: 'DELETE',
  path: '/api/w/:workspaceId/routing-rules/:ruleId',
  access: 'inbox.route',
  summary: 'Takes a rule away; `restoreRoutingRule` brings it back.',
  params: ruleParams,
  output: done,
})

export const restoreRule = endpoint({
  name: 'restoreRoutingRule',
  method: 'POST',
  path: '/api/w/:workspaceId/routing-rules/:ruleId/restore',
  access: 'inbox.route',
  summary: 'Brings a rule back to its place.',
  params: ruleParams,
  output: routeRule,
})

export const tried = z.object({
  conversationId: z.uuid(),
  customerName: z.string(),
  channel: z.string(),
  preview: z.string(),
  ruleName: z.string().nullable(),
  teamName: z.string().nullable(),
  memberName: z.string().nullable(),
  /** The rule that is being tried decided this one. */
  isByThis: z.boolean(),
})
export type Tried = z.infer<typeof tried>

export const tryRule = endpoint({
  name: 'tryRoutingRule',
  method: 'POST',
  path: '/api/w/:workspaceId/routing-rules/trial',
  access: 'inbox.route',
  summary:
    'Where the last hundred conversations would have gone with this rule among the others, as it is now with loads and hours.',
  isQuestion: true,
  /** `ruleId` where one that stands is being changed: it is tried in its place, a new one after all others. */
  body: z.object({ ...ruleFields, ruleId: uuid.optional() }),
  output: z.object({ items: z.array(tried), byThis: z.number().int() }),
})

export const move = z.object({
  id: z.uuid(),
  kind: z.enum(['rule', 'away', 'idle', 'left']),
  ruleName: z.string().nullable(),
  fromTeam: z.string().nullable(),
  fromMember: z.string().nullable(),
  toTeam: z.string().nullable(),
  toMember: z.string().nullable(),
  at: instant,
  undoneAt: instant.nullable(),
  undoneBy: z.string().nullable(),
  /** It is the last one, and nobody has moved the work since. */
  mayUndo: z.boolean(),
})
export type Move = z.infer<typeof move>

export const listMoves = endpoint({
  name: 'listMoves',
  method: 'GET',
  path: '/api/w/:workspaceId/conversations/:conversationId/moves',
  access: 'inbox.read',
  summary: 'How a conversation came to its team and assignee by itself, newest first, at most ten.',
  params: z.object({ conversationId: uuid }),
  output: z.object({ items: z.array(move) }),
})

export const undoMove = endpoint({
  name: 'undoMove',
  method: 'POST',
  path: '/api/w/:workspaceId/conversations/:conversationId/moves/:moveId/undo',
  access: 'inbox.assign',
  summary: 'Puts a conversation back to where a rule, or somebody’s going away, had taken it from.',
  params: z.object({ conversationId: uuid, moveId: uuid }),
  output: move,
})

export const assignTeam = endpoint({
  name: 'assignTeam',
  method: 'PUT',
  path: '/api/w/:workspaceId/conversations/:conversationId/team',
  access: 'inbox.assign',
  summary: 'Gives the work to a team, or takes it from all.',
  params: z.object({ conversationId: uuid }),
  body: z.object({ teamId: uuid.nullable() }),
  output: z.object({ team: z.object({ id: z.uuid(), name: z.string(), tone: teamTone }).nullable() }),
})

export const routingEndpoints = [
  listRules,
  createRule,
  updateRule,
  orderRules,
  removeRule,
  restoreRule,
  tryRule,
  listMoves,
  undoMove,
  assignTeam,
] as const
