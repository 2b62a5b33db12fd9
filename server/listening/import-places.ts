/** Where a row comes from: networks by the names that exports use and by hosts, and what identifies a post there. */
import { isRuinedId } from '../channels/index.ts'

const named: Readonly<Record<string, string>> = {
  x: 'x, twitter, x (twitter), x (formerly twitter), twitter/x, 트위터, 엑스, x(트위터), tweet',
  instagram: 'instagram, instagram public api, 인스타그램, 인스타, ig',
  facebook: 'facebook, facebook public, facebook page, 페이스북, fb',
  threads: 'threads, 쓰레드, 스레드',
  youtube: 'youtube, 유튜브, you tube, youtube comments',
  tiktok: 'tiktok, tik tok, 틱톡',
  reddit: 'reddit, 레딧',
  bluesky: 'bluesky, 블루스카이',
  mastodon: 'mastodon, 마스토돈',
  linkedin: 'linkedin, 링크드인',
  pinterest: 'pinterest, 핀터레스트',
  tumblr: 'tumblr, 텀블러',
  telegram: 'telegram, 텔레그램',
  naver_blog: 'naver blog, 네이버 블로그, 네이버블로그, naver_blog, n블로그',
  naver_cafe: 'naver cafe, 네이버 카페, 네이버카페, naver_cafe, 카페',
  naver_kin: '네이버 지식인, 지식인, 지식in, naver kin',
  tistory: 'tistory, 티스토리',
  brunch: 'brunch, 브런치, 브런치스토리',
  kakao: 'kakao, 카카오, 카카오톡, 카카오스토리',
  news: 'news, online news, 뉴스, 기사, 언론, 온라인 뉴스, 신문, newspaper, magazine, print, editorial, web news, licensed news, lexisnexis licensed news',
  blog: 'blog, blogs, 블로그',
  community: 'forum, forums, community, message board, board, 커뮤니티, 포럼, 게시판',
  review: 'review, reviews, 리뷰, 후기, 쇼핑몰 리뷰',
  podcast: 'podcast, podcasts, 팟캐스트',
  tv: 'tv, broadcast, radio, 방송',
  web: 'web, website, other, general, 웹, 웹문서, 기타',
}

const foldPlace = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()

const channels: ReadonlyMap<string, string> = new Map(
  Object.entries(named).flatMap(([channel, list]) => list.split(',').map(name => [foldPlace(name), channel] as const)),
)

/** Kinds of places rather than places: the host of a link knows better. */
const general: ReadonlySet<string> = new Set(['news', 'blog', 'community', 'review', 'web', 'kakao'])

const hosts: readonly (readonly [RegExp, string])[] = [
  [/(^|\.)(x|twitter)\.com$/, 'x'],
  [/(^|\.)instagram\.com$/, 'instagram'],
  [/(^|\.)(facebook\.com|fb\.com)$/, 'facebook'],
  [/(^|\.)threads\.(net|com)$/, 'threads'],
  [/(^|\.)(youtube\.com|youtu\.be)$/, 'youtube'],
  [/(^|\.)tiktok\.com$/, 'tiktok'],
  [/(^|\.)reddit\.com$/, 'reddit'],
  [/(^|\.)bsky\.app$/, 'bluesky'],
  [/(^|\.)linkedin\.com$/, 'linkedin'],
  [/(^|\.)pinterest\.[a-z.]+$/, 'pinterest'],
  [/(^|\.)tumblr\.com$/, 'tumblr'],
  [/^(m\.)?blog\.naver\.com$/, 'naver_blog'],
  [/^(m\.)?cafe\.naver\.com$/, 'naver_cafe'],
  [/^(m\.)?kin\.naver\.com$/, 'naver_kin'],
  [/^((m|n)\.)?news\.naver\.com$|^(v|news)\.daum\.net$/, 'news'],
  [/\.tistory\.com$/, 'tistory'],
  [/^brunch\.co\.kr$/, 'brunch'],
  [
    /(^|\.)(dcinside\.com|clien\.net|theqoo\.net|fmkorea\.com|ruliweb\.com|ppomppu\.co\.kr|inven\.co\.kr|mlbpark\.donga\.com|pann\.nate\.com|blind\.com|teamblind\.com|82cook\.com|bobaedream\.co\.kr|instiz\.net|etoland\.co\.kr)$/,
    'community',
  ],
]

