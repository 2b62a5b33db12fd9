/** SQL of chats: who speaks in them from which device, and what was said, numbered in the order in which it came. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'

export interface ChatRow {
  workspace_id: number
  id: string
  account_id: string
  /** Who it is to the page's own server; null while nobody has signed in. */
  person: string | null
  name: string | null
  email: string | null
  language: 'ko' | 'en'
  /** The chat that this one became a part of when its visitor signed in. */
  joined_id: string | null
  last_number: number
}

export interface Claims {
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly isEmailVerified: boolean
  readonly phone?: string | undefined
  readonly isPhoneVerified: boolean
  readonly birthDate?: string | undefined
}

export const insertChat = async (
  ctx: Ctx,
  chat: { id: string; accountId: string; person: string | null; claims: Claims | null; language: 'ko' | 'en' },
): Promise<void> => {
  await sql`
    insert into channels.chats (workspace_id, id, account_id, person, claims, name, email, language, opened_at)
    values (${ctx.workspaceId}, ${chat.id}, ${chat.accountId}, ${chat.person},
      ${chat.claims === null ? null : JSON.stringify(chat.claims)}::json, ${chat.claims?.name ?? null},
      ${chat.claims?.email ?? null}, ${chat.language}, ${ctx.now})`.execute(ctx.tx)
}

/** The chat of a person at a widget, and nobody opens another meanwhile. */
export const lockPerson = async (ctx: Ctx, accountId: string, person: string): Promise<ChatRow | undefined> => {
  await sql`select pg_advisory_xact_lock(hashtext(${`chat ${accountId} ${person}`}), ${ctx.workspaceId}::int)`.execute(
    ctx.tx,
  )
  const { rows } = await sql<ChatRow>`
    select * from channels.chats
    where workspace_id = ${ctx.workspaceId} and account_id = ${accountId} and person = ${person} and joined_id is null
    for update`.execute(ctx.tx)
  return rows[0]
}

export const lockChat = async (ctx: Ctx, id: string): Promise<ChatRow | undefined> => {
  const { rows } = await sql<ChatRow>`
    select * from channels.chats where workspace_id = ${ctx.workspaceId} and id = ${id} for update`.execute(ctx.tx)
  return rows[0]
}

export const nameChat = async (
  ctx: Ctx,
  id: string,
  told: { person?: string; claims?: Claims; name?: string | null; email?: string | null },
): Promise<void> => {
  await sql`
    update channels.chats set person = coalesce(${told.person ?? null}, person),
      claims = coalesce(${told.claims ? JSON.stringify(told.claims) : null}::json, claims),
      name = coalesce(${told.name ?? null}, name), email = coalesce(${told.email ?? null}, email)
    where workspace_id = ${ctx.workspaceId} and id = ${id}`.execute(ctx.tx)
}

/** Makes a chat a part of another: its messages stand there from now on, behind what stands there. Both are locked. */
export const joinChats = async (ctx: Ctx, from: ChatRow, into: ChatRow): Promise<void> => {
  const at = sql`workspace_id = ${ctx.workspaceId} and chat_id = ${from.id}`
  await sql`
    update channels.chat_messages set chat_id = ${into.id}, number = number + ${into.last_number}
    where ${at}`.execute(ctx.tx)
  await sql`update channels.chat_files set chat_id = ${into.id} where ${at}`.execute(ctx.tx)
  await sql`update channels.chat_devices set chat_id = ${into.id} where ${at}`.execute(ctx.tx)
  await sql`
    update channels.chats set joined_id = ${into.id}, person = coalesce(person, ${into.person}), last_number = 0
    where workspace_id = ${ctx.workspaceId} and id = ${from.id}`.execute(ctx.tx)
  await sql`
    update channels.chats set last_number = last_number + ${from.last_number}
    where workspace_id = ${ctx.workspaceId} and id = ${into.id}`.execute(ctx.tx)
}

export const insertDevice = async (
  ctx: Ctx,
  device: { id: string; chatId: string; token: string; agreedTo: string; page: string | null },
): Promise<void> => {
  await sql`
    insert into channels.chat_devices (workspace_id, id, chat_id, token, agreed_at, agreed_to, page, seen_at)
    values (${ctx.workspaceId}, ${device.id}, ${device.chatId}, ${device.token}, ${ctx.now}, ${device.agreedTo},
      ${device.page}, ${ctx.now})`.execute(ctx.tx)
}

