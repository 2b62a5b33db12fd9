/** Channels: where people speak. Connectors' manifests, connected accounts, sources, items, deliveries. */
import { z } from 'zod'
import { done, endpoint } from './endpoint.ts'
import { instant, shortText, url, uuid } from './scalars.ts'

/** An open string: a new connector changes nothing here. */
export const channel = z.string().min(1).max(40)

/** What a person fills in to connect an account or add a source; the screens are drawn from this. */
export const field = z.object({
  name: z.string(),
  label: z.object({ ko: z.string(), en: z.string() }),
  hint: z.object({ ko: z.string(), en: z.string() }).optional(),
  kind: z.enum(['text', 'url', 'secret']),
  isOptional: z.boolean(),
  placeholder: z.string().optional(),
})
export type Field = z.infer<typeof field>

export const manifest = z.object({
  channel,
  name: z.object({ ko: z.string(), en: z.string() }),
  /** Parts that the connector has. */
  can: z.array(z.enum(['identity', 'listen', 'inbox', 'reply', 'publish', 'metrics'])),
  waysIn: z.array(z.enum(['webhook', 'poll', 'stream', 'answer_in_response', 'file'])),
  /** Whether people hold dialogues there, or it only sends out. */
  isDialogue: z.boolean(),
  textLimit: z.object({ length: z.number().int(), unit: z.enum(['characters', 'graphemes', 'bytes']) }).nullable(),
  accountFields: z.array(field),
  /** Kinds of source that the connector listens to, each with its fields. */
  sourceKinds: z.array(
    z.object({ kind: z.string(), name: z.object({ ko: z.string(), en: z.string() }), fields: z.array(field) }),
  ),
})
export type Manifest = z.infer<typeof manifest>

export const health = z.object({
  /** `ok` heard lately; `waiting` not tried yet; `silent` quiet for longer than is usual; `broken` refused or unreachable; `paused` by a person. */
  state: z.enum(['ok', 'waiting', 'silent', 'broken', 'paused']),
  lastOkAt: instant.nullable(),
  /** Since when it is not ok. */
  since: instant.nullable(),
  /** A stable code such as `channels.credentials_refused`, with its sentence in the reader's language. */
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type Health = z.infer<typeof health>

export const purpose = z.enum(['marketing', 'care', 'both'])

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

export const source = z.object({
  id: z.uuid(),
  channel,
  kind: z.string(),
  name: z.string(),
  /** What is public of the settings, e.g. the feed's address. */
  address: z.string(),
  accountId: z.uuid().nullable(),
  health,
  items: z.object({ total: z.number().int(), lastAt: instant.nullable() }),
  everySeconds: z.number().int().nullable(),
})
export type Source = z.infer<typeof source>

export const listConnectors = endpoint({
  name: 'listConnectors',
  method: 'GET',
  path: '/api/w/:workspaceId/connectors',
  access: 'channels.read',
  summary: 'The manifests of the connectors: what each network allows, and what it asks for.',
  output: z.object({ items: z.array(manifest) }),
})

export const listAccounts = endpoint({
  name: 'listAccounts',
  method: 'GET',
  path: '/api/w/:workspaceId/accounts',
  access: 'channels.read',
  summary: 'Connected accounts with their health.',
  output: z.object({ items: z.array(account) }),
})

const filledFields = z.record(z.string().max(60), z.string().max(4000))

export const connectAccount = endpoint({
  name: 'connectAccount',
  method: 'POST',
  path: '/api/w/:workspaceId/accounts',
  access: 'channels.manage',
  summary:
    'Connects an account: the network is asked at once, and secrets are kept encrypted. Connecting one again mends it.',
  body: z.object({ channel, purpose: purpose.default('both'), fields: filledFields }),
  output: account,
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

export const listSources = endpoint({
  name: 'listSources',
  method: 'GET',
  path: '/api/w/:workspaceId/sources',
  access: 'channels.read',
  summary: 'Sources with their health and how much they brought.',
  output: z.object({ items: z.array(source) }),
})

export const discoverFeeds = endpoint({
  name: 'discoverFeeds',
  method: 'POST',
  path: '/api/w/:workspaceId/sources/discover',
  access: 'channels.manage',
  summary: 'Finds the feeds behind an address (a feed, a page, a blog profile) and shows what they hold now.',
  body: z.object({ url }),
  output: z.object({
    items: z.array(
      z.object({
        url: z.string(),
        title: z.string(),
        latest: z.array(z.object({ title: z.string(), publishedAt: instant.nullable() })),
      }),
    ),
  }),
})

export const addSource = endpoint({
  name: 'addSource',
  method: 'POST',
  path: '/api/w/:workspaceId/sources',
  access: 'channels.manage',
  summary: 'Adds a source and reads it at once. Adding the same one again changes nothing.',
  body: z.object({ channel, kind: z.string().min(1).max(40), name: shortText.optional(), fields: filledFields }),
  output: source,
})

export const pauseSource = endpoint({
  name: 'pauseSource',
  method: 'POST',
  path: '/api/w/:workspaceId/sources/:sourceId/pause',
  access: 'channels.manage',
  summary: 'Stops listening to a source; its place is kept.',
  params: z.object({ sourceId: uuid }),
  output: source,
})

export const resumeSource = endpoint({
  name: 'resumeSource',
  method: 'POST',
  path: '/api/w/:workspaceId/sources/:sourceId/resume',
  access: 'channels.manage',
  summary: 'Listens to a source again, from where it stopped, and reads it at once.',
  params: z.object({ sourceId: uuid }),
  output: source,
})

export const removeSource = endpoint({
  name: 'removeSource',
  method: 'DELETE',
  path: '/api/w/:workspaceId/sources/:sourceId',
  access: 'channels.manage',
  summary: 'Takes a source away; what it brought stays.',
  params: z.object({ sourceId: uuid }),
  output: done,
})

export const deliveryState = z.enum(['planned', 'claimed', 'sent', 'failed', 'unknown'])
export type DeliveryState = z.infer<typeof deliveryState>

/** One outgoing message on its way: it ends `sent` with a link or `failed` with a reason. */
export const delivery = z.object({
  id: z.uuid(),
  state: deliveryState,
  url: z.string().nullable(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type Delivery = z.infer<typeof delivery>

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

export const channelsEndpoints = [
  listConnectors,
  listAccounts,
  connectAccount,
  updateAccount,
  disconnectAccount,
  listSources,
  discoverFeeds,
  addSource,
  pauseSource,
  resumeSource,
  removeSource,
  getRawItem,
] as const