const hostOf = (url: string | null): string => URL.parse(url ?? '')?.hostname.replace(/^www\./, '') ?? ''

/**
 * The channel of a row: what its link shows, else the first of its names that is known, else that name as it is (an open
 * string of 40 characters at most), else the kind of place that it says.
 */
export const channelOf = (names: readonly string[], url: string | null): string | null => {
  const host = hostOf(url)
  const byHost = hosts.find(([form]) => form.test(host))?.[1]
  if (byHost) return byHost
  const said = names.map(foldPlace).filter(name => name !== '')
  const known = said.flatMap(name => channels.get(name) ?? [])
  const place = known.find(channel => !general.has(channel)) ?? known[0]
  if (place) return place
  const [first] = said
  if (first && !first.includes('.') && /^[\p{L}\p{N} ]{1,40}$/u.test(first)) return first.replaceAll(' ', '_')
  return url ? 'web' : null
}

/** The same page under one address: without what only counts visitors, without `www.`, `m.` and a slash at the end. */
export const plainUrl = (address: string): string | null => {
  const url = URL.parse(address.trim())
  if (!url || !/^https?:$/.test(url.protocol)) return null
  for (const name of [...url.searchParams.keys()]) {
    if (
      /^(utm_|fbclid$|gclid$|igshid$|igsh$|ref_src$|ref_url$|s$|t$|si$|feature$)/.test(name) &&
      (name.length > 1 || isOneLetterNoise(url))
    )
      url.searchParams.delete(name)
  }
  url.hash = ''
  const host = url.hostname.replace(/^(www|m|mobile)\./, '').replace(/^twitter\.com$/, 'x.com')
  const port = url.port === '' ? '' : `:${url.port}`
  return `${host}${port}${url.pathname.replace(/\/+$/, '')}${url.search}`
}

const isOneLetterNoise = (url: URL): boolean => /(^|\.)(x|twitter|youtube)\.com$|youtu\.be$/.test(url.hostname)

const didForm = /^did:[a-z]+:[\w.:%-]+$/i

/**
 * What identifies a post on its channel, as our connectors do where one exists: the number of an X status, the at:// address
 * of Bluesky, the code of an Instagram or YouTube post; else the id that the file gives, unless a spreadsheet ruined it; else
 * its address. Null where nothing does.
 */
export const remoteIdOf = (
  channel: string,
  row: { url: string | null; id: string; authorId: string },
): string | null => {
  const id = row.id.trim()
  if (channel === 'bluesky' && id.startsWith('at://')) return id
  const path = URL.parse(row.url ?? '')
  if (path) {
    const status = /\/status(?:es)?\/(\d{5,})/.exec(path.pathname)?.[1]
    if (channel === 'x' && status) return status
    const post = /^\/profile\/([^/]+)\/post\/([a-z0-9]+)/i.exec(path.pathname)
    const did = [row.authorId, decodeURIComponent(post?.[1] ?? '')].find(one => didForm.test(one))
    if (channel === 'bluesky' && post && did) return `at://${did}/app.bsky.feed.post/${post[2]}`
    const code = /^\/(?:[\w.]+\/)?(?:p|reel|tv)\/([\w-]+)/.exec(path.pathname)?.[1]
    if (channel === 'instagram' && code) return code
  }
  if (id !== '' && !isRuinedId(id)) return id
  const address = row.url === null ? null : plainUrl(row.url)
  return address === null ? null : `https://${address}`
}
