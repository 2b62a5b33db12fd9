/** What the firehose hands over of frames that a relay sends on a strange day; frames.test.ts has their bytes. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { drain, type Inbox } from './firehose.ts'

/** DAG-CBOR of the few shapes that a frame needs: small maps, texts, whole numbers, bytes and links. */
const encode = (value: unknown): Buffer => {
  if (value === null) return Buffer.from([0xf6])
  if (typeof value === 'boolean') return Buffer.from([value ? 0xf5 : 0xf4])
  if (typeof value === 'number') return head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(encode)])
  const { link } = value as { link?: Buffer }
  if (link) return Buffer.concat([Buffer.from([0xd8, 42]), encode(Buffer.concat([Buffer.from([0]), link]))])
  const entries = Object.entries(value as object)
  return Buffer.concat([head(5, entries.length), ...entries.flatMap(([key, inner]) => [encode(key), encode(inner)])])
}
const head = (major: number, length: number): Buffer =>
  length < 24
    ? Buffer.from([(major << 5) | length])
    : Buffer.from([(major << 5) | 26, length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255])

const frame = (type: string, body: object) => new Uint8Array(Buffer.concat([encode({ op: 1, t: type }), encode(body)]))

const post = (seq: number, text: string) => {
  const record = encode({ text, langs: ['ko'], createdAt: '2026-11-21T12:00:00Z' })
  const cid = Buffer.from([1, 0x71, 0x12, 32, ...createHash('sha256').update(record).digest()])
  const header = encode({ roots: [], version: 1 })
  const length = cid.length + record.length
  const varint = length < 128 ? [length] : [(length & 127) | 128, length >> 7]
  const blocks = Buffer.concat([Buffer.from([header.length]), header, Buffer.from(varint), cid, record])
  const ops = [{ action: 'create', path: `app.bsky.feed.post/3k${seq}`, cid: { link: cid } }]
  return frame('#commit', { seq, repo: 'did:plc:minjun', rev: 'r', ops, blocks })
}

const inboxOf = (...frames: Uint8Array[]): Inbox => ({
  frames,
  bytes: frames.reduce((sum, one) => sum + one.byteLength, 0),
  isClosed: false,
  hasOverflown: false,
})

test('a stream whose numbers jump back is read on, and its place is where it stands', () => {
  const drained = drain(inboxOf(post(100, '하나'), post(101, '둘'), post(40, '셋'), post(41, '넷')))
  expect(drained.incoming.map(one => one.text)).toEqual(['하나', '둘', '셋', '넷'])
  expect(drained.seq).toBe(41)
})

test('what the server no longer keeps is told as a gap, and the stream goes on', () => {
  const drained = drain(inboxOf(frame('#info', { name: 'OutdatedCursor' }), post(7, '그 뒤의 글')))
  expect(drained).toMatchObject({ hasGap: true, error: null, seq: 7 })
  expect(drained.incoming).toHaveLength(1)
})

test('deletes, accounts that are gone and new handles are handed over; a pause takes nothing away', () => {
  const gone = (did: string, status: string) => frame('#account', { seq: 9, did, active: false, status })
  const ops = [{ action: 'delete', path: 'app.bsky.feed.post/3kx', cid: null }]
  const drained = drain(
    inboxOf(
      frame('#commit', { seq: 8, repo: 'did:plc:jiwoo', rev: 'r', ops, blocks: Buffer.alloc(0) }),
      gone('did:plc:a', 'deleted'),
      gone('did:plc:b', 'takendown'),
      gone('did:plc:c', 'deactivated'),
      gone('did:plc:d', 'suspended'),
      frame('#identity', { seq: 10, did: 'did:plc:e', handle: 'new.test' }),
      frame('#sync', { seq: 11, did: 'did:plc:e', rev: 'r', blocks: Buffer.alloc(0) }),
      new Uint8Array([1, 2, 3]),
    ),
  )
  expect(drained).toMatchObject({
    removed: ['at://did:plc:jiwoo/app.bsky.feed.post/3kx'],
    removedAuthors: ['did:plc:a', 'did:plc:b'],
    renamed: [{ remoteId: 'did:plc:e', handle: 'new.test' }],
    seq: 11,
    unreadable: 1,
  })
})
