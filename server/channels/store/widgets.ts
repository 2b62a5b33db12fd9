/** SQL of chat widgets. */
import { sql } from 'kysely'
import type { WidgetSettings } from '../../../contract/channels/widgets.ts'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'

export interface WidgetRow {
  workspace_id: number
  account_id: string
  source_id: string
  name: string
  key: string
  origins: string[]
  settings: WidgetSettings
  refused_at: Date | null
  refused_origin: string | null
  /** Of its account. */
  remote_id: string
  secret: string
  connected_at: Date
  connected_by: string
}

/** A widget stands as long as its account is connected. */
const standing = sql`
  select widget.*, account.remote_id, account.secret, account.connected_at, account.connected_by
  from channels.widgets as widget join channels.accounts as account
    on account.workspace_id = widget.workspace_id and account.id = widget.account_id and account.disconnected_at is null`

export const widgetRows = async (ctx: Ctx): Promise<(WidgetRow & { said_at: Date | null })[]> => {
  const { rows } = await sql<WidgetRow & { said_at: Date | null }>`
    select standing.*, (select max(chat.said_at) from channels.chats as chat
      where chat.workspace_id = standing.workspace_id and chat.account_id = standing.account_id) as said_at
    from (${standing}) as standing where standing.workspace_id = ${ctx.workspaceId}
    order by standing.connected_at, standing.account_id`.execute(ctx.tx)
  return rows
}

export const widgetRow = async (ctx: Ctx, accountId: string): Promise<WidgetRow | undefined> => {
  const { rows } = await sql<WidgetRow>`
    ${standing} where widget.workspace_id = ${ctx.workspaceId} and widget.account_id = ${accountId}`.execute(ctx.tx)
  return rows[0]
}

/** The widget of a page, in whichever workspace. */
export const widgetByKey = async (ctx: SystemCtx, workspaceId: number, key: string): Promise<WidgetRow | undefined> => {
  const { rows } = await sql<WidgetRow>`
    ${standing} where widget.workspace_id = ${workspaceId} and widget.key = ${key}`.execute(ctx.tx)
  return rows[0]
}

type Written = Pick<WidgetRow, 'account_id' | 'name' | 'origins' | 'settings'>

export const insertWidget = async (ctx: Ctx, row: Written & Pick<WidgetRow, 'source_id' | 'key'>): Promise<void> => {
  await sql`
    insert into channels.widgets (workspace_id, account_id, source_id, name, key, origins, settings)
    values (${ctx.workspaceId}, ${row.account_id}, ${row.source_id}, ${row.name}, ${row.key}, ${row.origins}::text[],
      ${JSON.stringify(row.settings)}::json)`.execute(ctx.tx)
}

export const writeWidget = async (ctx: Ctx, row: Written): Promise<void> => {
  await sql`
    update channels.widgets set name = ${row.name}, origins = ${row.origins}::text[],
      settings = ${JSON.stringify(row.settings)}::json, refused_at = null, refused_origin = null
    where workspace_id = ${ctx.workspaceId} and account_id = ${row.account_id}`.execute(ctx.tx)
  await sql`
    update channels.accounts set handle = ${row.name}, display_name = ${row.name}
    where workspace_id = ${ctx.workspaceId} and id = ${row.account_id}`.execute(ctx.tx)
}

export const writeWidgetSecret = async (ctx: Ctx, accountId: string, secret: string): Promise<void> => {
  await sql`
    update channels.accounts set secret = ${secret}
    where workspace_id = ${ctx.workspaceId} and id = ${accountId}`.execute(ctx.tx)
}

/** That a page which is not allowed has knocked; once a minute is enough. */
export const noteKnock = async (ctx: SystemCtx, widget: WidgetRow, origin: string): Promise<void> => {
  await sql`
    update channels.widgets set refused_at = ${ctx.now}, refused_origin = ${origin}
    where workspace_id = ${widget.workspace_id} and account_id = ${widget.account_id}
      and (refused_at is null or refused_at < ${ctx.now}::timestamptz - interval '1 minute')`.execute(ctx.tx)
}
