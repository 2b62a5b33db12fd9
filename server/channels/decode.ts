// Bytes become text here and nowhere else: what the bytes say comes before what any label says.
import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'

export type Decoded = {
  readonly text: string
  /** The encoding that was used, in lower case: `utf-8`, `cp949`, `utf-16le` … */
  readonly charset: string
  /** How many characters could not be read and stand as U+FFFD. */
  readonly replaced: number
}

/**
 * Decodes bytes from outside. The ladder: byte order mark; UTF-16 and UTF-32 by their zero bytes; ISO-2022-KR by its
 * escape; strict UTF-8; nearly intact UTF-8; the transport's charset; the XML declaration or meta element; CP949.
 * A label is only believed where the bytes allow it, so CP949 that is declared as UTF-8 is still read as Korean.
 * iconv-lite decodes throughout: Node's TextDecoder knows EUC-KR without the 8,822 syllables that CP949 added.
 *
 * `label` is a `Content-Type` value or a bare charset name. Never throws; the text is well-formed UTF-16.
 */
export function decodeBytes(bytes: Uint8Array, label?: string | null): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const wide = byteOrderMark(buffer) ?? zeroPattern(buffer)
  if (wide) return read(buffer.subarray(wide.skip), wide.charset)
  if (isShiftedKorean(buffer)) return readShiftedKorean(buffer)
  if (isUtf8(buffer)) return { text: buffer.toString('utf8'), charset: 'utf-8', replaced: 0 }
  if (isNearlyUtf8(buffer)) return read(buffer, 'utf-8')

  const tries = labelsInOrder(charsetOf(label), declaredInside(buffer)).map(charset => read(buffer, charset))
  const clean = tries.find(decoded => decoded.replaced === 0)
  return clean ?? tries.reduce((best, next) => (next.replaced < best.replaced ? next : best))
}

function read(buffer: Buffer, charset: string): Decoded {
  const text = iconv.decode(buffer, charset, { stripBOM: true }).toWellFormed()
  return { text, charset, replaced: countReplaced(text) }
}

function countReplaced(text: string): number {
  let count = 0
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) count += 1
  return count
}

type Wide = { readonly charset: string; readonly skip: number }

function byteOrderMark(b: Buffer): Wide | null {
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return { charset: 'utf-8', skip: 3 }
  if (b[0] === 0xff && b[1] === 0xfe && b[2] === 0 && b[3] === 0) return { charset: 'utf-32le', skip: 4 }
  if (b[0] === 0 && b[1] === 0 && b[2] === 0xfe && b[3] === 0xff) return { charset: 'utf-32be', skip: 4 }
  if (b[0] === 0xff && b[1] === 0xfe) return { charset: 'utf-16le', skip: 2 }
  if (b[0] === 0xfe && b[1] === 0xff) return { charset: 'utf-16be', skip: 2 }
  return null
}

/** UTF-16 and UTF-32 without a mark: Latin letters, digits and markup leave zeros at the same place of each unit. */
function zeroPattern(buffer: Buffer): Wide | null {
  const head = buffer.subarray(0, Math.min(buffer.length & ~3, 2048))
  if (head.length < 4) return null
  const zeros = [0, 0, 0, 0]
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at & 3]! += 1
  const units = head.length / 4
  const [z0, z1, z2, z3] = zeros.map(n => n / units) as [number, number, number, number]
  if (z0 < 0.1 && z2 > 0.9 && z3 > 0.9) return { charset: 'utf-32le', skip: 0 }
  if (z3 < 0.1 && z0 > 0.9 && z1 > 0.9) return { charset: 'utf-32be', skip: 0 }
  if (z0 < 0.05 && z2 < 0.05 && z1 > 0.3 && z3 > 0.3) return { charset: 'utf-16le', skip: 0 }
  if (z1 < 0.05 && z3 < 0.05 && z0 > 0.3 && z2 > 0.3) return { charset: 'utf-16be', skip: 0 }
  return null
}

/** ISO-2022-KR (RFC 1557): seven-bit mail, announced by ESC $ ) C, Korean between SO and SI. */
function isShiftedKorean(buffer: Buffer): boolean {
  return buffer.includes('\x1b$)C', 0, 'latin1') && buffer.includes(0x0e)
}

function readShiftedKorean(buffer: Buffer): Decoded {
  const plain = Buffer.alloc(buffer.length)
  let length = 0
  let korean = false
  for (let at = 0; at < buffer.length; at += 1) {
    const byte = buffer[at]!
    if (byte === 0x1b && buffer.toString('latin1', at, at + 4) === '\x1b$)C') at += 3
    else if (byte === 0x0e) korean = true
    else if (byte === 0x0f) korean = false
    else plain[length++] = korean && byte > 0x20 && byte < 0x7f ? byte | 0x80 : byte
  }
  return { ...read(plain.subarray(0, length), 'cp949'), charset: 'iso-2022-kr' }
}

/** UTF-8 that was cut or scratched: at least ten whole characters beyond ASCII for each broken place. */
function isNearlyUtf8(buffer: Buffer): boolean {
  const text = buffer.toString('utf8')
  let beyondAscii = 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit > 0x7f && unit !== 0xfffd) beyondAscii += 1
  }
  return beyondAscii >= 10 * countReplaced(text)
}

/** Servers say Latin-1 by default; a document that names a richer encoding for itself knows better. */
function labelsInOrder(outside: string | null, inside: string | null): string[] {
  const isDefault = outside === 'windows-1252' || outside === 'us-ascii'
  const order = isDefault && inside && inside !== outside ? [inside, outside] : [outside, inside]
  const named = order.filter(charset => charset !== null && charset !== 'utf-8')
  return [...new Set([...named, 'cp949', 'utf-8'] as string[])]
}

/** Finds a charset that the document declares about itself; one that the readable bytes disprove does not count. */
function declaredInside(buffer: Buffer): string | null {
  const head = buffer.toString('latin1', 0, 2048)
  const xml = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']\s*([\w.:-]+)/i.exec(head)
  const meta = /<meta[^>]+?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)
  const charset = charsetOf((xml ?? meta)?.[1])
  return charset && /^(utf-?(16|32)|ucs)/.test(charset) ? null : charset
}

const aliases: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'euc-kr euckr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 ks_c_5601 korean uhc ms949 cp949 windows-949 x-windows-949 x-euc-kr iso-ir-149 cseuckr csksc56011987'
      .split(' ')
      .map(name => [name, 'cp949']),
  ),
  ...Object.fromEntries(
    'iso-8859-1 iso8859-1 latin1 latin-1 l1 cp819 ansi'.split(' ').map(name => [name, 'windows-1252']),
  ),
  ascii: 'us-ascii',
  'us-ascii': 'us-ascii',
  utf8: 'utf-8',
  'iso-8859-9': 'windows-1254',
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'x-sjis': 'cp932',
  shift_jis: 'cp932',
  sjis: 'cp932',
}

/** The charset in a `Content-Type` value or a bare name, as iconv-lite knows it; null when there is none. */
function charsetOf(label: string | null | undefined): string | null {
  if (!label) return null
  const named = /charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(label)?.[1] ?? (label.includes('/') ? null : label)
  if (!named) return null
  const name = named.trim().toLowerCase()
  const charset = aliases[name] ?? name
  return charset === 'us-ascii' || iconv.encodingExists(charset) ? charset : null
}
