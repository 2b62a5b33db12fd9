/** Credentials and sessions: better-auth over the schema `login`, behind the few verbs that we need. */
import { apiKey } from '@better-auth/api-key'
import { APIError, betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { twoFactor } from 'better-auth/plugins/two-factor'
import pg from 'pg'
import { z } from 'zod'
import type { Config } from './config.ts'
import { type Connection, surviveLostConnections } from './db.ts'
import { AppError } from './errors.ts'

export interface LoginUser {
  readonly userId: string
  readonly name: string
  readonly email: string
}

/** Where somebody signs in from, for the list of their sessions. */
export interface Origin {
  readonly ip: string
  readonly agent: string | null
}

export interface OpenSession {
  readonly id: string
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly ip: string | null
  readonly agent: string | null
  readonly isCurrent: boolean
}

export interface Login {
  /** @returns the user and the cookies of a new session. @throws `login.email_taken` */
  signUp(input: {
    name: string
    email: string
    password: string
    from?: Origin
  }): Promise<LoginUser & { cookies: string[] }>
  /**
   * @throws `login.refused` for an unknown address and for a wrong password alike, `login.code_needed` where a second factor is
   * on and no code came, `login.code_refused` for a wrong one, `login.locked` after ten wrong ones
   */
  signIn(input: {
    email: string
    password: string
    code?: string | undefined
    from?: Origin
  }): Promise<LoginUser & { cookies: string[] }>
  /** A login without a password, for somebody whom a provider vouches for. @returns its id */
  addUser(input: { name: string; email: string }): Promise<string>
  /** A session for somebody who proved elsewhere who they are. @returns its cookies */
  openSession(userId: string, from: Origin): Promise<string[]>
  /** @returns the cookies that forget the session. */
  signOut(headers: Headers): Promise<string[]>
  readSession(headers: Headers): Promise<LoginUser | null>
  /** Where the person of this session is signed in, the last seen first, and whether a second factor is on. */
  security(headers: Headers, userId: string): Promise<{ hasSecondFactor: boolean; sessions: OpenSession[] }>
  /** @returns how many ended: one, or with null all but the one of the headers. */
  endSessions(headers: Headers, userId: string, sessionId: string | null): Promise<number>
  /** Ends all other sessions. @returns the cookies of a new one. @throws `login.refused` for a wrong present password. */
  changePassword(headers: Headers, input: { current: string; next: string }): Promise<string[]>
  /** Without knowing the present one; ends every session. */
  setPassword(userId: string, password: string): Promise<void>
  /** The secret as `otpauth://` (RFC 6238), and recovery codes. @throws `login.refused`, `login.second_factor_on` */
  beginSecondFactor(headers: Headers, password: string): Promise<{ uri: string; recoveryCodes: string[] }>
  /** @throws `login.code_refused` */
  confirmSecondFactor(headers: Headers, code: string): Promise<string[]>
  /** @throws `login.refused` */
  endSecondFactor(headers: Headers, password: string): Promise<string[]>
  /** The key is returned once and kept as a hash. @param expiresInDays null: never. */
  createKey(input: {
    name: string
    userId: string
    expiresInDays: number | null
  }): Promise<{ id: string; key: string; start: string }>
  /** The id of a key that is valid now. */
  verifyKey(key: string): Promise<string | null>
  revokeKey(keyId: string): Promise<void>
  close(): Promise<void>
}

const keyPrefix = 'mae_'
const addressHeader = 'x-maeari-address'

/** Opens the login over a small pool of its own; `secret` signs its cookies. */
export const openLogin = (connection: Connection, config: Config, secret: string): Login => {
  const pool = new pg.Pool({ ...connection, max: 4, options: '-c search_path=login', application_name: 'maeari login' })
  surviveLostConnections(pool)
  const idleSeconds = config.sessionIdleHours * 3600
  const auth = betterAuth({
    database: pool,
    secret,
    baseURL: config.publicUrl ?? `http://${config.host}:${config.port}`,
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 200 },
    // A session ends when it was not used for so long; its last use is written down at most twenty times in that time.
    session: { expiresIn: idleSeconds, updateAge: Math.min(24 * 3600, Math.round(idleSeconds / 20)) },
    appName: 'Maeari',
    advanced: {
      cookiePrefix: 'maeari',
      // Ours alone: headers of the visitor may say anything.
      ipAddress: { ipAddressHeaders: [addressHeader] },
      useSecureCookies: config.publicUrl?.startsWith('https:') ?? false,
    },
    // Our server limits by the address that it trusts; better-auth's own limiter believes forged headers.
    rateLimit: { enabled: false },
    plugins: [apiKey({ defaultPrefix: keyPrefix, rateLimit: { enabled: false } }), twoFactor(), sessionOpener],
    telemetry: { enabled: false },
    logger: { disabled: true },
  })

  const opened = (user: { id: string; name: string; email: string }, headers: Headers) => ({
    userId: user.id,
    name: user.name,
    email: user.email,
    cookies: headers.getSetCookie(),
  })

  return {
    async signUp({ from, ...input }) {
      try {
        const { headers, response } = await auth.api.signUpEmail({
          body: input,
          headers: headersOf(from),
          returnHeaders: true,
        })
        return opened(response.user, headers)
      } catch (error) {
        throw await refusedAs(pool, error, 'login.email_taken', 409)
      }
    },
    async signIn({ email, password, code, from }) {
      const visit = headersOf(from)
      const known = await auth.api
        .signInEmail({ body: { email, password }, headers: visit, returnHeaders: true })
        .catch(async error => {
          throw await refusedAs(pool, error, 'login.refused', 401)
        })
      const { response } = known
      if (!('twoFactorRedirect' in response)) return opened(response.user, known.headers)
      if (code === undefined) throw new AppError('login.code_needed', 401)
      visit.set('cookie', asCookies(known.headers))
      const body = { code: code.replaceAll(' ', '') }
      const proven = await (/^\d{6}$/.test(body.code)
        ? auth.api.verifyTOTP({ body, headers: visit, returnHeaders: true })
        : auth.api.verifyBackupCode({ body, headers: visit, returnHeaders: true })
      ).catch(async error => {
        const isLocked = error instanceof APIError && error.statusCode === 429
        throw await refusedAs(pool, error, isLocked ? 'login.locked' : 'login.code_refused', isLocked ? 429 : 401)
      })
      return opened(proven.response.user as { id: string; name: string; email: string }, proven.headers)
    },
    async addUser({ name, email }) {
      const inside = await auth.$context
      const made = await inside.internalAdapter.createUser({ name, email, emailVerified: true }, {
        method: 'oauth',
      } as never)
      return made.id
    },
    async openSession(userId, from) {
      const done = await auth.api.openSession({ body: { userId }, headers: headersOf(from), returnHeaders: true })
      return done.headers.getSetCookie()
    },
    async signOut(headers) {
      const done = await auth.api.signOut({ headers, returnHeaders: true })
      return done.headers.getSetCookie()
    },
    async readSession(headers) {
      const found = await auth.api.getSession({ headers }).catch(error => sayWhy(pool, error))
      return found ? { userId: found.user.id, name: found.user.name, email: found.user.email } : null
    },
    async security(headers, userId) {
      const current = await auth.api.getSession({ headers }).catch(error => sayWhy(pool, error))
      const { rows } = await pool.query<Omit<OpenSession, 'isCurrent'>>(
        `select id, "createdAt", "updatedAt" as "lastSeenAt", "ipAddress" as ip, nullif("userAgent", '') as agent
          from session where "userId" = $1 and "expiresAt" > now() order by "updatedAt" desc limit 100`,
        [userId],
      )
      const hasSecondFactor = (current?.user as { twoFactorEnabled?: boolean } | undefined)?.twoFactorEnabled === true
      return { hasSecondFactor, sessions: rows.map(row => ({ ...row, isCurrent: row.id === current?.session.id })) }
    },
    async endSessions(headers, userId, sessionId) {
      const current = await auth.api.getSession({ headers }).catch(error => sayWhy(pool, error))
      const { rowCount } = await pool.query(
        `delete from session where "userId" = $1 and ${sessionId === null ? 'id <> $2' : 'id = $2'}`,
        [userId, sessionId ?? current?.session.id ?? ''],
      )
      return rowCount ?? 0
    },
    async changePassword(headers, { current, next }) {
      const done = await auth.api
        .changePassword({
          body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
          headers,
          returnHeaders: true,
        })
        .catch(async error => {
          throw await refusedAs(pool, error, 'login.wrong_password', 422)
        })
      return done.headers.getSetCookie()
    },
    async setPassword(userId, password) {
      const inside = await auth.$context
      const hash = await inside.password.hash(password)
      const accounts = await inside.internalAdapter.findAccounts(userId)
      // Who came through a provider has no password yet.
      if (accounts.some(one => one.providerId === 'credential'))
        await inside.internalAdapter.updatePassword(userId, hash)
      else
        await inside.internalAdapter.createAccount({
          userId,
          providerId: 'credential',
          accountId: userId,
          password: hash,
        })
      await pool.query('delete from session where "userId" = $1', [userId])
    },
    async beginSecondFactor(headers, password) {
      const made = await auth.api
        .enableTwoFactor({ body: { password, method: 'totp' }, headers })
        .catch(async error => {
          const isOn = error instanceof APIError && error.body?.code === 'TOTP_ALREADY_ENABLED'
          throw await refusedAs(pool, error, isOn ? 'login.second_factor_on' : 'login.wrong_password', isOn ? 409 : 422)
        })
      if (made.method !== 'totp') throw new Error('the second factor came without its secret')
      return { uri: made.totpURI, recoveryCodes: made.backupCodes }
    },
    async confirmSecondFactor(headers, code) {
      const done = await auth.api
        .verifyTOTP({ body: { code: code.replaceAll(' ', '') }, headers, returnHeaders: true })
        .catch(async error => {
          throw await refusedAs(pool, error, 'login.wrong_code', 422)
        })
      return done.headers.getSetCookie()
    },
    async endSecondFactor(headers, password) {
      const done = await auth.api
        .disableTwoFactor({ body: { password }, headers, returnHeaders: true })
        .catch(async error => {
          throw await refusedAs(pool, error, 'login.wrong_password', 422)
        })
      return done.headers.getSetCookie()
    },
    async createKey(input) {
      const expiresIn = input.expiresInDays === null ? undefined : input.expiresInDays * 24 * 3600
      const made = await auth.api.createApiKey({
        body: { name: input.name.slice(0, 32), userId: input.userId, ...(expiresIn ? { expiresIn } : {}) },
      })
      return { id: made.id, key: made.key, start: made.start ?? made.key.slice(0, 6) }
    },
    async verifyKey(key) {
      if (!key.startsWith(keyPrefix) || key.length > 200) return null
      const found = await auth.api.verifyApiKey({ body: { key } }).catch(error => sayWhy(pool, error))
      if (found.valid && found.key) return found.key.id
      // A key that could not be looked up is not a wrong one: this throws while the database is away.
      await pool.query('select 1')
      return null
    },
    async revokeKey(keyId) {
      await pool.query('delete from apikey where id = $1', [keyId])
    },
    close: () => pool.end(),
  }
}

