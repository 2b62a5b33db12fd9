/** Many conversations at once, with the way back; and macros: several verbs under one key. */
import { z } from 'zod'
import { done, endpoint } from '../endpoint.ts'
import { uuid } from '../scalars.ts'

export const conversationChange = z.object({
  /** Gives the work to a member, or to nobody. */
  assign: z.object({ memberId: uuid.nullable() }).optional(),
  team: z.object({ teamId: uuid.nullable() }).optional(),
  tagIds: z.array(uuid).max(20).optional(),
  close: z.boolean().optional(),
})
export type ConversationChange = z.infer<typeof conversationChange>

export const changeConversations = endpoint({
  name: 'changeConversations',
  method: 'POST',
  path: '/api/w/:workspaceId/conversations/changes',
  access: 'inbox.reply',
  summary:
    'Does the same to many conversations in one go, 200 at most; `undoConversations` takes it back. Assigning needs its own permission.',
  body: z.object({ conversationIds: z.array(uuid).min(1).max(200), change: conversationChange }),
  output: z.object({
    /** What `undoConversations` takes; null where nothing changed. */
    changeId: z.uuid().nullable(),
    changed: z.number().int(),
  }),
})

export const undoConversations = endpoint({
  name: 'undoConversations',
  method: 'POST',
  path: '/api/w/:workspaceId/conversations/changes/:changeId/undo',
  access: 'inbox.reply',
  summary: 'Puts every conversation of a change as it was; those that somebody moved since stay, and are counted.',
  params: z.object({ changeId: uuid }),
  output: z.object({ restored: z.number().int(), skipped: z.number().int() }),
})

export const macroSteps = z.object({
  /** `me`: whoever runs it. Left out: the assignee stays. */
  assign: z.union([z.literal('me'), z.literal('nobody'), uuid]).optional(),
  teamId: uuid.optional(),
  tagIds: z.array(uuid).max(20).optional(),
  savedReplyId: uuid.optional(),
  /** Sends the saved reply once its fields are filled; otherwise it is put into the field. */
  sends: z.boolean().default(false),
  close: z.boolean().default(false),
})
export type MacroSteps = z.infer<typeof macroSteps>

export const macro = z.object({ id: z.uuid(), name: z.string(), steps: macroSteps })
export type Macro = z.infer<typeof macro>

const fields = { name: z.string().trim().min(1).max(60), steps: macroSteps }
const macroParams = z.object({ macroId: uuid })

export const listMacros = endpoint({
  name: 'listMacros',
  method: 'GET',
  path: '/api/w/:workspaceId/macros',
  access: 'inbox.read',
  summary: 'The macros of the workspace by name; the first nine have the keys m 1 to m 9.',
  output: z.object({ items: z.array(macro) }),
})

export const createMacro = endpoint({
  name: 'createMacro',
  method: 'POST',
  path: '/api/w/:workspaceId/macros',
  access: 'voice.write',
  summary: 'Keeps several verbs under one name for the team.',
  body: z.object(fields),
  output: macro,
})

export const updateMacro = endpoint({
  name: 'updateMacro',
  method: 'PUT',
  path: '/api/w/:workspaceId/macros/:macroId',
  access: 'voice.write',
  summary: 'Rewrites a macro.',
  params: macroParams,
  body: z.object(fields),
  output: macro,
})

export const removeMacro = endpoint({
  name: 'removeMacro',
  method: 'DELETE',
  path: '/api/w/:workspaceId/macros/:macroId',
  access: 'voice.write',
  summary: 'Takes a macro away; `restoreMacro` brings it back.',
  params: macroParams,
  output: done,
})

export const restoreMacro = endpoint({
  name: 'restoreMacro',
  method: 'POST',
  path: '/api/w/:workspaceId/macros/:macroId/restore',
  access: 'voice.write',
  summary: 'Brings a macro back.',
  params: macroParams,
  output: macro,
})

export const bulkEndpoints = [
  changeConversations,
  undoConversations,
  listMacros,
  createMacro,
  updateMacro,
  removeMacro,
  restoreMacro,
] as const
