/** Connecting by sign-in, against a real authorization server: the way there and back, forged returns, renewal, the end. */
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as api from '../../contract/channels.ts'
import { type Atproto, startAtproto } from '../../tools/testing/atproto.ts'
import { visitSignIn } from '../../tools/testing/atproto-sign-in.ts'
import { startProgram, type TestProgram, type TestWorkspace } from '../../tools/testing/program.ts'
import { callRenewal, prepareRenewal, settleRenewal } from './actions/renewals.ts'

let network: Atproto
let program: TestProgram
let workspace: TestWorkspace

beforeAll(async () => {
  network = await startAtproto({ accounts: ['haneul', 'minjun'] })
  // Its own documents say localhost; a name that is allowed must be said with its port.
  program = await startProgram({ ALLOW_NETWORKS: `127.0.0.0/8,::1/128,localhost:${new URL(network.pds).port}` })
  workspace = await program.workspace('하늘상점')
}, 60_000)
afterAll(async () => {
  await program?.stop()
  await network?.stop()
}, 30_000)

/** The server's own documents call it so; proofs carry that name. */
const ownName = () => `http://localhost:${new URL(network.pds).port}`
const begin = (handle = 'haneul.test', origin = 'http://localhost:4600', service = ownName()) =>
  program.owner.ask(api.beginSignIn, {
    workspaceId: workspace.id,
    channel: 'bluesky',
    fields: { identifier: handle, service },
    origin,
  })

const url = async (handle?: string): Promise<string> => {
  const begun = await begin(handle)
  return begun.ok ? begun.body.url : expect.unreachable(JSON.stringify(begun.problem))
}

const person = (handle: string) => {
  const account = network.accounts.find(one => one.handle === handle)!
  return { handle, password: account.password }
}

const backOf = (address: URL) => ({
  state: address.searchParams.get('state') ?? '',
  code: address.searchParams.get('code') ?? undefined,
  iss: address.searchParams.get('iss') ?? undefined,
  error: address.searchParams.get('error') ?? undefined,
})

const finish = (back: ReturnType<typeof backOf>, workspaceId = workspace.id) =>
  program.owner.ask(api.finishSignIn, { workspaceId, ...back })

const accountRow = async () => {
  const { rows } = await program.program.database.pool.query(
    `select * from channels.accounts where workspace_id = $1 and channel = 'bluesky'`,
    [workspace.id],
  )
  return rows[0]
}

test('a person signs in at their own server, and the account listens and posts without a password of theirs', async () => {
  const back = await visitSignIn(await url(), person('haneul.test'))
  expect(`${back.origin}${back.pathname}`).toBe('http://127.0.0.1:4600/sign-in-done')
  const connected = await finish(backOf(back))
  if (!connected.ok) expect.unreachable(JSON.stringify(connected.problem))
  expect(connected).toMatchObject({
    status: 200,
    body: { channel: 'bluesky', handle: 'haneul.test', health: { state: 'ok' } },
  })
  const row = await accountRow()
  expect(JSON.stringify(row)).not.toMatch(/eyJ|ref-|accessToken|refresh/)
  expect(row.renew_at.getTime()).toBeGreaterThan(Date.now())
  const { items } = await program.owner.call(api.listSources, { workspaceId: workspace.id })
  expect(items.map(source => source.kind)).toEqual(['firehose'])
  await program.startWorker()
  await post('로그인으로 올린 글')
})

/** Posts through the worker and waits until the network has it. */
const post = async (text: string) => {
  const workspaceId = workspace.id
  const { id: accountId } = await accountRow()
  const { id: deliveryId } = await program.owner.call(api.publishPost, { workspaceId, accountId, text })
  for (let looks = 0; looks < 150; looks += 1) {
    const { state, problem } = await program.owner.call(api.getDelivery, { workspaceId, deliveryId })
    if (state === 'failed') expect.unreachable(problem?.message)
    if (state === 'sent') break
    await wait(100)
  }
  expect((await network.posts('haneul')).map(one => one.text)).toContain(text)
}

