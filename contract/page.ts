/** Keyset pages: the shape of every list, and of the query that asks for one. */
import { z } from 'zod'

/** `cursor` is opaque: hand back what the last page's `next` held. */
export const pageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    /** The cursor of the next page, null at the end. */
    next: z.string().nullable(),
  })

export interface Page<T> {
  items: T[]
  next: string | null
}
