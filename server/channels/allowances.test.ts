/** Limits and costs through verbs: what all processes together may ask, what it costs, and what a budget stops. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addSource, listConnections, listCosts, setBudget } from '../../contract/channels.ts'
import { type FeedServer, startFeedServer } from '../../tools/testing/feed-server.ts'
import { post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram, type TestWorkspace } from '../../tools/testing/program.ts'
import { connectAccount } from './actions/accounts.ts'
import { countCosts, takeAllowance } from './actions/allowances.ts'
import { callDelivery, prepareDelivery, settleDelivery } from './actions/deliveries.ts'
import type { Connector } from './connector.ts'
import { connectors } from './connectors/index.ts'
import { claimPull, deliveriesByIds, planDelivery, pull, receive, settlePull } from './index.ts'
import { takeToken } from './store/limits.ts'

let program: TestProgram
let blogs: FeedServer
const start = Date.now()
const at = (seconds: number) => new Date(start + seconds * 1000)

/** A network that costs: a hundredth of a dollar an item, of which it brings ten at a time. */
const costly: Connector = {
  manifest: {
    channel: 'costly',
    name: { ko: '비싼 곳', en: 'Costly place' },
    can: ['listen', 'reply'],
    waysIn: ['poll'],
    isDialogue: false,
    textLimit: null,
    accountFields: [],
    sourceKinds: [{ kind: 'search', name: { ko: '검색', en: 'Search' }, fields: [] }],
    costs: { poll: 1000, item: 10_000, deliver: 100_000, monthlyBudget: 250_000 },
  },
  reply: {
    remoteId: () => null,
    send: async (_outside, { deliveryId }) => ({ kind: 'sent', remoteId: deliveryId, url: null }),
    ask: async () => ({ kind: 'absent' }),
  },
  listen: {
    kinds: {
      search: {
        way: 'poll',
        everySeconds: 60,
        find: async () => ({ ok: true, source: { kind: 'search', address: 'all', name: '전부' } }),
        poll: async () => ({ kind: 'pulled', incoming: Array.from({ length: 10 }, () => post('글')), cursor: null }),
      },
    },
  },
}

beforeAll(async () => {
  ;(connectors as Connector[]).push(costly)
  blogs = await startFeedServer()
  program = await startProgram()
}, 60_000)
afterAll(async () => {
  await program?.stop()
  await blogs?.stop()
  // The files after this one know of the real ones alone.
  ;(connectors as Connector[]).splice(connectors.indexOf(costly), 1)
})

const read = async (workspace: TestWorkspace, sourceId: string, now: Date) => {
  const plan = await workspace.change(ctx => claimPull(ctx, sourceId), { now })
  if (plan === null) return 'put off'
  const outcome = await pull(program.program.world, plan, AbortSignal.timeout(20_000))
  await workspace.change(ctx => settlePull(ctx, plan, outcome), { now })
  return outcome.kind
}
const add = async (workspace: TestWorkspace, channel: string, kind: string, fields: Record<string, string>) =>
  (await program.owner.call(addSource, { workspaceId: workspace.id, channel, kind, fields })).id
const connectionOf = async (workspace: TestWorkspace, id: string) =>
  (await program.owner.call(listConnections, { workspaceId: workspace.id })).items.find(one => one.id === id)!

test('a bucket gives as many calls as it holds to all takers together, and fills again', async () => {
  const [workspace, other] = [await program.workspace(), await program.workspace()]
  const bucket = { key: 'host:x', operation: 'poll', calls: 10, seconds: 100 } as const
  const take = (now: Date, who = workspace) => who.change(ctx => takeToken(ctx, bucket), { now })
  const waits = await Promise.all(Array.from({ length: 25 }, () => take(at(0))))
  expect(waits.filter(wait => wait === 0)).toHaveLength(10)
  expect(new Set(waits)).toEqual(new Set([0, 10]))
  expect(await take(at(0), other)).toBe(0)
  expect(await take(at(9))).toBe(1)
  expect(await take(at(20))).toBe(0)
  expect(await take(at(20))).toBe(0)
  // A process whose clock is behind gains nothing by it.
  expect(await take(at(5))).toBeGreaterThan(0)
  expect(await take(at(20))).toBeGreaterThan(0)
})

test('a feed that asks for patience is heeded for every feed of its host, and no feed counts as late for it', async () => {
  const workspace = await program.workspace()
  const [first, second] = ['/patience', '/neighbour'].map(path =>
    blogs.feed(path, { items: [{ id: '1', title: '하나' }] }),
  )
  const ids = [first, second].map(feed => add(workspace, 'feed', 'feed', { url: feed!.url }))
  const [a, b] = await Promise.all(ids)
  first!.set({ answer: { status: 429, headers: { 'retry-after': '600' } } })
  expect(await read(workspace, a!, at(0))).toBe('failed')
  expect(await read(workspace, b!, at(1))).toBe('put off')
  const shown = await connectionOf(workspace, b!)
  expect(shown.limits).toMatchObject([{ operation: 'poll', left: 0, blockedUntil: at(600).toISOString() }])
  expect(shown.nextReadAt! >= at(600).toISOString()).toBe(true)
  expect(await read(workspace, b!, at(601))).toBe('pulled')
})

