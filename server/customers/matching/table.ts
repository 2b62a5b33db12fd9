/** A table of people as it comes, column by column: every different text is kept once, rows hold numbers. */
import { type FieldKind, kindOfColumn } from './columns.ts'

export interface RawColumn {
  readonly header: string
  readonly kind: FieldKind
  /** For each row the number of its text; 0 is empty. */
  readonly ids: Int32Array
  readonly texts: readonly string[]
}

export interface RawTable {
  readonly size: number
  readonly keys: readonly string[]
  readonly columns: readonly RawColumn[]
}

export interface TableBuilder {
  /** Says what the cells of the rows that follow stand for; may come again with further columns behind. */
  setHeaders(headers: readonly string[]): void
  add(cells: readonly string[]): void
  readonly size: number
  finish(): RawTable
}

/** What of a cell is looked at: whoever put a book into a name is matched by its beginning. */
const longestText = 300

interface Growing {
  readonly header: string
  readonly kind: FieldKind
  readonly at: number
  ids: Int32Array
  readonly numbers: Map<string, number>
  readonly texts: string[]
}

/** @param key the column that names a row; it tells nothing of the person. */
export const buildTable = (key: string): TableBuilder => {
  const keys: string[] = []
  const columns: Growing[] = []
  let keyAt = -1
  let planned = 0
  let room = 1024

  const setHeaders = (headers: readonly string[]): void => {
    keyAt = headers.indexOf(key)
    for (let at = planned; at < headers.length; at++) {
      const kind = at === keyAt ? null : kindOfColumn(headers[at]!)
      if (kind)
        columns.push({ header: headers[at]!, kind, at, ids: new Int32Array(room), numbers: new Map(), texts: [''] })
    }
    planned = headers.length
  }

  const add = (cells: readonly string[]): void => {
    const row = keys.length
    if (row === room) {
      room *= 2
      for (const column of columns) {
        const wider = new Int32Array(room)
        wider.set(column.ids)
        column.ids = wider
      }
    }
    keys.push(keyAt < 0 ? '' : (cells[keyAt] ?? '').trim())
    for (const column of columns) {
      const cell = cells[column.at]
      if (cell === undefined || cell === '') continue
      const text = (cell.length > longestText ? cell.slice(0, longestText) : cell).trim()
      if (text === '') continue
      let id = column.numbers.get(text)
      if (id === undefined) {
        id = column.texts.length
        column.texts.push(text)
        column.numbers.set(text, id)
      }
      column.ids[row] = id
    }
  }

  return {
    setHeaders,
    add,
    get size() {
      return keys.length
    },
    finish: () => ({
      size: keys.length,
      keys,
      columns: columns.map(({ header, kind, ids, texts }) => ({
        header,
        kind,
        ids: ids.subarray(0, keys.length),
        texts,
      })),
    }),
  }
}
