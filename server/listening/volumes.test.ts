import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SentimentLabel } from '../../contract/understanding.ts'
import { drain } from '../../tools/testing/drain.ts'
import { type Hearing, openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { correctReading } from '../understanding/actions.ts'
import { archiveTopic, createTopic, listTopics, restoreTopic, updateTopic } from './actions/topics.ts'
import { listChannelVolumes, listVolumes } from './actions/volumes.ts'
import { makeTally } from './tally.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

/** What the roll-ups say, and what counting the mentions says, as comparable rows. */
const compare = async (workspaceId: number) => {
  const query = async (text: string) => (await testing.program.database.pool.query(text, [workspaceId])).rows
  const rolled = await query(
    `select topic_id, hour, channel, positive, neutral, negative, mixed, unread from listening.volumes
     where workspace_id = $1 and positive + neutral + negative + mixed + unread > 0 order by 1, 2, 3`,
  )
  const recounted = await query(
    `select topic_id, date_trunc('hour', mention.occurred_at at time zone 'UTC') at time zone 'UTC' as hour, channel,
       count(*) filter (where sentiment = 'positive')::int as positive,
       count(*) filter (where sentiment = 'neutral')::int as neutral,
       count(*) filter (where sentiment = 'negative')::int as negative,
       count(*) filter (where sentiment = 'mixed')::int as mixed,
       count(*) filter (where sentiment is null)::int as unread
     from listening.mentions as mention
     join (
       select workspace_id, mention_id, topic_id from listening.mention_topics
       union all select workspace_id, id, '00000000-0000-0000-0000-000000000000' from listening.mentions
     ) as counted on counted.workspace_id = mention.workspace_id and counted.mention_id = mention.id
     where mention.workspace_id = $1 group by 1, 2, 3 order by 1, 2, 3`,
  )
  return { rolled, recounted }
}

/** What must be linked: every kept item of others that the topic's query finds, by the words it was made of. */
const words = ['배송', '환불', '교환', '할인'] as const
const texts = words.flatMap((word, n) => [
  `${word} 정말 최고예요`,
  `${word} 너무 실망이에요`,
  `${word}, ${words[(n + 1) % words.length]} 문의`,
])

type Step =
  | { kind: 'take'; at: number[]; hour: number; from: number; revision: number }
  | { kind: 'correct'; item: number; to: SentimentLabel | null }
  | { kind: 'query'; topic: number; word: number }
  | { kind: 'archive' | 'restore'; topic: number }
  | { kind: 'drain' }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('take' as const),
      at: fc.array(fc.nat(texts.length - 1), { maxLength: 8 }),
      hour: fc.nat(60),
      from: fc.nat(1),
      revision: fc.nat(2),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('correct' as const),
      item: fc.nat(99),
      to: fc.constantFrom('positive' as const, 'negative' as const, 'mixed' as const, null),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('query' as const), topic: fc.nat(1), word: fc.nat(words.length - 1) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('archive' as const, 'restore' as const), topic: fc.nat(1) }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'drain' as const }) },
)

const follow = (workspace: Hearing, query: string) =>
  workspace.change(ctx => createTopic(ctx, { name: query, kind: 'brand', goal: '불만을 안다', query }))

const anyItem = async (workspace: Hearing, n: number): Promise<string | undefined> => {
  const { rows } = await testing.program.database.pool.query<{ id: string }>(
    'select id from channels.items where workspace_id = $1 order by id',
    [workspace.id],
  )
  return rows[n % Math.max(1, rows.length)]?.id
}

