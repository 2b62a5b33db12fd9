/** Bytes of a file become text: the encoding is told by the whole file, then it is decoded piece by piece. */
import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { decodeBytes } from '../decode.ts'
import { type FileBytes, piecesOf } from './bytes.ts'

export interface Encoding {
  /** As iconv-lite names it, in lower case. */
  readonly charset: string
  /** The length of the byte order mark. */
  readonly skip: number
}

/** Around the first bytes that are no UTF-8, this much is looked at. */
const windowLength = 256 * 1024

/** By the ladder of `decode.ts`. A file of which only a later part is not UTF-8 is not taken for UTF-8. */
export const detectEncoding = async (file: FileBytes): Promise<Encoding> => {
  const head = await file.read(0, windowLength)
  const [a, b, c] = [head[0], head[1], head[2]]
  if (a === 0xef && b === 0xbb && c === 0xbf) return { charset: 'utf-8', skip: 3 }
  const marked = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (a === 0 && b === 0)
  const { charset } = decodeBytes(head.subarray(0, head.length - (head.length % 4)))
  if (/^utf-(16|32)/.test(charset)) return { charset, skip: marked ? (charset.startsWith('utf-32') ? 4 : 2) : 0 }
  const broken = await firstBroken(file)
  if (broken === null) return { charset: 'utf-8', skip: 0 }
  const from = Math.max(0, broken - 64)
  const part = decodeBytes(await file.read(from, windowLength)).charset
  return { charset: part === 'iso-2022-kr' ? 'cp949' : part, skip: 0 }
}

/** Where the file stops being UTF-8, about; null where it never does. */
const firstBroken = async (file: FileBytes): Promise<number | null> => {
  let at = 0
  let rest: Uint8Array = new Uint8Array(0)
  for await (const piece of piecesOf(file)) {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    const whole = bytes.length - openLength(bytes)
    if (!isUtf8(bytes.subarray(0, whole))) return at - rest.length
    rest = bytes.slice(whole)
    at += piece.length
  }
  return rest.length === 0 ? null : Math.max(0, at - rest.length)
}

/** How many bytes at the end begin a character that is not over yet. */
const openLength = (bytes: Uint8Array): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if ((byte & 0xc0) === 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return length > back ? back : 0
  }
  return 0
}

/** The text of the file in order. Characters that cannot be read stand as U+FFFD. */
export async function* textOf(file: FileBytes, encoding: Encoding): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding.charset, { stripBOM: false })
  for await (const piece of piecesOf(file, encoding.skip)) {
    const text = decoder.write(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength))
    if (text !== '') yield text
  }
  const last = decoder.end()
  if (last) yield last
}
