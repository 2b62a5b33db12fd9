/** The one address of an article, whichever way a reader came: feeds, apps and phones write it differently. */

/** Says which way a reader came, and nothing of what is read. */
const tracking =
  /^(?:utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|igshid|igsh|mc_[ce]id|fromRss|trackingCode|ref_src|ref_url|cmpid|spm|_ga|amp|outputType)$/i

const identities = new Map<string, (url: URL) => void>([
  ['m.blog.naver.com', naver],
  ['blog.naver.com', naver],
  ['m.youtube.com', url => rename(url, 'www.youtube.com')],
  ['youtube.com', url => rename(url, 'www.youtube.com')],
  ['n.news.naver.com', url => move(url, url.pathname.replace(/^\/mnews\//, '/'))],
  ['m.news.naver.com', url => rename(url, 'n.news.naver.com')],
  ['m.reddit.com', url => rename(url, 'www.reddit.com')],
  ['old.reddit.com', url => rename(url, 'www.reddit.com')],
  ['reddit.com', url => rename(url, 'www.reddit.com')],
])

/**
 * The address as an identity, not as a link: https, without tracking, default ports, AMP and phone forms, with its
 * parameters in one order. Two addresses with one identity are one article; an address that cannot be read is its own.
 */
export function canonicalAddress(address: string): string {
  const url = URL.parse(address)
  if (!url || !/^https?:$/.test(url.protocol)) return address
  if (url.port === '') url.protocol = 'https:'
  for (const name of [...url.searchParams.keys()]) if (tracking.test(name)) url.searchParams.delete(name)
  if (url.hostname === 'youtu.be') {
    url.searchParams.set('v', url.pathname.slice(1))
    rename(url, 'www.youtube.com')
    move(url, '/watch')
  }
  identities.get(url.hostname)?.(url)
  if (/^(?!m\.)[\w-]+\.tistory\.com$/.test(url.hostname)) move(url, url.pathname.replace(/^\/m(?=\/|$)/, ''))
  withoutAmp(url)
  url.searchParams.sort()
  if (!/^#[!/]/.test(url.hash)) url.hash = ''
  if (url.pathname.length > 1) move(url, url.pathname.replace(/\/+$/, ''))
  return url.href
}

/** The same link without what says which way a reader came: a link that still leads there. */
export function withoutTracking(address: string): string {
  const url = URL.parse(address)
  const said = [...(url?.searchParams.keys() ?? [])].filter(name => tracking.test(name))
  if (!url || said.length === 0) return address
  for (const name of said) url.searchParams.delete(name)
  return url.href
}

function rename(url: URL, hostname: string): void {
  url.hostname = hostname
}

function move(url: URL, pathname: string): void {
  url.pathname = pathname === '' ? '/' : pathname
}

/** `PostView.naver?blogId=ID&logNo=NO` and `/ID/NO` are one article. */
function naver(url: URL): void {
  rename(url, 'blog.naver.com')
  const [id, number] = [url.searchParams.get('blogId'), url.searchParams.get('logNo')]
  if (!id || !number || !/^\/PostView\.(?:naver|nhn)$/.test(url.pathname)) return
  url.search = ''
  move(url, `/${id}/${number}`)
}

/** `amp.site/x`, `site/amp/x`, `site/x/amp` and `site/x.amp.html` are `site/x`. */
function withoutAmp(url: URL): void {
  if (/^amp\.[^.]+\.[^.]+/.test(url.hostname)) rename(url, url.hostname.slice(4))
  move(url, url.pathname.replace(/\.amp(?=\.html?$|$)/, '').replace(/^\/amp(?=\/.)|\/amp\/?$/, ''))
}

const firstTracking = /^(?:utm_\w+|fbclid|gclid|igshid|mc_[ce]id|fromRss|trackingCode|ref_src)$/i

/** The identity as the first form of cursors knew it: only tracking and the fragment went. */
export function firstCanonicalAddress(address: string): string {
  const url = URL.parse(address)
  if (!url) return address
  for (const name of [...url.searchParams.keys()]) if (firstTracking.test(name)) url.searchParams.delete(name)
  url.hash = ''
  return url.href
}