/** Who speaks by a token, at this widget alone. */
export const chatByToken = async (ctx: Ctx, accountId: string, token: string): Promise<ChatRow | undefined> => {
  const { rows } = await sql<ChatRow>`
    select chat.* from channels.chat_devices as device join channels.chats as chat
      on chat.workspace_id = device.workspace_id and chat.id = device.chat_id
    where device.workspace_id = ${ctx.workspaceId} and device.token = ${token} and chat.account_id = ${accountId}`.execute(
    ctx.tx,
  )
  return rows[0]
}

/** A message as a widget shows it. */
export interface ShownRow {
  id: string
  number: number
  client_key: string | null
  delivery_id: string | null
  text: string
  at: Date
  files: { id: string; name: string; type: string; size: number }[]
}

/** Messages behind a number, the oldest first; with `after` 0 the newest. */
export const messagesAfter = async (ctx: Ctx, chatId: string, after: number, most: number): Promise<ShownRow[]> => {
  const { rows } = await sql<ShownRow>`
    select message.id, message.number, message.client_key, message.delivery_id,
      coalesce(delivery.text, message.text) as text, message.at,
      coalesce((select json_agg(json_build_object('id', file.id, 'name', file.name, 'type', file.media_type,
          'size', length(file.bytes)) order by file.added_at, file.id)
        from channels.chat_files as file
        where file.workspace_id = message.workspace_id and file.message_id = message.id),
        (select json_agg(json_build_object('id', file.id, 'name', file.name, 'type', file.media_type,
          'size', length(file.bytes)) order by carried.number)
        from channels.delivery_files as carried join channels.outgoing_files as file
          on file.workspace_id = carried.workspace_id and file.id = carried.file_id
        where carried.workspace_id = message.workspace_id and carried.delivery_id = message.delivery_id), '[]') as files
    from (
      select * from channels.chat_messages
      where workspace_id = ${ctx.workspaceId} and chat_id = ${chatId} and number > ${after}
      order by number ${after === 0 ? sql`desc` : sql`asc`} limit ${most}
    ) as message
    left join channels.deliveries as delivery
      on delivery.workspace_id = message.workspace_id and delivery.id = message.delivery_id
    order by message.number`.execute(ctx.tx)
  return rows
}

export interface NewSaid {
  id: string
  chatId: string
  clientKey: string
  text: string
  isAway: boolean
  page: string | null
}

/** Says something once in a chat that is locked. @returns its number; null where it was said before. */
export const insertSaid = async (ctx: Ctx, said: NewSaid): Promise<number | null> => {
  const known = await sql`
    select 1 from channels.chat_messages
    where workspace_id = ${ctx.workspaceId} and client_key = ${said.clientKey}`.execute(ctx.tx)
  if (known.rows.length > 0) return null
  const number = await nextNumber(ctx, said.chatId)
  await sql`
    insert into channels.chat_messages (workspace_id, id, chat_id, number, client_key, text, is_away, page, at)
    values (${ctx.workspaceId}, ${said.id}, ${said.chatId}, ${number}, ${said.clientKey}, ${said.text}, ${said.isAway},
      ${said.page}, ${ctx.now})`.execute(ctx.tx)
  return number
}

const nextNumber = async (ctx: Ctx, chatId: string): Promise<number> => {
  const { rows } = await sql<{ last_number: number }>`
    update channels.chats set last_number = last_number + 1, said_at = ${ctx.now}
    where workspace_id = ${ctx.workspaceId} and id = ${chatId} returning last_number`.execute(ctx.tx)
  return rows[0]!.last_number
}

