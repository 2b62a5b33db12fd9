/** One SMTP connection (RFC 5321, RFC 6409) to an address that the guard has checked: signed in, and one mail. */
import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Outside } from '../../../connector.ts'
import type { Settings } from '../settings.ts'
import { isElsewhere } from './imap.ts'
import { addressesOf } from './place.ts'

const connectMs = 8_000
const silenceMs = 20_000

export interface Smtp {
  /** @returns the server's own Message-ID where it puts one in the place of ours. @throws what nodemailer throws, `isUnsent` where the server asked for no content yet */
  send(envelope: { from: string; to: readonly string[] }, bytes: Buffer): Promise<{ messageId: string | null }>
  close(): void
}

/** Connects and signs in. @throws what nodemailer or the guard throws; nothing can have been sent then. */
export const openSmtp = async (outside: Outside, settings: Settings, signal?: AbortSignal): Promise<Smtp> => {
  const { smtp } = settings
  const { addresses, servername } = await addressesOf(outside, smtp)
  let last: unknown = null
  for (const address of addresses) {
    signal?.throwIfAborted()
    const connection = new SMTPConnection({
      host: address,
      port: smtp.port,
      secure: smtp.security === 'tls',
      requireTLS: smtp.security === 'starttls',
      ignoreTLS: smtp.security === 'none',
      ...(servername === undefined ? {} : { servername, tls: { servername } }),
      connectionTimeout: connectMs,
      greetingTimeout: connectMs,
      socketTimeout: silenceMs,
      logger: false,
    })
    try {
      await signIn(connection, settings, signal)
      return opened(connection, signal)
    } catch (error) {
      connection.close()
      last = error
      if (!isElsewhere({ code: causeOf(error) })) throw error
    }
  }
  throw last
}

const causeOf = (error: unknown): string => {
  const { code, cause } = error as { code?: string; cause?: { code?: string } }
  return `${code ?? ''} ${cause?.code ?? ''} ${(error as Error).message}`
}

/** Errors come by the callback before something was asked, and by the event after it. */
const asked = <T>(
  connection: SMTPConnection,
  signal: AbortSignal | undefined,
  ask: (done: (error: Error | null | undefined, answer?: T) => void) => void,
): Promise<T | undefined> =>
  new Promise((resolve, reject) => {
    const settle = (error: Error | null | undefined, answer?: T) => {
      connection.removeListener('error', settle)
      connection.removeListener('end', ended)
      signal?.removeEventListener('abort', cut)
      if (error) reject(error)
      else resolve(answer)
    }
    const ended = () => settle(Object.assign(new Error('the connection ended'), { code: 'ECONNECTION' }))
    const cut = () => {
      connection.close()
      settle(Object.assign(new Error('took too long'), { code: 'ETIMEDOUT' }))
    }
    connection.once('error', settle)
    connection.once('end', ended)
    signal?.addEventListener('abort', cut, { once: true })
    if (signal?.aborted) cut()
    else ask(settle)
  })

const signIn = async (
  connection: SMTPConnection,
  settings: Settings,
  signal: AbortSignal | undefined,
): Promise<void> => {
  await asked(connection, signal, done => connection.connect(done))
  // A server inside one's own network may ask for no password; it says so by not offering to take one.
  if (!connection.allowsAuth) return
  const { user, password: pass } = settings
  await asked(connection, signal, done => connection.login({ user, pass, credentials: { user, pass } }, done))
}

const opened = (connection: SMTPConnection, signal: AbortSignal | undefined): Smtp => {
  // After an answer the connection may still fail: nobody waits for it any more.
  connection.on('error', () => {})
  return {
    async send({ from, to }, bytes) {
      // Nothing is read of the content before the server said 354: until then it cannot have taken the mail.
      let isBegun = false
      const content = Readable.from(
        (function* () {
          isBegun = true
          yield bytes
        })(),
      )
      const info = await asked<{ serverMessageId?: string | undefined }>(connection, signal, done =>
        connection.send({ from, to: [...to], size: bytes.length }, content, done),
      ).catch((error: Error) => {
        throw Object.assign(error, { isUnsent: !isBegun })
      })
      return { messageId: info?.serverMessageId?.replace(/^<|>$/g, '') ?? null }
    },
    close() {
      connection.quit()
      connection.close()
    },
  }
}
