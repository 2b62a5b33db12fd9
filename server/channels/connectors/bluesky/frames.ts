/** Frames of `com.atproto.sync.subscribeRepos` (atproto.com/specs/event-stream): which posts they bring, and where we are. */
import { type Cbor, decodeCbor, readCarBlocks } from './cbor.ts'
import { postCollection } from './tid.ts'

export interface StreamPost {
  readonly uri: string
  readonly cid: string
  readonly did: string
  readonly record: Cbor
}

export type Frame =
  | { readonly kind: 'commit'; readonly seq: number; readonly posts: readonly StreamPost[] }
  /** Anything else that counts: it only moves the place. */
  | { readonly kind: 'other'; readonly seq: number | null }
  /** A notice such as `OutdatedCursor`: some events are gone for ever. */
  | { readonly kind: 'info'; readonly name: string }
  /** The server gives up, for example `FutureCursor` or `ConsumerTooSlow`. */
  | { readonly kind: 'error'; readonly name: string }

/** Only newly created posts are decoded; likes, follows and profiles cost a glance. @throws RangeError when it is no frame. */
export const readFrame = (bytes: Uint8Array): Frame => {
  const header = decodeCbor(bytes)
  const body = decodeCbor(bytes, header.next).value
  if (!isMap(header.value) || !isMap(body)) throw new RangeError('a frame has two maps')
  if (header.value.op === -1) return { kind: 'error', name: textOf(body.error) }
  if (header.value.t === '#info') return { kind: 'info', name: textOf(body.name) }
  const seq = typeof body.seq === 'number' ? body.seq : null
  if (header.value.t !== '#commit' || seq === null) return { kind: 'other', seq }
  return { kind: 'commit', seq, posts: postsOf(body) }
}

const postsOf = (body: { [key: string]: Cbor }): StreamPost[] => {
  const created = new Map<string, string>()
  for (const op of Array.isArray(body.ops) ? body.ops : []) {
    if (!isMap(op) || op.action !== 'create' || !isMap(op.cid)) continue
    const path = textOf(op.path)
    if (path.startsWith(`${postCollection}/`)) created.set(textOf(op.cid.$link), path)
  }
  if (created.size === 0 || !(body.blocks instanceof Uint8Array)) return []
  const did = textOf(body.repo)
  const blocks = readCarBlocks(body.blocks, new Set(created.keys()))
  return [...created].flatMap(([cid, path]) => {
    const block = blocks.get(cid)
    return block ? [{ uri: `at://${did}/${path}`, cid, did, record: decodeCbor(block).value }] : []
  })
}

const isMap = (value: Cbor | undefined): value is { [key: string]: Cbor } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)

const textOf = (value: Cbor | undefined): string => (typeof value === 'string' ? value : '')
