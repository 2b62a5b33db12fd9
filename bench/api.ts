// Writes and lists over the API against a bare node:http + pg server that runs the same statements, each a process of its own; then many
// people at once, each with a session and a live stream.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createTeam } from '../contract/access.ts'
import { addNote, getConversation, listConversations } from '../contract/inbox.ts'
import type { BareOrder } from './api/bare.ts'
import { closeCalls, listen, many, share, timed } from './api/calls.ts'
import { watchStatements } from './inbox/bare.ts'
import { conversationId, fillConversations } from './inbox/conversations.ts'
import { openOwned } from './inbox/owned.ts'
import { type Ground, openGround } from './ingest/ground.ts'
import { answers, cpuMsOf, describeMachine, freePort, median, print, until } from './machine.ts'

const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '20000' },
    calls: { type: 'string', default: '600' },
    at: { type: 'string', default: '8' },
    people: { type: 'string', default: '150' },
    seconds: { type: 'string', default: '30' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(`Usage: npm run bench -- api [--conversations N] [--calls N] [--at N] [--people N] [--seconds N]

  --conversations N  in one workspace, ten messages each (20000)
  --calls N          notes written and lists read by each server, in three turns each (600)
  --at N             at the same time (8)
  --people N         signed in at once, each with a live stream, one call every two seconds on average (150)
  --seconds N        how long they work (30)
`)
  process.exit(0)
}
const conversations = Number(values.conversations)
const calls = Number(values.calls)
const at = Number(values.at)
const people = Number(values.people)

print({ bench: 'api', ...describeMachine(), conversations, calls, people })
const ground = await openGround()
const children: ChildProcess[] = []
try {
  const seen = await prepare(ground)
  const product = await startProduct(ground)
  const bare = await startBare(ground, seen)
  await compare(product, bare, seen)
  await crowd(product, seen)
} finally {
  closeCalls()
  for (const child of children) {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  }
  await ground.stop()
}

interface Prepared {
  readonly workspaceId: number
  readonly cookies: readonly string[]
  readonly order: BareOrder
}

/** Fills the desk, signs the people in, and watches what a list and a note ask of the database. */
async function prepare(ground: Ground): Promise<Prepared> {
  const { query, program } = ground
  const owned = await openOwned(ground)
  const { owner, workspaceId, memberId, userId } = owned
  const team = await owner.call(createTeam, { workspaceId, name: 'CS 1팀' })
  const size = { conversations, messages: conversations * 10, memberId, teamId: team.id }
  await fillConversations(ground, workspaceId, size)
  await query('analyze')
  const cookies = [owner.cookie, ...(await signIn(ground, workspaceId, people - 1))]

  const watched = conversationId(100)
  const note = () => owner.call(addNote, { workspaceId, conversationId: watched, text: '확인 중입니다' })
  const list = () => owner.call(listConversations, { workspaceId, queue: 'open', limit: 50 })
  for (let n = 0; n < 20; n++) await Promise.all([note(), list()])
  const number = (await owner.call(getConversation, { workspaceId, conversationId: watched })).messageCount + 1
  const ofNote = await watchStatements(note)
  const ofList = await watchStatements(list)
  const [customer] = await query<{ customer_id: string }>(
    'select customer_id from inbox.conversations where workspace_id = $1 and id = $2',
    [workspaceId, watched],
  )
  print({ statements: { note: ofNote.length, list: ofList.length } })
  await owned.stop()
  const { options } = program.database.pool
  const database = { host: options.host, port: options.port, user: options.user, database: options.database }
  return {
    workspaceId,
    cookies,
    order: {
      database: Object.fromEntries(Object.entries(database).filter(([, value]) => value !== undefined)),
      fixed: [memberId, userId, customer!.customer_id],
      roads: {
        '/note': { seen: ofNote, conversationId: watched, number },
        '/list': { seen: ofList, conversationId: null, number },
      },
    },
  }
}

/** Agents with open sessions: as after a sign-in, without a thousand rounds of hashing. */
async function signIn({ query, program }: Ground, workspaceId: number, count: number): Promise<string[]> {
  const cookies: string[] = []
  for (let n = 0; n < count; n++) {
    const userId = await program.world.login.addUser({ name: `상담원 ${n}`, email: `agent${n}@example.com` })
    await query(`insert into access.users (id, name, email, locale) values ($1, $2, $3, 'ko')`, [
      userId,
      `상담원 ${n}`,
      `agent${n}@example.com`,
    ])
    await query(
      `insert into access.members (workspace_id, id, user_id, role, joined_at) values ($1, gen_random_uuid(), $2, 'agent', now())`,
      [workspaceId, userId],
    )
    const set = await program.world.login.openSession(userId, { ip: '127.0.0.1', agent: 'bench' })
    cookies.push(set.map(one => one.split(';')[0]).join('; '))
  }
  return cookies
}

interface Served {
  readonly origin: string
  readonly pid: number
}

