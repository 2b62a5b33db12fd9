/** Identities and attributes: what points to a customer, and what is said of one, each with where it came from. */
import { z } from 'zod'
import { instant } from '../scalars.ts'

/** An author of a channel, a verified address or number, a browser, or somebody's number in another system. */
export const identityKind = z.enum(['author', 'email', 'phone', 'visitor', 'external'])
export type IdentityKind = z.infer<typeof identityKind>

/** Where something came from. */
export const sourceKind = z.enum(['channel', 'person', 'web', 'call', 'mail', 'import', 'api', 'match'])
export type SourceKind = z.infer<typeof sourceKind>
export const origin = z.object({ kind: sourceKind, id: z.string() })

export const identity = z.object({
  id: z.uuid(),
  kind: identityKind,
  /** The channel of an author, the system of an external id; empty for addresses and numbers. */
  namespace: z.string(),
  /** The channel that it belongs to: that of the author, `email`, `call` or `web`; the system's name for an external id. */
  channel: z.string(),
  handle: z.string(),
  displayName: z.string(),
  url: z.string().nullable(),
  avatarUrl: z.string().nullable(),
  followers: z.number().int().nullable(),
  /** The leaf that it came to: another one than the customer's id where two were merged. */
  leafId: z.uuid(),
  source: origin,
  linkedAt: instant,
  /** Part of it is covered, because the reader may not see contact details, or the person is not verified. */
  isMasked: z.boolean(),
})
export type Identity = z.infer<typeof identity>

/** Attributes that every room knows; sources may tell others. */
export const knownAttributes = [
  'name',
  'email',
  'phone',
  'company',
  'birth_date',
  'address',
  'post_code',
  'place',
  'occupation',
  'language',
  'stage',
  'minor',
  'preferred_channel',
  'preferred_time',
] as const

/** One thing that a source said of a customer. */
export const attribute = z.object({
  id: z.uuid(),
  name: z.string(),
  value: z.string(),
  isVerified: z.boolean(),
  source: origin,
  /** When the source said so. */
  at: instant,
  /** Who wrote it down, where a person did. */
  by: z.string().nullable(),
  leafId: z.uuid(),
  /** The one of its name that is shown. */
  isShown: z.boolean(),
  isMasked: z.boolean(),
})
export type Attribute = z.infer<typeof attribute>
