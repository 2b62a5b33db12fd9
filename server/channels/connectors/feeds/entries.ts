// Turns one item of an XML feed into an entry of ours.
import { readDate } from './dates.ts'
import type { Draft, Enclosure } from './feed.ts'
import { looksLikeHtml, type Prose, readHtml, readLine, readPlain } from './prose.ts'
import { child, type Node, nodes, type Tree, textOf } from './read.ts'

export type Surroundings = {
  readonly tree: Tree
  readonly url: string | null
  readonly lang: string | null
  readonly authorName: string | null
  /** Zone of dates that name none, in minutes east of Greenwich. */
  readonly zoneMinutes: number
}

export function readEntry(item: Node, around: Surroundings): Draft {
  const { tree } = around
  const base = attribute(item, 'xml:base') ?? attribute(tree.meta, 'xml:base') ?? around.url
  const body = longestBody(item, tree)
  const prose = body ? readProse(body, base) : { html: '', text: '' }
  const guid = textOf(tree, item, 'guid', 'id', 'dc:identifier')
  const published = dateOf(
    item,
    around,
    'pubdate',
    'published',
    'issued',
    'dc:date',
    'dcterms:issued',
    'dcterms:created',
    'created',
    'dc:created',
    'date',
    'atom:published',
    'a10:published',
  )
  const updated =
    dateOf(
      item,
      around,
      'updated',
      'modified',
      'dcterms:modified',
      'dc:modified',
      'atom:updated',
      'a10:updated',
      'lastbuilddate',
    ) ?? readDate(attribute(item, 'lastmod'), around.zoneMinutes)
  return {
    remoteId: guid ?? attribute(item, 'rdf:about') ?? attribute(item, 'about'),
    url: linkOf(item, tree, base, guid),
    title: titleOf(item, tree, 'title', 'dc:title', 'media:title', 'atom:title', 'itunes:title'),
    html: prose.html,
    text: prose.text,
    authorName: authorOf(item, tree) ?? around.authorName,
    publishedAt: published ?? updated,
    updatedAt: updated,
    lang: languageTag(
      (body && attribute(body, 'xml:lang')) ||
        attribute(item, 'xml:lang') ||
        textOf(tree, item, 'dc:language') ||
        around.lang,
    ),
    enclosures: enclosuresOf(item, tree, base),
    isTeaser: isCut(prose.text),
  }
}

/** Ends like a text that goes on elsewhere: an ellipsis, in brackets or not, or an invitation to read on. */
export function isCut(text: string): boolean {
  return /(?:…|\.\.\.|\[…\]|\[\.\.\.\]|더 ?보기|계속 ?읽기|이어서 읽기|(?:continue reading|read more|keep reading)[^\n]{0,120})\s*[→»>]?\s*$/i.test(
    text.slice(-200).trimEnd(),
  )
}

/** BCP 47 with a hyphen, as most feeds mean it when they write `ko_KR`. */
export function languageTag(text: string | null): string | null {
  return text?.trim().replaceAll('_', '-') || null
}

export function attribute(node: Node, name: string): string | null {
  const own = node['@']
  if (Array.isArray(own)) return own.map(one => one[name] as string | undefined).find(Boolean) ?? null
  const kept = own ?? Object.entries(node).find(([key]) => /^(rss|atom|rdf):@$/.test(key))?.[1]
  const value = (kept as Record<string, string> | undefined)?.[name]
  return value?.trim() ? value.trim() : null
}

/** A title as one plain line. Atom's `type="text"` means what it says; elsewhere markup and entities are taken for what they are. */
export function titleOf(parent: Node, tree: Tree, ...names: string[]): string {
  for (const name of names) {
    for (const node of nodes(tree, parent, name)) {
      const text = unpacked(node)
      if (text.trim() === '') continue
      const type = typeOf(node)
      const isText =
        type === 'text' ||
        type === 'text/plain' ||
        (tree.type === 'atom' && type === null && attribute(node, 'mode') === null)
      return isText && !/&(?:amp;)?(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);/i.test(text)
        ? text.replace(/\s+/g, ' ').trim()
        : readLine(text)
    }
  }
  return ''
}

export function authorOf(parent: Node, tree: Tree): string | null {
  for (const name of [
    'author',
    'dc:creator',
    'dc:author',
    'itunes:author',
    'managingeditor',
    'contributor',
    'dc:contributor',
    'atom:author',
    'a10:author',
    'dc:publisher',
  ]) {
    for (const node of nodes(tree, parent, name)) {
      const person =
        child(node, 'name')?.['#'] ??
        child(node, 'atom:name')?.['#'] ??
        child(node, 'a10:name')?.['#'] ??
        node['#'] ??
        child(node, 'email')?.['#'] ??
        ''
      const plain = personName(readLine(person))
      if (plain) return plain
    }
  }
  return null
}

