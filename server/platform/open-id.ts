/**
 * A provider of sign-ins, spoken to by openid-client: OpenID Connect Core 1.0 with discovery, authorization code, PKCE (RFC 7636), state,
 * nonce, and an id_token whose signature, issuer, audience and times are checked. Every call goes through the guarded fetch.
 */
import type { Configuration, CustomFetch } from 'openid-client'
import { z } from 'zod'
import { AppError, upstream } from './errors.ts'
import { type GuardedFetch, isFetchRefusal } from './fetch.ts'

export interface OpenIdProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

/** What must be remembered of a visitor who was sent away, and must come from nowhere but our own memory. */
export const openIdMemory = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() })
export type OpenIdMemory = z.infer<typeof openIdMemory>

export interface OpenIdPerson {
  readonly subject: string
  /** In lower case; null where the provider does not say that it was verified. */
  readonly verifiedEmail: string | null
  readonly name: string | null
}

/** Six megabytes that an installation without a provider never needs. */
const library = () => import('openid-client')

const scope = 'openid email profile'
const timeoutSeconds = 15
const maxBytes = 1024 * 1024

/** @throws `open_id.unreachable`, `open_id.no_provider` */
export const askOpenId = async (fetch: GuardedFetch, provider: OpenIdProvider): Promise<Configuration> => {
  const client = await library()
  const issuer = new URL(provider.issuer)
  const isOwnMachine = ['127.0.0.1', 'localhost', '[::1]'].includes(issuer.hostname)
  if (issuer.protocol !== 'https:' && !isOwnMachine) throw new AppError('open_id.needs_https', 422)
  const execute = [client.enableNonRepudiationChecks, ...(isOwnMachine ? [client.allowInsecureRequests] : [])]
  try {
    return await client.discovery(
      issuer,
      provider.clientId,
      undefined,
      client.ClientSecretPost(provider.clientSecret),
      {
        [client.customFetch]: throughGuard(fetch),
        execute,
        timeout: timeoutSeconds,
      },
    )
  } catch (error) {
    throw refusedAs(error, 'open_id.no_provider')
  }
}

/** @returns where to send the visitor, and what to remember of them. @throws as `askOpenId` */
export const beginOpenId = async (
  fetch: GuardedFetch,
  provider: OpenIdProvider,
  returnUrl: string,
): Promise<{ url: string; memory: OpenIdMemory }> => {
  const client = await library()
  const configuration = await askOpenId(fetch, provider)
  const memory = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
  }
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: returnUrl,
    scope,
    state: memory.state,
    nonce: memory.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(memory.verifier),
    code_challenge_method: 'S256',
  })
  return { url: url.href, memory }
}

/**
 * @param returned the whole address at which the visitor came back
 * @throws `open_id.denied` where the provider or the person said no, `open_id.broken` for any check that failed, and as `askOpenId`
 */
export const finishOpenId = async (
  fetch: GuardedFetch,
  provider: OpenIdProvider,
  memory: OpenIdMemory,
  returned: URL,
): Promise<OpenIdPerson> => {
  const client = await library()
  const configuration = await askOpenId(fetch, provider)
  try {
    const tokens = await client.authorizationCodeGrant(configuration, returned, {
      expectedState: memory.state,
      expectedNonce: memory.nonce,
      pkceCodeVerifier: memory.verifier,
      idTokenExpected: true,
    })
    const told = tokens.claims()
    if (!told) throw new AppError('open_id.broken', 401)
    const isWhole = typeof told.email === 'string' && told.email_verified !== undefined
    // Many providers tell the address only when they are asked for it.
    const more =
      isWhole || !configuration.serverMetadata().userinfo_endpoint
        ? {}
        : await client.fetchUserInfo(configuration, tokens.access_token, told.sub)
    return personOf({ ...more, ...told })
  } catch (error) {
    const isDenied = error instanceof client.AuthorizationResponseError
    throw refusedAs(error, isDenied ? 'open_id.denied' : 'open_id.broken')
  }
}

/** OpenID Connect Core 1.0, section 5.1: an address counts only where `email_verified` is true. */
const personOf = (claims: Record<string, unknown>): OpenIdPerson => ({
  subject: String(claims.sub),
  verifiedEmail:
    typeof claims.email === 'string' && claims.email_verified === true ? claims.email.trim().toLowerCase() : null,
  name: typeof claims.name === 'string' && claims.name.trim() !== '' ? claims.name.trim().slice(0, 200) : null,
})

const refusedAs = (error: unknown, code: string): unknown => {
  const cause = error instanceof Error && isFetchRefusal(error.cause) ? error.cause : error
  if (isFetchRefusal(cause)) return upstream('open_id.unreachable', { why: cause.code })
  if (error instanceof AppError) return error
  // Whatever a library refuses of an answer from outside is that answer's fault.
  return new AppError(code, code === 'open_id.no_provider' ? 422 : 401)
}

/** Redirects are not followed: what carries a secret goes to the address that was named, or nowhere. */
const throughGuard =
  (fetch: GuardedFetch): CustomFetch =>
  async (url, { method, headers, body }) => {
    const sent = body === null || body === undefined ? {} : { body: String(body) }
    const answer = await fetch(url, {
      method: method as 'GET' | 'POST',
      headers,
      ...sent,
      maxBytes,
      maxRedirects: 0,
      timeoutMs: timeoutSeconds * 1000,
    })
    const isBare = [101, 103, 204, 205, 304].includes(answer.status)
    return new Response(isBare ? null : Buffer.from(await answer.bytes()), {
      status: answer.status,
      headers: withoutCoding(answer.headers),
    })
  }

/** The body is unpacked already. */
const withoutCoding = (headers: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(headers).filter(([name]) => !['content-encoding', 'content-length', 'set-cookie'].includes(name))
