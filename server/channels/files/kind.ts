/** What a file is by its first bytes, whatever its name says. */
import { decodeBytes } from '../decode.ts'
import { type FileBytes, type FileRefusal, refuseFile } from './bytes.ts'

export type FileKind = 'xlsx' | 'json' | 'delimited'

/** First bytes of what people bring by mistake, in latin1, with what to call it. */
const signatures: readonly (readonly [string, string])[] = [
  ['%PDF-', 'PDF'],
  ['\x89PNG', 'PNG'],
  ['\xff\xd8\xff', 'JPEG'],
  ['GIF8', 'GIF'],
  ['\x1f\x8b', 'gzip'],
  ['7z\xbc\xaf\x27\x1c', '7z'],
  ['Rar!', 'RAR'],
  ['BZh', 'bzip2'],
  ['\xfd7zXZ', 'xz'],
  ['\x28\xb5\x2f\xfd', 'zstd'],
  ['SQLite format 3', 'SQLite'],
  ['PAR1', 'Parquet'],
  ['\x7fELF', 'ELF'],
  ['MZ', 'EXE'],
  ['OggS', 'Ogg'],
  ['ID3', 'MP3'],
  ['{\\rtf', 'RTF'],
  ['HWP Document File', 'HWP'],
]

const headLength = 64 * 1024

/** @returns the kind, or what the file is instead and what to do. */
export const detectKind = async (file: FileBytes): Promise<{ ok: true; kind: FileKind } | FileRefusal> => {
  if (file.size === 0) return refuseFile('empty')
  const head = Buffer.from(await file.read(0, headLength))
  const start = head.toString('latin1', 0, 4096)
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return { ok: true, kind: 'xlsx' }
  if (start.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return refuseOle(file)
  const known = signatures.find(([signature]) => start.startsWith(signature))
  if (known && !isTextual(known[1], head)) return refuseFile('other_kind', { kind: known[1] })
  if (start.slice(4, 8) === 'ftyp') return refuseFile('other_kind', { kind: 'MP4' })
  const text = start
    .replace(/^\xef\xbb\xbf/, '')
    .replaceAll('\0', '')
    .replace(/^\xff\xfe|^\xfe\xff/, '')
    .trimStart()
  if (text === '' && head.every(byte => byte === 0 || byte === 0x20 || (byte >= 9 && byte <= 13) || byte >= 0xef))
    return refuseFile('empty')
  if (/^<(!doctype html|html|table|head|body)\b/i.test(text)) return refuseFile('other_kind', { kind: 'HTML' })
  if (/^<\?xml|^<[a-z][\w:-]*[\s>]/i.test(text)) return refuseFile('other_kind', { kind: 'XML' })
  if (isBinary(head)) return refuseFile('binary')
  return { ok: true, kind: /^(\{\s*("|\})|\[\s*(\{|\]))/.test(text) ? 'json' : 'delimited' }
}

/** `MZ` and `BZh` are letters too: a text that begins so has no other signs of a program. */
const isTextual = (name: string, head: Buffer): boolean => ['EXE', 'bzip2', 'MP3'].includes(name) && !isBinary(head)

/** Old Office files and locked new ones share a container; the locked ones hold a stream of this name. */
const refuseOle = async (file: FileBytes): Promise<FileRefusal> => {
  const names = Buffer.from(await file.read(0, Math.min(file.size, 4 * 1024 * 1024)))
  const holds = (name: string) => names.includes(Buffer.from(name, 'utf16le'))
  if (holds('EncryptedPackage')) return refuseFile('locked')
  if (holds('Workbook') || holds('Book')) return refuseFile('old_excel')
  if (holds('FileHeader')) return refuseFile('other_kind', { kind: 'HWP' })
  return refuseFile('other_kind', { kind: 'Word · PowerPoint' })
}

/** Control characters that no text has; in UTF-16 and UTF-32 any byte may be part of a letter. */
const isBinary = (head: Buffer): boolean => {
  if (/^utf-(16|32)/.test(decodeBytes(head.subarray(0, head.length & ~3)).charset)) return false
  let controls = 0
  for (const byte of head)
    if (byte > 0 && byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27) controls++
  return controls > Math.max(8, head.length / 100)
}
