/** What the errors of mail servers mean, by what helps. Pure. */
import type { Failure } from '../../connector.ts'
import { failureOf } from '../../failures.ts'
import { wantsAppPassword } from './hosts.ts'

export interface Trouble {
  readonly failure: Failure
  /** The field to blame, without its protocol: `Host`, `Security`; or the password. */
  readonly field: 'Host' | 'Security' | 'password' | null
}

interface MailError {
  code?: string | undefined
  authenticationFailed?: boolean | undefined
  tlsFailed?: boolean | undefined
  responseCode?: number | undefined
  responseText?: string | undefined
  response?: unknown
  message: string
}

const notTrusted =
  /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|ALTNAME|HOSTNAME_MISMATCH|self.signed certificate|certificate has expired|unable to verify/i
const noTls = /ERR_SSL|EPROTO\b|wrong version number|ETLS|packet length too long|SSL routines/i
const silent = /ETIMEDOUT|CONNECT_TIMEOUT|GREETING_TIMEOUT|SOCKET_TIMEOUT|timed? ?out/i

/** `unreadable` for what is no error of a mail server: those are ours, and are thrown on. */
export const troubleOf = (error: unknown, host: string): Trouble => {
  const known = failureOf(error)
  if (known?.code === 'channels.mail_needs_encryption') return { failure: known, field: 'Security' }
  if (known !== null) return { failure: known, field: known.class === 'refresh' ? 'password' : 'Host' }
  const mail = error as MailError
  const said = `${mail.code ?? ''} ${mail.message}`
  if (mail.authenticationFailed || mail.code === 'EAUTH') return { failure: passwordOf(mail, host), field: 'password' }
  if (notTrusted.test(said)) return trouble('channels.mail_certificate_refused', 'Security')
  if (mail.tlsFailed || /does not support STARTTLS|upgrading connection with STARTTLS/i.test(said))
    return trouble('channels.mail_no_starttls', 'Security')
  if (noTls.test(said)) return trouble('channels.mail_no_tls', 'Security')
  if (silent.test(said)) return trouble('channels.mail_no_answer', 'Host')
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL/.test(said))
    return trouble('channels.mail_unreachable', 'Host')
  if (/greeting|Unexpected Response|EPROTOCOL|Parse|ParserError/i.test(said))
    return trouble('channels.mail_no_server', 'Host')
  return trouble('channels.mail_lost', 'Host')
}

const trouble = (code: string, field: Trouble['field']): Trouble => ({
  failure: { class: 'try_again', code },
  field,
})

/** Servers that are too busy refuse a right password too, and say so. */
const passwordOf = (error: MailError, host: string): Failure => {
  const text = `${error.responseText ?? ''} ${String(error.response ?? '')} ${error.message}`
  const isPassing =
    /UNAVAILABLE|INUSE|LIMIT|too many|try again|temporar/i.test(text) ||
    (error.responseCode !== undefined && error.responseCode < 500)
  if (isPassing) return { class: 'try_again', code: 'channels.mail_busy' }
  const wantsApp = wantsAppPassword(host) || /app(lication)?[- ]?(specific )?password/i.test(text)
  return {
    class: 'refresh',
    code: wantsApp ? 'channels.mail_app_password_needed' : 'channels.mail_password_refused',
  }
}
