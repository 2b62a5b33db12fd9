/** The firehose: one WebSocket to a relay or PDS, handed over in batches, from the cursor on. */
import { sleep, stopwatch } from '../../../../platform/clock.ts'
import type { Incoming, Outside, OutsideSocket, StreamAsk, StreamBatch } from '../../../connector.ts'
import { type Frame, readFrame } from '../frames.ts'
import { claimedLanguages, incomingOf, isOfInterest, namelessOf } from '../map.ts'

const batchItems = 500
const batchMs = 250
const lookMs = 50
const signOfLifeMs = 5000
/** A relay that says nothing for so long may be gone: the stream is opened again. */
const longestSilenceMs = 60_000
/** What may wait unread before we let go and come back from the cursor. */
const mostWaitingBytes = 64 * 1024 * 1024

export interface Inbox {
  frames: Uint8Array[]
  bytes: number
  isClosed: boolean
  hasOverflown: boolean
}

/** @throws when the connection breaks or we fall behind; what was not handed over comes again from the cursor. */
export async function* listenToFirehose(
  outside: Outside,
  ask: StreamAsk,
  signal: AbortSignal,
): AsyncGenerator<StreamBatch> {
  let cursor = ask.cursor
  for (;;) {
    const socket = await outside.openSocket(addressOf(ask.address, cursor), [], signal)
    const isAhead = yield* readSocket(socket, signal)
    if (!isAhead) return
    cursor = null // the relay began anew and knows no such place: listen from now on
  }
}

/** Where to listen; from now on without a cursor. */
export const addressOf = (address: string, cursor: string | null): string => {
  const url = new URL('/xrpc/com.atproto.sync.subscribeRepos', address)
  if (cursor !== null) url.searchParams.set('cursor', cursor)
  return url.href
}

/** @returns whether the server said that our cursor lies ahead of it. */
async function* readSocket(socket: OutsideSocket, signal: AbortSignal): AsyncGenerator<StreamBatch, boolean> {
  const inbox = openInbox(socket)
  let sinceFrame = stopwatch()
  let sinceBatch = stopwatch()
  let place: string | null = null
  try {
    while (!signal.aborted) {
      if (inbox.frames.length === 0) {
        if (inbox.isClosed) throw new Error('the stream was closed')
        if (sinceFrame() > longestSilenceMs) return false
        if (sinceBatch() > signOfLifeMs) {
          yield { incoming: [], cursor: place }
          sinceBatch = stopwatch()
        }
        await sleep(lookMs, signal)
        continue
      }
      await sleep(Math.max(0, batchMs - sinceBatch()), signal)
      const batch = drain(inbox)
      sinceFrame = stopwatch()
      if (batch.seq !== null) place = String(batch.seq)
      if (hasNews(batch) || sinceBatch() > signOfLifeMs) {
        const { incoming, unreadable, removed, removedAuthors, renamed, hasGap } = batch
        yield { incoming, cursor: place, unreadable, removed, removedAuthors, renamed, hasGap }
        sinceBatch = stopwatch()
      }
      if (batch.error === 'FutureCursor') return true
      if (batch.error !== null) throw new Error(`the stream refused: ${batch.error.slice(0, 60)}`)
      if (inbox.hasOverflown && inbox.frames.length === 0) throw fellBehind()
    }
    return false
  } finally {
    socket.close()
  }
}

const hasNews = (batch: Drained): boolean =>
  batch.hasGap || batch.incoming.length + batch.removed.length + batch.removedAuthors.length + batch.renamed.length > 0

const fellBehind = (): Error =>
  Object.assign(new Error('fell behind the stream'), { code: 'channels.stream_fell_behind' })

/** Gathers the frames of a socket until they are drained. */
export const openInbox = (socket: OutsideSocket): Inbox => {
  const inbox: Inbox = { frames: [], bytes: 0, isClosed: false, hasOverflown: false }
  socket.addEventListener('message', event => {
    if (!(event.data instanceof ArrayBuffer) || inbox.hasOverflown) return
    inbox.frames.push(new Uint8Array(event.data))
    inbox.bytes += event.data.byteLength
    if (inbox.bytes <= mostWaitingBytes) return
    inbox.hasOverflown = true
    socket.close()
  })
  const close = () => {
    inbox.isClosed = true
  }
  socket.addEventListener('close', close)
  socket.addEventListener('error', close)
  return inbox
}

interface Drained {
  incoming: Incoming[]
  removed: string[]
  removedAuthors: string[]
  renamed: { remoteId: string; handle: string }[]
  /** The server no longer keeps all that came after our place. */
  hasGap: boolean
  seq: number | null
  error: string | null
  unreadable: number
}

/** Takes frames off until the batch is full. One that cannot be read is counted and left behind: it would come for ever. */
export const drain = (inbox: Inbox): Drained => {
  const drained: Drained = {
    incoming: [],
    removed: [],
    removedAuthors: [],
    renamed: [],
    hasGap: false,
    seq: null,
    error: null,
    unreadable: 0,
  }
  let taken = 0
  for (const bytes of inbox.frames) {
    if (drained.incoming.length >= batchItems || drained.error !== null) break
    taken += 1
    inbox.bytes -= bytes.byteLength
    const frame = tryFrame(bytes)
    if (frame === null) drained.unreadable += 1
    else take(frame, drained)
  }
  inbox.frames.splice(0, taken)
  return drained
}

const tryFrame = (bytes: Uint8Array): Frame | null => {
  try {
    return readFrame(bytes)
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return null
    throw error
  }
}

/** An account that is gone for good, or was taken away by its server, takes what it said with it; a pause does not. */
const isGone = (status: string): boolean => status === 'deleted' || status === 'takendown'

const take = (frame: Frame, drained: Drained): void => {
  if (frame.kind === 'error') drained.error = frame.name || 'unknown'
  if (frame.kind === 'info') drained.hasGap ||= frame.name === 'OutdatedCursor'
  if (frame.kind === 'error' || frame.kind === 'info') return
  if (frame.seq !== null) drained.seq = frame.seq
  if (frame.kind === 'identity' && frame.handle !== null)
    drained.renamed.push({ remoteId: frame.did, handle: frame.handle })
  if (frame.kind === 'account' && isGone(frame.status)) drained.removedAuthors.push(frame.did)
  if (frame.kind !== 'commit') return
  drained.unreadable += frame.missing
  drained.removed.push(...frame.deleted)
  for (const { uri, cid, did, record, revision } of frame.posts) {
    const incoming = incomingOf({ uri, cid, record }, namelessOf(did), revision)
    if (incoming && isOfInterest(incoming, claimedLanguages(record))) drained.incoming.push(incoming)
  }
}
