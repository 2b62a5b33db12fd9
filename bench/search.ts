// Measures what a person waits for in the stream: pages, filters and full-text search over a million mentions, by the verb
// that serves the API, against the bare statement of its page; and dashboards from roll-ups.
import { parseArgs } from 'node:util'
import type { MentionFilter } from '../contract/listening.ts'
import { listMentions } from '../server/listening/actions/mentions.ts'
import { listTopicChannels, listVolumes } from '../server/listening/actions/volumes.ts'
import { pageStatement } from '../server/listening/store/stream.ts'
import { writeCursor } from '../server/platform/keyset.ts'
import { toTsquery } from '../server/understanding/index.ts'
import { type Ground, openGround } from './ingest/ground.ts'
import { fillPast, type Past } from './ingest/past.ts'
import { describeMachine, print } from './machine.ts'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '40' },
    only: { type: 'string', default: '' },
    plans: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(`Usage: npm run bench -- search [--rows N] [--rounds N] [--only WORDS] [--plans]

  --rows N    mentions (1000000); needs about 2.5 GB of disk a million
  --rounds N  how often each page is asked for, every time at another place (40)
  --only W    only the pages whose name holds these words
  --plans     how the database answered the slowest page of each search
`)
  process.exit(0)
}
const rows = Number(values.rows)
const rounds = Number(values.rounds)
const pageSize = 50
const nowhere = '00000000-0000-0000-0000-000000000000'
const day = 86_400_000

print({ bench: 'search', ...describeMachine(), rows, rounds })
const ground = await openGround()
try {
  const begin = performance.now()
  const past = await fillPast(ground, rows)
  const [size] = await ground.query<{ bytes: number }>('select pg_database_size(current_database()) as bytes')
  print({
    filledSeconds: Math.round((performance.now() - begin) / 1000),
    gigabytes: Math.round(size!.bytes / 1e8) / 10,
  })
  const worst = { page: 0, search: 0 }
  for (const { name, filter } of casesOf(past)) {
    if (!name.includes(values.only)) continue
    const p95 = await measurePages(ground, name, filter)
    const kind = filter.q === undefined ? 'page' : 'search'
    worst[kind] = Math.max(worst[kind], p95)
  }
  await measureVolumes(ground, past)
  print({ rows, worstPageP95: worst.page, worstSearchP95: worst.search, limit: rows > 1_000_000 ? 200 : 100 })
} finally {
  await ground.stop()
}

function casesOf({ topics, names, authorId }: Past): { name: string; filter: MentionFilter }[] {
  const week = {
    from: new Date(Date.now() - 30 * day).toISOString(),
    to: new Date(Date.now() - 23 * day).toISOString(),
  }
  return [
    { name: 'newest', filter: {} },
    { name: 'topic of a third', filter: { topicId: topics[0] } },
    { name: 'topic of a three-hundredth', filter: { topicId: topics[2] } },
    { name: 'negative', filter: { sentiment: ['negative'] } },
    {
      name: 'negative and pending in a topic',
      filter: { topicId: topics[0], sentiment: ['negative'], state: ['pending'] },
    },
    { name: 'purchase', filter: { intent: ['purchase'] } },
    { name: 'urgent', filter: { urgency: ['high'] } },
    { name: 'crisis', filter: { crisis: true } },
    { name: 'crisis in a small topic', filter: { topicId: topics[2], crisis: true } },
    { name: 'a rare channel', filter: { channel: ['email'] } },
    { name: 'English', filter: { language: ['en'] } },
    { name: 'a week', filter: week },
    { name: 'untagged complaints', filter: { untagged: true, intent: ['complaint'] } },
    { name: 'authors of 100,000 followers', filter: { minFollowers: 100_000 } },
    { name: 'an author', filter: { authorId } },
    { name: 'two syllables, common', filter: { q: '배송' } },
    { name: 'two syllables, rarer', filter: { q: '환불' } },
    { name: 'a name', filter: { q: names[0]! } },
    { name: 'a rare name', filter: { q: names.at(-1)! } },
    { name: 'two words', filter: { q: '배송 환불' } },
    { name: 'a phrase', filter: { q: '"배송이 너무"' } },
    { name: 'a beginning', filter: { q: '배송*' } },
    { name: 'a word in a topic', filter: { topicId: topics[1], q: '배송' } },
    { name: 'a rare name, negative', filter: { q: names.at(-1)!, sentiment: ['negative'] } },
    { name: 'nothing found', filter: { q: '없는낱말' } },
  ]
}

/** Asks for the first page and for pages at places all over the 90 days. @returns milliseconds of the slow twentieth. */
async function measurePages(ground: Ground, name: string, filter: MentionFilter): Promise<number> {
  const whole: number[] = []
  const bare: number[] = []
  let slowest = { ms: -1, sql: '', parameters: [] as readonly unknown[] }
  let found = 0
  for (let round = -2; round < rounds; round++) {
    const at = new Date(Date.now() - (Math.max(0, round) / rounds) * 90 * day)
    const cursor = round <= 0 ? undefined : writeCursor([at.toISOString(), nowhere])
    const asked = { ...filter, cursor, limit: pageSize }
    const wholeMs = await timed(async () => {
      found += (await ground.change(ctx => listMentions(ctx, asked))).items.length
    })
    const { q, from, to, ...rest } = filter
    const after = round <= 0 ? null : { occurredAt: at, id: nowhere }
    const search = q === undefined ? undefined : toTsquery(q)
    const ends = { from: from ? new Date(from) : undefined, to: to ? new Date(to) : undefined }
    const { sql, parameters } = await ground.change(async ctx =>
      pageStatement(ctx, { ...rest, ...ends, search }, after, pageSize).compile(ctx.tx),
    )
    const bareMs = await timed(async () => {
      await ground.program.database.pool.query(sql, [...parameters])
    })
    if (round < 0) continue
    whole.push(wholeMs)
    bare.push(bareMs)
    if (bareMs > slowest.ms) slowest = { ms: bareMs, sql, parameters }
  }
  if (values.plans && filter.q !== undefined) {
    const plan = await ground.query<{ 'QUERY PLAN': string }>(
      `explain (analyze, buffers) ${slowest.sql}`,
      slowest.parameters,
    )
    print({ name, slowest: slowest.ms, plan: plan.map(line => line['QUERY PLAN']) })
  }
  const p95 = at95(whole)
  print({
    name,
    rowsOfPage: Math.round(found / (rounds + 2)),
    p50: middle(whole),
    p95,
    bareStatement: { p50: middle(bare), p95: at95(bare) },
  })
  return p95
}

/** A dashboard of the largest topic over 90 days. */
async function measureVolumes(ground: Ground, { topics }: Past): Promise<void> {
  const period = { from: new Date(Date.now() - 90 * day).toISOString(), to: new Date().toISOString() }
  const ask = {
    'volumes by day': () => ground.change(ctx => listVolumes(ctx, { topicId: topics[0], grain: 'day', ...period })),
    'volumes by hour': () => ground.change(ctx => listVolumes(ctx, { topicId: topics[0], grain: 'hour', ...period })),
    'topics by channel': () => ground.change(ctx => listTopicChannels(ctx, period)),
  }
  for (const [name, call] of Object.entries(ask)) {
    const times: number[] = []
    for (let round = 0; round < 10; round++) times.push(await timed(call))
    print({ name, p50: middle(times), p95: at95(times) })
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  await work()
  return Math.round((performance.now() - begin) * 100) / 100
}

function middle(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!
}

function at95(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1]!
}
