/**
 * Rich text of the AT Protocol: where links, mentions and hashtags stand, in bytes of UTF-8 (app.bsky.richtext.facet).
 * Korean writes particles right behind an address or a handle: they are left out of the link.
 */

export interface Facet {
  readonly index: { readonly byteStart: number; readonly byteEnd: number }
  readonly features: readonly (
    | { readonly $type: 'app.bsky.richtext.facet#link'; readonly uri: string }
    | { readonly $type: 'app.bsky.richtext.facet#mention'; readonly did: string }
    | { readonly $type: 'app.bsky.richtext.facet#tag'; readonly tag: string }
  )[]
}

interface Span {
  start: number
  end: number
}
export type Found = Span &
  ({ kind: 'link'; uri: string } | { kind: 'mention'; handle: string } | { kind: 'tag'; tag: string })

const link = /(^|[\s([{<"'“‘])(https?:\/\/[^\s<>"“”‘’]+)/gu
const mention =
  /(^|[\s([{"'“‘.,])@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)(?![a-z0-9@-]|\.[a-z0-9])/giu
const tag = /(^|\s)[#＃]((?!\uFE0F)[^\s\u00AD\u2060\u200A-\u200D]+)/gu
const closing = /[.,;:!?…'"”’」』》〉]+$/u
const particle = /(?:입니다|이에요|예요|에서|에게|으로|까지|부터|이랑|에도|로|에|은|는|이|가|을|를|와|과|도|의|랑)$/u
const longestTag = 64

/** What stands where, in UTF-16 offsets, in the order of the text. Nothing is looked up. */
export const findFacets = (text: string): Found[] => {
  const links = [...text.matchAll(link)].flatMap(match => foundLink(match) ?? [])
  const inLink = (at: number) => links.some(one => at >= one.start && at < one.end)
  const mentions = [...text.matchAll(mention)].map((match): Found => {
    const start = match.index + match[1]!.length
    return { kind: 'mention', start, end: start + 1 + match[2]!.length, handle: match[2]!.toLowerCase() }
  })
  const tags = [...text.matchAll(tag)].flatMap(match => foundTag(match) ?? [])
  return [...links, ...[...mentions, ...tags].filter(one => !inLink(one.start))].sort((a, b) => a.start - b.start)
}

const foundLink = (match: RegExpExecArray): Found | null => {
  const start = match.index + match[1]!.length
  let uri = match[2]!.replace(closing, '')
  if (/[)\]}]$/.test(uri) && !/[([{]/.test(uri)) uri = uri.slice(0, -1).replace(closing, '')
  uri = withoutParticle(uri)
  const url = URL.parse(uri)
  if (url === null || !url.hostname.includes('.')) return null
  return { kind: 'link', start, end: start + uri.length, uri }
}

/** `https://blog.example/1에서` is linked without 에서; a Hangul path of its own (`/공지/배송`) stays whole. */
const withoutParticle = (uri: string): string => {
  const tail = /^(.*[\x21-\x7e])([가-힣]+)$/su.exec(uri)
  if (!tail) return uri
  const hasHangulBefore = /[가-힣]/u.test(tail[1]!)
  return !hasHangulBefore && !tail[1]!.endsWith('/') && particle.test(tail[2]!) ? tail[1]! : uri
}

const foundTag = (match: RegExpExecArray): Found | null => {
  const word = match[2]!.replace(/[\p{P}]+$/gu, '')
  if (word === '' || /^\d+$/.test(word) || [...word].length > longestTag) return null
  const start = match.index + match[1]!.length
  return { kind: 'tag', start, end: start + 1 + word.length, tag: word }
}

/** @param dids handle → did; a mention of somebody unknown stays plain text. */
export const facetsOf = (text: string, dids: ReadonlyMap<string, string>): Facet[] => {
  const facets: Facet[] = []
  for (const found of findFacets(text)) {
    const byteStart = bytes(text.slice(0, found.start))
    const index = { byteStart, byteEnd: byteStart + bytes(text.slice(found.start, found.end)) }
    if (found.kind === 'link')
      facets.push({ index, features: [{ $type: 'app.bsky.richtext.facet#link', uri: found.uri }] })
    if (found.kind === 'tag')
      facets.push({ index, features: [{ $type: 'app.bsky.richtext.facet#tag', tag: found.tag }] })
    const did = found.kind === 'mention' ? dids.get(found.handle) : undefined
    if (did !== undefined) facets.push({ index, features: [{ $type: 'app.bsky.richtext.facet#mention', did }] })
  }
  return facets
}

const encoder = new TextEncoder()
const bytes = (text: string): number => encoder.encode(text).length
