/** Mail of the product itself: one road out, by SMTP, through the network rules. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createTransport } from 'nodemailer'
import type { Config } from './config.ts'
import { isAppError } from './errors.ts'
import type { GuardedReach } from './fetch/reach.ts'

export interface Letter {
  /** One address. */
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** The same over all tries: it becomes the Message-ID, by which a mailbox tells a repetition. */
  readonly id: string
}

/** What became of a letter; one that is not sent carries a code of the sentences. */
export type MailOutcome = { ok: true } | { ok: false; code: string; isPassing: boolean }

export interface MailRoad {
  /** False where SMTP_URL and MAIL_FROM are not set: nothing is sent then, and everything else works. */
  readonly isReady: boolean
  send(letter: Letter): Promise<MailOutcome>
}

const timeoutMs = 20_000

/** Opens the road that the configuration names. A password is never sent over an open line to another machine. */
export const openMail = (config: Config, reach: GuardedReach): MailRoad => {
  const { smtpUrl, mailFrom } = config
  if (!smtpUrl || !mailFrom)
    return { isReady: false, send: async () => ({ ok: false, code: 'mail.not_configured', isPassing: false }) }
  const url = new URL(smtpUrl)
  const port = Number(url.port) || (url.protocol === 'smtps:' ? 465 : 587)
  const isHome = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)
  const transport = createTransport({
    url: smtpUrl,
    port,
    requireTLS: url.protocol === 'smtp:' && url.username !== '' && !isHome,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    getSocket: (_options, callback) => {
      dial(reach, url.hostname.replace(/^\[|\]$/g, ''), port).then(
        connection => callback(null, { connection }),
        error => callback(error as Error, false),
      )
    },
  })
  const host = /@([^\s>]+)/.exec(mailFrom)?.[1] ?? url.hostname
  return {
    isReady: true,
    async send(letter) {
      try {
        await transport.sendMail({
          from: mailFrom,
          to: { name: '', address: letter.to },
          subject: letter.subject,
          text: letter.text,
          html: letter.html,
          messageId: `<${letter.id}@${host}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          disableFileAccess: true,
          disableUrlAccess: true,
        })
        return { ok: true }
      } catch (error) {
        return { ok: false, ...judge(error) }
      }
    },
  }
}

/** A socket to the first checked address that answers. */
const dial = async (reach: GuardedReach, host: string, port: number): Promise<Socket> => {
  const { addresses } = await reach(host, port)
  let problem: unknown
  for (const address of addresses.slice(0, 4)) {
    const socket = connect({ host: address, port, timeout: timeoutMs })
    try {
      await once(socket, 'connect', { signal: AbortSignal.timeout(timeoutMs) })
      socket.setTimeout(0)
      return socket
    } catch (error) {
      socket.destroy()
      problem = error
    }
  }
  throw problem
}

/** RFC 5321 § 4.2.1: answers from 500 on are final, those from 400 on may pass. What the server said quotes addresses, and is not kept. */
const judge = (error: unknown): { code: string; isPassing: boolean } => {
  if (isAppError(error)) return { code: error.code, isPassing: error.code !== 'fetch.address_refused' }
  const { code, responseCode } = error as { code?: string; responseCode?: number }
  if (code === 'EAUTH') return { code: 'mail.login_refused', isPassing: true }
  if (code === 'ETLS') return { code: 'mail.no_tls', isPassing: true }
  if (responseCode !== undefined && responseCode >= 500) return { code: 'mail.refused', isPassing: false }
  if (responseCode !== undefined && responseCode >= 400) return { code: 'mail.not_now', isPassing: true }
  return { code: 'mail.unreachable', isPassing: true }
}
