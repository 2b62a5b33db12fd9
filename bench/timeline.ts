// Measures what waits while somebody looks: pages of timelines and look-ups of a call-centre screen, by the verbs that serve
// the API, at many customers and activities; against the bare walk down the index that each cannot do without.
import { parseArgs } from 'node:util'
import type { ActivityKind } from '../contract/customers.ts'
import { listActivities } from '../server/customers/actions/people.ts'
import { lookUpCustomer } from '../server/customers/actions/profile.ts'
import type { Ctx } from '../server/platform/ctx.ts'
import { writeCursor } from '../server/platform/keyset.ts'
import { type Ground, openGround, workspaceId } from './ingest/ground.ts'
import { describeMachine, print } from './machine.ts'
import { type Filled, fillPeople } from './timeline/people.ts'

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '200000' },
    activities: { type: 'string', default: '2000000' },
    rounds: { type: 'string', default: '200' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(`Usage: npm run bench -- timeline [--customers N] [--activities N] [--rounds N]

  --customers N   people; one in ten has three leaves merged, one has 100,000 activities (200000)
  --activities N  on all timelines together (2000000); needs about 0.5 GB of disk a million
  --rounds N      how often each page and each look-up is asked for, every time another (200)
`)
  process.exit(0)
}
const rounds = Number(values.rounds)
const nowhere = '00000000-0000-0000-0000-000000000000'

print({
  bench: 'timeline',
  ...describeMachine(),
  customers: Number(values.customers),
  activities: Number(values.activities),
})
const ground = await openGround()
try {
  const begin = performance.now()
  const filled = await fillPeople(ground, {
    customers: Number(values.customers),
    activities: Number(values.activities),
  })
  const [size] = await ground.query<{ bytes: number }>('select pg_database_size(current_database()) as bytes')
  print({
    filledSeconds: Math.round((performance.now() - begin) / 1000),
    gigabytes: Math.round(size!.bytes / 1e8) / 10,
  })
  const pages = [
    await measurePages(ground, filled, 'anybody', round => filled.anybody(round)),
    await measurePages(ground, filled, 'three leaves', round => filled.merged(round)),
    await measurePages(ground, filled, 'the busiest', () => filled.busiest),
    await measurePages(ground, filled, 'the busiest, calls', () => filled.busiest, ['call_failed', 'call_missed']),
    await measurePages(ground, filled, 'the busiest, a rare channel', () => filled.busiest, undefined, ['email']),
  ]
  const lookups = [
    await measureLookUps(ground, 'phone', round => ({ phone: filled.phone(round) })),
    await measureLookUps(ground, 'email', round => ({ email: filled.email(round) })),
    await measureLookUps(ground, 'handle', round => ({ handle: filled.handle(round) })),
    await measureLookUps(ground, 'external', round => ({ external: filled.external(round), system: 'shop' })),
  ]
  print({ worstPageP95: Math.max(...pages), limitP95: 50, worstLookUpP99: Math.max(...lookups), limitP99: 20 })
} finally {
  await ground.stop()
}

/** Pages at places all over two years. @returns milliseconds of the slow twentieth. */
async function measurePages(
  ground: Ground,
  filled: Filled,
  name: string,
  whom: (round: number) => string,
  kind?: ActivityKind[],
  channel?: string[],
): Promise<number> {
  const whole: number[] = []
  const bare: number[] = []
  let found = 0
  for (let round = -3; round < rounds; round++) {
    const customerId = whom(Math.max(0, round))
    const at = new Date(filled.until - (Math.max(0, round) / rounds) * filled.spanMs)
    const cursor = round % 2 === 0 ? undefined : writeCursor([at.toISOString(), nowhere])
    const asked = { customerId, limit: 50, cursor, ...(kind ? { kind } : {}), ...(channel ? { channel } : {}) }
    const ms = await timed(() =>
      ground.change(async (ctx: Ctx) => {
        found += (await listActivities(ctx, asked)).items.length
      }),
    )
    const bareMs = await timed(() =>
      ground.query(
        `select id, at from customers.activities where workspace_id = $1 and customer_id = $2 and at < $3
         order by at desc, id desc limit 51`,
        [workspaceId, customerId, cursor ? at : new Date(filled.until)],
      ),
    )
    if (round < 0) continue
    whole.push(ms)
    bare.push(bareMs)
  }
  return report({ part: 'page', name, found }, whole, bare).p95
}

async function measureLookUps(
  ground: Ground,
  name: string,
  whom: (round: number) => Parameters<typeof lookUpCustomer>[1],
): Promise<number> {
  const whole: number[] = []
  const bare: number[] = []
  let found = 0
  for (let round = -3; round < rounds * 2; round++) {
    const asked = whom(Math.max(0, round))
    const ms = await timed(() =>
      ground.change(async (ctx: Ctx) => {
        found += (await lookUpCustomer(ctx, asked)).items.length
      }),
    )
    const bareMs = await timed(() => ground.query('select 1', []))
    if (round < 0) continue
    whole.push(ms)
    bare.push(bareMs)
  }
  return report({ part: 'lookup', name, found, yardstick: 'select 1' }, whole, bare).p99
}

function report(line: Record<string, unknown>, whole: number[], bare: number[]): { p95: number; p99: number } {
  const [p50, p95, p99] = [at(whole, 0.5), at(whole, 0.95), at(whole, 0.99)]
  const [bareP50, bareP95] = [at(bare, 0.5), at(bare, 0.95)]
  print({ ...line, p50, p95, p99, bareP50, bareP95, ratioP50: Math.round((p50 / bareP50) * 10) / 10 })
  return { p95, p99 }
}

function at(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]! * 100) / 100
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}
