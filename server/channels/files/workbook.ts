/** Reads the sheets of an XLSX workbook row by row (ECMA-376, part 1, chapter 18), with dates as dates. */
import { type FileRefusal, fileFault, refuseFile } from './bytes.ts'
import { serialText } from './serial.ts'
import { readXml, type XmlEvents } from './xml.ts'
import type { Zip } from './zip.ts'

export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly part: string }[]
  /** The rows of a sheet as texts. A formula gives its kept value; `=HYPERLINK` without one is given as it is written. */
  rows(part: string): AsyncGenerator<readonly string[]>
}

/** Texts that all sheets share are held in memory: so much of them, in UTF-16 units. */
const mostShared = 120_000_000
const mostColumns = 16_384

export const openWorkbook = async (zip: Zip): Promise<{ ok: true; workbook: Workbook } | FileRefusal> => {
  const main = zip.names.find(name => /(^|\/)workbook\.xml$/.test(name))
  if (!main) return refuseFile('no_workbook', { kind: kindOfZip(zip) })
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const parts = await relationsOf(zip, `${folder}_rels/workbook.xml.rels`, folder)
  const sheets: { name: string; part: string }[] = []
  let is1904 = false
  await readPart(zip, main, {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const part = parts.get(attributes.id ?? '')
      if (part && zip.has(part) && /sheet/i.test(part)) sheets.push({ name: attributes.name ?? '', part })
    },
  })
  if (sheets.length === 0) return refuseFile('no_table')
  const shared = await sharedTexts(zip, `${folder}sharedStrings.xml`)
  const dateStyles = await findDateStyles(zip, `${folder}styles.xml`)
  return { ok: true, workbook: { sheets, rows: part => sheetRows(zip, part, { shared, dateStyles, is1904 }) } }
}

const kindOfZip = (zip: Zip): string => {
  if (zip.names.some(name => name.startsWith('word/'))) return 'Word'
  if (zip.names.some(name => name.startsWith('ppt/'))) return 'PowerPoint'
  if (zip.names.some(name => name.startsWith('Contents/') || name === 'mimetype')) return 'ODS · HWPX'
  if (zip.names.some(name => /xl\/workbook\.bin$/.test(name))) return 'XLSB'
  return 'zip'
}

const relationsOf = async (zip: Zip, part: string, folder: string): Promise<Map<string, string>> => {
  const found = new Map<string, string>()
  if (!zip.has(part)) return found
  await readPart(zip, part, {
    open(name, { Id, Target }) {
      if (name === 'Relationship' && Id && Target)
        found.set(Id, Target.startsWith('/') ? Target.slice(1) : `${folder}${Target}`)
    },
  })
  return found
}

const nothing: XmlEvents = { open: () => undefined, close: () => undefined, text: () => undefined }

const readPart = async (zip: Zip, part: string, events: Partial<XmlEvents>): Promise<void> => {
  const reader = readXml({ ...nothing, ...events })
  for await (const text of textOfPart(zip, part)) reader.feed(text)
}

async function* textOfPart(zip: Zip, part: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8')
  for await (const piece of zip.unpack(part)) yield decoder.decode(piece, { stream: true })
  yield decoder.decode()
}

const sharedTexts = async (zip: Zip, part: string): Promise<string[]> => {
  const texts: string[] = []
  if (!zip.has(part)) return texts
  if (zip.sizeOf(part) > mostShared * 3) throw fileFault('too_many_texts')
  let current: string | null = null
  let isText = false
  let isPhonetic = false
  let length = 0
  await readPart(zip, part, {
    open(name) {
      if (name === 'si') current = ''
      else if (name === 'rPh') isPhonetic = true
      else if (name === 't') isText = !isPhonetic
    },
    close(name) {
      if (name === 'rPh') isPhonetic = false
      else if (name === 't') isText = false
      else if (name === 'si') {
        texts.push(unescapeText(current ?? ''))
        length += current?.length ?? 0
        current = null
        if (length > mostShared) throw fileFault('too_many_texts')
      }
    },
    text(text) {
      if (isText && current !== null) current += text
    },
  })
  return texts
}

/** Characters that XML cannot hold are written _x000D_ (22.9.2.19). */
const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text

