import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Hearing, openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { listPlaces } from './actions/places.ts'
import { getSpread, listSpeakers } from './actions/speakers.ts'
import { createTopic } from './actions/topics.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const now = new Date('2026-11-20T09:00:00Z')
const week = { from: '2026-11-14T00:00:00Z', to: '2026-11-21T00:00:00Z' }
const person = (name: string, followers: number | null) => ({
  ...post('').author,
  remoteId: name,
  handle: name,
  displayName: name,
  followers,
})

const openWorkspace = async (): Promise<Hearing & { topicId: string }> => {
  const workspace = await openHearing(testing)
  const topic = await workspace.change(ctx =>
    createTopic(ctx, { name: '우리', kind: 'brand', goal: '사람들이 어떻게 보나', query: '하늘상점' }),
  )
  return { ...workspace, topicId: topic.id }
}

const mentionOf = async (workspace: Hearing, remoteId: string): Promise<string> => {
  const { rows } = await testing.program.database.pool.query<{ id: string }>(
    `select mention.id from listening.mentions as mention join channels.items as item using (workspace_id)
     where item.id = mention.item_id and workspace_id = $1 and item.remote_id = $2`,
    [workspace.id, remoteId],
  )
  return rows[0]!.id
}

it('ranks those who spoke by the weight of their word, with how they felt and how we ended with them', async () => {
  const workspace = await openWorkspace()
  const at = { publishedAt: new Date('2026-11-20T08:00:00Z') }
  await workspace.take(
    [
      post('하늘상점 또 늦네요. 정말 최악이에요', { ...at, remoteId: 'a', author: person('크게', 50_000) }),
      post('하늘상점 너무 좋아요', { ...at, author: person('작게', 10) }),
      post('하늘상점 최고예요', { ...at, author: person('작게', 10) }),
      post('저도 그래요', {
        ...at,
        kind: 'reply',
        inReplyToRemoteId: 'a',
        rootRemoteId: 'a',
        author: person('옆', 2_000),
      }),
      post('하늘상점 이야기인데 너무 오래됐어요', {
        publishedAt: new Date('2026-10-01T08:00:00Z'),
        author: person('예전', 9),
      }),
    ],
    { now },
  )
  const { items, total } = await workspace.change(ctx => listSpeakers(ctx, { ...week, order: 'influence', limit: 50 }))
  expect(total).toBe(2)
  expect(
    items.map(one => [one.author.handle, one.mentions, one.positive, one.negative, one.pending, one.drawn]),
  ).toEqual([
    ['크게', 1, 0, 1, 1, 1],
    ['작게', 2, 2, 0, 2, 0],
  ])
  expect(items[0]!.influence).toEqual({ score: 57, reach: 47, activity: 5, resonance: 5 })
  const often = await workspace.change(ctx => listSpeakers(ctx, { ...week, order: 'mentions', limit: 1 }))
  expect(often.items.map(one => one.author.handle)).toEqual(['작게'])
})

it('reckons how far a complaint may carry from its author, those who carry it and the channel', async () => {
  const workspace = await openWorkspace()
  const at = { publishedAt: new Date('2026-11-20T08:00:00Z') }
  const answer = (to: string, name: string, followers: number | null) =>
    post('헐 진짜요?', {
      ...at,
      kind: 'reply',
      inReplyToRemoteId: to,
      rootRemoteId: to,
      author: person(name, followers),
    })
  await workspace.take(
    [
      post('하늘상점 상했어요', { ...at, remoteId: 'bad', author: person('화남', 1_000) }),
      post('하늘상점 잘 쓰고 있어요', { ...at, remoteId: 'good', author: person('좋음', 200) }),
      answer('bad', '하나', 5_000),
      answer('bad', '둘', null),
    ],
    { now },
  )
  const mentionId = await mentionOf(workspace, 'bad')
  const { spread, seen } = await workspace.change(ctx => getSpread({ ...ctx, now }, { mentionId }))
  expect(seen).toEqual({
    followers: 1_000,
    carriers: 2,
    carriersFollowers: 5_200,
    channel: { posts: 2, carriersMean: 1, carriersHigh: 2, followersMiddle: 200, followersHigh: 1_000 },
  })
  expect(spread).toEqual({ low: 310, likely: 930, high: 1_900, isAuthorKnown: true })
  const { rows } = await testing.program.database.pool.query<{ item_id: string }>(
    'select item_id from listening.mentions where id = $1',
    [mentionId],
  )
  const byItem = await workspace.change(ctx => getSpread({ ...ctx, now }, { mentionId: rows[0]!.item_id }))
  expect(byItem.spread).toEqual(spread)
})

it('shows nobody the spread of another workspace’s mention', async () => {
  const workspace = await openWorkspace()
  const other = await openWorkspace()
  await workspace.take([post('하늘상점', { remoteId: 'mine' })], { now })
  const mentionId = await mentionOf(workspace, 'mine')
  await expect(other.change(ctx => getSpread(ctx, { mentionId }))).rejects.toMatchObject({ status: 404 })
})

it('ranks places, says where we are not, and where posts point to', async () => {
  const workspace = await openWorkspace()
  const at = { publishedAt: new Date('2026-11-20T08:00:00Z') }
  const blog = 'https://blog.naver.com/jiwoo/1'
  await workspace.take(
    [
      post('하늘상점 후기', { ...at, url: blog }),
      post('하늘상점 후기 둘. 원문은 https://cafe.naver.com/imsanbu/77 참고', {
        ...at,
        url: 'https://blog.naver.com/jiwoo/2',
      }),
      post('하늘상점 이야기는 https://cafe.naver.com/imsanbu/78.', {
        ...at,
        url: 'https://www.hani.co.kr/3',
        author: person('기자', 5),
      }),
      post('하늘상점 한 번만 https://once.example/1', {
        ...at,
        url: 'https://hani.co.kr/4',
        author: person('기자', 5),
      }),
      post('하늘상점 그 옛날 글', { url: blog, publishedAt: new Date('2026-08-01T08:00:00Z') }),
    ],
    { now },
  )
  const { items, linked } = await workspace.change(ctx => listPlaces(ctx, { ...week, topicId: workspace.topicId }))
  expect(
    items.map(({ site, mentions, authors, isHeard, isOurs }) => ({ site, mentions, authors, isHeard, isOurs })),
  ).toEqual([
    { site: 'blog.naver.com/jiwoo', mentions: 2, authors: 1, isHeard: false, isOurs: false },
    { site: 'hani.co.kr', mentions: 2, authors: 1, isHeard: false, isOurs: false },
  ])
  expect(linked.map(({ site, posts, authors }) => ({ site, posts, authors }))).toEqual([
    { site: 'cafe.naver.com/imsanbu', posts: 2, authors: 2 },
  ])
})

it('refuses a report of more than 92 days, and one that ends before it begins', async () => {
  const workspace = await openWorkspace()
  const ask = (from: string, to: string) => workspace.change(ctx => listPlaces(ctx, { from, to }))
  await expect(ask('2026-01-01T00:00:00Z', '2026-06-01T00:00:00Z')).rejects.toMatchObject({
    code: 'listening.report_too_long',
  })
  await expect(ask('2026-06-01T00:00:00Z', '2026-01-01T00:00:00Z')).rejects.toMatchObject({
    code: 'listening.period_backwards',
  })
})
