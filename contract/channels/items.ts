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

export const getRawItem = endpoint({
  name: 'getRawItem',
  method: 'GET',
  path: '/api/w/:workspaceId/items/:itemId/raw',
  access: 'listening.read',
  summary: 'An item in the raw form in which its network gave it.',
  params: z.object({ itemId: uuid }),
  output: z.object({ channel, remoteId: z.string(), raw: z.unknown() }),
})

export const itemEndpoints = [getRawItem] as const
