/** Which mail a bounce speaks of, and why it came back (RFC 3464; plain ones of servers that know no reports). */
import { readMessageIds } from './mime/addresses.ts'
import { header, readHeaders } from './mime/headers.ts'
import type { Part } from './mime/parts.ts'
import { decodeTransfer } from './mime/transfer.ts'

export interface Bounce {
  /** Message ids that the bounce may speak of, the surest first. */
  readonly messageIds: readonly string[]
  /** It will not be tried again; false for a report of a delay. */
  readonly isFinal: boolean
  /** As RFC 3463 counts: `5.1.1`. */
  readonly status: string | null
  /** What the other server said, one line. */
  readonly reason: string | null
}

export const readBounce = (root: Part, leaves: readonly Part[], text: string): Bounce => {
  const bytesOf = (part: Part) => decodeTransfer(part.body, header(part.headers, 'content-transfer-encoding'))
  const report = leaves.find(part => part.type.value === 'message/delivery-status')
  const groups = report ? groupsOf(bytesOf(report)) : []
  const failed = groups.find(group => group.get('action') === 'failed') ?? groups.find(group => group.has('action'))
  const originals = leaves
    .filter(part => part.type.value === 'message/rfc822' || part.type.value === 'text/rfc822-headers')
    .flatMap(part => readMessageIds(header(readHeaders(bytesOf(part)).headers, 'message-id')))
  const named = [...text.matchAll(/^[ \t]*message-id:\s*(<[^<>\s]{1,900}>)/gim)].flatMap(([, id]) =>
    readMessageIds(id!),
  )
  const answered = [
    ...readMessageIds(header(root.headers, 'in-reply-to')),
    ...readMessageIds(header(root.headers, 'references')).reverse(),
  ]
  const status =
    failed?.get('status')?.match(/\b[245]\.\d{1,3}\.\d{1,3}\b/)?.[0] ?? /\b5\.\d\.\d{1,3}\b/.exec(text)?.[0] ?? null
  const diagnostic =
    failed?.get('diagnostic-code') ??
    saidOf(failed?.get('final-recipient'), text) ??
    /^.*\b5\d\d[ -].{3,200}$/m.exec(text)?.[0]
  return {
    messageIds: [...new Set([...originals, ...named, ...answered])].slice(0, 20),
    isFinal:
      failed === undefined
        ? !/delayed|will be retried|재시도|지연/i.test(text.slice(0, 2000))
        : failed.get('action') === 'failed',
    status,
    reason: diagnostic === undefined ? null : oneLine(diagnostic),
  }
}

/** Groups of fields, parted by empty lines: the message's own, then one for each recipient. */
const groupsOf = (bytes: Buffer): Map<string, string>[] => {
  const groups: Map<string, string>[] = []
  let rest = bytes
  for (let n = 0; n < 50 && rest.length > 0; n += 1) {
    const { headers, bodyAt } = readHeaders(rest)
    if (headers.length > 0)
      groups.push(new Map(headers.map(([name, value]) => [name, name === 'action' ? value.toLowerCase() : value])))
    if (bodyAt === 0) break
    rest = rest.subarray(bodyAt)
  }
  return groups
}

/** What the letter itself says below the address, where the report names no diagnostic. */
const saidOf = (recipient: string | undefined, text: string): string | undefined => {
  const at = recipient?.split(';').at(-1)?.trim()
  if (!at) return undefined
  const lines = text.slice(0, 20_000).split('\n')
  const named = lines.findIndex(line => line.includes(at))
  return named < 0 ? undefined : lines[named + 1]?.trim() || undefined
}

const oneLine = (text: string): string =>
  text
    .replace(/^\s*(smtp|x-[\w-]+)\s*;\s*/i, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300)
    .toWellFormed()