test('a return that is forged, twisted, somebody else’s or used before connects nothing', async () => {
  const address = await url('minjun.test')
  const back = backOf(await visitSignIn(address, person('minjun.test')))
  const broken = { status: 409, problem: { code: 'channels.sign_in_broken' } }
  expect(await finish({ ...back, state: `${back.state.slice(0, -4)}AAAA` })).toMatchObject(broken)
  expect(await finish({ ...back, state: 'made up' })).toMatchObject(broken)
  expect(await finish({ ...back, iss: 'https://evil.example' })).toMatchObject(broken)
  expect(await finish({ ...back, iss: undefined })).toMatchObject(broken)
  expect(await finish({ ...back, code: 'cod-forged' })).toMatchObject({ ok: false })
  const other = await program.workspace('다른 곳')
  expect(await finish(back, other.id)).toMatchObject(broken)
  const mine = await visitSignIn(await url('minjun.test'), person('minjun.test'))
  expect(await finish({ ...backOf(mine), state: back.state })).toMatchObject({ ok: false })
  const rows = await program.program.database.pool.query(
    `select 1 from channels.accounts where handle = 'minjun.test' and channel = 'bluesky'`,
  )
  expect(rows.rows).toEqual([])
})

test('who says no at their server, and who signs in as somebody else, is told so', async () => {
  const no = await visitSignIn(await url('minjun.test'), person('minjun.test'), 'reject')
  expect(await finish(backOf(no))).toMatchObject({ status: 409, problem: { code: 'channels.sign_in_denied' } })
  expect(await begin('nobody.test')).toMatchObject({
    status: 422,
    problem: { code: 'channels.unknown_handle', fields: [{ path: 'fields.identifier' }] },
  })
  expect(await begin('haneul.test', undefined, network.pds)).toMatchObject({
    status: 422,
    problem: { code: 'channels.sign_in_other_name', fields: [{ path: 'fields.service' }] },
  })
  expect(await begin('haneul.test', 'http://192.168.0.7:4600')).toMatchObject({
    status: 409,
    problem: { code: 'channels.sign_in_needs_https' },
  })
})

/** Due for whoever looks from a minute on, and not yet for the worker of this test. */
const dueInAMinute = async (id: string): Promise<Date> => {
  await program.program.database.pool.query(
    `update channels.accounts set renew_at = now() + interval '30 seconds', renewing_until = null where id = $1`,
    [id],
  )
  return new Date(Date.now() + 60_000)
}

test('a session is renewed by one of many at a time, and what follows uses the new one', async () => {
  const before = await accountRow()
  const now = await dueInAMinute(before.id)
  const takers = await Promise.all(
    [1, 2, 3].map(() => workspace.change(ctx => prepareRenewal(ctx, { accountId: before.id }), { now })),
  )
  const [plan, ...others] = takers.filter(one => one !== null)
  expect(others).toEqual([])
  const outcome = await callRenewal(program.program.world, plan!, new AbortController().signal)
  expect(outcome.kind).toBe('renewed')
  await workspace.change(ctx => settleRenewal(ctx, plan!, outcome), { now })
  const after = await accountRow()
  expect(after.session).not.toBe(before.session)
  expect(after).toMatchObject({ renewing_until: null, problem_code: null })
  expect(after.renew_at > now).toBe(true)
  await post('새 세션으로 올린 글')
})

test('a refresh token that was traded before ends the session in words; disconnecting forgets everything', async () => {
  const row = await accountRow()
  const now = await dueInAMinute(row.id)
  const plan = (await workspace.change(ctx => prepareRenewal(ctx, { accountId: row.id }), { now }))!
  const renew = () => callRenewal(program.program.world, plan, new AbortController().signal)
  expect((await renew()).kind).toBe('renewed')
  const again = await renew()
  expect(again).toMatchObject({ kind: 'failed', failure: { class: 'refresh', code: 'channels.sign_in_ended' } })
  await workspace.change(ctx => settleRenewal(ctx, plan, again), { now })
  const { items } = await program.owner.call(api.listAccounts, { workspaceId: workspace.id })
  expect(items[0]!.health).toMatchObject({ state: 'broken', problem: { code: 'channels.sign_in_ended' } })
  await program.owner.call(api.disconnectAccount, { workspaceId: workspace.id, accountId: row.id })
  expect(await accountRow()).toMatchObject({ secret: null, session: null, renew_at: null })
})

test('without an https address there is no document of ours to read', async () => {
  expect(await program.stranger.ask(api.getSignInClient, { channel: 'bluesky' })).toMatchObject({ status: 404 })
})