/** `a@b.c (민준)`, `민준 <a@b.c>` and `민준, a@b.c` are all 민준; an address alone stays as it is. */
function personName(text: string): string | null {
  const email = /[\w.+-]+@[\w-]+\.[\w.-]+/
  const bracketed = new RegExp(`^${email.source}\\s*\\((.+)\\)$`).exec(text)?.[1]
  if (bracketed) return bracketed.trim()
  const rest = text
    .replace(new RegExp(`[<(]?\\s*(?:mailto:)?${email.source}\\s*[>)]?`, 'g'), '')
    .replace(/^[\s,"']+|[\s,"'<>]+$/g, '')
  return rest || text || null
}

function dateOf(item: Node, around: Surroundings, ...names: string[]): Date | null {
  for (const name of names) {
    const date = readDate(textOf(around.tree, item, name), around.zoneMinutes)
    if (date) return date
  }
  return null
}

/** The fullest text that the item gives: full content before summaries, YouTube's description last. */
function longestBody(item: Node, tree: Tree): Node | null {
  const names = [
    'content:encoded',
    'encoded',
    'content',
    'xhtml:body',
    'body',
    'xhtml:div',
    'div',
    'atom:content',
    'description',
    'abstract',
    'summary',
    'atom:summary',
    'itunes:summary',
    'dc:description',
    'media:description',
    'fullitem',
    'excerpt:encoded',
  ]
  for (const name of names) {
    const full = nodes(tree, item, name).filter(node => unpacked(node).trim() !== '')
    const readable = full.find(node => /html|text|^$/.test(typeOf(node) ?? ''))
    if (readable ?? full[0]) return readable ?? full[0]!
  }
  const group = nodes(tree, item, 'media:group')[0]
  return group ? child(group, 'media:description') : null
}

function typeOf(node: Node): string | null {
  return attribute(node, 'type')?.toLowerCase() ?? null
}

/** Text of an element; base64 (Atom 0.3's mode, RFC 4287 § 4.1.3.3 for types that are no text) is unpacked. */
function unpacked(node: Node): string {
  const text = node['#'] ?? ''
  const type = typeOf(node)
  const isBase64 =
    attribute(node, 'mode') === 'base64' || (type === 'application/octet-stream' && /^[\w+/=\s]+$/.test(text))
  return isBase64 ? Buffer.from(text, 'base64').toString('utf8') : text
}

function readProse(node: Node, base: string | null): Prose {
  const text = unpacked(node)
  const type = typeOf(node)
  const isPlain = type === 'text' || type === 'text/plain' || !looksLikeHtml(text)
  return isPlain && !(type ?? '').includes('html')
    ? readPlain(text)
    : readHtml(text, attribute(node, 'xml:base') ?? base ?? undefined)
}

function linkOf(item: Node, tree: Tree, base: string | null, guid: string | null): string | null {
  const original = textOf(tree, item, 'feedburner:origlink', 'pheedo:origlink')
  const links = [...nodes(tree, item, 'link'), ...nodes(tree, item, 'atom:link')]
  const wanted = (rel: string) =>
    links
      .filter(link => (attribute(link, 'rel') ?? 'alternate') === rel)
      .sort((a, b) => foreignness(a) - foreignness(b))[0]
  const atom = placeOf(wanted('alternate') ?? wanted('canonical') ?? wanted('self'))
  const plain = links.map(link => (attribute(link, 'rel') ? '' : link['#']?.trim())).find(Boolean)
  const permalink = nodes(tree, item, 'guid').find(node => attribute(node, 'ispermalink')?.toLowerCase() !== 'false')?.[
    '#'
  ]
  const found =
    original ??
    (tree.type === 'atom' ? (atom ?? plain) : (plain ?? atom)) ??
    attribute(item, 'href') ??
    (isHttp(permalink) ? permalink : null) ??
    attribute(item, 'rdf:about') ??
    (isHttp(guid) ? guid : null)
  return found ? absoluteUrl(found, base) : null
}

/** Where an Atom link leads; some feeds write the address as text. */
function placeOf(link: Node | undefined): string | null {
  return link ? (attribute(link, 'href') ?? (link['#']?.trim() || null)) : null
}

/** Of several alternates the page for people comes first, other feeds and data last. */
function foreignness(link: Node): number {
  const type = typeOf(link)
  if (type === null || type.includes('html')) return 0
  return /json|xml/.test(type) ? 2 : 1
}

/** An http address made absolute; other schemes are no place a reader can go, and become null. */
export function absoluteUrl(address: string, base: string | null): string | null {
  const url = URL.parse(address.trim(), base ?? undefined)
  return url && /^https?:$/.test(url.protocol) ? url.href : null
}

function isHttp(text: string | null | undefined): text is string {
  return /^https?:\/\//i.test(text ?? '')
}

function enclosuresOf(item: Node, tree: Tree, base: string | null): Enclosure[] {
  const found = new Map<string, Enclosure>()
  const add = (address: string | null, type: string | null, length: string | null) => {
    const url = address && absoluteUrl(address, base)
    if (url && !found.has(url))
      found.set(url, { url, type, bytes: length && /^\d{1,15}$/.test(length) ? Number(length) : null })
  }
  for (const node of nodes(tree, item, 'enclosure'))
    add(attribute(node, 'url'), attribute(node, 'type'), attribute(node, 'length'))
  for (const node of [...nodes(tree, item, 'link'), ...nodes(tree, item, 'atom:link')]) {
    if (attribute(node, 'rel') === 'enclosure')
      add(attribute(node, 'href'), attribute(node, 'type'), attribute(node, 'length'))
  }
  for (const node of nodes(tree, item, 'media:content'))
    add(attribute(node, 'url'), attribute(node, 'type') ?? attribute(node, 'medium'), attribute(node, 'filesize'))
  return [...found.values()].slice(0, 50)
}
