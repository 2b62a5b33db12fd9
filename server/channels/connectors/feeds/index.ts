/** Feeds: blogs, news, video channels, everything that speaks RSS, Atom, RDF, CDF or JSON Feed. */
import type { Connector, FoundFeed, Outside, PullAsk, Pulled, Refused } from '../../connector.ts'
import { type PollResult, pollFeed } from './api.ts'
import { articlesOf, readCursor, writeCursor } from './articles.ts'
import { feedOfProfile } from './discover.ts'
import { manifest } from './manifest.ts'

const everySeconds = 300
/** A server may ask for rarer visits, up to this. */
const patienceSeconds = 3600
/** Feeds of one page that are looked into. */
const feedsCap = 5

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
  const polled = await pollFeed(outside.fetch, { url: asked.address, cursor: known.poll, now: asked.now, signal })
  if (polled.kind === 'failed') return polled
  if (polled.kind === 'page')
    return { kind: 'failed', failure: { class: 'try_again', code: 'channels.answer_unreadable' } }
  const nextAfterSeconds = Math.max(everySeconds, Math.min(Math.ceil(polled.freshForMs / 1000), patienceSeconds))
  const moved = polled.movedTo === null ? {} : { movedTo: polled.movedTo }
  if (polled.kind === 'unchanged') {
    return { kind: 'pulled', incoming: [], cursor: writeCursor(polled.cursor, known.seen), nextAfterSeconds, ...moved }
  }
  const { incoming, seen } = articlesOf(polled.feed, asked.address, known.seen)
  return { kind: 'pulled', incoming, cursor: writeCursor(polled.cursor, seen), nextAfterSeconds, ...moved }
}
