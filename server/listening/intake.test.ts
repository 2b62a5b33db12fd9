import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeAccount, makeSource, post, takeBatch } from '../../tools/testing/hearing.ts'
import { openTestRooms, type TestRooms } from '../../tools/testing/rooms.ts'
import { getMention, getMentions, listMentions } from './actions/mentions.ts'
import { createTopic } from './actions/topics.ts'
import { jobs } from './jobs.ts'

let rooms: TestRooms
beforeAll(async () => {
  rooms = await openTestRooms(jobs)
})
afterAll(() => rooms.close())

const follow = (workspaceId: number, query: string) =>
  rooms.as(workspaceId, ctx =>
    createTopic(ctx, { name: query, kind: 'brand', goal: '고객이 무엇을 불편해하는지 안다', query }),
  )
const stream = (workspaceId: number, filter = {}) =>
  rooms.as(workspaceId, async ctx => (await listMentions(ctx, { limit: 50, ...filter })).items)
const everyRow = async () => {
  const tables = ['channels.items', 'understanding.readings', 'listening.mentions', 'listening.mention_topics']
  const rows = await Promise.all(
    [...tables, 'listening.volumes'].map(table =>
      rooms.database.pool.query(`select to_jsonb(t) as row from ${table} as t order by 1`),
    ),
  )
  return JSON.stringify(rows.map(result => result.rows))
}

test('a post that a topic wants becomes one mention with its reading and its highlights', async () => {
  const workspaceId = await rooms.makeWorkspace()
  const topic = await follow(workspaceId, '하늘상점 배송')
  const sourceId = await makeSource(rooms, workspaceId)
  await takeBatch(rooms, workspaceId, sourceId, [
    post('하늘상점에서 산 모자, 배송이 너무 늦어요. 정말 실망입니다.'),
    post('오늘 점심은 김밥'),
  ])
  const [mention, ...rest] = await stream(workspaceId)
  expect(rest).toEqual([])
  expect(mention?.topics).toEqual([{ id: topic.id, name: '하늘상점 배송', kind: 'brand' }])
  expect(mention?.reading).toMatchObject({ language: 'ko', sentiment: { label: 'negative' }, correction: null })
  expect(mention?.highlights.map(([from, to]) => mention.item.text.slice(from, to))).toEqual(['하늘상점에서', '배송이'])
  expect(mention?.ending).toMatchObject({ state: 'pending', by: null, reason: null })
})

test('the title of an article is matched and searched like its text', async () => {
  const workspaceId = await rooms.makeWorkspace()
  await follow(workspaceId, '하늘상점')
  const sourceId = await makeSource(rooms, workspaceId)
  await takeBatch(rooms, workspaceId, sourceId, [post('어제 다녀왔다.', { title: '하늘상점 나들이', kind: 'article' })])
  expect(await stream(workspaceId, { q: '나들이' })).toHaveLength(1)
})

test('a replay of a batch changes nothing, from whichever source it comes', async () => {
  const workspaceId = await rooms.makeWorkspace()
  await follow(workspaceId, '환불')
  const sources = [await makeSource(rooms, workspaceId), await makeSource(rooms, workspaceId)]
  const batch = [post('환불 언제 되나요?'), post('환불이 빨라서 좋아요'), post('상관없는 글')]
  await takeBatch(rooms, workspaceId, sources[0]!, [...batch, batch[0]!])
  const before = await everyRow()
  await takeBatch(rooms, workspaceId, sources[0]!, batch)
  await takeBatch(rooms, workspaceId, sources[1]!, batch)
  expect(await everyRow()).toBe(before)
  expect(await stream(workspaceId)).toHaveLength(2)
})

test('what is said to an own account is a mention without a topic, what the account says itself is none', async () => {
  const workspaceId = await rooms.makeWorkspace()
  await follow(workspaceId, '하늘상점')
  const sourceId = await makeSource(rooms, workspaceId)
  await makeAccount(rooms, workspaceId, 'did:haneul')
  const own = {
    remoteId: 'did:haneul',
    handle: 'haneul',
    displayName: null,
    url: null,
    avatarUrl: null,
    followers: null,
  }
  await takeBatch(rooms, workspaceId, sourceId, [
    post('언제 문 여나요?', { addressedTo: ['did:haneul'], kind: 'reply' }),
    post('하늘상점 새 소식입니다', { author: own }),
  ])
  const [mention, ...rest] = await stream(workspaceId)
  expect(rest).toEqual([])
  expect(mention).toMatchObject({ topics: [], item: { text: '언제 문 여나요?' }, highlights: [] })
})

test('another workspace sees nothing, by list, by ids or by id', async () => {
  const [ours, theirs] = [await rooms.makeWorkspace(), await rooms.makeWorkspace()]
  await follow(ours, '환불')
  await follow(theirs, '환불')
  await takeBatch(rooms, ours, await makeSource(rooms, ours), [post('환불이 안 돼요')])
  const [mention] = await stream(ours)
  expect(await stream(theirs)).toEqual([])
  expect(await rooms.as(theirs, ctx => getMentions(ctx, { ids: [mention!.id] }))).toEqual({ items: [] })
  await expect(rooms.as(theirs, ctx => getMention(ctx, { mentionId: mention!.id }))).rejects.toMatchObject({
    status: 404,
  })
  expect((await rooms.as(ours, ctx => getMention(ctx, { mentionId: mention!.id }))).thread).toHaveLength(1)
})

test('posts dated 1970 and 2099 are clamped and stay in the order of what is possible', async () => {
  const workspaceId = await rooms.makeWorkspace()
  await follow(workspaceId, '환불')
  const now = new Date('2026-11-21T03:00:00Z')
  const dated = (iso: string) => post(`환불 ${iso}`, { publishedAt: new Date(iso) })
  await takeBatch(
    rooms,
    workspaceId,
    await makeSource(rooms, workspaceId),
    [dated('1970-01-01T00:00:00Z'), dated('2099-01-01T00:00:00Z'), dated('2026-11-20T00:00:00Z')],
    now,
  )
  expect((await stream(workspaceId)).map(mention => mention.item.occurredAt)).toEqual([
    '2026-11-21T03:00:00.000Z',
    '2026-11-20T00:00:00.000Z',
    '2000-01-01T00:00:00.000Z',
  ])
})

test('NUL bytes and lone surrogates pass through every column', async () => {
  const workspaceId = await rooms.makeWorkspace()
  await follow(workspaceId, '환불')
  await takeBatch(rooms, workspaceId, await makeSource(rooms, workspaceId), [
    post('환불\0 해 \ud83d 주세요', { remoteId: 'a\0b', title: '\udc00\0', raw: { 'k\0': '\ud800' } }),
  ])
  const [mention] = await stream(workspaceId, { q: '환불\0' })
  expect(mention?.item.text).toBe('환불\uFFFD 해 \uFFFD 주세요')
})

test('a topic that is made while a batch is on its way still meets the batch', async () => {
  const workspaceId = await rooms.makeWorkspace()
  const sourceId = await makeSource(rooms, workspaceId)
  const { hear, planIntake, settleIntake } = await import('./actions/intake.ts')
  const plan = await rooms.as(workspaceId, ctx => planIntake(ctx, { sourceId }))
  const outcome = await hear(rooms.world, plan!, { kind: 'pulled', incoming: [post('환불이요')], cursor: null })
  await follow(workspaceId, '환불')
  await rooms.as(workspaceId, ctx => settleIntake(ctx, plan!, outcome))
  expect(await stream(workspaceId)).toHaveLength(1)
  await rooms.drain()
  expect(await stream(workspaceId)).toHaveLength(1)
})
