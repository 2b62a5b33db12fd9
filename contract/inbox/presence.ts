/** Presence: who takes work, and who looks at a conversation or types in it now. */
import { z } from 'zod'
import { done, endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'

export const presenceState = z.enum(['available', 'busy', 'away'])
export type PresenceState = z.infer<typeof presenceState>

export const presence = z.object({
  memberId: z.uuid(),
  name: z.string(),
  /** Away too where nobody has touched a screen of theirs for five minutes. */
  state: presenceState,
  /** Away by idleness, not by their word. */
  isIdle: z.boolean(),
  since: instant.nullable(),
  /** Open conversations that are theirs. */
  load: z.number().int(),
})
export type Presence = z.infer<typeof presence>

export const listPresences = endpoint({
  name: 'listPresences',
  method: 'GET',
  path: '/api/w/:workspaceId/presences',
  access: 'inbox.read',
  summary: 'Every member, whether they take work now, and how much open work is theirs.',
  output: z.object({ items: z.array(presence) }),
})

export const setPresence = endpoint({
  name: 'setPresence',
  method: 'PUT',
  path: '/api/w/:workspaceId/presences/mine',
  access: 'inbox.read',
  summary: 'Says whether the caller takes work. Who goes away returns what customers wait for to the queue.',
  body: z.object({ state: presenceState }),
  output: z.object({ state: presenceState, returned: z.number().int() }),
})

export const beatPresence = endpoint({
  name: 'beatPresence',
  method: 'PUT',
  path: '/api/w/:workspaceId/presences/mine/beat',
  access: 'inbox.read',
  summary: 'Says that somebody sits at a screen of the caller.',
  isPassing: true,
  output: done,
})

export const looker = z.object({ memberId: z.uuid(), name: z.string(), isTyping: z.boolean() })
export type Looker = z.infer<typeof looker>

const params = z.object({ conversationId: uuid })

export const listLookers = endpoint({
  name: 'listLookers',
  method: 'GET',
  path: '/api/w/:workspaceId/conversations/:conversationId/lookers',
  access: 'inbox.read',
  summary: 'Who else looks at a conversation now, and who types.',
  params,
  output: z.object({ items: z.array(looker) }),
})

export const lookAt = endpoint({
  name: 'lookAt',
  method: 'PUT',
  path: '/api/w/:workspaceId/conversations/:conversationId/lookers/mine',
  access: 'inbox.read',
  summary: 'Says that the caller looks at a conversation; good for forty seconds.',
  isPassing: true,
  params,
  body: z.object({ isTyping: z.boolean() }),
  output: z.object({ items: z.array(looker) }),
})

export const lookAway = endpoint({
  name: 'lookAway',
  method: 'DELETE',
  path: '/api/w/:workspaceId/conversations/:conversationId/lookers/mine',
  access: 'inbox.read',
  summary: 'Says that the caller looks at it no more.',
  isPassing: true,
  params,
  output: done,
})

export const writtenDraft = z.object({
  kind: z.enum(['reply', 'note']),
  text: z.string(),
  changedAt: instant,
  /** Counted up by the device that writes: an older keystroke never undoes a newer one. */
  turn: z.number().int(),
})

export const listDrafts = endpoint({
  name: 'listDrafts',
  method: 'GET',
  path: '/api/w/:workspaceId/conversations/:conversationId/drafts',
  access: 'inbox.read',
  summary: 'What the caller has begun to write, on whatever device, and what members who have left had begun.',
  params,
  output: z.object({
    mine: z.array(writtenDraft),
    left: z.array(writtenDraft.extend({ memberId: z.uuid(), name: z.string() })),
  }),
})

export const keepDraft = endpoint({
  name: 'keepDraft',
  method: 'PUT',
  path: '/api/w/:workspaceId/conversations/:conversationId/drafts/:kind',
  access: 'inbox.reply',
  summary: 'Keeps what the caller is writing; an empty text lets it go.',
  isPassing: true,
  params: params.extend({ kind: z.enum(['reply', 'note']) }),
  body: z.object({ text: z.string().max(20_000), turn: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }),
  output: done,
})

export const presenceEndpoints = [
  listPresences,
  setPresence,
  beatPresence,
  listLookers,
  lookAt,
  lookAway,
  listDrafts,
  keepDraft,
] as const
