/** What a person fills in to connect a mailbox, completed by what is known of its provider; and how it is kept. */
import { z } from 'zod'
import { providerOf, type Security, type Server, usualPort } from './hosts.ts'

const server = z.object({
  host: z.string().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
  security: z.enum(['tls', 'starttls', 'none']),
})

const settings = z.object({
  address: z.string(),
  user: z.string(),
  password: z.string(),
  /** What stands before the address in what we send. */
  name: z.string(),
  imap: server,
  smtp: server,
  /** Folders to be read besides the inbox and the sent one, by path. */
  folders: z.array(z.string()).default([]),
})
export type Settings = z.infer<typeof settings>

type Fields = Readonly<Record<string, string>>

export type ReadSettings = { ok: true; settings: Settings } | { ok: false; field: string; code: string }

const mostFolders = 20

const address = /^[^\s<>@"(),:;]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/

/** A first field that makes no sense is named. */
export const readFields = (fields: Fields): ReadSettings => {
  const typed = (fields.address ?? '').trim().toLowerCase()
  if (!address.test(typed)) return { ok: false, field: 'address', code: 'channels.mail_bad_address' }
  const known = providerOf(typed)
  const imap = readServer(fields, 'imap', known.imap)
  if ('field' in imap) return imap
  const smtp = readServer(fields, 'smtp', known.smtp)
  if ('field' in smtp) return smtp
  const folders = [...new Set((fields.folders ?? '').split(/[,\n]/).map(one => one.trim()))]
    .filter(one => one !== '' && one.toUpperCase() !== 'INBOX')
    .slice(0, mostFolders)
  const name = (fields.name ?? '').trim().slice(0, 120)
  return {
    ok: true,
    settings: {
      address: typed,
      user: fields.user ?? typed,
      password: fields.password ?? '',
      name,
      imap,
      smtp,
      folders,
    },
  }
}

const readServer = (
  fields: Fields,
  protocol: 'imap' | 'smtp',
  known: Server,
): Server | { ok: false; field: string; code: string } => {
  const host = (fields[`${protocol}Host`] ?? known.host).trim().toLowerCase()
  if (!/^[a-z0-9.:-]{1,253}$/.test(host)) return { ok: false, field: `${protocol}Host`, code: 'channels.mail_bad_host' }
  const chosen = fields[`${protocol}Security`]
  const isKnown = chosen === 'tls' || chosen === 'starttls' || chosen === 'none'
  const typedPort = fields[`${protocol}Port`]
  const port = typedPort === undefined ? null : Number(typedPort)
  if (port !== null && !(Number.isInteger(port) && port >= 1 && port <= 65_535))
    return { ok: false, field: `${protocol}Port`, code: 'channels.mail_bad_port' }
  const security = isKnown ? chosen : port === null ? known.security : securityOfPort(port, known.security)
  return { host, port: port ?? (security === known.security ? known.port : usualPort(protocol, security)), security }
}

/** Ports say how they are spoken to: 993 and 465 begin with TLS, 143, 587 and 25 with STARTTLS. */
const securityOfPort = (port: number, otherwise: Security): Security => {
  if (port === 993 || port === 465) return 'tls'
  return port === 143 || port === 587 || port === 25 ? 'starttls' : otherwise
}

/** The settings of a connected account out of its opened secret; null for what is none. */
export const readSecret = (secret: string): Settings | null => {
  try {
    return settings.safeParse(JSON.parse(secret)).data ?? null
  } catch {
    return null
  }
}
