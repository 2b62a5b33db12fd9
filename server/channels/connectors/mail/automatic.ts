/** Tells mails that no person wrote to us: bounces, automatic replies, mailing lists, bulk (RFC 3834, RFC 3464, RFC 2919). */
import { type Headers, hasHeader, header } from './mime/headers.ts'
import type { Parametered } from './mime/parameters.ts'

export type Automatic = 'bounce' | 'auto_reply' | 'list' | 'bulk'

const daemon = /^(mailer-daemon|postmaster|mail-daemon|mailerdaemon)@/i
const bounceSubject =
  /undeliver|delivery (status notification|failure|has failed|incomplete)|mail delivery (failed|system)|failure notice|returned mail|반송|(발송|전송|배달|전달)\s*(실패|되지\s*않)|보내지\s*못한/i
const awaySubject =
  /^\s*(\[?자동\s*(회신|응답|답장)\]?|\[?부재\s*중|휴가\s*중|automatic reply|auto(matic)?[ -]?(reply|response)|out of (the )?office|away from (the )?office|vacation (reply|response)|i am (currently )?(out of|away))/i

interface Seen {
  readonly headers: Headers
  readonly type: Parametered
  readonly subject: string
  readonly from: string | null
}

/** Null for what a person wrote, as far as the mail tells. */
export const automaticOf = ({ headers, type, subject, from }: Seen): Automatic | null => {
  const value = (name: string) => (header(headers, name) ?? '').toLowerCase()
  const isReport = type.value === 'multipart/report' && /delivery-status/i.test(type.raw.get('report-type') ?? '')
  const isFromDaemon = from !== null && daemon.test(from)
  if (isReport || hasHeader(headers, 'x-failed-recipients') || (isFromDaemon && bounceSubject.test(subject)))
    return 'bounce'
  const submitted = value('auto-submitted').split(';')[0]!.trim()
  const precedence = value('precedence').trim()
  const isReply =
    (submitted !== '' && submitted !== 'no') ||
    hasHeader(headers, 'x-autoreply') ||
    hasHeader(headers, 'x-autorespond') ||
    hasHeader(headers, 'x-auto-reply') ||
    /^auto[_-]?(reply|response)$/.test(precedence) ||
    awaySubject.test(subject)
  if (isReply) return 'auto_reply'
  if (hasHeader(headers, 'list-id') || hasHeader(headers, 'list-post') || precedence === 'list') return 'list'
  if (precedence === 'bulk' || precedence === 'junk' || hasHeader(headers, 'list-unsubscribe')) return 'bulk'
  return isFromDaemon ? 'bounce' : null
}
