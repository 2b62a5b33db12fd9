/** SQL of the tone guide, one row a workspace. */
import { sql } from 'kysely'
import type { Guide, ShownGuide } from '../../../contract/voice/guides.ts'
import type { Ctx } from '../../platform/ctx.ts'

export const findGuide = async (ctx: Ctx): Promise<ShownGuide | undefined> => {
  const { rows } = await sql<{ version: number; guide: Guide; changed_at: Date; changed_by: string }>`
    select version, guide, changed_at, changed_by from voice.guides where workspace_id = ${ctx.workspaceId}`.execute(
    ctx.tx,
  )
  const [row] = rows
  return (
    row && { ...row.guide, version: row.version, changedBy: row.changed_by, changedAt: row.changed_at.toISOString() }
  )
}

/** Writes the next version. @returns false where another one than `version` stands. */
export const writeGuide = async (ctx: Ctx, guide: Guide, version: number, by: string): Promise<boolean> => {
  const written = JSON.stringify(guide)
  const { rows } =
    version === 0
      ? await sql`
          insert into voice.guides (workspace_id, version, guide, changed_at, changed_by)
          values (${ctx.workspaceId}, 1, ${written}::jsonb, ${ctx.now}, ${by})
          on conflict do nothing returning 1`.execute(ctx.tx)
      : await sql`
          update voice.guides
          set version = version + 1, guide = ${written}::jsonb, changed_at = ${ctx.now}, changed_by = ${by}
          where workspace_id = ${ctx.workspaceId} and version = ${version} returning 1`.execute(ctx.tx)
  return rows.length > 0
}
