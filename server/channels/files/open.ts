/** Opens a file of any kind that we read and tells its tables, one line at a time. */
import { type FileBytes, type FileRefusal, fileFault, isFileFault, refuseFile } from './bytes.ts'
import { type Delimiter, detectDelimiter, readDelimited } from './delimited.ts'
import { detectJsonShape, flatten, readJson } from './json.ts'
import { isKakaoTalk, readKakaoTalk } from './kakaotalk.ts'
import { detectKind } from './kind.ts'
import { findTables, type TableEvent } from './tables.ts'
import { detectEncoding, type Encoding, textOf } from './text.ts'
import { openWorkbook } from './workbook.ts'
import { openZip } from './zip.ts'

/** How a file is read: what a person is shown and may wonder about. */
export interface FileReading {
  readonly kind: 'xlsx' | 'json' | 'jsonl' | 'csv' | 'tsv' | 'chat'
  readonly charset: string | null
  readonly delimiter: Delimiter | null
  readonly sheets: readonly string[]
}

export interface OpenedFile {
  readonly ok: true
  readonly reading: FileReading
  /** @throws FileFault where the file turns out to be broken. */
  events(): AsyncGenerator<TableEvent>
}

/** @param knows whether a name of a column is one that somebody uses. */
export const openFile = async (
  file: FileBytes,
  knows: (header: string) => boolean,
): Promise<OpenedFile | FileRefusal> => {
  try {
    const detected = await detectKind(file)
    if (!detected.ok) return detected
    if (detected.kind === 'xlsx') return await openSheets(file, knows)
    const encoding = await detectEncoding(file)
    const head = await headOf(file, encoding)
    if (head.trim() === '') return refuseFile('empty')
    if (detected.kind !== 'json' && isKakaoTalk(head)) return openChat(file, encoding)
    return detected.kind === 'json' ? openJson(file, encoding, head) : openDelimited(file, encoding, head, knows)
  } catch (error) {
    if (isFileFault(error)) return error.refusal
    throw error
  }
}

const headOf = async (file: FileBytes, encoding: Encoding): Promise<string> => {
  for await (const text of textOf({ ...file, size: Math.min(file.size, 256 * 1024) }, encoding)) return text
  return ''
}

const openSheets = async (file: FileBytes, knows: (header: string) => boolean): Promise<OpenedFile | FileRefusal> => {
  const opened = await openZip(file)
  if (!opened.ok) return opened
  const read = await openWorkbook(opened.zip)
  if (!read.ok) return read
  const { sheets, rows } = read.workbook
  return {
    ok: true,
    reading: { kind: 'xlsx', charset: null, delimiter: null, sheets: sheets.map(sheet => sheet.name) },
    async *events() {
      for (const sheet of sheets) {
        const finder = findTables(sheet.name, knows)
        for await (const cells of rows(sheet.part)) yield* finder.push(cells)
        yield* finder.end()
      }
    },
  }
}

const openDelimited = (
  file: FileBytes,
  encoding: Encoding,
  head: string,
  knows: (header: string) => boolean,
): OpenedFile => {
  const delimiter = detectDelimiter(head)
  return {
    ok: true,
    reading: { kind: delimiter === '\t' ? 'tsv' : 'csv', charset: encoding.charset, delimiter, sheets: [] },
    async *events() {
      const reader = readDelimited(delimiter)
      const finder = findTables('', knows)
      let isFirst = true
      for await (const text of textOf(file, encoding)) {
        for (const cells of reader.feed(text)) {
          if (isFirst && /^sep=.$/.test(cells.join(delimiter))) finder.push([])
          else yield* finder.push(cells)
          isFirst = false
        }
      }
      for (const cells of reader.end()) yield* finder.push(cells)
      yield* finder.end()
    },
  }
}

const openChat = (file: FileBytes, encoding: Encoding): OpenedFile => ({
  ok: true,
  reading: { kind: 'chat', charset: encoding.charset, delimiter: null, sheets: [] },
  async *events() {
    const reader = readKakaoTalk()
    for await (const text of textOf(file, encoding)) yield* reader.feed(text)
    yield* reader.end()
  },
})

/** Columns of objects are told as they turn up; the header is known when the file is over, rows before it are in its order. */
const openJson = (file: FileBytes, encoding: Encoding, head: string): OpenedFile => {
  const shape = detectJsonShape(head)
  return {
    ok: true,
    reading: { kind: shape === 'lines' ? 'jsonl' : 'json', charset: encoding.charset, delimiter: null, sheets: [] },
    async *events() {
      const reader = readJson(shape)
      const columns = new Map<string, number>()
      let line = 0
      for await (const text of textOf(file, encoding)) {
        for (const row of reader.feed(text)) {
          const before = columns.size
          const cells: string[] = []
          for (const [name, value] of flatten(row)) {
            if (!columns.has(name)) columns.set(name, columns.size)
            if (columns.size > mostColumns) throw fileFault('too_many_columns', { most: mostColumns })
            cells[columns.get(name)!] = value
          }
          line += 1
          if (columns.size > before) yield { kind: 'table', name: '', headers: [...columns.keys()], line: 0 }
          yield { kind: 'row', cells: Array.from(cells, cell => cell ?? ''), line }
        }
      }
      reader.end()
      if (line === 0) throw fileFault('no_table')
    },
  }
}

const mostColumns = 2000
