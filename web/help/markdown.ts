/** Reads Markdown into a page of help. Runs while the web app is built: no reader of Markdown travels to a browser. */
import { lexer, type Token, type Tokens } from 'marked'
import { type Block, type HelpPage, type Inline, plain } from './tree.ts'

/**
 * @param linked what a link or a picture of this page leads to, or null where it leads nowhere inside or outside: then its
 * words stay. HTML in a page is shown as the text that it is.
 */
export const readMarkdown = (text: string, linked: (address: string) => string | null): HelpPage => {
  const ids = new Set<string>()
  const blocks = lexer(text).flatMap(token => readBlock(token, { linked, ids }))
  const first = blocks[0]
  const isTitled = first?.kind === 'heading' && first.level === 1
  return { title: isTitled ? plain(first.of) : '', blocks: isTitled ? blocks.slice(1) : blocks }
}

interface Reading {
  readonly linked: (address: string) => string | null
  /** Of the headings so far, so that each is one of its kind. */
  readonly ids: Set<string>
}

const readBlock = (token: Token, reading: Reading): Block[] => {
  switch (token.type) {
    case 'heading': {
      const { depth, tokens } = token as Tokens.Heading
      const of = readWords(tokens, reading)
      return [{ kind: 'heading', level: depth, id: idOf(plain(of), reading.ids), of }]
    }
    case 'paragraph':
      return [{ kind: 'paragraph', of: readWords((token as Tokens.Paragraph).tokens, reading) }]
    case 'text':
      return [{ kind: 'paragraph', of: readWords((token as Tokens.Text).tokens ?? [token], reading) }]
    case 'html':
      return [{ kind: 'paragraph', of: [token.raw.trim()] }]
    case 'code':
      return [{ kind: 'code', text: (token as Tokens.Code).text }]
    case 'blockquote':
      return [{ kind: 'quote', of: (token as Tokens.Blockquote).tokens.flatMap(one => readBlock(one, reading)) }]
    case 'list': {
      const { ordered, items } = token as Tokens.List
      return [
        {
          kind: 'list',
          isOrdered: ordered,
          items: items.map(item => item.tokens.flatMap(one => readBlock(one, reading))),
        },
      ]
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table
      const cells = (row: readonly Tokens.TableCell[]) => row.map(cell => readWords(cell.tokens, reading))
      return [{ kind: 'table', head: cells(header), rows: rows.map(cells) }]
    }
    case 'hr':
      return [{ kind: 'line' }]
    default:
      return []
  }
}

const readWords = (tokens: readonly Token[], reading: Reading): Inline[] =>
  joined(tokens.flatMap(token => readWord(token, reading)))

const readWord = (token: Token, reading: Reading): Inline[] => {
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return [{ kind: token.type, of: readWords((token as Tokens.Strong).tokens, reading) }]
    case 'codespan':
      return [{ kind: 'code', text: (token as Tokens.Codespan).text }]
    case 'br':
      return [' ']
    case 'link': {
      const { href, tokens } = token as Tokens.Link
      const to = reading.linked(href)
      const of = readWords(tokens, reading)
      return to === null ? of : [{ kind: 'link', to, of }]
    }
    case 'image': {
      const { href, text } = token as Tokens.Image
      const src = reading.linked(href)
      return src === null ? [text] : [{ kind: 'image', src, alt: text }]
    }
    case 'html':
      return [token.raw]
    default: {
      const { tokens, text } = token as Tokens.Text
      return tokens ? readWords(tokens, reading) : [(text ?? token.raw).replaceAll('\n', ' ')]
    }
  }
}

/** Strings that stand side by side become one. */
const joined = (words: readonly Inline[]): Inline[] => {
  const one: Inline[] = []
  for (const word of words) {
    const last = one.at(-1)
    if (typeof word === 'string' && typeof last === 'string') one[one.length - 1] = last + word
    else one.push(word)
  }
  return one
}

/** As GitHub names headings: `## The key` is `#the-key`. */
const idOf = (heading: string, taken: Set<string>): string => {
  const name = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
  let id = name
  for (let count = 1; taken.has(id); count++) id = `${name}-${count}`
  taken.add(id)
  return id
}
