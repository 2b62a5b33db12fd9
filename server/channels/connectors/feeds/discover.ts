// Finds the feeds of a place: from its plain address where the host's rule is known, else from its page.
import { absoluteUrl } from './entries.ts'

export type FoundFeed = { readonly url: string; readonly title: string | null }

type Rule = (url: URL) => string | null

/** First segment of a path without its leading `@`. */
const handle = (url: URL) => /^\/@?([\w.-]+)/.exec(url.pathname)?.[1] ?? null

/** How hosts name the feed of a profile; https://blog.naver.com/FAQ, Tistory's and YouTube's own pages say the same. */
const rules: readonly (readonly [RegExp, Rule])[] = [
  [
    /^(?:m\.)?blog\.naver\.com$/,
    url => naver(url.searchParams.get('blogId') ?? (/\.(?:naver|nhn)$/.test(url.pathname) ? null : handle(url))),
  ],
  [/^[\w-]+\.blog\.me$/, url => naver(url.hostname.split('.')[0]!)],
  [/^(?!www\.|m\.)[\w-]+\.tistory\.com$/, url => `https://${url.hostname}/rss`],
  [
    /^brunch\.co\.kr$/,
    url => /@@\w+/.exec(url.pathname) && `https://brunch.co.kr/rss/${/@@\w+/.exec(url.pathname)![0]}`,
  ],
  [/^(?:www\.|m\.)?youtube\.com$/, youtube],
  [/^velog\.io$/, url => (url.pathname.startsWith('/@') ? `https://v2.velog.io/rss/${handle(url)}` : null)],
  [/^medium\.com$/, url => (url.pathname.startsWith('/@') ? `https://medium.com/feed/@${handle(url)}` : null)],
]

function naver(id: string | null): string | null {
  return id ? `https://rss.blog.naver.com/${id}.xml` : null
}

function youtube(url: URL): string | null {
  const feed = 'https://www.youtube.com/feeds/videos.xml'
  const channel = /^\/channel\/(UC[\w-]{22})/.exec(url.pathname)?.[1]
  const user = /^\/user\/([\w.-]+)/.exec(url.pathname)?.[1]
  const list = url.pathname === '/playlist' ? url.searchParams.get('list') : null
  if (channel) return `${feed}?channel_id=${channel}`
  if (user) return `${feed}?user=${user}`
  return list ? `${feed}?playlist_id=${list}` : null
}

/** The feed of a profile, by its address alone; null where the host's rule is unknown or needs the page. */
export function feedOfProfile(address: string): string | null {
  const url = URL.parse(/^https?:\/\//i.test(address) ? address : `https://${address}`)
  if (!url) return null
  const rule = rules.find(([host]) => host.test(url.hostname))?.[1]
  return rule?.(url) ?? null
}

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
