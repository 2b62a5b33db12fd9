/** Proves deep reading against a server on loopback: nothing leaves unmasked or uncapped, and every failure is said. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import * as deep from '../../contract/deep-reading.ts'
import { type Hearing, openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { callProvider, planAsk, settleAsk } from './actions/providers.ts'
import { erasePerson } from './index.ts'

interface Heard {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

let testing: TestProgram
let server: Server
let url: string
let heard: Heard[] = []
/** What the server says next. */
let say: (body: string) => { status: number; body: string }

beforeAll(async () => {
  testing = await startProgram()
  server = createServer((request, response) => {
    let body = ''
    request.on('data', piece => {
      body += String(piece)
    })
    request.on('end', () => {
      heard.push({ path: request.url!, headers: request.headers, body })
      const told = say(body)
      response
        .writeHead(told.status, { 'content-type': 'application/json', location: 'http://127.0.0.1:1/' })
        .end(told.body)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
})
afterAll(async () => {
  await testing.stop()
  await new Promise(resolve => server.close(resolve))
})
beforeEach(() => {
  heard = []
  say = () => answer('OK')
})

const answer = (content: string) => ({
  status: 200,
  body: JSON.stringify({
    choices: [{ message: { role: 'assistant', content } }],
    usage: { prompt_tokens: 1000, completion_tokens: 100 },
  }),
})
const settings = () => ({
  kind: 'openai' as const,
  url,
  model: 'small-1',
  key: 'sk-test-1234',
  priceRead: 2,
  priceWritten: 10,
  monthlyCap: 5,
  isOn: true,
})
const open = async () => {
  const workspace = await openHearing(testing)
  await workspace.addAccount('haneul')
  return workspace
}
/** Does what the job does with a question. */
const bring = async (workspace: Hearing, askId: string) => {
  const plan = await workspace.change(ctx => planAsk(ctx, { askId }))
  if (plan !== null) {
    const outcome = await callProvider(testing.program.world, plan, AbortSignal.timeout(10_000))
    await workspace.change(ctx => settleAsk(ctx, plan, outcome))
    // The same outcome heard twice changes nothing.
    await workspace.change(ctx => settleAsk(ctx, plan, outcome))
  }
  return testing.owner.call(deep.getAsk, { workspaceId: workspace.id, askId })
}
const itemIds = async (workspace: Hearing) =>
  (
    await testing.program.database.pool.query<{ id: string }>(
      'select id from channels.items where workspace_id = $1 order by id',
      [workspace.id],
    )
  ).rows.map(row => row.id)

test('it is off until an administrator sets it, and its key is sealed and never shown', async () => {
  const workspace = await open()
  const workspaceId = workspace.id
  await workspace.take([post('환불해 주세요', { addressedTo: ['haneul'] })])
  const [itemId] = await itemIds(workspace)
  expect(await testing.owner.call(deep.getProvider, { workspaceId })).toEqual({ provider: null, spent: 0, asks: [] })
  expect(await testing.owner.ask(deep.summariseThread, { workspaceId, itemId: itemId! })).toMatchObject({
    status: 409,
    problem: { code: 'understanding.provider_off' },
  })
  const { key: _key, ...keyless } = settings()
  expect(await testing.owner.ask(deep.setProvider, { workspaceId, ...keyless })).toMatchObject({ status: 422 })
  const set = await testing.owner.call(deep.setProvider, { workspaceId, ...settings() })
  expect(set).toMatchObject({ hasKey: true, isOn: true })
  expect(JSON.stringify(set)).not.toContain('sk-test')
  await testing.owner.call(deep.setProvider, { workspaceId, ...keyless, model: 'small-2' })
  const elsewhere = { ...keyless, url: 'https://elsewhere.example/v1' }
  expect(await testing.owner.ask(deep.setProvider, { workspaceId, ...elsewhere })).toMatchObject({
    status: 422,
    problem: { code: 'understanding.key_missing' },
  })
  const { rows } = await testing.program.database.pool.query(
    'select key from understanding.providers where workspace_id = $1',
    [workspaceId],
  )
  expect(rows[0].key).not.toContain('sk-test')
  await testing.owner.call(deep.removeProvider, { workspaceId })
  expect((await testing.owner.call(deep.getProvider, { workspaceId })).provider).toBeNull()
  expect(heard).toEqual([])
})

test('a thread leaves without names, numbers, handles and addresses, and its summary comes back with them', async () => {
  const workspace = await open()
  const workspaceId = workspace.id
  await testing.owner.call(deep.setProvider, { workspaceId, ...settings() })
  const text =
    '박서준 기사님이 주문 20241103을 두고 갔어요. 010-1234-5678, mj@example.com, @minji_k 로 연락 주세요 https://a.example/x'
  await workspace.take([
    post(text, {
      addressedTo: ['haneul'],
      author: { remoteId: 'mj', handle: 'minji_k', displayName: '김민지', url: null, avatarUrl: null, followers: 1 },
    }),
  ])
  const [itemId] = await itemIds(workspace)
  const ask = await testing.owner.call(deep.summariseThread, { workspaceId, itemId: itemId! })
  expect(ask).toMatchObject({ state: 'waiting', purpose: 'summary' })
  expect(await testing.owner.call(deep.summariseThread, { workspaceId, itemId: itemId! })).toEqual(ask)
  say = body => answer(`${/⟦NAME_[A-Z]⟧/.exec(JSON.parse(body).messages[1].content)![0]}: 주문을 못 받았다`)
  const done = await bring(workspace, ask.id)

  expect(heard).toHaveLength(1)
  const [{ path, headers, body }] = heard as [Heard]
  expect(path).toBe('/v1/chat/completions')
  expect(headers.authorization).toBe('Bearer sk-test-1234')
  for (const secret of ['김민지', '박서준', 'minji', '1103', '1234', '5678', 'example', '지우'])
    expect(body, secret).not.toContain(secret)
  expect(JSON.parse(body).messages[1].content).not.toMatch(/\p{N}/u)
  expect(done).toMatchObject({
    state: 'answered',
    answer: '김민지: 주문을 못 받았다',
    tokensRead: 1000,
    tokensWritten: 100,
  })
  expect(done.cost).toBeCloseTo(0.003, 6)
  expect(headers['idempotency-key']).toBe(ask.id)
  // Nothing new was said: the same summary, asked of nobody.
  expect(await testing.owner.call(deep.summariseThread, { workspaceId, itemId: itemId! })).toMatchObject({ id: ask.id })
  const shown = await testing.owner.call(deep.getThreadSummary, { workspaceId, itemId: itemId! })
  expect(shown).toMatchObject({ isOn: true, ask: { id: ask.id } })
  const stored = await testing.program.database.pool.query('select question from understanding.asks where id = $1', [
    ask.id,
  ])
  expect(stored.rows[0].question).toBeNull()
  expect((await testing.owner.call(deep.getProvider, { workspaceId })).spent).toBeCloseTo(0.003, 6)

  await workspace.change(ctx => erasePerson(ctx, { itemIds: [itemId!] }))
  expect((await testing.owner.call(deep.getAsk, { workspaceId, askId: ask.id })).answer).toBeNull()
})

test('one question is asked once by two who ask together, and a call repeated after a crash carries its key', async () => {
  const workspace = await open()
  const workspaceId = workspace.id
  await testing.owner.call(deep.setProvider, { workspaceId, ...settings() })
  await workspace.take([post('언제 오나요?', { addressedTo: ['haneul'] })])
  const [itemId] = await itemIds(workspace)
  const asks = await Promise.all(
    [1, 2, 3].map(() => testing.owner.call(deep.summariseThread, { workspaceId, itemId: itemId! })),
  )
  expect(new Set(asks.map(ask => ask.id)).size).toBe(1)
  const samples = await Promise.all([1, 2, 3].map(() => testing.owner.call(deep.askTeacher, { workspaceId, posts: 5 })))
  expect(new Set(samples.map(ask => ask.id)).size).toBe(1)

  const askId = asks[0]!.id
  const plan = await workspace.change(ctx => planAsk(ctx, { askId }))
  await callProvider(testing.program.world, plan!, AbortSignal.timeout(10_000))
  await bring(workspace, askId)
  expect(heard.map(({ headers }) => headers['idempotency-key'])).toEqual([askId, askId])

  const answered = await testing.owner.call(deep.summariseThread, { workspaceId, itemId: itemId! })
  expect(answered).toMatchObject({ id: askId, state: 'answered' })
  await testing.owner.call(deep.setProvider, { workspaceId, ...settings(), model: 'larger-1' })
  const fresh = await testing.owner.call(deep.summariseThread, { workspaceId, itemId: itemId! })
  expect(fresh.id).not.toBe(askId)
})

test('a sample is labelled beside the reader, and touches no reading', async () => {
  const workspace = await open()
  const workspaceId = workspace.id
  await testing.owner.call(deep.setProvider, { workspaceId, ...settings(), kind: 'anthropic' })
  await workspace.take(
    ['정말 최고예요', '너무 실망했어요', '몇 시까지 하나요?', '그냥 그래요', '다신 안 사요'].map(text => post(text)),
  )
  const { rows } = await testing.program.database.pool.query(
    'select item_id, reading from understanding.readings where workspace_id = $1 order by item_id',
    [workspaceId],
  )
  const ask = await testing.owner.call(deep.askTeacher, { workspaceId, posts: 5 })
  say = () => ({
    status: 200,
    body: JSON.stringify({
      content: [{ type: 'text', text: 'a: positive\nb: negative\nc: happy\n\npost d - Neutral' }],
      usage: { input_tokens: 10, output_tokens: 5 },
    }),
  })
  await bring(workspace, ask.id)
  expect(heard[0]).toMatchObject({ path: '/v1/messages', headers: { 'x-api-key': 'sk-test-1234' } })
  const taught = await testing.owner.call(deep.getTeacher, { workspaceId })
  expect(taught.rows.map(row => row.teacher)).toEqual(['positive', 'negative', null, 'neutral', null])
  expect(taught.rows.every(row => row.read !== null && row.corrected === null)).toBe(true)
  const after = await testing.program.database.pool.query(
    'select item_id, reading from understanding.readings where workspace_id = $1 order by item_id',
    [workspaceId],
  )
  expect(after.rows).toEqual(rows)
})

test('every failure is said, costs what it can have cost, and the month is capped before anything leaves', async () => {
  const workspace = await open()
  const workspaceId = workspace.id
  await testing.owner.call(deep.setProvider, { workspaceId, ...settings() })
  const attempt = async () => bring(workspace, (await testing.owner.call(deep.tryProvider, { workspaceId })).id)
  const cases = [
    [() => ({ status: 401, body: '{}' }), 'wrong_key'],
    [() => ({ status: 404, body: '{}' }), 'unknown_model'],
    [() => ({ status: 429, body: '{}' }), 'busy'],
    [() => ({ status: 500, body: '<html>' }), 'broken'],
  ] as const
  for (const [told, failure] of cases) {
    say = told
    expect(await attempt()).toMatchObject({ state: 'failed', failure, cost: 0 })
  }
  say = () => ({ status: 302, body: '' })
  expect(await attempt()).toMatchObject({ state: 'failed', failure: 'broken' })
  say = () => ({ status: 200, body: '{"choices":[]}' })
  const unreadable = await attempt()
  expect(unreadable).toMatchObject({ state: 'failed', failure: 'unreadable' })
  expect(unreadable.cost).toBeGreaterThan(0)
  await testing.owner.call(deep.setProvider, { workspaceId, ...settings(), url: 'http://10.0.0.1/v1' })
  expect(await attempt()).toMatchObject({ state: 'failed', failure: 'refused_address' })
  await testing.owner.call(deep.setProvider, { workspaceId, ...settings(), url: 'http://127.0.0.1:1/v1' })
  expect(await attempt()).toMatchObject({ state: 'failed', failure: 'unreachable' })

  heard = []
  await testing.owner.call(deep.setProvider, { workspaceId, ...settings(), monthlyCap: 0 })
  expect(await testing.owner.ask(deep.tryProvider, { workspaceId })).toMatchObject({
    status: 409,
    problem: { code: 'understanding.provider_cap' },
  })
  await testing.owner.call(deep.setProvider, { workspaceId, ...settings(), isOn: false })
  expect(await testing.owner.ask(deep.tryProvider, { workspaceId })).toMatchObject({ status: 409 })
  expect(heard).toEqual([])
})
