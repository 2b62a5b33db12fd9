/** Folding what pages sent: each event once, summed into visits, onto the timelines of those whom we know. */
import { createHash } from 'node:crypto'
import { readIdentity } from '../../channels/index.ts'
import { announce, startJob } from '../../platform/announce.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { makeId } from '../../platform/ids.ts'
import { webEventsTaken } from '../events.ts'
import * as sites from '../store/sites.ts'
import * as store from '../store/visits.ts'
import { eventInstant, type WebEvent } from '../track/batch.ts'
import { isTooFast } from '../track/bots.ts'
import { foldVisits, pauseMs, type Visit, type VisitEvent, visitText } from '../track/visits.ts'
import { type Claim, keyText, takeClaims } from './claims.ts'
import { takeConsents } from './consents.ts'
import { type NewActivity, recordActivities } from './meeting.ts'
import { tellChanged } from './showing.ts'

/** Batches of one transaction. */
const mostBatches = 1000
/** Earlier visits that join the timeline of somebody who is recognised. */
const mostEarlier = 200

interface Told extends VisitEvent {
  receivedAt: Date
  device: string
  raw: WebEvent
}

type KnownVisit = Visit & { isProgram: boolean }

/** Folds the eldest batches of the workspace, and goes on in another job while there are more. */
export const foldWaiting = async (ctx: Ctx): Promise<void> => {
  const batches = await sites.takeBatches(ctx, mostBatches)
  if (batches.length === 0) return
  const told = new Map(batches.flatMap(eventsOf).map(event => [`${event.siteId} ${event.id}`, event]))
  const visitors = await store.meetVisitors(ctx, spansOf(told.values()))
  const known = await store.knownEvents(ctx, [...told.values()])
  const fresh = [...told].filter(([key]) => !known.has(key)).map(([, event]) => event)
  if (fresh.length > 0) await foldFresh(ctx, fresh, visitors)
  if (batches.length === mostBatches) await startJob(ctx, 'customers.fold_visits', {}, { key: 'fold' })
}

const foldFresh = async (ctx: Ctx, fresh: readonly Told[], visitors: readonly store.VisitorRow[]): Promise<void> => {
  const near = await store.visitsNear(
    ctx,
    spansOf(fresh).map(span => ({
      ...span,
      from: new Date(span.firstAt.getTime() - pauseMs),
      to: new Date(span.lastAt.getTime() + pauseMs),
    })),
  )
  const programs = new Set(near.filter(visit => visit.isProgram).map(visit => visit.id))
  const { visits, visitOf } = foldVisits(near, fresh, () => makeId(ctx.now))
  const changed: KnownVisit[] = visits.map(visit => ({
    ...visit,
    isProgram: programs.has(visit.id) || isTooFast(visit.seen.map(page => new Date(page.at))),
  }))
  await store.writeVisits(ctx, changed)
  const stored = fresh.map(event => storedOf(event, visitOf.get(event.id)!))
  await store.insertEvents(ctx, stored)
  const siteIds = [...new Set(fresh.map(event => event.siteId))].sort()
  await store.noteLastEvents(ctx, siteIds)
  await tellTimelines(ctx, { fresh, stored, changed, visitors })
  await announce(ctx, webEventsTaken, { ids: siteIds })
}

const eventsOf = (batch: sites.BatchRow): Told[] =>
  (batch.events as WebEvent[]).map(raw => ({
    id: raw.i,
    siteId: batch.site_id,
    visitorId: raw.v,
    kind: raw.k,
    at: eventInstant(raw, batch.sent_at_ms, batch.received_at),
    url: raw.u ?? null,
    title: raw.n ?? '',
    referrer: raw.k === 'page' ? (raw.r ?? null) : null,
    name: nameOf(raw),
    receivedAt: batch.received_at,
    device: batch.device,
    raw,
  }))

const nameOf = (event: WebEvent): string => {
  if (event.k === 'click' || event.k === 'form' || event.k === 'event') return event.d.name
  return event.k === 'purchase' ? event.d.order : ''
}

const spansOf = (events: Iterable<Told>) => {
  const spans = new Map<string, store.VisitorKey & { device: string; firstAt: Date; lastAt: Date }>()
  for (const { siteId, visitorId, device, at } of events) {
    const span = spans.get(`${siteId} ${visitorId}`)
    if (!span) spans.set(`${siteId} ${visitorId}`, { siteId, visitorId, device, firstAt: at, lastAt: at })
    else if (at < span.firstAt) span.firstAt = at
    else if (at > span.lastAt) span.lastAt = at
  }
  return [...spans.values()]
}

