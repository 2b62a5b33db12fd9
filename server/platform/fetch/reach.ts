// The same guard for libraries that open their sockets themselves: a host becomes addresses that were checked.
import { isIP } from 'node:net'
import type { GuardOptions } from '../fetch.ts'
import { isPublicAddress, readAllowList } from './addresses.ts'
import { findAddresses, systemResolve } from './connect.ts'
import { refuse } from './refusal.ts'

export interface Reachable {
  /** Checked, in the order of the answer: exactly one of these is to be called, never the name. */
  readonly addresses: readonly string[]
  /** For SNI and the certificate; undefined where the host is an address itself. */
  readonly servername: string | undefined
  /** Whether the way there leads over the public internet. */
  readonly isPublic: boolean
}

/** Resolves a host once and checks every answer; rejects with a FetchRefusal. The caller connects to an address of the answer. */
export type GuardedReach = (host: string, port: number) => Promise<Reachable>

/** Makes the guarded reach, for protocols other than HTTP: IMAP and SMTP. */
export const createGuardedReach = (options: Pick<GuardOptions, 'allow' | 'resolve' | 'timeoutMs'>): GuardedReach => {
  const allow = readAllowList(options.allow ?? [])
  const resolve = options.resolve ?? systemResolve
  return async (host, port) => {
    if (!/^[\w.:-]{1,253}$/u.test(host) || !Number.isInteger(port) || port < 1 || port > 65_535)
      throw refuse('fetch.bad_url', { why: 'host' })
    const target = { hostname: host, protocol: 'http:', port: String(port) }
    const addresses = await findAddresses(target, { allow, resolve, connectTimeoutMs: options.timeoutMs })
    return { addresses, servername: isIP(host) ? undefined : host, isPublic: addresses.some(isPublicAddress) }
  }
}
