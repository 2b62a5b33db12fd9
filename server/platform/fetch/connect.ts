// The only way to a socket: a name is resolved once, every answer is checked, and exactly a checked address is called.
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { buildConnector } from 'undici'
import { type AllowList, checkAddress } from './addresses.ts'
import { refuse } from './refusal.ts'

/** Turns a host name into addresses; rejects when there are none. */
export type Resolve = (hostname: string) => Promise<readonly string[]>

/** A name may have a thousand addresses; nobody honest needs more tries. */
const triesCap = 4

export const systemResolve: Resolve = async hostname =>
  (await lookup(hostname, { all: true, order: 'verbatim' })).map(answer => answer.address)

/**
 * A connector for undici. TLS still speaks to the name (SNI and certificate), the socket only to the checked address.
 * One refused answer among many refuses the host: an honest host does not mix public and private addresses.
 * `onRefused` hears the reason, for callers whose library hides it (WebSocket).
 */
export function guardedConnector(options: {
  allow: AllowList
  resolve: Resolve
  connectTimeoutMs: number
  onRefused?: (reason: Error) => void
}): buildConnector.connector {
  const connect = buildConnector({ allowH2: false, timeout: options.connectTimeoutMs, maxCachedSessions: 0 })

  return (target, callback) => {
    findAddresses(target, options).then(
      addresses => connectToFirst(connect, target, addresses.slice(0, triesCap), callback),
      (reason: Error) => {
        options.onRefused?.(reason)
        callback(reason, null)
      },
    )
  }
}

/** Resolves a name once and checks every answer. @throws FetchRefusal */
export async function findAddresses(
  target: Pick<buildConnector.Options, 'hostname' | 'protocol' | 'port'>,
  { allow, resolve, connectTimeoutMs }: { allow: AllowList; resolve: Resolve; connectTimeoutMs: number },
): Promise<readonly string[]> {
  const hostname = bare(target.hostname)
  const port = Number(target.port) || (target.protocol === 'https:' ? 443 : 80)
  const addresses = isIP(hostname) ? [hostname] : await resolveInTime(resolve, hostname, connectTimeoutMs)
  if (addresses.length === 0) throw refuse('fetch.unknown_host', { host: hostname })
  for (const address of addresses) checkAddress(address, target.hostname, port, allow)
  return addresses
}

/** undici cannot call off a connection that is still being made, so a silent name server must end by itself. */
function resolveInTime(resolve: Resolve, host: string, timeoutMs: number): Promise<readonly string[]> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(refuse('fetch.timeout', { timeoutMs })), timeoutMs)
    resolve(host)
      .then(done, () => fail(refuse('fetch.unknown_host', { host })))
      .finally(() => clearTimeout(timer))
  })
}

/** Tries the addresses in the order of the answer; a machine without IPv6 thus still reaches a host that has both. */
function connectToFirst(
  connect: buildConnector.connector,
  target: buildConnector.Options,
  addresses: readonly string[],
  callback: buildConnector.Callback,
): void {
  const [address, ...rest] = addresses
  const hostname = bare(target.hostname)
  const servername = target.protocol === 'https:' && !isIP(hostname) ? hostname : undefined
  connect({ ...target, hostname: address!, servername }, (error, socket) => {
    if (!error) return callback(null, socket!)
    if (rest.length > 0) return connectToFirst(connect, target, rest, callback)
    callback(error, null)
  })
}

function bare(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
}
