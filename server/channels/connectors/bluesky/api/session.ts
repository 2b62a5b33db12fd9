/**
 * Sessions. By app password: kept and refreshed, so that we log in rarely (the network allows 30 log-ins in five minutes).
 * By sign-in: used as they are; one at a time renews them, elsewhere.
 */
import { z } from 'zod'
import type { ConnectedAccount, Outside } from '../../../connector.ts'
import { parseJson } from '../json.ts'
import { type Key, oauthSecret, oauthSession } from '../oauth.ts'
import { type XrpcAnswer, type XrpcCall, type XrpcRefusal, xrpc } from './xrpc.ts'

const session = z.object({ accessJwt: z.string(), refreshJwt: z.string() })
type Session = z.infer<typeof session>

const created = session.extend({
  did: z.string(),
  handle: z.string(),
  didDoc: z
    .object({ service: z.array(z.object({ id: z.string(), serviceEndpoint: z.unknown() })).default([]) })
    .optional()
    .catch(undefined),
})

const secret = z.object({ identifier: z.string(), password: z.string() })
export type Secret = z.infer<typeof secret>

export type SignedIn = { ok: true; did: string; handle: string; pds: string | null; session: Session }

/** Asks for a session by handle and app password. */
export const signIn = async (
  outside: Outside,
  service: string,
  { identifier, password }: Secret,
  signal?: AbortSignal,
): Promise<SignedIn | XrpcRefusal> => {
  const answer = await xrpc(outside, {
    service,
    method: 'com.atproto.server.createSession',
    input: { identifier, password },
    signal,
  })
  if (!answer.ok) return answer
  const parsed = created.safeParse(answer.data)
  if (!parsed.success) return unreadable
  const { did, handle, accessJwt, refreshJwt, didDoc } = parsed.data
  const endpoint = didDoc?.service.find(one => one.id.endsWith('#atproto_pds'))?.serviceEndpoint
  return {
    ok: true,
    did,
    handle,
    pds: typeof endpoint === 'string' ? endpoint : null,
    session: { accessJwt, refreshJwt },
  }
}

const unreadable: XrpcRefusal = {
  ok: false,
  status: null,
  error: '',
  failure: { class: 'try_again', code: 'channels.answer_unreadable' },
  mayHaveArrived: false,
}

export interface Visit {
  /** Calls as the account; an expired session is refreshed, or made anew by password, and the call repeated once. */
  call(call: Omit<XrpcCall, 'service' | 'token' | 'dpop'>): Promise<XrpcAnswer>
  /** The session to keep, when it changed. */
  kept(): { session?: string }
}

/** A few calls in the name of an account, sharing its session. */
export const visit = (outside: Outside, account: ConnectedAccount, signal: AbortSignal): Visit => {
  const signedIn = oauthSecret.safeParse(parseJson(account.secret)).data
  return signedIn ? visitSignedIn(outside, account, signedIn.key, signal) : visitByPassword(outside, account, signal)
}

/** A token that is refused ends nothing: the session is renewed, and the call comes again a little later. */
const visitSignedIn = (outside: Outside, account: ConnectedAccount, key: Key, signal: AbortSignal): Visit => {
  const token = oauthSession.safeParse(parseJson(account.session ?? '')).data?.accessToken
  return {
    async call(call) {
      if (token === undefined) return renewing
      const answer = await xrpc(outside, { ...call, service: account.service, dpop: { token, key }, signal })
      return answer.ok || !isStale(answer) ? answer : { ...renewing, status: answer.status, error: answer.error }
    },
    kept: () => ({}),
  }
}

const renewing: XrpcRefusal = {
  ok: false,
  status: null,
  error: '',
  failure: { class: 'try_again', code: 'channels.session_renewing', afterSeconds: 10, needsRenewal: true },
  mayHaveArrived: false,
}

const visitByPassword = (outside: Outside, account: ConnectedAccount, signal: AbortSignal): Visit => {
  let current = readSession(account.session)
  let hasChanged = false
  const renew = async (): Promise<XrpcRefusal | null> => {
    const renewed = await renewSession(outside, account, current, signal)
    if (!renewed.ok) return renewed
    current = renewed.session
    hasChanged = true
    return null
  }
  return {
    async call(call) {
      if (current === null) {
        const refused = await renew()
        if (refused) return { ...refused, mayHaveArrived: false }
      }
      const first = await xrpc(outside, { ...call, service: account.service, token: current!.accessJwt, signal })
      if (first.ok || !isStale(first)) return first
      const refused = await renew()
      if (refused) return { ...refused, mayHaveArrived: false }
      return xrpc(outside, { ...call, service: account.service, token: current!.accessJwt, signal })
    },
    kept: () => (hasChanged && current !== null ? { session: JSON.stringify(current) } : {}),
  }
}

const readSession = (text: string | null): Session | null => {
  if (text === null) return null
  const parsed = session.safeParse(parseJson(text))
  return parsed.success ? parsed.data : null
}

const isStale = (refusal: XrpcRefusal): boolean =>
  refusal.status === 401 || refusal.error === 'ExpiredToken' || refusal.error === 'InvalidToken'

/** By refresh token where there is one; by password where that is refused too. */
const renewSession = async (
  outside: Outside,
  account: ConnectedAccount,
  current: Session | null,
  signal: AbortSignal,
): Promise<{ ok: true; session: Session } | XrpcRefusal> => {
  if (current !== null) {
    const refreshed = await xrpc(outside, {
      service: account.service,
      method: 'com.atproto.server.refreshSession',
      isProcedure: true,
      token: current.refreshJwt,
      signal,
    })
    const parsed = refreshed.ok ? session.safeParse(refreshed.data) : null
    if (parsed?.success) return { ok: true, session: parsed.data }
    if (!refreshed.ok && refreshed.failure.class !== 'refresh') return refreshed
  }
  return signIn(outside, account.service, secret.parse(parseJson(account.secret)), signal)
}
