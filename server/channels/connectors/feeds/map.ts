// Feeds of every kind become our nouns here: RSS, Atom, RDF, CDF and JSON Feed, well formed or not.
import { createHash } from 'node:crypto'
import { absoluteUrl, attribute, authorOf, languageTag, readEntry, titleOf } from './entries.ts'
import type { Draft, Entry, ParsedFeed } from './feed.ts'
import { readJsonFeed } from './json.ts'
import { askedSeconds } from './pace.ts'
import { type Node, nodes, readTree, type Tree, textOf } from './read.ts'
import { repairXml } from './repair.ts'

export type { ParsedFeed } from './feed.ts'

/**
 * Reads a feed that is text already (`decode.ts` made it from bytes). `url` is where it was found and the base of its
 * relative addresses, `language` what the transport said (`Content-Language`). Never throws; of what is no feed `kind` says so.
 *
 * Dates without a zone are taken as Korean time where the feed is Korean, else as UTC.
 */
export function parseFeed(
  text: string,
  { url, language: served = null }: { readonly url: string | null; readonly language?: string | null },
): ParsedFeed {
  if (/^\s*[{[]/.test(text)) {
    const json = readJsonFeed(text, url)
    return json ? { ...json, entries: withIds(json.entries) } : notAFeed(['unreadable JSON'])
  }
  const repaired = repairXml(text)
  if (repaired.kind === 'none') return notAFeed(repaired.problems)
  const tree = readTree(repaired.xml, url)
  if (!tree) return notAFeed(repaired.problems)

  const language = languageTag(
    textOf(tree, tree.meta, 'language', 'dc:language') ?? attribute(tree.meta, 'xml:lang') ?? served,
  )
  const base = attribute(tree.meta, 'xml:base') ?? url
  const link = feedLink(tree, base)
  const around = {
    tree,
    url: url ?? link,
    lang: language,
    authorName: authorOf(tree.meta, tree),
    zoneMinutes: isKorean(language, url ?? link) ? 540 : 0,
  }
  const title = titleOf(tree.meta, tree, 'title', 'dc:title', 'itunes:title')
  const related = (rel: string) => relatedLink(tree, base, rel)
  const asked = askedSeconds({
    ttl: textOf(tree, tree.meta, 'ttl'),
    period: textOf(tree, tree.meta, 'sy:updateperiod'),
    frequency: textOf(tree, tree.meta, 'sy:updatefrequency'),
  })
  const places = { hub: related('hub'), self: related('self'), next: related('next') ?? related('prev-archive') }
  return {
    feed: { title, link, language, kind: repaired.kind, ...places, askedSeconds: asked },
    entries: withIds(tree.items.map(item => readEntry(item, around))),
    problems: repaired.problems,
  }
}

function notAFeed(problems: readonly string[]): ParsedFeed {
  return {
    feed: {
      title: '',
      link: null,
      language: null,
      kind: 'none',
      hub: null,
      self: null,
      next: null,
      askedSeconds: null,
    },
    entries: [],
    problems: [...problems, 'not a feed'],
  }
}

function isKorean(language: string | null, url: string | null): boolean {
  if (language) return /^ko\b/i.test(language)
  const host = URL.parse(url ?? '')?.hostname ?? ''
  return /\.kr$|(^|\.)(naver|tistory|daum|kakao)\.(com|net)$/.test(host)
}

function feedLink(tree: Tree, base: string | null): string | null {
  const links = [...nodes(tree, tree.meta, 'link'), ...nodes(tree, tree.meta, 'atom:link')]
  const alternate = links.find(
    link => attribute(link, 'href') && (attribute(link, 'rel') ?? 'alternate') === 'alternate',
  )
  const plain = links.map(link => link['#']?.trim()).find(Boolean)
  const found = plain ?? (alternate && attribute(alternate, 'href')) ?? attribute(tree.meta, 'href')
  return found ? absoluteUrl(found, base) : null
}

function relatedLink(tree: Tree, base: string | null, rel: string): string | null {
  const names = ['link', 'atom:link', 'atom10:link']
  const found = names.flatMap(name => nodes(tree, tree.meta, name)).find((link: Node) => attribute(link, 'rel') === rel)
  const href = found && attribute(found, 'href')
  return href ? absoluteUrl(href, base) : null
}

/**
 * Gives each entry an id that stays the same over polls: its own; else its address if no other entry has it; else a hash
 * of address, title and claimed time. An id that different entries share is joined by that hash; a repeated entry goes.
 */
function withIds(drafts: readonly Draft[]): Entry[] {
  const count = (values: (string | null)[]) =>
    values.reduce((all, value) => (value ? all.set(value, (all.get(value) ?? 0) + 1) : all), new Map<string, number>())
  const ids = count(drafts.map(draft => draft.remoteId))
  const urls = count(drafts.map(draft => draft.url))
  const entries = new Map<string, Entry>()
  for (const draft of drafts) {
    const own = draft.remoteId !== null && ids.get(draft.remoteId) === 1 ? draft.remoteId : null
    const address = draft.remoteId === null && draft.url !== null && urls.get(draft.url) === 1 ? draft.url : null
    const remoteId = own ?? address ?? (draft.remoteId ? `${draft.remoteId}#${hash(draft)}` : `hash:${hash(draft)}`)
    if (!entries.has(remoteId)) entries.set(remoteId, { ...draft, remoteId })
  }
  return [...entries.values()]
}

function hash(draft: Draft): string {
  const published = draft.publishedAt?.toISOString() ?? ''
  const body = draft.title || published ? '' : draft.text
  return createHash('sha256')
    .update([draft.url ?? '', draft.title, published, body].join('\0'))
    .digest('hex')
    .slice(0, 32)
}
