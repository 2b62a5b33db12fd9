/** Reads delimited text (RFC 4180 and what is found in the wild) as it comes, each character once. */
import { fileFault } from './bytes.ts'

export const delimiters = [',', '\t', ';', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** A cell longer than this is a quotation mark that was never closed. */
const longestCell = 2_000_000

export interface DelimitedReader {
  /** Takes more text. @returns the rows that are over. @throws FileFault for a cell that never ends. */
  feed(text: string): string[][]
  /** The text is over. @returns what is left, a row or none. */
  end(): string[][]
}

/**
 * A quotation mark means something only where a cell begins; within it, two stand for one. What follows the closing one
 * joins the cell. Lines end with \n, \r\n or \r. An empty line is a row with one empty cell.
 */
export const readDelimited = (delimiter: Delimiter): DelimitedReader => {
  const comma = delimiter.charCodeAt(0)
  let row: string[] = []
  let cell = ''
  let line = 1
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start'
  let isAfterReturn = false

  const endCell = () => {
    row.push(cell)
    cell = ''
    state = 'start'
  }
  const endRow = (rows: string[][]) => {
    endCell()
    rows.push(row)
    row = []
    line += 1
  }
  /** Takes plain characters up to the next one that ends a cell. @returns where that stands. */
  const takePlain = (text: string, from: number): number => {
    let at = from
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === comma || code === 10 || code === 13) break
    }
    if (at > from) cell += text.slice(from, at)
    return at
  }
  const takeQuoted = (text: string, from: number): number => {
    const found = text.indexOf('"', from)
    const at = found < 0 ? text.length : found
    cell += text.slice(from, at)
    if (cell.length > longestCell) throw fileFault('open_quote', { line })
    if (found < 0) return at
    state = 'closed'
    return at + 1
  }
  const step = (text: string, at: number, rows: string[][]): number => {
    if (state === 'quoted') return takeQuoted(text, at)
    const code = text.charCodeAt(at)
    if (code === 10 && isAfterReturn) {
      isAfterReturn = false
      return at + 1
    }
    isAfterReturn = false
    if (code === 34 && (state === 'start' || state === 'closed')) {
      if (state === 'closed') cell += '"'
      state = 'quoted'
      return at + 1
    }
    if (code === comma) {
      endCell()
      return at + 1
    }
    if (code === 10 || code === 13) {
      endRow(rows)
      isAfterReturn = code === 13
      return at + 1
    }
    state = 'plain'
    return takePlain(text, at)
  }

  return {
    feed(text) {
      const rows: string[][] = []
      for (let at = 0; at < text.length; ) at = step(text, at, rows)
      return rows
    },
    end() {
      const rows: string[][] = []
      if (state === 'quoted') throw fileFault('open_quote', { line })
      if (row.length > 0 || cell !== '' || state !== 'start') endRow(rows)
      return rows
    },
  }
}

/** The delimiter that cuts the beginning of a file into the most even rows; `sep=` on its first line decides alone. */
export const detectDelimiter = (head: string): Delimiter => {
  const named = /^sep=(.)\r?\n/.exec(head)?.[1]
  const told = delimiters.find(one => one === named)
  if (told) return told
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of delimiters) {
    const score = evenness(rowsOfHead(head, delimiter))
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

const rowsOfHead = (head: string, delimiter: Delimiter): string[][] => {
  try {
    return readDelimited(delimiter).feed(head)
  } catch {
    // A quotation mark that never closes under this delimiter speaks against it.
    return []
  }
}

/** Rows of the most common width above one, weighed by that width: wide and even beats narrow and even. */
const evenness = (rows: readonly string[][]): number => {
  const widths = new Map<number, number>()
  const filled = rows.filter(row => row.some(cell => cell !== ''))
  for (const { length } of filled) if (length > 1) widths.set(length, (widths.get(length) ?? 0) + 1)
  let best = 0
  for (const [width, count] of widths) best = Math.max(best, (count / filled.length) * (1 + Math.log2(width)))
  return best
}
