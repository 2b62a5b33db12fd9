/** Mail servers by the domain of an address, as the providers' help pages name them; always to be overridden. */

export type Security = 'tls' | 'starttls' | 'none'

export interface Server {
  readonly host: string
  readonly port: number
  readonly security: Security
}

export interface Provider {
  readonly imap: Server
  readonly smtp: Server
  /** A normal password is refused there once two-step sign-in is on: one is to be made for us. */
  readonly wantsAppPassword: boolean
  /** It keeps a copy of what went out through it by itself. */
  readonly keepsSent: boolean
}

const of = (
  imap: string,
  smtp: string,
  more: { port?: number; security?: Security; keepsSent?: boolean } = {},
): Provider => ({
  imap: { host: imap, port: 993, security: 'tls' },
  smtp: { host: smtp, port: more.port ?? 465, security: more.security ?? 'tls' },
  wantsAppPassword: true,
  keepsSent: more.keepsSent ?? false,
})

const gmail = of('imap.gmail.com', 'smtp.gmail.com', { keepsSent: true })
const daum = of('imap.daum.net', 'smtp.daum.net')
const outlook = of('outlook.office365.com', 'smtp-mail.outlook.com', {
  port: 587,
  security: 'starttls',
  keepsSent: true,
})

const providers: Readonly<Record<string, Provider>> = {
  'naver.com': of('imap.naver.com', 'smtp.naver.com'),
  'daum.net': daum,
  'hanmail.net': daum,
  'kakao.com': of('imap.kakao.com', 'smtp.kakao.com'),
  'gmail.com': gmail,
  'googlemail.com': gmail,
  'outlook.com': outlook,
  'outlook.kr': outlook,
  'hotmail.com': outlook,
  'live.com': outlook,
  'msn.com': outlook,
}

/** The servers of an address; for domains that we do not know the names that most choose. */
export const providerOf = (address: string): Provider => {
  const domain = domainOf(address)
  return providers[domain] ?? { ...of(`imap.${domain}`, `smtp.${domain}`), wantsAppPassword: false }
}

/** Whether a server belongs to one that keeps sent mails by itself, whatever the address says. */
export const keepsSent = (smtpHost: string): boolean =>
  /(^|\.)(gmail|googlemail|office365|outlook)\.com$/.test(smtpHost.toLowerCase())

export const wantsAppPassword = (host: string): boolean =>
  /(^|\.)(naver|daum|kakao|gmail|googlemail|office365|outlook)\.(com|net)$/.test(host.toLowerCase())

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

export const usualPort = (protocol: 'imap' | 'smtp', security: Security): number => {
  if (protocol === 'imap') return security === 'tls' ? 993 : 143
  return security === 'tls' ? 465 : security === 'starttls' ? 587 : 25
}
