/** Consent by purpose and channel, with proof and time; what customers chose for themselves; whether we may write to them. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'

/**
 * What a consent is for. `marketing` is 광고성 정보 수신, `night` the same between 21:00 and 08:00, which Korean law asks for
 * apart (정보통신망법 제50조 ①·③); `tracking` is 행태정보 수집 on the web; `third_party` handing data on.
 */
export const consentPurposes = ['marketing', 'night', 'tracking', 'third_party'] as const
export const consentPurpose = z.enum(consentPurposes)
export type ConsentPurpose = z.infer<typeof consentPurpose>

/** `all` stands for every channel that has no consent of its own. */
export const consentChannel = z.string().regex(/^[a-z][a-z0-9_]{1,39}$/)
export const commonConsentChannels = ['all', 'email', 'sms', 'kakao_channel', 'call', 'push', 'post', 'web'] as const

export const consentDeed = z.enum(['given', 'withdrawn', 'confirmed'])
export type ConsentDeed = z.infer<typeof consentDeed>

export const consentEntry = z.object({
  id: z.uuid(),
  purpose: consentPurpose,
  channel: z.string(),
  deed: consentDeed,
  at: instant,
  /** The words that the person saw when they agreed. */
  wording: z.string().nullable(),
  /** What shows it: an address of a page, a file's name, who heard it. */
  proof: z.string().nullable(),
  source: z.object({ kind: z.string(), id: z.string() }),
  recordedBy: z.string(),
})

export const consentState = z.object({
  purpose: consentPurpose,
  channel: z.string(),
  isGiven: z.boolean(),
  since: instant,
  /** When the person must be told again that they agreed: every two years (정보통신망법 제50조 ⑧). */
  confirmBy: instant.nullable(),
})
export type ConsentState = z.infer<typeof consentState>

const hour = z.number().int().min(0).max(24)
export const contactChoice = z.object({
  /** Channels that the person wants; null: any. */
  channels: z.array(consentChannel).min(1).max(10).nullable(),
  /** Channels on which the person wants nothing. */
  refused: z.array(consentChannel).max(10),
  /** Local hours, `[from, until)`, in which the person wants to hear from us; null: any. */
  hours: z.object({ from: hour, until: hour }).nullable(),
  /** Marked as a minor: never segmented, never messaged. */
  isMinor: z.boolean(),
})
export type ContactChoice = z.infer<typeof contactChoice>

/** What we would write for. `answer`: they wrote to us. `service`: about their own order or contract. */
export const contactPurpose = z.enum(['answer', 'service', 'marketing'])
export type ContactPurpose = z.infer<typeof contactPurpose>

export const contactRefusal = z.enum([
  'unknown',
  'minor',
  'channel_refused',
  'no_consent',
  'withdrawn',
  'no_night_consent',
  'other_channel',
  'other_time',
])
export type ContactRefusal = z.infer<typeof contactRefusal>

export const contactVerdict = z.object({
  may: z.boolean(),
  /** Why not; null where we may. */
  why: contactRefusal.nullable(),
})
export type ContactVerdict = z.infer<typeof contactVerdict>

const customerConsents = z.object({
  current: z.array(consentState),
  history: z.array(consentEntry),
  choice: contactChoice,
  /** Whether the birth date or the mark makes them a minor. */
  isMinor: z.boolean(),
  /** May we send advertising now, by the channels that consents name. */
  marketing: z.array(z.object({ channel: z.string(), verdict: contactVerdict })),
})
export type CustomerConsents = z.infer<typeof customerConsents>

export const getConsents = endpoint({
  name: 'getConsents',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/:customerId/consents',
  access: 'customers.read',
  summary: 'What a customer agreed to and chose, with the whole history.',
  params: z.object({ customerId: uuid }),
  output: customerConsents,
})

export const recordConsent = endpoint({
  name: 'recordConsent',
  method: 'POST',
  path: '/api/w/:workspaceId/customers/:customerId/consents',
  access: 'customers.edit',
  summary: 'Adds to the history of a consent: given, withdrawn or confirmed. Nothing is ever overwritten.',
  params: z.object({ customerId: uuid }),
  body: z.object({
    purpose: consentPurpose,
    channel: consentChannel,
    deed: consentDeed,
    at: instant.optional(),
    wording: z.string().trim().max(2000).nullable().default(null),
    proof: z.string().trim().max(500).nullable().default(null),
  }),
  output: customerConsents,
})

export const setContactChoice = endpoint({
  name: 'setContactChoice',
  method: 'PUT',
  path: '/api/w/:workspaceId/customers/:customerId/contact-choice',
  access: 'customers.edit',
  summary: 'Keeps which channels and hours the customer chose; their choice beats our plan.',
  params: z.object({ customerId: uuid }),
  body: contactChoice,
  output: customerConsents,
})

export const askMayContact = endpoint({
  name: 'askMayContact',
  method: 'POST',
  path: '/api/w/:workspaceId/may-contact',
  access: 'customers.read',
  summary: 'Whether customers may be written to for a purpose, by a channel, at an instant.',
  isQuestion: true,
  body: z.object({
    customerIds: z.array(uuid).min(1).max(1000),
    purpose: contactPurpose,
    channel: consentChannel,
    at: instant.optional(),
  }),
  output: z.object({ items: z.array(z.object({ customerId: z.uuid(), verdict: contactVerdict })) }),
})

export const listDueConsents = endpoint({
  name: 'listDueConsents',
  method: 'GET',
  path: '/api/w/:workspaceId/consents/due',
  access: 'customers.all',
  summary: 'Consents that must be confirmed within so many days, the earliest first; at most 200.',
  query: z.object({ days: z.coerce.number().int().min(0).max(365).default(30) }),
  output: z.object({
    items: z.array(consentState.extend({ customerId: z.uuid(), name: z.string() })),
  }),
})

export const consentsEndpoints = [getConsents, recordConsent, setContactChoice, askMayContact, listDueConsents] as const
