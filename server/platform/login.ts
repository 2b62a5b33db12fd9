/** Credentials and sessions: better-auth over the schema `login`, behind the few verbs that we need. */
import { apiKey } from '@better-auth/api-key'
import { APIError, betterAuth } from 'better-auth'
import pg from 'pg'
import type { Config } from './config.ts'
import { type Connection, surviveLostConnections } from './db.ts'
import { AppError } from './errors.ts'

export interface LoginUser {
  readonly userId: string
  readonly name: string
  readonly email: string
}

export interface Login {
  /** @returns the user and the cookies of a new session. @throws `login.email_taken` */
  signUp(input: { name: string; email: string; password: string }): Promise<LoginUser & { cookies: string[] }>
  /** @throws `login.refused` for an unknown address and for a wrong password alike. */
  signIn(input: { email: string; password: string }): Promise<LoginUser & { cookies: string[] }>
  /** @returns the cookies that forget the session. */
  signOut(headers: Headers): Promise<string[]>
  readSession(headers: Headers): Promise<LoginUser | null>
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
const sessionDays = 30

/** Opens the login over a small pool of its own; `secret` signs its cookies. */
export const openLogin = (connection: Connection, config: Config, secret: string): Login => {
  const pool = new pg.Pool({ ...connection, max: 4, options: '-c search_path=login', application_name: 'maeari login' })
  surviveLostConnections(pool)
  const auth = betterAuth({
    database: pool,
    secret,
    baseURL: config.publicUrl ?? `http://${config.host}:${config.port}`,
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 200 },
    session: { expiresIn: sessionDays * 24 * 3600, updateAge: 24 * 3600 },
    advanced: { cookiePrefix: 'maeari', useSecureCookies: config.publicUrl?.startsWith('https:') ?? false },
    // Our server limits by the address that it trusts; better-auth's own limiter believes forged headers.
    rateLimit: { enabled: false },
    plugins: [apiKey({ defaultPrefix: keyPrefix, rateLimit: { enabled: false } })],
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
    async signUp(input) {
      try {
        const { headers, response } = await auth.api.signUpEmail({ body: input, returnHeaders: true })
        return opened(response.user, headers)
      } catch (error) {
        throw await refusedAs(pool, error, 'login.email_taken', 409)
      }
    },
    async signIn(input) {
      try {
        const { headers, response } = await auth.api.signInEmail({ body: input, returnHeaders: true })
        return opened(response.user, headers)
      } catch (error) {
        throw await refusedAs(pool, error, 'login.refused', 401)
      }
    },
    async signOut(headers) {
      const done = await auth.api.signOut({ headers, returnHeaders: true })
      return done.headers.getSetCookie()
    },
    async readSession(headers) {
      const found = await auth.api.getSession({ headers }).catch(error => sayWhy(pool, error))
      return found ? { userId: found.user.id, name: found.user.name, email: found.user.email } : null
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
