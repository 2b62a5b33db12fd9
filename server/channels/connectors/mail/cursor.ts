/** Where reading of a mailbox stands, as text for the store. Pure. */
import { z } from 'zod'

const place = z.object({
  /** UIDVALIDITY: with another one all UIDs mean something else (RFC 9051, 2.3.1.1). */
  validity: z.string(),
  /** The last UID that was read. */
  uid: z.number().int().min(0),
  /** HIGHESTMODSEQ (RFC 7162) when nothing was left to read; null where the server knows none. */
  modseq: z.string().nullable(),
})
export type Place = z.infer<typeof place>

const places = z.object({
  inbox: place.nullable(),
  sent: place.nullable(),
  /** By path: folders that a person chose besides. */
  more: z.record(z.string(), place).default({}),
  /** Until when all was read, ISO: from a day before it everything is looked at again where UIDs changed their meaning. */
  at: z.string(),
})
export type Places = z.infer<typeof places>

export const writeCursor = (at: Places): string => JSON.stringify(at)

/** A cursor that is none of ours begins anew. */
export const readCursor = (cursor: string | null): Places | null => {
  if (cursor === null) return null
  try {
    return places.safeParse(JSON.parse(cursor)).data ?? null
  } catch {
    return null
  }
}
