/** The yardstick of creating a message: a bare `node:http` server that runs the statements that the product was seen to run. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'

export interface Seen {
  text: string
  values: readonly unknown[]
}

/** Records what goes to the database while `work` runs alone. */
export const watchStatements = async (work: () => Promise<unknown>): Promise<Seen[]> => {
  const seen: Seen[] = []
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function watched(this: pg.Client, ...given: unknown[]) {
    const [first, values] = given as [string | { text: string; values?: unknown[] }, unknown[] | undefined]
    const text = typeof first === 'string' ? first : first.text
    const at = (typeof first === 'string' ? values : first.values) ?? values
    if (typeof text === 'string') seen.push({ text, values: Array.isArray(at) ? at : [] })
    return (query as (...all: unknown[]) => unknown).apply(this, given)
  } as typeof query
  try {
    await work()
  } finally {
    pg.Client.prototype.query = query
  }
  return seen
}

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g

export interface Replayed {
  /** Null for statements that name no conversation. */
  conversationId: string | null
  /** The message's number when the statements were seen. */
  number: number
  /** Ids that stay as they are. */
  fixed: ReadonlySet<string>
}

/**
 * Runs the statements again, on one client each time, in their order: ids that the product had made are made anew, the
 * conversation is the one that is asked for, and the message's number is read from the lock, as the product does.
 * @returns the rows of the last statement that brought any
 */
export const replay =
  (pool: pg.Pool, seen: readonly Seen[], given: Replayed) =>
  async (conversationId: string | null): Promise<unknown[]> => {
    const client = await pool.connect()
    const fresh = new Map<string, string>()
    if (given.conversationId !== null && conversationId !== null) fresh.set(given.conversationId, conversationId)
    let number = given.number
    let told: unknown[] = []
    const renew = (value: unknown): unknown => {
      if (typeof value === 'string')
        return value.replace(uuids, one => {
          if (given.fixed.has(one)) return one
          const known = fresh.get(one) ?? `${one.slice(0, 14)}7${crypto.randomUUID().slice(15)}`
          fresh.set(one, known)
          return known
        })
      if (Array.isArray(value)) return value.map(renew)
      return value
    }
    try {
      for (const { text, values } of seen) {
        const isMessage = text.startsWith('insert into "inbox"."messages"')
        const renewed = values.map(value => (isMessage && value === given.number ? number : renew(value)))
        const { rows } = await client.query(text, renewed)
        if (/from "inbox"."conversations".*for no key update/s.test(text)) number = rows[0].message_count + 1
        if (rows.length > 0) told = rows
      }
    } finally {
      client.release()
    }
    return told
  }

/** Serves `replay` on a port of its own, in this process. */
export const serveBare = async (
  databaseConfig: pg.PoolConfig,
  seen: readonly Seen[],
  given: Replayed,
): Promise<{ url: string; stop: () => Promise<void> }> => {
  // Sessions stand in a schema of their own, which the product's own connection for them looks in.
  const pool = new pg.Pool({ ...databaseConfig, options: '-c search_path=login,public' })
  const run = replay(pool, seen, given)
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', part => parts.push(part))
    request.on('end', () => {
      const { conversationId } = JSON.parse(Buffer.concat(parts).toString()) as { conversationId: string }
      run(conversationId).then(
        () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}'),
        (error: unknown) => response.writeHead(500).end(String(error)),
      )
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const stop = async () => {
    await new Promise(resolve => server.close(resolve))
    await pool.end()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop }
}
