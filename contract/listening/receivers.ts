/** Receivers: addresses outside the house that alerts go to, and the digest of a period. */
import { z } from 'zod'
import { done, endpoint } from '../endpoint.ts'
import { instant, shortText, url, uuid } from '../scalars.ts'
import { mention } from './mentions.ts'

export const receiverKind = z.enum(['webhook', 'slack', 'jandi'])
export type ReceiverKind = z.infer<typeof receiverKind>

export const receiver = z.object({
  id: z.uuid(),
  kind: receiverKind,
  name: z.string(),
  /** The whole address is a secret of its own and is not shown again. */
  host: z.string(),
  addedAt: instant,
  addedBy: z.string(),
})
export type Receiver = z.infer<typeof receiver>

export const listReceivers = endpoint({
  name: 'listReceivers',
  method: 'GET',
  path: '/api/w/:workspaceId/receivers',
  access: 'listening.read',
  summary: 'Where alerts may go: webhooks and chats, and whether mail can be sent at all.',
  output: z.object({ items: z.array(receiver), isMailReady: z.boolean() }),
})

export const addReceiver = endpoint({
  name: 'addReceiver',
  method: 'POST',
  path: '/api/w/:workspaceId/receivers',
  access: 'listening.manage',
  summary: 'Adds a webhook or a chat. The secret that signs a webhook is shown once.',
  body: z.object({ kind: receiverKind, name: shortText, url }),
  output: receiver.extend({ secret: z.string().nullable() }),
})

export const renewReceiverSecret = endpoint({
  name: 'renewReceiverSecret',
  method: 'POST',
  path: '/api/w/:workspaceId/receivers/:receiverId/secret',
  access: 'listening.manage',
  summary: 'Makes a new signing secret for a webhook; the old one signs nothing any more.',
  params: z.object({ receiverId: uuid }),
  output: z.object({ secret: z.string() }),
})

export const removeReceiver = endpoint({
  name: 'removeReceiver',
  method: 'DELETE',
  path: '/api/w/:workspaceId/receivers/:receiverId',
  access: 'listening.manage',
  summary: 'Takes a receiver out of use; rules that name it send nothing there.',
  params: z.object({ receiverId: uuid }),
  output: done,
})

export const restoreReceiver = endpoint({
  name: 'restoreReceiver',
  method: 'POST',
  path: '/api/w/:workspaceId/receivers/:receiverId/restore',
  access: 'listening.manage',
  summary: 'Takes a removed receiver back into use, with its old secret.',
  params: z.object({ receiverId: uuid }),
  output: receiver,
})

const counts = z.object({
  total: z.int(),
  positive: z.int(),
  neutral: z.int(),
  negative: z.int(),
  mixed: z.int(),
})

export const digest = z.object({
  from: instant,
  to: instant,
  /** What matters of it in one sentence. */
  head: z.object({ ko: z.string(), en: z.string() }),
  now: counts,
  /** The period of the same length just before. */
  before: counts,
  /** By the followers of their authors. */
  top: z.array(mention),
  unanswered: z.object({ count: z.int(), newest: z.array(mention) }),
})
export type Digest = z.infer<typeof digest>

export const getDigest = endpoint({
  name: 'getDigest',
  method: 'GET',
  path: '/api/w/:workspaceId/digest',
  access: 'listening.read',
  summary: 'A period in short: mood against the period before, the farthest posts, complaints without an answer.',
  query: z.object({ ruleId: uuid.optional(), topicId: uuid.optional(), from: instant, to: instant }),
  output: digest,
})

export const receiverEndpoints = [
  listReceivers,
  addReceiver,
  renewReceiverSecret,
  removeReceiver,
  restoreReceiver,
  getDigest,
] as const
