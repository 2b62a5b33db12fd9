/** SQL of one person's data in this room, of certificates, and of records that the law wants kept. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'

type Row = Record<string, unknown>

const rowsOf = async (ctx: Ctx, table: string, leafIds: readonly string[], order: string): Promise<Row[]> => {
  const { rows } = await sql<{ row: Row }>`
    select to_jsonb(held) - 'workspace_id' - 'words' as row from ${sql.raw(table)} as held
    where held.workspace_id = ${ctx.workspaceId} and held.customer_id = any(${leafIds}::uuid[])
    order by ${sql.raw(order)}`.execute(ctx.tx)
  return rows.map(one => one.row)
}

/** All rows of this room that are of leaves, by kind. */
export const holdOf = async (ctx: Ctx, leafIds: readonly string[]): Promise<{ kind: string; rows: Row[] }[]> => [
  { kind: 'identities', rows: await rowsOf(ctx, 'customers.identities', leafIds, 'held.linked_at, held.id') },
  { kind: 'attributes', rows: await rowsOf(ctx, 'customers.attributes', leafIds, 'held.at, held.id') },
  { kind: 'activities', rows: await rowsOf(ctx, 'customers.activities', leafIds, 'held.at, held.id') },
  { kind: 'calls', rows: await rowsOf(ctx, 'customers.calls', leafIds, 'held.started_at, held.id') },
  { kind: 'consents', rows: await rowsOf(ctx, 'customers.consents', leafIds, 'held.at, held.id') },
  { kind: 'choices', rows: await rowsOf(ctx, 'customers.contact_choices', leafIds, 'held.chosen_at, held.id') },
  { kind: 'orders', rows: await orderRows(ctx, leafIds) },
  { kind: 'visits', rows: await visitRows(ctx, leafIds) },
  { kind: 'web_events', rows: await eventRows(ctx, leafIds) },
]

const orderRows = async (ctx: Ctx, leafIds: readonly string[]): Promise<Row[]> => {
  const { rows } = await sql<{ row: Row }>`
    select to_jsonb(orders) - 'workspace_id' || jsonb_build_object('lines', coalesce((
      select jsonb_agg(jsonb_build_object('product', line.product, 'option', line.option, 'quantity', line.quantity,
        'amount', line.amount) order by line.key)
      from customers.order_lines as line where line.workspace_id = orders.workspace_id and line.order_id = orders.id), '[]')) as row
    from customers.orders
    where orders.workspace_id = ${ctx.workspaceId} and orders.customer_id = any(${leafIds}::uuid[])
    order by orders.ordered_at, orders.id`.execute(ctx.tx)
  return rows.map(one => one.row)
}

const visitRows = async (ctx: Ctx, leafIds: readonly string[]): Promise<Row[]> => {
  const { rows } = await sql<{ row: Row }>`
    select to_jsonb(visit) - 'workspace_id' as row
    from customers.visitors as visitor
    join customers.visits as visit on visit.workspace_id = visitor.workspace_id and visit.site_id = visitor.site_id
      and visit.visitor_id = visitor.id
    where visitor.workspace_id = ${ctx.workspaceId} and visitor.customer_id = any(${leafIds}::uuid[])
    order by visit.started_at, visit.id`.execute(ctx.tx)
  return rows.map(one => one.row)
}

const eventRows = async (ctx: Ctx, leafIds: readonly string[]): Promise<Row[]> => {
  const { rows } = await sql<{ row: Row }>`
    select to_jsonb(event) - 'workspace_id' as row
    from customers.visitors as visitor
    join customers.visits as visit on visit.workspace_id = visitor.workspace_id and visit.site_id = visitor.site_id
      and visit.visitor_id = visitor.id
    join customers.web_events as event on event.workspace_id = visit.workspace_id and event.visit_id = visit.id
    where visitor.workspace_id = ${ctx.workspaceId} and visitor.customer_id = any(${leafIds}::uuid[])
    order by event.at, event.id`.execute(ctx.tx)
  return rows.map(one => one.row)
}

