/** SQL of consents and choices: a history that only grows. */
import { sql } from 'kysely'
import type { ConsentDeed, ConsentPurpose, ContactChoice } from '../../../contract/customers/consents.ts'
import type { Ctx } from '../../platform/ctx.ts'

export interface ConsentRow {
  id: string
  customer_id: string
  purpose: ConsentPurpose
  channel: string
  deed: ConsentDeed
  at: Date
  wording: string | null
  proof: string | null
  source_kind: string
  source_id: string
  recorded_by: string
}

/** Adds to the history; what the same source told before is there already. @returns the leaves of whom something is new. */
export const insertConsents = async (ctx: Ctx, rows: readonly ConsentRow[]): Promise<string[]> => {
  const written = await sql<{ customer_id: string }>`
    insert into customers.consents
      (workspace_id, id, customer_id, purpose, channel, deed, at, wording, proof, source_kind, source_id, recorded_by, recorded_at)
    select ${ctx.workspaceId}::int, given.*, ${ctx.now}::timestamptz from unnest(
      ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.customer_id)}::uuid[], ${rows.map(row => row.purpose)}::text[],
      ${rows.map(row => row.channel)}::text[], ${rows.map(row => row.deed)}::text[], ${rows.map(row => row.at)}::timestamptz[],
      ${rows.map(row => row.wording)}::text[], ${rows.map(row => row.proof)}::text[],
      ${rows.map(row => row.source_kind)}::text[], ${rows.map(row => row.source_id)}::text[],
      ${rows.map(row => row.recorded_by)}::text[]) as given
    on conflict do nothing
    returning customer_id`.execute(ctx.tx)
  return [...new Set(written.rows.map(row => row.customer_id))]
}

/** The histories of leaves, oldest first. */
export const consentRows = async (ctx: Ctx, leafIds: readonly string[]): Promise<ConsentRow[]> => {
  const { rows } = await sql<ConsentRow>`
    select id, customer_id, purpose, channel, deed, at, wording, proof, source_kind, source_id, recorded_by
    from customers.consents
    where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[])
    order by at, id`.execute(ctx.tx)
  return rows
}

interface ChoiceRow {
  customer_id: string
  channels: string[] | null
  refused: string[]
  hour_from: number | null
  hour_until: number | null
  is_minor: boolean
}

/** What was chosen last for each leaf, the newest first. */
export const choicesOf = async (
  ctx: Ctx,
  leafIds: readonly string[],
): Promise<{ customerId: string; choice: ContactChoice }[]> => {
  const { rows } = await sql<ChoiceRow>`
    select distinct on (customer_id) customer_id, channels, refused, hour_from, hour_until, is_minor, chosen_at, id
    from customers.contact_choices
    where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[])
    order by customer_id, chosen_at desc, id desc`.execute(ctx.tx)
  const newest = rows as (ChoiceRow & { chosen_at: Date; id: string })[]
  return newest
    .sort((a, b) => b.chosen_at.getTime() - a.chosen_at.getTime() || (a.id > b.id ? -1 : 1))
    .map(row => ({
      customerId: row.customer_id,
      choice: {
        channels: row.channels,
        refused: row.refused,
        hours:
          row.hour_from === null || row.hour_until === null ? null : { from: row.hour_from, until: row.hour_until },
        isMinor: row.is_minor,
      },
    }))
}

export const insertChoice = async (
  ctx: Ctx,
  row: { id: string; customerId: string; choice: ContactChoice; by: string },
): Promise<void> => {
  const { channels, refused, hours, isMinor } = row.choice
  await sql`
    insert into customers.contact_choices
      (workspace_id, id, customer_id, channels, refused, hour_from, hour_until, is_minor, chosen_at, recorded_by)
    values (${ctx.workspaceId}, ${row.id}, ${row.customerId}, ${channels}::text[], ${refused}::text[], ${hours?.from ?? null},
      ${hours?.until ?? null}, ${isMinor}, ${ctx.now}, ${row.by})`.execute(ctx.tx)
}

/** Birth dates that sources told of leaves, and marks of minors. */
export const agesOf = async (
  ctx: Ctx,
  leafIds: readonly string[],
): Promise<{ customer_id: string; name: string; value: string }[]> => {
  const { rows } = await sql<{ customer_id: string; name: string; value: string }>`
    select customer_id, name, value from customers.attributes
    where workspace_id = ${ctx.workspaceId} and customer_id = any(${leafIds}::uuid[]) and name in ('birth_date', 'minor')
      and withdrawn_at is null`.execute(ctx.tx)
  return rows
}

export const timeZoneOf = async (ctx: Ctx): Promise<string> => {
  const { rows } = await sql<{ time_zone: string }>`
    select time_zone from access.workspaces where id = ${ctx.workspaceId}`.execute(ctx.tx)
  return rows[0]?.time_zone ?? 'Asia/Seoul'
}

/** Shown customers of whom a consent was given or confirmed before an instant, which is when it must be confirmed. */
export const customersWithOldConsents = async (
  ctx: Ctx,
  before: Date,
  limit: number,
): Promise<{ id: string; name: string }[]> => {
  const { rows } = await sql<{ id: string; name: string }>`
    select shown.id, shown.name
    from (select coalesce(leaf.merged_into, leaf.id) as id, min(consent.at) as at
      from customers.consents as consent
      join customers.customers as leaf on leaf.workspace_id = consent.workspace_id and leaf.id = consent.customer_id
      where consent.workspace_id = ${ctx.workspaceId} and consent.deed in ('given', 'confirmed') and consent.at < ${before}
      group by 1) as old
    join customers.customers as shown on shown.workspace_id = ${ctx.workspaceId} and shown.id = old.id
    order by old.at, shown.id limit ${limit}`.execute(ctx.tx)
  return rows
}

/** Takes back the next words on consents that an import brought. @returns the leaves that they were of. */
export const unsayConsents = async (ctx: Ctx, importId: string, limit: number): Promise<string[]> => {
  const { rows } = await sql<{ customer_id: string }>`
    delete from customers.consents where workspace_id = ${ctx.workspaceId} and id in (
      select id from customers.consents where workspace_id = ${ctx.workspaceId} and source_kind = 'import'
        and source_id = ${importId} limit ${limit})
    returning customer_id`.execute(ctx.tx)
  return [...new Set(rows.map(row => row.customer_id))]
}
