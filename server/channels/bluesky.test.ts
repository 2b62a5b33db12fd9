/** Bluesky from end to end: a real AT Protocol network, a real database, the fault proxy between them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectAccount as connectEndpoint, listAccounts, listSources } from '../../contract/channels.ts'
import { type Atproto, startAtproto } from '../../tools/testing/atproto.ts'
import { type FaultProxy, startFaultProxy } from '../../tools/testing/fault-proxy.ts'
import { startProgram, type TestProgram, type TestWorkspace } from '../../tools/testing/program.ts'
import { systemCtx } from '../platform/edge.ts'
import { callDelivery, prepareDelivery, settleDelivery } from './actions/deliveries.ts'
import type { StreamBatch } from './connector.ts'
import {
  answeringAccount,
  deliveriesByIds,
  findStreams,
  itemsByIds,
  openStream,
  planDelivery,
  prepareStream,
  receive,
  retryDelivery,
  type StoredItem,
  settleStream,
  streamSources,
  threadOf,
} from './index.ts'

let network: Atproto
let proxy: FaultProxy
let program: TestProgram
let workspace: TestWorkspace
const signal = new AbortController().signal

beforeAll(async () => {
  network = await startAtproto({ accounts: ['haneul', 'jiwoo', 'minjun'] })
  proxy = await startFaultProxy({ target: network.pds })
  program = await startProgram()
  workspace = await program.workspace('하늘상점')
}, 60_000)
afterAll(async () => {
  await program?.stop()
  await proxy?.stop()
  await network?.stop()
})

const connect = async (handle = 'haneul.test', target = workspace) => {
  const password = await network.appPassword(handle, `maeari ${Math.random()}`)
  const fields = { identifier: `@${handle}`, password, service: proxy.url }
  return program.owner.call(connectEndpoint, { workspaceId: target.id, channel: 'bluesky', fields })
}

/** Reads the stream until `isEnough`, storing as listening does. */
const listen = async (isEnough: (stored: StoredItem[], batch: StreamBatch) => boolean): Promise<StoredItem[]> => {
  const { world, database } = program.program
  const [key] = await database.transact(tx => findStreams(systemCtx(world, 'test', tx)))
  const plan = (await database.transact(tx => prepareStream(systemCtx(world, 'test', tx), key!)))!
  const stored: StoredItem[] = []
  for await (const batch of openStream(world, plan, AbortSignal.timeout(20_000))) {
    await database.transact(async tx => {
      const ctx = systemCtx(world, 'test', tx)
      for (const { workspaceId, sourceId } of await streamSources(ctx, key!)) {
        const result = await receive({ ...ctx, workspaceId }, { sourceId, incoming: batch.incoming })
        if (workspaceId === workspace.id) stored.push(...result.stored)
      }
      await settleStream(ctx, plan, batch)
    })
    if (isEnough(stored, batch)) break
  }
  return stored
}

const until = (text: string) => listen(stored => stored.some(item => item.text.includes(text)))

/** One run of the job, as the worker does it, so many seconds from now. */
const deliver = async (deliveryId: string, seconds = 0) => {
  const at = { now: new Date(Date.now() + seconds * 1000) }
  const plan = await workspace.change(ctx => prepareDelivery(ctx, { deliveryId }), at)
  if (plan === null) return null
  const outcome = await callDelivery(program.program.world, plan, signal)
  await workspace.change(ctx => settleDelivery(ctx, plan, outcome), at)
  return outcome
}

const shown = async (deliveryId: string) =>
  (await workspace.change(ctx => deliveriesByIds(ctx, [deliveryId]))).get(deliveryId)!

const answersOf = async (text: string) => (await network.posts('haneul.test')).filter(post => post.text === text).length

