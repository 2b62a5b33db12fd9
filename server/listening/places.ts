/** Where talk happens: the place behind an address, and the places that people point to in what they write. */

/** Hosts that only carry addresses of others or hold pictures: they are no places where people talk. */
const carriers = new Set([
  't.co',
  'bit.ly',
  'buff.ly',
  'goo.gl',
  'han.gl',
  'me2.do',
  'naver.me',
  'url.kr',
  'vo.la',
  'is.gd',
  'tinyurl.com',
  'ow.ly',
  'dlvr.it',
  'lnkd.in',
  'youtu.be',
  'forms.gle',
  'i.imgur.com',
])

/** Sites whose members each have a place of their own, by the first step of the path. */
const housesByPath = new Set([
  'blog.naver.com',
  'cafe.naver.com',
  'brunch.co.kr',
  'medium.com',
  'velog.io',
  'reddit.com',
  'github.com',
])

const ending = /[.,!?;:'")\]}>…。，]+$/u
const links = /https?:\/\/[^\s<>"'「」『』()[\]{}]+/giu

/**
 * The place of an address: its host in lower case without `www.` and `m.`, and on sites of many houses the first step of the
 * path too (`cafe.naver.com/imsanbu`). Null for what is no address of the web, and for hosts that only carry addresses.
 */
export const placeOf = (address: string | null): string | null => {
  if (address === null || !URL.canParse(address)) return null
  const { protocol, hostname, pathname } = new URL(address)
  if (protocol !== 'https:' && protocol !== 'http:') return null
  const host = hostname
    .toLowerCase()
    .replace(/^(www|m|mobile|amp)\./, '')
    .replace(/\.$/, '')
  if (!host.includes('.') || host.length > 120 || /^[\d.]+$/.test(host) || carriers.has(host)) return null
  const [first, second] = pathname.split('/').filter(Boolean)
  if (!housesByPath.has(host) || first === undefined) return host
  const house = host === 'reddit.com' ? (first === 'r' && second ? `r/${second}` : null) : first
  return house === null || house.length > 60 ? host : `${host}/${decoded(house)}`
}

/** The places of all links in a text, each once, in the order in which they stand. */
export const placesIn = (text: string): string[] => {
  const found = new Set<string>()
  for (const [link] of text.matchAll(links)) {
    const place = placeOf(link.replace(ending, ''))
    if (place !== null) found.add(place)
  }
  return [...found]
}

const decoded = (step: string): string => {
  try {
    return decodeURIComponent(step)
  } catch {
    return step
  }
}
