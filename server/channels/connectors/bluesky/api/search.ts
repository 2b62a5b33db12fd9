/** Listening by search: what topics are found by is asked of the AppView, newest first, back to where we were. */
import { z } from 'zod'
import type { Incoming, Outside, PullAsk, Pulled } from '../../../connector.ts'
import { parseJson } from '../json.ts'
import { incomingOf, namedOf, profile } from '../map.ts'
import { type Visit, visit } from './session.ts'

const shownPost = z.object({
  uri: z.string(),
  cid: z.string(),
  author: profile,
  record: z.unknown(),
  indexedAt: z.string(),
})
type ShownPost = z.infer<typeof shownPost>
const page = z.object({ cursor: z.string().optional(), posts: z.array(z.unknown()) })

/** Where we are with a term: all up to `seen` was handed over; `until` says how far back the rest is being caught up with. */
const stand = z.object({ seen: z.string(), deep: z.object({ until: z.string(), newest: z.string() }).optional() })
type Stand = z.infer<typeof stand>
/** Each term's place, and whose turn is next. */
const placeShape = z.object({ terms: z.record(z.string(), stand), next: z.number().int().min(0) })
type Place = z.infer<typeof placeShape>

const pageSize = 100
/** Politely: 3,000 calls in five minutes are allowed; this leaves room for many accounts behind one address. */
const callsAtOnce = 20
const pagesOfOne = 5
/** A new term looks back so far. */
const firstDays = 7
/** Posts reach the index late and out of order: each look goes back a little further than the last one came. */
const overlapMs = 10 * 60_000
const mostTerms = 500

export const searchPosts = async (outside: Outside, asked: PullAsk, signal: AbortSignal): Promise<Pulled> => {
  if (asked.account === null)
    return { kind: 'failed', failure: { class: 'gone', code: 'channels.account_disconnected' } }
  const terms = [...new Set(asked.terms ?? [])].slice(0, mostTerms)
  const session = visit(outside, asked.account, signal)
  const from = readPlace(asked.cursor)
  const begins: Stand = { seen: new Date(asked.now.getTime() - firstDays * 86_400_000).toISOString() }
  const stands = Object.fromEntries(terms.map(term => [term, from.terms[term] ?? begins]))
  if (terms.length === 0) return pollForHealth(session)
  const found = new Map<string, Incoming>()
  const start = from.next % terms.length
  let calls = 0
  let done = 0
  for (; done < terms.length && calls < callsAtOnce; done += 1) {
    const term = terms[(start + done) % terms.length]!
    const looked = await lookFor(session, term, stands[term]!, Math.min(pagesOfOne, callsAtOnce - calls))
    if (!looked.ok) return { kind: 'failed', failure: looked.failure, ...session.kept() }
    calls += looked.calls
    for (const post of looked.posts) {
      const incoming = incomingOf({ uri: post.uri, cid: post.cid, record: post.record }, namedOf(post.author))
      if (incoming) found.set(post.uri, incoming)
    }
    stands[term] = after(stands[term]!, looked.reached, new Date(asked.now.getTime() - overlapMs).toISOString())
  }
  const next: Place = { terms: stands, next: (start + done) % terms.length }
  const isMore = done < terms.length || Object.values(stands).some(one => one.deep)
  return {
    kind: 'pulled',
    incoming: [...found.values()],
    cursor: JSON.stringify(next),
    ...(isMore ? { nextAfterSeconds: 5 } : {}),
    ...session.kept(),
  }
}

/** @param reached how far back a look came that did not come to its end. */
const after = (before: Stand, reached: string | null, now: string): Stand => {
  const newest = before.deep?.newest ?? now
  return reached === null ? { seen: newest } : { seen: before.seen, deep: { until: reached, newest } }
}

/** Without topics there is nothing to search for; one call says that we still could. */
const pollForHealth = async (session: Visit): Promise<Pulled> => {
  const answer = await session.call({ method: 'app.bsky.actor.getPreferences' })
  if (!answer.ok) return { kind: 'failed', failure: answer.failure, ...session.kept() }
  return { kind: 'pulled', incoming: [], cursor: null, ...session.kept() }
}

type Looked =
  | { ok: true; posts: ShownPost[]; calls: number; reached: string | null }
  | { ok: false; failure: Extract<Pulled, { kind: 'failed' }>['failure'] }

const lookFor = async (session: Visit, term: string, from: Stand, mostPages: number): Promise<Looked> => {
  const posts: ShownPost[] = []
  let cursor: string | undefined
  for (let calls = 1; ; calls += 1) {
    const params = { q: term, sort: 'latest', since: from.seen, until: from.deep?.until, limit: pageSize, cursor }
    const answer = await session.call({ method: 'app.bsky.feed.searchPosts', params })
    if (!answer.ok) return answer
    const read = page.safeParse(answer.data)
    if (!read.success) return { ok: false, failure: { class: 'try_again', code: 'channels.answer_unreadable' } }
    const shown = read.data.posts.flatMap(one => shownPost.safeParse(one).data ?? [])
    const fresh = shown.filter(one => one.indexedAt >= from.seen)
    posts.push(...fresh)
    cursor = read.data.cursor
    const isThrough = cursor === undefined || shown.length === 0 || fresh.length < shown.length
    if (isThrough) return { ok: true, posts, calls, reached: null }
    if (calls >= mostPages) return { ok: true, posts, calls, reached: shown.at(-1)!.indexedAt }
  }
}

const readPlace = (cursor: string | null): Place => {
  const parsed = placeShape.safeParse(cursor === null ? null : parseJson(cursor))
  return parsed.success ? parsed.data : { terms: {}, next: 0 }
}
