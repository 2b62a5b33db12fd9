/** SQL of files in chats: what visitors bring, and what they may fetch. */
import { sql } from 'kysely'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'

/** Bytes that a chat brought and did not send yet. */
export const waitingBytes = async (ctx: Ctx, chatId: string): Promise<number> => {
  const { rows } = await sql<{ sum: number }>`
    select coalesce(sum(length(bytes)), 0)::int as sum from channels.chat_files
    where workspace_id = ${ctx.workspaceId} and chat_id = ${chatId} and message_id is null`.execute(ctx.tx)
  return rows[0]!.sum
}

/** Keeps a file once by its own key. */
export const insertFile = async (
  ctx: Ctx,
  file: { id: string; chatId: string; clientKey: string; name: string; type: string; bytes: Uint8Array },
): Promise<void> => {
  await sql`
    insert into channels.chat_files (workspace_id, id, chat_id, client_key, name, media_type, bytes, added_at)
    values (${ctx.workspaceId}, ${file.id}, ${file.chatId}, ${file.clientKey}, ${file.name}, ${file.type},
      ${Buffer.from(file.bytes)}, ${ctx.now})
    on conflict (workspace_id, chat_id, client_key) do nothing`.execute(ctx.tx)
}

/** Gives files that are still loose to a message. @returns how many. */
export const attachTo = async (ctx: Ctx, chatId: string, messageId: string, keys: readonly string[]) => {
  if (keys.length === 0) return 0
  const { rows } = await sql`
    update channels.chat_files set message_id = ${messageId}
    where workspace_id = ${ctx.workspaceId} and chat_id = ${chatId} and client_key = any(${keys}::uuid[])
      and message_id is null returning 1`.execute(ctx.tx)
  return rows.length
}

export interface KeptFile {
  messageId: string
  name: string
  type: string
  bytes: Buffer
}

export const filesOfMessages = async (ctx: Ctx, messageIds: readonly string[]): Promise<KeptFile[]> => {
  const { rows } = await sql<KeptFile>`
    select message_id as "messageId", name, media_type as type, bytes from channels.chat_files
    where workspace_id = ${ctx.workspaceId} and message_id = any(${messageIds}::uuid[])
    order by message_id, added_at, id`.execute(ctx.tx)
  return rows
}

/** A file of a chat, brought by its visitor or sent to them. */
export const fileOfChat = async (
  ctx: Ctx,
  chatId: string,
  fileId: string,
): Promise<{ name: string; type: string; bytes: Buffer } | undefined> => {
  const { rows } = await sql<{ name: string; type: string; bytes: Buffer }>`
    select name, media_type as type, bytes from channels.chat_files
    where workspace_id = ${ctx.workspaceId} and chat_id = ${chatId} and id = ${fileId}
    union all
    select file.name, file.media_type, file.bytes
    from channels.chat_messages as message
    join channels.delivery_files as carried
      on carried.workspace_id = message.workspace_id and carried.delivery_id = message.delivery_id
    join channels.outgoing_files as file on file.workspace_id = carried.workspace_id and file.id = carried.file_id
    where message.workspace_id = ${ctx.workspaceId} and message.chat_id = ${chatId} and file.id = ${fileId}
    limit 1`.execute(ctx.tx)
  return rows[0]
}

/** Over all workspaces: forgets what was brought before and never sent. */
export const forgetLooseFiles = async (ctx: SystemCtx, before: Date): Promise<void> => {
  await sql`delete from channels.chat_files where message_id is null and added_at < ${before}`.execute(ctx.tx)
}

/** Chats of authors go whole: what was said in them, from which devices, and by whom. */
export const eraseChats = async (ctx: Ctx, authorIds: readonly string[], channel: string): Promise<void> => {
  const { rows } = await sql<{ id: string }>`
    select chat.id from channels.authors as author
    join channels.chats as chat on chat.workspace_id = author.workspace_id and chat.id::text = author.remote_id
    where author.workspace_id = ${ctx.workspaceId} and author.id = any(${authorIds}::uuid[]) and author.channel = ${channel}
    union
    select part.id from channels.authors as author
    join channels.chats as chat on chat.workspace_id = author.workspace_id and chat.id::text = author.remote_id
    join channels.chats as part on part.workspace_id = chat.workspace_id and part.joined_id = chat.id
    where author.workspace_id = ${ctx.workspaceId} and author.id = any(${authorIds}::uuid[]) and author.channel = ${channel}`.execute(
    ctx.tx,
  )
  const ids = rows.map(row => row.id)
  if (ids.length === 0) return
  const at = sql`workspace_id = ${ctx.workspaceId} and chat_id = any(${ids}::uuid[])`
  await sql`delete from channels.chat_files where ${at}`.execute(ctx.tx)
  await sql`delete from channels.chat_messages where ${at}`.execute(ctx.tx)
  await sql`delete from channels.chat_devices where ${at}`.execute(ctx.tx)
  await sql`
    delete from channels.chats where workspace_id = ${ctx.workspaceId} and joined_id = any(${ids}::uuid[])`.execute(
    ctx.tx,
  )
  await sql`delete from channels.chats where workspace_id = ${ctx.workspaceId} and id = any(${ids}::uuid[])`.execute(
    ctx.tx,
  )
}