/** better-auth opens sessions in its own endpoints alone; this one is called from here and served to nobody. */
const sessionOpener = {
  id: 'maeari',
  endpoints: {
    openSession: createAuthEndpoint(
      '/maeari/open-session',
      { method: 'POST', body: z.object({ userId: z.string() }), metadata: { SERVER_ONLY: true } },
      async ctx => {
        const { internalAdapter } = ctx.context
        const user = await internalAdapter.findUserById(ctx.body.userId)
        if (!user) throw new Error('nobody to open a session for')
        const session = await internalAdapter.createSession(user.id)
        await setSessionCookie(ctx, { session, user })
        return { ok: true }
      },
    ),
  },
}

const headersOf = (from: Origin | undefined): Headers =>
  new Headers(from ? { [addressHeader]: from.ip, 'user-agent': from.agent ?? '' } : {})

/** What a browser would send back of the cookies that it was given. */
const asCookies = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ')

/** Refusals of better-auth become ours; anything else passes as the unknown error that it is. */
const refusedAs = (pool: pg.Pool, error: unknown, code: string, status: number): Promise<unknown> =>
  error instanceof APIError && error.statusCode < 500
    ? Promise.resolve(new AppError(code, status))
    : sayWhy(pool, error).catch((why: unknown) => why)

/** better-auth hides that the database is away behind an error of its own: one question more tells. */
const sayWhy = async (pool: pg.Pool, error: unknown): Promise<never> => {
  await pool.query('select 1')
  throw error
}
