/** Notifications and the worker: the full AT Protocol network with its AppView, and the jobs as the product runs them. */
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectAccount, getOwnPost, listAccounts, listSources, publishPost } from '../../contract/channels.ts'
import { createTopic } from '../../contract/listening.ts'
import { type Atproto, startAtproto } from '../../tools/testing/atproto.ts'
import { type TestDatabase, testDatabase } from '../../tools/testing/database.ts'
import { type FaultProxy, startFaultProxy } from '../../tools/testing/fault-proxy.ts'
import { startProgram, type TestProgram, type TestWorkspace } from '../../tools/testing/program.ts'
import { systemCtx } from '../platform/edge.ts'
import { startMeasuring } from './actions/numbers.ts'
import {
  claimPull,
  deliveriesByIds,
  dueSources,
  itemsByIds,
  type PullOutcome,
  planDelivery,
  pull,
  receive,
  type StoredItem,
  settlePull,
} from './index.ts'

let appview: TestDatabase
let network: Atproto
let proxy: FaultProxy
let program: TestProgram
let workspace: TestWorkspace
let sourceId: string

beforeAll(async () => {
  program = await startProgram()
  appview = await testDatabase({ template: false })
  network = await startAtproto({ accounts: ['haneul', 'minjun', 'jiwoo'], appview: { databaseUrl: appview.url } })
  proxy = await startFaultProxy({ target: network.pds })
  workspace = await program.workspace('하늘상점')
  const password = await network.appPassword('haneul')
  const fields = { identifier: 'haneul.test', password, service: proxy.url }
  await program.owner.call(connectAccount, { workspaceId: workspace.id, channel: 'bluesky', fields })
  const { items } = await program.owner.call(listSources, { workspaceId: workspace.id })
  sourceId = items.find(source => source.kind === 'notifications')!.id
}, 120_000)
afterAll(async () => {
  await program?.stop()
  await proxy?.stop()
  await network?.stop()
  await appview?.drop()
}, 60_000)

/** One turn of the intake, as listening does it. */
const turn = async (): Promise<{ outcome: PullOutcome; stored: StoredItem[] }> => {
  const plan = (await workspace.change(ctx => claimPull(ctx, sourceId)))!
  const outcome = await pull(program.program.world, plan, AbortSignal.timeout(20_000))
  return workspace.change(async ctx => {
    const incoming = outcome.kind === 'pulled' ? outcome.incoming : []
    const { stored } = await receive(ctx, { sourceId, incoming })
    await settlePull(ctx, plan, outcome)
    return { outcome, stored }
  })
}

const due = () => program.program.database.transact(tx => dueSources(systemCtx(program.program.world, 'test', tx)))

const sourceState = async () => {
  const { items } = await program.owner.call(listSources, { workspaceId: workspace.id })
  return items.find(source => source.id === sourceId)!
}

