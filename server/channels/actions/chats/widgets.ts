/** The verbs of chat widgets as people set them up. */
import { randomBytes } from 'node:crypto'
import type * as contract from '../../../../contract/channels/widgets.ts'
import type { Input } from '../../../../contract/endpoint.ts'
import { announce } from '../../../platform/announce.ts'
import { actorName, type Ctx } from '../../../platform/ctx.ts'
import { invalid, notFound } from '../../../platform/errors.ts'
import { makeId } from '../../../platform/ids.ts'
import { isOpenAt, isZone } from '../../chat/hours.ts'
import { chatChannel } from '../../chat/incoming.ts'
import { accountsChanged, sourcesChanged, widgetsChanged } from '../../events.ts'
import { readOrigin } from '../../pages/origins.ts'
import { chatKind } from '../../practice.ts'
import { insertAccount } from '../../store/accounts.ts'
import { chatOfItem } from '../../store/chats.ts'
import { addSourceRow, markSourceHeard } from '../../store/sources.ts'
import * as store from '../../store/widgets.ts'
import { disconnectAccount } from '../accounts.ts'

const widgetNoun = (ctx: Ctx, row: store.WidgetRow & { said_at?: Date | null }): contract.Widget => ({
  id: row.account_id,
  name: row.name,
  key: row.key,
  origins: row.origins,
  settings: row.settings,
  isOpen: isOpenAt(row.settings.hours, ctx.now),
  createdAt: row.connected_at.toISOString(),
  createdBy: row.connected_by,
  lastMessageAt: row.said_at?.toISOString() ?? null,
  refused:
    row.refused_at === null || row.refused_origin === null
      ? null
      : { origin: row.refused_origin, at: row.refused_at.toISOString() },
})

export const listWidgets = async (ctx: Ctx): Promise<{ items: contract.Widget[] }> => ({
  items: (await store.widgetRows(ctx)).map(row => widgetNoun(ctx, row)),
})

type Asked = Input<typeof contract.addWidget>

/** @throws 422 at an origin that is none, or a zone that nobody knows. */
const checked = ({ name, origins, settings }: Asked) => {
  if (settings.hours && !isZone(settings.hours.timeZone)) throw invalid('settings.hours', 'channels.chat_bad_zone')
  const read = [...new Set(origins)].map(typed => {
    const origin = readOrigin(typed)
    if (origin === null) throw invalid('origins', 'channels.chat_bad_origin', { typed })
    return origin
  })
  return { name, settings, origins: [...new Set(read)] }
}

const makeSecret = (): string => randomBytes(32).toString('base64url')

/** A widget is an account that answers and a source that visitors write into; both are there from its first day. */
export const addWidget = async (ctx: Ctx, input: Asked): Promise<contract.Widget> => {
  const written = checked(input)
  const id = makeId(ctx.now)
  const by = actorName(ctx.actor)
  await insertAccount(ctx, {
    id,
    channel: chatChannel,
    remote_id: `chat:widget:${id}`,
    handle: written.name,
    display_name: written.name,
    url: null,
    service: '',
    purpose: 'both',
    secret: ctx.world.secrets.seal(makeSecret(), id),
    session: null,
    connected_by: by,
  })
  const { row: source } = await addSourceRow(
    ctx,
    {
      id: makeId(ctx.now),
      channel: chatChannel,
      kind: chatKind,
      key: id,
      address: written.origins[0]!,
      name: written.name,
      account_id: id,
      cursor: null,
      every_seconds: null,
      added_by: by,
    },
    false,
  )
  await markSourceHeard(ctx, source.id)
  const key = `${ctx.workspaceId}-${randomBytes(15).toString('base64url')}`
  await store.insertWidget(ctx, { account_id: id, source_id: source.id, key, ...written })
  await announce(ctx, accountsChanged, { ids: [id] })
  await announce(ctx, sourcesChanged, { ids: [source.id] })
  await announce(ctx, widgetsChanged, { ids: [id] })
  return widgetNoun(ctx, await widgetOf(ctx, id))
}

const widgetOf = async (ctx: Ctx, id: string): Promise<store.WidgetRow> => {
  const row = await store.widgetRow(ctx, id)
  if (row === undefined) throw notFound('widget')
  return row
}

export const updateWidget = async (ctx: Ctx, input: Asked & { widgetId: string }): Promise<contract.Widget> => {
  await widgetOf(ctx, input.widgetId)
  await store.writeWidget(ctx, { account_id: input.widgetId, ...checked(input) })
  await announce(ctx, widgetsChanged, { ids: [input.widgetId] })
  await announce(ctx, accountsChanged, { ids: [input.widgetId] })
  return widgetNoun(ctx, await widgetOf(ctx, input.widgetId))
}

export const removeWidget = async (ctx: Ctx, input: { widgetId: string }): Promise<{ ok: true }> => {
  await widgetOf(ctx, input.widgetId)
  await announce(ctx, widgetsChanged, { ids: [input.widgetId] })
  return disconnectAccount(ctx, { accountId: input.widgetId })
}

export const getWidgetSecret = async (
  ctx: Ctx,
  input: Input<typeof contract.getWidgetSecret>,
): Promise<{ secret: string }> => {
  const row = await widgetOf(ctx, input.widgetId)
  if (!input.isNew) return { secret: ctx.world.secrets.open(row.secret, row.account_id) }
  const secret = makeSecret()
  await store.writeWidgetSecret(ctx, row.account_id, ctx.world.secrets.seal(secret, row.account_id))
  return { secret }
}

/** The notice that a chat's widgets are told; nothing of it is kept. */
export const agentTypes = 'channels.agent_types'

/** Somebody of ours is typing an answer: whoever wrote the item sees it, where their channel shows it. */
export const tellTyping = async (ctx: Ctx, input: { itemId: string }): Promise<{ ok: true }> => {
  const chatId = await chatOfItem(ctx, input.itemId, chatChannel)
  if (chatId !== undefined)
    await ctx.world.outbox.notify(ctx.tx, { workspaceId: ctx.workspaceId, fact: agentTypes, ids: [chatId] })
  return { ok: true }
}
