/** Bluesky and any other AT Protocol network: app password, notifications, firehose, replies. */
import type { Connecting, Connector, Failure, FoundSource, IdentityPart, Outside, Refused } from '../../connector.ts'
import { checkSession } from './api/check.ts'
import { listenToFirehose } from './api/firehose.ts'
import { measurePosts } from './api/metrics.ts'
import { nameAuthors } from './api/names.ts'
import { findNewest } from './api/newest.ts'
import { pollNotifications } from './api/notifications.ts'
import { askPost, sendPost, withdrawPost } from './api/posts.ts'
import { type SignedIn, signIn } from './api/session.ts'
import { type XrpcRefusal, xrpc } from './api/xrpc.ts'
import { manifest } from './manifest.ts'
import { profileUrl } from './map.ts'
import { defaultService, isPublicNetwork, readRelay, readService, relayOf } from './places.ts'
import { postCollection, tidOf } from './tid.ts'

const badAddress = (field: string): Connecting => ({
  ok: false,
  field,
  failure: { class: 'bad_content', code: 'channels.bad_address' },
})

const connect: IdentityPart['connect'] = async (outside, { fields, signal }) => {
  const asked = readService(fields.service ?? defaultService)
  if (asked === null) return badAddress('service')
  const typedRelay = fields.relay === undefined ? undefined : readRelay(fields.relay)
  if (typedRelay === null) return badAddress('relay')
  const secret = { identifier: (fields.identifier ?? '').replace(/^@/, ''), password: fields.password ?? '' }
  const signedIn = await signIn(outside, asked, secret, signal)
  if (!signedIn.ok) return refusedSignIn(signedIn)
  // A service that was typed is kept as typed: it may be a proxy or a name inside a network of one's own.
  const service = fields.service === undefined ? (readService(signedIn.pds ?? '') ?? asked) : asked
  const relay = typedRelay ?? relayOf(service)
  const [displayName, notifications, newest] = await Promise.all([
    displayNameOf(outside, service, signedIn, signal),
    notificationSources(outside, service, signedIn, signal),
    findNewest(outside, relay, signal),
  ])
  const begins = newest === null ? {} : { cursor: newest }
  return {
    ok: true,
    remoteId: signedIn.did,
    handle: signedIn.handle,
    displayName: displayName ?? signedIn.handle,
    url: profileUrl(signedIn.handle),
    service,
    secret: JSON.stringify(secret),
    session: JSON.stringify(signedIn.session),
    sources: [...notifications, { kind: 'firehose', address: relay, name: new URL(relay).host, ...begins }],
  }
}

/** A handle that is none is refused with 400 and no word of its own. */
const refusedSignIn = (refusal: XrpcRefusal): Refused => {
  if (refusal.status === 400 && refusal.failure.class === 'bad_content')
    return { ok: false, field: 'identifier', failure: { class: 'refresh', code: 'channels.credentials_refused' } }
  if (refusal.failure.class === 'refresh') return { ok: false, field: 'password', failure: refusal.failure }
  if (refusal.failure.class === 'gone') return { ok: false, field: 'service', failure: noService(refusal) }
  return { ok: false, failure: refusal.failure }
}

/** 404 of a web server that knows no XRPC, or an address that the guard refuses. */
const noService = (refusal: XrpcRefusal): Failure =>
  refusal.status === null ? refusal.failure : { class: 'gone', code: 'channels.answer_unreadable' }

const displayNameOf = async (
  outside: Outside,
  service: string,
  { did }: SignedIn,
  signal: AbortSignal | undefined,
): Promise<string | null> => {
  const { named } = await nameAuthors(outside, { remoteIds: [did], service, ...(signal ? { signal } : {}) })
  return named[0]?.displayName ?? null
}

/** A PDS without an AppView behind it has no notifications; the firehose brings mentions and replies then. */
const notificationSources = async (
  outside: Outside,
  service: string,
  { did, handle, session }: SignedIn,
  signal: AbortSignal | undefined,
): Promise<FoundSource[]> => {
  const answer = await xrpc(outside, {
    service,
    method: 'app.bsky.notification.listNotifications',
    params: { limit: 1 },
    token: session.accessJwt,
    signal,
  })
  const isKnown = answer.ok || isPublicNetwork(service)
  return isKnown ? [{ kind: 'notifications', address: `@${handle}`, key: did, name: `@${handle}` }] : []
}

export const bluesky: Connector = {
  manifest,
  identity: { connect, check: checkSession, name: nameAuthors },
  listen: {
    kinds: {
      notifications: { way: 'poll', everySeconds: 10, poll: pollNotifications },
      firehose: { way: 'stream', everySeconds: null, stream: listenToFirehose },
    },
  },
  reply: {
    remoteId: ({ id, plannedAt, accountRemoteId }) =>
      `at://${accountRemoteId}/${postCollection}/${tidOf(id, plannedAt)}`,
    send: sendPost,
    ask: askPost,
    withdraw: withdrawPost,
  },
  metrics: { atOnce: 25, measure: measurePosts },
}
