/** Sites that the web tracker hears from, and visits as a customer's. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant, shortText, uuid } from '../scalars.ts'

export const site = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Public: stands in the page. */
  key: z.string(),
  /** Pages of these origins may send; `https://*.shop.example` is all below it. */
  origins: z.array(z.string()),
  createdAt: instant,
  createdBy: z.string(),
  lastEventAt: instant.nullable(),
  /** A page of another origin knocked since the origins were last set. */
  refused: z.object({ origin: z.string(), at: instant }).nullable(),
})
export type Site = z.infer<typeof site>

const origins = z.array(z.string().trim().min(1).max(200)).min(1).max(20)

export const listSites = endpoint({
  name: 'listSites',
  method: 'GET',
  path: '/api/w/:workspaceId/sites',
  access: 'customers.connect',
  summary: 'Sites with the web tracker.',
  output: z.object({ items: z.array(site) }),
})

export const addSite = endpoint({
  name: 'addSite',
  method: 'POST',
  path: '/api/w/:workspaceId/sites',
  access: 'customers.connect',
  summary: 'Adds a site. The secret that signs its identity tokens is in the answer, and can be shown again.',
  body: z.object({ name: shortText, origins }),
  output: site.extend({ secret: z.string() }),
})

export const updateSite = endpoint({
  name: 'updateSite',
  method: 'PATCH',
  path: '/api/w/:workspaceId/sites/:siteId',
  access: 'customers.connect',
  summary: 'Renames a site, or says anew which origins may send.',
  params: z.object({ siteId: uuid }),
  body: z.object({ name: shortText, origins }),
  output: site,
})

export const removeSite = endpoint({
  name: 'removeSite',
  method: 'DELETE',
  path: '/api/w/:workspaceId/sites/:siteId',
  access: 'customers.connect',
  summary: 'Takes no more events of a site. What it told stays.',
  params: z.object({ siteId: uuid }),
  output: z.object({ ok: z.literal(true) }),
})

export const getSiteSecret = endpoint({
  name: 'getSiteSecret',
  method: 'POST',
  path: '/api/w/:workspaceId/sites/:siteId/secret',
  access: 'customers.connect',
  summary:
    'The secret that signs identity tokens; with `isNew` another one, after which tokens of the old are refused.',
  params: z.object({ siteId: uuid }),
  body: z.object({ isNew: z.boolean() }),
  output: z.object({ secret: z.string() }),
})

export const webEventKind = z.enum(['page', 'click', 'form', 'event', 'purchase', 'identify', 'consent'])

export const listSiteEvents = endpoint({
  name: 'listSiteEvents',
  method: 'GET',
  path: '/api/w/:workspaceId/sites/:siteId/events',
  access: 'customers.connect',
  summary: 'The newest events of a site, to see that they arrive.',
  params: z.object({ siteId: uuid }),
  output: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        kind: webEventKind,
        at: instant,
        url: z.string().nullable(),
        title: z.string(),
        name: z.string(),
        /** The first characters of the visitor's id: enough to tell two apart. */
        visitor: z.string(),
        device: z.enum(['phone', 'tablet', 'pc']),
        customerId: z.uuid().nullable(),
      }),
    ),
  }),
})

const visit = z.object({
  id: z.uuid(),
  site: z.string(),
  device: z.enum(['phone', 'tablet', 'pc']),
  startedAt: instant,
  endedAt: instant,
  pages: z.number().int(),
  seen: z.array(z.object({ url: z.string(), title: z.string(), at: instant })),
  /** Marked elements and events of the site's own: how often each. */
  did: z.array(z.object({ name: z.string(), count: z.number().int() })),
  referrer: z.string().nullable(),
})
export type Visit = z.infer<typeof visit>

export const getTouches = endpoint({
  name: 'getTouches',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/:customerId/touches',
  access: 'customers.read',
  summary: 'What somebody tried lately on the web and by telephone: visits with their pages, calls by how they ended.',
  params: z.object({ customerId: uuid }),
  output: z.object({
    /** Null where it is open; otherwise what it takes. */
    closedBecause: z.enum(['permission', 'unverified']).nullable(),
    /** What of thirty days nobody has answered, as far as the reader may see it; null where nothing waits. */
    waiting: z
      .object({
        /** The first try since the last answer. */
        since: instant,
        /** Words that are still pending in the ledger, and calls that reached nobody. */
        said: z.number().int(),
        calls: z.number().int(),
      })
      .nullable(),
    visits: z.array(visit),
    /** Devices on which we know them. */
    devices: z.array(z.enum(['phone', 'tablet', 'pc'])),
    calls: z.object({
      /** Inbound calls that nobody answered or that failed, since the last that was answered, within thirty days. */
      unanswered: z.number().int(),
      lastUnansweredAt: instant.nullable(),
      lastAnsweredAt: instant.nullable(),
    }),
  }),
})

export const sitesEndpoints = [
  listSites,
  addSite,
  updateSite,
  removeSite,
  getSiteSecret,
  listSiteEvents,
  getTouches,
] as const