/** What a chat said within the last minute. */
export const saidSince = async (ctx: Ctx, chatId: string, since: Date): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from channels.chat_messages
    where workspace_id = ${ctx.workspaceId} and chat_id = ${chatId} and client_key is not null and at > ${since}`.execute(
    ctx.tx,
  )
  return rows[0]!.count
}

/** Answers that were sent to visitors, with the chat that each goes to now, in the order of the chats. */
export const sentToChats = async (
  ctx: Ctx,
  deliveryIds: readonly string[],
  channel: string,
): Promise<{ deliveryId: string; chatId: string }[]> => {
  const { rows } = await sql<{ deliveryId: string; chatId: string }>`
    select delivery.id as "deliveryId", coalesce(chat.joined_id, chat.id) as "chatId"
    from channels.deliveries as delivery
    join channels.items as item
      on item.workspace_id = delivery.workspace_id and item.id = delivery.in_reply_to_item_id and item.channel = ${channel}
    join channels.authors as author on author.workspace_id = item.workspace_id and author.id = item.author_id
    join channels.chats as chat on chat.workspace_id = author.workspace_id and chat.id::text = author.remote_id
    where delivery.workspace_id = ${ctx.workspaceId} and delivery.id = any(${deliveryIds}::uuid[]) and delivery.state = 'sent'
    order by 2, delivery.planned_at, delivery.id`.execute(ctx.tx)
  return rows
}

/** Puts an answer into its chat, once. @returns whether it is new. */
export const insertAnswer = async (ctx: Ctx, answer: { id: string; chatId: string; deliveryId: string }) => {
  const chat = await lockChat(ctx, answer.chatId)
  const known = await sql`
    select 1 from channels.chat_messages
    where workspace_id = ${ctx.workspaceId} and delivery_id = ${answer.deliveryId}`.execute(ctx.tx)
  if (chat === undefined || known.rows.length > 0) return false
  const number = await nextNumber(ctx, answer.chatId)
  await sql`
    insert into channels.chat_messages (workspace_id, id, chat_id, number, text, delivery_id, at)
    values (${ctx.workspaceId}, ${answer.id}, ${answer.chatId}, ${number}, '', ${answer.deliveryId}, ${ctx.now})`.execute(
    ctx.tx,
  )
  return true
}

export interface HeardRow {
  id: string
  chatId: string
  sourceId: string
  accountRemoteId: string
  name: string | null
  language: 'ko' | 'en'
  text: string
  isAway: boolean
  page: string | null
  at: Date
}

/** Messages of visitors as they were said, with where they belong. */
export const heardRows = async (ctx: Ctx, messageIds: readonly string[]): Promise<HeardRow[]> => {
  const { rows } = await sql<HeardRow>`
    select message.id, message.chat_id as "chatId", widget.source_id as "sourceId", account.remote_id as "accountRemoteId",
      chat.name, chat.language, message.text, message.is_away as "isAway", message.page, message.at
    from channels.chat_messages as message
    join channels.chats as chat on chat.workspace_id = message.workspace_id and chat.id = message.chat_id
    join channels.widgets as widget on widget.workspace_id = chat.workspace_id and widget.account_id = chat.account_id
    join channels.accounts as account on account.workspace_id = chat.workspace_id and account.id = chat.account_id
    where message.workspace_id = ${ctx.workspaceId} and message.id = any(${messageIds}::uuid[])
      and message.client_key is not null
    order by message.at, message.id`.execute(ctx.tx)
  return rows
}

export interface NamedRow {
  chatId: string
  accountId: string
  authorId: string
  person: string | null
  claims: Claims | null
  name: string | null
  email: string | null
}

/** Who visitors said to be, where they are authors: chats that joined another say it with that one's words. */
export const namedRows = async (ctx: Ctx, chatIds: readonly string[], channel: string): Promise<NamedRow[]> => {
  const { rows } = await sql<NamedRow>`
    select chat.id as "chatId", chat.account_id as "accountId", author.id as "authorId", chat.person, chat.claims, chat.name,
      chat.email
    from channels.chats as chat join channels.authors as author
      on author.workspace_id = chat.workspace_id and author.channel = ${channel} and author.remote_id = chat.id::text
    where chat.workspace_id = ${ctx.workspaceId} and chat.id = any(${chatIds}::uuid[])
    order by chat.id`.execute(ctx.tx)
  return rows
}

/** The chat that an item was said in, and the item that was said last in a chat. */
export const chatOfItem = async (ctx: Ctx, itemId: string, channel: string): Promise<string | undefined> => {
  const { rows } = await sql<{ id: string }>`
    select coalesce(chat.joined_id, chat.id) as id
    from channels.items as item
    join channels.authors as author on author.workspace_id = item.workspace_id and author.id = item.author_id
    join channels.chats as chat on chat.workspace_id = author.workspace_id and chat.id::text = author.remote_id
    where item.workspace_id = ${ctx.workspaceId} and item.id = ${itemId} and item.channel = ${channel}`.execute(ctx.tx)
  return rows[0]?.id
}

export const lastItemOf = async (ctx: Ctx, chatId: string, channel: string): Promise<string | undefined> => {
  const { rows } = await sql<{ id: string }>`
    select item.id from channels.chat_messages as message
    join channels.items as item on item.workspace_id = message.workspace_id and item.channel = ${channel}
      and item.remote_id = 'chat:' || message.id
    where message.workspace_id = ${ctx.workspaceId} and message.chat_id = ${chatId} and message.client_key is not null
    order by message.number desc limit 1`.execute(ctx.tx)
  return rows[0]?.id
}
