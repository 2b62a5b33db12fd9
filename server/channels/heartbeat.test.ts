/** The heartbeat through verbs: what breaks, falls silent or is read by nobody is told, kept as history, and mended. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addSource,
  connectAccount,
  listAccounts,
  listConnections,
  pauseSource,
  readSourceNow,
} from '../../contract/channels.ts'
import { type Atproto, startAtproto } from '../../tools/testing/atproto.ts'
import { type FeedServer, startFeedServer } from '../../tools/testing/feed-server.ts'
import { startProgram, type TestProgram, type TestWorkspace } from '../../tools/testing/program.ts'
import type { SystemCtx } from '../platform/ctx.ts'
import { systemCtx } from '../platform/edge.ts'
import {
  checkAccount,
  learnRhythms,
  planCheck,
  settleCheck,
  startAccountChecks,
  watchHealth,
} from './actions/heartbeat.ts'
import { claimPull, dueSources, pull, receive, settlePull } from './index.ts'

let program: TestProgram
let blogs: FeedServer
let network: Atproto
const minute = 60_000
const day = 24 * 60 * minute

beforeAll(async () => {
  blogs = await startFeedServer()
  network = await startAtproto({ accounts: ['haneul'] })
  program = await startProgram()
}, 60_000)
afterAll(async () => {
  await program?.stop()
  await network?.stop()
  await blogs?.stop()
})

const start = Date.now()
const at = (ms: number) => new Date(start + ms)
const system = <T>(work: (ctx: SystemCtx) => Promise<T>, now: Date) =>
  program.program.database.transact(tx => work({ ...systemCtx(program.program.world, 'test', tx), now }))

const add = async (workspace: TestWorkspace, path: string) => {
  const feed = blogs.feed(path, { title: '후기', items: [{ id: '1', title: '하나' }] })
  const fields = { url: feed.url }
  const source = await program.owner.call(addSource, {
    workspaceId: workspace.id,
    channel: 'feed',
    kind: 'feed',
    fields,
  })
  return { feed, id: source.id }
}
const read = async (workspace: TestWorkspace, sourceId: string, now: Date) => {
  const plan = await workspace.change(ctx => claimPull(ctx, sourceId), { now })
  if (plan === null) return false
  const outcome = await pull(program.program.world, plan, AbortSignal.timeout(20_000))
  await workspace.change(
    async ctx => {
      await receive(ctx, { sourceId, incoming: outcome.kind === 'pulled' ? outcome.incoming : [] })
      await settlePull(ctx, plan, outcome)
    },
    { now },
  )
  return true
}
const connectionOf = async (workspace: TestWorkspace, id: string) => {
  const { items } = await program.owner.call(listConnections, { workspaceId: workspace.id })
  return items.find(one => one.id === id)!
}
const toldFacts = async (workspace: TestWorkspace) => {
  const found = await program.program.database.pool.query<{ state: string; problem_code: string | null }>(
    'select state, problem_code from channels.health_changes where workspace_id = $1 order by at, id',
    [workspace.id],
  )
  return found.rows.map(row => (row.problem_code === null ? row.state : `${row.state} ${row.problem_code}`))
}
const update = (text: string, values: unknown[]) => program.program.database.pool.query(text, values)

describe('sources', () => {
  test('a feed that breaks is told within a quarter of an hour of its own time, with a line of history, and mended without a gap or a double', async () => {
    const workspace = await program.workspace()
    const { feed, id } = await add(workspace, '/breaks')
    await read(workspace, id, at(0))
    await system(watchHealth, at(0))
    feed.set({ answer: { status: 500 } })
    // The feed's own pace decides when it is read; the wake comes every few seconds.
    let now = 0
    let broken: number | null = null
    for (; now < 60 * minute && broken === null; now += 10_000) {
      const due = (await system(dueSources, at(now))).some(one => one.sourceId === id)
      if (due) await read(workspace, id, at(now))
      if (due) await system(watchHealth, at(now))
      if ((await toldFacts(workspace)).at(-1)?.startsWith('broken')) broken = now
    }
    expect(broken! / minute).toBeLessThanOrEqual(15)
    expect(await toldFacts(workspace)).toEqual(['ok', 'broken channels.server_trouble'])
    feed.add({ id: '2', title: '둘' }, { id: '3', title: '셋' })
    feed.set({ answer: undefined })
    await program.owner.call(readSourceNow, { workspaceId: workspace.id, sourceId: id })
    await read(workspace, id, at(now))
    await read(workspace, id, at(now + minute))
    await system(watchHealth, at(now + minute))
    expect(await toldFacts(workspace)).toEqual(['ok', 'broken channels.server_trouble', 'ok'])
    const shown = await connectionOf(workspace, id)
    expect(shown).toMatchObject({ health: { state: 'ok', todo: null }, way: 'poll', monthMicros: null })
    expect(shown.turns.map(turn => turn.state)).toEqual(['ok', 'broken', 'ok'])
    expect(shown.turns[1]!.problem!.message).toMatch(/\(500\)/)
    const { rows } = await update('select count(*)::integer as items from channels.items where workspace_id = $1', [
      workspace.id,
    ])
    expect(rows).toEqual([{ items: 3 }])
  })

  test('a turn is told once, however many processes look', async () => {
    const workspace = await program.workspace()
    const { id } = await add(workspace, '/once')
    await read(workspace, id, at(0))
    await Promise.all([1, 2, 3].map(() => system(watchHealth, at(1000))))
    expect(await toldFacts(workspace)).toEqual(['ok'])
  })

  test('a source that is due and that no worker reads says so', async () => {
    const workspace = await program.workspace()
    const { id } = await add(workspace, '/unread')
    await read(workspace, id, at(0))
    await system(watchHealth, at(0))
    await system(watchHealth, at(40 * minute))
    expect(await toldFacts(workspace)).toEqual(['ok', 'silent channels.not_read'])
  })

  test('a source that brings nothing, unlike itself, says so, and not once it is paused', async () => {
    const workspace = await program.workspace()
    const { id } = await add(workspace, '/quiet')
    await read(workspace, id, at(0))
    await update(`update channels.sources set added_at = $2, brought_at = $3 where id = $1`, [
      id,
      at(-20 * day),
      at(-minute),
    ])
    await update(
      `insert into channels.brought select $1, $2, date_trunc('hour', $3::timestamptz) - make_interval(hours => n), 60
       from generate_series(1, 479) as n on conflict do nothing`,
      [workspace.id, id, at(0)],
    )
    await system(learnRhythms, at(0))
    await system(watchHealth, at(0))
    expect((await connectionOf(workspace, id)).usualPerDay).toBeGreaterThan(1000)
    expect((await connectionOf(workspace, id)).hours).toHaveLength(72)
    for (const minutes of [1, 5]) await system(watchHealth, at(minutes * minute))
    expect(await toldFacts(workspace)).toEqual(['ok'])
    for (const minutes of [12, 15]) {
      await update('update channels.sources set tried_at = $2 where id = $1', [id, at(minutes * minute)])
      await system(watchHealth, at(minutes * minute))
    }
    expect(await toldFacts(workspace)).toEqual(['ok', 'silent channels.unusually_quiet'])
    await program.owner.call(pauseSource, { workspaceId: workspace.id, sourceId: id })
    await system(watchHealth, at(20 * minute))
    expect((await toldFacts(workspace)).at(-1)).toBe('paused')
    const answer = await program.owner.ask(readSourceNow, { workspaceId: workspace.id, sourceId: id })
    expect(answer.status).toBe(404)
  })
})

describe('accounts', () => {
  test('an account that its network forgot is told within a quarter of an hour, and mended by connecting it again', async () => {
    const workspace = await program.workspace()
    const password = await network.appPassword('haneul.test', 'first')
    const connect = (typed: string) =>
      program.owner.call(connectAccount, {
        workspaceId: workspace.id,
        channel: 'bluesky',
        fields: { identifier: 'haneul.test', password: typed, service: network.pds },
      })
    const account = await connect(password)
    const check = async (now: Date) => {
      await system(startAccountChecks, now)
      const jobs = await program.program.queue.boss.fetch<{ workspaceId: number; payload: { accountId: string } }>(
        'channels.check_account',
        { batchSize: 50 },
      )
      for (const job of jobs.filter(one => one.data.workspaceId === workspace.id)) {
        const plan = (await workspace.change(ctx => planCheck(ctx, job.data.payload), { now }))!
        const checked = await checkAccount(program.program.world, plan, AbortSignal.timeout(10_000))
        await workspace.change(ctx => settleCheck(ctx, plan, checked), { now })
      }
      await system(watchHealth, now)
      return jobs.length
    }
    expect(await check(at(minute))).toBe(0)
    await check(at(12 * minute))
    const states = async () => (await toldFacts(workspace)).filter(turn => turn !== 'silent channels.no_sign_of_life')
    expect(await states()).toEqual([])
    await network.call('haneul.test', 'com.atproto.server.revokeAppPassword', { input: { name: 'first' } })
    await network.expireTokens('haneul.test', { refresh: true })
    await check(at(24 * minute))
    expect(await states()).toEqual(['broken channels.credentials_refused'])
    const { items } = await program.owner.call(listAccounts, { workspaceId: workspace.id })
    expect(items[0]!.health).toMatchObject({ state: 'broken', todo: 'reconnect' })
    expect((await connect(await network.appPassword('haneul.test', 'second'))).id).toBe(account.id)
    await system(watchHealth, at(25 * minute))
    expect(await states()).toEqual(['broken channels.credentials_refused', 'ok'])
    expect((await connectionOf(workspace, account.id)).turns.map(turn => turn.state)).toEqual(['ok', 'broken'])
  })
})
