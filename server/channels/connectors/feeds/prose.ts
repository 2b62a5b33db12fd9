// Turns a feed's HTML into what may be shown and what a reader would see.
import sanitizeHtml from 'sanitize-html'

export type Prose = { readonly html: string; readonly text: string }

const blocks =
  'address article aside blockquote br dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section table td th tr ul'.split(
    ' ',
  )
const inline = 'a abbr b cite code del em i img ins mark q s small span strong sub sup u'.split(' ')

/** Sanitizes HTML (links and pictures by http and https only, no styles, scripts or forms) and reads its visible text. */
export function readHtml(html: string, base?: string): Prose {
  const clean = sanitizeHtml(html, {
    allowedTags: [...blocks, ...inline],
    allowedAttributes: { a: ['href'], img: ['src', 'alt'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    nestingLimit: 60,
    transformTags: base ? { a: absolute('href', base), img: absolute('src', base) } : {},
  })
  return { html: clean.trim(), text: visibleText(clean) }
}

/** Plain text as HTML and as itself. */
export function readPlain(plain: string): Prose {
  const escaped = plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return { html: escaped.trim().replace(/\r?\n/g, '<br />'), text: tidy(plain) }
}

/** One line of plain text out of a title that may hold markup and entities. */
export function readLine(html: string): string {
  return visibleText(sanitizeHtml(html, { allowedTags: ['br', 'p', 'div'], allowedAttributes: {} })).replace(
    /\s+/g,
    ' ',
  )
}

/** True where a text of unknown type is meant as HTML: it holds a tag that HTML knows, or an entity. */
export function looksLikeHtml(text: string): boolean {
  return /<\/?(?:[a-z][a-z0-9]{0,12})(?:\s[^<>]*)?\/?>|<!--|&(?:[a-z][a-z0-9]{1,30}|#\d{1,7}|#x[0-9a-f]{1,6});/i.test(
    text,
  )
}

function absolute(attribute: string, base: string) {
  return (tagName: string, attribs: Record<string, string>) => {
    const url = attribs[attribute] === undefined ? null : URL.parse(attribs[attribute], base)
    return { tagName, attribs: url ? { ...attribs, [attribute]: url.href } : attribs }
  }
}

const blockTag = new RegExp(`<\\/?(?:${blocks.join('|')})\\b[^>]*>`, 'g')

/** Takes sanitized HTML, in which only four entities are left. */
function visibleText(clean: string): string {
  const text = clean
    .replace(/\s+/g, ' ')
    .replace(blockTag, '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
  return tidy(text)
}

function tidy(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .toWellFormed()
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
