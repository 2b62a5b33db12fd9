/** The yardstick, as a process of its own: node:http and pg run the statements that the product was seen to run, and answer with their rows. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { replay, type Seen } from '../inbox/bare.ts'

export interface BareOrder {
  readonly database: pg.PoolConfig
  readonly fixed: readonly string[]
  /** By path. */
  readonly roads: Readonly<Record<string, { seen: readonly Seen[]; conversationId: string | null; number: number }>>
}

const order = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as BareOrder
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
const pool = new pg.Pool({ ...order.database, options: '-c search_path=login,public', max: 16 })
const fixed = new Set(order.fixed)
const roads = Object.fromEntries(
  Object.entries(order.roads).map(([path, { seen, ...given }]) => [path, replay(pool, seen, { ...given, fixed })]),
)

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', part => parts.push(part))
  request.on('end', () => {
    const run = roads[request.url ?? '']
    const asked = parts.length > 0 ? (JSON.parse(Buffer.concat(parts).toString()) as { conversationId: string }) : null
    if (!run) return void response.writeHead(404).end()
    run(asked?.conversationId ?? null).then(
      rows => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(rows)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
