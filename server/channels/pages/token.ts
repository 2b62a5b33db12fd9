/**
 * Identity tokens: a site's own server says who is signed in. JWT (RFC 7519) signed by HS256 with the site's secret, with the
 * claim names of OpenID Connect Core 1.0, so that every language has a library that makes them.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

/** Tokens that live longer are refused: one that leaks would make somebody another for ever. */
const longestLifeSeconds = 24 * 3600
/** Clocks of two servers differ. */
const leewaySeconds = 120

const claims = z.object({
  /** Who it is, as the site knows them: never changes, never given to another. */
  sub: z.coerce.string().trim().min(1).max(200),
  exp: z.number(),
  name: z.string().trim().max(200).optional(),
  email: z.email().max(254).optional(),
  email_verified: z.boolean().optional(),
  phone_number: z.string().max(40).optional(),
  phone_number_verified: z.boolean().optional(),
  /** ISO 8601, `2012-05-01`: minors are neither segmented nor messaged. */
  birthdate: z.iso.date().optional(),
})
export type IdentityClaims = z.infer<typeof claims>

export type TokenReading =
  | { readonly ok: true; readonly claims: IdentityClaims }
  | { readonly ok: false; readonly why: 'malformed' | 'forged' | 'expired' | 'too_long' }

/** @param secret the site's, as its settings show it. @param at the instant at which the token was handed in. */
export const readIdentity = (token: string, secret: string, at: Date): TokenReading => {
  const [head, body, signature, ...more] = token.split('.')
  if (!head || !body || !signature || more.length > 0 || token.length > 4000) return { ok: false, why: 'malformed' }
  // The algorithm is ours to say, never the token's: `none` and public keys taken for secrets are the known attacks.
  if ((json(head) as { alg?: unknown } | null)?.alg !== 'HS256') return { ok: false, why: 'malformed' }
  const wanted = sign(`${head}.${body}`, secret)
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return { ok: false, why: 'forged' }
  const parsed = claims.safeParse(json(body))
  if (!parsed.success) return { ok: false, why: 'malformed' }
  const now = at.getTime() / 1000
  if (parsed.data.exp < now - leewaySeconds) return { ok: false, why: 'expired' }
  if (parsed.data.exp > now + longestLifeSeconds + leewaySeconds) return { ok: false, why: 'too_long' }
  return { ok: true, claims: parsed.data }
}

const sign = (text: string, secret: string): Buffer => createHmac('sha256', secret).update(text).digest()

const json = (part: string): unknown => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
