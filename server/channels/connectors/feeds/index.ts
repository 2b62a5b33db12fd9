/** Feeds: blogs, news, video channels, everything that speaks RSS, Atom, RDF, CDF or JSON Feed. */
import type { Connector, FoundFeed, Outside, PullAsk, Pulled, Refused } from '../../connector.ts'
import { type PollResult, pollFeed } from './api.ts'
import { articlesOf, type Cursor, readCursor, writeCursor } from './articles.ts'
import type { ParsedFeed } from './feed.ts'
import { manifest } from './manifest.ts'
import { nextSeconds, ownPaceSeconds } from './pace.ts'
import { feedOfProfile } from './profiles.ts'

const everySeconds = 300
/** Feeds of one page that are looked into. */
const feedsCap = 5
/** Older pages that are read after an absence. */
const olderPagesCap = 10

type Asking = { readonly now: Date; readonly signal?: AbortSignal }

export const feeds: Connector = {
  manifest,
  listen: {
    kinds: { feed: { way: 'poll', everySeconds, find, poll } },
    discover: async (outside, asked) => {
      const found = await lookBehind(outside, asked.url, asked)
      return 'ok' in found ? found : { ok: true, found }
    },
  },
}

async function find(
  outside: Outside,
  asked: Asking & { readonly fields: Readonly<Record<string, string>> },
): Promise<{ ok: true; source: { kind: string; address: string; name: string } } | Refused> {
  const found = await lookBehind(outside, asked.fields.url ?? '', asked)
  if ('ok' in found) return { ...found, field: 'url' }
  const [first] = found
  return { ok: true, source: { kind: 'feed', address: first!.url, name: first!.title } }
}

/** Finds the feeds behind an address: a profile by its host's rule, else the feed itself, else those that the page names. */
async function lookBehind(outside: Outside, address: string, asking: Asking): Promise<FoundFeed[] | Refused> {
  const url = /^[a-z][\w+.-]*:\/\//i.test(address.trim()) ? address.trim() : `https://${address.trim()}`
  const first = await pollFeed(outside.fetch, { ...asking, url: feedOfProfile(url) ?? url, cursor: null })
  if (first.kind === 'failed') return { ok: false, failure: first.failure }
  const found: FoundFeed[] = []
  const look = (polled: PollResult, at: string) => {
    if (polled.kind !== 'read') return
    const { feed, entries } = polled.feed
    const latest = entries
      .slice(0, 3)
      .map(({ title, text, publishedAt }) => ({ title: title || text.slice(0, 80), publishedAt }))
    found.push({ url: polled.movedTo ?? at, title: feed.title || new URL(at).hostname, latest })
  }
  look(first, feedOfProfile(url) ?? url)
  if (first.kind === 'page') {
    for (const { url: named } of first.feeds.slice(0, feedsCap)) {
      look(await pollFeed(outside.fetch, { ...asking, url: named, cursor: null }), named)
    }
  }
  if (found.length > 0) return found
  return { ok: false, failure: { class: 'bad_content', code: 'channels.no_feed_found' } }
}

async function poll(outside: Outside, asked: PullAsk, signal: AbortSignal): Promise<Pulled> {
  const known = readCursor(asked.cursor)
  const asking = { now: asked.now, signal }
  const polled = await pollFeed(outside.fetch, { ...asking, url: asked.address, cursor: known.poll })
  if (polled.kind === 'failed') return polled
  if (polled.kind === 'page')
    return { kind: 'failed', failure: { class: 'try_again', code: 'channels.answer_unreadable' } }
  const moved = polled.movedTo === null ? {} : { movedTo: polled.movedTo }
  const freshSeconds = Math.ceil(polled.freshForMs / 1000)
  const nextAfterSeconds = (own: number | null, patience: number | null) =>
    nextSeconds({ usual: everySeconds, own, asked: patience, freshSeconds, hasHub: asked.hasHub === true })
  if (polled.kind === 'unchanged') {
    const cursor = writeCursor({ ...known, poll: polled.cursor })
    return {
      kind: 'pulled',
      incoming: [],
      cursor,
      nextAfterSeconds: nextAfterSeconds(known.own, known.asked),
      ...moved,
    }
  }
  const read = articlesOf(await withOlder(outside, polled.feed, asked.address, known, asking), asked.address, known)
  const own = ownPaceSeconds(
    polled.feed.entries.map(entry => entry.publishedAt),
    asked.now,
  )
  const patience = polled.feed.feed.askedSeconds
  return {
    kind: 'pulled',
    incoming: read.incoming,
    cursor: writeCursor({ poll: polled.cursor, seen: read.seen, form: 2, own, asked: patience }),
    nextAfterSeconds: nextAfterSeconds(own, patience),
    hub: polled.hub,
    ...moved,
  }
}

/**
 * The feed with older pages behind it, where nothing on the page was seen before: more came than it holds while nobody
 * could read it. Without older pages, what fell out of the window is out of everybody's reach.
 */
async function withOlder(
  outside: Outside,
  feed: ParsedFeed,
  address: string,
  known: Cursor,
  asking: Asking,
): Promise<ParsedFeed> {
  if (Object.keys(known.seen).length === 0) return feed
  const pages = [feed]
  for (let older = feed.feed.next; older !== null && pages.length <= olderPagesCap; ) {
    const merged = mergePages(pages)
    if (articlesOf(merged, address, known).met > 0) return merged
    const page: PollResult = await pollFeed(outside.fetch, { ...asking, url: older, cursor: null })
    if (page.kind !== 'read') break
    pages.push(page.feed)
    older = page.feed.feed.next === older ? null : page.feed.feed.next
  }
  return mergePages(pages)
}

const mergePages = (pages: readonly ParsedFeed[]): ParsedFeed => ({
  ...pages[0]!,
  entries: pages.flatMap(page => page.entries),
})
