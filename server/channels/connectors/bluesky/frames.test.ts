import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cbor, cidOfBlock, cidText, decodeCbor } from './cbor.ts'
import { readFrame } from './frames.ts'
import { readAtUri, tidOf } from './tid.ts'

/** DAG-CBOR as the specification writes it, for the tests alone. */
const encode = (value: unknown): Buffer => {
  if (value === null) return Buffer.from([0xf6])
  if (typeof value === 'boolean') return Buffer.from([value ? 0xf5 : 0xf4])
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (typeof value === 'number' && Number.isInteger(value)) return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'number') return Buffer.concat([Buffer.from([0xfb]), double(value)])
  if (value instanceof Link)
    return Buffer.concat([Buffer.from([0xd8, 42]), encode(Buffer.concat([Buffer.from([0]), value.cid]))])
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(encode)])
  const entries = Object.entries(value as object)
  return Buffer.concat([head(5, entries.length), ...entries.flatMap(([key, inner]) => [encode(key), encode(inner)])])
}
class Link {
  cid: Buffer
  constructor(cid: Buffer) {
    this.cid = cid
  }
}
const head = (major: number, length: number): Buffer => {
  const first = (info: number) => (major << 5) | info
  if (length < 24) return Buffer.from([first(length)])
  if (length < 256) return Buffer.from([first(24), length])
  if (length < 65_536) return Buffer.from([first(25), length >> 8, length & 255])
  const wide = Buffer.alloc(9)
  wide[0] = first(27)
  wide.writeBigUInt64BE(BigInt(length), 1)
  return wide
}
const double = (value: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return bytes
}
const cidOf = (seed: number): Buffer => Buffer.from([1, 0x71, 0x12, 32, ...Array.from({ length: 32 }, () => seed)])
const block = (cid: Buffer, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(varint(cid.length + body.length)), cid, body])
const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)])

const trueCid = (record: unknown): Buffer =>
  Buffer.from([1, 0x71, 0x12, 32, ...createHash('sha256').update(encode(record)).digest()])

interface Op {
  action: string
  path: string
  cid: Link | null
}
const postPath = 'app.bsky.feed.post/3kabc'
/** A commit that brings `records` and says `ops` of them; new posts where nothing else is said. */
const commit = (seq: number, records: unknown[], path = postPath, ops?: Op[]) => {
  const cids = records.map(trueCid)
  const header = encode({ roots: [], version: 1 })
  const car = Buffer.concat([
    Buffer.from(varint(header.length)),
    header,
    ...records.map((record, n) => block(cids[n]!, encode(record))),
  ])
  const said = ops ?? cids.map(cid => ({ action: 'create', path, cid: new Link(cid) }))
  const body = { seq, repo: 'did:plc:minjun', rev: `rev${seq}`, ops: said, blocks: car }
  return Buffer.concat([encode({ op: 1, t: '#commit' }), encode(body)])
}

describe('DAG-CBOR', () => {
  it('gives back what was written', () => {
    const value = fc.letrec<{ any: unknown }>(tie => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.string({ unit: 'grapheme' }),
        fc.maxSafeInteger().map(n => n + 0),
        fc.double({ noNaN: true, noDefaultInfinity: true }).filter(n => !Number.isInteger(n)),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('any'), { maxLength: 5 }),
        fc.dictionary(fc.string({ maxLength: 8 }), tie('any'), { maxKeys: 5, noNullPrototype: true }),
      ),
    })).any
    fc.assert(
      fc.property(value, one => {
        const bytes = encode(one)
        expect(decodeCbor(bytes)).toEqual({ value: one, next: bytes.length })
      }),
    )
  })
  it('never hangs and never reads beyond its end, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        try {
          readFrame(bytes)
        } catch (error) {
          expect(error instanceof RangeError || error instanceof TypeError).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
    const lie = Buffer.from([0x9b, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff])
    expect(() => decodeCbor(lie)).toThrow(RangeError)
    expect(() => decodeCbor(Buffer.alloc(1000, 0x81))).toThrow(RangeError)
  })
  it('writes a CID as AT Protocol does', () => {
    const cid = Buffer.concat([Buffer.from([1, 0x71, 0x12, 32]), Buffer.alloc(32)])
    expect(cidText(cid)).toBe(`bafyreia${'a'.repeat(51)}`)
  })
})