describe('connecting', () => {
  test('a wrong password is refused at its field, in words, and nothing is kept', async () => {
    const fields = { identifier: 'haneul.test', password: 'wrong', service: proxy.url }
    const answer = await program.owner.ask(connectEndpoint, { workspaceId: workspace.id, channel: 'bluesky', fields })
    expect(answer).toMatchObject({
      status: 422,
      problem: { code: 'channels.credentials_refused', fields: [{ path: 'fields.password' }] },
    })
    expect((await program.owner.call(listAccounts, { workspaceId: workspace.id })).items).toEqual([])
  })

  test('an account is connected with its stream, and its password is nowhere to be read', async () => {
    const account = await connect()
    expect(account).toMatchObject({ channel: 'bluesky', handle: 'haneul.test', health: { state: 'ok' } })
    const { items } = await program.owner.call(listSources, { workspaceId: workspace.id })
    expect(items).toMatchObject([
      { kind: 'firehose', address: proxy.url.replace('http', 'ws'), accountId: account.id, everySeconds: null },
    ])
    const rows = await program.program.database.pool.query('select * from channels.accounts')
    expect(JSON.stringify(rows.rows)).not.toMatch(/"[a-z0-9]{4}(-[a-z0-9]{4}){3}"|password|Jwt|eyJ/)
  })

  test('connecting the same one again mends it and makes no second', async () => {
    const [first, second] = [await connect(), await connect()]
    expect(second.id).toBe(first.id)
    expect((await program.owner.call(listSources, { workspaceId: workspace.id })).items).toHaveLength(1)
  })
})

describe('the firehose', () => {
  test('brings Korean posts, knows who is addressed and what is our own', async () => {
    await connect()
    const listening = until('마지막')
    await network.post('jiwoo', '하늘상점 배송이 너무 늦어요')
    const root = await network.post('minjun', '@haneul.test 환불은 언제 되나요?')
    await network.post('jiwoo', { text: 'ただの日本語', langs: ['ja'] })
    const own = await network.reply('haneul', root, '확인하고 있습니다')
    await network.reply('minjun', own, '고맙습니다')
    await network.post('jiwoo', '마지막')
    const stored = await listening
    const seen = stored.map(item => [item.text, item.kind, item.addressedAccountId !== null, item.isOwn])
    expect(seen).toEqual(
      expect.arrayContaining([
        ['하늘상점 배송이 너무 늦어요', 'post', false, false],
        ['@haneul.test 환불은 언제 되나요?', 'post', true, false],
        ['확인하고 있습니다', 'reply', false, true],
        ['고맙습니다', 'reply', true, false],
      ]),
    )
    expect(seen.map(([text]) => text)).not.toContain('ただの日本語')
    const thread = await workspace.change(ctx => threadOf(ctx, stored.find(item => item.text === '고맙습니다')!.id))
    expect(thread.map(item => item.text)).toEqual([
      '@haneul.test 환불은 언제 되나요?',
      '확인하고 있습니다',
      '고맙습니다',
    ])
  })

  test('a broken connection goes on from its place: nothing is lost, nothing comes twice', async () => {
    await network.post('jiwoo', '끊긴 사이에 쓴 글')
    const first = await until('끊긴 사이에')
    expect(first.map(item => item.text)).toContain('끊긴 사이에 쓴 글')
    const cut = listen(() => false)
    await new Promise(resolve => setTimeout(resolve, 500))
    proxy.cutWebSockets()
    await expect(cut).rejects.toThrow(/closed/)
    await network.post('jiwoo', '다시 이은 뒤의 글')
    const again = await until('다시 이은 뒤')
    expect(again.map(item => item.text)).toEqual(['다시 이은 뒤의 글'])
  })

  test('a cursor from the future (a relay that began anew) is let go', async () => {
    await program.program.database.pool.query(
      `update channels.sources set cursor = '999999999' where kind = 'firehose' and workspace_id = $1`,
      [workspace.id],
    )
    const listening = until('새 중계기')
    await new Promise(resolve => setTimeout(resolve, 700))
    await network.post('jiwoo', '새 중계기에서 들은 글')
    expect((await listening).map(item => item.text)).toContain('새 중계기에서 들은 글')
  })
})

