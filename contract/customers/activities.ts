/** Activities: what a customer did, received, and did not receive, over all channels in one order. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { instant, many, uuid } from '../scalars.ts'
import { sentimentLabel } from '../understanding.ts'

/** Kinds of activity by what they are about: a filter of the timeline, and what `policy.ts` opens or closes together. */
export const activityGroups = {
  words: ['said'],
  ours: ['answered', 'note', 'resolved'],
  reactions: ['liked', 'reposted', 'followed'],
  silence: ['waited'],
  calls: ['call_answered', 'call_missed', 'call_failed'],
  web: ['visited', 'clicked', 'submitted', 'signed_in', 'event'],
  orders: ['ordered', 'purchased', 'cancelled', 'returned'],
  mail: ['mail_sent', 'mail_opened', 'mail_clicked', 'mail_failed'],
  records: ['imported', 'consented', 'withdrew', 'verified', 'staged'],
} as const
export type ActivityGroup = keyof typeof activityGroups
export const activityGroup = z.enum(Object.keys(activityGroups) as [ActivityGroup, ...ActivityGroup[]])

export const activityKinds = Object.values(activityGroups).flat()
export const activityKind = z.enum(activityKinds as [ActivityKind, ...ActivityKind[]])
export type ActivityKind = (typeof activityGroups)[ActivityGroup][number]

/** What the customer did, so that it counts as hearing of them; the others were done by us, or by nobody. */
export const heardKinds: readonly ActivityKind[] = [
  'said',
  ...activityGroups.calls,
  ...activityGroups.web,
  'ordered',
  'purchased',
]
/** What makes somebody a buyer. */
export const boughtKinds: readonly ActivityKind[] = ['ordered', 'purchased']

const call = z.object({
  waitSeconds: z.number().int().min(0).nullable().optional(),
  talkSeconds: z.number().int().min(0).nullable().optional(),
  recordingUrl: z.string().nullable().optional(),
  /** Why it failed, in the telephone system's words. */
  cause: z.string().optional(),
  agent: z.string().nullable().optional(),
  isOutbound: z.boolean().optional(),
})
const order = z.object({
  orderNumber: z.string().optional(),
  /** In units of the currency, not in cents. */
  amount: z.number().optional(),
  currency: z.string().optional(),
  items: z.number().int().optional(),
  shop: z.string().optional(),
})
const visit = z.object({
  title: z.string().optional(),
  device: z.string().optional(),
  seconds: z.number().optional(),
  pages: z.number().int().optional(),
  name: z.string().optional(),
  referrer: z.string().optional(),
})

/** What an activity tells beside its text, by kind. Small: a row of a timeline holds no documents. */
export const activityDetails = {
  note: z
    .object({ isProfile: z.boolean(), by: z.string(), memberId: z.string().nullable(), editedAt: instant.nullable() })
    .partial(),
  /** Nobody answered since `since`; `until` once somebody did. */
  waited: z.object({ since: instant, until: instant.nullable() }),
  call_answered: call,
  call_missed: call,
  call_failed: call,
  visited: visit,
  clicked: visit,
  submitted: visit,
  signed_in: visit,
  event: visit.loose(),
  ordered: order,
  purchased: order,
  cancelled: order,
  returned: order,
  mail_sent: z.object({ campaign: z.string().optional() }),
  mail_opened: z.object({ campaign: z.string().optional() }),
  mail_clicked: z.object({ campaign: z.string().optional() }),
  mail_failed: z.object({ campaign: z.string().optional(), cause: z.string().optional() }),
  imported: z.object({ what: z.string().optional(), from: z.string().optional() }),
  consented: z.object({ purpose: z.string(), channel: z.string() }).partial(),
  withdrew: z.object({ purpose: z.string(), channel: z.string() }).partial(),
  verified: z.object({ how: z.string(), by: z.string() }).partial(),
  staged: z.object({ stage: z.string(), by: z.string() }).partial(),
} as const satisfies Partial<Record<ActivityKind, z.ZodObject>>
type Told = typeof activityDetails
/** The detail of one kind; nothing for kinds that have none. */
export type DetailOf<K extends ActivityKind> = K extends keyof Told ? z.infer<Told[K]> : Record<string, never>
export type ActivityDetail = { [K in keyof Told]: z.infer<Told[K]> }[keyof Told] | Record<string, never>

/** One thing that a customer did, received, or did not receive. */
export const activity = z.object({
  id: z.uuid(),
  kind: activityKind,
  channel: z.string(),
  at: instant,
  text: z.string(),
  url: z.string().nullable(),
  sentiment: sentimentLabel.nullable(),
  /** The conversation that it is part of, where there is one. */
  conversationId: z.uuid().nullable(),
  itemId: z.uuid().nullable(),
  /** What `activityDetails` says of its kind. */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type Activity = z.infer<typeof activity>

export const listActivities = endpoint({
  name: 'listActivities',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/:customerId/timeline',
  access: 'customers.read',
  summary:
    'What a customer did, received and did not receive, newest first. What the reader may not see, or what opens when the person is verified, is left out.',
  params: z.object({ customerId: uuid }),
  query: pageQuery.extend({ kind: many(activityKind), channel: many(z.string().max(60)) }),
  output: pageOf(activity),
})

export const activityEndpoints = [listActivities] as const