describe('frames', () => {
  it('a commit gives its new posts and its place', () => {
    const record = { $type: 'app.bsky.feed.post', text: '배송이 늦어요', embed: { image: new Link(cidOf(9)) } }
    const frame = readFrame(commit(77, [record]))
    const cid = cidText(trueCid(record))
    expect(frame).toEqual({
      kind: 'commit',
      seq: 77,
      posts: [
        {
          uri: 'at://did:plc:minjun/app.bsky.feed.post/3kabc',
          cid,
          did: 'did:plc:minjun',
          record: { ...record, embed: { image: { $link: cidText(cidOf(9)) } } } as unknown as Cbor,
          revision: '',
        },
      ],
      deleted: [],
      missing: 0,
    })
    expect(readFrame(commit(78, [record], 'app.bsky.feed.like/3kabc'))).toEqual({
      kind: 'commit',
      seq: 78,
      posts: [],
      deleted: [],
      missing: 0,
    })
  })
  it('an edited post carries the revision of its commit, a deleted one its address', () => {
    const record = { text: '고친 글' }
    const edit = [{ action: 'update', path: postPath, cid: new Link(trueCid(record)) }]
    expect(readFrame(commit(79, [record], postPath, edit))).toMatchObject({
      posts: [{ record, revision: 'rev79' }],
    })
    const ops = [
      { action: 'delete', path: postPath, cid: null },
      { action: 'delete', path: 'app.bsky.feed.like/3kabc', cid: null },
    ]
    expect(readFrame(commit(80, [], postPath, ops))).toMatchObject({
      posts: [],
      deleted: [`at://did:plc:minjun/${postPath}`],
      missing: 0,
    })
  })
  it('bytes that are not what the commit names are left behind and counted, as is what a commit too big leaves out', () => {
    const forged = [{ action: 'create', path: postPath, cid: new Link(cidOf(7)) }]
    expect(readFrame(commit(81, [{ text: '참말' }], postPath, forged))).toMatchObject({ posts: [], missing: 1 })
    const header = encode({ roots: [], version: 1 })
    const car = Buffer.concat([Buffer.from(varint(header.length)), header, block(cidOf(7), encode({ text: '거짓' }))])
    const lie = { seq: 82, repo: 'did:plc:x', rev: 'r', ops: forged, blocks: car }
    expect(readFrame(Buffer.concat([encode({ op: 1, t: '#commit' }), encode(lie)]))).toMatchObject({
      posts: [],
      missing: 1,
    })
    const tooBig = { seq: 83, repo: 'did:plc:x', rev: 'r', tooBig: true, ops: forged, blocks: Buffer.alloc(0) }
    expect(readFrame(Buffer.concat([encode({ op: 1, t: '#commit' }), encode(tooBig)]))).toMatchObject({ missing: 1 })
  })
  it('the hash of a block is the one that AT Protocol gives it', () => {
    expect(cidOfBlock(encode({ text: '하나' }))).toBe(cidText(trueCid({ text: '하나' })))
  })
  it('notices, refusals and other events are told apart', () => {
    const frame = (header: object, body: object) => readFrame(Buffer.concat([encode(header), encode(body)]))
    expect(frame({ op: 1, t: '#info' }, { name: 'OutdatedCursor' })).toEqual({ kind: 'info', name: 'OutdatedCursor' })
    expect(frame({ op: -1 }, { error: 'FutureCursor' })).toEqual({ kind: 'error', name: 'FutureCursor' })
    expect(frame({ op: 1, t: '#sync' }, { seq: 5 })).toEqual({ kind: 'other', seq: 5 })
    const did = 'did:plc:minjun'
    const identity = { kind: 'identity', seq: 6, did }
    expect(frame({ op: 1, t: '#identity' }, { seq: 6, did, handle: 'minjun.test' })).toEqual({
      ...identity,
      handle: 'minjun.test',
    })
    expect(frame({ op: 1, t: '#identity' }, { seq: 6, did, handle: 'handle.invalid' })).toEqual({
      ...identity,
      handle: null,
    })
    const account = { kind: 'account', seq: 7, did }
    expect(frame({ op: 1, t: '#account' }, { seq: 7, did, active: true })).toEqual({ ...account, status: '' })
    expect(frame({ op: 1, t: '#account' }, { seq: 7, did, active: false, status: 'deleted' })).toEqual({
      ...account,
      status: 'deleted',
    })
  })
})

describe('record keys', () => {
  it('a delivery always has the same, two never share one, and they sort by time', () => {
    const id = (tail: string) => `01a20010-527e-7de3-8972-${tail}`
    const at = new Date('2026-11-21T12:00:00Z')
    expect(tidOf(id('31be6d04de6b'), at)).toBe(tidOf(id('31be6d04de6b'), at))
    expect(tidOf(id('31be6d04de6b'), at)).not.toBe(tidOf(id('31be6d04de6c'), at))
    expect(tidOf(id('31be6d04de6b'), at)).toMatch(/^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$/)
    expect(tidOf(id('ffffffffffff'), at) < tidOf(id('000000000000'), new Date(at.getTime() + 1))).toBe(true)
  })
  it('an address of a record is read, and nothing else', () => {
    expect(readAtUri('at://did:plc:abc/app.bsky.feed.post/3k')).toEqual({
      did: 'did:plc:abc',
      collection: 'app.bsky.feed.post',
      rkey: '3k',
    })
    expect(['', 'at://did:plc:abc', 'https://bsky.app/x/y/z', 'at://haneul.test/a/b'].map(readAtUri)).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
})
