// Finds the feeds that a page names, and those that only its text or its address give away.
import { absoluteUrl } from './entries.ts'
import { feedOfProfile } from './profiles.ts'

export type FoundFeed = { readonly url: string; readonly title: string | null }

/**
 * Finds the feeds that a page names (`link rel="alternate"`), its own before those of comments, then those that its
 * address gives, then what only the page of a YouTube handle or a Brunch author holds.
 */
export function discoverFeeds(html: string, url: string): FoundFeed[] {
  const head = html.slice(0, 500_000)
  const tags = [...head.matchAll(/<(?:link|base)\b[^<>]{0,2000}>/gi)].map(([tag]) => ({
    isBase: /^<base/i.test(tag),
    at: attributes(tag),
  }))
  const base = tags.find(tag => tag.isBase)?.at.get('href')
  const origin = base ? absoluteUrl(base, url) : url
  const named = tags
    .filter(
      ({ at }) =>
        /\balternate\b|\bfeed\b/i.test(at.get('rel') ?? '') &&
        /(?:rss|atom|rdf|feed\+json)|^application\/json$/i.test(at.get('type') ?? ''),
    )
    .filter(({ at }) => !/oembed|wp-json/i.test(at.get('href') ?? ''))
    .map(({ at }) => ({ url: absoluteUrl(at.get('href') ?? '', origin), title: at.get('title')?.trim() || null }))
    .sort((a, b) => Number(isOfComments(a)) - Number(isOfComments(b)))
  const hidden = [feedOfProfile(url), youtubeOnPage(head, url), brunchOnPage(head, url)].map(address => ({
    url: address,
    title: null,
  }))
  const found = new Map<string, FoundFeed>()
  for (const feed of [...named, ...hidden])
    if (feed.url && !found.has(feed.url)) found.set(feed.url, { ...feed, url: feed.url })
  return [...found.values()]
}

function isOfComments({ url, title }: { url: string | null; title: string | null }): boolean {
  return /comments?\b|댓글/i.test(`${url} ${title}`)
}

function youtubeOnPage(html: string, url: string): string | null {
  if (!/(^|\.)youtube\.com$/.test(URL.parse(url)?.hostname ?? '')) return null
  const id = /"(?:externalId|channelId)"\s*:\s*"(UC[\w-]{22})"|youtube\.com\/channel\/(UC[\w-]{22})/.exec(html)
  return id ? `https://www.youtube.com/feeds/videos.xml?channel_id=${id[1] ?? id[2]}` : null
}

function brunchOnPage(html: string, url: string): string | null {
  if (URL.parse(url)?.hostname !== 'brunch.co.kr') return null
  const key = /\/rss\/(@@\w+)/.exec(html)?.[1]
  return key ? `https://brunch.co.kr/rss/${key}` : null
}

function attributes(tag: string): Map<string, string> {
  const found = [...tag.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g)]
  return new Map(found.map(([, name, a, b, c]) => [name!.toLowerCase(), (a ?? b ?? c ?? '').replaceAll('&amp;', '&')]))
}
