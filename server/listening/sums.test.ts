/** Proves what volumes answer: every hour and day, cut in the zone of the workspace, channels, languages, topics beside each other. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hearing, openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { foldVolumes } from './actions/recounting.ts'
import { createTopic, listTopics } from './actions/topics.ts'
import {
  getShareOfVoice,
  listChannelVolumes,
  listLanguageVolumes,
  listTopicChannels,
  listVolumes,
} from './actions/volumes.ts'
import { makeTally, measures } from './tally.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const follow = (workspace: Hearing, query: string) =>
  workspace.change(ctx => createTopic(ctx, { name: query, kind: 'brand', goal: '불만을 안다', query }))

test('hours without a mention are there too, and the end of the period is not', async () => {
  const workspace = await openHearing(testing)
  await follow(workspace, '배송')
  await workspace.take([post('배송 늦어요', { publishedAt: new Date('2026-11-19T02:59:59.999Z') })])
  const input = { grain: 'hour' as const, from: '2026-11-19T01:30:00Z', to: '2026-11-19T04:00:00Z' }
  const { items } = await workspace.change(ctx => listVolumes(ctx, input))
  expect(items.map(({ at, total }) => [at, total])).toEqual([
    ['2026-11-19T01:00:00.000Z', 0],
    ['2026-11-19T02:00:00.000Z', 1],
    ['2026-11-19T03:00:00.000Z', 0],
  ])
})

test('days are cut in the zone of the workspace', async () => {
  const workspace = await openHearing(testing)
  await follow(workspace, '배송')
  // 23:30 and 00:30 of a Seoul midnight, which is 15:00 UTC.
  const at = (iso: string) => post('배송', { publishedAt: new Date(iso) })
  await workspace.take([at('2026-11-18T14:30:00Z'), at('2026-11-18T15:30:00Z'), at('2026-11-18T16:30:00Z')])
  const input = { grain: 'day' as const, from: '2026-11-17T15:00:00Z', to: '2026-11-19T15:00:00Z' }
  const { items } = await workspace.change(ctx => listVolumes(ctx, input))
  expect(items.map(({ at, total }) => [at, total])).toEqual([
    ['2026-11-17T15:00:00.000Z', 1],
    ['2026-11-18T15:00:00.000Z', 2],
  ])
})

test('a period backwards or of more rows than fit is refused', async () => {
  const workspace = await openHearing(testing)
  const ask = (from: string, to: string, grain: 'hour' | 'day') =>
    workspace.change(ctx => listVolumes(ctx, { from, to, grain }))
  await expect(ask('2026-11-02T00:00:00Z', '2026-11-01T00:00:00Z', 'day')).rejects.toMatchObject({ status: 422 })
  await expect(ask('2026-01-01T00:00:00Z', '2026-11-01T00:00:00Z', 'hour')).rejects.toMatchObject({
    code: 'listening.period_too_long',
  })
  expect((await ask('2026-01-01T00:00:00Z', '2026-11-01T00:00:00Z', 'day')).items).toHaveLength(305)
  expect((await ask('2026-08-23T00:00:00Z', '2026-11-21T00:00:00Z', 'hour')).items).toHaveLength(2160)
})

test('channels are summed loudest first, and topics know how often they were mentioned lately', async () => {
  const workspace = await openHearing(testing)
  const topic = await follow(workspace, '배송')
  const now = new Date('2026-11-21T03:30:00Z')
  const hoursAgo = (hours: number) => post('배송', { publishedAt: new Date(now.getTime() - hours * 3_600_000) })
  await workspace.take([hoursAgo(1), hoursAgo(30), hoursAgo(24 * 8)], { now })
  await workspace.take([hoursAgo(2), hoursAgo(3), post('배송', { publishedAt: now }), hoursAgo(4)], {
    sourceId: await workspace.addSource('news'),
    now,
  })
  const input = { topicId: topic.id, from: '2026-11-20T00:00:00Z', to: '2026-11-21T04:00:00Z' }
  const { items } = await workspace.change(ctx => listChannelVolumes(ctx, input))
  expect(items.map(({ channel, total }) => [channel, total])).toEqual([
    ['news', 4],
    ['blog', 1],
  ])
  const { items: topics } = await workspace.change(ctx => listTopics(ctx, { archived: false }), { now })
  expect(topics[0]?.mentions).toEqual({ last24Hours: 5, last7Days: 6 })
})

test('changes to one row are summed, and those that come to nothing vanish', () => {
  const tally = makeTally()
  const mention = {
    occurredAt: new Date('2026-11-21T03:59:59Z'),
    channel: 'blog',
    language: 'ko',
    sentiment: 'negative' as const,
    intents: ['complaint' as const, 'question' as const],
    urgency: 'high' as const,
    isCrisis: false,
    isSpam: false,
    isAnswerable: true,
    isTagged: true,
    followers: 70,
    state: 'pending' as const,
  }
  tally.count(['b', 'a'], mention, 1)
  tally.count(['a'], mention, 1)
  tally.count(['b'], mention, -1)
  tally.count(['a'], { ...mention, sentiment: null, state: 'answered' }, -1)
  const sums = { negative: 2, unread: -1, question: 1, complaint: 1, urgent: 1, answerable: 1, tagged: 1, answered: -1 }
  const expected: Record<string, number> = { ...sums, silent: 2, reach: 70 }
  expect(tally.changes()).toEqual([
    {
      topicId: 'a',
      hour: new Date('2026-11-21T03:00:00Z'),
      channel: 'blog',
      language: 'ko',
      counts: measures.map(measure => expected[measure] ?? 0),
    },
  ])
})

test('topics stand beside each other by share, time, language and channel, before and after a fold', async () => {
  const workspace = await openHearing(testing)
  const [ours, theirs] = [await follow(workspace, '하늘'), await follow(workspace, '바다')]
  const at = (day: number) => ({ publishedAt: new Date(Date.UTC(2026, 10, day, 3)) })
  await workspace.take([
    post('하늘 배송이 너무 늦어서 화가 나요', at(19)),
    post('하늘 언제 문 여나요?', at(20)),
    post('바다 최고예요 추천해요', at(20)),
  ])
  await workspace.take([post('I love 하늘 so much, this is the best shop in the whole town', at(20))], {
    sourceId: await workspace.addSource('news'),
  })
  const period = { from: '2026-11-18T15:00:00Z', to: '2026-11-20T15:00:00Z' }
  const ask = () =>
    workspace.change(async ctx => ({
      voice: await getShareOfVoice(ctx, { topicId: [theirs.id, ours.id, workspace.sourceId], grain: 'day', ...period }),
      languages: await listLanguageVolumes(ctx, { topicId: ours.id, ...period }),
      days: await listVolumes(ctx, { topicId: ours.id, channel: ['blog'], grain: 'day', ...period }),
      matrix: await listTopicChannels(ctx, period),
    }))
  const before = await ask()
  await workspace.change(foldVolumes)
  const { rows } = await testing.program.database.pool.query(
    'select count(*)::int as left from listening.volume_changes where workspace_id = $1',
    [workspace.id],
  )
  expect(rows).toEqual([{ left: 0 }])
  expect(await ask()).toEqual(before)

  expect(before.voice.starts).toEqual(['2026-11-18T15:00:00.000Z', '2026-11-19T15:00:00.000Z'])
  expect(before.voice.topics).toMatchObject([
    { id: theirs.id, name: '바다', share: 0.25, totals: [0, 1], negatives: [0, 0], counts: { total: 1 } },
    { id: ours.id, share: 0.75, totals: [1, 2], negatives: [1, 0], counts: { total: 3, negative: 1, silent: 1 } },
  ])
  expect(before.voice.topics[1]!.counts).toMatchObject({ untagged: 3, reach: 360, answered: 0 })
  expect(before.voice.topics[1]!.counts.intents).toMatchObject({ question: 1, suggestion: 0 })
  expect(before.languages.items.map(({ language, total }) => [language, total])).toEqual([
    ['ko', 2],
    ['en', 1],
  ])
  expect(before.days.items.map(({ total }) => total)).toEqual([1, 1])
  expect(before.matrix.topics.map(topic => topic.name)).toEqual(['하늘', '바다'])
  expect(before.matrix.channels).toEqual(['blog', 'news'])
  expect(before.matrix.cells.map(cell => [cell.topicId, cell.channel, cell.total])).toEqual([
    [ours.id, 'blog', 2],
    ...[
      [ours.id, 'news', 1],
      [theirs.id, 'blog', 1],
    ].toSorted(([a], [b]) => (a! < b! ? -1 : 1)),
  ])
})
