/** Accounts: our own presence on a network, and what it is for. */
import { z } from 'zod'
import { done, endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'
import { channel, filledFields, health } from './connectors.ts'

export const purpose = z.enum(['marketing', 'care', 'both'])

/** Where it is not said, a known account keeps its purpose, and a new one is for both. */
const purposeToBe = purpose.optional()

export const account = z.object({
  id: z.uuid(),
  channel,
  handle: z.string(),
  displayName: z.string(),
  purpose,
  health,
  connectedAt: instant,
})
export type Account = z.infer<typeof account>

export const listAccounts = endpoint({
  name: 'listAccounts',
  method: 'GET',
  path: '/api/w/:workspaceId/accounts',
  access: 'channels.read',
  summary: 'Connected accounts with their health.',
  output: z.object({ items: z.array(account) }),
})

export const connectAccount = endpoint({
  name: 'connectAccount',
  method: 'POST',
  path: '/api/w/:workspaceId/accounts',
  access: 'channels.manage',
  summary:
    'Connects an account: the network is asked at once, and secrets are kept encrypted. Connecting one again mends it.',
  body: z.object({ channel, purpose: purposeToBe, fields: filledFields }),
  output: account,
})

export const beginSignIn = endpoint({
  name: 'beginSignIn',
  method: 'POST',
  path: '/api/w/:workspaceId/accounts/sign-in',
  access: 'channels.manage',
  summary: 'Connects an account by a visit to its own server: answers with the address to go to.',
  body: z.object({
    channel,
    purpose: purposeToBe,
    fields: filledFields,
    /** Where this program is open in the browser. */
    origin: z.url({ protocol: /^https?$/ }).max(300),
  }),
  output: z.object({ url: z.string() }),
})

export const finishSignIn = endpoint({
  name: 'finishSignIn',
  method: 'POST',
  path: '/api/w/:workspaceId/accounts/sign-in/finish',
  access: 'channels.manage',
  summary: 'Ends a sign-in with what the server sent back. Only the person who began it can end it.',
  body: z.object({
    state: z.string().min(1).max(8000),
    code: z.string().max(4000).optional(),
    iss: z.string().max(300).optional(),
    error: z.string().max(200).optional(),
  }),
  output: account,
})

export const getSignInClient = endpoint({
  name: 'getSignInClient',
  method: 'GET',
  path: '/api/sign-in-clients/:channel',
  access: 'public',
  summary: 'What this program says of itself to servers that people sign in at; only behind an https address.',
  params: z.object({ channel }),
  output: z.record(z.string(), z.unknown()),
})

export const updateAccount = endpoint({
  name: 'updateAccount',
  method: 'PATCH',
  path: '/api/w/:workspaceId/accounts/:accountId',
  access: 'channels.manage',
  summary: 'Changes what an account is for.',
  params: z.object({ accountId: uuid }),
  body: z.object({ purpose }),
  output: account,
})

export const disconnectAccount = endpoint({
  name: 'disconnectAccount',
  method: 'DELETE',
  path: '/api/w/:workspaceId/accounts/:accountId',
  access: 'channels.manage',
  summary: 'Forgets the secrets of an account and stops listening through it; what was heard and said stays.',
  params: z.object({ accountId: uuid }),
  output: done,
})

export const accountEndpoints = [
  listAccounts,
  connectAccount,
  beginSignIn,
  finishSignIn,
  getSignInClient,
  updateAccount,
  disconnectAccount,
] as const
