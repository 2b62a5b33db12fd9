/** Reads the plain XML of spreadsheets as it comes: elements, attributes, text. Knows no document types, so no entity can grow. */
import { fileFault } from './bytes.ts'

export interface XmlEvents {
  /** Names without their prefix. */
  open(name: string, attributes: Readonly<Record<string, string>>): void
  close(name: string): void
  text(text: string): void
}

export interface XmlReader {
  feed(text: string): void
}

/** A tag longer than this is none. */
const longestTag = 1_000_000

/** @throws FileFault for a document type and for a tag that never ends. */
export const readXml = (events: XmlEvents): XmlReader => {
  let rest = ''
  return {
    feed(text) {
      rest += text
      let at = 0
      for (;;) {
        const start = rest.indexOf('<', at)
        if (start < 0) {
          // An entity may be cut in two.
          const cut = rest.lastIndexOf('&')
          const end = cut >= at && rest.length - cut < 12 ? cut : rest.length
          if (end > at) events.text(decodeEntities(rest.slice(at, end)))
          at = end
          break
        }
        const ending = endingOf(rest, start)
        const end = rest.indexOf(ending, start)
        if (end < 0) {
          if (start > at) events.text(decodeEntities(rest.slice(at, start)))
          at = start
          if (rest.length - start > longestTag) throw fileFault('broken_sheet')
          break
        }
        if (start > at) events.text(decodeEntities(rest.slice(at, start)))
        tell(events, rest.slice(start, end + ending.length))
        at = end + ending.length
      }
      rest = rest.slice(at)
    },
  }
}

const endingOf = (text: string, start: number): string => {
  if (text.startsWith('<!--', start)) return '-->'
  if (text.startsWith('<![CDATA[', start)) return ']]>'
  return text.startsWith('<?', start) ? '?>' : '>'
}

const tell = (events: XmlEvents, tag: string): void => {
  if (tag.startsWith('<![CDATA[')) events.text(tag.slice(9, -3))
  else if (tag.startsWith('</')) events.close(localName(tag.slice(2, -1).trim()))
  else if (tag.startsWith('<!--') || tag.startsWith('<?')) return
  else if (tag.startsWith('<!')) throw fileFault('broken_sheet')
  else tellOpen(events, tag)
}

const tellOpen = (events: XmlEvents, tag: string): void => {
  const isEmpty = tag.endsWith('/>')
  const inner = tag.slice(1, isEmpty ? -2 : -1)
  const space = inner.search(/\s/)
  const name = localName(space < 0 ? inner : inner.slice(0, space))
  events.open(name, space < 0 ? {} : attributesOf(inner.slice(space)))
  if (isEmpty) events.close(name)
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

const attributesOf = (text: string): Record<string, string> => {
  const found: Record<string, string> = {}
  for (const [, name, double, single] of text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    found[localName(name!)] = decodeEntities(double ?? single ?? '')
  return found
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]+);/gi, (whole, name: string) => {
        if (!name.startsWith('#')) return named[name] ?? whole
        const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
        return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
      })
    : text