describe('answers', () => {
  let question: StoredItem
  beforeAll(async () => {
    await connect()
    const listening = until('교환하고')
    await network.post('minjun', '@haneul.test 색상을 교환하고 싶어요')
    question = (await listening).find(item => item.text.includes('교환하고'))!
  })

  const plan = (text: string) => workspace.change(ctx => planDelivery(ctx, { inReplyToItemId: question.id, text }))

  test('an answer arrives in the thread with its facets by byte, and is shown with its link', async () => {
    const account = await workspace.change(ctx => answeringAccount(ctx, question.id))
    expect(account?.handle).toBe('haneul.test')
    const id = await plan('@minjun.test 님, 교환은 https://shop.example/교환 에서 #교환 으로 신청해 주세요')
    expect(await deliver(id)).toMatchObject({ kind: 'sent' })
    expect(await shown(id)).toMatchObject({ state: 'sent', url: expect.stringContaining('/profile/haneul.test/post/') })
    const [post] = await network.posts('haneul.test')
    expect(post).toMatchObject({ reply: { parent: { uri: question.remoteId }, root: { uri: question.remoteId } } })
    const facets = post!.facets as { index: { byteStart: number; byteEnd: number }; features: { $type: string }[] }[]
    const bytes = Buffer.from(post!.text)
    expect(
      facets.map(({ index, features }) => [
        bytes.subarray(index.byteStart, index.byteEnd).toString(),
        features[0]!.$type.split('#')[1],
      ]),
    ).toEqual([
      ['@minjun.test', 'mention'],
      ['https://shop.example/교환', 'link'],
      ['#교환', 'tag'],
    ])
  })

  test('a time-out after acceptance: the network is asked, and nothing is sent twice', async () => {
    const text = '시간이 초과된 답'
    const id = await plan(text)
    const rule = proxy.rule({ fault: 'drop-answer', path: '/xrpc/com.atproto.repo.putRecord', times: 1 })
    expect(await deliver(id)).toMatchObject({ kind: 'unknown' })
    rule.remove()
    expect(await shown(id)).toMatchObject({ state: 'unknown', problem: { code: 'channels.unreachable' } })
    expect(await deliver(id)).toMatchObject({ kind: 'sent' })
    expect(await shown(id)).toMatchObject({ state: 'sent', problem: null })
    expect(await answersOf(text)).toBe(1)
    expect(
      proxy.accepted('POST', '/xrpc/com.atproto.repo.putRecord').filter(one => one.requestBody.includes(text)),
    ).toHaveLength(1)
  })

  test('a worker that dies after sending leaves nothing doubled', async () => {
    const text = '죽은 일꾼의 답'
    const id = await plan(text)
    const claimed = (await workspace.change(ctx => prepareDelivery(ctx, { deliveryId: id })))!
    await callDelivery(program.program.world, claimed, signal)
    expect(await workspace.change(ctx => prepareDelivery(ctx, { deliveryId: id }))).toBeNull()
    const later = new Date(Date.now() + 60_000)
    const second = (await workspace.change(ctx => prepareDelivery(ctx, { deliveryId: id }), { now: later }))!
    expect(second.mustAsk).toBe(true)
    const outcome = await callDelivery(program.program.world, second, signal)
    await workspace.change(ctx => settleDelivery(ctx, second, outcome))
    expect(await shown(id)).toMatchObject({ state: 'sent' })
    expect(await answersOf(text)).toBe(1)
  })

  test('429 waits as long as the network asks and costs no try', async () => {
    const id = await plan('천천히 보낸 답')
    const rule = proxy.rule({ fault: 'rate-limit', retryAfter: 7, path: '/xrpc/com.atproto.repo.putRecord', times: 1 })
    expect(await deliver(id)).toMatchObject({ kind: 'failed', failure: { afterSeconds: 7 } })
    rule.remove()
    const row = await program.program.database.pool.query(
      'select state, tries, next_try_at, now() as now from channels.deliveries where id = $1',
      [id],
    )
    expect(row.rows[0]).toMatchObject({ state: 'planned', tries: 0 })
    expect((row.rows[0].next_try_at - row.rows[0].now) / 1000).toBeGreaterThan(5)
    // Another answer of the same account waits as well: nobody asks there before.
    const other = await plan('함께 기다리는 답')
    expect(await deliver(other)).toBeNull()
    expect((await shown(other)).problem?.code).toBe('channels.rate_limited')
    expect(await deliver(id, 8)).toMatchObject({ kind: 'sent' })
    expect(await deliver(other, 8)).toMatchObject({ kind: 'sent' })
  })

  test('an expired token is refreshed, and when that is refused the password is used', async () => {
    await network.expireTokens('haneul.test')
    const one = await plan('토큰이 만료된 답')
    expect(await deliver(one)).toMatchObject({ kind: 'sent', session: expect.any(String) })
    await network.expireTokens('haneul.test', { refresh: true })
    const two = await plan('둘 다 만료된 답')
    expect(await deliver(two)).toMatchObject({ kind: 'sent', session: expect.any(String) })
    const logins = proxy.accepted('POST', '/xrpc/com.atproto.server.createSession').length
    const three = await plan('세션을 간직한 답')
    expect(await deliver(three)).toMatchObject({ kind: 'sent' })
    expect(proxy.accepted('POST', '/xrpc/com.atproto.server.createSession')).toHaveLength(logins)
  })

  test('refused credentials break the account and fail the answer; after reconnecting it is sent', async () => {
    await network.expireTokens('haneul.test', { refresh: true })
    const rule = proxy.rule({
      fault: 'xrpc',
      error: 'AuthenticationRequired',
      status: 401,
      path: '/xrpc/com.atproto.server.createSession',
    })
    const id = await plan('다시 연결한 뒤의 답')
    expect(await deliver(id)).toMatchObject({ kind: 'failed', failure: { class: 'refresh' } })
    expect(await shown(id)).toMatchObject({ state: 'failed', problem: { code: 'channels.credentials_refused' } })
    const broken = await program.owner.call(listAccounts, { workspaceId: workspace.id })
    expect(broken.items[0]!.health).toMatchObject({
      state: 'broken',
      problem: { code: 'channels.credentials_refused' },
    })
    rule.remove()
    await connect()
    const mended = await program.owner.call(listAccounts, { workspaceId: workspace.id })
    expect(mended.items[0]!.health).toMatchObject({ state: 'ok', problem: null })
    await workspace.change(ctx => retryDelivery(ctx, id))
    expect(await deliver(id)).toMatchObject({ kind: 'sent' })
    await expect(workspace.change(ctx => retryDelivery(ctx, id))).rejects.toMatchObject({
      code: 'channels.delivery_under_way',
    })
  })

  test('an answer that is too long, or empty, is refused before anything is planned', async () => {
    await expect(plan('가'.repeat(301))).rejects.toMatchObject({
      code: 'channels.text_too_long',
      params: { length: 301 },
    })
    await expect(plan('👨‍👩‍👧‍👦'.repeat(300))).resolves.toEqual(expect.any(String))
    await expect(plan('  ')).rejects.toMatchObject({ code: 'channels.text_empty' })
  })

  test('the echo of an answer is known as our own', async () => {
    const text = '메아리로 돌아올 답'
    const id = await plan(text)
    const listening = until('메아리로')
    await deliver(id)
    const echo = (await listening).find(item => item.text === text)!
    expect(echo).toMatchObject({ isOwn: true, addressedAccountId: null })
    expect((await workspace.change(ctx => itemsByIds(ctx, [echo.id]))).get(echo.id)).toMatchObject({ isOwn: true })
  })
})