/** The authors that leaves are. */
export const authorsOfLeaves = async (ctx: Ctx, leafIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ author_id: string }>`
    select author_id from customers.identities
    where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[]) and author_id is not null`.execute(
    ctx.tx,
  )
  return rows.map(row => row.author_id)
}

/** Mail addresses, numbers and ids by which a person can be looked for. */
export const contactsOf = async (ctx: Ctx, leafIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ contact: string }>`
    select kind || ':' || value as contact from customers.identities
    where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[]) and kind in ('email', 'phone')
    union
    select name || ':' || folded from customers.attributes
    where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[]) and name in ('email', 'phone')`.execute(
    ctx.tx,
  )
  return rows.map(row => row.contact)
}

/** Ids of things of leaves that other records may be about: merges, visits, calls. */
const ofLeaves = (ctx: Ctx, leafIds: readonly string[], column = 'customer_id') =>
  sql`workspace_id = ${ctx.workspaceId} and ${sql.ref(column)} = any(${leafIds}::uuid[])`

/** Takes leaves out: all that says who they are. What others hold on to stays as an empty place. */
export const eraseLeaves = async (ctx: Ctx, leafIds: readonly string[]): Promise<void> => {
  const run = (statement: ReturnType<typeof sql>) => statement.execute(ctx.tx)
  const visits = sql`select visit.id from customers.visitors as visitor
    join customers.visits as visit on visit.workspace_id = visitor.workspace_id and visit.site_id = visitor.site_id
      and visit.visitor_id = visitor.id
    where visitor.workspace_id = ${ctx.workspaceId} and visitor.customer_id = any(${leafIds}::uuid[])`
  await run(sql`delete from customers.web_events where workspace_id = ${ctx.workspaceId} and visit_id in (${visits})`)
  await run(sql`delete from customers.visits where workspace_id = ${ctx.workspaceId} and id in (${visits})`)
  await run(sql`delete from customers.visitors where ${ofLeaves(ctx, leafIds)}`)
  const orders = sql`select id from customers.orders where ${ofLeaves(ctx, leafIds)}`
  const tellings = sql`workspace_id = ${ctx.workspaceId} and (order_id in (${orders}) or customer_id = any(${leafIds}::uuid[]))`
  await run(sql`
    delete from customers.order_lines
    where workspace_id = ${ctx.workspaceId} and (order_id, import_id) in (
      select order_id, import_id from customers.order_tellings where ${tellings})`)
  await run(sql`delete from customers.order_tellings where ${tellings}`)
  await run(sql`delete from customers.orders where ${ofLeaves(ctx, leafIds)}`)
  await run(sql`delete from customers.import_records where ${ofLeaves(ctx, leafIds)}`)
  await run(sql`delete from customers.calls where ${ofLeaves(ctx, leafIds)}`)
  await run(sql`delete from customers.consents where ${ofLeaves(ctx, leafIds)}`)
  await run(sql`delete from customers.contact_choices where ${ofLeaves(ctx, leafIds)}`)
  await run(sql`delete from customers.activities where ${ofLeaves(ctx, leafIds)}`)
  await run(sql`delete from customers.attributes where ${ofLeaves(ctx, leafIds)}`)
  await run(sql`delete from customers.verifications where ${ofLeaves(ctx, leafIds)}`)
  await run(sql`delete from customers.match_keys where ${ofLeaves(ctx, leafIds)}`)
  for (const side of ['left_id', 'right_id']) {
    await run(sql`delete from customers.merges where ${ofLeaves(ctx, leafIds, side)}`)
    await run(sql`delete from customers.refusals where ${ofLeaves(ctx, leafIds, side)}`)
    await run(sql`delete from customers.suggestions where ${ofLeaves(ctx, leafIds, side)}`)
    await run(sql`delete from customers.relations where ${ofLeaves(ctx, leafIds, side)}`)
  }
  await run(sql`
    delete from customers.shared_keys
    where workspace_id = ${ctx.workspaceId} and (customer_id = any(${leafIds}::uuid[]) or identity_id in (
      select id from customers.identities where ${ofLeaves(ctx, leafIds)}))`)
  await run(sql`delete from customers.identities where ${ofLeaves(ctx, leafIds)}`)
  await dropWhatHangs(ctx, leafIds)
  await run(sql`
    update customers.customers set name = '—', named_by = null, named_at = null, words = ''::tsvector, stage = 'stranger',
      stage_id = null, fields = '{}', tags = '{}',
      merged_into = null, erased_at = ${ctx.now}, said = 0, answered = 0, heard = 0, bought = 0
    where ${ofLeaves(ctx, leafIds, 'id')}`)
}