/** Which cell formats show a date: the built-in ones (18.8.30), and own ones with a day, month, year or hour in them. */
const findDateStyles = async (zip: Zip, part: string): Promise<ReadonlySet<number>> => {
  const styles = new Set<number>()
  if (!zip.has(part)) return styles
  const dateFormats = new Set<number>([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47])
  for (let id = 27; id <= 36; id++) dateFormats.add(id)
  for (let id = 50; id <= 58; id++) dateFormats.add(id)
  let isInside = false
  let index = 0
  await readPart(zip, part, {
    open(name, attributes) {
      if (name === 'numFmt' && isDateFormat(attributes.formatCode ?? '')) dateFormats.add(Number(attributes.numFmtId))
      if (name === 'cellXfs') isInside = true
      if (name === 'xf' && isInside) {
        if (dateFormats.has(Number(attributes.numFmtId))) styles.add(index)
        index += 1
      }
    },
    close(name) {
      if (name === 'cellXfs') isInside = false
    },
  })
  return styles
}

const isDateFormat = (code: string): boolean =>
  /[ymdh]/i.test(code.replace(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '').replace(/general/gi, ''))

interface SheetWords {
  shared: readonly string[]
  dateStyles: ReadonlySet<number>
  is1904: boolean
}

async function* sheetRows(zip: Zip, part: string, words: SheetWords): AsyncGenerator<readonly string[]> {
  let rows: string[][] = []
  let row: string[] | null = null
  let lastRow = 0
  let cell = { column: 0, kind: 'n', style: 0, value: '', formula: '' }
  let taking: 'value' | 'formula' | 'inline' | null = null
  let isPhonetic = false
  const reader = readXml({
    open(name, attributes) {
      if (name === 'row') {
        const number = Number(attributes.r ?? lastRow + 1)
        // Rows that are left out of the sheet are empty; a far one at the end is not worth a million of them.
        for (let n = lastRow + 1; n < number && n < lastRow + 4; n++) rows.push([])
        lastRow = number
        row = []
      } else if (name === 'c' && row) {
        const column = attributes.r === undefined ? row.length : columnOf(attributes.r)
        cell = { column, kind: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '', formula: '' }
      } else if (name === 'v') taking = 'value'
      else if (name === 'f') taking = 'formula'
      else if (name === 'rPh') isPhonetic = true
      else if (name === 't' && !isPhonetic) taking = 'inline'
    },
    text(text) {
      if (taking === 'formula') cell.formula += text
      else if (taking !== null) cell.value += text
    },
    close(name) {
      if (name === 'v' || name === 'f' || name === 't') taking = null
      else if (name === 'rPh') isPhonetic = false
      else if (name === 'c' && row && cell.column < mostColumns) {
        while (row.length < cell.column) row.push('')
        row[cell.column] = cellText(cell, words)
      } else if (name === 'row' && row) {
        rows.push(row)
        row = null
      }
    },
  })
  for await (const text of textOfPart(zip, part)) {
    reader.feed(text)
    yield* rows
    rows = []
  }
}

const columnOf = (place: string): number => {
  let column = 0
  for (const letter of place) {
    const code = letter.charCodeAt(0)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return Math.max(column - 1, 0)
}

const cellText = (
  cell: { kind: string; style: number; value: string; formula: string },
  { shared, dateStyles, is1904 }: SheetWords,
): string => {
  if (/^\s*HYPERLINK\s*\(/i.test(cell.formula)) return `=${cell.formula}`
  if (cell.kind === 's') return shared[Number(cell.value)] ?? ''
  if (cell.kind === 'b') return cell.value === '1' ? 'true' : 'false'
  if (cell.kind === 'e') return ''
  if (cell.kind === 'd') return cell.value.replace('T', ' ')
  if (cell.kind !== 'n') return unescapeText(cell.value)
  if (cell.value !== '' && dateStyles.has(cell.style)) return serialText(Number(cell.value), is1904) ?? cell.value
  return plainNumber(cell.value)
}

/** 0.1+0.2 as people typed it; whole numbers up to 15 digits without an exponent. What a number has lost stays marked by E. */
const plainNumber = (value: string): string => {
  if (!/[.eE]/.test(value))
    return value.replace(/^-?\d{16,}$/, digits => Number(digits).toExponential(14).toUpperCase())
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  if (Math.abs(number) >= 1e15) return number.toExponential().toUpperCase()
  return String(Number(number.toPrecision(15)))
}
