/** Reads a whole mail from its bytes: who, what, which files, and what could not be read. Pure; never throws. */
import { createHash } from 'node:crypto'
import { safeName, typeByContent } from '../../attached-files.ts'
import { decodeBytes } from '../../decode.ts'
import { readDate } from '../feeds/dates.ts'
import { type Automatic, automaticOf } from './automatic.ts'
import { type Bounce, readBounce } from './bounce.ts'
import { type Address, readAddresses, readMessageIds } from './mime/addresses.ts'
import { unflow } from './mime/flowed.ts'
import { type Headers, header } from './mime/headers.ts'
import { type Part, readParts } from './mime/parts.ts'
import { decodeTransfer } from './mime/transfer.ts'
import { readWords } from './mime/words.ts'
import { readPage } from './page.ts'
import { separate } from './quotes.ts'

export interface Notice {
  /** A code of the sentences. */
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
}

export interface LetterFile {
  readonly name: string
  readonly type: string
  readonly size: number
  /** Null where it is too large to be kept: it stays in the mailbox. */
  readonly bytes: Uint8Array | null
}

export interface Letter {
  readonly messageId: string
  readonly inReplyTo: readonly string[]
  readonly references: readonly string[]
  readonly subject: string
  readonly date: Date | null
  readonly from: Address | null
  readonly replyTo: readonly Address[]
  readonly to: readonly Address[]
  readonly cc: readonly Address[]
  readonly said: string
  readonly quoted: string | null
  readonly signature: string | null
  readonly files: readonly LetterFile[]
  readonly notices: readonly Notice[]
  readonly automatic: Automatic | null
  readonly bounce: Bounce | null
  /** As people read them, for the raw form. */
  readonly headers: readonly (readonly [string, string])[]
}

const longestSubject = 500
const longestText = 200_000
const mostFiles = 100
const largestFile = 25 * 1024 * 1024
const largestFiles = 40 * 1024 * 1024
const shownHeaderLength = 2000
const shownHeaders = 100

/** `wholeSize` is the mail's size where only its beginning was fetched. */
export const readLetter = (bytes: Uint8Array, wholeSize: number = bytes.length): Letter => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const { root, isHeaderCut, unopened } = readParts(buffer)
  const notices: Notice[] = []
  const note = (code: string, params: Notice['params'] = {}) => notices.push({ code, params })
  if (wholeSize > bytes.length) note('channels.mail_cut', { size: megabytes(wholeSize) })
  if (isHeaderCut) note('channels.mail_header_cut')
  if (unopened > 0) note('channels.mail_parts_unopened', { count: unopened })

  const field = (name: string) => header(root.headers, name)
  const wholeSubject = readWords((field('subject') ?? '').slice(0, 200_000))
  const subject = wholeSubject.slice(0, longestSubject).toWellFormed()
  if (wholeSubject.length > longestSubject) note('channels.mail_subject_cut')
  const from = readAddresses(field('from'))[0] ?? readAddresses(field('sender'))[0] ?? null
  if (from === null) note('channels.mail_without_sender')

  const leaves = leavesOf(root)
  const { text, bodies } = textOf(root, note)
  const automatic = automaticOf({ headers: root.headers, type: root.type, subject, from: from?.address ?? null })
  const files = filesOf(
    leaves.filter(leaf => !bodies.has(leaf)),
    note,
  )
  return {
    messageId: readMessageIds(field('message-id'))[0] ?? bareId(field('message-id')) ?? fallbackId(buffer),
    inReplyTo: readMessageIds(field('in-reply-to')),
    references: readMessageIds(field('references')),
    subject,
    date: readDate((field('date') ?? '').replace(/\([^()]*\)/g, ' ')) ?? null,
    from,
    replyTo: readAddresses(field('reply-to')),
    to: readAddresses(field('to')),
    cc: readAddresses(field('cc')),
    ...separate(text),
    files,
    notices,
    automatic,
    bounce: automatic === 'bounce' ? readBounce(root, leaves, text) : null,
    headers: shown(root.headers),
  }
}

const bareId = (value: string | null): string | null => /^\s*([^\s<>]{3,900})\s*$/.exec(value ?? '')?.[1] ?? null

/** A mail without an id has the one of its bytes, wherever it is found. */
const fallbackId = (bytes: Buffer): string => `sha256.${createHash('sha256').update(bytes).digest('hex')}@without.id`

