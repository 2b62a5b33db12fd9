// Makes well-formed XML of what feeds really send, so that a strict mind can read a careless one.

export type Repaired = {
  readonly xml: string
  readonly kind: 'rss' | 'atom' | 'rdf' | 'cdf' | 'none'
  /** What was mended, in English, once each. */
  readonly problems: readonly string[]
}

/** Elements whose content is prose; markup inside them is part of the prose, never of the feed. */
const prose = new Set(
  'title description summary content encoded subtitle tagline info copyright rights abstract body div excerpt'.split(
    ' ',
  ),
)
const depthCap = 120
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const openTag =
  /<([A-Za-z_][\w.:-]{0,100})((?:[^<>"']{0,20000}(?:"[^"]{0,200000}"|'[^']{0,200000}')){0,200}[^<>"']{0,20000})>/y
const closeTag = /<\/\s*([A-Za-z_][\w.:-]{0,100})[^<>]{0,1000}>/y

type Scan = {
  readonly source: string
  readonly out: string[]
  readonly open: string[]
  readonly entities: Map<string, string>
  readonly problems: Set<string>
  readonly lastBracket: number
  /** Prose elements whose end tag occurs nowhere in what is left: looking again would make hostile input slow. */
  readonly endless: Set<string>
  /** How many roots were lent; their missing end is ours. */
  lent: number
  /** A prefix that the root carries for its own namespace (`r:rss`); it is taken off everywhere. */
  prefix: string
  kind: Repaired['kind']
}

/**
 * Rewrites a feed in one pass: comments, declarations and processing instructions go; entities of the document type are
 * put in (one level deep, so that they cannot multiply); bad ampersands, stray `<`, wrong or missing end tags and cut
 * tails are mended; characters that XML forbids go, those of Windows-1252 are moved to their place; markup inside
 * prose is escaped; a CDF channel and bare channels, items and entries get the root that they lack.
 */
export function repairXml(source: string): Repaired {
  const scan: Scan = {
    source,
    out: [],
    open: [],
    entities: new Map(),
    problems: new Set(),
    lastBracket: source.lastIndexOf('>'),
    endless: new Set(),
    lent: 0,
    prefix: '',
    kind: 'none',
  }
  let at = 0
  while (at < source.length) {
    const next = source.indexOf('<', at)
    const end = next < 0 ? source.length : next
    if (end > at && scan.open.length > 0) scan.out.push(fixText(source.slice(at, end), scan))
    at = next < 0 ? end : takeMarkup(scan, next)
  }
  if (scan.open.length > scan.lent) scan.problems.add('the end is missing')
  for (const name of scan.open.splice(0).reverse()) scan.out.push(`</${name}>`)
  return { xml: scan.out.join(''), kind: scan.kind, problems: [...scan.problems] }
}

/** Takes the markup at `at` and returns where reading goes on. */
function takeMarkup(scan: Scan, at: number): number {
  const { source } = scan
  if (source.startsWith('<!--', at)) return after(source, '-->', at + 4)
  if (source.startsWith('<?', at)) return after(source, '?>', at + 2)
  if (source.startsWith('<![CDATA[', at)) {
    const end = source.indexOf(']]>', at)
    const text = source.slice(at + 9, end < 0 ? source.length : end)
    if (scan.open.length > 0) scan.out.push(escapeXml(stripForbidden(text)))
    return end < 0 ? source.length : end + 3
  }
  if (source.startsWith('<!', at)) return takeDoctype(scan, at)
  if (source.startsWith('</', at)) return takeClose(scan, at)
  return takeOpen(scan, at)
}

function after(source: string, mark: string, from: number): number {
  const end = source.indexOf(mark, from)
  return end < 0 ? source.length : end + mark.length
}

function takeDoctype(scan: Scan, at: number): number {
  const close = scan.source.indexOf('>', at)
  if (close < 0) return scan.source.length
  const subset = scan.source.slice(at, close).indexOf('[')
  if (subset < 0 || scan.open.length > 0) return close + 1
  const end = scan.source.indexOf(']', at + subset)
  if (end < 0) return scan.source.length
  for (const [, name, , value] of scan.source
    .slice(at + subset, end)
    .matchAll(/<!ENTITY\s+([\w.-]{1,60})\s+(["'])([^"'<]{0,2000})\2/g)) {
    if (scan.entities.size < 100) scan.entities.set(name!, value!)
  }
  return after(scan.source, '>', end)
}

function takeClose(scan: Scan, at: number): number {
  closeTag.lastIndex = at
  const match = closeTag.exec(scan.source)
  if (!match) return strayBracket(scan, at)
  const name = ownName(scan, match[1]!)
  const depth = scan.open.lastIndexOf(name)
  if (depth < 0) scan.problems.add('an end without a start')
  else {
    if (depth < scan.open.length - 1) scan.problems.add('a start without an end')
    for (const inner of scan.open.splice(depth).reverse()) scan.out.push(`</${inner}>`)
  }
  return closeTag.lastIndex
}

function takeOpen(scan: Scan, at: number): number {
  openTag.lastIndex = at
  const match = openTag.exec(scan.source)
  if (!match) return strayBracket(scan, at)
  const end = openTag.lastIndex
  if (scan.open.length === 0) scan.prefix = rootPrefix(match[1]!.toLowerCase())
  const name = ownName(scan, match[1]!)
  if (name === '__proto__') return end
  const isEmpty = match[2]!.trimEnd().endsWith('/')
  if (scan.open.length === 0) {
    if (!openRoot(scan, name)) return end
  } else if (scan.open.length > depthCap) {
    scan.problems.add('too deep')
    return end
  }
  const attributes = readAttributes(match[2]!, scan)
  if (!isEmpty && scan.open.length > 0 && prose.has(local(name))) return takeProse(scan, name, attributes, end)
  scan.out.push(
    `<${name}${writeAttributes(attributes, scan.open.length === 0 ? local(name) : '')}${isEmpty ? '/' : ''}>`,
  )
  if (!isEmpty) scan.open.push(name)
  return end
}

/** Decides what kind of feed this is by its root, and lends bare roots the one that they lack. */
function openRoot(scan: Scan, name: string): boolean {
  if (scan.kind !== 'none') return false
  const root = local(name)
  if (root === 'rss') scan.kind = 'rss'
  else if (root === 'rdf') scan.kind = 'rdf'
  else if (root === 'feed') scan.kind = 'atom'
  else if (root === 'entry') lend(scan, 'atom', '<feed xmlns="http://www.w3.org/2005/Atom">', 'feed')
  else if (root === 'item') lend(scan, 'rss', '<rss version="2.0">', 'rss', '<channel>', 'channel')
  else if (root === 'channel') {
    const isCdf =
      /<channel\s[^>]*\b(?:href|base|lastmod)\s*=|<(?:abstract|schedule|logo)\b|<item\s[^>]*\bhref\s*=/i.test(
        scan.source.slice(0, 20_000),
      )
    lend(scan, isCdf ? 'cdf' : 'rss', '<rss version="2.0">', 'rss')
  } else return false
  return true
}

function lend(scan: Scan, kind: Repaired['kind'], ...tags: string[]): void {
  scan.kind = kind
  for (let at = 0; at < tags.length; at += 2) {
    scan.out.push(tags[at]!)
    scan.open.push(tags[at + 1]!)
    scan.lent += 1
  }
}

/** Writes prose as one text. Markup in it (inline HTML, XHTML, Atom's `type="xhtml"`) is escaped, so that it stays HTML. */
function takeProse(scan: Scan, name: string, attributes: Map<string, string>, start: number): number {
  const [end, next] = endOfProse(scan, name, start)
  const inner = scan.source.slice(start, end)
  const pieces = splitCharacterData(inner)
  const hasMarkup = pieces.some(piece => !piece.isData && /<\/?[a-z][^<>]*>/i.test(piece.text))
  const text = hasMarkup
    ? pieces.map(({ text, isData }) => (isData ? escapeXml(escapeXml(text)) : escapeXml(bareTags(text)))).join('')
    : pieces.map(({ text, isData }) => (isData ? escapeXml(text) : plainProse(text, scan))).join('')
  if (hasMarkup) {
    attributes.set('type', 'html')
    attributes.delete('mode')
  }
  scan.out.push(`<${name}${writeAttributes(attributes, '')}>${stripForbidden(text)}</${name}>`)
  return next
}

/** Where prose ends and where reading goes on. Without an end tag it ends with its item. */
function endOfProse(scan: Scan, name: string, start: number): readonly [number, number] {
  const { source } = scan
  const tag = new RegExp(
    `<!\\[CDATA\\[|<(/?)${(scan.prefix ? `(?:${scan.prefix})?` : '') + name.replaceAll('.', '\\.')}(?=[\\s/>])[^<>]*>`,
    'gi',
  )
  tag.lastIndex = start
  const nests = local(name) === 'div' || local(name) === 'body'
  let depth = 1
  for (let steps = 0; steps < 2000 && !scan.endless.has(name); steps += 1) {
    const found = tag.exec(source)
    if (!found) {
      scan.endless.add(name)
      break
    }
    if (found[0].startsWith('<!')) {
      const close = source.indexOf(']]>', found.index)
      if (close < 0) break
      tag.lastIndex = close + 3
    } else if (found[1] === '/') {
      depth -= 1
      if (depth === 0) return [found.index, tag.lastIndex]
    } else if (nests && !found[0].endsWith('/>')) depth += 1
  }
  scan.problems.add('a start without an end')
  const item = /<\/(?:[\w.-]{1,20}:)?(?:item|entry|channel|feed)\s*>/gi
  item.lastIndex = start
  const end = (scan.endless.has('item') ? undefined : item.exec(source)?.index) ?? source.length
  if (end < source.length) return [end, end]
  scan.endless.add('item')
  const tail = source.lastIndexOf('<')
  return [tail > scan.lastBracket && tail >= start ? tail : end, end]
}

/** Parts text at its CDATA sections and drops comments and processing instructions; one pass, whatever is unclosed. */
function splitCharacterData(text: string): { text: string; isData: boolean }[] {
  const pieces: { text: string; isData: boolean }[] = []
  const marks = [
    ['<![CDATA[', ']]>'],
    ['<!--', '-->'],
    ['<?', '?>'],
  ] as const
  let from = 0
  let at = text.indexOf('<')
  while (at >= 0) {
    const mark = marks.find(([open]) => text.startsWith(open, at))
    if (mark) {
      const close = text.indexOf(mark[1], at + mark[0].length)
      const end = close < 0 ? text.length : close
      pieces.push({ text: text.slice(from, at), isData: false })
      if (mark[0] === '<![CDATA[') pieces.push({ text: text.slice(at + mark[0].length, end), isData: true })
      from = Math.min(text.length, end + mark[1].length)
    }
    at = text.indexOf('<', mark ? from : at + 1)
  }
  pieces.push({ text: text.slice(from), isData: false })
  return pieces
}

function bareTags(html: string): string {
  return html.replace(/<(\/?)[\w.-]{1,40}:([\w.-]{1,40})/g, '<$1$2')
}

function plainProse(text: string, scan: Scan): string {
  if (text.includes('<')) scan.problems.add('a stray bracket')
  return fixText(text, scan).replaceAll('<', '&lt;')
}

function strayBracket(scan: Scan, at: number): number {
  if (scan.lastBracket < at) return scan.source.length
  scan.problems.add('a stray bracket')
  if (scan.open.length > 0) scan.out.push('&lt;')
  return at + 1
}

function readAttributes(text: string, scan: Scan): Map<string, string> {
  const attributes = new Map<string, string>()
  for (const [, name, double, single, bare] of text.matchAll(
    /([A-Za-z_][\w.:-]{0,100})(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'/][^\s"']*)))?/g,
  )) {
    const key = name!.toLowerCase()
    if (!attributes.has(key))
      attributes.set(
        key,
        fixText(double ?? single ?? bare ?? '', scan)
          .replaceAll('<', '&lt;')
          .replaceAll('"', '&quot;'),
      )
  }
  return attributes
}

function writeAttributes(attributes: Map<string, string>, root: string): string {
  if (root === 'feed') {
    for (const name of [...attributes.keys()]) if (name === 'xmlns') attributes.delete(name)
    attributes.set('xmlns', 'http://www.w3.org/2005/Atom')
  }
  if (root === 'rdf') attributes.set('xmlns:rdf', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#')
  return [...attributes].map(([name, value]) => ` ${name}="${value}"`).join('')
}

function rootPrefix(name: string): string {
  return /^([^:]+:)(?:rss|feed)$/.exec(name)?.[1] ?? ''
}

function ownName(scan: Scan, written: string): string {
  const name = written.toLowerCase()
  return scan.prefix !== '' && name.startsWith(scan.prefix) ? name.slice(scan.prefix.length) : name
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function fixText(text: string, scan: Scan): string {
  return stripForbidden(text).replace(
    /&(?:#(\d{1,8})|#x([0-9a-f]{1,6})|([a-z][\w.-]{0,31}))?(;?)/gi,
    (all, decimal, hex, name, end) => {
      if (decimal || hex) return escapeXml(character(decimal ? Number(decimal) : Number.parseInt(hex, 16)))
      if (name && scan.entities.has(name)) return escapeXml(stripForbidden(decodeNumbers(scan.entities.get(name)!)))
      if (name && end) return all
      scan.problems.add('a bare ampersand')
      return `&amp;${all.slice(1)}`
    },
  )
}

function decodeNumbers(text: string): string {
  return text.replace(/&#(?:(\d{1,8})|x([0-9a-f]{1,6}));/gi, (_, decimal, hex) =>
    character(decimal ? Number(decimal) : Number.parseInt(hex, 16)),
  )
}

function character(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return windows1252[code - 0x80]!
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd'
  return stripForbidden(String.fromCodePoint(code))
}

function stripForbidden(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[\u0080-\u009f]/g, c => windows1252[c.charCodeAt(0) - 0x80]!)
}
