import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hearing, openHearing } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import type { Ctx } from '../platform/ctx.ts'
import { toTsquery } from '../understanding/index.ts'
import { countMentions } from './actions/mentions.ts'
import { createTag } from './actions/tags.ts'
import { createTopic } from './actions/topics.ts'
import { findPage, pageStatement, type StreamFilter } from './store/stream.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const ownerId = '0193b6c4-0000-7000-8000-000000000001'

/** Mentions enough that a scan of all would be the worse plan: 100,000, written without asking for each foreign key. */
const fill = async (workspace: Hearing) => {
  const client = await testing.program.database.connect()
  const run = (text: string) => client.query(text, [workspace.id])
  await client.query('set session_replication_role = replica')
  await run(`insert into channels.items (workspace_id, id, channel, remote_id, kind, text, author_id, is_own, received_at, occurred_at)
    select $1, gen_random_uuid(), 'blog', 'many ' || n, 'post', '글', gen_random_uuid(),
      false, now(), now() - make_interval(secs => n) from generate_series(1, 100000) as n`)
  await run(`insert into listening.mentions (workspace_id, id, item_id, occurred_at, found_at, channel, language, state_at, is_addressed, author_id, kind, words,
      sentiment, state, intents, urgency, is_crisis, is_spam, followers, is_tagged, owner_id)
    select $1, gen_random_uuid(), id, occurred_at, now(), 'blog', 'ko', now(), false, author_id, kind,
      (case when dice % 2000 = 0 then '''환불'':1A ''배송'':2A' else '''배송'':1A' end)::tsvector,
      (array['negative', 'neutral', 'positive'])[1 + dice % 3], (array['pending', 'answered'])[1 + dice % 2],
      array[(array['complaint', 'question', 'other'])[1 + dice % 3]], (array['high', 'normal'])[1 + least(dice % 50, 1)],
      dice % 500 = 0, dice % 40 = 0, dice % 30000, dice % 4 = 0, case when dice % 400 = 0 then '${ownerId}'::uuid end
    from (select *, abs(hashtext(id::text)) as dice from channels.items where workspace_id = $1) as item`)
  await run(`insert into listening.mention_topics (workspace_id, mention_id, topic_id, occurred_at)
    select $1, mention.id, topic.id, occurred_at from listening.mentions as mention
    join listening.topics as topic on topic.workspace_id = $1 where mention.workspace_id = $1`)
  await run(`insert into listening.mention_tags (workspace_id, mention_id, tag_id, occurred_at, by, at)
    select $1, mention.id, tag.id, occurred_at, '지우', now() from listening.mentions as mention
    join listening.tags as tag on tag.workspace_id = $1
    where mention.workspace_id = $1 and (tag.name = '흔함' or is_crisis)`)
  await client.query('vacuum analyze listening.mentions, listening.mention_topics, listening.mention_tags')
  client.release(true)
}

const makeTag = (workspace: Hearing, name: string) => workspace.change(ctx => createTag(ctx, { name, tone: 'neu' }))

const planOf = (
  workspace: Hearing,
  filter: StreamFilter,
  // Where the rows stand, which were written just now: a place before them all would be another plan.
  after = { occurredAt: new Date(Date.now() - 3_600_000), id: '0193b6c4-0000-7000-8000-000000000000' },
) =>
  workspace.change(async (ctx: Ctx) => {
    const statement = pageStatement(ctx, filter, after, 50).compile(ctx.tx)
    const explained = await sql<{
      'QUERY PLAN': string
    }>`explain (analyze, costs off, timing off) ${sql.raw(inlined(statement))}`.execute(ctx.tx)
    return explained.rows.map(row => row['QUERY PLAN']).join('\n')
  })

const inlined = ({ sql: text, parameters }: { sql: string; parameters: readonly unknown[] }) =>
  text.replaceAll(/\$(\d+)/g, (_, n) => literal(parameters[Number(n) - 1]))
const literal = (value: unknown): string => {
  if (typeof value === 'number') return String(value)
  if (value instanceof Date) return `'${value.toISOString()}'`
  if (Array.isArray(value)) return `'{${value.join()}}'`
  return `'${String(value).replaceAll("'", "''")}'`
}

