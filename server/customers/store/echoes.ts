/** SQL of echoes: files that told of somebody exactly what an earlier file had told. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

export interface Echo {
  customerId: string
  /** The import that told it first. */
  of: string
  at: Date
}

export const insertEchoes = async (ctx: Ctx, importId: string, rows: readonly Echo[]): Promise<void> => {
  if (rows.length === 0) return
  await sql`
    insert into customers.import_echoes (workspace_id, import_id, customer_id, of_import, at)
    select ${ctx.workspaceId}::int, ${importId}::uuid, customer_id, of_import, at
    from unnest(${rows.map(row => row.customerId)}::uuid[], ${rows.map(row => row.of)}::uuid[],
      ${rows.map(row => row.at)}::timestamptz[]) as given (customer_id, of_import, at)
    on conflict do nothing`.execute(tables(ctx))
}

/** What an import said of the next leaves is from now on said by the first import that echoed it. @returns the leaves. */
export const passToEchoes = async (ctx: Ctx, importId: string, limit: number): Promise<string[]> => {
  const { rows } = await sql<{ customer_id: string; import_id: string; at: Date }>`
    select distinct on (customer_id) customer_id, import_id, at from customers.import_echoes
    where workspace_id = ${ctx.workspaceId} and of_import = ${importId}::uuid
    order by customer_id, import_id limit ${limit}`.execute(tables(ctx))
  if (rows.length === 0) return []
  const heirs = sql`unnest(${rows.map(row => row.customer_id)}::uuid[], ${rows.map(row => row.import_id)}::uuid[],
    ${rows.map(row => row.at)}::timestamptz[]) as heir (customer_id, import_id, at)`
  await sql`
    update customers.attributes as attribute set source_id = heir.import_id::text, at = heir.at
    from ${heirs}
    where attribute.workspace_id = ${ctx.workspaceId} and attribute.customer_id = heir.customer_id
      and attribute.source_kind = 'import' and attribute.source_id = ${importId}
      and not exists (select from customers.attributes as own where own.workspace_id = attribute.workspace_id
        and own.customer_id = attribute.customer_id and own.name = attribute.name and own.source_kind = 'import'
        and own.source_id = heir.import_id::text and md5(own.value) = md5(attribute.value))`.execute(tables(ctx))
  await sql`
    delete from customers.import_echoes as echo using ${heirs}
    where echo.workspace_id = ${ctx.workspaceId} and echo.import_id = heir.import_id
      and echo.customer_id = heir.customer_id`.execute(tables(ctx))
  await sql`
    update customers.import_echoes as echo set of_import = heir.import_id
    from ${heirs}
    where echo.workspace_id = ${ctx.workspaceId} and echo.of_import = ${importId}::uuid
      and echo.customer_id = heir.customer_id`.execute(tables(ctx))
  return rows.map(row => row.customer_id)
}

/** Forgets the next echoes that an import was. @returns how many. */
export const forgetEchoes = async (ctx: Ctx, importId: string, limit: number): Promise<number> => {
  const { numAffectedRows } = await sql`
    delete from customers.import_echoes where workspace_id = ${ctx.workspaceId} and import_id = ${importId}::uuid
      and customer_id in (
        select customer_id from customers.import_echoes
        where workspace_id = ${ctx.workspaceId} and import_id = ${importId}::uuid order by customer_id limit ${limit})`.execute(
    tables(ctx),
  )
  return Number(numAffectedRows ?? 0n)
}
