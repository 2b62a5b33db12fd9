/** The hot queries of the inbox and of customers take the indexes that were made for them. */
import { Kysely, PostgresDialect } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answering, openAnswering, word } from '../../tools/testing/answering.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { mergeCustomers } from '../customers/actions/merging.ts'
import * as people from '../customers/actions/people.ts'
import { mentionItems } from '../listening/index.ts'
import type { Ctx } from '../platform/ctx.ts'
import * as queues from './actions/queues.ts'
import { recordReplies } from './actions/rehearsing.ts'
import { assignTicket } from './actions/tickets.ts'

let testing: TestProgram
let at: Answering

/** As an inbox is after some weeks: most is answered and resolved, some waits for somebody, little for nobody. */
beforeAll(async () => {
  testing = await startProgram()
  at = await openAnswering(testing)
  const start = Date.UTC(2026, 10, 1)
  const words = Array.from({ length: 4000 }, (_, n) =>
    word(n % 200 === 0 ? `택배 문의 ${n}` : `문의 ${n}`, {
      who: n % 200 === 0 ? `vip${n}` : `person${n}`,
      at: new Date(start + n * 60_000),
    }),
  )
  const mentionIds = await at.hear(words, new Date('2026-11-20T00:00:00Z'))
  await at.react()
  const items = await at.act(ctx => mentionItems(ctx, mentionIds))
  const replies = items.slice(0, 3700).map(({ itemId }, n) => {
    const sentAt = new Date(start + (n + 30) * 60_000)
    return { itemId, accountId: at.accountId, text: '네', by: '지우', at: sentAt, resolvedAt: sentAt }
  })
  await at.act(ctx => recordReplies(ctx, replies))
  const { items: open } = await at.act(ctx => queues.listConversations(ctx, { queue: 'open', limit: 200 }))
  const memberId = at.jiwoo.kind === 'member' ? at.jiwoo.memberId : null
  for (const { id } of open) await at.act(ctx => assignTicket(ctx, { conversationId: id, memberId }))
  await testing.program.database.pool.query('vacuum analyze')
}, 120_000)
afterAll(() => testing.stop())

/** How PostgreSQL goes about what a verb asks of it. */
const plansOf = async (verb: (ctx: Ctx) => Promise<unknown>): Promise<string[]> => {
  const { pool } = testing.program.database
  const asked: { sql: string; parameters: readonly unknown[] }[] = []
  const listening = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => void asked.push(query),
  })
  await listening.transaction().execute(tx => at.act(ctx => verb({ ...ctx, tx })))
  const plans = []
  for (const { sql, parameters } of asked.filter(one => /^\s*(select|with)/.test(one.sql))) {
    const explained = await pool.query(`explain ${sql}`, [...parameters])
    plans.push(explained.rows.map(row => row['QUERY PLAN']).join('\n'))
  }
  return plans
}

const cursorAfter = async (queue: 'open' | 'unassigned' | 'resolved') =>
  (await at.act(ctx => queues.listConversations(ctx, { queue, limit: 30 }))).next!

test.each([
  ['open', 'tickets_open'],
  ['unassigned', 'tickets_(?:unassigned|open)'],
  ['resolved', 'tickets_resolved'],
] as const)(
  'the first page of %s and a later one read an index (%s) in its order, without a sort',
  async (queue, index) => {
    const cursor = await cursorAfter(queue)
    for (const page of [{}, { cursor }]) {
      const [plan] = await plansOf(ctx => queues.listConversations(ctx, { queue, limit: 20, ...page }))
      expect(plan).toMatch(new RegExp(`(Index|Index Only) Scan using ${index} `))
      expect(plan).not.toMatch(/Sort|Seq Scan/)
    }
  },
)

test('one\u2019s own queue reads the index of assignees', async () => {
  const [plan] = await plansOf(ctx => queues.listConversations(ctx, { queue: 'mine', limit: 20 }))
  expect(plan).toContain('tickets_assignee')
  expect(plan).not.toMatch(/Seq Scan/)
})

