/** The thread around a post: its ancestors and the answers to it, from the AppView; where there is none, ancestors from their homes. */
import { z } from 'zod'
import type { Failure, Incoming, ListenPart, Outside } from '../../../connector.ts'
import { incomingOf, namedOf, namelessOf, profile, rawPost } from '../map.ts'
import { readAtUri } from '../tid.ts'
import { findService } from './discovery.ts'
import { type Visit, visit } from './session.ts'
import { xrpc } from './xrpc.ts'

type Thread = NonNullable<ListenPart['thread']>

const depth = 3
const mostAncestors = 20
const mostPosts = 300

export const readThread: Thread = async (outside, asked, signal) => {
  if (asked.account === null) return { kind: 'read', incoming: [], missing: [] }
  const session = visit(outside, asked.account, signal)
  const shown = await askAppView(session, asked.remoteId)
  if (shown.kind !== 'none') return { ...shown, ...session.kept() }
  const walked = await walkUp(outside, asked.raw, asked.account.service, signal)
  return { ...walked, ...session.kept() }
}

type Found = { kind: 'read'; incoming: Incoming[]; missing: string[] }

/** `app.bsky.feed.getPostThread`. `none`: there is no AppView behind this server. */
const askAppView = async (
  session: Visit,
  uri: string,
): Promise<Found | { kind: 'failed'; failure: Failure } | { kind: 'none' }> => {
  const params = { uri, depth, parentHeight: mostAncestors }
  const answer = await session.call({ method: 'app.bsky.feed.getPostThread', params })
  if (answer.ok) {
    const found: Found = { kind: 'read', incoming: [], missing: [] }
    gather((answer.data as { thread?: unknown } | null)?.thread, found, mostAncestors + depth)
    return found
  }
  if (answer.error === 'NotFound') return { kind: 'read', incoming: [], missing: [uri] }
  const isUnknown = answer.status === 404 || answer.status === 501 || answer.error === 'MethodNotImplemented'
  return isUnknown ? { kind: 'none' } : { kind: 'failed', failure: answer.failure }
}

const shownPost = z.object({ uri: z.string(), cid: z.string(), author: profile, record: z.unknown() })
const notFound = z.object({ uri: z.string(), notFound: z.literal(true) })
const node = z.object({
  post: shownPost,
  parent: z.unknown().optional(),
  replies: z.array(z.unknown()).optional().catch(undefined),
})

/** Posts that somebody blocked are passed over: they are there, and not for us. */
const gather = (given: unknown, found: Found, levels: number): void => {
  if (levels < 0 || found.incoming.length >= mostPosts) return
  const gone = notFound.safeParse(given)
  if (gone.success) found.missing.push(gone.data.uri)
  const read = node.safeParse(given)
  if (!read.success) return
  const { post, parent, replies = [] } = read.data
  const incoming = incomingOf({ uri: post.uri, cid: post.cid, record: post.record }, namedOf(post.author))
  if (incoming) found.incoming.push(incoming)
  if (parent !== undefined) gather(parent, found, levels - 1)
  for (const reply of replies) gather(reply, found, Math.min(levels, depth) - 1)
}

const stored = z.object({ uri: z.string(), cid: z.string(), value: z.unknown() })

/** Parent by parent, each from the server on which its author lives. Answers to it nobody but an AppView can tell. */
const walkUp = async (outside: Outside, raw: unknown, service: string, signal: AbortSignal): Promise<Found> => {
  const found: Found = { kind: 'read', incoming: [], missing: [] }
  const begin = rawPost.safeParse(raw)
  let uri = begin.success ? parentOf(begin.data) : null
  const homes = new Map<string, string | null>()
  for (let level = 0; uri !== null && level < mostAncestors; level += 1) {
    const place = readAtUri(uri)
    if (place === null) break
    const read = await readRecord(outside, uri, service, homes, signal)
    if (read === 'gone') found.missing.push(uri)
    if (read === null || read === 'gone') break
    const post = { uri: read.uri, cid: read.cid, record: read.value }
    const incoming = incomingOf(post, namelessOf(place.did))
    if (incoming) found.incoming.push(incoming)
    uri = parentOf(post)
  }
  return found
}

const parentOf = (post: { uri: string; cid: string; record?: unknown }): string | null =>
  incomingOf({ ...post, record: post.record }, namelessOf(''))?.inReplyToRemoteId ?? null

/** Null where it cannot be had, `gone` where its home says that it is not there. */
const readRecord = async (
  outside: Outside,
  uri: string,
  service: string,
  homes: Map<string, string | null>,
  signal: AbortSignal,
): Promise<z.infer<typeof stored> | 'gone' | null> => {
  const { did, collection, rkey } = readAtUri(uri)!
  const ask = (at: string) =>
    xrpc(outside, {
      service: at,
      method: 'com.atproto.repo.getRecord',
      params: { repo: did, collection, rkey },
      signal,
    })
  let answer = await ask(homes.get(did) ?? service)
  if (!answer.ok && answer.error !== 'RecordNotFound' && !homes.has(did)) {
    const home = await findService(outside, did, { identifier: did, service: null, signal })
    homes.set(did, typeof home === 'string' ? home : null)
    if (typeof home === 'string') answer = await ask(home)
  }
  if (answer.ok) {
    const parsed = stored.safeParse(answer.data)
    return parsed.success && parsed.data.uri === uri ? parsed.data : null
  }
  return answer.error === 'RecordNotFound' ? 'gone' : null
}
