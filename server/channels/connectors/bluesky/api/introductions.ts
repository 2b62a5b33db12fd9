/** What is learned of an account once it has let us in, by whichever road: its name, and where to listen for it. */
import type { Connecting, FoundSource, Outside } from '../../../connector.ts'
import { profileUrl } from '../map.ts'
import { isPublicNetwork, relayOf } from '../places.ts'
import { nameAuthors } from './names.ts'
import { findNewest } from './newest.ts'
import { type XrpcCall, xrpc } from './xrpc.ts'

interface LetIn {
  did: string
  handle: string
  service: string
  /** Where the person asked to listen; null leaves it to us. */
  relay: string | null
  secret: string
  session: string
  auth: Pick<XrpcCall, 'token' | 'dpop'>
  signal: AbortSignal | undefined
}

export const settleIn = async (outside: Outside, one: LetIn): Promise<Extract<Connecting, { ok: true }>> => {
  const { did, handle, service, secret, session, signal } = one
  const [named, hasAppView] = await Promise.all([
    nameAuthors(outside, { remoteIds: [did], service, ...(signal ? { signal } : {}) }),
    hasNotifications(outside, one),
  ])
  return {
    ok: true,
    remoteId: did,
    handle,
    displayName: named.named[0]?.displayName ?? handle,
    url: profileUrl(handle),
    service,
    secret,
    session,
    sources: [...appViewSources(one, hasAppView), ...(await streamSources(outside, one, hasAppView))],
  }
}

/** A server without an AppView behind it knows no notifications. */
const hasNotifications = async (outside: Outside, { service, auth, signal }: LetIn): Promise<boolean> => {
  if (isPublicNetwork(service)) return true
  const method = 'app.bsky.notification.listNotifications'
  const answer = await xrpc(outside, { service, method, params: { limit: 1 }, ...auth, signal })
  return answer.ok
}

const appViewSources = ({ did, handle }: LetIn, hasAppView: boolean): FoundSource[] =>
  hasAppView
    ? [
        { kind: 'notifications', address: `@${handle}`, key: did, name: `@${handle}` },
        { kind: 'search', address: `@${handle}`, key: did, name: `@${handle}` },
      ]
    : []

/** An AppView searches for us; where there is none, or somebody named a relay, the stream is listened to and sifted here. */
const streamSources = async (
  outside: Outside,
  { service, relay, signal }: LetIn,
  hasAppView: boolean,
): Promise<FoundSource[]> => {
  if (hasAppView && relay === null) return []
  const address = relay ?? relayOf(service)
  const newest = await findNewest(outside, address, signal)
  const begins = newest === null ? {} : { cursor: newest }
  return [{ kind: 'firehose', address, name: new URL(address).host, ...begins }]
}
