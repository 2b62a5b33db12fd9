/** Configuration by environment, read once with zod; it dies with readable words. */
import { z } from 'zod'

const knownDefaults = ['changeme', 'change-me', 'secret', 'password', 'default', 'maeari', 'insecure', 'example']

const list = z
  .string()
  .default('')
  .transform(text =>
    text
      .split(',')
      .map(part => part.trim())
      .filter(Boolean),
  )

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4600),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  SECRET_KEY: z
    .string()
    .min(32, 'needs at least 32 characters: `openssl rand -base64 32` makes one')
    .refine(
      key =>
        !knownDefaults.some(word =>
          key
            .toLowerCase()
            .replaceAll(/[^a-z]/g, '')
            .startsWith(word.replaceAll('-', '')),
        ) && new Set(key).size > 8,
      'is a known default or too simple: `openssl rand -base64 32` makes one',
    )
    .optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUSTED_PROXIES: list,
  /** Where mail of the product itself goes out: `smtp://user:password@host:587`, or `smtps://…`. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Whom it is from: `Maeari <alerts@example.com>`. */
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n<>]*<?[^\s<>@]+@[^\s<>@]+>?$/, 'is no mail address: write it like "Maeari <alerts@example.com>"')
    .optional(),
  /** Test networks that the guarded fetch may reach although they are private: addresses, CIDRs or host:port. */
  ALLOW_NETWORKS: list,
  /** A session ends when nobody used it for so long. */
  SESSION_IDLE_HOURS: z.coerce.number().int().min(1).max(8760).default(720),
  /** The largest file that may be uploaded. */
  MAX_FILE_MEGABYTES: z.coerce.number().int().min(1).max(4000).default(300),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export interface Config {
  port: number
  host: string
  dataDir: string
  databaseUrl: string | undefined
  secretKey: string | undefined
  publicUrl: string | undefined
  trustedProxies: readonly string[]
  smtpUrl: string | undefined
  mailFrom: string | undefined
  allowNetworks: readonly string[]
  maxFileMegabytes: number
  sessionIdleHours: number
  logLevel: string
}

export type ConfigResult = { ok: true; config: Config } | { ok: false; complaints: string[] }

/** @returns the configuration, or one readable line for each variable that is wrong. Empty variables count as unset. */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>): ConfigResult => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  if (!parsed.success)
    return { ok: false, complaints: parsed.error.issues.map(issue => `${issue.path.join('.')} ${issue.message}`) }
  const e = parsed.data
  if (e.DATABASE_URL && !e.SECRET_KEY) {
    return {
      ok: false,
      complaints: [
        'SECRET_KEY is required with DATABASE_URL, and must be the same for every process: `openssl rand -base64 32` makes one',
      ],
    }
  }
  if ((e.SMTP_URL === undefined) !== (e.MAIL_FROM === undefined))
    return { ok: false, complaints: ['SMTP_URL and MAIL_FROM belong together: set both, or neither'] }
  return {
    ok: true,
    config: {
      port: e.PORT,
      host: e.HOST,
      dataDir: e.DATA_DIR,
      databaseUrl: e.DATABASE_URL,
      secretKey: e.SECRET_KEY,
      publicUrl: e.PUBLIC_URL?.replace(/\/$/, ''),
      trustedProxies: e.TRUSTED_PROXIES,
      smtpUrl: e.SMTP_URL,
      mailFrom: e.MAIL_FROM,
      allowNetworks: e.ALLOW_NETWORKS,
      maxFileMegabytes: e.MAX_FILE_MEGABYTES,
      sessionIdleHours: e.SESSION_IDLE_HOURS,
      logLevel: e.LOG_LEVEL,
    },
  }
}