describe('notifications', () => {
  test('a new source is due at once, and one taker gets it', async () => {
    const taken = await Promise.all([due(), due(), due()])
    expect(taken.flat().filter(one => one.sourceId === sourceId)).toHaveLength(1)
  })

  test('bring mentions and answers with their authors, once each', async () => {
    const question = await network.post('minjun', '@haneul.test 환불은 언제 되나요?')
    await network.processAll()
    const answer = await network.reply('haneul', question, '확인하고 있습니다')
    await network.processAll()
    await network.reply('minjun', answer, '고맙습니다')
    await network.processAll()
    const first = await turn()
    expect(first.stored.map(item => [item.text, item.kind, item.addressedAccountId !== null]).sort()).toEqual([
      ['@haneul.test 환불은 언제 되나요?', 'post', true],
      ['고맙습니다', 'reply', true],
    ])
    const items = await workspace.change(ctx =>
      itemsByIds(
        ctx,
        first.stored.map(item => item.id),
      ),
    )
    expect([...items.values()][0]!.author).toMatchObject({ handle: 'minjun.test' })
    expect((await turn()).stored).toEqual([])
    await network.post('minjun', '@haneul.test 아직인가요')
    await network.processAll()
    expect((await turn()).stored.map(item => item.text)).toEqual(['@haneul.test 아직인가요'])
    expect(await sourceState()).toMatchObject({ health: { state: 'ok' }, items: { total: 3 } })
  })

  test('a 429 is obeyed to the second and a 503 is only passing', async () => {
    const path = '/xrpc/app.bsky.notification.listNotifications'
    proxy.rule({ fault: 'rate-limit', retryAfter: 90, path, times: 1 })
    expect((await turn()).outcome).toMatchObject({ kind: 'failed', failure: { afterSeconds: 90 } })
    const row = await program.program.database.pool.query(
      'select next_poll_at - now() > interval $$80 seconds$$ as waits from channels.sources where id = $1',
      [sourceId],
    )
    expect(row.rows[0].waits).toBe(true)
    // All processes keep that patience; the rest of the test does not wait for it.
    expect(await workspace.change(ctx => claimPull(ctx, sourceId))).toBeNull()
    await program.program.database.pool.query('update channels.buckets set blocked_until = null')
    proxy.rule({ fault: 'status', status: 503, path, times: 3 })
    await turn()
    expect((await sourceState()).health).toMatchObject({ state: 'ok' })
    await turn()
    expect((await sourceState()).health).toMatchObject({
      state: 'broken',
      problem: { code: 'channels.server_trouble' },
    })
    await turn()
    expect((await turn()).outcome.kind).toBe('pulled')
    expect((await sourceState()).health).toMatchObject({ state: 'ok', problem: null })
  })

  test('refused credentials break the account; a pull that works mends it', async () => {
    await network.expireTokens('haneul', { refresh: true })
    const path = '/xrpc/com.atproto.server.createSession'
    const rule = proxy.rule({ fault: 'xrpc', error: 'AuthenticationRequired', status: 401, path })
    await turn()
    const { items } = await program.owner.call(listAccounts, { workspaceId: workspace.id })
    expect(items[0]!.health).toMatchObject({ state: 'broken', problem: { code: 'channels.credentials_refused' } })
    expect((await sourceState()).health.state).toBe('broken')
    rule.remove()
    await turn()
    const mended = await program.owner.call(listAccounts, { workspaceId: workspace.id })
    expect(mended.items[0]!.health).toMatchObject({ state: 'ok', problem: null })
  })
})

describe('the worker', () => {
  const settled = async (id: string, state: string) => {
    for (let looks = 0; looks < 150; looks += 1) {
      const delivery = (await workspace.change(ctx => deliveriesByIds(ctx, [id]))).get(id)!
      if (delivery.state === state) return delivery
      await wait(100)
    }
    throw new Error(`not ${state} within 15 s`)
  }

  test('sends what is planned, asks after a dropped answer, and takes up what a dead worker left', async () => {
    const question = await network.post('minjun', '@haneul.test 사이즈 교환 되나요?')
    await network.processAll()
    const [item] = (await turn()).stored.filter(one => one.remoteId === question.uri)
    const plan = (text: string) => workspace.change(ctx => planDelivery(ctx, { inReplyToItemId: item!.id, text }))
    await program.startWorker()
    const one = await plan('네, 바로 보내 드릴게요')
    await settled(one, 'sent')
    proxy.rule({ fault: 'drop-answer', path: '/xrpc/com.atproto.repo.putRecord', times: 1 })
    const two = await plan('두 번째 답')
    await settled(two, 'sent')
    const three = await plan('세 번째 답')
    await settled(three, 'sent')
    await program.program.database.pool.query(
      `update channels.deliveries set state = 'claimed', settled_at = null, next_try_at = now() - interval '20 seconds' where id = $1`,
      [three],
    )
    await settled(three, 'sent')
    const texts = (await network.posts('haneul')).map(post => post.text)
    expect(texts.filter(text => /바로 보내|두 번째|세 번째/.test(text)).sort()).toEqual([
      '네, 바로 보내 드릴게요',
      '두 번째 답',
      '세 번째 답',
    ])
  }, 60_000)
})

