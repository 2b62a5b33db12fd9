/**
 * OAuth as the AT Protocol wants it (atproto.com/specs/oauth): the words and proofs of a client. PKCE (RFC 7636), DPoP
 * (RFC 9449), client assertions (RFC 7523), the client's own document. Pure.
 */
import { createHash, createPrivateKey, generateKeyPairSync, type JsonWebKey, randomBytes, sign } from 'node:crypto'
import { z } from 'zod'
import type { OurClient } from '../../connector.ts'

export const scope = 'atproto transition:generic'

const jwk = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string(), d: z.string() })
export type Key = z.infer<typeof jwk>

/** What must be remembered between sending somebody to their server and their return. */
export const flowShape = z.object({
  did: z.string(),
  service: z.string(),
  relay: z.string().nullable(),
  issuer: z.string(),
  tokenEndpoint: z.string(),
  revocationEndpoint: z.string().nullable(),
  verifier: z.string(),
  key: jwk,
})
export type Flow = z.infer<typeof flowShape>

/** What an account keeps for good: where its tokens come from, and the key that they are bound to. */
export const oauthSecret = z.object({
  kind: z.literal('oauth'),
  issuer: z.string(),
  tokenEndpoint: z.string(),
  revocationEndpoint: z.string().nullable(),
  /** The tokens belong to this client. */
  clientId: z.string(),
  key: jwk,
})
export type OauthSecret = z.infer<typeof oauthSecret>

export const oauthSession = z.object({
  kind: z.literal('oauth'),
  accessToken: z.string(),
  refreshToken: z.string(),
  /** ISO-8601. */
  expiresAt: z.string(),
})
export type OauthSession = z.infer<typeof oauthSession>

/** The answer of a token endpoint that we can live with. */
export const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  token_type: z.string().regex(/^dpop$/i),
  expires_in: z.number().min(1).max(31_536_000).default(1800),
  scope: z.string(),
  sub: z.string(),
})

export const sessionOf = (answer: z.infer<typeof tokenAnswer>, now: Date): OauthSession => ({
  kind: 'oauth',
  accessToken: answer.access_token,
  refreshToken: answer.refresh_token,
  expiresAt: new Date(now.getTime() + answer.expires_in * 1000).toISOString(),
})

const leastMs = 5 * 60_000

/** Well before it ends, so that what is under way goes on with what it has: a fifth of its life, five minutes at least. */
export const renewAtOf = (session: OauthSession, now: Date): Date => {
  const end = Date.parse(session.expiresAt)
  return new Date(Math.max(now.getTime(), end - Math.max(leastMs, (end - now.getTime()) / 5)))
}

const base64url = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64url')
const digest = (text: string): string => createHash('sha256').update(text).digest('base64url')

export const makeKey = (): Key =>
  jwk.parse(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }))

export const makeVerifier = (): string => randomBytes(32).toString('base64url')
export const challengeOf = (verifier: string): string => digest(verifier)

const publicOf = ({ kty, crv, x, y }: Key) => ({ kty, crv, x, y })

const signed = (header: object, payload: object, key: Key): string => {
  const body = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(payload))}`
  const privateKey = createPrivateKey({ key: key as JsonWebKey, format: 'jwk' })
  return `${body}.${base64url(sign('sha256', Buffer.from(body), { key: privateKey, dsaEncoding: 'ieee-p1363' }))}`
}

interface Proof {
  key: Key
  method: string
  url: string
  now: Date
  nonce: string | undefined
  /** The access token that it goes with. */
  token?: string
}

/** Proves that the caller holds the key that tokens are bound to, for one request. */
export const dpopProof = ({ key, method, url, now, nonce, token }: Proof): string => {
  const { origin, pathname } = new URL(url)
  return signed(
    { typ: 'dpop+jwt', alg: 'ES256', jwk: publicOf(key) },
    {
      jti: randomBytes(16).toString('base64url'),
      htm: method,
      htu: `${origin}${pathname}`,
      iat: Math.floor(now.getTime() / 1000),
      ...(nonce === undefined ? {} : { nonce }),
      ...(token === undefined ? {} : { ath: digest(token) }),
    },
    key,
  )
}

/** Who we are to a token endpoint: a client with a key proves it, one without only says its name. */
export const clientWords = (client: OurClient, issuer: string, now: Date): Record<string, string> => {
  if (client.key === null) return { client_id: client.id }
  const iat = Math.floor(now.getTime() / 1000)
  const claims = {
    iss: client.id,
    sub: client.id,
    aud: issuer,
    jti: randomBytes(16).toString('base64url'),
    iat,
    exp: iat + 55,
  }
  const key = jwk.parse(client.key)
  return {
    client_id: client.id,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: signed({ alg: 'ES256', kid: keyIdOf(key) }, claims, key),
  }
}

/** RFC 7638. */
const keyIdOf = ({ crv, kty, x, y }: Key): string => digest(JSON.stringify({ crv, kty, x, y }))

/** What other servers read at the address that is our client's name. */
export const clientDocument = (client: OurClient, homepage: string): Record<string, unknown> => {
  const key = client.key === null ? null : jwk.parse(client.key)
  return {
    client_id: client.id,
    client_name: 'Maeari',
    client_uri: homepage,
    application_type: 'web',
    redirect_uris: [client.redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    scope,
    dpop_bound_access_tokens: true,
    ...(key === null
      ? { token_endpoint_auth_method: 'none' }
      : {
          token_endpoint_auth_method: 'private_key_jwt',
          token_endpoint_auth_signing_alg: 'ES256',
          jwks: { keys: [{ ...publicOf(key), kid: keyIdOf(key), use: 'sig', alg: 'ES256' }] },
        }),
  }
}

/** The name of a client on somebody's own machine, which has no document: everything stands in it. */
export const loopbackClientId = (redirectUri: string): string =>
  `http://localhost?${new URLSearchParams({ redirect_uri: redirectUri, scope })}`
