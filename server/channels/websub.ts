/** WebSub (W3C Recommendation, 23 January 2018): the request to a hub, and proof that a hub speaks. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** What we ask for; hubs decide, and most give less. */
export const wishedLeaseSeconds = 10 * 86_400
const shortestLeaseSeconds = 300
const longestLeaseSeconds = 90 * 86_400

/** The form of a subscription request (section 5.1). */
export const subscriptionForm = (asked: { callback: string; topic: string; secret: string }): string =>
  new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.callback': asked.callback,
    'hub.topic': asked.topic,
    'hub.secret': asked.secret,
    'hub.lease_seconds': String(wishedLeaseSeconds),
  }).toString()

export type Intent =
  | { readonly mode: 'subscribe'; readonly topic: string; readonly challenge: string; readonly leaseSeconds: number }
  | { readonly mode: 'unsubscribe'; readonly topic: string; readonly challenge: string }
  | { readonly mode: 'denied'; readonly topic: string }

/** What a hub asks or says (sections 5.2 and 5.3); null for what is neither. */
export const readIntent = (query: URLSearchParams): Intent | null => {
  const [mode, topic, challenge] = ['hub.mode', 'hub.topic', 'hub.challenge'].map(name => query.get(name))
  if (!topic) return null
  if (mode === 'denied') return { mode, topic }
  if (!challenge || challenge.length > 2000) return null
  if (mode === 'unsubscribe') return { mode, topic, challenge }
  if (mode !== 'subscribe') return null
  const said = Number(query.get('hub.lease_seconds') ?? wishedLeaseSeconds)
  const leaseSeconds = Number.isFinite(said)
    ? Math.min(Math.max(Math.trunc(said), shortestLeaseSeconds), longestLeaseSeconds)
    : wishedLeaseSeconds
  return { mode, topic, challenge, leaseSeconds }
}

/** Seconds after which a lease is asked for anew: well before it ends, so that a hub that is away for an hour costs nothing. */
export const renewAfterSeconds = (leaseSeconds: number): number => Math.floor(leaseSeconds * 0.8)

/** Whether `X-Hub-Signature: method=hex` proves the bytes (section 8). */
export const isSigned = (header: string | null, secret: string, bytes: Uint8Array): boolean => {
  const [, method, hex] = /^(sha1|sha256|sha384|sha512)=([0-9a-f]+)$/i.exec(header?.trim() ?? '') ?? []
  if (!method || !hex) return false
  const proof = createHmac(method.toLowerCase(), secret).update(bytes).digest()
  const said = Buffer.from(hex, 'hex')
  return said.length === proof.length && timingSafeEqual(said, proof)
}
