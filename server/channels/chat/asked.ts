/** What a widget sends: one line of JSON as plain text, which no browser asks leave for; a file's bytes may follow it. Pure. */
import { z } from 'zod'

const key = z.string().regex(/^\d{1,10}-[A-Za-z0-9_-]{16,40}$/)
const token = z.string().regex(/^[A-Za-z0-9_-]{30,80}$/)
const words = z.string().max(10_000)
const page = z.string().max(2000).optional()
const language = z.enum(['ko', 'en']).catch('ko')

export const starting = z.object({
  key,
  /** The words that were agreed to, as they were shown. */
  agreed: z.string().trim().min(1).max(2000),
  language,
  page,
  /** Says who is signed in. */
  identity: z.string().max(4000).optional(),
})
export const visiting = z.object({ key, token })
export const identifying = visiting.extend({ identity: z.string().max(4000) })
export const saying = visiting.extend({
  /** The message's own id: the same again is the same message. */
  id: z.uuid(),
  text: words,
  files: z.array(z.uuid()).max(5).default([]),
  page,
  contact: z.object({ name: z.string().max(100), email: z.email().max(254) }).optional(),
})
export const bringing = visiting.extend({ id: z.uuid(), name: z.string().max(400), type: z.string().max(100) })
export const reading = visiting.extend({ after: z.int().min(0).max(2_147_483_647).default(0) })
export const fetching = visiting.extend({ file: z.uuid() })

/** @returns what was asked and the bytes behind its line; null for what is no such thing. */
export const readAsked = <T extends z.ZodType>(
  shape: T,
  bytes: Uint8Array,
): { asked: z.output<T>; rest: Uint8Array } | null => {
  const end = bytes.indexOf(10)
  const line = end < 0 ? bytes : bytes.subarray(0, end)
  if (line.length > 64_000) return null
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line))
  } catch {
    return null
  }
  const parsed = shape.safeParse(json)
  return parsed.success ? { asked: parsed.data, rest: end < 0 ? new Uint8Array(0) : bytes.subarray(end + 1) } : null
}

/** The workspace that a key names; null for a number that none has. */
export const workspaceOfKey = (given: string): number | null => {
  const id = Number(given.split('-')[0])
  return Number.isInteger(id) && id > 0 && id <= 2_147_483_647 ? id : null
}