/** Rows that would go with a customer's (ON DELETE CASCADE) go now, whichever part of the room they are of. */
const dropWhatHangs = async (ctx: Ctx, leafIds: readonly string[]): Promise<void> => {
  const { rows } = await sql<{ relation: string; column: string }>`
    select key.conrelid::regclass::text as relation, attribute.attname as column
    from pg_constraint as key
    join pg_attribute as attribute on attribute.attrelid = key.conrelid and attribute.attnum = any(key.conkey)
    where key.contype = 'f' and key.confrelid = 'customers.customers'::regclass and key.confdeltype = 'c'
      and attribute.attname <> 'workspace_id'`.execute(ctx.tx)
  for (const { relation, column } of rows)
    await sql`delete from ${sql.raw(relation)} where ${ofLeaves(ctx, leafIds, column)}`.execute(ctx.tx)
}

export interface ErasureRow {
  id: string
  customer_id: string
  erased_at: Date
  erased_by: string
  reason: 'asked' | 'withdrawn' | 'purpose_done' | 'mistake'
  held: { room: string; kind: string; count: number }[]
  kept: { law: 'commerce_contract' | 'commerce_dispute'; records: number; until: string }[]
}

export const insertErasure = async (ctx: Ctx, row: ErasureRow & { digests: readonly string[] }): Promise<void> => {
  await sql`
    insert into customers.erasures (workspace_id, id, customer_id, erased_at, erased_by, reason, held, kept, digests)
    values (${ctx.workspaceId}, ${row.id}, ${row.customer_id}, ${row.erased_at}, ${row.erased_by}, ${row.reason},
      ${JSON.stringify(row.held)}::jsonb, ${JSON.stringify(row.kept)}::jsonb, ${row.digests}::text[])`.execute(ctx.tx)
}

export const insertKept = async (
  ctx: Ctx,
  rows: readonly { id: string; erasureId: string; law: string; until: Date; sealed: string }[],
): Promise<void> => {
  await sql`
    insert into customers.kept_records (workspace_id, id, erasure_id, law, until, sealed)
    select ${ctx.workspaceId}::int, given.* from unnest(
      ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.erasureId)}::uuid[], ${rows.map(row => row.law)}::text[],
      ${rows.map(row => row.until)}::timestamptz[], ${rows.map(row => row.sealed)}::text[]) as given`.execute(ctx.tx)
}

/** One row more than the page holds, newest first. */
export const erasurePage = async (
  ctx: Ctx,
  page: { after: { at: string; id: string } | null; limit: number },
): Promise<ErasureRow[]> => {
  const { rows } = await sql<ErasureRow>`
    select id, customer_id, erased_at, erased_by, reason, held, kept from customers.erasures
    where workspace_id = ${ctx.workspaceId}
      and (${page.after?.at ?? null}::timestamptz is null
        or (erased_at, id) < (${page.after?.at ?? null}::timestamptz, ${page.after?.id ?? null}::uuid))
    order by erased_at desc, id desc limit ${page.limit + 1}`.execute(ctx.tx)
  return rows
}

export const erasureOfDigest = async (ctx: Ctx, digests: readonly string[]): Promise<Date | null> => {
  const { rows } = await sql<{ erased_at: Date }>`
    select erased_at from customers.erasures
    where workspace_id = ${ctx.workspaceId} and digests && ${digests}::text[] order by erased_at desc limit 1`.execute(
    ctx.tx,
  )
  return rows[0]?.erased_at ?? null
}