async function startProduct({ folder }: Ground): Promise<Served> {
  const port = await freePort()
  const { SECRET_KEY, DATABASE_URL, ...rest } = process.env
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'server', 'main.ts'), 'serve'], {
    env: { ...rest, DATA_DIR: join(folder, 'data'), PORT: String(port), LOG_LEVEL: 'info' },
    // One line a request is written, as in life; nobody reads it here.
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  children.push(child)
  const origin = `http://127.0.0.1:${port}`
  await until('the product', 60_000, () => answers(`${origin}/readyz`))
  return { origin, pid: child.pid! }
}

async function startBare({ folder }: Ground, { order }: Prepared): Promise<Served> {
  const file = join(folder, 'bare.json')
  writeFileSync(file, JSON.stringify(order))
  const child = spawn(process.execPath, [join(import.meta.dirname, 'api', 'bare.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [port] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string]
  return { origin: `http://127.0.0.1:${port}`, pid: child.pid! }
}

/** In turns, so that what else the machine does meets both. */
async function compare(product: Served, bare: Served, { workspaceId, cookies }: Prepared): Promise<void> {
  const here = `/api/w/${workspaceId}`
  const cookie = cookies[0]!
  const one = (n: number) => conversationId(1 + ((n * 7919) % conversations))
  const kinds = {
    write: {
      product: (n: number) =>
        timed(product.origin, `${here}/conversations/${one(n)}/notes`, { cookie, body: { text: '확인 중입니다' } }),
      bare: (n: number) => timed(bare.origin, '/note', { body: { conversationId: one(n) } }),
      limits: { ratio: 0.5 },
    },
    list: {
      product: () => timed(product.origin, `${here}/conversations?queue=open&limit=50`, { cookie }),
      bare: () => timed(bare.origin, '/list'),
      limits: { ratio: 0.5, p99OverBare: 2 },
    },
  }
  for (const [part, kind] of Object.entries(kinds)) {
    await many(100, at, kind.product)
    await many(100, at, kind.bare)
    const turns = { product: [] as number[], bare: [] as number[] }
    const times = { product: [] as number[], bare: [] as number[] }
    const begun = { product: cpuMsOf(product.pid), bare: cpuMsOf(bare.pid) }
    for (let turn = 0; turn < 3; turn++) {
      for (const side of ['product', 'bare'] as const) {
        const done = await many(Math.ceil(calls / 3), at, n => kind[side](n + turn * calls))
        turns[side].push(done.speed)
        times[side].push(...done.times)
      }
    }
    const [ours, theirs] = [median(turns.product), median(turns.bare)]
    const cpuMs = (side: 'product' | 'bare') =>
      Math.round(((cpuMsOf({ product, bare }[side].pid) - begun[side]) / times[side].length) * 100) / 100
    const p99 = { product: share(times.product, 0.99), bare: share(times.bare, 0.99) }
    print({
      part,
      at,
      product: Math.round(ours),
      bare: Math.round(theirs),
      ratio: Math.round((ours / theirs) * 100) / 100,
      cpuMsACall: { product: cpuMs('product'), bare: cpuMs('bare') },
      p99,
      p99OverBare: Math.round((p99.product / p99.bare) * 100) / 100,
      limits: kind.limits,
    })
  }
}

/** What agents do, and how often: lists, opened conversations, who am I, and now and then a note. */
async function crowd({ origin: product, pid }: Served, { workspaceId, cookies }: Prepared): Promise<void> {
  const here = `/api/w/${workspaceId}`
  const ends = cookies.map(cookie => listen(product, `${here}/live`, cookie))
  await wait(2000)
  const begun = cpuMsOf(pid)
  const times: Record<string, number[]> = { list: [], open: [], me: [], note: [] }
  const ending = performance.now() + Number(values.seconds) * 1000
  const work = async (cookie: string, n: number) => {
    await wait((n / cookies.length) * 2000)
    for (let step = 0; performance.now() < ending; step++) {
      const dice = (n * 31 + step * 7) % 10
      const id = conversationId(1 + ((n * 7919 + step * 104_729) % conversations))
      if (dice < 5) times.list!.push(await timed(product, `${here}/conversations?queue=open&limit=50`, { cookie }))
      else if (dice < 8) times.open!.push(await timed(product, `${here}/conversations/${id}`, { cookie }))
      else if (dice < 9) times.me!.push(await timed(product, '/api/me', { cookie }))
      else
        times.note!.push(await timed(product, `${here}/conversations/${id}/notes`, { cookie, body: { text: '메모' } }))
      await wait(1000 + ((n * 37 + step * 101) % 2000))
    }
  }
  await Promise.all(cookies.map(work))
  for (const end of ends) end()
  const all = Object.values(times).flat()
  const p99ByKind = Object.fromEntries(Object.entries(times).map(([kind, of]) => [kind, share(of, 0.99)]))
  print({
    part: 'people',
    people: cookies.length,
    cpuMsACall: Math.round(((cpuMsOf(pid) - begun) / all.length) * 100) / 100,
    callsASecond: Math.round(all.length / Number(values.seconds)),
    p50: share(all, 0.5),
    p95: share(all, 0.95),
    p99: share(all, 0.99),
    p99ByKind,
    limits: { p99: 300 },
  })
}
