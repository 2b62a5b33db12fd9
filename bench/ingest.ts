// Measures the intake: posts decoded, read, matched with 1,000 queries and stored by the product's own verbs, against plain COPY
// of the same rows into the same tables; two roads, what a source brings (all kept) and what a stream brings (the wanted part).
import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { incomingOf, type RawPost } from '../server/channels/connectors/bluesky/map.ts'
import type { Incoming } from '../server/channels/index.ts'
import { hear, planIntake, settleIntake } from '../server/listening/actions/intake.ts'
import { foldVolumes } from '../server/listening/actions/recounting.ts'
import { settleBatch } from '../server/listening/actions/streaming.ts'
import { createTopic } from '../server/listening/actions/topics.ts'
import { openLiveHub } from '../server/platform/live.ts'
import { startWorker } from '../server/platform/worker.ts'
import { jobs } from '../server/rooms.ts'
import { addSource, type Ground, openGround, workspaceId } from './ingest/ground.ts'
import { makeNames, makeWire, queryOf, type Wire } from './ingest/posts.ts'
import { descendantsOf, describeMachine, print, pssOf } from './machine.ts'

const { values } = parseArgs({
  options: {
    road: { type: 'string', default: 'both' },
    posts: { type: 'string', default: '100000' },
    minutes: { type: 'string', default: '0' },
    queries: { type: 'string', default: '1000' },
    share: { type: 'string', default: '0.05' },
    batch: { type: 'string', default: '2000' },
    reactions: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(`Usage: npm run bench -- ingest [options]

  --road pull|stream|both  what a source brings, all of it kept; what a stream brings, of which the wanted part is kept
  --posts N      posts of each road (100000); --minutes M instead goes on that long and tells every ten seconds
  --queries N    standing queries (1000)
  --share P      part of a stream's posts that some query wants (0.05); of what a source brings all are wanted
  --batch N      posts a pull brings, and a transaction of a stream holds (2000)
  --reactions    a worker beside it meets authors, opens conversations and folds roll-ups meanwhile
`)
  process.exit(0)
}
const asked = {
  posts: Number(values.posts),
  minutes: Number(values.minutes),
  queries: Number(values.queries),
  share: Number(values.share),
  batch: Number(values.batch),
}

/** Tables that a post reaches, in the order in which their keys allow. */
const written = [
  'channels.authors',
  'channels.items',
  'channels.raw_items',
  'channels.sightings',
  'understanding.readings',
  'listening.mentions',
  'listening.mention_topics',
  'listening.volumes',
  'listening.volume_changes',
]

print({ bench: 'ingest', ...describeMachine(), ...asked })
if (values.road !== 'stream') await measure('pull')
if (values.road !== 'pull') await measure('stream')

async function measure(road: 'pull' | 'stream'): Promise<void> {
  const ground = await openGround()
  try {
    const names = makeNames(asked.queries)
    for (const [n, name] of names.entries()) {
      const query = queryOf(name, n)
      await ground.change(ctx => createTopic(ctx, { name, kind: 'brand', goal: 'bench', query }))
    }
    await ground.query('delete from pgboss.job')
    await ground.query('analyze')
    const wire = makeWire({
      names,
      share: road === 'pull' ? 1 : asked.share,
      authors: 50_000,
      seed: 7,
      from: new Date(),
    })
    const take = road === 'pull' ? await openPulls(ground) : await openStream(ground)
    await run(ground, wire, take, asked.batch * 4)
    await ground.query('vacuum analyze')
    await empty(ground)
    const stopWorker = values.reactions ? await startReactions(ground) : null
    const cpu = process.cpuUsage()
    const { posts, seconds } = await run(ground, wire, take, asked.posts, asked.minutes * 60, road)
    const used = process.cpuUsage(cpu)
    const lag = stopWorker ? await drained(ground) : null
    await stopWorker?.()
    await ground.change(foldVolumes)
    const rows = await countRows(ground)
    const perSecond = posts / seconds
    print({
      road,
      posts,
      seconds: round(seconds),
      postsPerSecond: Math.round(perSecond),
      programMicrosecondsPerPost: Math.round((used.user + used.system) / posts),
      ...(lag === null ? {} : { reactionsBehindSeconds: round(lag) }),
      rows,
    })
    const copied = await copyBack(ground)
    const kept = rows['channels.items']!
    // Of a stream most is dropped before it is stored: its rows are too few for a ratio.
    const ratio = road === 'pull' ? { ratio: round(copied / seconds) } : {}
    print({
      road,
      yardstick: 'plain COPY of the same rows',
      seconds: round(copied),
      postsPerSecond: Math.round(kept / copied),
      ...ratio,
    })
  } finally {
    await ground.stop()
  }
}

/** A worker of the product beside the intake; call what it returns to stop it. */
async function startReactions({ program }: Ground): Promise<() => Promise<void>> {
  const live = openLiveHub(program.database, program.world.log)
  const worker = await startWorker({ ...program, live, jobs })
  return async () => {
    await worker.stop()
    await live.stop()
  }
}

type Take = (lane: number, posts: readonly Incoming[]) => Promise<void>

/** Four sources at once, as many as one process asks at a time. */
async function openPulls(ground: Ground): Promise<Take> {
  const sources = await Promise.all(
    Array.from({ length: 4 }, (_, n) =>
      addSource(ground, { channel: 'bluesky', kind: 'search', address: `bench ${n}`, everySeconds: 86_400 }),
    ),
  )
  return async (lane, incoming) => {
    const plan = await ground.change(ctx => planIntake(ctx, { sourceId: sources[lane]! }))
    const outcome = await hear(ground.program.world, plan!, { kind: 'pulled', incoming, cursor: null })
    await ground.change(ctx => settleIntake(ctx, plan!, outcome))
  }
}

async function openStream(ground: Ground): Promise<Take> {
  const address = 'wss://bench.invalid'
  await addSource(ground, { channel: 'bluesky', kind: 'firehose', address, everySeconds: null })
  const key = `bluesky firehose ${address}`
  const plan = { key, channel: 'bluesky', kind: 'firehose', address, cursor: null }
  return (_, incoming) => ground.span(ctx => settleBatch(ctx, key, plan, { incoming, cursor: 'bench' }))
}

/** Takes posts in, by number or for so many seconds. Lanes run beside each other; a stream has one. */
async function run(ground: Ground, wire: Wire, take: Take, posts: number, seconds = 0, road?: 'pull' | 'stream') {
  const lanes = road === 'stream' ? 1 : 4
  const begin = performance.now()
  const elapsed = () => (performance.now() - begin) / 1000
  let begun = 0
  let done = 0
  let told = 10
  const isOver = () => (seconds > 0 ? elapsed() >= seconds : begun >= posts)
  const lane = async (n: number) => {
    while (!isOver()) {
      const lines = Array.from({ length: asked.batch }, wire)
      begun += lines.length
      await take(n, lines.map(decode))
      done += lines.length
      if (seconds > 0 && elapsed() >= told) {
        told += 10
        print({
          road,
          seconds: Math.round(elapsed()),
          posts: done,
          postsPerSecond: Math.round(done / elapsed()),
          megabytes: memory(),
          waiting: await waiting(ground),
        })
      }
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, n) => lane(n)))
  return { posts: done, seconds: elapsed() }
}

function decode(line: string): Incoming {
  const { author, ...raw } = JSON.parse(line) as RawPost & {
    author: { did: string; handle: string; followersCount: number }
  }
  return incomingOf(raw, {
    remoteId: author.did,
    handle: author.handle,
    displayName: null,
    url: null,
    avatarUrl: null,
    followers: author.followersCount,
  })!
}

/** Of the program and its database together. */
function memory(): number {
  return Math.round([process.pid, ...descendantsOf(process.pid)].reduce((sum, pid) => sum + (pssOf(pid) ?? 0), 0))
}

/** Jobs that reactions have not done yet. */
async function waiting({ query }: Ground): Promise<number> {
  const [row] = await query<{ count: number }>(
    `select count(*)::int as count from pgboss.job where state in ('created', 'retry', 'active') and name like any ('{customers.%,inbox.%}')`,
  )
  return row!.count
}

async function drained(ground: Ground): Promise<number> {
  const begin = performance.now()
  while ((await waiting(ground)) > 0) await new Promise(resolve => setTimeout(resolve, 50))
  return (performance.now() - begin) / 1000
}

async function empty({ query }: Ground): Promise<void> {
  await query(
    `truncate ${written.join(', ')}, listening.endings, channels.deliveries, understanding.corrections cascade`,
  )
}

async function countRows({ query }: Ground): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of written) {
    const [row] = await query<{ count: number }>(
      `select count(*)::int as count from ${table} where workspace_id = ${workspaceId}`,
    )
    counts[table] = row!.count
  }
  return counts
}

/** Seconds that COPY needs for the rows that stand there now, written back into the same tables. */
async function copyBack(ground: Ground): Promise<number> {
  const files = written.map(table => ({ table, file: join(ground.folder, table) }))
  for (const { table, file } of files) {
    writeFileSync(file, '')
    chmodSync(file, 0o666)
    await ground.query(`copy ${table} to '${file}' (format binary)`)
  }
  await empty(ground)
  const begin = performance.now()
  for (const { table, file } of files) await ground.query(`copy ${table} from '${file}' (format binary)`)
  const seconds = (performance.now() - begin) / 1000
  for (const { file } of files) rmSync(file)
  return seconds
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
