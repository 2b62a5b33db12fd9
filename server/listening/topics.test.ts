import { afterAll, beforeAll, expect, test } from 'vitest'
import * as contract from '../../contract/listening.ts'
import { drain } from '../../tools/testing/drain.ts'
import { type Hearing, openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { correctReading } from '../understanding/actions/readings.ts'
import { closeMention } from './actions/endings.ts'
import { listMentions } from './actions/mentions.ts'
import { searchPast } from './actions/past.ts'
import {
  archiveTopic,
  cancelTopicPast,
  createTopic,
  listTopics,
  restoreTopic,
  searchTopicPast,
  updateTopic,
} from './actions/topics.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const follow = (workspace: Hearing, query: string, now?: Date) =>
  workspace.change(
    ctx => createTopic(ctx, { name: query, kind: 'brand', goal: '불만을 안다', query }),
    now ? { now } : {},
  )
const mentions = async (workspace: Hearing, filter = {}) =>
  (await workspace.change(ctx => listMentions(ctx, { limit: 200, ...filter }))).items
const now = new Date('2026-11-21T03:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)

test('a query that cannot be read is refused with its place, in the language of the reader', async () => {
  const workspaceId = 1
  const topic = { workspaceId, name: '배송', kind: 'brand' as const, goal: '불만을 안다' }
  const refused = await testing.owner.ask(contract.createTopic, { ...topic, query: '배송 (환불 OR' })
  expect(refused).toMatchObject({
    status: 422,
    problem: {
      code: 'listening.bad_query.term',
      fields: [{ path: 'query', place: { at: 9, length: 0, suggestion: '배송 (환불' } }],
      title: '10번째 글자에 찾을 말이 있어야 합니다.',
    },
  })
  const english = await testing.owner.ask(
    contract.createTopic,
    { ...topic, query: '배송 "환불' },
    { 'accept-language': 'en' },
  )
  expect(english).toMatchObject({ problem: { title: expect.stringContaining('character 4') } })
  const made = await testing.owner.call(contract.createTopic, { ...topic, query: '배송' })
  const changed = { workspaceId, topicId: made.id, query: 'sentiment:bad' }
  expect(await testing.owner.ask(contract.updateTopic, changed)).toMatchObject({ status: 422 })
  const without = await testing.owner.ask(contract.createTopic, { ...topic, goal: '  ', query: '배송' })
  expect(without).toMatchObject({ status: 422 })
})

test('every kind of refusal of a query has its sentence', async () => {
  const bad = [
    '(',
    'a)',
    '"a',
    '배송 👍',
    'a*b',
    'author:',
    'autor:a',
    'sentiment:x',
    'followers:1',
    'a ()',
    'intent:x',
    'NOT a',
    'a OR NOT b',
    'a near/0 b',
    'a near/2 lang:ko',
    '-a',
    '말 '.repeat(10_001),
    '('.repeat(101),
  ]
  for (const query of bad) {
    const input = { workspaceId: 1, name: 'x', kind: 'brand' as const, goal: 'x', query }
    const { status, ...rest } = await testing.owner.ask(contract.createTopic, input)
    expect(status, query.slice(0, 20)).toBe(422)
    expect('problem' in rest && rest.problem.title, query.slice(0, 20)).toMatch(/[가-힣]/)
  }
})

test('a new topic is searched for in what was kept in the last 90 days, and only there', async () => {
  const workspace = await openHearing(testing)
  await workspace.addAccount('did:haneul')
  const own = { ...post('').author, remoteId: 'did:haneul' }
  const kept = Array.from({ length: 1203 }, (_, n) => post(`배송 이야기 ${n}`, { publishedAt: daysAgo((n % 88) + 1) }))
  await workspace.take(
    [...kept, post('배송 옛날', { publishedAt: daysAgo(91) }), post('배송 공지', { author: own }), post('환불')],
    { now },
  )
  expect(await mentions(workspace)).toEqual([])
  const topic = await follow(workspace, '배송', now)
  await drain(testing, 'listening', now)
  const { rows } = await testing.program.database.pool.query(
    `select count(*)::int as mentions, min(occurred_at) as first from listening.mentions where workspace_id = $1`,
    [workspace.id],
  )
  expect(rows).toEqual([{ mentions: 1203, first: daysAgo(88) }])
  const found = await mentions(workspace, { topicId: topic.id })
  expect(found).toHaveLength(200)
})

test('another query takes off what it finds no more, and keeps what somebody has worked on', async () => {
  const workspace = await openHearing(testing)
  await workspace.addAccount('did:haneul')
  const topic = await follow(workspace, '배송 OR 환불')
  await workspace.take([
    post('배송 하나'),
    post('환불 하나'),
    post('환불 둘'),
    post('환불 셋', { addressedTo: ['did:haneul'] }),
  ])
  const worked = (await mentions(workspace)).find(mention => mention.item.text === '환불 둘')!
  const stance = { mentionId: worked.id, state: 'stance' as const, reason: '' }
  await workspace.change(ctx => closeMention(ctx, stance))
  await workspace.change(ctx => updateTopic(ctx, { topicId: topic.id, query: '배송' }))
  await drain(testing, 'listening')
  const left = await mentions(workspace)
  expect(left.map(mention => [mention.item.text, mention.topics.length]).sort()).toEqual([
    ['배송 하나', 1],
    ['환불 둘', 0],
    ['환불 셋', 0],
  ])
})

test('a search of the past stops when its topic has changed meanwhile', async () => {
  const workspace = await openHearing(testing)
  await workspace.take([post('배송 하나'), post('환불 하나')])
  const topic = await follow(workspace, '배송')
  await workspace.change(ctx => updateTopic(ctx, { topicId: topic.id, query: '환불' }))
  await workspace.change(ctx => searchPast(ctx, { topicId: topic.id, version: 1, after: null }))
  expect(await mentions(workspace)).toEqual([])
  await drain(testing, 'listening')
  expect((await mentions(workspace)).map(mention => mention.item.text)).toEqual(['환불 하나'])
})

test('a topic takes effect in other processes with the next batch', async () => {
  const workspace = await openHearing(testing)
  await follow(workspace, '배송')
  await workspace.take([post('배송 하나')])
  // Another process has its own compiled matchers: it wrote only the database.
  await testing.program.database.pool.query(
    `with topic as (
       insert into listening.topics (workspace_id, id, name, kind, goal, query, created_at, created_by)
       values ($1, gen_random_uuid(), '환불', 'brand', '불만', '환불', now(), '민준')
     ) update listening.standings set version = version + 1 where workspace_id = $1`,
    [workspace.id],
  )
  await workspace.take([post('환불 하나')])
  expect(await mentions(workspace)).toHaveLength(2)
})

test('an archived topic rests with its mentions, and is searched for again when it is restored', async () => {
  const workspace = await openHearing(testing)
  const topic = await follow(workspace, '배송')
  const topicId = topic.id
  await workspace.take([post('배송 하나')])
  await workspace.change(ctx => archiveTopic(ctx, { topicId }))
  await workspace.take([post('배송 둘')])
  const listed = async (archived: boolean) =>
    (await workspace.change(ctx => listTopics(ctx, { archived }))).items.map(one => [one.id, one.archivedAt !== null])
  expect([await listed(false), await listed(true)]).toEqual([[], [[topicId, true]]])
  expect(await mentions(workspace, { topicId })).toHaveLength(1)
  await workspace.change(ctx => restoreTopic(ctx, { topicId }))
  expect([await listed(false), await listed(true)]).toEqual([[[topicId, false]], []])
  await drain(testing, 'listening')
  expect(await mentions(workspace, { topicId })).toHaveLength(2)
})

test('a correction waits for a search of the past that holds its reading, and is not lost', async () => {
  const workspace = await openHearing(testing)
  await workspace.take([post('배송이 늦어서 정말 화가 나요')])
  const topic = await follow(workspace, '배송')
  const { rows } = await testing.program.database.pool.query<{ id: string }>(
    'select id from channels.items where workspace_id = $1',
    [workspace.id],
  )
  const itemId = rows[0]!.id
  let letGo = () => {}
  const gate = new Promise<void>(resolve => {
    letGo = resolve
  })
  const searching = workspace.change(async ctx => {
    await searchPast(ctx, { topicId: topic.id, version: 1, after: null })
    await gate
  })
  await expect.poll(() => isHeld(itemId)).toBe(true)
  const correcting = workspace.change(ctx => correctReading(ctx, { itemId, sentiment: 'positive' }))
  // The correction has begun and waits.
  await expect.poll(waiting).toBeGreaterThan(0)
  letGo()
  await Promise.all([searching, correcting])
  await drain(testing, 'listening')
  expect(await mentions(workspace, { sentiment: ['positive'] })).toHaveLength(1)
})

const isHeld = async (itemId: string): Promise<boolean> => {
  const { rows } = await testing.program.database.pool.query(
    'select item_id from understanding.readings where item_id = $1 for update skip locked',
    [itemId],
  )
  return rows.length === 0
}
const waiting = async (): Promise<number> => {
  const { rows } = await testing.program.database.pool.query(
    `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
  )
  return rows[0].n
}

test('a search of the past tells how far it is, and ends', async () => {
  const workspace = await openHearing(testing)
  await workspace.take(Array.from({ length: 620 }, (_, n) => post(n % 2 ? `배송 ${n}` : `환불 ${n}`)))
  const topic = await follow(workspace, '배송')
  expect(topic.past).toMatchObject({ state: 'running', looked: 0, found: 0, endedAt: null })
  await drain(testing, 'listening')
  const [shown] = (await workspace.change(ctx => listTopics(ctx, { archived: false }))).items
  expect(shown?.past).toMatchObject({ state: 'done', total: 620, looked: 620, found: 310 })
  expect(shown?.past?.endedAt).not.toBeNull()
})

test('a search of the past can be stopped, and begun anew', async () => {
  const workspace = await openHearing(testing)
  await workspace.take([post('배송 하나')])
  const { id: topicId } = await follow(workspace, '배송')
  const stopped = await workspace.change(ctx => cancelTopicPast(ctx, { topicId }))
  expect(stopped.past).toMatchObject({ state: 'cancelled', found: 0 })
  await drain(testing, 'listening')
  expect(await mentions(workspace)).toEqual([])
  const again = await workspace.change(ctx => searchTopicPast(ctx, { topicId }))
  expect(again.past).toMatchObject({ state: 'running' })
  await drain(testing, 'listening')
  expect(await mentions(workspace)).toHaveLength(1)
  const ended = await workspace.change(ctx => cancelTopicPast(ctx, { topicId }))
  expect(ended.past).toMatchObject({ state: 'done', found: 1 })
})

test('a topic keeps what it is about, slot by slot', async () => {
  const workspace = await openHearing(testing)
  const topic = await follow(workspace, '배송')
  expect(topic.slots).toMatchObject({ brand: [], exclusions: [] })
  const slots = { ...topic.slots, brand: ['하늘상점'], exclusions: ['중고'] }
  const changed = await workspace.change(ctx => updateTopic(ctx, { topicId: topic.id, slots }))
  expect(changed.slots).toEqual(slots)
  const renamed = await workspace.change(ctx => updateTopic(ctx, { topicId: topic.id, name: '다른 이름' }))
  expect(renamed.slots).toEqual(slots)
})

test('a topic of another workspace is not there', async () => {
  const [ours, theirs] = [await openHearing(testing), await openHearing(testing)]
  const { id: topicId } = await follow(ours, '배송')
  for (const verb of [archiveTopic, restoreTopic, updateTopic, searchTopicPast, cancelTopicPast])
    await expect(theirs.change(ctx => verb(ctx, { topicId }))).rejects.toMatchObject({ status: 404 })
})
