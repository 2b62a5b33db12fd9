/** Signing in at an account's own server: the request is pushed, the person goes there and comes back, tokens are kept and renewed. */
import { z } from 'zod'
import { readClock } from '../../../../platform/clock.ts'
import type { Connecting, Failure, IdentityPart, OurClient, Outside, Refused, SignInPart } from '../../../connector.ts'
import { failureOf, failureOfStatus, retryAfterSeconds } from '../../../failures.ts'
import { parseJson } from '../json.ts'
import {
  challengeOf,
  clientDocument,
  clientWords,
  dpopProof,
  type Flow,
  flowShape,
  type Key,
  loopbackClientId,
  makeKey,
  makeVerifier,
  type OauthSecret,
  oauthSecret,
  oauthSession,
  renewAtOf,
  scope,
  sessionOf,
  tokenAnswer,
} from '../oauth.ts'
import { readRelay, readService } from '../places.ts'
import { findHome } from './discovery.ts'
import { settleIn } from './introductions.ts'
import { keepNonce, noncesOf } from './nonces.ts'
import { xrpc } from './xrpc.ts'

const pushed = z.object({ request_uri: z.string() })
const refusalShape = z.object({ error: z.string().catch('') })
const timeoutMs = 12_000

const badField = (field: string): Refused => ({
  ok: false,
  field,
  failure: { class: 'bad_content', code: 'channels.bad_address' },
})
const unreadable: Refused = { ok: false, failure: { class: 'try_again', code: 'channels.answer_unreadable' } }
const broken: Refused = { ok: false, failure: { class: 'refresh', code: 'channels.sign_in_broken' } }

/** Pushes the request (RFC 9126). @returns where the person goes, and what to remember until they return. */
const begin: SignInPart['begin'] = async (outside, { fields, client, state, now, signal }) => {
  const service = fields.service === undefined ? null : readService(fields.service)
  if (service === null && fields.service !== undefined) return badField('service')
  const relay = fields.relay === undefined ? null : readRelay(fields.relay)
  if (relay === null && fields.relay !== undefined) return badField('relay')
  const identifier = (fields.identifier ?? '').replace(/^@/, '')
  const home = await findHome(outside, { identifier, service, signal })
  if (!home.ok) return home
  const { did, server } = home
  const flow: Flow = {
    did,
    service: home.service,
    relay,
    issuer: server.issuer,
    tokenEndpoint: server.token_endpoint,
    revocationEndpoint: server.revocation_endpoint ?? null,
    verifier: makeVerifier(),
    key: makeKey(),
  }
  const words = {
    ...clientWords(client, server.issuer, now),
    response_type: 'code',
    redirect_uri: client.redirectUri,
    scope,
    state: state(JSON.stringify(flow)),
    code_challenge: challengeOf(flow.verifier),
    code_challenge_method: 'S256',
    login_hint: identifier,
  }
  const answer = await post(outside, server.pushed_authorization_request_endpoint, words, flow.key, signal)
  if (!answer.ok) return { ok: false, failure: answer.failure }
  const request = pushed.safeParse(answer.data)
  if (!request.success) return unreadable
  const url = new URL(server.authorization_endpoint)
  url.searchParams.set('client_id', client.id)
  url.searchParams.set('request_uri', request.data.request_uri)
  return { ok: true, url: url.href }
}

/** Takes the code that the person brought back. The server that answers must be the one that was asked, and the account too. */
const finish: SignInPart['finish'] = async (
  outside,
  { flow: kept, answer, client, now, signal },
): Promise<Connecting> => {
  const flow = flowShape.safeParse(parseJson(kept)).data
  if (!flow || answer.iss !== flow.issuer) return broken
  if (answer.error === 'access_denied') return refusedBy('channels.sign_in_denied')
  if (answer.error !== undefined || answer.code === undefined) return broken
  const words = {
    ...clientWords(client, flow.issuer, now),
    grant_type: 'authorization_code',
    code: answer.code,
    redirect_uri: client.redirectUri,
    code_verifier: flow.verifier,
  }
  const told = await post(outside, flow.tokenEndpoint, words, flow.key, signal)
  if (!told.ok) return told.error === 'invalid_grant' ? broken : { ok: false, failure: told.failure }
  const tokens = tokenAnswer.safeParse(told.data)
  if (!tokens.success) return unreadable
  if (!tokens.data.scope.split(' ').includes('atproto')) return broken
  if (tokens.data.sub !== flow.did) return refusedBy('channels.sign_in_other_account')
  const session = sessionOf(tokens.data, now)
  const secret: OauthSecret = {
    kind: 'oauth',
    issuer: flow.issuer,
    tokenEndpoint: flow.tokenEndpoint,
    revocationEndpoint: flow.revocationEndpoint,
    clientId: client.id,
    key: flow.key,
  }
  const auth = { token: session.accessToken, key: flow.key }
  const who = await xrpc(outside, {
    service: flow.service,
    method: 'com.atproto.server.getSession',
    dpop: auth,
    signal,
  })
  const shown = who.ok ? z.object({ did: z.string(), handle: z.string() }).safeParse(who.data).data : undefined
  if (!who.ok) return { ok: false, failure: who.failure }
  if (shown?.did !== flow.did) return unreadable
  return settleIn(outside, {
    did: flow.did,
    handle: shown.handle,
    service: flow.service,
    relay: flow.relay,
    secret: JSON.stringify(secret),
    session: JSON.stringify(session),
    auth: { dpop: auth },
    signal,
  })
}

