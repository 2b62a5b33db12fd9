import { afterAll, beforeAll, expect, test } from 'vitest'
import { drain } from '../../tools/testing/drain.ts'
import { openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram, type TestWorkspace } from '../../tools/testing/program.ts'
import { hear, planIntake, settleIntake } from './actions/intake.ts'
import { getMention, getMentions, listMentions } from './actions/mentions.ts'
import { foldVolumes } from './actions/recounting.ts'
import { createTopic } from './actions/topics.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const follow = (workspace: TestWorkspace, query: string) =>
  workspace.change(ctx =>
    createTopic(ctx, { name: query, kind: 'brand', goal: '고객이 무엇을 불편해하는지 안다', query }),
  )
const stream = async (workspace: TestWorkspace, filter = {}) =>
  (await workspace.change(ctx => listMentions(ctx, { limit: 50, ...filter }))).items
const everyRow = async () => {
  const tables = ['channels.items', 'understanding.readings', 'listening.mentions', 'listening.mention_topics']
  const rows = await Promise.all(
    [...tables, 'listening.volumes', 'listening.volume_changes'].map(table =>
      testing.program.database.pool.query(`select to_jsonb(t) as row from ${table} as t order by 1`),
    ),
  )
  return JSON.stringify(rows.map(result => result.rows))
}

test('a post that a topic wants becomes one mention with its reading and its highlights', async () => {
  const workspace = await openHearing(testing)
  const topic = await follow(workspace, '하늘상점 배송')
  await workspace.take([post('하늘상점에서 산 모자 배송이 너무 늦어요 짜증나요'), post('오늘 점심은 김밥')])
  const [mention, ...rest] = await stream(workspace)
  expect(rest).toEqual([])
  expect(mention?.topics).toEqual([{ id: topic.id, name: '하늘상점 배송', kind: 'brand' }])
  expect(mention?.reading).toMatchObject({ language: 'ko', sentiment: { label: 'negative' }, correction: null })
  expect(mention?.highlights.map(([from, to]) => mention.item.text.slice(from, to))).toEqual(['하늘상점에서', '배송이'])
  expect(mention?.ending).toMatchObject({ state: 'pending', by: null, reason: null })
})

test('the title of an article is matched and searched like its text', async () => {
  const workspace = await openHearing(testing)
  await follow(workspace, '하늘상점')
  await workspace.take([post('어제 다녀왔다.', { title: '하늘상점 나들이', kind: 'article' })])
  expect(await stream(workspace, { q: '나들이' })).toHaveLength(1)
})

test('a replay of a batch changes nothing, from whichever source it comes', async () => {
  const workspace = await openHearing(testing)
  await follow(workspace, '환불')
  const batch = [post('환불 언제 되나요?'), post('환불이 빨라서 좋아요'), post('상관없는 글')]
  await workspace.take([...batch, batch[0]!])
  const before = await everyRow()
  await workspace.take(batch)
  await workspace.take(batch, { sourceId: await workspace.addSource() })
  expect(await everyRow()).toBe(before)
  expect(await stream(workspace)).toHaveLength(2)
})

test('what is said to an own account is a mention without a topic, what the account says itself is none', async () => {
  const workspace = await openHearing(testing)
  await follow(workspace, '하늘상점')
  await workspace.addAccount('did:haneul')
  await workspace.take([
    post('언제 문 여나요?', { addressedTo: ['did:haneul'], kind: 'reply' }),
    post('하늘상점 새 소식입니다', { author: { ...post('').author, remoteId: 'did:haneul' } }),
  ])
  const [mention, ...rest] = await stream(workspace)
  expect(rest).toEqual([])
  expect(mention).toMatchObject({ topics: [], item: { text: '언제 문 여나요?' }, highlights: [] })
})

test('another workspace sees nothing, by list, by ids or by id', async () => {
  const [ours, theirs] = [await openHearing(testing), await openHearing(testing)]
  await follow(ours, '환불')
  await follow(theirs, '환불')
  await ours.take([post('환불이 안 돼요')])
  const [mention] = await stream(ours)
  const mentionId = mention!.id
  expect(await stream(theirs)).toEqual([])
  expect(await theirs.change(ctx => getMentions(ctx, { ids: [mentionId] }))).toEqual({ items: [] })
  await expect(theirs.change(ctx => getMention(ctx, { mentionId }))).rejects.toMatchObject({ status: 404 })
  expect((await ours.change(ctx => getMention(ctx, { mentionId }))).thread).toHaveLength(1)
})

test('posts dated 1970 and 2099 are clamped and stay in the order of what is possible', async () => {
  const workspace = await openHearing(testing)
  await follow(workspace, '환불')
  const dated = (iso: string) => post(`환불 ${iso}`, { publishedAt: new Date(iso) })
  await workspace.take([dated('1970-01-01T00:00:00Z'), dated('2099-01-01T00:00:00Z'), dated('2026-11-20T00:00:00Z')], {
    now: new Date('2026-11-21T03:00:00Z'),
  })
  expect((await stream(workspace)).map(mention => mention.item.occurredAt)).toEqual([
    '2026-11-21T03:00:00.000Z',
    '2026-11-20T00:00:00.000Z',
    '2000-01-01T00:00:00.000Z',
  ])
})

test('NUL bytes and lone surrogates pass through every column', async () => {
  const workspace = await openHearing(testing)
  await follow(workspace, '환불')
  const hostile = { remoteId: 'a\0b', title: '\udc00\0', raw: { 'k\0': '\ud800' } }
  await workspace.take([post('환불\0 해 \ud83d 주세요', hostile)])
  const [mention] = await stream(workspace, { q: '환불\0' })
  expect(mention?.item.text).toBe('환불\uFFFD 해 \uFFFD 주세요')
})

