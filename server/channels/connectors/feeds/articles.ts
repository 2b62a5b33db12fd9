/** Entries become articles of the channel: one id for one article wherever it was read, a revision for each edit. */

import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Beside } from '../../beside.ts'
import type { Incoming } from '../../connector.ts'
import { canonicalAddress, firstCanonicalAddress } from './addresses.ts'
import type { Entry, ParsedFeed } from './feed.ts'

/** What was handed over before: short hash of an article's id → short hash of what it said. */
export type Seen = Readonly<Record<string, string>>

const cursorShape = z.object({
  poll: z.string().nullable(),
  seen: z.record(z.string(), z.string()),
  /** How the ids of `seen` were made; absent in cursors of the first form. */
  form: z.literal(2).optional(),
  /** What the last whole reading taught of the feed's pace; an unchanged feed is not read again. */
  own: z.number().nullable().default(null),
  asked: z.number().nullable().default(null),
})
export type Cursor = z.infer<typeof cursorShape>

const start: Cursor = { poll: null, seen: {}, form: 2, own: null, asked: null }

/** More than any feed holds; an archive feed's older part is told again without harm, its ids are known. */
const seenCap = 2000

/** A title that is longer is no title; all of it stays in the raw form. */
const titleCap = 1000

export function readCursor(cursor: string | null): Cursor {
  try {
    return cursorShape.safeParse(JSON.parse(cursor ?? 'null')).data ?? start
  } catch {
    return start
  }
}

export function writeCursor(cursor: Cursor): string {
  return JSON.stringify(cursor)
}

/** Hands over what is new or was edited since `known`; an edit carries the hash of its text as revision. */
export function articlesOf(
  { feed, entries }: ParsedFeed,
  address: string,
  known: Pick<Cursor, 'seen' | 'form'>,
): { readonly incoming: Incoming[]; readonly seen: Seen /** Entries that were seen before. */; readonly met: number } {
  const read = entries.slice(0, seenCap).map(entry => ({ entry, ...identify(entry, entries, address) }))
  const renamed = renamedTexts(read, known.seen)
  const now: Record<string, string> = {}
  const incoming: Incoming[] = []
  let met = 0
  for (const { entry, remoteId, hasAddress } of read) {
    const key = short(remoteId)
    const said = short(`${entry.title}\0${entry.text}`)
    if (now[key] !== undefined) continue
    now[key] = said
    const before = known.seen[key] ?? formerly(entry, entries, known)
    const isSame = before === said || (before === undefined && !hasAddress && renamed.delete(said))
    if (before !== undefined || isSame) met += 1
    if (isSame) continue
    incoming.push({
      remoteId,
      revision: before === undefined ? '' : said,
      kind: 'article',
      title: entry.title.slice(0, titleCap).toWellFormed() || null,
      text: entry.text,
      url: entry.url,
      author: authorOf(entry, feed, address),
      inReplyToRemoteId: null,
      rootRemoteId: null,
      addressedTo: [],
      publishedAt: entry.publishedAt,
      language: entry.lang,
      raw: { ...entry, feed: address },
      ...(entry.isTeaser ? { beside: teaser } : {}),
    })
  }
  return { incoming, seen: now, met }
}

/** Said beside an article of which the feed gives the beginning only. */
const teaser: Beside = {
  quoted: null,
  signature: null,
  automatic: null,
  notices: [{ code: 'channels.feed_teaser', params: {} }],
  files: [],
}

interface Identified {
  readonly remoteId: string
  /** The id is an address of the article's own: it does not change when the feed's ids do. */
  readonly hasAddress: boolean
}

/**
 * The article's own address, so that five feeds with one article bring one item and ids that change daily do no harm.
 * Without an address of its own: the feed's id where it is global (`tag:…`, `urn:…`), else that id within its feed.
 */
function identify(entry: Entry, entries: readonly Entry[], address: string): Identified {
  if (hasOwnAddress(entry, entries)) return { remoteId: canonicalAddress(entry.url!), hasAddress: true }
  const isGlobal = /^(?:tag|urn|yt):/i.test(entry.remoteId)
  return { remoteId: isGlobal ? entry.remoteId : `${address}#${entry.remoteId}`, hasAddress: false }
}

function hasOwnAddress(entry: Entry, entries: readonly Entry[]): boolean {
  return entry.url !== null && entries.every(other => other === entry || other.url !== entry.url)
}

/**
 * What was said under ids that are gone: an entry without an address of its own that says the same under a new id is the
 * same entry, in a feed that makes its ids anew. Two entries may say the same in truth, so the ids must have gone.
 */
function renamedTexts(read: readonly Identified[], seen: Seen): Set<string> {
  const here = new Set(read.map(one => short(one.remoteId)))
  return new Set(Object.entries(seen).flatMap(([key, said]) => (here.has(key) ? [] : [said])))
}

/** What the entry said, by the id that it had in a cursor of the first form. */
function formerly(entry: Entry, entries: readonly Entry[], known: Pick<Cursor, 'seen' | 'form'>): string | undefined {
  if (known.form !== undefined || !hasOwnAddress(entry, entries)) return undefined
  return known.seen[short(firstCanonicalAddress(entry.url!))]
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