test('costs are counted by the day; at four fifths of the budget it is said, at all of it it stops, and raising it goes on', async () => {
  const workspace = await program.workspace()
  const id = await add(workspace, 'costly', 'search', {})
  const budget = async () =>
    (await program.owner.call(listConnections, { workspaceId: workspace.id })).budgets.find(
      one => one.channel === 'costly',
    )
  expect(await read(workspace, id, at(0))).toBe('pulled')
  expect(await budget()).toEqual({ channel: 'costly', monthlyMicros: 250_000, spentMicros: 101_000, state: 'fine' })
  expect(await read(workspace, id, at(60))).toBe('pulled')
  expect((await budget())!.state).toBe('near')
  expect(await read(workspace, id, at(120))).toBe('pulled')
  expect((await budget())!.state).toBe('spent')
  expect(await read(workspace, id, at(180))).toBe('put off')
  expect((await connectionOf(workspace, id)).health).toMatchObject({
    state: 'broken',
    problem: { code: 'channels.budget_spent' },
    todo: 'raise_budget',
  })
  const raised = await program.owner.call(setBudget, {
    workspaceId: workspace.id,
    channel: 'costly',
    monthlyMicros: 500_000,
  })
  expect(raised).toMatchObject({ monthlyMicros: 500_000, state: 'fine' })
  expect(await read(workspace, id, at(200))).toBe('pulled')
  expect((await connectionOf(workspace, id)).health.state).toBe('ok')
  const { items } = await program.owner.call(listCosts, { workspaceId: workspace.id })
  const sums = Object.fromEntries(items.map(one => [one.operation, [one.count, one.micros]]))
  expect(sums).toEqual({ poll: [4, 4000], item: [40, 400_000] })
})

test('each share of the budget is announced once', async () => {
  const workspace = await program.workspace()
  const facts: string[] = []
  const { outbox } = program.program.world
  const listened = {
    ...outbox,
    notify: async (_tx: unknown, message: { fact: string }) => void facts.push(message.fact),
  }
  const spend = (count: number) =>
    workspace.change(ctx =>
      countCosts({ ...ctx, world: { ...ctx.world, outbox: listened } }, 'costly', null, [{ operation: 'item', count }]),
    )
  for (const count of [10, 9, 1, 1, 4, 1]) await spend(count)
  expect(facts).toEqual(['channels.budgets_changed', 'channels.budgets_changed'])
})

test('an answer that the budget does not pay waits without a try, and goes out when it is raised', async () => {
  const workspace = await program.workspace()
  const connected = {
    ...{ ok: true as const, remoteId: 'us', handle: 'us', displayName: '우리', url: null },
    ...{ service: 'https://costly.example', secret: 'x', session: null, sources: [] },
  }
  const account = await workspace.change(ctx =>
    connectAccount(ctx, { channel: 'costly', purpose: 'care', fields: {} }, connected, 'ko'),
  )
  const sourceId = await add(workspace, 'costly', 'search', {})
  const { stored } = await workspace.change(ctx => receive(ctx, { sourceId, incoming: [post('답해 주세요')] }))
  const deliver = async (id: string, now: Date) => {
    const plan = await workspace.change(ctx => prepareDelivery(ctx, { deliveryId: id }), { now })
    if (plan === null) return 'waits'
    const outcome = await callDelivery(program.program.world, plan, AbortSignal.timeout(5000))
    await workspace.change(ctx => settleDelivery(ctx, plan, outcome), { now })
    return outcome.kind
  }
  const answers = []
  for (const text of ['하나', '둘', '셋', '넷'])
    answers.push(await workspace.change(ctx => planDelivery(ctx, { inReplyToItemId: stored[0]!.id, text })))
  const outcomes = []
  for (const id of answers) outcomes.push(await deliver(id, at(0)))
  expect(outcomes).toEqual(['sent', 'sent', 'sent', 'waits'])
  const { items } = await program.owner.call(listConnections, { workspaceId: workspace.id })
  expect(items.find(one => one.id === account.id)!.monthMicros).toBe(300_000)
  const waiting = answers[3]!
  const shown = async () => (await workspace.change(ctx => deliveriesByIds(ctx, [waiting]))).get(waiting)!
  expect(await shown()).toMatchObject({ state: 'planned', problem: { code: 'channels.budget_spent' } })
  await program.owner.call(setBudget, { workspaceId: workspace.id, channel: 'costly', monthlyMicros: 1_000_000 })
  const stalled = await program.program.database.pool.query(
    `select tries from channels.deliveries where workspace_id = $1 and id = $2 and next_try_at < now() - interval '10 seconds'`,
    [workspace.id, waiting],
  )
  expect(stalled.rows).toEqual([{ tries: 0 }])
  expect(await deliver(waiting, at(1))).toBe('sent')
})

test('a channel that costs nothing counts nothing, and has no budget to set', async () => {
  const workspace = await program.workspace()
  const feed = blogs.feed('/free', { items: [{ id: '1', title: '하나' }] })
  const id = await add(workspace, 'feed', 'feed', { url: feed.url })
  await read(workspace, id, at(0))
  expect((await program.owner.call(listCosts, { workspaceId: workspace.id })).items).toEqual([])
  const refused = await program.owner.ask(setBudget, { workspaceId: workspace.id, channel: 'feed', monthlyMicros: 1 })
  expect(refused).toMatchObject({ status: 409, problem: { code: 'channels.no_budget' } })
  const asked = { operation: 'poll', accountId: null, address: 'https://x.example' } as const
  expect(await workspace.change(ctx => takeAllowance(ctx, 'telex', asked))).toEqual({ ok: true, bucket: null })
})
