/** Cohorts on a real database: who was met when and where, who came again, merged and parted, and the indexes behind the page. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getCohorts, listCohort } from '../../contract/customers/cohorts.ts'
import * as api from '../../contract/customers.ts'
import { drain } from '../../tools/testing/drain.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { type Claim, keyText, takeClaims } from './actions/claims.ts'
import { countCohorts, getCohorts as readCohorts } from './actions/cohorts.ts'
import { recordActivities } from './actions/meeting.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

test('customers stand in the month and place where they were first met, and in each later month in which they did something', async () => {
  const shop = await testing.workspace()
  const ids = { workspaceId: shop.id }
  const now = new Date('2026-11-20T03:00:00Z')
  const claim = (system: string, seenAt: string): Claim => ({
    key: { kind: 'external', namespace: system, value: '1' },
    seenAt: new Date(seenAt),
    source: { kind: 'import', id: 'file' },
  })
  // The last of August in Seoul is still the 31st in UTC.
  const claims = [claim('hubspot', '2026-08-31T16:00:00Z'), claim('table:shop', '2026-10-10T01:00:00Z')]
  const leaves = await shop.change(ctx => takeClaims(ctx, claims), { now })
  const [first, second] = claims.map(one => leaves.get(keyText(one.key))!) as [string, string]
  const visit = (customerId: string, at: string) => ({
    customerId,
    kind: 'visited' as const,
    sourceId: crypto.randomUUID(),
    channel: 'web',
    at: new Date(at),
    what: { text: '', url: null },
    conversationId: null,
  })
  await shop.change(
    ctx => recordActivities(ctx, [visit(first, '2026-10-02T00:00:00Z'), visit(second, '2026-11-02T00:00:00Z')]),
    {
      now,
    },
  )
  const count = () => shop.change(ctx => countCohorts(ctx), { now })
  const cohorts = async (source?: string) => {
    const told = await shop.change(ctx => readCohorts(ctx, { months: 4, source }), { now })
    return told.cohorts.map(one => [one.month, one.customers, ...one.active])
  }
  expect((await testing.owner.call(getCohorts, ids)).countedAt).toBeNull()
  await count()
  const apart = [
    ['2026-08', 0, 0, 0, 0],
    ['2026-09', 1, 1, 0],
    ['2026-10', 1, 1],
    ['2026-11', 0],
  ]
  expect(await cohorts()).toEqual(apart)
  expect((await cohorts('hubspot'))[1]).toEqual(['2026-09', 1, 1, 0])
  expect((await cohorts('file'))[2]).toEqual(['2026-10', 1, 1])
  const members = async (month: string, later: number) =>
    (await testing.owner.call(listCohort, { ...ids, month, later })).items.map(one => one.id)
  expect(await members('2026-09', 1)).toEqual([first])
  expect(await members('2026-09', 2)).toEqual([])

  // Joined they are one, met with the eldest; parted again all is as before.
  const merged = await testing.owner.call(api.mergeCustomers, { ...ids, groups: [[first, second]] })
  await drain(testing, 'customers', now)
  await count()
  expect(await cohorts()).toEqual([apart[0], ['2026-09', 1, 1, 1], ['2026-10', 0, 0], apart[3]])
  await testing.owner.call(api.undoOperation, { ...ids, operationId: merged.operationId })
  await drain(testing, 'customers', now)
  await count()
  expect(await cohorts()).toEqual(apart)

  // What comes later is followed without walking all again.
  await shop.change(ctx => recordActivities(ctx, [visit(first, '2026-11-19T00:00:00Z')]), { now })
  await count()
  expect((await cohorts())[1]).toEqual(['2026-09', 1, 1, 1])
}, 60_000)

test('the page reads sums by their key and rows by their cohort, however many customers there are', async () => {
  const { pool } = testing.program.database
  const { id } = await testing.workspace()
  await pool.query(
    `insert into customers.customers (workspace_id, id, name, stage, words, met_at, said, answered, heard, bought, first_seen_at, last_seen_at)
     select $1, gen_random_uuid(), '고객', 'known', ''::tsvector, now(), 0, 0, 0, 0, now(), now() from generate_series(1, 4000)`,
    [id],
  )
  await pool.query(
    `insert into customers.acquisitions select workspace_id, id, date '2026-01-01' + (random() * 9)::int * interval '1 month', 'web', 5
     from customers.customers where workspace_id = $1`,
    [id],
  )
  await pool.query(
    `insert into customers.cohort_cells select $1, date '2024-01-01' + month * interval '1 month', source::text, later, 1
     from generate_series(0, 30) as month, generate_series(1, 10) as source, generate_series(0, 24) as later`,
    [id],
  )
  await pool.query('vacuum analyze customers.acquisitions')
  await pool.query('vacuum analyze customers.cohort_cells')
  const plan = async (text: string) =>
    (await pool.query(`explain ${text}`)).rows.map(row => row['QUERY PLAN'] as string).join('\n')
  expect(
    await plan(`select customer_id from customers.acquisitions where workspace_id = ${id} and month = '2026-03-01'
      and customer_id > '00000000-0000-0000-0000-000000000000' and active & (1::bigint << 2) <> 0 order by customer_id limit 51`),
  ).toMatch(/Index Scan using acquisitions_cohort(?![\s\S]*Sort)/)
  expect(
    await plan(
      `select * from customers.cohort_cells where workspace_id = ${id} and month >= '2026-05-01' order by month, source, later`,
    ),
  ).toContain('cohort_cells_pkey')
}, 60_000)
