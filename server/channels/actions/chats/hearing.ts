/** What is said in chats on its way to the inbox and back: handed to listening, told to open widgets. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { announce } from '../../../platform/announce.ts'
import type { Ctx, SystemCtx } from '../../../platform/ctx.ts'
import type { HookAnswer, HookCall } from '../../../platform/hook.ts'
import { makeId } from '../../../platform/ids.ts'
import type { Listening } from '../../../platform/live-hook.ts'
import * as ask from '../../chat/asked.ts'
import { chatChannel, incomingOf } from '../../chat/incoming.ts'
import { joinScript, scriptParts } from '../../chat/script.ts'
import type { Incoming } from '../../connector.ts'
import { chatsChanged } from '../../events.ts'
import { filesOfMessages } from '../../store/chat-files.ts'
import * as store from '../../store/chats.ts'
import { answer, json } from './door.ts'
import { visitorOf } from './visiting.ts'
import { agentTypes } from './widgets.ts'

export interface ChatBatch {
  readonly sourceId: string
  readonly channel: string
  readonly incoming: readonly Incoming[]
}

/** What visitors said, as batches of the sources that their widgets are. */
export const chatBatches = async (ctx: Ctx, messageIds: readonly string[]): Promise<ChatBatch[]> => {
  const rows = await store.heardRows(ctx, messageIds)
  const files = Map.groupBy(await filesOfMessages(ctx, messageIds), file => file.messageId)
  const bySource = Map.groupBy(rows, row => row.sourceId)
  return [...bySource].map(([sourceId, said]) => ({
    sourceId,
    channel: chatChannel,
    incoming: said.map(row => incomingOf({ ...row, files: files.get(row.id) ?? [] })),
  }))
}

/** Hears that answers went out: those to visitors stand in their chats, once each, and open widgets are told. */
export const copyAnswers = async (ctx: Ctx, input: { ids: readonly string[] }): Promise<void> => {
  const changed = new Set<string>()
  for (const sent of await store.sentToChats(ctx, input.ids, chatChannel))
    if (await store.insertAnswer(ctx, { id: makeId(ctx.now), ...sent })) changed.add(sent.chatId)
  if (changed.size > 0) await announce(ctx, chatsChanged, { ids: [...changed] })
}

/** Who visitors are, by what their page's server or they themselves said. */
export interface NamedVisitor {
  readonly widgetId: string
  readonly chatId: string
  readonly authorId: string
  /** Who it is to the page's server; null for one who only gave an address. */
  readonly person: string | null
  readonly claims: store.Claims | null
  readonly name: string | null
  readonly email: string | null
}

export const namedVisitors = async (ctx: Ctx, chatIds: readonly string[]): Promise<NamedVisitor[]> =>
  (await store.namedRows(ctx, chatIds, chatChannel)).map(({ accountId: widgetId, ...row }) => ({ widgetId, ...row }))

/** The notice that agents' screens are told: ids of the last item that somebody who types has said. */
const visitorTypes = 'channels.visitor_types'

export const tellVisitorTypes = async (ctx: SystemCtx, call: HookCall): Promise<HookAnswer> => {
  const read = ask.readAsked(ask.visiting, call.bytes)
  if (read === null) return answer(400, 'This is nothing that a widget asks.')
  const entered = await visitorOf(ctx, call, read.asked)
  if ('answer' in entered) return entered.answer
  const { here, chat } = entered
  const itemId = await store.lastItemOf(here, chat.id, chatChannel)
  if (itemId !== undefined)
    await here.world.outbox.notify(here.tx, { workspaceId: here.workspaceId, fact: visitorTypes, ids: [itemId] })
  return json(entered, 200, {})
}

const devicesAtOnce = 6
const addressAtOnce = 60

/** An open widget listens: that something is new, or that somebody types. Never what: it asks for that itself. */
export const listenToChat = async (
  ctx: SystemCtx,
  call: HookCall,
): Promise<Listening | { readonly answer: HookAnswer }> => {
  const read = ask.readAsked(ask.visiting, call.bytes)
  if (read === null) return { answer: answer(400, 'This is nothing that a widget asks.') }
  const entered = await visitorOf(ctx, call, read.asked)
  if ('answer' in entered) return entered
  const { chat, headers, here } = entered
  return {
    workspaceId: here.workspaceId,
    headers,
    counted: [
      { as: `chat ${chat.id}`, most: devicesAtOnce },
      { as: `address ${call.address}`, most: addressAtOnce },
    ],
    hear: event => {
      if (event.kind === 'resync') return 'news'
      if (!event.ids.includes(chat.id)) return null
      if (event.fact === chatsChanged.name) return 'news'
      return event.fact === agentTypes ? 'typing' : null
    },
  }
}

let script: Promise<HookAnswer> | null = null

/** The script, for pages of any origin; asked again once an hour, and answered in full only when it has changed. */
export const showChatScript = (): Promise<HookAnswer> => {
  script ??= readScript()
  return script
}

const readScript = async (): Promise<HookAnswer> => {
  const read = scriptParts.map(async name => [
    name,
    await readFile(new URL(`../../chat/script/${name}`, import.meta.url), 'utf8'),
  ])
  const body = joinScript(Object.fromEntries(await Promise.all(read)))
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return {
    status: 200,
    body,
    headers: {
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=3600',
      'content-type': 'text/javascript; charset=utf-8',
      etag,
    },
  }
}