/** What is kept of an event; of a sign-in never the token, which is a secret while it lives. */
const storedOf = (event: Told, visitId: string): store.StoredEvent => {
  const { raw } = event
  const detail = raw.k === 'page' || raw.k === 'identify' ? {} : raw.d
  const { siteId, id, kind, at, receivedAt, url, title, name } = event
  return { siteId, id, visitId, kind, at, receivedAt, url, title, name, detail }
}

interface Folded {
  fresh: readonly Told[]
  stored: readonly store.StoredEvent[]
  changed: readonly KnownVisit[]
  visitors: readonly store.VisitorRow[]
}

const ownerOf = (one: { siteId: string; visitorId: string }) => `${one.siteId} ${one.visitorId}`

/** Visits and deeds of visitors whom we know join their timelines; of those just recognised the earlier ones too. */
const tellTimelines = async (ctx: Ctx, folded: Folded): Promise<void> => {
  const known = new Map(
    folded.visitors.flatMap(row => (row.customer_id === null ? [] : [[`${row.site_id} ${row.id}`, row.customer_id]])),
  )
  const recognised = await recognise(ctx, folded, known)
  const earlier = recognised.length === 0 ? [] : await store.visitsOfVisitors(ctx, recognised, mostEarlier)
  const earlierDeeds =
    earlier.length === 0
      ? []
      : await store.deedsOfVisits(
          ctx,
          earlier.map(visit => visit.id),
        )
  for (const one of recognised) known.set(ownerOf(one), one.customerId)
  if (known.size === 0) return
  const visits = new Map([...folded.changed, ...earlier].map(visit => [visit.id, visit]))
  const deeds = new Map([...folded.stored, ...earlierDeeds].map(event => [event.id, event]))
  const devices = new Map(folded.visitors.map(row => [`${row.site_id} ${row.id}`, row.device]))
  const deedsOf = Map.groupBy(deeds.values(), deed => deed.visitId)
  const own = [...visits.values()].filter(visit => known.has(ownerOf(visit)) && !visit.isProgram)
  const customerOf = (visit: Visit) => known.get(ownerOf(visit))!
  await recordActivities(
    ctx,
    own.flatMap(visit => [
      visited(visit, customerOf(visit), devices.get(ownerOf(visit)) ?? 'pc'),
      ...(deedsOf.get(visit.id) ?? []).flatMap(deed => deedActivity(deed, visit, customerOf(visit))),
    ]),
  )
  await store.retellVisits(
    ctx,
    own.map(visit => ({ visitId: visit.id, customerId: customerOf(visit), ...tellingOf(visit) })),
  )
  await takeConsents(
    ctx,
    [...deeds.values()]
      .filter(deed => deed.kind === 'consent')
      .flatMap(deed => {
        const visit = visits.get(deed.visitId)
        const customerId = visit && known.get(ownerOf(visit))
        if (customerId === undefined) return []
        const { given, words } = deed.detail as { given: boolean; words?: string | null }
        return [
          {
            customerId,
            purpose: 'tracking' as const,
            channel: 'web',
            isGiven: given,
            at: deed.at,
            wording: words ?? null,
            proof: deed.url,
            source: { kind: 'web' as const, id: deed.id },
          },
        ]
      }),
  )
  await tellChanged(ctx, [...new Set(own.map(customerOf))])
}

/** Reads the tokens of sign-ins. A browser that was another person's before stays theirs: nobody is joined by sharing it. */
const recognise = async (
  ctx: Ctx,
  { fresh, visitors }: Folded,
  known: ReadonlyMap<string, string>,
): Promise<(store.VisitorKey & { customerId: string })[]> => {
  const signIns = fresh.filter(event => event.raw.k === 'identify')
  if (signIns.length === 0) return []
  const rows = await sites.sitesByIds(ctx, [...new Set(signIns.map(event => event.siteId))])
  const people = new Map(visitors.map(row => [`${row.site_id} ${row.id}`, row.person]))
  const found = signIns.flatMap(event => {
    const site = rows.get(event.siteId)!
    const token = event.raw.k === 'identify' ? event.raw.d.token : ''
    const read = readIdentity(token, ctx.world.secrets.open(site.secret, site.id), event.receivedAt)
    if (!read.ok) return []
    const person = people.get(ownerOf(event)) ?? read.claims.sub
    people.set(ownerOf(event), person)
    return [{ event, site, read: read.claims, isOwner: person === read.claims.sub }]
  })
  if (found.length === 0) return []
  const leaves = await takeClaims(
    ctx,
    found.map(({ event, site, read, isOwner }) => claimOf(event, site, read, isOwner)),
  )
  const recognised = found.flatMap(({ event, site, read, isOwner }) => {
    const customerId = leaves.get(keyText({ kind: 'external', namespace: site.system, value: read.sub }))
    if (!isOwner || customerId === undefined || known.has(ownerOf(event))) return []
    return [{ siteId: event.siteId, visitorId: event.visitorId, person: read.sub, customerId, at: event.at }]
  })
  const once = [...new Map(recognised.map(one => [ownerOf(one), one])).values()]
  if (once.length > 0) await store.identifyVisitors(ctx, once)
  return once
}