test('newest-first pages and rare words go through their indexes; very common words take the newest first', async () => {
  const workspace = await openHearing(testing)
  const topic = await workspace.change(ctx =>
    createTopic(ctx, { name: '환불', kind: 'brand', goal: '불만을 안다', query: '환불' }),
  )
  const [common, rare] = [await makeTag(workspace, '흔함'), await makeTag(workspace, '드묾')]
  await fill(workspace)
  const newest = await planOf(workspace, {})
  expect(newest).toMatch(/Index Only Scan using mentions_newest/)
  expect(newest).not.toMatch(/Sort|Seq Scan/)
  const filtered = await planOf(workspace, { sentiment: ['negative'], state: ['pending'], channel: ['blog'] })
  expect(filtered).not.toMatch(/Seq Scan/)
  const rareWord = await planOf(workspace, { search: toTsquery('환불') })
  expect(rareWord).toMatch(/Bitmap Index Scan on mentions_words/)
  const commonWord = await planOf(workspace, { search: toTsquery('배송') })
  expect(commonWord).toMatch(/Index Scan using mentions_newest/)
  const ofTopic = await planOf(workspace, { topicId: topic.id })
  expect(ofTopic).toMatch(/using mention_topics_newest/)
  expect(ofTopic).not.toMatch(/Seq Scan|Sort/)

  // Whatever narrows the stream, no page reads and sorts all of it: it walks a list that is in order, or finds a few rows.
  const narrowed: [string, StreamFilter, RegExp][] = [
    ['intent', { intent: ['complaint'] }, /mentions_newest/],
    ['urgency', { urgency: ['high'] }, /mentions_(urgent|newest)/],
    ['crisis', { crisis: true }, /mentions_crisis/],
    ['spam', { spam: false }, /mentions_newest/],
    ['reach', { minFollowers: 20_000 }, /mentions_(far|newest)/],
    ['untagged', { untagged: true, state: ['pending'] }, /mentions_newest/],
    ['owner', { owner: ownerId }, /mentions_owner/],
    ['nobody', { owner: 'none' }, /mentions_newest/],
    ['tag', { tag: [common.id], sentiment: ['negative'] }, /mention_tags_newest/],
    ['tags', { tag: [common.id, rare.id] }, /mentions_newest/],
    ['topic and tag', { topicId: topic.id, tag: [common.id] }, /mention_topics_newest/],
    ['followed', { followed: false }, /mentions_newest/],
  ]
  for (const [name, filter, index] of narrowed) {
    const plan = await planOf(workspace, filter)
    expect.soft(plan, name).toMatch(index)
    expect.soft(plan, name).not.toMatch(/Sort|Seq Scan on (mentions|items)/)
  }
  const ofRare = await planOf(workspace, { tag: [rare.id, '0193b6c4-0000-7000-8000-00000000dead'] })
  expect(ofRare).not.toMatch(/Seq Scan on (mentions|items)/)

  // Words in a list are found window by window: the same pages as in one go, wherever the windows end.
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000)
  const searched: StreamFilter[] = [
    { topicId: topic.id, search: toTsquery('환불') },
    { topicId: topic.id, search: toTsquery('배송'), sentiment: ['negative'], from: at(900), to: at(800) },
    { topicId: topic.id, search: toTsquery('없는낱말'), from: at(200) },
    { tag: [rare.id], search: toTsquery('배송') },
  ]
  for (const filter of searched)
    for (const after of [null, { occurredAt: at(850), id: ownerId }]) {
      const pageOf = (first: number, most: number) =>
        workspace.change(ctx => findPage(ctx, filter, after, 20, { first, most }))
      const whole = await pageOf(0, 0)
      expect(await pageOf(3, 60)).toEqual(whole)
      expect(await pageOf(700, 5000)).toEqual(whole)
    }

  const counted = await workspace.change(ctx => countMentions(ctx, {}))
  expect(counted).toMatchObject({ total: 10_000, isMore: true })
}, 120_000)
