/** The door of chat widgets: visitors of pages of any allowed origin, who prove themselves by a token of their own. */
import { randomBytes } from 'node:crypto'
import { shownTexts } from '../../../../contract/channels/widgets.ts'
import { announce } from '../../../platform/announce.ts'
import type { Ctx, SystemCtx } from '../../../platform/ctx.ts'
import type { HookAnswer, HookCall } from '../../../platform/hook.ts'
import { makeId } from '../../../platform/ids.ts'
import { safeName, typeByContent } from '../../attached-files.ts'
import * as ask from '../../chat/asked.ts'
import { isOpenAt } from '../../chat/hours.ts'
import { chatAuthor, chatChannel } from '../../chat/incoming.ts'
import { messagesPerMinute } from '../../chat/limits.ts'
import { chatsChanged, chatsHeard, chatsNamed } from '../../events.ts'
import { type IdentityClaims, readIdentity } from '../../pages/token.ts'
import { storableLink, storableText } from '../../storable.ts'
import * as files from '../../store/chat-files.ts'
import * as store from '../../store/chats.ts'
import type { WidgetRow } from '../../store/widgets.ts'
import { knowAuthors } from '../items.ts'
import { answer, enter, json, limited, type Visit } from './door.ts'

/** Bytes of a file that a visitor brings, and of all that wait to be sent. */
export const mostFileBytes = 10_000_000
const mostWaitingBytes = 30_000_000
const mostLetters = 5000
const mostShown = 100

/** How the widget looks and whether somebody is there; nothing is stored for it. */
export const showWidget = async (ctx: SystemCtx, call: HookCall): Promise<HookAnswer> => {
  const entered = await enter(ctx, call, call.query.get('key') ?? '')
  if ('answer' in entered) return entered.answer
  const { widget } = entered
  const { hours: _hours, texts: _texts, ...look } = widget.settings
  return json(entered, 200, {
    ...look,
    name: widget.name,
    texts: shownTexts(widget.settings.texts),
    isOpen: isOpenAt(widget.settings.hours, ctx.now),
  })
}

/** A visitor agreed: their browser gets a token, and a chat, which is the one of the person who is signed in. */
export const start = async (ctx: SystemCtx, call: HookCall): Promise<HookAnswer> => {
  const read = ask.readAsked(ask.starting, call.bytes)
  if (read === null) return answer(400, 'This is nothing that a widget asks.')
  const { asked } = read
  const entered = await enter(ctx, call, asked.key)
  if ('answer' in entered) return entered.answer
  const wait = limited(entered, 'start', call.address)
  if (wait !== null) return wait
  const { here, widget } = entered
  const claims = asked.identity === undefined ? null : identityOf(here, widget, asked.identity)
  if (claims === 'refused') return json(entered, 403, { why: 'identity' })
  const token = randomBytes(32).toString('base64url')
  const known = claims === null ? undefined : await store.lockPerson(here, widget.account_id, claims.sub)
  const chatId = known?.id ?? makeId(here.now)
  if (known === undefined)
    await store.insertChat(here, {
      id: chatId,
      accountId: widget.account_id,
      person: claims?.sub ?? null,
      claims: claims === null ? null : claimsOf(claims),
      language: asked.language,
    })
  await store.insertDevice(here, {
    id: makeId(here.now),
    chatId,
    token: here.world.secrets.digest(`chat ${token}`),
    agreedTo: storableText(asked.agreed),
    page: storableLink(asked.page ?? null),
  })
  if (claims !== null) await tellNamed(here, [chatId])
  return json(entered, 200, { token, ...(await shown(here, widget, chatId, 0)) })
}

