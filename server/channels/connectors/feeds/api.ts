// Polls one feed politely: only what is new is asked for, and what the server says about waiting and moving is obeyed.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type GuardedFetch, type GuardedResponse, isFetchRefusal } from '../../../platform/fetch.ts'
import { decodeBytes } from '../../decode.ts'
import { discoverFeeds, type FoundFeed } from './discover.ts'
import type { ParsedFeed } from './feed.ts'
import { parseFeed } from './map.ts'

export type PollResult =
  /** Something may be new. `freshForMs` is how long the server says that nothing will change. */
  | {
      readonly kind: 'read'
      readonly feed: ParsedFeed
      readonly cursor: string
      readonly movedTo: string | null
      readonly freshForMs: number
    }
  /** Nothing changed: the server said so, or sent the same bytes again. */
  | {
      readonly kind: 'unchanged'
      readonly cursor: string
      readonly movedTo: string | null
      readonly freshForMs: number
    }
  /** The address is a page; these are the feeds that it names. */
  | { readonly kind: 'page'; readonly feeds: readonly FoundFeed[] }
  /** 410: the feed will not come back and must not be asked for again. */
  | { readonly kind: 'gone' }
  /** 429 or 503: ask again after this time; null where the server named none. The cursor stays. */
  | { readonly kind: 'later'; readonly status: number; readonly afterMs: number | null }
  /** `code` is one of FetchCode, `feed.status` or `feed.not_a_feed`; a retry helps only where `isPassing`. */
  | { readonly kind: 'failed'; readonly code: string; readonly status: number | null; readonly isPassing: boolean }

const cursorShape = z.object({
  url: z.string(),
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  digest: z.string().optional(),
})
type Cursor = z.infer<typeof cursorShape>

const day = 86_400_000
const passing = new Set([
  'fetch.timeout',
  'fetch.network',
  'fetch.unknown_host',
  'fetch.cancelled',
  'fetch.bad_encoding',
])

/**
 * Asks once for the feed at `url`, or where it moved for good by the `cursor` of an earlier poll (opaque text that this
 * module owns; a text that it cannot read starts anew). `now` turns dates in `Retry-After` into spans. Never throws for
 * what a server or network does.
 */
export async function pollFeed(
  fetch: GuardedFetch,
  {
    url,
    cursor,
    now,
    signal,
  }: { readonly url: string; readonly cursor: string | null; readonly now: Date; readonly signal?: AbortSignal },
): Promise<PollResult> {
  const known = readCursor(cursor) ?? { url }
  try {
    const headers = {
      accept:
        'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5',
      ...(known.etag ? { 'if-none-match': known.etag } : {}),
      ...(known.lastModified ? { 'if-modified-since': known.lastModified } : {}),
    }
    const answer = await fetch(known.url, { headers, ...(signal ? { signal } : {}) })
    return await judge(answer, known, url, now)
  } catch (error) {
    if (!isFetchRefusal(error)) throw error
    return { kind: 'failed', code: error.code, status: null, isPassing: passing.has(error.code) }
  }
}

async function judge(answer: GuardedResponse, known: Cursor, asked: string, now: Date): Promise<PollResult> {
  const { status, headers } = answer
  const place = permanentPlace(answer, known.url)
  const movedTo = place === asked ? null : place
  const freshForMs = freshness(headers)
  if (status === 304)
    return { kind: 'unchanged', cursor: JSON.stringify({ ...known, url: place }), movedTo, freshForMs }
  if (status === 410) return { kind: 'gone' }
  if (status === 429 || status === 503)
    return { kind: 'later', status, afterMs: retryAfter(headers['retry-after'], now) }
  if (status < 200 || status > 299)
    return { kind: 'failed', code: 'feed.status', status, isPassing: status >= 500 || status === 408 }

  const bytes = await answer.bytes()
  const digest = createHash('sha256').update(bytes).digest('base64url')
  const cursor: Cursor = { url: place, digest }
  if (headers.etag) cursor.etag = headers.etag
  if (headers['last-modified']) cursor.lastModified = headers['last-modified']
  if (digest === known.digest) return { kind: 'unchanged', cursor: JSON.stringify(cursor), movedTo, freshForMs }

  const { text } = decodeBytes(bytes, headers['content-type'])
  const feed = parseFeed(text, { url: answer.url, language: headers['content-language'] ?? null })
  if (feed.feed.kind !== 'none') return { kind: 'read', feed, cursor: JSON.stringify(cursor), movedTo, freshForMs }
  const feeds = discoverFeeds(text, answer.url)
  if (feeds.length > 0) return { kind: 'page', feeds }
  return { kind: 'failed', code: 'feed.not_a_feed', status, isPassing: false }
}

function readCursor(cursor: string | null): Cursor | null {
  if (!cursor) return null
  try {
    return cursorShape.safeParse(JSON.parse(cursor)).data ?? null
  } catch {
    return null
  }
}

/** Where the feed lives for good: permanent redirects count up to the first one that is not (RFC 9110 § 15.4). */
function permanentPlace(answer: GuardedResponse, from: string): string {
  const firstPassing = answer.redirects.findIndex(({ status }) => status !== 301 && status !== 308)
  const permanent = firstPassing < 0 ? answer.redirects : answer.redirects.slice(0, firstPassing)
  return permanent.at(-1)?.to ?? from
}

/** `Retry-After` in seconds or as a date, at most a week; null where there is none that can be read. */
function retryAfter(value: string | undefined, now: Date): number | null {
  if (!value) return null
  const ms = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now.getTime()
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), 7 * day)
}

function freshness(headers: Readonly<Record<string, string>>): number {
  const control = headers['cache-control'] ?? ''
  if (/no-cache|no-store/i.test(control)) return 0
  return Math.min(Number(/max-age=(\d{1,9})/i.exec(control)?.[1] ?? 0) * 1000, day)
}
