/** SQL of claims: leaves by their keys, further keys, attributes. */
import { sql } from 'kysely'
import type { IdentityKind, SourceKind } from '../../../contract/customers.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

interface Key {
  kind: IdentityKind
  namespace: string
  value: string
}

/** Key, as JSON of kind, namespace and value → leaf. Keys that are nobody's are left out; values must be normal. */
export const leavesByKeys = async (ctx: Ctx, keys: readonly Key[]): Promise<Map<string, string>> => {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<Key & { customer_id: string }>`
    select identity.kind, identity.namespace, identity.value, identity.customer_id
    from unnest(
      ${keys.map(key => key.kind)}::text[], ${keys.map(key => key.namespace)}::text[],
      ${keys.map(key => key.value)}::text[]
    ) as asked (kind, namespace, value)
    join customers.identities as identity on identity.workspace_id = ${ctx.workspaceId}
      and identity.kind = asked.kind and identity.namespace = asked.namespace and identity.value = asked.value`.execute(
    tables(ctx),
  )
  return new Map(rows.map(row => [JSON.stringify([row.kind, row.namespace, row.value]), row.customer_id]))
}

export interface NewIdentity extends Key {
  id: string
  leafId: string
  source: { kind: SourceKind; id: string }
}

/** Gives leaves keys that are nobody's yet. @returns the leaves that got one. */
export const insertIdentities = async (ctx: Ctx, given: readonly NewIdentity[]): Promise<string[]> => {
  const rows = given.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
  const written = await sql<{ customer_id: string }>`
    insert into customers.identities (workspace_id, id, customer_id, kind, namespace, value, source_kind, source_id, linked_at)
    select ${ctx.workspaceId}::int, id, customer_id, kind, namespace, value, source_kind, source_id, ${ctx.now}::timestamptz
    from unnest(
      ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.leafId)}::uuid[], ${rows.map(row => row.kind)}::text[],
      ${rows.map(row => row.namespace)}::text[], ${rows.map(row => row.value)}::text[],
      ${rows.map(row => row.source.kind)}::text[], ${rows.map(row => row.source.id)}::text[]
    ) with ordinality as given (id, customer_id, kind, namespace, value, source_kind, source_id, n)
    order by n
    on conflict do nothing
    returning customer_id`.execute(tables(ctx))
  return [...new Set(written.rows.map(row => row.customer_id))]
}

const orderOf = (one: Key): string => `${one.kind} ${one.namespace} ${one.value}`

/** Notes keys that belong to another leaf. @returns whether any is new. */
export const noteShared = async (ctx: Ctx, rows: readonly NewIdentity[]): Promise<boolean> => {
  const written = await sql<{ customer_id: string }>`
    insert into customers.shared_keys (workspace_id, customer_id, identity_id, seen_at)
    select distinct ${ctx.workspaceId}::int, given.customer_id, identity.id, ${ctx.now}::timestamptz
    from unnest(
      ${rows.map(row => row.leafId)}::uuid[], ${rows.map(row => row.kind)}::text[],
      ${rows.map(row => row.namespace)}::text[], ${rows.map(row => row.value)}::text[]
    ) as given (customer_id, kind, namespace, value)
    join customers.identities as identity on identity.workspace_id = ${ctx.workspaceId}
      and identity.kind = given.kind and identity.namespace = given.namespace and identity.value = given.value
    where identity.customer_id <> given.customer_id
    on conflict do nothing
    returning customer_id`.execute(tables(ctx))
  return written.rows.length > 0
}

export interface NewAttribute {
  id: string
  leafId: string
  name: string
  value: string
  folded: string
  isVerified: boolean
  source: { kind: SourceKind; id: string }
  at: Date
  by: string | null
}

/**
 * Writes what sources say; the same said again by the same source is kept once, with the last time and whether it was ever
 * verified. @returns the leaves of whom something is new.
 */
export const insertAttributes = async (ctx: Ctx, given: readonly NewAttribute[]): Promise<string[]> => {
  if (given.length === 0) return []
  const unique = new Map<string, NewAttribute>()
  for (const one of given) {
    const key = JSON.stringify([one.leafId, one.name, one.source.kind, one.source.id, one.value])
    const kept = unique.get(key)
    unique.set(
      key,
      kept ? { ...one, isVerified: one.isVerified || kept.isVerified, at: kept.at > one.at ? kept.at : one.at } : one,
    )
  }
  const rows = [...unique.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
  const written = await sql<{ customer_id: string }>`
    insert into customers.attributes as attribute
      (workspace_id, id, customer_id, name, value, folded, is_verified, source_kind, source_id, at, noted_by)
    select ${ctx.workspaceId}::int, given.* from unnest(
      ${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.leafId)}::uuid[], ${rows.map(row => row.name)}::text[],
      ${rows.map(row => row.value)}::text[], ${rows.map(row => row.folded)}::text[],
      ${rows.map(row => row.isVerified)}::boolean[], ${rows.map(row => row.source.kind)}::text[],
      ${rows.map(row => row.source.id)}::text[], ${rows.map(row => row.at)}::timestamptz[],
      ${rows.map(row => row.by)}::text[]
    ) as given
    on conflict (workspace_id, customer_id, name, source_kind, source_id, md5(value)) do update set
      at = greatest(attribute.at, excluded.at),
      is_verified = attribute.is_verified or excluded.is_verified
    where attribute.at < excluded.at or (excluded.is_verified and not attribute.is_verified)
    returning customer_id`.execute(tables(ctx))
  return [...new Set(written.rows.map(row => row.customer_id))]
}