/** The page's server says who the visitor is: their chat joins what that person wrote before, on whichever device. */
export const identify = async (ctx: SystemCtx, call: HookCall): Promise<HookAnswer> => {
  const read = ask.readAsked(ask.identifying, call.bytes)
  if (read === null) return answer(400, 'This is nothing that a widget asks.')
  const entered = await visitorOf(ctx, call, read.asked)
  if ('answer' in entered) return entered.answer
  const { here, widget } = entered
  const claims = identityOf(here, widget, read.asked.identity)
  if (claims === 'refused') return json(entered, 403, { why: 'identity' })
  const known = await store.lockPerson(here, widget.account_id, claims.sub)
  const chat = await store.lockChat(here, entered.chat.id)
  if (chat === undefined) return json(entered, 401, { why: 'unknown' })
  // A browser that was another person's before stays theirs: the widget forgets its token and begins anew.
  if (chat.person !== null && chat.person !== claims.sub) return json(entered, 409, { why: 'other_person' })
  const told = { person: claims.sub, claims: claimsOf(claims), name: claims.name ?? null, email: claims.email ?? null }
  if (known !== undefined && known.id !== chat.id) {
    await store.joinChats(here, chat, known)
    await store.nameChat(here, chat.id, told)
    await tellNamed(here, [chat.id, known.id])
    return json(entered, 200, await shown(here, widget, known.id, 0))
  }
  await store.nameChat(here, chat.id, told)
  await tellNamed(here, [chat.id])
  return json(entered, 200, await shown(here, widget, chat.id, 0))
}

/** What a visitor says: kept once, however often it is sent. */
export const say = async (ctx: SystemCtx, call: HookCall): Promise<HookAnswer> => {
  const read = ask.readAsked(ask.saying, call.bytes)
  if (read === null) return answer(400, 'This is nothing that a widget asks.')
  const { asked } = read
  const entered = await visitorOf(ctx, call, asked)
  if ('answer' in entered) return entered.answer
  const wait = limited(entered, 'say', call.address)
  if (wait !== null) return wait
  const { here, widget } = entered
  const chat = await store.lockChat(here, entered.chat.id)
  if (chat === undefined) return json(entered, 401, { why: 'unknown' })
  const text = storableText(asked.text).trim()
  if (text.length > mostLetters || (text === '' && asked.files.length === 0))
    return json(entered, 422, { why: text === '' ? 'empty' : 'too_long', most: mostLetters })
  const minuteAgo = new Date(here.now.getTime() - 60_000)
  if ((await store.saidSince(here, chat.id, minuteAgo)) >= messagesPerMinute)
    return json(entered, 429, { why: 'too_fast', wait: 60 })
  const id = makeId(here.now)
  const isAway = asked.contact !== undefined || !isOpenAt(widget.settings.hours, here.now)
  const said = { id, chatId: chat.id, clientKey: asked.id, text, isAway, page: storableLink(asked.page ?? null) }
  const number = await store.insertSaid(here, said)
  if (number !== null) {
    await files.attachTo(here, chat.id, id, asked.files)
    if (asked.contact) {
      const name = storableText(asked.contact.name).trim() || null
      await store.nameChat(here, chat.id, { name, email: asked.contact.email })
      await tellNamed(here, [chat.id])
    }
    await announce(here, chatsHeard, { ids: [id] })
    await announce(here, chatsChanged, { ids: [chat.id] })
  }
  return json(entered, 200, { said: asked.id })
}

/** A file that goes with the next message: by what its bytes are, not by what it is called. */
export const bring = async (ctx: SystemCtx, call: HookCall): Promise<HookAnswer> => {
  const read = ask.readAsked(ask.bringing, call.bytes)
  if (read === null) return answer(400, 'This is nothing that a widget asks.')
  const { asked, rest } = read
  const entered = await visitorOf(ctx, call, asked)
  if ('answer' in entered) return entered.answer
  const wait = limited(entered, 'file', call.address)
  if (wait !== null) return wait
  const { here, widget, chat } = entered
  if (!widget.settings.takesFiles) return json(entered, 422, { why: 'no_files' })
  if (rest.length === 0) return json(entered, 422, { why: 'empty' })
  if (rest.length > mostFileBytes) return json(entered, 422, { why: 'too_large', most: mostFileBytes })
  const type = typeByContent(rest, asked.type)
  if (refusedTypes.test(type) || refusedNames.test(asked.name)) return json(entered, 422, { why: 'kind' })
  if ((await files.waitingBytes(here, chat.id)) + rest.length > mostWaitingBytes)
    return json(entered, 429, { why: 'too_many', wait: 60 })
  const name = safeName(storableText(asked.name), 'file')
  await files.insertFile(here, { id: makeId(here.now), chatId: chat.id, clientKey: asked.id, name, type, bytes: rest })
  return json(entered, 200, { kept: asked.id })
}

