/**
 * The yardstick: a bare node:http server that reads the same bodies and COPYs what came together into a table of its own,
 * each request answered after the commit. It checks nothing, knows no site, and folds nothing.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { gather } from '../../server/platform/gathering.ts'

interface SentEvent {
  i: string
  v: string
  k: string
  t: number
  u: string
  n: string
}

const client = new pg.Client(JSON.parse(process.argv[2]!) as pg.ClientConfig)
await client.connect()
await client.query(
  'create table public.bare_events (id uuid primary key, visitor uuid, kind text, at bigint, url text, title text)',
)

const quoted = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n')

const copy = gather<SentEvent[], null>(async given => {
  const stream = client.query(copyFrom('copy public.bare_events from stdin'))
  stream.end(
    given
      .flat()
      .map(one => `${one.i}\t${one.v}\t${one.k}\t${one.t}\t${quoted(one.u)}\t${quoted(one.n)}\n`)
      .join(''),
  )
  await once(stream, 'finish')
  return given.map(() => null)
})

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const { e } = JSON.parse(Buffer.concat(parts).toString()) as { e: SentEvent[] }
    void copy(e).then(() => response.writeHead(204).end())
  })
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as { port: number }).port}\n`))
