/** Paths: how people who bought came to us, as far as anybody can know. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { instant } from '../scalars.ts'

/** Exposure, visit and order; a visit alone; exposure alone; neither. */
export const pathPart = z.enum(['whole', 'visitOnly', 'exposureOnly', 'unknown'])
export type PathPart = z.infer<typeof pathPart>

/** A site whose link was followed; the mark (`utm_source`) of a link of ours; a channel on which the buyer spoke or reacted. */
export const pathSeenBy = z.enum(['link', 'mark', 'talk'])
export type PathSeenBy = z.infer<typeof pathSeenBy>

export const pathPlace = z.object({
  /** A site that sent visitors (`blog.naver.com`), the mark of a link, or a channel. */
  place: z.string(),
  seenBy: pathSeenBy,
  /** Visits that came from there, and by how many browsers; of talk none can be known. */
  visits: z.number().int().nullable(),
  visitors: z.number().int().nullable(),
  orders: z.number().int(),
})
export type PathPlace = z.infer<typeof pathPlace>

const period = { from: instant, to: instant }

export const getPaths = endpoint({
  name: 'getPaths',
  method: 'GET',
  path: '/api/w/:workspaceId/paths',
  access: 'customers.value',
  summary:
    'Orders of a period of at most 92 days by what came before them within 30 days: exposure (a link that led to us, or own words or reactions) and a tracked visit, one of them, or neither. What nobody can know is counted as unknown, not left out.',
  query: z.object(period),
  output: z.object({
    orders: z.number().int(),
    /** Exposure, visit and order. */
    whole: z.number().int(),
    /** A visit, and nothing known that led to it. */
    visitOnly: z.number().int(),
    /** Exposure, and no visit that was seen. */
    exposureOnly: z.number().int(),
    unknown: z.number().int(),
    /** Whether a site tells of visits at all. */
    hasSites: z.boolean(),
    /** The most orders first, then visits; 50 at most. */
    places: z.array(pathPlace),
  }),
})

/** Whom a row names: nobody while the person is not verified, since what they bought is theirs. */
const named = z.object({ id: z.uuid(), name: z.string() }).nullable()

/** The page on which a visit began. */
const landed = z.object({ url: z.string(), title: z.string() }).nullable()

export const pathOrder = z.object({
  id: z.uuid(),
  at: instant,
  part: pathPart,
  customer: named,
  /** Null while the person is not verified, or where none was told. */
  number: z.string().nullable(),
  /** In units of the currency, not in cents. */
  amount: z.number().nullable(),
  currency: z.string().nullable(),
  exposure: z
    .object({
      place: z.string(),
      seenBy: pathSeenBy,
      at: instant,
      /** The post, where it is one that we heard. */
      mentionId: z.uuid().nullable(),
    })
    .nullable(),
  /** The last one before the order. */
  visit: z.object({ at: instant, pages: z.number().int(), landed }).nullable(),
})
export type PathOrder = z.infer<typeof pathOrder>

export const listPathOrders = endpoint({
  name: 'listPathOrders',
  method: 'GET',
  path: '/api/w/:workspaceId/paths/orders',
  access: 'customers.value',
  summary:
    'The orders behind a number of `getPaths`, newest first: what exposed the buyer, the visit, the order. Names, order numbers and own words open once the person is verified and to those who may see histories.',
  query: pageQuery.extend({
    ...period,
    part: pathPart.optional(),
    place: z.string().max(200).optional(),
    seenBy: pathSeenBy.optional(),
  }),
  output: pageOf(pathOrder),
})

export const pathVisit = z.object({
  id: z.uuid(),
  at: instant,
  pages: z.number().int(),
  landed,
  customer: named,
  /** The post whose link was followed, where it is one that we heard. */
  mentionId: z.uuid().nullable(),
})
export type PathVisit = z.infer<typeof pathVisit>

export const listPathVisits = endpoint({
  name: 'listPathVisits',
  method: 'GET',
  path: '/api/w/:workspaceId/paths/visits',
  access: 'customers.value',
  summary: 'The visits that came from a place, newest first.',
  query: pageQuery.extend({ ...period, place: z.string().max(200), seenBy: z.enum(['link', 'mark']) }),
  output: pageOf(pathVisit),
})

export const pathEndpoints = [getPaths, listPathOrders, listPathVisits] as const
