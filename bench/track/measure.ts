/** The measurements of the track bench: events a second with one and with ten in a request, a bare server beside it, and kills. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { setUp } from '../../contract/access.ts'
import { addSite } from '../../contract/customers/sites.ts'
import { openLog } from '../../server/platform/log.ts'
import { startPostgres } from '../../server/platform/postgres/index.ts'
import { makeCaller } from '../../tools/testing/program.ts'
import { type Product, startProduct } from '../kill/product.ts'
import { descendantsOf, nameOf, until } from '../machine.ts'
import { type Sent, sendFor, sendUntil } from './senders.ts'

const workspaceId = 1

export interface TrackPlace {
  readonly product: Product
  readonly port: number
  readonly siteKey: string
  readonly connection: pg.ClientConfig
  readonly database: pg.Client
  stop(): Promise<void>
}

/** The product with one worker, a site, and a look at its database. */
export async function openTrackPlace(): Promise<TrackPlace> {
  const folder = mkdtempSync(join(tmpdir(), 'maeari-track-'))
  const product = await startProduct({ folder, workers: 1, log: join(tmpdir(), `maeari-track-${process.pid}.log`) })
  const owner = makeCaller(product.origin, {})
  await owner.call(setUp, {
    token: product.setupToken,
    name: '지우',
    email: 'jiwoo@example.com',
    password: 'a long enough password',
    locale: 'ko',
    workspaceName: '하늘상점',
  })
  const site = await owner.call(addSite, { workspaceId, name: '하늘상점', origins: ['shop.example'] })
  const shared = await startPostgres({ dataDir: join(folder, 'data'), log: openLog('silent'), share: true })
  const connection = shared.connection as pg.ClientConfig
  const database = new pg.Client(connection)
  await database.connect()
  return {
    product,
    port: Number(new URL(product.origin).port),
    siteKey: site.key,
    connection,
    database,
    async stop() {
      await database.end()
      await shared.stop()
      await product.stop()
    },
  }
}

/** @returns ids of stored events, each as often as it is there, when nothing waits any more. */
export async function storedEvents({ database }: TrackPlace): Promise<string[]> {
  await until('the folding of what waits', 180_000, async () => {
    const { rows } = await database.query('select exists (select from customers.web_batches) as waits')
    return !(rows[0] as { waits: boolean }).waits
  })
  const { rows } = await database.query('select id from customers.web_events')
  return (rows as { id: string }[]).map(row => row.id)
}

/** Pages of the visits, which the folding counted up: as many as events, where each was counted once. */
export async function countedPages({ database }: TrackPlace): Promise<number> {
  const { rows } = await database.query('select coalesce(sum(pages), 0)::int as pages from customers.visits')
  return (rows[0] as { pages: number }).pages
}

const ticks = 100

/** Processor seconds of the processes that serve, by what they are. */
const processorOf = (): { program: number; database: number } => {
  const spent = { program: 0, database: 0 }
  for (const pid of descendantsOf(process.pid)) {
    const stat = statOf(pid)
    if (stat === undefined) continue
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // Time of children that ended is theirs too: a database's connections come and go.
    const seconds = (Number(fields[11]) + Number(fields[12])) / ticks
    if (nameOf(pid).startsWith('postgres')) spent.database += seconds
    else spent.program += seconds
  }
  return spent
}

const statOf = (pid: number): string | undefined => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}

/** Sends for so many seconds, and waits until all of it is folded. */
export async function measureProduct(place: TrackPlace, options: { seconds: number; senders: number; batch: number }) {
  const before = (await storedEvents(place)).length
  const spent = processorOf()
  const sent = await sendFor(options.seconds * 1000, {
    ...options,
    port: place.port,
    siteKey: place.siteKey,
    visitors: 500,
    pauseMs: 0,
  })
  const stopped = performance.now()
  const stored = await storedEvents(place)
  const folding = (performance.now() - stopped) / 1000
  const after = processorOf()
  const program = after.program - spent.program
  return {
    ...rateOf(sent),
    stored: stored.length - before,
    lost: sent.taken.length - (stored.length - before),
    seconds_until_folded: round(folding),
    folded_a_second: Math.round(sent.taken.length / (sent.seconds + folding)),
    program_microseconds_an_event: Math.round((program * 1e6) / sent.taken.length),
  }
}

export async function measureBare(place: TrackPlace, options: { seconds: number; senders: number; batch: number }) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare.ts'), JSON.stringify(place.connection)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [port] = (await once(child.stdout, 'data')) as [Buffer]
    const sent = await sendFor(options.seconds * 1000, {
      ...options,
      port: Number(String(port).trim()),
      siteKey: place.siteKey,
      visitors: 500,
      pauseMs: 0,
    })
    await place.database.query('drop table public.bare_events')
    return rateOf(sent)
  } finally {
    child.kill('SIGKILL')
  }
}

const rateOf = (sent: Sent) => ({
  events: sent.taken.length,
  events_a_second: Math.round(sent.taken.length / sent.seconds),
  retries: sent.retries,
  refused: sent.refused.length,
})

const round = (seconds: number): number => Math.round(seconds * 100) / 100

/** Pages send on while the server is killed again and again; each sends an event until it was answered. */
export async function killAmidEvents(place: TrackPlace, options: { kills: number; everyMs: number; senders: number }) {
  const before = new Set(await storedEvents(place))
  const pagesBefore = await countedPages(place)
  let isOver = false
  const sending = sendUntil(() => isOver, {
    port: place.port,
    senders: options.senders,
    batch: 2,
    siteKey: place.siteKey,
    visitors: 40,
    pauseMs: 5,
  })
  let killed = 0
  for (let n = 0; n < options.kills; n++) {
    await wait(options.everyMs)
    if (place.product.kill('server', 0)) killed++
    await until('the server', 60_000, place.product.isReady)
  }
  await wait(options.everyMs)
  isOver = true
  const sent = await sending
  const stored = (await storedEvents(place)).filter(id => !before.has(id))
  const there = new Set(stored)
  return {
    killed,
    taken: sent.taken.length,
    retries: sent.retries,
    refused: sent.refused.length,
    stored: stored.length,
    lost: sent.taken.filter(id => !there.has(id)).length,
    doubled: stored.length - there.size,
    pages_counted_less_events: (await countedPages(place)) - pagesBefore - stored.length,
    endings: place.product.endings,
  }
}