test('a topic that is made while a batch is on its way still meets the batch', async () => {
  const workspace = await openHearing(testing)
  const plan = await workspace.change(ctx => planIntake(ctx, { sourceId: workspace.sourceId }))
  const pulled = { kind: 'pulled' as const, incoming: [post('환불이요')], cursor: null }
  const outcome = await hear(testing.program.world, plan!, pulled)
  await follow(workspace, '환불')
  await workspace.change(ctx => settleIntake(ctx, plan!, outcome))
  expect(await stream(workspace)).toHaveLength(1)
  await drain(testing, 'listening')
  expect(await stream(workspace)).toHaveLength(1)
})

test('a batch of more than a thousand posts is kept whole', async () => {
  const workspace = await openHearing(testing)
  await follow(workspace, '환불')
  await workspace.take(Array.from({ length: 2100 }, (_, n) => post(`환불 ${n}`)))
  await workspace.change(foldVolumes)
  const counted = await testing.program.database.pool.query(
    `select (select count(*)::int from listening.mentions where workspace_id = $1) as mentions,
      (select sum(positive + neutral + negative + mixed)::int from listening.volumes
        where workspace_id = $1 and topic_id = '00000000-0000-0000-0000-000000000000') as counted`,
    [workspace.id],
  )
  expect(counted.rows).toEqual([{ mentions: 2100, counted: 2100 }])
})

test('batches that name the same authors in another order do not wait for each other in a circle', async () => {
  const workspace = await openHearing(testing)
  await follow(workspace, '환불')
  const sources = [workspace.sourceId, await workspace.addSource()]
  const said = (n: number) => ({ author: { ...post('').author, remoteId: `speaker ${n}`, followers: null } })
  const numbers = Array.from({ length: 1500 }, (_, n) => n)
  // Names that change with every batch, so that each writes every author.
  const named = (round: number, order: number[]) =>
    order.map(n => {
      const { author } = said(n)
      return post('환불', { author: { ...author, displayName: `이름 ${round} ${n}` } })
    })
  await workspace.take(named(0, numbers))
  await Promise.all([
    workspace.take(named(1, numbers), { sourceId: sources[0]! }),
    workspace.take(named(2, numbers.toReversed()), { sourceId: sources[1]! }),
  ])
  await workspace.change(foldVolumes)
  const { rows } = await testing.program.database.pool.query(
    `select (select count(*)::int from listening.mentions where workspace_id = $1) as mentions,
      (select count(*)::int from channels.authors where workspace_id = $1) as authors`,
    [workspace.id],
  )
  expect(rows).toEqual([{ mentions: 4500, authors: 1500 }])
})

test('an edited post moves its mention to the newer words and is no second one', async () => {
  const workspace = await openHearing(testing)
  await follow(workspace, '환불')
  await follow(workspace, '교환')
  const written = post('환불이 안 돼서 너무 화가 나요', { publishedAt: new Date('2026-11-20T01:00:00Z') })
  await workspace.take([written])
  const [before] = await stream(workspace)
  const edited = { ...written, revision: 'b', text: '교환이 빨라서 정말 최고예요' }
  await workspace.take([edited])
  await workspace.take([edited])
  const [after, ...rest] = await stream(workspace)
  expect(rest).toEqual([])
  expect(after).toMatchObject({ id: before!.id, item: { text: edited.text }, topics: [{ name: '교환' }] })
  expect(await stream(workspace, { q: '환불' })).toEqual([])
  // An edit that no topic wants leaves the mention where it was.
  await workspace.take([{ ...written, revision: 'c', text: '지웠습니다' }])
  expect((await stream(workspace))[0]?.item.text).toBe(edited.text)
  await workspace.change(foldVolumes)
  const { rows } = await testing.program.database.pool.query(
    `select topic.name, positive, negative from listening.volumes as volume
     left join listening.topics as topic on topic.workspace_id = $1 and topic.id = volume.topic_id
     where volume.workspace_id = $1 order by 1`,
    [workspace.id],
  )
  expect(rows).toEqual([
    { name: '교환', positive: 1, negative: 0 },
    { name: '환불', positive: 0, negative: 0 },
    { name: null, positive: 1, negative: 0 },
  ])
})

test('a topic made later finds an edited post once, in its newest words', async () => {
  const workspace = await openHearing(testing)
  const written = post('환불 하나')
  await workspace.take([written])
  await workspace.take([{ ...written, revision: 'b', text: '환불 둘' }])
  await follow(workspace, '환불')
  await drain(testing, 'listening')
  expect((await stream(workspace)).map(mention => mention.item.text)).toEqual(['환불 둘'])
})

test('a post of two million letters, of one word or of none is kept and found', async () => {
  const workspace = await openHearing(testing)
  await follow(workspace, '환불 OR 끝말')
  await workspace.take([
    post(`환불 ${'가나다 라마바사 '.repeat(250_000)}끝말`, { publishedAt: new Date('2026-11-20T03:00:00Z') }),
    post('환'.repeat(2_000_000), { publishedAt: new Date('2026-11-20T02:00:00Z') }),
    post(`환불 ${'👍'.repeat(100_000)} ${'\u0301'.repeat(1000)} '\\'' :* & | !`, {
      publishedAt: new Date('2026-11-20T01:00:00Z'),
    }),
    post(''),
  ])
  const found = await stream(workspace, { q: '환불' })
  // Lists show the beginning, the mention itself shows all.
  expect(found.map(mention => mention.item.text.length)).toEqual([5001, 5000])
  const whole = await workspace.change(ctx => getMention(ctx, { mentionId: found[0]!.id }))
  expect(whole.item.text.length).toBe(2_250_005)
  expect(whole.highlights).toHaveLength(2)
}, 60_000)
