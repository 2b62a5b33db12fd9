import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as contract from '../../contract/listening.ts'
import { type Hearing, openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import type { Incoming } from '../channels/index.ts'
import { systemCtx } from '../platform/edge.ts'
import { openProgram } from '../platform/process.ts'
import { jobs } from '../rooms.ts'
import { listMentions } from './actions/mentions.ts'
import { settleBatch } from './actions/streaming.ts'
import { createTopic } from './actions/topics.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

/** A place that streams to these workspaces. @returns how a batch of it is settled. */
const openPlace = async (workspaces: readonly Hearing[], program = testing.program) => {
  const address = `wss://${randomUUID()}.example`
  const plan = { key: `blog stream ${address}`, channel: 'blog', kind: 'stream', address, cursor: null }
  for (const workspace of workspaces) {
    await testing.program.database.pool.query(
      `insert into channels.sources (workspace_id, id, channel, kind, key, address, name, added_at, added_by)
       values ($1, gen_random_uuid(), 'blog', 'stream', $2, $2, '소방호스', now(), '지우')`,
      [workspace.id, address],
    )
  }
  let cursor = 0
  return (incoming: readonly Incoming[]) => {
    cursor += 1
    const batch = { incoming, cursor: String(cursor) }
    return program.database.transact(tx => settleBatch(systemCtx(program.world, 'test', tx), plan.key, plan, batch))
  }
}

const follow = (workspace: Hearing, query: string) =>
  workspace.change(ctx => createTopic(ctx, { name: query, kind: 'brand', goal: '불만을 안다', query }))
const heard = async (workspace: Hearing) =>
  (await workspace.change(ctx => listMentions(ctx, { limit: 50 }))).items.map(mention => mention.item.text).sort()
const kept = async (workspace: Hearing) => {
  const { rows } = await testing.program.database.pool.query(
    'select count(*)::int as n from channels.items where workspace_id = $1',
    [workspace.id],
  )
  return rows[0].n
}

test('one batch serves every workspace with what it wants, and what nobody wants is not kept', async () => {
  const [ours, theirs, idle] = [await openHearing(testing), await openHearing(testing), await openHearing(testing)]
  await follow(ours, '배송')
  await follow(theirs, '환불 OR 배송비')
  await theirs.addAccount('did:theirs')
  const settle = await openPlace([ours, theirs, idle])
  await settle([
    post('배송 늦음'),
    post('환불 배송'),
    post('점심'),
    post('영업하나요?', { addressedTo: ['did:theirs'] }),
  ])
  expect(await heard(ours)).toEqual(['배송 늦음', '환불 배송'])
  expect(await heard(theirs)).toEqual(['영업하나요?', '환불 배송'])
  expect(await Promise.all([kept(ours), kept(theirs), kept(idle)])).toEqual([2, 2, 0])
})

test('a replay of a batch stores nothing, and the place of the stream moves with each batch', async () => {
  const ours = await openHearing(testing)
  await follow(ours, '배송')
  const settle = await openPlace([ours])
  const batch = [post('배송 늦음'), post('배송 빠름')]
  await settle(batch)
  await settle([])
  await settle(batch)
  expect(await heard(ours)).toHaveLength(2)
  const { rows } = await testing.program.database.pool.query(
    `select cursor from channels.sources where workspace_id = $1 and kind = 'stream'`,
    [ours.id],
  )
  expect(rows).toEqual([{ cursor: '3' }])
})

test('a topic counts with the very next batch of another program on the same database', async () => {
  const ours = await openHearing(testing)
  const other = await openProgram(testing.config, { jobs, isWorker: true, ownsData: false })
  try {
    const settle = await openPlace([ours], other)
    await settle([post('배송 하나')])
    const topic = { workspaceId: ours.id, name: '배송', kind: 'brand', goal: '불만을 안다', query: '배송' } as const
    const { id: topicId } = await testing.owner.call(contract.createTopic, topic)
    await settle([post('배송 둘'), post('환불 둘')])
    await testing.owner.call(contract.updateTopic, { workspaceId: ours.id, topicId, query: '환불' })
    await settle([post('배송 셋'), post('환불 셋')])
    expect(await heard(ours)).toEqual(['배송 둘', '환불 셋'])
  } finally {
    await other.close()
  }
})

test('a topic that is new or changed counts with the next batch', async () => {
  const ours = await openHearing(testing)
  const settle = await openPlace([ours])
  await settle([post('배송 하나')])
  await follow(ours, '배송')
  await settle([post('배송 둘')])
  await follow(ours, '환불')
  await settle([post('환불 하나')])
  expect(await heard(ours)).toEqual(['배송 둘', '환불 하나'])
})

test('a topic that asks for a sentiment or a language hears streams exactly', async () => {
  const ours = await openHearing(testing)
  await follow(ours, '배송 sentiment:negative')
  await follow(ours, 'delivery lang:en NOT sentiment:negative')
  const settle = await openPlace([ours])
  await settle([
    post('배송이 너무 늦어서 정말 화가 나요'),
    post('배송이 빨라서 정말 최고예요 감사합니다'),
    post('Lightning fast delivery, love it so much'),
    post('My delivery never came and I am furious'),
  ])
  expect(await heard(ours)).toEqual(['Lightning fast delivery, love it so much', '배송이 너무 늦어서 정말 화가 나요'])
  expect(await kept(ours)).toBe(2)
})