type Read = Extract<ReturnType<typeof readIdentity>, { ok: true }>['claims']

const claimOf = (event: Told, site: sites.SiteRow, read: Read, isOwner: boolean): Claim => ({
  key: { kind: 'external', namespace: site.system, value: read.sub },
  keys: [
    ...(isOwner ? [{ kind: 'visitor' as const, namespace: site.id, value: event.visitorId, isVerified: true }] : []),
    ...(read.email
      ? [{ kind: 'email' as const, namespace: '', value: read.email, isVerified: read.email_verified === true }]
      : []),
    ...(read.phone_number
      ? [
          {
            kind: 'phone' as const,
            namespace: '',
            value: read.phone_number,
            isVerified: read.phone_number_verified === true,
          },
        ]
      : []),
  ],
  attributes: [
    ...(read.name ? [{ name: 'name', value: read.name, isVerified: true }] : []),
    ...(read.birthdate ? [{ name: 'birth_date', value: read.birthdate, isVerified: true }] : []),
  ],
  seenAt: event.at,
  source: { kind: 'web', id: site.id },
})

const tellingOf = (visit: Visit) => ({ text: visitText(visit), url: visit.seen.at(-1)?.url || null })

/** A visit as it stands on a timeline. */
export const visited = (visit: Visit, customerId: string, device: string): NewActivity => ({
  customerId,
  kind: 'visited',
  sourceId: visit.id,
  channel: 'web',
  at: visit.startedAt,
  what: tellingOf(visit),
  conversationId: null,
  detail: {
    title: visit.seen.at(-1)?.title ?? '',
    device,
    seconds: Math.round((visit.endedAt.getTime() - visit.startedAt.getTime()) / 1000),
    pages: visit.pages,
    ...(visit.referrer ? { referrer: visit.referrer } : {}),
  },
})

/** One line for each name in a visit: a button pressed ten times is one thing that somebody did. */
const deedActivity = (deed: store.StoredEvent, visit: Visit, customerId: string): NewActivity[] => {
  const common = { customerId, channel: 'web', at: deed.at, conversationId: null }
  const what = { text: deed.name, url: deed.url }
  const ofVisit = idOf(visit.id, deed.kind, deed.name)
  if (deed.kind === 'click')
    return [{ ...common, kind: 'clicked', sourceId: ofVisit, what, detail: { name: deed.name } }]
  if (deed.kind === 'event') return [{ ...common, kind: 'event', sourceId: ofVisit, what, detail: { name: deed.name } }]
  if (deed.kind === 'form')
    return [{ ...common, kind: 'submitted', sourceId: deed.id, what, detail: { name: deed.name } }]
  if (deed.kind !== 'purchase') return []
  const bought = deed.detail as { order: string; amount?: number; currency?: string; items?: { name?: string }[] }
  const names = (bought.items ?? []).flatMap(item => (item.name ? [item.name] : []))
  return [
    {
      ...common,
      kind: 'purchased',
      // A page of thanks that is loaded again tells of the same order.
      sourceId: idOf(deed.siteId, 'purchase', bought.order),
      what: { text: names.slice(0, 5).join(', '), url: null },
      detail: {
        orderNumber: bought.order,
        ...(bought.amount === undefined ? {} : { amount: bought.amount }),
        ...(bought.currency === undefined ? {} : { currency: bought.currency }),
        items: bought.items?.length ?? 0,
      },
    },
  ]
}

/** The same id for the same parts (RFC 9562, version 8: bytes of a hash). */
const idOf = (...parts: readonly string[]): string => {
  const bytes = createHash('sha256').update(parts.join('\0')).digest().subarray(0, 16)
  bytes[6] = 0x80 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
