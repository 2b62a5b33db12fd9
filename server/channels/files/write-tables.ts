/** Writes rows as CSV, XLSX or JSON Lines, as a stream of bytes. */
import { type ZipPart, zipBytes } from './write-zip.ts'

export type WrittenFormat = 'csv' | 'xlsx' | 'jsonl'
export type WrittenCell = string | number | null
export type WrittenRows = AsyncIterable<readonly (readonly WrittenCell[])[]>

export const contentTypes: Readonly<Record<WrittenFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/jsonl; charset=utf-8',
}

/** @param rows in batches, so that a row costs no turn of the event loop. */
export const writeTable = (
  format: WrittenFormat,
  headers: readonly string[],
  rows: WrittenRows,
): AsyncGenerator<Uint8Array> => {
  if (format === 'csv') return csvBytes(headers, rows)
  return format === 'xlsx' ? zipBytes(workbookParts(headers, rows)) : jsonLines(headers, rows)
}

const encoder = new TextEncoder()

/** UTF-8 with a byte order mark, since spreadsheets take it for the encoding of the country otherwise. */
async function* csvBytes(headers: readonly string[], rows: WrittenRows): AsyncGenerator<Uint8Array> {
  yield encoder.encode(`\ufeff${csvLine(headers)}`)
  for await (const batch of rows) yield encoder.encode(batch.map(csvLine).join(''))
}

const csvLine = (cells: readonly WrittenCell[]): string => `${cells.map(csvCell).join(',')}\r\n`

const csvCell = (cell: WrittenCell): string => {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = defuse(cell)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * A text that a spreadsheet would run as a formula (it begins with = + - @, a tab or a line break) gets an apostrophe before
 * it, and so does one that begins with an apostrophe: taking one away where one stands gives the text back.
 * Source: OWASP, CSV Injection.
 */
export const defuse = (text: string): string => (/^[=+\-@\t\r\n']/.test(text) ? `'${text}` : text)

export const rearm = (text: string): string => (/^'[=+\-@\t\r\n']/.test(text) ? text.slice(1) : text)

async function* jsonLines(headers: readonly string[], rows: WrittenRows): AsyncGenerator<Uint8Array> {
  for await (const batch of rows) {
    const lines = batch.map(cells => JSON.stringify(Object.fromEntries(headers.map((header, n) => [header, cells[n]]))))
    if (lines.length > 0) yield encoder.encode(`${lines.join('\n')}\n`)
  }
}

const mostRows = 1_048_575
const longestCell = 32_767

/** Sheets come first and say by their number how many they are; what names them is written after them. */
async function* workbookParts(headers: readonly string[], rows: WrittenRows): AsyncGenerator<ZipPart> {
  const source = rows[Symbol.asyncIterator]()
  const left: { batch: readonly (readonly WrittenCell[])[]; isOver: boolean } = { batch: [], isOver: false }
  let count = 0
  do {
    count += 1
    yield { name: `xl/worksheets/sheet${count}.xml`, bytes: sheetBytes(headers, source, left) }
  } while (!left.isOver)
  for (const [name, text] of frame(count)) yield { name, bytes: [encoder.encode(text)] }
}

async function* sheetBytes(
  headers: readonly string[],
  source: AsyncIterator<readonly (readonly WrittenCell[])[]>,
  left: { batch: readonly (readonly WrittenCell[])[]; isOver: boolean },
): AsyncGenerator<Uint8Array> {
  yield encoder.encode(
    `${declaration}<worksheet xmlns="${namespaces.main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>${sheetRow(headers)}`,
  )
  let room = mostRows
  while (room > 0) {
    if (left.batch.length === 0) {
      const next = await source.next()
      if (next.done) {
        left.isOver = true
        break
      }
      left.batch = next.value
    }
    const taken = left.batch.slice(0, room)
    left.batch = left.batch.slice(taken.length)
    room -= taken.length
    yield encoder.encode(taken.map(sheetRow).join(''))
  }
  yield encoder.encode('</sheetData></worksheet>')
}

const sheetRow = (cells: readonly WrittenCell[]): string =>
  `<row>${cells
    .map(cell => {
      if (cell === null || cell === '') return '<c/>'
      if (typeof cell === 'number') return `<c><v>${cell}</v></c>`
      return `<c t="inlineStr"><is><t xml:space="preserve">${xmlText(cell.slice(0, longestCell))}</t></is></c>`
    })
    .join('')}</row>`

/** Escaped, and without what XML 1.0 cannot hold. */
const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;')

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const namespaces = {
  main: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  relations: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  packageRelations: 'http://schemas.openxmlformats.org/package/2006/relationships',
  types: 'http://schemas.openxmlformats.org/package/2006/content-types',
}

const frame = (count: number): [string, string][] => {
  const numbers = Array.from({ length: count }, (_, n) => n + 1)
  const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml'
  const bookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'
  return [
    [
      'xl/workbook.xml',
      `${declaration}<workbook xmlns="${namespaces.main}" xmlns:r="${namespaces.relations}"><sheets>${numbers.map(n => `<sheet name="Maeari${n > 1 ? ` ${n}` : ''}" sheetId="${n}" r:id="rId${n}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${declaration}<Relationships xmlns="${namespaces.packageRelations}">${numbers.map(n => `<Relationship Id="rId${n}" Type="${namespaces.relations}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}</Relationships>`,
    ],
    [
      '_rels/.rels',
      `${declaration}<Relationships xmlns="${namespaces.packageRelations}"><Relationship Id="rId1" Type="${namespaces.relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      '[Content_Types].xml',
      `${declaration}<Types xmlns="${namespaces.types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${bookType}"/>${numbers.map(n => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${sheetType}"/>`).join('')}</Types>`,
    ],
  ]
}