/** Programs, and pages that would run where an agent opens them. */
const refusedTypes =
  /^(?:application\/(?:x-msdownload|x-elf|x-sh|javascript|xhtml)|text\/(?:html|javascript)|image\/svg)/
const refusedNames = /\.(?:exe|com|scr|bat|cmd|msi|jar|js|vbs|ps1|lnk|hta|html?|svg|apk|dll|sh)$/i

/** What was said behind a number. */
export const history = async (ctx: SystemCtx, call: HookCall): Promise<HookAnswer> => {
  const read = ask.readAsked(ask.reading, call.bytes)
  if (read === null) return answer(400, 'This is nothing that a widget asks.')
  const entered = await visitorOf(ctx, call, read.asked)
  if ('answer' in entered) return entered.answer
  return json(entered, 200, await shown(entered.here, entered.widget, entered.chat.id, read.asked.after))
}

export const fetchFile = async (ctx: SystemCtx, call: HookCall): Promise<HookAnswer> => {
  const read = ask.readAsked(ask.fetching, call.bytes)
  if (read === null) return answer(400, 'This is nothing that a widget asks.')
  const entered = await visitorOf(ctx, call, read.asked)
  if ('answer' in entered) return entered.answer
  const file = await files.fileOfChat(entered.here, entered.chat.id, read.asked.file)
  if (file === undefined) return json(entered, 404, { why: 'gone' })
  return {
    status: 200,
    body: file.bytes,
    headers: {
      ...entered.headers,
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
    },
  }
}

export interface Visitor extends Visit {
  readonly chat: store.ChatRow
}

/** Who calls by their token. Everything but starting begins here. */
export const visitorOf = async (
  ctx: SystemCtx,
  call: HookCall,
  asked: { key: string; token: string },
): Promise<Visitor | { answer: HookAnswer }> => {
  const entered = await enter(ctx, call, asked.key)
  if ('answer' in entered) return entered
  const wait = limited(entered, 'read', call.address)
  if (wait !== null) return { answer: wait }
  const { here, widget } = entered
  const chat = await store.chatByToken(here, widget.account_id, here.world.secrets.digest(`chat ${asked.token}`))
  return chat === undefined ? { answer: json(entered, 401, { why: 'unknown' }) } : { ...entered, chat }
}

const shown = async (here: Ctx, widget: WidgetRow, chatId: string, after: number) => ({
  isOpen: isOpenAt(widget.settings.hours, here.now),
  messages: (await store.messagesAfter(here, chatId, after, mostShown)).map(row => ({
    n: row.number,
    id: row.client_key ?? row.delivery_id,
    own: row.client_key !== null,
    text: row.text,
    at: row.at.toISOString(),
    files: row.files,
  })),
})

const identityOf = (here: Ctx, widget: WidgetRow, token: string): IdentityClaims | 'refused' => {
  const read = readIdentity(token, here.world.secrets.open(widget.secret, widget.account_id), here.now)
  return read.ok ? read.claims : 'refused'
}

const claimsOf = (claims: IdentityClaims): store.Claims => ({
  name: claims.name,
  email: claims.email,
  isEmailVerified: claims.email_verified === true,
  phone: claims.phone_number,
  isPhoneVerified: claims.phone_number_verified === true,
  birthDate: claims.birthdate,
})

/** Tells who the visitors are; they are authors from now on, even before their first word. */
const tellNamed = async (here: Ctx, chatIds: readonly string[]): Promise<void> => {
  const chats: store.ChatRow[] = []
  for (const id of chatIds) chats.push((await store.lockChat(here, id))!)
  await knowAuthors(
    here,
    chatChannel,
    chats.map(chat => ({ author: chatAuthor(chat) })),
  )
  await announce(here, chatsNamed, { ids: [...chatIds] })
}

/** Over all workspaces: forgets files that visitors brought and did not send within a day. */
export const forgetLooseFiles = (ctx: SystemCtx): Promise<void> =>
  files.forgetLooseFiles(ctx, new Date(ctx.now.getTime() - 24 * 3600_000))
