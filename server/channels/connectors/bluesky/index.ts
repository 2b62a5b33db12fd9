/** Bluesky and any other AT Protocol network: app password, notifications, firehose, replies. */
import type { Connecting, Connector, FoundSource, IdentityPart, Outside } from '../../connector.ts'
import { listenToFirehose } from './api/firehose.ts'
import { nameAuthors } from './api/names.ts'
import { pollNotifications } from './api/notifications.ts'
import { askReply, sendReply } from './api/replies.ts'
import { type SignedIn, signIn } from './api/session.ts'
import { xrpc } from './api/xrpc.ts'
import { manifest } from './manifest.ts'
import { profileUrl } from './map.ts'
import { defaultService, readRelay, readService, relayOf } from './places.ts'
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
  if (!signedIn.ok) {
    const isRefused = signedIn.failure.class === 'refresh' || signedIn.status === 400
    const failure = signedIn.status === 400 ? refusedCredentials : signedIn.failure
    return isRefused
      ? { ok: false, field: 'password', failure: signedIn.error === '' ? failure : signedIn.failure }
      : signedIn
  }
  // A service that was typed is kept as typed: it may be a proxy or a name inside a network of one's own.
  const service = fields.service === undefined ? (readService(signedIn.pds ?? '') ?? asked) : asked
  const relay = typedRelay ?? relayOf(service)
  return {
    ok: true,
    remoteId: signedIn.did,
    handle: signedIn.handle,
    displayName: (await displayNameOf(outside, service, signedIn, signal)) ?? signedIn.handle,
    url: profileUrl(signedIn.handle),
    service,
    secret: JSON.stringify(secret),
    session: JSON.stringify(signedIn.session),
    sources: [
      ...(await notificationSources(outside, service, signedIn, signal)),
      { kind: 'firehose', address: relay, name: new URL(relay).host },
    ],
  }
}

const refusedCredentials = { class: 'refresh' as const, code: 'channels.credentials_refused' }

const displayNameOf = async (
  outside: Outside,
  service: string,
  { did }: SignedIn,
  signal: AbortSignal | undefined,
): Promise<string | null> => {
  const [named] = await nameAuthors(outside, { remoteIds: [did], service, ...(signal ? { signal } : {}) })
  return named?.displayName ?? null
}

/** A PDS without an AppView behind it knows no notifications; the firehose brings mentions and replies then. */
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
  const isKnown =
    answer.ok || answer.status === null || answer.status === 429 || answer.status === 502 || answer.status === 503
  return isKnown ? [{ kind: 'notifications', address: `@${handle}`, key: did, name: `@${handle}` }] : []
}

export const bluesky: Connector = {
  manifest,
  identity: { connect, name: nameAuthors },
  listen: {
    kinds: {
      notifications: { way: 'poll', everySeconds: 10, poll: pollNotifications },
      firehose: { way: 'stream', everySeconds: null, stream: listenToFirehose },
    },
  },
  reply: {
    remoteId: ({ id, plannedAt, accountRemoteId }) =>
      `at://${accountRemoteId}/${postCollection}/${tidOf(id, plannedAt)}`,
    send: sendReply,
    ask: askReply,
  },
}
