/** The tree of a mail's parts (RFC 2046), bounded: hostile mails nest hundreds. */
import { type Headers, header, readHeaders } from './headers.ts'
import { type Parametered, readParameters, textOf } from './parameters.ts'

export interface Part {
  readonly headers: Headers
  readonly type: Parametered
  readonly disposition: Parametered
  /** As people read it; null where the mail gives none. */
  readonly filename: string | null
  /** Still in its transfer encoding. */
  readonly body: Buffer
  readonly children: readonly Part[]
}

export interface PartTree {
  readonly root: Part
  readonly isHeaderCut: boolean
  /** Parts that lie too deep, or are too many, and were not opened. */
  readonly unopened: number
}

const deepest = 24
const mostParts = 250

export const readParts = (bytes: Buffer): PartTree => {
  const count = { parts: 0, unopened: 0, isHeaderCut: false }
  const root = readPart(bytes, 0, null, count)
  return { root, unopened: count.unopened, isHeaderCut: count.isHeaderCut }
}

interface Count {
  parts: number
  unopened: number
  isHeaderCut: boolean
}

const readPart = (bytes: Buffer, depth: number, inherited: string | null, count: Count): Part => {
  count.parts += 1
  const { headers, bodyAt, isCut } = readHeaders(bytes)
  if (isCut) count.isHeaderCut = true
  const given = readParameters(header(headers, 'content-type'))
  const type = given.value.includes('/') ? given : { ...given, value: inherited ?? 'text/plain' }
  const disposition = readParameters(header(headers, 'content-disposition'))
  const body = bytes.subarray(bodyAt)
  const filename = textOf(disposition, 'filename') ?? textOf(type, 'name')
  return { headers, type, disposition, filename, body, children: childrenOf(type, body, depth, count) }
}

const childrenOf = (type: Parametered, body: Buffer, depth: number, count: Count): Part[] => {
  const boundary = type.raw.get('boundary')
  if (!type.value.startsWith('multipart/') || boundary === undefined || boundary === '') return []
  if (depth >= deepest) {
    count.unopened += 1
    return []
  }
  const inherited = type.value === 'multipart/digest' ? 'message/rfc822' : null
  const children: Part[] = []
  for (const piece of piecesOf(body, boundary)) {
    if (count.parts >= mostParts) count.unopened += 1
    else children.push(readPart(piece, depth + 1, inherited, count))
  }
  return children
}

/** What stands between the boundary's lines; a missing last one is forgiven. */
const piecesOf = (body: Buffer, boundary: string): Buffer[] => {
  const mark = Buffer.from(`--${boundary}`, 'latin1')
  const pieces: Buffer[] = []
  let from: number | null = null
  let at = body.indexOf(mark)
  while (at >= 0) {
    const after = at + mark.length
    const isLine = at === 0 || body[at - 1] === 0x0a
    const tail = isLine ? tailOf(body, after) : null
    if (tail !== null) {
      if (from !== null) pieces.push(body.subarray(from, beforeBreak(body, from, at)))
      if (tail.isLast) return pieces
      from = tail.next
    }
    at = body.indexOf(mark, after)
  }
  if (from !== null && from < body.length) pieces.push(body.subarray(from))
  return pieces
}

/** What follows a boundary on its line; null when it is the beginning of a longer one. */
const tailOf = (body: Buffer, at: number): { isLast: boolean; next: number } | null => {
  const lf = body.indexOf(0x0a, at)
  const end = lf < 0 ? body.length : lf
  if (end - at > 200) return null
  const rest = body.toString('latin1', at, end).trimEnd()
  if (rest !== '' && rest !== '--') return null
  return { isLast: rest === '--', next: Math.min(end + 1, body.length) }
}

/** The line break before a boundary belongs to the boundary. */
const beforeBreak = (body: Buffer, from: number, at: number): number => {
  const lf = at - 1
  if (lf < from) return from
  return lf > from && body[lf - 1] === 0x0d ? lf - 1 : lf
}
