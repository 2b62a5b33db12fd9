/** Sources: the places that are listened to. */
import { z } from 'zod'
import { done, endpoint } from '../endpoint.ts'
import { instant, shortText, url, uuid } from '../scalars.ts'
import { channel, filledFields, health } from './connectors.ts'

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

export const sourceEndpoints = [listSources, discoverFeeds, addSource, pauseSource, resumeSource, removeSource] as const
