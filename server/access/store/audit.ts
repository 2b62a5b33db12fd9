/** SQL of the audit log: appended in the transaction of the change, read newest first, changed by nothing but somebody's erasure. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { AccessTables } from '../tables.ts'

const db = (ctx: Ctx) => tables<AccessTables>(ctx)
export type AuditRow = Omit<AccessTables['access.audit'], 'workspace_id'>

export const insertAudit = async (ctx: Ctx, row: AuditRow): Promise<void> => {
  await sql`
    insert into access.audit
      (workspace_id, id, at, actor_kind, actor_id, actor_name, verb, target, input, changes, ip)
    values (${ctx.workspaceId}, ${row.id}, ${row.at}, ${row.actor_kind}, ${row.actor_id}, ${row.actor_name}, ${row.verb},
      ${row.target}, ${JSON.stringify(row.input)}::jsonb, ${JSON.stringify(row.changes)}::jsonb, ${row.ip})`.execute(
    ctx.tx,
  )
}

export interface AuditFilter {
  actorId?: string | undefined
  verb?: string | undefined
  target?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

export interface AuditPlace {
  at: string
  id: string
}

/** One row more than the page holds. @param order `newest` pages backwards in time, `oldest` forwards. */
export const auditPage = (
  ctx: Ctx,
  filter: AuditFilter,
  page: { after: AuditPlace | null; limit: number; order: 'newest' | 'oldest' },
): Promise<AuditRow[]> => {
  const direction = page.order === 'newest' ? 'desc' : 'asc'
  const beyond = sql.raw(page.order === 'newest' ? '<' : '>')
  return db(ctx)
    .selectFrom('access.audit')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .$if(filter.actorId !== undefined, query => query.where('actor_id', '=', filter.actorId!))
    .$if(filter.verb !== undefined, query => query.where('verb', '=', filter.verb!))
    .$if(filter.target !== undefined, query => query.where('target', '=', filter.target!))
    .$if(filter.from !== undefined, query => query.where(sql<boolean>`at >= ${filter.from}::timestamptz`))
    .$if(filter.to !== undefined, query => query.where(sql<boolean>`at < ${filter.to}::timestamptz`))
    .$if(page.after !== null, query =>
      query.where(sql<boolean>`(at, id) ${beyond} (${page.after?.at}::timestamptz, ${page.after?.id}::uuid)`),
    )
    .orderBy('at', direction)
    .orderBy('id', direction)
    .limit(page.limit + 1)
    .execute()
}

/** Who changed something since, and by which verbs. */
export const auditChoices = async (ctx: Ctx, since: Date) => {
  const { rows } = await sql<{ actor_id: string; actor_name: string; verb: string }>`
    select actor_id, max(actor_name) as actor_name, verb from access.audit
    where workspace_id = ${ctx.workspaceId} and at >= ${since} group by actor_id, verb limit 2000`.execute(ctx.tx)
  return rows
}

/** Takes out what changes of somebody who asked to be forgotten said; who did what and when stays. @param ids of theirs. */
export const blankAudit = async (ctx: Ctx, ids: readonly string[]): Promise<void> => {
  await sql`
    update access.audit as entry set input = '{}', changes = '[]'
    where entry.workspace_id = ${ctx.workspaceId} and exists (
      select from unnest(${ids}::text[]) as gone (id)
      where position(gone.id in concat(entry.target, entry.input, entry.changes)) > 0)`.execute(ctx.tx)
}
