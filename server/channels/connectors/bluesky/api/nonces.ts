/** The nonces that servers want to see in our proofs: the last one that each gave. */
import type { Outside } from '../../../connector.ts'

const mostServers = 1000

export const noncesOf = (outside: Outside): Map<string, string> =>
  outside.memo('bluesky.nonces', () => new Map<string, string>())

/** Keeps the nonce of an answer. @returns whether it is another than before. */
export const keepNonce = (outside: Outside, url: string, headers: Readonly<Record<string, string>>): boolean => {
  const nonce = headers['dpop-nonce']
  if (nonce === undefined) return false
  const nonces = noncesOf(outside)
  const { origin } = new URL(url)
  const isNew = nonces.get(origin) !== nonce
  if (!nonces.has(origin) && nonces.size >= mostServers) nonces.clear()
  nonces.set(origin, nonce)
  return isNew
}
