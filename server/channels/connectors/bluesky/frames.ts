/** Frames of `com.atproto.sync.subscribeRepos` (atproto.com/specs/event-stream): which posts they bring, and where we are. */
import { type Cbor, cidOfBlock, decodeCbor, readCarBlocks } from './cbor.ts'
import { postCollection } from './tid.ts'

export interface StreamPost {
  readonly uri: string
  readonly cid: string
  readonly did: string
  readonly record: Cbor
  /** The commit that changed it, in the order of time; empty for a new post. */
  readonly revision: string
}

export type Frame =
  | {
      readonly kind: 'commit'
      readonly seq: number
      /** New and edited posts. */
      readonly posts: readonly StreamPost[]
      /** Addresses of posts that their authors deleted. */
      readonly deleted: readonly string[]
      /** Posts that the commit names and does not bring, or brings with other bytes than it names. */
      readonly missing: number
    }
  /** Who somebody is has changed; null where the handle is not told or does not point back. */
  | { readonly kind: 'identity'; readonly seq: number | null; readonly did: string; readonly handle: string | null }
  /** `status` says why an account is not active, such as `deleted`; empty for one that is. */
  | { readonly kind: 'account'; readonly seq: number | null; readonly did: string; readonly status: string }
  /** Anything else that counts (a repository that begins anew): it only moves the place. */
  | { readonly kind: 'other'; readonly seq: number | null }
  /** A notice such as `OutdatedCursor`: some events are gone for ever. */
  | { readonly kind: 'info'; readonly name: string }
  /** The server gives up, for example `FutureCursor` or `ConsumerTooSlow`. */
  | { readonly kind: 'error'; readonly name: string }

/**
 * Only new and edited posts are decoded, each held against its hash; likes, follows and profiles cost a glance.
 * @throws RangeError when it is no frame.
 */
export const readFrame = (bytes: Uint8Array): Frame => {
  const header = decodeCbor(bytes)
  const body = decodeCbor(bytes, header.next).value
  if (!isMap(header.value) || !isMap(body)) throw new RangeError('a frame has two maps')
  if (header.value.op === -1) return { kind: 'error', name: textOf(body.error) }
  const seq = typeof body.seq === 'number' ? body.seq : null
  switch (header.value.t) {
    case '#info':
      return { kind: 'info', name: textOf(body.name) }
    case '#commit':
      return seq === null ? { kind: 'other', seq } : { kind: 'commit', seq, ...changesOf(body) }
    case '#identity':
      return { kind: 'identity', seq, did: textOf(body.did), handle: knownHandle(textOf(body.handle)) }
    case '#account':
      return { kind: 'account', seq, did: textOf(body.did), status: body.active === true ? '' : textOf(body.status) }
    default:
      return { kind: 'other', seq }
  }
}

interface Changes {
  posts: StreamPost[]
  deleted: string[]
  missing: number
}

const changesOf = (body: { [key: string]: Cbor }): Changes => {
  const did = textOf(body.repo)
  const wanted: { cid: string; path: string; revision: string }[] = []
  const deleted: string[] = []
  for (const op of Array.isArray(body.ops) ? body.ops : []) {
    if (!isMap(op)) continue
    const path = textOf(op.path)
    if (!path.startsWith(`${postCollection}/`)) continue
    if (op.action === 'delete') deleted.push(`at://${did}/${path}`)
    else if (isMap(op.cid) && (op.action === 'create' || op.action === 'update'))
      wanted.push({ cid: textOf(op.cid.$link), path, revision: op.action === 'update' ? textOf(body.rev) : '' })
  }
  if (wanted.length === 0) return { posts: [], deleted, missing: 0 }
  const car = body.blocks instanceof Uint8Array ? body.blocks : new Uint8Array(0)
  const blocks = car.length === 0 ? new Map() : readCarBlocks(car, new Set(wanted.map(one => one.cid)))
  const posts = wanted.flatMap(({ cid, path, revision }): StreamPost[] => {
    const block = blocks.get(cid)
    if (block === undefined || cidOfBlock(block) !== cid) return []
    return [{ uri: `at://${did}/${path}`, cid, did, record: decodeCbor(block).value, revision }]
  })
  return { posts, deleted, missing: wanted.length - posts.length }
}

const knownHandle = (handle: string): string | null => (handle === '' || handle === 'handle.invalid' ? null : handle)

const isMap = (value: Cbor | undefined): value is { [key: string]: Cbor } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)

const textOf = (value: Cbor | undefined): string => (typeof value === 'string' ? value : '')
