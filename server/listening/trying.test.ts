import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as contract from '../../contract/listening.ts'
import { drain } from '../../tools/testing/drain.ts'
import { type Hearing, openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { closeMention } from './actions/endings.ts'
import { listMentions } from './actions/mentions.ts'
import { readQuery } from './actions/queries.ts'
import { createTopic } from './actions/topics.ts'
import { tryQuery } from './actions/trying.ts'
import { mentionsByWords } from './store/trying.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const now = new Date('2026-11-21T03:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const said = (text: string, days = 1) => post(text, { publishedAt: daysAgo(days) })
const tried = (workspace: Hearing, query: string, rest: { topicId?: string; cursor?: string } = {}) =>
  workspace.change(ctx => tryQuery(ctx, { query, ...rest }), { now })
const follow = (workspace: Hearing, query: string) =>
  workspace.change(ctx => createTopic(ctx, { name: query, kind: 'brand', goal: '불만을 안다', query }), { now })

test('a query is tried on what was kept, mentions and others, and nothing is changed by it', async () => {
  const workspace = await openHearing(testing)
  const topic = await follow(workspace, '환불')
  await workspace.take(
    [
      said('배송이 늦어요', 1),
      said('배송 환불 문의', 2),
      said('#배송 좋아요', 2),
      said('환불만', 3),
      said('배송 옛날', 91),
      said('딴 이야기', 1),
    ],
    { now },
  )
  const found = await tried(workspace, '배송')
  expect(found).toMatchObject({ found: 3, next: null, change: null })
  expect(found.days).toEqual([
    { day: '2026-11-19', count: 2 },
    { day: '2026-11-20', count: 1 },
  ])
  expect(found.channels).toEqual([{ channel: 'blog', count: 3 }])
  const sample = found.samples.find(one => one.text === '배송이 늦어요')
  expect(sample?.highlights).toEqual([[0, 3]])
  const changed = await tried(workspace, '배송', { topicId: topic.id })
  expect(changed.change).toMatchObject({ added: 2, removed: 1 })
  expect(changed.change?.removedSamples[0]?.text).toBe('환불만')
  const { items } = await workspace.change(ctx => listMentions(ctx, { limit: 50 }))
  expect(items).toHaveLength(2)
})

test('it says what would be missed: longer words and mistypings', async () => {
  const workspace = await openHearing(testing)
  await workspace.take(
    [
      said('스타벅스에서'),
      said('스타벅스커피는 비싸'),
      said('강남스타벅스 줄'),
      said('스타박스 갔다'),
      said('스타벅스커피'),
      said('구름'),
    ],
    { now },
  )
  const { found, missed } = await tried(workspace, '스타벅스')
  expect(found).toBe(1)
  expect(missed.map(({ term, count }) => [term, count])).toEqual([
    ['스타벅스커피', 2],
    ['강남스타벅스', 1],
    ['스타박스', 1],
  ])
  expect((await tried(workspace, '스타벅스 OR 스타벅스커피 OR 강남스타벅스 OR 스타박스')).missed).toEqual([])
})

test('it says what would be caught wrongly: other meanings, what people set aside, and talk that stands apart', async () => {
  const workspace = await openHearing(testing)
  await follow(workspace, '사과')
  const shop = [
    '매장 직원 친절',
    '매장 가격 세일',
    '가격 세일 매장',
    '직원 매장 친절',
    '매장 배송 가격',
    '배송 매장',
    '매장 예쁘다',
  ]
  const sorry = ['진심 유가족 전하다', '유가족 진심 요구', '유가족 진심 기자회견']
  await workspace.take(
    [...shop, ...sorry].map((text, n) => said(`사과 ${text}`, n + 1)),
    { now },
  )
  const first = await tried(workspace, '사과')
  expect(first.found).toBe(10)
  expect(first.strays.map(stray => stray.why)).toContain('other_meaning')
  const apart = first.strays.filter(stray => stray.why === 'apart').map(stray => stray.term)
  expect(apart.toSorted()).toEqual(['유가족', '진심'])
  const { items } = await workspace.change(ctx => listMentions(ctx, { limit: 50 }))
  for (const { id, item } of items) {
    if (!item.text.includes('유가족')) continue
    await workspace.change(ctx => closeMention(ctx, { mentionId: id, state: 'not_ours', reason: '' }))
  }
  const after = await tried(workspace, '사과')
  expect(after.strays.find(stray => stray.term === '유가족')).toMatchObject({ why: 'not_ours', count: 3 })
  const term = first.strays.find(stray => stray.why === 'other_meaning')?.term
  expect((await tried(workspace, `사과 NOT ${term}`)).strays.map(stray => stray.term)).not.toContain(term)
})

test('much is tried in parts, and each post once', async () => {
  const workspace = await openHearing(testing)
  await testing.program.database.pool.query(
    `insert into channels.authors (workspace_id, id, channel, remote_id, first_seen_at)
     values ($1, gen_random_uuid(), 'blog', 'many', now())`,
    [workspace.id],
  )
  await testing.program.database.pool.query(
    `with made as (
       insert into channels.items (workspace_id, id, channel, remote_id, kind, text, author_id, is_own, received_at, occurred_at)
       select $1, gen_random_uuid(), 'blog', n::text, 'post', '배송 ' || n, author.id, false, $2, $2::timestamptz - n * interval '1 minute'
       from generate_series(1, 9100) as n, channels.authors as author where author.workspace_id = $1
       returning id
     ) insert into understanding.readings (workspace_id, item_id, language, reading, model, at)
       select $1, id, 'ko', '{}', 'test', $2 from made`,
    [workspace.id, now],
  )
  const first = await tried(workspace, '배송')
  expect(first).toMatchObject({ looked: 8000, found: 8000, next: expect.any(String) })
  expect(first.since).toBe(new Date(now.getTime() - 8000 * 60_000).toISOString())
  const rest = await tried(workspace, '배송', { cursor: first.next as string })
  expect(rest).toMatchObject({ looked: 1100, found: 1100, next: null })
  await expect(tried(workspace, '배송', { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'bad_cursor' })
})

test('mentions are found through the index of their words', async () => {
  const workspace = await openHearing(testing)
  await follow(workspace, '배송 OR 환불')
  await workspace.take(
    Array.from({ length: 3000 }, (_, n) => said(n % 1000 === 0 ? '환불 하나' : `배송 ${n}`, 1 + (n % 80))),
    { now },
  )
  await drain(testing, 'listening')
  await testing.program.database.pool.query('analyze listening.mentions')
  const plan = await workspace.change(async ctx => {
    const statement = mentionsByWords(ctx, `'환불':*`, daysAgo(90), null, 1000).compile(ctx.tx as never)
    const { rows } = await sql<{
      'QUERY PLAN': string
    }>`explain ${sql.raw(statement.sql.replaceAll(/\$(\d+)/g, (_, n) => quoted(statement.parameters[Number(n) - 1])))}`.execute(
      ctx.tx as never,
    )
    return rows.map(row => row['QUERY PLAN']).join('\n')
  })
  expect(plan).toContain('mentions_words')
})

const quoted = (value: unknown): string =>
  typeof value === 'number'
    ? String(value)
    : `'${(value instanceof Date ? value.toISOString() : String(value)).replaceAll("'", "''")}'`

test('a query is read with its canonical text and its groups, where it has any', async () => {
  const workspace = await openHearing(testing)
  const read = (query: string) => workspace.change(ctx => readQuery(ctx, { query }))
  expect(await read('(a OR "b  c") NOT #ad NOT (d OR e) lang:ko')).toEqual({
    query: '(a OR "b c") AND NOT #ad AND NOT (d OR e) AND lang:ko',
    groups: { find: ['a', '"b c"'], with: [['lang:ko']], without: ['#ad', 'd', 'e'] },
  })
  expect((await read('a')).groups).toEqual({ find: ['a'], with: [], without: [] })
  expect((await read('a b OR c')).groups).toBeNull()
  const refused = await testing.owner.ask(contract.readQuery, { workspaceId: 1, query: 'a AND (autor:kim)' })
  expect(refused).toMatchObject({
    status: 422,
    problem: { fields: [{ path: 'query', place: { at: 7, length: 5, suggestion: 'a AND (author:kim)' } }] },
  })
})
