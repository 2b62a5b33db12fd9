/** Deliveries: what goes out, with its pictures, and what was taken back. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'
import { author } from './items.ts'
import { outgoingFile } from './outgoing-files.ts'

export const deliveryState = z.enum(['planned', 'claimed', 'sent', 'failed', 'unknown'])
export type DeliveryState = z.infer<typeof deliveryState>

const problem = z.object({ code: z.string(), message: z.string() })

/** A post of ours that is taken back from its network, with the reason that was given. */
export const withdrawal = z.object({
  state: z.enum(['planned', 'done', 'failed']),
  by: z.string(),
  at: instant,
  reason: z.string(),
  problem: problem.nullable(),
})
export type Withdrawal = z.infer<typeof withdrawal>

/** How a post of ours does, as its network counted last. */
export const postNumbers = z.object({
  likes: z.number().int(),
  reposts: z.number().int(),
  replies: z.number().int(),
  quotes: z.number().int(),
  at: instant,
})
export type PostNumbers = z.infer<typeof postNumbers>

export const engagement = z.object({
  id: z.uuid(),
  kind: z.enum(['like', 'repost', 'follow']),
  at: instant,
  author,
})

/** One outgoing message on its way: it ends `sent` with a link or `failed` with a reason. */
export const delivery = z.object({
  id: z.uuid(),
  state: deliveryState,
  url: z.string().nullable(),
  problem: problem.nullable(),
  media: z.array(z.object({ mediaId: z.uuid(), alt: z.string() })),
  files: z.array(outgoingFile),
  withdrawal: withdrawal.nullable(),
})
export type Delivery = z.infer<typeof delivery>

/** A picture that goes out with a message. The words for people who cannot see it are part of it. */
export const attached = z.object({ mediaId: uuid, alt: z.string().trim().max(1000) })

/** At most so many bytes of one picture, before any network's own limit. */
export const mostMediaBytes = 3_000_000

export const addMedia = endpoint({
  name: 'addMedia',
  method: 'POST',
  path: '/api/w/:workspaceId/media',
  access: 'inbox.reply',
  summary:
    'Keeps a picture (JPEG, PNG, GIF or WebP by its bytes, 3 MB at most) to be sent with a message. One that is not sent within a day is forgotten.',
  body: z.object({
    data: z
      .base64()
      .min(1)
      .max(Math.ceil(mostMediaBytes / 3) * 4 + 4),
  }),
  output: z.object({
    id: z.uuid(),
    contentType: z.string(),
    byteSize: z.number().int(),
    width: z.number().int(),
    height: z.number().int(),
  }),
})

export const getMedia = endpoint({
  name: 'getMedia',
  method: 'GET',
  path: '/api/w/:workspaceId/media/:mediaId',
  access: 'inbox.read',
  summary: 'A picture that was kept, in base64.',
  params: z.object({ mediaId: uuid }),
  output: z.object({ contentType: z.string(), data: z.base64() }),
})

export const publishPost = endpoint({
  name: 'publishPost',
  method: 'POST',
  path: '/api/w/:workspaceId/accounts/:accountId/posts',
  access: 'channels.manage',
  summary: 'Publishes a post of our own from an account. Send an Idempotency-Key: the same key posts once.',
  params: z.object({ accountId: uuid }),
  body: z.object({ text: z.string().trim().max(20_000), media: z.array(attached).max(20).default([]) }),
  output: delivery,
})

export const getDelivery = endpoint({
  name: 'getDelivery',
  method: 'GET',
  path: '/api/w/:workspaceId/deliveries/:deliveryId',
  access: 'inbox.read',
  summary: 'How an outgoing message does.',
  params: z.object({ deliveryId: uuid }),
  output: delivery,
})

export const reasonGiven = z.string().trim().min(1).max(500)

export const withdrawItem = endpoint({
  name: 'withdrawItem',
  method: 'POST',
  path: '/api/w/:workspaceId/items/:itemId/withdrawal',
  access: 'channels.manage',
  summary: 'Deletes a post of our own on its network; the reason is kept. It cannot be undone there.',
  params: z.object({ itemId: uuid }),
  body: z.object({ reason: reasonGiven }),
  output: withdrawal,
})

export const getOwnPost = endpoint({
  name: 'getOwnPost',
  method: 'GET',
  path: '/api/w/:workspaceId/own-posts',
  access: 'channels.read',
  summary:
    'How a post of ours does, by its item or its delivery: numbers now and before, and who liked or reposted it.',
  query: z.object({ itemId: uuid.optional(), deliveryId: uuid.optional() }),
  output: z.object({
    /** Null until the network was asked, and where it does not tell. */
    numbers: postNumbers.nullable(),
    /** The newest 200 measurements that differ, oldest first. */
    history: z.array(postNumbers),
    /** The newest 100 that we were told of; a network may count more. */
    engagements: z.array(engagement),
  }),
})

export const deliveryEndpoints = [addMedia, getMedia, publishPost, getDelivery, withdrawItem, getOwnPost] as const
