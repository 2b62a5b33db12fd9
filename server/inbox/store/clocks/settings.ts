/** SQL of promises, of the rota and of who stands in. */
import { sql } from 'kysely'
import type { ClockSettings, OnCallRota } from '../../../../contract/inbox/clocks.ts'
import type { Ctx } from '../../../platform/ctx.ts'

export interface SettingsRow {
  version: number
  settings: ClockSettings
  changed_at: Date
  changed_by: string
}

export const findSettings = async (ctx: Ctx): Promise<SettingsRow | undefined> => {
  const { rows } = await sql<SettingsRow>`
    select version, settings, changed_at, changed_by from inbox.clock_settings
    where workspace_id = ${ctx.workspaceId}`.execute(ctx.tx)
  return rows[0]
}

/** @param version that the writer had seen; 0 where there was none. @returns false when somebody was faster. */
export const writeSettings = async (
  ctx: Ctx,
  version: number,
  settings: ClockSettings,
  by: string,
): Promise<boolean> => {
  const written = sql`${JSON.stringify(settings)}::jsonb`
  const { rows } =
    version === 0
      ? await sql`
          insert into inbox.clock_settings (workspace_id, version, settings, changed_at, changed_by)
          values (${ctx.workspaceId}, 1, ${written}, ${ctx.now}, ${by})
          on conflict do nothing returning version`.execute(ctx.tx)
      : await sql`
          update inbox.clock_settings set version = version + 1, settings = ${written}, changed_at = ${ctx.now},
            changed_by = ${by}
          where workspace_id = ${ctx.workspaceId} and version = ${version} returning version`.execute(ctx.tx)
  return rows.length === 1
}

export const findRota = async (ctx: Ctx): Promise<{ version: number; rota: OnCallRota } | undefined> => {
  const { rows } = await sql<{ version: number; rota: OnCallRota }>`
    select version, rota from inbox.on_call_rotas where workspace_id = ${ctx.workspaceId}`.execute(ctx.tx)
  return rows[0]
}

/** @returns false when somebody was faster. */
export const writeRota = async (ctx: Ctx, version: number, rota: OnCallRota, by: string): Promise<boolean> => {
  const written = sql`${JSON.stringify(rota)}::jsonb`
  const { rows } =
    version === 0
      ? await sql`
          insert into inbox.on_call_rotas (workspace_id, version, rota, changed_at, changed_by)
          values (${ctx.workspaceId}, 1, ${written}, ${ctx.now}, ${by})
          on conflict do nothing returning version`.execute(ctx.tx)
      : await sql`
          update inbox.on_call_rotas set version = version + 1, rota = ${written}, changed_at = ${ctx.now},
            changed_by = ${by}
          where workspace_id = ${ctx.workspaceId} and version = ${version} returning version`.execute(ctx.tx)
  return rows.length === 1
}

export interface StandInRow {
  id: string
  member_id: string
  from_at: Date
  to_at: Date
  written_by: string
}

/** Those that have not ended, in the order in which they were written. */
export const findStandIns = async (ctx: Ctx): Promise<StandInRow[]> => {
  const { rows } = await sql<StandInRow>`
    select id, member_id, from_at, to_at, written_by from inbox.on_call_stand_ins
    where workspace_id = ${ctx.workspaceId} and removed_at is null and to_at > ${ctx.now}
    order by written_at, id limit 500`.execute(ctx.tx)
  return rows
}

export const insertStandIn = async (
  ctx: Ctx,
  row: Omit<StandInRow, 'written_by'> & { written_by: string },
): Promise<void> => {
  await sql`
    insert into inbox.on_call_stand_ins (workspace_id, id, member_id, from_at, to_at, written_at, written_by)
    values (${ctx.workspaceId}, ${row.id}, ${row.member_id}, ${row.from_at}, ${row.to_at}, ${ctx.now}, ${row.written_by})`.execute(
    ctx.tx,
  )
}

/** @returns whether it was there. */
export const removeStandIn = async (ctx: Ctx, id: string, by: string): Promise<boolean> => {
  const { rows } = await sql`
    update inbox.on_call_stand_ins set removed_at = ${ctx.now}, removed_by = ${by}
    where workspace_id = ${ctx.workspaceId} and id = ${id} and removed_at is null returning id`.execute(ctx.tx)
  return rows.length === 1
}