const megabytes = (bytes: number): number => Math.max(1, Math.round(bytes / 1024 / 1024))

const shown = (headers: Headers): [string, string][] =>
  headers.slice(0, shownHeaders).map(([name, value]) => [name, readWords(value.slice(0, shownHeaderLength))])

const leavesOf = (part: Part): Part[] => (part.children.length > 0 ? part.children.flatMap(leavesOf) : [part])

type Note = (code: string, params?: Notice['params']) => void

/** The text that a reader would see, and the parts that it came from: the rest are files. */
const textOf = (root: Part, note: Note): { text: string; bodies: Set<Part> } => {
  const bodies = new Set<Part>()
  const pieces: string[] = []
  const take = (part: Part): void => {
    if (isFile(part)) return
    if (part.children.length === 0) {
      if (!part.type.value.startsWith('text/')) return
      bodies.add(part)
      const piece = readText(part, note)
      if (piece !== '') pieces.push(piece)
    } else if (part.type.value === 'multipart/alternative') takeBest(part)
    else if (part.type.value === 'multipart/related') take(part.children[0]!)
    else for (const child of part.children) take(child)
  }
  /** Plain text where it says anything, else the last that can be read; the others say the same. */
  const takeBest = (part: Part): void => {
    const texts = part.children.flatMap(leavesOf).filter(leaf => !isFile(leaf) && leaf.type.value.startsWith('text/'))
    const plain = texts.find(leaf => leaf.type.value === 'text/plain' && readText(leaf, () => 0) !== '')
    const best = plain ?? texts.findLast(leaf => leaf.type.value === 'text/html') ?? texts[0]
    for (const leaf of texts) if (leaf.type.value === 'text/plain' || leaf.type.value === 'text/html') bodies.add(leaf)
    if (best) take(best)
  }
  take(root)
  const text = pieces.join('\n\n').trim()
  if (text.length > longestText) note('channels.mail_text_cut')
  return { text: text.slice(0, longestText).toWellFormed(), bodies }
}

const isFile = (part: Part): boolean =>
  part.disposition.value === 'attachment' ||
  (part.filename !== null && part.type.value !== 'text/html' && part.children.length === 0)

const readText = (part: Part, note: Note): string => {
  const bytes = decodeTransfer(part.body, header(part.headers, 'content-transfer-encoding'))
  const decoded = decodeBytes(bytes, part.type.raw.get('charset') ?? null)
  if (decoded.replaced > 0) note('channels.mail_letters_unreadable', { count: decoded.replaced })
  const text = decoded.text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
  if (part.type.value === 'text/html') {
    const page = readPage(text)
    if (page.isCut) note('channels.mail_text_cut')
    return page.text
  }
  const isFlowed = part.type.raw.get('format')?.toLowerCase() === 'flowed'
  const plain = isFlowed ? unflow(text, part.type.raw.get('delsp')?.toLowerCase() === 'yes') : text
  return plain.trim()
}

/** Files are kept as they came and never opened: what is packed stays packed. */
const filesOf = (parts: readonly Part[], note: Note): LetterFile[] => {
  const files: LetterFile[] = []
  let total = 0
  let left = 0
  for (const part of parts) {
    if (part.type.value.startsWith('multipart/')) continue
    if (part.type.value === 'message/delivery-status') continue
    const bytes = decodeTransfer(part.body, header(part.headers, 'content-transfer-encoding'))
    if (bytes.length === 0 && part.filename === null) continue
    if (files.length >= mostFiles) {
      left += 1
      continue
    }
    const isKept = bytes.length <= largestFile && total + bytes.length <= largestFiles
    if (isKept) total += bytes.length
    const type = typeByContent(bytes, part.type.value)
    files.push({
      name: safeName(part.filename, nameOf(type, files.length + 1)),
      type,
      size: bytes.length,
      bytes: isKept ? bytes : null,
    })
  }
  if (left > 0) note('channels.mail_files_left', { count: left })
  if (files.some(file => file.bytes === null)) note('channels.mail_file_too_large', { limit: megabytes(largestFile) })
  return files
}

const endings: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'message/rfc822': 'eml',
  'text/plain': 'txt',
  'text/html': 'html',
  'text/calendar': 'ics',
}

const nameOf = (type: string, number: number): string => `${number}.${endings[type] ?? 'bin'}`
