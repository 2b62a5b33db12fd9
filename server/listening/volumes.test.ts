import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MentionState } from '../../contract/listening.ts'
import type { SentimentLabel } from '../../contract/understanding.ts'
import { drain } from '../../tools/testing/drain.ts'
import { type Hearing, openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { correctReading } from '../understanding/actions/readings.ts'
import { changeMentions, undoMentions } from './actions/changes.ts'
import { endMentions } from './actions/endings.ts'
import { foldVolumes, followNames } from './actions/recounting.ts'
import { archiveTopic, createTopic, restoreTopic, updateTopic } from './actions/topics.ts'
import { measures } from './tally.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const names = measures.join(', ')

/** What the roll-ups say, folded and not, and what counting the mentions says, as comparable rows. */
const compare = async (workspaceId: number) => {
  const query = async (text: string) => (await testing.program.database.pool.query(text, [workspaceId])).rows
  const changed = measures.map((_, n) => `counts[${n + 1}]`).join(', ')
  const rolled = await query(
    `select topic_id, hour, channel, language, ${measures.map(name => `sum(${name})::int as ${name}`).join(', ')} from (
       select topic_id, hour, channel, language, ${names} from listening.volumes where workspace_id = $1
       union all
       select topic_id, hour, channel, language, ${changed} from listening.volume_changes where workspace_id = $1
     ) as volume (topic_id, hour, channel, language, ${names})
     group by 1, 2, 3, 4 having sum(positive + neutral + negative + mixed + unread) > 0 order by 1, 2, 3, 4`,
  )
  const count = (name: string, where: string) => `count(*) filter (where ${where})::int as ${name}`
  const intents = ['question', 'complaint', 'suggestion', 'praise', 'purchase', 'recommendation', 'other']
  const recounted = await query(
    `select topic_id, date_trunc('hour', mention.occurred_at at time zone 'UTC') at time zone 'UTC' as hour, channel, language,
       ${['positive', 'neutral', 'negative', 'mixed'].map(name => count(name, `sentiment = '${name}'`)).join(', ')},
       ${count('unread', 'sentiment is null')}, ${intents.map(name => count(name, `'${name}' = any(intents)`)).join(', ')},
       ${count('urgent', `urgency = 'high'`)}, ${count('crisis', 'is_crisis')}, ${count('spam', 'is_spam')},
       ${count('answerable', 'is_answerable')}, ${count('tagged', 'is_tagged')},
       ${['answered', 'stance', 'not_ours'].map(name => count(name, `state = '${name}'`)).join(', ')},
       ${count('silent', `state = 'pending' and sentiment = 'negative'`)}, coalesce(sum(followers), 0)::int as reach
     from listening.mentions as mention
     join (
       select workspace_id, mention_id, topic_id from listening.mention_topics
       union all select workspace_id, id, '00000000-0000-0000-0000-000000000000' from listening.mentions
     ) as counted on counted.workspace_id = mention.workspace_id and counted.mention_id = mention.id
     where mention.workspace_id = $1 group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
  )
  return { rolled, recounted }
}

/** What must be linked: every kept item of others that the topic's query finds, by the words it was made of. */
const nobody = { ...post('').author, remoteId: 'nobody', handle: 'nobody', followers: null }
const words = ['배송', '환불', '교환', '할인'] as const
const texts = words.flatMap((word, n) => [
  `${word} 정말 최고예요`,
  `${word} 너무 실망이에요`,
  `${word}, ${words[(n + 1) % words.length]} 문의`,
  `@haneul ${word} 고소하겠습니다 소비자원에 신고했어요`,
  `${word} is late again, terrible service and no answer`,
])

type Step =
  | { kind: 'take'; at: number[]; hour: number; from: number; revision: number }
  | { kind: 'correct'; item: number; to: SentimentLabel | null }
  | { kind: 'query'; topic: number; word: number }
  | { kind: 'archive' | 'restore'; topic: number }
  | { kind: 'end'; item: number; state: MentionState }
  | { kind: 'end_all'; channel: string; state: MentionState }
  | { kind: 'undo' }
  | { kind: 'name'; followers: number }
  | { kind: 'drain' }
  | { kind: 'fold' }

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
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('end' as const),
      item: fc.nat(99),
      state: fc.constantFrom('answered' as const, 'stance' as const, 'not_ours' as const, 'pending' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('end_all' as const),
      channel: fc.constantFrom('blog', 'news'),
      state: fc.constantFrom('stance' as const, 'not_ours' as const, 'pending' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'undo' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('name' as const), followers: fc.nat(500) }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'drain' as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'fold' as const }) },
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

/** Tells the followers of the author who came without them, as if his network had been asked. */
const nameAuthor = async (workspace: Hearing, followers: number) => {
  const { rows } = await testing.program.database.pool.query<{ id: string }>(
    `update channels.authors set followers = $2 where workspace_id = $1 and remote_id = 'nobody' returning id`,
    [workspace.id, followers],
  )
  return workspace.change(ctx => followNames(ctx, { ids: rows.map(row => row.id) }))
}

/** Takes back the last change of many that still stands. */
const undoLast = async (workspace: Hearing) => {
  const { rows } = await testing.program.database.pool.query<{ id: string }>(
    'select id from listening.changes where workspace_id = $1 and undone_at is null order by id desc limit 1',
    [workspace.id],
  )
  return rows[0] && workspace.change(ctx => undoMentions(ctx, { changeId: rows[0]!.id }))
}

const doStep = async (workspace: Hearing, sources: string[], topics: string[], one: Step): Promise<unknown> => {
  if (one.kind === 'drain') return drain(testing, 'listening')
  if (one.kind === 'end') {
    const itemId = await anyItem(workspace, one.item)
    return itemId && workspace.change(ctx => endMentions(ctx, { itemIds: [itemId], state: one.state, by: '지우' }))
  }
  if (one.kind === 'end_all') {
    const change = { kind: 'end' as const, state: one.state, reason: '' }
    const filter = { channel: [one.channel] }
    return workspace.change(ctx => changeMentions(ctx, { mentions: { filter }, change }))
  }
  if (one.kind === 'undo') return undoLast(workspace)
  if (one.kind === 'name') return nameAuthor(workspace, one.followers)
  if (one.kind === 'take') {
    const publishedAt = new Date(Date.UTC(2026, 10, 19, one.hour))
    // The same text at the same hour is the same post: later takes replay earlier ones.
    // A revision says what another text says.
    const revision = one.revision === 0 ? '' : String(one.revision)
    const batch = one.at.map(n =>
      post(texts[(n + one.revision) % texts.length]!, {
        remoteId: `${n} ${one.hour}`,
        revision,
        publishedAt,
        ...(n % 3 === 0 ? { author: nobody } : {}),
      }),
    )
    return workspace.take(batch, { sourceId: sources[one.from]! })
  }
  if (one.kind === 'correct') {
    const itemId = await anyItem(workspace, one.item)
    return itemId && workspace.change(ctx => correctReading(ctx, { itemId, sentiment: one.to }))
  }
  if (one.kind === 'fold') return workspace.change(foldVolumes)
  const topicId = topics[one.topic]!
  if (one.kind === 'query') return workspace.change(ctx => updateTopic(ctx, { topicId, query: words[one.word]! }))
  return workspace.change(ctx => (one.kind === 'archive' ? archiveTopic : restoreTopic)(ctx, { topicId }))
}

test('volumes equal a recount after any order of batches, replays, corrections, and changes of topics', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async steps => {
      const workspace = await openHearing(testing)
      await workspace.addAccount('did:haneul')
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
      itemId && workspace.change(ctx => endMentions(ctx, { itemIds: [itemId], state: 'answered', by: '지우' })),
      workspace.change(foldVolumes),
      workspace.change(foldVolumes),
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