test('a search reads the indexes of words and names', async () => {
  const [plan] = await plansOf(ctx => queues.listConversations(ctx, { queue: 'open', limit: 20, q: '택배' }))
  expect(plan).toContain('messages_words')
  expect(plan).toContain('customers_words')
})

test('a conversation and its messages are found by keys', async () => {
  const { items } = await at.act(ctx => queues.listConversations(ctx, { queue: 'open', limit: 1 }))
  const plans = await plansOf(ctx => queues.getConversation(ctx, { conversationId: items[0]!.id }, 'ko'))
  expect(plans.join('\n')).toContain('messages_shown')
  expect(plans[0]).not.toMatch(/Seq Scan/)
})

test('the summary counts from indexes alone', async () => {
  const plans = await plansOf(ctx => queues.getInboxSummary(ctx))
  expect(plans.filter(plan => plan.includes('tickets_answered'))).toHaveLength(2)
  expect(plans.join('\n')).toMatch(/tickets_(open|assignee|unassigned|risk|worth|team)/)
  expect(plans.join('\n')).not.toMatch(/Seq Scan/)
})

test('customers are listed, searched and told in the order of their indexes', async () => {
  const { items, next } = await at.act(ctx => people.listCustomers(ctx, { limit: 20 }))
  const [list] = await plansOf(ctx => people.listCustomers(ctx, { limit: 20, cursor: next! }))
  expect(list).toMatch(/Index Scan using customers_last_seen/)
  expect(list).not.toMatch(/Sort/)
  const [search] = await plansOf(ctx => people.listCustomers(ctx, { limit: 20, q: 'vip' }))
  expect(search).toContain('customers_words')
  const timeline = await plansOf(ctx => people.listActivities(ctx, { customerId: items[0]!.id, limit: 20 }))
  expect(timeline.at(-1)).toMatch(/activities_(newest|workspace_id_customer_id)/)
})

test('a timeline of several leaves reads the newest of each from the index alone, also where it is narrowed', async () => {
  const { items } = await at.act(ctx => people.listCustomers(ctx, { limit: 2 }))
  const [a, b] = items.map(item => item.id)
  await at.act(ctx => mergeCustomers(ctx, { groups: [[a!, b!]], why: '', evenIfRefused: false }))
  const { pool } = testing.program.database
  await pool.query(
    `insert into customers.activities (workspace_id, id, customer_id, kind, source_id, channel, at, text)
     select $1, gen_random_uuid(), leaf, (array['said', 'answered', 'liked'])[1 + n % 3], gen_random_uuid(),
       (array['bluesky', 'email'])[1 + n % 2], now() - make_interval(mins => n), '말'
     from generate_series(1, 3000) as n, unnest($2::uuid[]) as leaf`,
    [at.id, [a, b]],
  )
  await pool.query(
    `insert into customers.activities (workspace_id, id, customer_id, kind, source_id, channel, at, text)
     select $1, gen_random_uuid(), $2, 'said', gen_random_uuid(), 'naver_blog', now() - interval '3 days', '드문 말'`,
    [at.id, a],
  )
  await pool.query('vacuum analyze customers.activities')
  for (const narrow of [{}, { kind: ['answered' as const] }]) {
    const plans = await plansOf(ctx => people.listActivities(ctx, { customerId: a!, limit: 20, ...narrow }))
    const page = plans.find(plan => plan.includes('activities_newest'))!
    expect(page.match(/Index Only Scan using activities_newest/g)).toHaveLength(2)
    expect(page).not.toMatch(/Seq Scan/)
  }
  // A rare channel is not looked for among all the others.
  const rare = { customerId: a!, limit: 20, channel: ['naver_blog'] }
  const plans = await plansOf(ctx => people.listActivities(ctx, rare))
  expect(plans.join('\n').match(/Index Only Scan using activities_channel/g)).toHaveLength(2)
  const { items: found } = await at.act(ctx => people.listActivities(ctx, rare))
  expect(found.map(one => one.text)).toEqual(['드문 말'])
})
