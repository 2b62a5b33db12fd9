/** Writing bodies of mails: text, and files behind it (RFC 2045, 2046, 2183). Pure, the same bytes for the same input. */
import type { OutgoingFile } from '../../../connector.ts'

/** Header lines and body of a mail, CRLF between lines. @param mark makes the boundary: the same mail keeps the same. */
export const writeBody = (
  text: string,
  files: readonly OutgoingFile[],
  mark: string,
): { head: readonly string[]; body: readonly string[] } => {
  const said = {
    head: ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'],
    body: base64Lines(Buffer.from(text.replace(/\r?\n/g, '\r\n'), 'utf8')),
  }
  if (files.length === 0) return said
  // No line of base64 holds "_": the boundary cannot stand in a part.
  const boundary = `=_maeari_${mark.replace(/[^\w-]/g, '').slice(0, 48)}`
  const parts = [said, ...files.map(writeFile)].flatMap(part => [`--${boundary}`, ...part.head, '', ...part.body])
  return {
    head: [`Content-Type: multipart/mixed;\r\n boundary="${boundary}"`],
    body: [...parts, `--${boundary}--`],
  }
}

const writeFile = ({ name, type, bytes }: OutgoingFile) => ({
  head: [
    // The name in both places: older programs look for it at the type, as an encoded word.
    `Content-Type: ${type}${oldParameter('name', name)}`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment${parameter('filename', name)}`,
  ],
  body: base64Lines(Buffer.from(bytes)),
})

const base64Lines = (bytes: Buffer): string[] => bytes.toString('base64').match(/.{1,76}/g) ?? []

const isPlain = (value: string): boolean => /^[\x20-\x7e]*$/.test(value) && !/["\\]/.test(value) && value.length <= 60

/** Parameters of other letters by RFC 2231: percent-encoded UTF-8, in numbered pieces where a line would be too long. */
export const parameter = (name: string, value: string): string => {
  if (isPlain(value)) return `;\r\n ${name}="${value}"`
  const pieces: string[] = []
  let piece = "UTF-8''"
  for (const letter of value) {
    const written = percent(letter)
    if (piece.length + written.length > 60) {
      pieces.push(piece)
      piece = ''
    }
    piece += written
  }
  pieces.push(piece)
  if (pieces.length === 1) return `;\r\n ${name}*=${pieces[0]}`
  return pieces.map((one, n) => `;\r\n ${name}*${n}*=${one}`).join('')
}

const percent = (letter: string): string =>
  /^[A-Za-z0-9._-]$/.test(letter)
    ? letter
    : [...Buffer.from(letter, 'utf8')].map(byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')

/** The same as encoded words between quotes: no standard, and what old programs read (RFC 2047 forbids it, and all write it). */
const oldParameter = (name: string, value: string): string => {
  if (isPlain(value)) return `;\r\n ${name}="${value}"`
  return `;\r\n ${name}="${encodedWords(value, 42).join('\r\n ')}"`
}

/** Encoded words of at most 75 characters, never cut inside a letter (RFC 2047, 2). @param mostBytes of text in one of them */
export const encodedWords = (text: string, mostBytes = 45): string[] => {
  const words: string[] = []
  let word = ''
  for (const letter of text) {
    if (Buffer.byteLength(word + letter) > mostBytes) {
      words.push(word)
      word = ''
    }
    word += letter
  }
  words.push(word)
  return words.map(one => `=?UTF-8?B?${Buffer.from(one, 'utf8').toString('base64')}?=`)
}