describe('what else an AppView tells', () => {
  const query = (text: string, ...values: unknown[]) =>
    program.program.database.pool.query(text, [workspace.id, ...values])
  const until = async <T>(look: () => Promise<T | null | undefined | false>): Promise<T> => {
    for (let looks = 0; looks < 250; looks += 1) {
      const found = await look()
      if (found) return found
      await wait(100)
    }
    throw new Error('not within 25 s')
  }
  const pollNow = (kind: string) =>
    query(`update channels.sources set next_poll_at = now() where workspace_id = $1 and kind = $2`, kind)
  const heard = (text: string) =>
    until(async () => {
      await pollNow('notifications')
      const { rows } = await query('select id from channels.items where workspace_id = $1 and text = $2', text)
      return rows[0]
    })
  const createRecord = (as: string, collection: string, record: object) => {
    const repo = network.accounts.find(one => one.handle === `${as}.test`)!.did
    const input = { repo, collection, record: { ...record, createdAt: new Date().toISOString() } }
    return network.call(as, 'com.atproto.repo.createRecord', { input })
  }

  test('likes, reposts and follows are engagements and no mentions; numbers of our posts are asked for', async () => {
    const { items } = await program.owner.call(listAccounts, { workspaceId: workspace.id })
    const planned = { workspaceId: workspace.id, accountId: items[0]!.id, text: '새 상품이 나왔습니다' }
    const { id: deliveryId } = await program.owner.call(publishPost, planned)
    await until(async () => (await workspace.change(ctx => deliveriesByIds(ctx, [deliveryId]))).get(deliveryId)?.url)
    const post = (await network.posts('haneul')).find(one => one.text === planned.text)!
    await network.processAll()
    const subject = { uri: post.uri, cid: post.cid }
    await createRecord('minjun', 'app.bsky.feed.like', { subject })
    await createRecord('jiwoo', 'app.bsky.feed.repost', { subject })
    await createRecord('jiwoo', 'app.bsky.graph.follow', { subject: network.accounts[0]!.did })
    await network.processAll()
    const found = await until(async () => {
      await pollNow('notifications')
      const { rows } = await query(
        'select kind, on_remote_id from channels.engagements where workspace_id = $1 order by kind',
      )
      return rows.length === 3 && rows
    })
    expect(found).toEqual([
      { kind: 'follow', on_remote_id: null },
      { kind: 'like', on_remote_id: post.uri },
      { kind: 'repost', on_remote_id: post.uri },
    ])
    const strangers = await query(
      `select 1 from listening.mentions as mention join channels.items as item
         on item.workspace_id = mention.workspace_id and item.id = mention.item_id
       where mention.workspace_id = $1 and item.text = ''`,
    )
    expect(strangers.rows).toEqual([])
    await program.program.database.transact(tx => startMeasuring(systemCtx(program.program.world, 'test', tx)))
    const shown = await until(async () => {
      await query(
        `update channels.own_posts set next_measure_at = now() where workspace_id = $1 and remote_id = $2 and measured_at is null`,
        post.uri,
      )
      await program.program.database.transact(tx => startMeasuring(systemCtx(program.program.world, 'test', tx)))
      const own = await program.owner.call(getOwnPost, { workspaceId: workspace.id, deliveryId })
      return own.numbers && own
    })
    expect(shown).toMatchObject({ numbers: { likes: 1, reposts: 1, replies: 0, quotes: 0 }, history: [{ likes: 1 }] })
    expect(shown.engagements.map(one => [one.kind, one.author.handle]).sort()).toEqual([
      ['like', 'minjun.test'],
      ['repost', 'jiwoo.test'],
    ])
  }, 60_000)

  test('the talk around a mention is heard: what was said before it, and what others answer', async () => {
    const root = await network.post('minjun', '이 가게 컵 써 보신 분?')
    await network.processAll()
    await network.reply('minjun', root, '사흘째 고민 중이에요')
    await network.processAll()
    await network.reply('jiwoo', root, '@haneul.test 이 컵 아직 있나요?')
    await network.processAll()
    await heard('@haneul.test 이 컵 아직 있나요?')
    await heard('이 가게 컵 써 보신 분?')
  }, 60_000)

  test('topics are searched for, and what is found is a mention', async () => {
    const topic = { name: '하늘커피', kind: 'brand' as const, goal: '새 상품의 첫 반응을 듣는다', query: '하늘커피' }
    await program.owner.call(createTopic, { workspaceId: workspace.id, ...topic })
    await network.post('jiwoo', '하늘커피 오늘 마셔 봤는데 향이 좋네요')
    await network.post('jiwoo', '전혀 다른 이야기입니다')
    await network.processAll()
    const row = await until(async () => {
      await pollNow('search')
      const { rows } = await query(
        `select item.text from listening.mentions as mention join channels.items as item
           on item.workspace_id = mention.workspace_id and item.id = mention.item_id
         where mention.workspace_id = $1 and item.text like '하늘커피%'`,
      )
      return rows[0]
    })
    expect(row).toEqual({ text: '하늘커피 오늘 마셔 봤는데 향이 좋네요' })
    const other = await query(`select 1 from channels.items where workspace_id = $1 and text like '전혀%'`)
    expect(other.rows).toEqual([])
  }, 60_000)
})
