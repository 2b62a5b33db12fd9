// Which addresses may be called: public unicast only, plus the test networks that configuration names.
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { refuse } from './refusal.ts'

/** What configuration opened on top of the public internet. */
export type AllowList = {
  readonly ranges: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][]
  readonly hosts: ReadonlySet<string>
}

/** Public by its number, yet the inside of a cloud: Azure hands out certificates and settings here. */
const cloudInside = new Set(['168.63.129.16'])

const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')
const nat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')

/**
 * Reads entries such as `127.0.0.0/8`, `fd00::/8` or `localhost:2583` (`[::1]:2583` for a literal IPv6 address).
 * A range opens its addresses on every port; a host with a port opens that host on that port, whatever it resolves to.
 * Throws a plain Error on an entry that is neither, so that a typing mistake opens nothing silently.
 */
export function readAllowList(entries: readonly string[]): AllowList {
  const ranges: [ipaddr.IPv4 | ipaddr.IPv6, number][] = []
  const hosts = new Set<string>()
  for (const entry of entries.map(e => e.trim()).filter(Boolean)) {
    if (ipaddr.isValidCIDR(entry)) ranges.push(ipaddr.parseCIDR(entry))
    else if (/^[^\s/@]+:\d{1,5}$/.test(entry)) hosts.add(entry.toLowerCase())
    else throw new Error(`"${entry}" is neither a range (10.0.0.0/8) nor a host with its port (localhost:2583)`)
  }
  return { ranges, hosts }
}

/** True for an address that anyone on the internet could call; false for everything else and for what is no address. */
export function isPublicAddress(address: string): boolean {
  const parsed = readAddress(address)
  if (!parsed) return false
  if (parsed.kind() === 'ipv4') return parsed.range() === 'unicast' && !cloudInside.has(parsed.toString())
  const v6 = parsed as ipaddr.IPv6
  if (v6.match(nat64)) return isPublicAddress(v6.toByteArray().slice(12).join('.'))
  return v6.range() === 'unicast' && v6.match(globalUnicast)
}

/**
 * Throws `fetch.address_refused` unless `address` may be called for `host` (as in a URL, brackets kept) and `port`.
 * The refusal names the host that was asked for, never the address that it hides.
 */
export function checkAddress(address: string, host: string, port: number, allow: AllowList): void {
  if (isPublicAddress(address)) return
  if (allow.hosts.has(`${host.toLowerCase()}:${port}`)) return
  const parsed = readAddress(address)
  if (parsed && allow.ranges.some(range => parsed.kind() === range[0].kind() && parsed.match(range))) return
  throw refuse('fetch.address_refused', { host })
}

/** Parses an address; an IPv4 address that is dressed as IPv6 comes out as IPv4; a zone (`fe80::1%eth0`) is refused. */
function readAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (address.includes('%') || isIP(address) === 0) return null
  return ipaddr.process(address)
}
