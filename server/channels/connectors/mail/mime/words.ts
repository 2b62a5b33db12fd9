/** Header text as people read it: encoded words (RFC 2047), also broken ones, and raw bytes beyond ASCII. */
import { decodeBytes } from '../../../decode.ts'

/** `=?charset*language?B?…?=`; a missing end and folds inside are forgiven. */
const encodedWord = /=\?([\w.:+-]{2,40})(?:\*[\w-]+)?\?([bq])\?([^?]*)(?:\?=|$)/gi

interface Piece {
  charset: string | null
  bytes: Buffer
}

/**
 * Decodes a header value that is given byte by byte (latin1). Neighbouring words of one charset are joined before they
 * are decoded, since many clients cut a syllable in two. Never throws.
 */
export const readWords = (value: string): string => {
  const pieces: Piece[] = []
  let end = 0
  for (const found of value.matchAll(encodedWord)) {
    const [whole, charset, coding, payload] = found as unknown as [string, string, string, string]
    const between = value.slice(end, found.index)
    const before = pieces.at(-1)
    const isNeighbour = before !== undefined && before.charset !== null && /^\s*$/.test(between)
    if (between !== '' && !isNeighbour) pieces.push({ charset: null, bytes: Buffer.from(between, 'latin1') })
    const bytes = coding.toLowerCase() === 'b' ? fromBase64(payload) : fromQ(payload)
    const name = charset.toLowerCase()
    if (isNeighbour && before.charset === name) before.bytes = Buffer.concat([before.bytes, bytes])
    else pieces.push({ charset: name, bytes })
    end = found.index + whole.length
  }
  if (end < value.length) pieces.push({ charset: null, bytes: Buffer.from(value.slice(end), 'latin1') })
  return clean(pieces.map(readPiece).join(''))
}

/** Text that labels itself with a charset, byte by byte (latin1): file names of RFC 2231. */
export const readLabelled = (value: string, charset: string | null): string =>
  clean(readPiece({ charset, bytes: Buffer.from(value, 'latin1') }))

const shiftIn = '\x1b$)C'

const readPiece = ({ charset, bytes }: Piece): string => {
  // The designator of ISO-2022-KR stands once at the top of a body; headers often leave it out.
  const isShifted = charset === 'iso-2022-kr' && !bytes.includes(shiftIn, 0, 'latin1')
  const whole = isShifted ? Buffer.concat([Buffer.from(shiftIn, 'latin1'), bytes]) : bytes
  return decodeBytes(whole, charset).text
}

const fromBase64 = (payload: string): Buffer => Buffer.from(payload.replace(/[^A-Za-z0-9+/]/g, ''), 'base64')

const fromQ = (payload: string): Buffer =>
  Buffer.from(
    payload
      .replaceAll('_', ' ')
      .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )

/** One line without control characters. */
const clean = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