const doStep = async (workspace: Hearing, sources: string[], topics: string[], one: Step): Promise<unknown> => {
  if (one.kind === 'drain') return drain(testing, 'listening')
  if (one.kind === 'take') {
    const publishedAt = new Date(Date.UTC(2026, 10, 19, one.hour))
    // The same text at the same hour is the same post: later takes replay earlier ones.
    // A revision says what another text says.
    const revision = one.revision === 0 ? '' : String(one.revision)
    const batch = one.at.map(n =>
      post(texts[(n + one.revision) % texts.length]!, { remoteId: `${n} ${one.hour}`, revision, publishedAt }),
    )
    return workspace.take(batch, { sourceId: sources[one.from]! })
  }
  if (one.kind === 'correct') {
    const itemId = await anyItem(workspace, one.item)
    return itemId && workspace.change(ctx => correctReading(ctx, { itemId, sentiment: one.to }))
  }
  const topicId = topics[one.topic]!
  if (one.kind === 'query') return workspace.change(ctx => updateTopic(ctx, { topicId, query: words[one.word]! }))
  return workspace.change(ctx => (one.kind === 'archive' ? archiveTopic : restoreTopic)(ctx, { topicId }))
}

test('volumes equal a recount after any order of batches, replays, corrections, and changes of topics', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async steps => {
      const workspace = await openHearing(testing)
      const sources = [workspace.sourceId, await workspace.addSource('news')]
      const topics = [(await follow(workspace, '배송')).id, (await follow(workspace, '환불')).id]
      for (const one of steps) {
        await doStep(workspace, sources, topics, one)
        const { rolled, recounted } = await compare(workspace.id)
        expect(rolled).toEqual(recounted)
      }
      await drain(testing, 'listening')
      const { rolled, recounted } = await compare(workspace.id)
      expect(rolled).toEqual(recounted)
      expect(await strayMentions(workspace.id)).toEqual([])
    }),
    { numRuns: 12, endOnFailure: true },
  )
}, 240_000)

/** Mentions that show another sentiment than the reading does. */
const strayMentions = async (workspaceId: number) =>
  (
    await testing.program.database.pool.query(
      `select mention.id from listening.mentions as mention
       join understanding.readings as reading
         on reading.workspace_id = mention.workspace_id and reading.item_id = mention.item_id
       left join lateral (select sentiment from understanding.corrections as correction
         where correction.workspace_id = mention.workspace_id and correction.item_id = mention.item_id
         order by number desc limit 1) as correction on true
       where mention.workspace_id = $1
         and mention.sentiment is distinct from coalesce(correction.sentiment, reading.sentiment)`,
      [workspaceId],
    )
  ).rows

test('batches, corrections and searches of the past at the same time leave the volumes exact', async () => {
  const workspace = await openHearing(testing)
  const sources = [workspace.sourceId, await workspace.addSource('news')]
  const topic = await follow(workspace, '배송')
  for (let round = 0; round < 4; round += 1) {
    const itemId = await anyItem(workspace, round)
    const other = await anyItem(workspace, round + 7)
    await Promise.all([
      ...sources.map(sourceId =>
        workspace.take(
          texts.map((text, n) =>
            post(text, { remoteId: `${round} ${n}`, publishedAt: new Date(Date.UTC(2026, 10, 20)) }),
          ),
          { sourceId },
        ),
      ),
      workspace.change(ctx => updateTopic(ctx, { topicId: topic.id, query: words[round % words.length]! })),
      itemId && workspace.change(ctx => correctReading(ctx, { itemId, sentiment: 'mixed' })),
      other && workspace.change(ctx => correctReading(ctx, { itemId: other, sentiment: 'positive' })),
      drain(testing, 'listening'),
      drain(testing, 'listening'),
    ])
  }
  await drain(testing, 'listening')
  const { rolled, recounted } = await compare(workspace.id)
  expect(rolled).toEqual(recounted)
  expect(rolled.length).toBeGreaterThan(0)
  expect(await strayMentions(workspace.id)).toEqual([])
})

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
  const mention = { occurredAt: new Date('2026-11-21T03:59:59Z'), channel: 'blog', sentiment: 'negative' as const }
  tally.count(['b', 'a'], mention, 1)
  tally.count(['a'], mention, 1)
  tally.count(['b'], mention, -1)
  tally.count(['a'], { ...mention, sentiment: null }, -1)
  const zero = { positive: 0, neutral: 0, mixed: 0 }
  expect(tally.changes()).toEqual([
    { topicId: 'a', hour: new Date('2026-11-21T03:00:00Z'), channel: 'blog', ...zero, negative: 2, unread: -1 },
  ])
})
