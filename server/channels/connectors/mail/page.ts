/** What a reader would see of a mail's HTML, as plain text: nothing of the markup is ever shown. */
import sanitizeHtml from 'sanitize-html'

const blocks =
  'address article aside blockquote br center dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul'.split(
    ' ',
  )
const unseen = ['script', 'style', 'title', 'template']
/** What of a page is read. */
const longestHtml = 2_000_000
const hidden = /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|mso-hide\s*:\s*all/i

export interface ReadPage {
  readonly text: string
  readonly isCut: boolean
}

/**
 * Reads HTML into lines: quotations (blockquote) are marked with `> ` as plain mails do, links keep their address behind
 * their words, what the page hides is left out.
 */
export const readPage = (html: string): ReadPage => {
  const isCut = html.length > longestHtml
  const clean = sanitizeHtml(isCut ? html.slice(0, longestHtml) : html, {
    allowedTags: [...blocks, 'a', 'img', 'td', 'th'],
    allowedAttributes: { a: ['href'], img: ['alt'] },
    allowedSchemes: ['http', 'https'],
    allowProtocolRelative: false,
    nonTextTags: unseen,
    nestingLimit: 100,
    exclusiveFilter: frame => hidden.test(frame.attribs.style ?? ''),
  })
  return { text: linesOf(clean), isCut }
}

/** Tokens of sanitized HTML: it is well-formed, and only four entities are left. */
const token = /<(\/?)([a-z0-9]+)([^>]*)>|([^<]+)/g

const linesOf = (clean: string): string => {
  const lines: string[] = []
  let line = ''
  let depth = 0
  let pre = 0
  let link: { href: string; from: number } | null = null
  const end = () => {
    lines.push(`${'> '.repeat(depth)}${line.trim()}`.trimEnd())
    line = ''
  }
  for (const [, slash, tag, attributes, text] of clean.matchAll(token)) {
    if (text !== undefined) {
      const said = plainOf(text)
      if (pre === 0) line = append(line, said.replace(/\s+/g, ' '))
      else
        for (const [n, row] of said.split('\n').entries()) {
          if (n > 0) end()
          line += row
        }
    } else if (tag === 'a') {
      if (slash !== '/') link = { href: attributeOf(attributes!, 'href'), from: line.length }
      else if (link) {
        line += behind(line.slice(link.from), link.href)
        link = null
      }
    } else if (tag === 'img') line = append(line, attributeOf(attributes!, 'alt'))
    else if (tag === 'td' || tag === 'th') line = append(line, slash === '/' ? ' ' : '')
    else if (tag === 'blockquote') {
      end()
      depth = Math.max(0, depth + (slash === '/' ? -1 : 1))
      if (slash !== '/') link = null
    } else {
      if (line.trim() !== '' || tag === 'br') end()
      if (tag === 'p' && slash === '/') lines.push('> '.repeat(depth).trimEnd())
      if (tag === 'pre') pre = Math.max(0, pre + (slash === '/' ? -1 : 1))
      if (tag === 'li' && slash !== '/') line = '- '
      link = null
    }
  }
  end()
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const append = (line: string, said: string): string =>
  line.endsWith(' ') || line === '' ? line + said.trimStart() : line + said

const attributeOf = (attributes: string, name: string): string =>
  plainOf(new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '')

/** The address of a link, where its words do not say it. */
const behind = (words: string, href: string): string => {
  if (!/^https?:/.test(href) || href.length > 300) return ''
  const host = URL.parse(href)?.host ?? ''
  return host === '' || words.includes(host) ? '' : ` (${href})`
}

const plainOf = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
