/**
 * Notifications: who mentioned, answered or quoted an own account, and who liked, reposted or followed; by poll through the
 * account's PDS.
 */
import { z } from 'zod'
import type { Engagement, Incoming, Outside, PullAsk, Pulled } from '../../../connector.ts'
import { parseJson } from '../json.ts'
import { incomingOf, namedOf, profile } from '../map.ts'
import { type Visit, visit } from './session.ts'

const notification = z.object({
  uri: z.string(),
  cid: z.string(),
  reason: z.string(),
  /** The post of ours that it is about. */
  reasonSubject: z.string().optional().catch(undefined),
  indexedAt: z.string(),
  author: profile,
  record: z.unknown(),
})
const page = z.object({ cursor: z.string().optional(), notifications: z.array(z.unknown()) })

/** Where we are: all up to `seen` was handed over; `deep` says that a long absence is being caught up with. */
const place = z.object({
  seen: z.string().nullable(),
  deep: z.object({ cursor: z.string(), newest: z.string() }).optional(),
})
type Place = z.infer<typeof place>

const pageSize = 100
const pagesAtOnce = 5
/** How far the first poll looks back. */
const firstDays = 7
/** What is said in words. */
const saidReasons = new Set(['mention', 'reply', 'quote'])
/** What is done without. A like of a repost of ours is a like of what was reposted: its subject is not ours. */
const doneReasons: Readonly<Record<string, Engagement['kind']>> = { like: 'like', repost: 'repost', follow: 'follow' }

/** Reads pages, newest first, until what was seen before. */
export const pollNotifications = async (outside: Outside, asked: PullAsk, signal: AbortSignal): Promise<Pulled> => {
  if (asked.account === null)
    return { kind: 'failed', failure: { class: 'gone', code: 'channels.account_disconnected' } }
  const session = visit(outside, asked.account, signal)
  const from = readPlace(asked.cursor)
  const seen = from.seen ?? new Date(asked.now.getTime() - firstDays * 86_400_000).toISOString()
  const found: Found = { incoming: [], engagements: [] }
  let cursor = from.deep?.cursor
  let newest = from.deep?.newest ?? null
  for (let pages = 0; pages < pagesAtOnce; pages += 1) {
    const answer = await session.call({
      method: 'app.bsky.notification.listNotifications',
      params: { limit: pageSize, cursor },
    })
    if (!answer.ok) return { kind: 'failed', failure: answer.failure, ...session.kept() }
    const read = readPage(answer.data)
    if (read === null) {
      const failure = { class: 'try_again' as const, code: 'channels.answer_unreadable' }
      return { kind: 'failed', failure, ...session.kept() }
    }
    newest ??= read.notifications[0]?.indexedAt ?? null
    const fresh = read.notifications.filter(one => one.indexedAt >= seen)
    found.incoming.push(...fresh.flatMap(one => incomingFrom(one) ?? []))
    found.engagements.push(...fresh.flatMap(one => engagementFrom(one) ?? []))
    cursor = read.cursor
    const isThrough =
      fresh.length < read.notifications.length || cursor === undefined || read.notifications.length === 0
    if (isThrough) return arrived(session, found, { seen: later(newest, from.seen) })
  }
  return {
    ...arrived(session, found, { seen: from.seen ?? seen, deep: { cursor: cursor!, newest: newest! } }),
    nextAfterSeconds: 1,
  }
}

interface Found {
  incoming: Incoming[]
  engagements: Engagement[]
}

const arrived = (session: Visit, found: Found, next: Place): Extract<Pulled, { kind: 'pulled' }> => ({
  kind: 'pulled',
  ...found,
  cursor: JSON.stringify(next),
  ...session.kept(),
})

const later = (a: string | null, b: string | null): string | null => (a !== null && (b === null || a > b) ? a : b)

const readPlace = (cursor: string | null): Place => {
  if (cursor === null) return { seen: null }
  const parsed = place.safeParse(parseJson(cursor))
  return parsed.success ? parsed.data : { seen: null }
}

type Notification = z.infer<typeof notification>

/** Entries that cannot be understood are passed over: one strange record must not stop the others. */
const readPage = (data: unknown): { cursor: string | undefined; notifications: Notification[] } | null => {
  const parsed = page.safeParse(data)
  if (!parsed.success) return null
  const notifications = parsed.data.notifications.flatMap(one => {
    const read = notification.safeParse(one)
    return read.success ? [read.data] : []
  })
  return { cursor: parsed.data.cursor, notifications }
}

/** Why we were told, and about which post of ours, stays with the raw form. */
const incomingFrom = ({ uri, cid, record, reason, reasonSubject, author }: Notification): Incoming | null =>
  saidReasons.has(reason) ? incomingOf({ uri, cid, record, reason, reasonSubject }, namedOf(author)) : null

const engagementFrom = (one: Notification): Engagement | null => {
  const kind = doneReasons[one.reason]
  const on = kind === 'follow' ? null : (one.reasonSubject ?? null)
  if (kind === undefined || (on === null) !== (kind === 'follow')) return null
  const at = new Date(one.indexedAt)
  return { remoteId: one.uri, kind, author: namedOf(one.author), onRemoteId: on, at }
}
