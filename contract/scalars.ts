/** Small values that every room uses: ids, instants, names. */
import { z } from 'zod'

export const workspaceId = z.coerce.number().int().min(1).max(2_147_483_647)
export type WorkspaceId = number

export const uuid = z.uuid()
/** An instant on the wire: ISO 8601 in UTC. */
export const instant = z.iso.datetime({ offset: true })
export const shortText = z.string().trim().min(1).max(200)
export const email = z.email().max(254)
export const url = z.url().max(2000)
export const locale = z.enum(['ko', 'en'])
export type Locale = z.infer<typeof locale>

/** Yes or no in a query string. */
export const flag = z.stringbool({ truthy: ['true'], falsy: ['false'] })

/** Yes or no in a query string or in JSON. */
export const toggle = z.preprocess(value => (typeof value === 'boolean' ? String(value) : value), flag)

/** Values of a query string that may be given once or many times. */
export const many = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    value => (value === undefined ? undefined : Array.isArray(value) ? value : [value]),
    z.array(item).max(50).optional(),
  )
