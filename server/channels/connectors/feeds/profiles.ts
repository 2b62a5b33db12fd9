/** How hosts name the feed of a profile: a table of rules, so that a plain address is enough and no page has to be asked. */

type Rule = (url: URL) => string | null

const at = (url: URL, pattern: RegExp): string | null => pattern.exec(url.pathname)?.[1] ?? null

/** First segment of a path without its leading `@`. */
const handle = (url: URL) => at(url, /^\/@?([\w.-]+)/)

/** The feed that `make` writes for what was found, null where nothing was. */
const withFound = (found: string | null, make: (found: string) => string): string | null =>
  found === null || found === '' ? null : make(found)

const naver = (id: string | null) => withFound(id, one => `https://rss.blog.naver.com/${one}.xml`)

/** `PostView.naver?blogId=…` names the blog in its query, `/ID/223…` in its path; `/PostList.naver` alone names none. */
const naverBlog: Rule = url =>
  naver(url.searchParams.get('blogId') ?? (/\.(?:naver|nhn)$/.test(url.pathname) ? null : handle(url)))

const youtube: Rule = url => {
  const feed = 'https://www.youtube.com/feeds/videos.xml'
  const list = url.pathname === '/playlist' ? url.searchParams.get('list') : null
  return (
    withFound(at(url, /^\/channel\/(UC[\w-]{22})/), id => `${feed}?channel_id=${id}`) ??
    withFound(at(url, /^\/user\/([\w.-]+)/), user => `${feed}?user=${user}`) ??
    withFound(list, id => `${feed}?playlist_id=${id}`)
  )
}

/** A repository's releases, its tags or commits where the address says so, else what a person does in public. */
const github: Rule = url => {
  const [, owner, repository, part] = /^\/([\w.-]+)(?:\/([\w.-]+))?(?:\/(tags|commits))?/.exec(url.pathname) ?? []
  if (!owner || /^(?:topics|explore|features|about|settings|orgs|search)$/.test(owner)) return null
  if (!repository) return `https://github.com/${owner}.atom`
  return `https://github.com/${owner}/${repository}/${part ?? 'releases'}.atom`
}

/** Newest first: the front page of a community hides what few have voted for. */
const reddit: Rule = url =>
  withFound(at(url, /^\/r\/(\w+)/), name => `https://www.reddit.com/r/${name}/new/.rss`) ??
  withFound(at(url, /^\/u(?:ser)?\/([\w-]+)/), name => `https://www.reddit.com/user/${name}/.rss`)

/** `medium.com/@person`, `medium.com/publication`. */
const medium: Rule = url =>
  withFound(at(url, /^\/(@[\w.-]+)/), who => `https://medium.com/feed/${who}`) ??
  withFound(
    at(url, /^\/(?!(?:tag|topic|search|m|me|feed|p)(?:\/|$))([a-z][\w-]+)/),
    one => `https://medium.com/feed/${one}`,
  )

const below =
  (path: string): Rule =>
  url =>
    `https://${url.hostname}${path}`

/**
 * Host → rule; the first that fits decides. Sources: https://blog.naver.com/FAQ, Tistory's and YouTube's own pages,
 * https://wordpress.org/documentation/article/wordpress-feeds/, https://help.medium.com/hc/en-us/articles/214874118,
 * https://www.reddit.com/wiki/rss.
 */
const rules: readonly (readonly [RegExp, Rule])[] = [
  [/^(?:m\.)?blog\.naver\.com$/, naverBlog],
  [/^[\w-]+\.blog\.me$/, url => naver(url.hostname.split('.')[0]!)],
  [/^(?!www\.|m\.)[\w-]+\.tistory\.com$/, below('/rss')],
  [/^brunch\.co\.kr$/, url => withFound(at(url, /(@@\w+)/), key => `https://brunch.co.kr/rss/${key}`)],
  [/^(?:www\.|m\.)?youtube\.com$/, youtube],
  [/^velog\.io$/, url => withFound(at(url, /^\/@([\w.-]+)/), who => `https://v2.velog.io/rss/@${who}`)],
  [/^medium\.com$/, medium],
  [/^(?!www\.)[\w-]+\.medium\.com$/, below('/feed')],
  [/^(?:www\.|old\.|new\.|m\.)?reddit\.com$/, reddit],
  [/^github\.com$/, github],
  [/^(?!www\.)[\w-]+\.substack\.com$/, below('/feed')],
  [/^(?!www\.)[\w-]+\.wordpress\.com$/, below('/feed/')],
  [/^(?!www\.)[\w-]+\.blogspot\.com$/, below('/feeds/posts/default')],
  [/^(?!www\.)[\w-]+\.tumblr\.com$/, below('/rss')],
  [/^bsky\.app$/, url => withFound(at(url, /^\/profile\/([\w.:-]+)/), who => `https://bsky.app/profile/${who}/rss`)],
]

/** Addresses below a known host that are a feed already. */
const isFeedAlready = (url: URL): boolean =>
  /\.(?:xml|atom|rss|rdf|json)$|\/(?:rss|feed|feeds|atom)(?:\/|$)/i.test(url.pathname)

/** The feed of a profile, by its address alone; null where the host's rule is unknown, needs the page, or it is a feed. */
export function feedOfProfile(address: string): string | null {
  const url = URL.parse(/^https?:\/\//i.test(address) ? address : `https://${address}`)
  if (!url || isFeedAlready(url)) return null
  return rules.find(([host]) => host.test(url.hostname))?.[1](url) ?? null
}
