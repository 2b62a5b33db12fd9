/** The header block of a mail or of one of its parts (RFC 5322, 2.2), as bytes came: values are latin1, unfolded. */

export type Headers = readonly (readonly [name: string, value: string])[]

export interface HeaderBlock {
  /** Names in lower case, in the order of the mail. */
  readonly headers: Headers
  /** Where the body begins. */
  readonly bodyAt: number
  /** It was longer than what is read. */
  readonly isCut: boolean
}

/** What is read of a header block: honest ones have some ten kilobytes. */
const longestBlock = 256 * 1024
const mostFields = 1000

/** Reads up to the first empty line. Lines that are no field end the block where no empty line does (RFC 5322 forbids it, servers do it). */
export const readHeaders = (bytes: Buffer): HeaderBlock => {
  const fields: [string, string][] = []
  let at = 0
  let isCut = false
  while (at < bytes.length) {
    const end = lineEnd(bytes, at)
    const line = bytes.toString('latin1', at, Math.min(end.at, at + longestBlock))
    if (line === '') return { headers: fields, bodyAt: end.next, isCut }
    const folded = /^[ \t]/.test(line)
    const field = folded ? null : /^([!-9;-~]+)[ \t]*:(.*)$/s.exec(line)
    if (!folded && field === null && !/^(>?From |[ -~]*$)/.test(line)) break
    if (at > longestBlock || fields.length >= mostFields) isCut = true
    else if (field) fields.push([field[1]!.toLowerCase(), field[2]!.trim()])
    else if (folded && fields.length > 0) {
      const last = fields.at(-1)!
      if (last[1].length < longestBlock) last[1] += ` ${line.trim()}`
      else isCut = true
    }
    at = end.next
  }
  return { headers: fields, bodyAt: at, isCut }
}

/** Lines end with CRLF, or LF alone. */
const lineEnd = (bytes: Buffer, from: number): { at: number; next: number } => {
  const lf = bytes.indexOf(0x0a, from)
  if (lf < 0) return { at: bytes.length, next: bytes.length }
  return { at: lf > from && bytes[lf - 1] === 0x0d ? lf - 1 : lf, next: lf + 1 }
}

/** The first field of that name. */
export const header = (headers: Headers, name: string): string | null =>
  headers.find(([known]) => known === name)?.[1] ?? null

export const hasHeader = (headers: Headers, name: string): boolean => headers.some(([known]) => known === name)
