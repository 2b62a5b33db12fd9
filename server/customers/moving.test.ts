/** A database of version 0.1 becomes one with leaves, identities of every kind and attributes, and nothing is lost on the way. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../tools/testing/database.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let pool: pg.Pool
beforeAll(async () => {
  database = await testDatabase({ template: false })
  pool = new pg.Pool({ connectionString: database.url })
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const folder = join(import.meta.dirname, '..', 'migrations')
/** Runs the migrations of a span of numbers, as the migrator would. */
const migrate = async (from: string, to: string) => {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  for (const file of (await readdir(folder)).filter(name => name >= from && name < to).sort()) {
    const { up } = (await import(join(folder, file))) as { up: (db: Kysely<unknown>) => Promise<void> }
    await up(db)
  }
}
const people = 20_000

test('20,000 customers of version 0.1 keep their ids, names, sums and timelines, and each identity its key', async () => {
  await pool.query('create schema if not exists platform')
  await migrate('0000', '0200')
  await pool.query(
    `insert into channels.authors (workspace_id, id, channel, remote_id, handle, display_name, first_seen_at)
     select 1, gen_random_uuid(), 'bluesky', 'did:plc:' || n, 'h' || n, '이름 ' || n, '2026-01-01'::timestamptz + make_interval(mins => n)
     from generate_series(1, $1::int) as n`,
    [people],
  )
  await pool.query(
    `with made as (
       select gen_random_uuid() as customer_id, id as author_id, remote_id, handle, display_name,
         substr(remote_id, 9)::int % 100 = 0 as is_named from channels.authors
     ), linked as (
       insert into customers.identities (workspace_id, id, customer_id, author_id, handle, display_name, linked_at)
       select 1, gen_random_uuid(), customer_id, author_id, handle, display_name, now() from made
     )
     insert into customers.customers
       (workspace_id, id, name, named_by, named_at, stage, words, said, answered, first_seen_at, last_seen_at)
     select 1, customer_id, case when is_named then '단골 ' || remote_id else display_name end,
       case when is_named then '지우' end, case when is_named then now() end,
       case when is_named then 'known' else 'stranger' end, '''x'':1', 2, 1, '2026-02-01', '2026-03-01' from made`,
  )
  await pool.query(
    `insert into customers.activities (workspace_id, id, customer_id, kind, source_id, channel, at, text)
     select 1, gen_random_uuid(), id, 'answered', gen_random_uuid(), 'bluesky', '2026-02-01', '네' from customers.customers`,
  )
  const read = `select md5(string_agg(id::text || name || stage || said || answered || first_seen_at || last_seen_at
    || coalesce(named_by, ''), '|' order by id)) as state from customers.customers`
  const timelines = `select md5(string_agg(id::text || customer_id || kind || source_id || at || text, '|' order by id)) as state
    from customers.activities`
  const before = [(await pool.query(read)).rows, (await pool.query(timelines)).rows]
  await migrate('0200', '0220')
  expect([(await pool.query(read)).rows, (await pool.query(timelines)).rows]).toEqual(before)
  const after = await pool.query(
    `select count(*)::int as customers, count(*) filter (where merged_into is null)::int as shown,
       count(*) filter (where heard = said)::int as heard, count(distinct met_at)::int as met from customers.customers`,
  )
  expect(after.rows).toEqual([{ customers: people, shown: people, heard: people, met: people }])
  const keys = await pool.query(
    `select count(*)::int as n from customers.identities as identity join channels.authors as author on author.id = identity.author_id
     where identity.kind = 'author' and identity.namespace = author.channel and identity.value = author.remote_id`,
  )
  expect(keys.rows).toEqual([{ n: people }])
  const named = await pool.query(
    `select count(*)::int as n from customers.attributes as attribute join customers.customers as customer on customer.id = attribute.customer_id
     where attribute.name = 'name' and attribute.value = customer.name and attribute.noted_by = '지우' and attribute.source_kind = 'person'`,
  )
  expect(named.rows).toEqual([{ n: people / 100 }])
})
