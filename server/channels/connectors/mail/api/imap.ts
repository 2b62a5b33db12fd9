/** One IMAP connection (RFC 9051, RFC 3501) to an address that the guard has checked. */
import { ImapFlow } from 'imapflow'
import type { Outside } from '../../../connector.ts'
import type { Settings } from '../settings.ts'
import { addressesOf } from './place.ts'

const connectMs = 8_000
const silenceMs = 90_000
/** What one answer of a server may bring: a mail with its fields. */
const mostBytes = 64 * 1024 * 1024

export interface Imap {
  readonly client: ImapFlow
  /** Ends in good order, at once where the server is gone. */
  close(): Promise<void>
}

/** @throws what imapflow or the guard throws; `troubleOf` says what it means. */
export const openImap = async (outside: Outside, settings: Settings, signal?: AbortSignal): Promise<Imap> => {
  const { imap, user, password } = settings
  const { addresses, servername } = await addressesOf(outside, imap)
  let last: unknown = null
  for (const address of addresses) {
    signal?.throwIfAborted()
    const client = new ImapFlow({
      host: address,
      port: imap.port,
      secure: imap.security === 'tls',
      ...(imap.security === 'tls' ? {} : { doSTARTTLS: imap.security === 'starttls' }),
      ...(servername === undefined ? {} : { servername }),
      auth: { user, pass: password },
      logger: false,
      disableAutoIdle: true,
      disableCompression: true,
      clientInfo: { name: 'Maeari' },
      connectionTimeout: connectMs,
      greetingTimeout: connectMs,
      socketTimeout: silenceMs,
      maxLiteralSize: mostBytes,
      maxResponseSize: mostBytes + 1024 * 1024,
    } as ConstructorParameters<typeof ImapFlow>[0])
    // Every call that is under way is rejected with it too; without a listener it would end the process.
    client.on('error', () => {})
    const cut = () => client.close()
    signal?.addEventListener('abort', cut, { once: true })
    try {
      await client.connect()
      return {
        client,
        async close() {
          signal?.removeEventListener('abort', cut)
          if (client.usable && !signal?.aborted) await Promise.race([client.logout().catch(cut), closeSoon(client)])
          else cut()
        },
      }
    } catch (error) {
      signal?.removeEventListener('abort', cut)
      cut()
      last = error
      if (!isElsewhere(error)) throw error
    }
  }
  throw last
}

const closeSoon = (client: ImapFlow): Promise<void> =>
  new Promise(resolve => {
    const timer = setTimeout(() => {
      client.close()
      resolve()
    }, 2000)
    client.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })

/** Another address of the same host may do. */
export const isElsewhere = (error: unknown): boolean =>
  /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|CONNECT_TIMEOUT|ETIMEDOUT/.test(
    String((error as { code?: string; cause?: { code?: string } }).code ?? ''),
  )
