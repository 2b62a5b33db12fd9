/** Items: what came in, and who said it. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'
import { channel } from './connectors.ts'

export const author = z.object({
  id: z.uuid(),
  channel,
  handle: z.string(),
  displayName: z.string(),
  url: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  followers: z.number().int().nullable(),
})
export type Author = z.infer<typeof author>

export const itemKind = z.enum(['post', 'reply', 'quote', 'article', 'comment', 'message'])

/** One post, article or message as it was received. */
export const item = z.object({
  id: z.uuid(),
  channel,
  kind: itemKind,
  title: z.string().nullable(),
  text: z.string(),
  url: z.string().nullable(),
  author,
  /** As the network claims it. */
  publishedAt: instant.nullable(),
  receivedAt: instant,
  /** The claimed time, clamped to what is possible: what lists sort by. */
  occurredAt: instant,
  isOwn: z.boolean(),
  /** When its network took it back: title and text are empty since. */
  removedAt: instant.nullable(),
})
export type Item = z.infer<typeof item>

export const attachment = z.object({
  id: z.uuid(),
  name: z.string(),
  /** By content where it tells, else as the sender said. */
  type: z.string(),
  /** Bytes. */
  size: z.number().int(),
  /** False where it was too large: it stays with the network. */
  isKept: z.boolean(),
})
export type Attachment = z.infer<typeof attachment>

/** What stands beside the text of a message. */
export const itemParts = z.object({
  /** The earlier message below it, as it stood. */
  quoted: z.string().nullable(),
  signature: z.string().nullable(),
  /** Written by a machine, or to many: no clock runs for it, and nothing answers it by itself. */
  automatic: z.enum(['bounce', 'auto_reply', 'list', 'bulk']).nullable(),
  /** What could not be read, in the reader's language. */
  notices: z.array(z.object({ code: z.string(), message: z.string() })),
  attachments: z.array(attachment),
})
export type ItemParts = z.infer<typeof itemParts>

export const getItemParts = endpoint({
  name: 'getItemParts',
  method: 'GET',
  path: '/api/w/:workspaceId/items/:itemId/parts',
  access: 'listening.read',
  summary: 'What stands beside the text of a message: quotation, signature, attachments, and what could not be read.',
  params: z.object({ itemId: uuid }),
  output: itemParts,
})

export const getAttachment = endpoint({
  name: 'getAttachment',
  method: 'GET',
  path: '/api/w/:workspaceId/attachments/:attachmentId',
  access: 'listening.read',
  summary: 'The bytes of an attachment, to be saved.',
  params: z.object({ attachmentId: uuid }),
  output: z.string(),
})

export const getRawItem = endpoint({
  name: 'getRawItem',
  method: 'GET',
  path: '/api/w/:workspaceId/items/:itemId/raw',
  access: 'listening.read',
  summary: 'An item in the raw form in which its network gave it.',
  params: z.object({ itemId: uuid }),
  output: z.object({ channel, remoteId: z.string(), raw: z.unknown() }),
})

export const itemEndpoints = [getRawItem, getItemParts, getAttachment] as const
