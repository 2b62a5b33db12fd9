/** Bluesky and any other AT Protocol network: sign-in and app password, notifications, search, firehose, posts and their numbers. */
import type { Connecting, Connector, Failure, IdentityPart, Refused } from '../../connector.ts'
import { checkSession } from './api/check.ts'
import { listenToFirehose } from './api/firehose.ts'
import { settleIn } from './api/introductions.ts'
import { measurePosts } from './api/metrics.ts'
import { nameAuthors } from './api/names.ts'
import { pollNotifications } from './api/notifications.ts'
import { askPost, sendPost, withdrawPost } from './api/posts.ts'
import { searchPosts } from './api/search.ts'
import { signIn } from './api/session.ts'
import { revoke, signInPart } from './api/sign-in.ts'
import { readThread } from './api/thread.ts'
import type { XrpcRefusal } from './api/xrpc.ts'
import { manifest } from './manifest.ts'
import { defaultService, readRelay, readService } from './places.ts'
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
  return settleIn(outside, {
    did: signedIn.did,
    handle: signedIn.handle,
    service,
    relay: typedRelay ?? null,
    secret: JSON.stringify(secret),
    session: JSON.stringify(signedIn.session),
    auth: { token: signedIn.session.accessJwt },
    signal,
  })
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

export const bluesky: Connector = {
  manifest,
  identity: { connect, check: checkSession, name: nameAuthors, signIn: signInPart, revoke },
  listen: {
    thread: readThread,
    kinds: {
      notifications: { way: 'poll', everySeconds: 10, poll: pollNotifications },
      search: { way: 'poll', everySeconds: 60, poll: searchPosts },
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