const refusedBy = (code: string): Refused => ({ ok: false, failure: { class: 'refresh', code } })

/**
 * Trades the refresh token for new ones. Each is good for one trade, and a server ends the session when it sees one again:
 * whoever calls this must be the only one.
 */
const renew: SignInPart['renew'] = async (outside, { account, client, now, signal }) => {
  const secret = oauthSecret.safeParse(parseJson(account.secret)).data
  const session = oauthSession.safeParse(parseJson(account.session ?? '')).data
  if (!secret || !session || secret.clientId !== client.id)
    return { kind: 'failed', failure: { class: 'refresh', code: 'channels.sign_in_ended' } }
  const words = {
    ...clientWords(client, secret.issuer, now),
    grant_type: 'refresh_token',
    refresh_token: session.refreshToken,
  }
  const told = await post(outside, secret.tokenEndpoint, words, secret.key, signal)
  if (!told.ok) {
    const isOver = told.error === 'invalid_grant' || told.error === 'invalid_client'
    return {
      kind: 'failed',
      failure: isOver ? { class: 'refresh', code: 'channels.sign_in_ended' } : told.failure,
    }
  }
  const tokens = tokenAnswer.safeParse(told.data)
  if (!tokens.success || tokens.data.sub !== account.remoteId)
    return { kind: 'failed', failure: { class: 'refresh', code: 'channels.sign_in_ended' } }
  return { kind: 'renewed', session: JSON.stringify(sessionOf(tokens.data, now)) }
}

const renewAt: SignInPart['renewAt'] = (session, now) => {
  const read = oauthSession.safeParse(parseJson(session)).data
  return read ? renewAtOf(read, now) : null
}

const passwordSession = z.object({ refreshJwt: z.string() })

/** Ends the session at its server: tokens (RFC 7009), or the session of an app password. */
export const revoke: NonNullable<IdentityPart['revoke']> = async (outside, { account, client, now, signal }) => {
  const secret = oauthSecret.safeParse(parseJson(account.secret)).data
  const session = oauthSession.safeParse(parseJson(account.session ?? '')).data
  if (secret && session && client) {
    if (secret.revocationEndpoint === null || secret.clientId !== client.id) return null
    const words = { ...clientWords(client, secret.issuer, now), token: session.refreshToken }
    const told = await post(outside, secret.revocationEndpoint, words, secret.key, signal)
    return told.ok || told.failure.class !== 'try_again' ? null : told.failure
  }
  const kept = passwordSession.safeParse(parseJson(account.session ?? '')).data
  if (!kept) return null
  const { service } = account
  const method = 'com.atproto.server.deleteSession'
  const answer = await xrpc(outside, { service, method, isProcedure: true, token: kept.refreshJwt, signal })
  return answer.ok || answer.failure.class !== 'try_again' ? null : answer.failure
}

type Told = { ok: true; data: unknown } | { ok: false; error: string; failure: Failure }

/** A form, with a proof; once more where the server wants to see a nonce of its own. */
const post = async (
  outside: Outside,
  url: string,
  words: Readonly<Record<string, string>>,
  key: Key,
  signal: AbortSignal | undefined,
): Promise<Told> => {
  const first = await postOnce(outside, url, words, key, signal)
  return !first.ok && first.error === 'use_dpop_nonce' ? postOnce(outside, url, words, key, signal) : first
}

const postOnce = async (
  outside: Outside,
  url: string,
  words: Readonly<Record<string, string>>,
  key: Key,
  signal: AbortSignal | undefined,
): Promise<Told> => {
  const now = readClock()
  const nonce = noncesOf(outside).get(new URL(url).origin)
  try {
    const answer = await outside.fetch(url, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        dpop: dpopProof({ key, method: 'POST', url, now, nonce }),
      },
      body: new URLSearchParams(words).toString(),
      maxBytes: 200_000,
      timeoutMs,
      ...(signal ? { signal } : {}),
    })
    keepNonce(outside, url, answer.headers)
    const data = parseJson(new TextDecoder().decode(await answer.bytes()))
    if (answer.status >= 200 && answer.status < 300) return { ok: true, data }
    const error = refusalShape.safeParse(data).data?.error ?? ''
    const wait = retryAfterSeconds(answer.headers['retry-after'], now)
    return { ok: false, error, failure: failureOfStatus(answer.status, wait) }
  } catch (error) {
    const failure = failureOf(error)
    if (failure === null) throw error
    return { ok: false, error: '', failure }
  }
}

export const signInPart: SignInPart = {
  begin,
  finish,
  renew,
  renewAt,
  clientDocument: (client: OurClient, homepage: string) => clientDocument(client, homepage),
  loopbackClientId,
}
