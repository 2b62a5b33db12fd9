/** What a page sends: a batch of events, cleaned before it is kept. Pages are hostile: everything is bounded. */
import { z } from 'zod'

/** Events of one request; the script sends up to fifty. */
const mostEvents = 100
const mostPages = 2000

const text = (longest: number) =>
  z.string().transform(value => value.replaceAll('\0', '').toWellFormed().slice(0, longest))
const line = (longest: number) => text(longest).transform(value => value.replaceAll(/\s+/g, ' ').trim())

/** An address of the web without a name or password in it; everything else is left out. */
const address = z
  .string()
  .max(4000)
  .transform(given => {
    if (given === '' || !URL.canParse(given)) return null
    const url = new URL(given)
    if (!/^https?:$/.test(url.protocol)) return null
    url.username = ''
    url.password = ''
    return url.href.replaceAll('\0', '').slice(0, mostPages)
  })

const amount = z.coerce.number().min(-1e12).max(1e12)

const properties = z
  .record(z.string().max(60), z.union([text(500), z.number(), z.boolean(), z.null()]))
  .transform(given => Object.fromEntries(Object.entries(given).slice(0, 30)))

const common = {
  /** Made by the page: the same event again is nothing new. */
  i: z.uuid(),
  /** Milliseconds since 1970 on the page's clock. */
  t: z.number().int(),
  /** The visitor, from the first-party cookie. */
  v: z.uuid(),
  u: address.nullish(),
  n: line(200).nullish(),
}

const item = z.object({
  id: line(100).optional(),
  name: line(200).optional(),
  quantity: amount.optional(),
  price: amount.optional(),
})

const event = z.discriminatedUnion('k', [
  z.object({ ...common, k: z.literal('page'), r: address.nullish() }),
  z.object({ ...common, k: z.literal('click'), d: z.object({ name: line(100) }) }),
  z.object({
    ...common,
    k: z.literal('form'),
    d: z.object({ name: line(100), fields: properties.optional() }),
  }),
  z.object({ ...common, k: z.literal('event'), d: z.object({ name: line(100), props: properties.nullish() }) }),
  z.object({
    ...common,
    k: z.literal('purchase'),
    d: z.object({
      order: z.coerce.string().trim().min(1).max(100),
      amount: amount.optional(),
      currency: z
        .string()
        .regex(/^[A-Za-z]{3}$/)
        .transform(code => code.toUpperCase())
        .optional(),
      items: z.array(item).max(100).optional(),
    }),
  }),
  z.object({ ...common, k: z.literal('identify'), d: z.object({ token: z.string().max(4000) }) }),
  z.object({ ...common, k: z.literal('consent'), d: z.object({ given: z.boolean(), words: line(500).nullish() }) }),
])
export type WebEvent = z.output<typeof event>

const batch = z.object({
  s: z.string().max(60),
  /** When it was sent, on the page's clock. */
  z: z.number().int(),
  e: z.array(z.unknown()).min(1).max(mostEvents),
})

export interface Batch {
  readonly siteKey: string
  readonly sentAtMs: number
  readonly events: WebEvent[]
  /** Events that nobody could read: bad ones never spoil the good ones beside them. */
  readonly refused: number
}

/** @returns null for what is no batch at all. */
export const readBatch = (bytes: Uint8Array): Batch | null => {
  const parsed = batch.safeParse(json(bytes))
  if (!parsed.success) return null
  const events: WebEvent[] = []
  for (const one of parsed.data.e) {
    const read = event.safeParse(one)
    if (read.success) events.push(read.data)
  }
  return {
    siteKey: parsed.data.s,
    sentAtMs: parsed.data.z,
    events,
    refused: parsed.data.e.length - events.length,
  }
}

const json = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return null
  }
}

/** What was told later than this is told as having happened then: a laptop may sleep over a weekend, not over a year. */
const longestDelayMs = 7 * 24 * 3600_000

/**
 * When an event happened, by the server's clock: as long before the batch was received as it was before the batch was sent.
 * A page's clock may be years off; the difference of two of its instants is not.
 */
export const eventInstant = (event: { t: number }, sentAtMs: number, receivedAt: Date): Date =>
  new Date(receivedAt.getTime() - Math.min(longestDelayMs, Math.max(0, sentAtMs - event.t)))
