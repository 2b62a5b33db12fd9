// Polls one feed politely: only what is new is asked for, and what the server says about waiting and moving is obeyed.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Failure, Outside, OutsideAnswer } from '../../connector.ts'
import { decodeBytes } from '../../decode.ts'
import { failureOfStatus, retryAfterSeconds } from '../../failures.ts'
import { discoverFeeds, type FoundFeed } from './discover.ts'
import { absoluteUrl } from './entries.ts'
import type { ParsedFeed } from './feed.ts'
import { parseFeed } from './map.ts'

export type PollResult =
  /**
   * Something may be new. `freshForMs` is how long the server says that nothing will change, `hub` the WebSub hub and the
   * topic that its header or the feed names (WebSub, W3C Recommendation, section 4: headers come first).
   */
  | {
      readonly kind: 'read'
      readonly feed: ParsedFeed
      readonly cursor: string
      readonly movedTo: string | null
      readonly freshForMs: number
      readonly hub: Hub | null
    }
  /** Nothing changed: the server said so, or sent the same bytes again. */
  | {
      readonly kind: 'unchanged'
      readonly cursor: string
      readonly movedTo: string | null
      readonly freshForMs: number
    }
  /** The address is a page; these are the feeds that it names, maybe none. */
  | { readonly kind: 'page'; readonly feeds: readonly FoundFeed[] }
  | { readonly kind: 'failed'; readonly failure: Failure }

export type Hub = { readonly hub: string; readonly topic: string }

const cursorShape = z.object({
  url: z.string(),
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  digest: z.string().optional(),
})
type Cursor = z.infer<typeof cursorShape>

const day = 86_400_000

/**
 * Asks once for the feed at `url`, or where it moved for good by the `cursor` of an earlier poll (opaque text that this
 * module owns; a text that it cannot read starts anew). `now` turns dates in `Retry-After` into spans. Only the refusals
 * of the guarded fetch are thrown.
 */
export async function pollFeed(
  fetch: Outside['fetch'],
  {
    url,
    cursor,
    now,
    signal,
  }: { readonly url: string; readonly cursor: string | null; readonly now: Date; readonly signal?: AbortSignal },
): Promise<PollResult> {
  const known = readCursor(cursor) ?? { url }
  const headers = {
    accept:
      'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5',
    ...(known.etag ? { 'if-none-match': known.etag } : {}),
    ...(known.lastModified ? { 'if-modified-since': known.lastModified } : {}),
  }
  return await judge(await fetch(known.url, { headers, ...(signal ? { signal } : {}) }), known, url, now)
}

async function judge(answer: OutsideAnswer, known: Cursor, asked: string, now: Date): Promise<PollResult> {
  const { status, headers } = answer
  const place = permanentPlace(answer, known.url)
  const movedTo = place === asked ? null : place
  const freshForMs = freshness(headers)
  if (status === 304)
    return { kind: 'unchanged', cursor: JSON.stringify({ ...known, url: place }), movedTo, freshForMs }
  if (status < 200 || status > 299) {
    return { kind: 'failed', failure: failureOfStatus(status, retryAfterSeconds(headers['retry-after'], now)) }
  }

  const bytes = await answer.bytes()
  const digest = createHash('sha256').update(bytes).digest('base64url')
  const cursor: Cursor = { url: place, digest }
  if (headers.etag) cursor.etag = headers.etag
  if (headers['last-modified']) cursor.lastModified = headers['last-modified']
  if (digest === known.digest) return { kind: 'unchanged', cursor: JSON.stringify(cursor), movedTo, freshForMs }

  const { text } = decodeBytes(bytes, headers['content-type'])
  const feed = parseFeed(text, { url: answer.url, language: headers['content-language'] ?? null })
  if (feed.feed.kind !== 'none') {
    const hub = hubOf(headers.link ?? '', feed, place)
    return { kind: 'read', feed, cursor: JSON.stringify(cursor), movedTo, freshForMs, hub }
  }
  return { kind: 'page', feeds: discoverFeeds(text, answer.url) }
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
function permanentPlace(answer: OutsideAnswer, from: string): string {
  const firstPassing = answer.redirects.findIndex(({ status }) => status !== 301 && status !== 308)
  const permanent = firstPassing < 0 ? answer.redirects : answer.redirects.slice(0, firstPassing)
  return permanent.at(-1)?.to ?? from
}

/** @param place the topic, where neither the header nor the feed names one */
function hubOf(header: string, { feed }: ParsedFeed, place: string): Hub | null {
  const hub = linkOf(header, 'hub', place) ?? feed.hub
  return hub === null ? null : { hub, topic: linkOf(header, 'self', place) ?? feed.self ?? place }
}

/** The first target of a relation in a Link header (RFC 8288). */
function linkOf(header: string, rel: string, base: string): string | null {
  for (const [, target, params] of header.matchAll(/<([^<>]{1,2000})>([^<]{0,500})/g)) {
    const named = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(params!)
    if ((named?.[1] ?? named?.[2] ?? '').toLowerCase().split(/\s+/).includes(rel)) return absoluteUrl(target!, base)
  }
  return null
}

function freshness(headers: Readonly<Record<string, string>>): number {
  const control = headers['cache-control'] ?? ''
  if (/no-cache|no-store/i.test(control)) return 0
  return Math.min(Number(/max-age=(\d{1,9})/i.exec(control)?.[1] ?? 0) * 1000, day)
}
