/** Entries become articles of the channel: one id for one article wherever it was read, a revision for each edit. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Incoming } from '../../connector.ts'
import type { Entry, ParsedFeed } from './feed.ts'

/** What was handed over before: short hash of an article's id → short hash of what it said. */
export type Seen = Readonly<Record<string, string>>

const cursorShape = z.object({ poll: z.string().nullable(), seen: z.record(z.string(), z.string()) })

/** More than any feed holds; an archive feed's older part is told again without harm, its ids are known. */
const seenCap = 2000

export function readCursor(cursor: string | null): { readonly poll: string | null; readonly seen: Seen } {
  try {
    return cursorShape.safeParse(JSON.parse(cursor ?? 'null')).data ?? { poll: null, seen: {} }
  } catch {
    return { poll: null, seen: {} }
  }
}

export function writeCursor(poll: string, seen: Seen): string {
  return JSON.stringify({ poll, seen })
}

/** Hands over what is new or was edited since `seen`; an edit carries the hash of its text as revision. */
export function articlesOf(
  { feed, entries }: ParsedFeed,
  address: string,
  seen: Seen,
): { readonly incoming: Incoming[]; readonly seen: Seen } {
  const now: Record<string, string> = {}
  const incoming: Incoming[] = []
  for (const entry of entries.slice(0, seenCap)) {
    const remoteId = articleId(entry, entries, address)
    const key = short(remoteId)
    const said = short(`${entry.title}\0${entry.text}`)
    if (now[key] !== undefined) continue
    now[key] = said
    if (seen[key] === said) continue
    incoming.push({
      remoteId,
      revision: seen[key] === undefined ? '' : said,
      kind: 'article',
      title: entry.title || null,
      text: entry.text,
      url: entry.url,
      author: authorOf(entry, feed, address),
      inReplyToRemoteId: null,
      rootRemoteId: null,
      addressedTo: [],
      publishedAt: entry.publishedAt,
      language: entry.lang,
      raw: { ...entry, feed: address },
    })
  }
  return { incoming, seen: now }
}

/**
 * The article's own address, so that five feeds with one article bring one item and ids that change daily do no harm.
 * Without an address of its own: the feed's id where it is global (`tag:…`, `urn:…`), else that id within its feed.
 */
function articleId(entry: Entry, entries: readonly Entry[], address: string): string {
  const isOwn = entry.url !== null && entries.every(other => other === entry || other.url !== entry.url)
  if (isOwn) return canonicalAddress(entry.url!)
  return /^(?:tag|urn|yt):/i.test(entry.remoteId) ? entry.remoteId : `${address}#${entry.remoteId}`
}

const tracking = /^(?:utm_\w+|fbclid|gclid|igshid|mc_[ce]id|fromRss|trackingCode|ref_src)$/i

/** The address without what only says which way a reader came. */
export function canonicalAddress(address: string): string {
  const url = URL.parse(address)
  if (!url) return address
  for (const name of [...url.searchParams.keys()]) if (tracking.test(name)) url.searchParams.delete(name)
  url.hash = ''
  return url.href
}

/** People of a feed are known within their site only. */
function authorOf(entry: Entry, feed: ParsedFeed['feed'], address: string): Incoming['author'] {
  const site = feed.link ?? address
  return {
    remoteId: entry.authorName ? `${site}#${entry.authorName}` : site,
    handle: entry.authorName,
    displayName: entry.authorName ?? (feed.title || null),
    url: feed.link,
    avatarUrl: null,
    followers: null,
  }
}

function short(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 12)
}
