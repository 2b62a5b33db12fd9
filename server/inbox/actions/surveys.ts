/** The question after a conversation: asked on the channel itself, answered by a signed link, told as shares with intervals. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox/surveys.ts'
import { memberNames, workspaceSettings } from '../../access/index.ts'
import { answeringChannels, answersInPlace, planDelivery } from '../../channels/index.ts'
import { recordActivities } from '../../customers/index.ts'
import { announce, startJob } from '../../platform/announce.ts'
import { actorName, type Ctx, type SystemCtx, within } from '../../platform/ctx.ts'
import { isAppError } from '../../platform/errors.ts'
import type { HookAnswer, HookCall } from '../../platform/hook.ts'
import { makeId } from '../../platform/ids.ts'
import { cutPage, readCursor } from '../../platform/keyset.ts'
import { toTsvector } from '../../understanding/index.ts'
import { conversationsChanged, surveysChanged } from '../events.ts'
import { placeAt, placeOf } from '../places.ts'
import { lockConversations } from '../store/conversations.ts'
import { countMessages, insertOwn } from '../store/messages.ts'
import * as store from '../store/surveys.ts'
import { askingPage, closedPage, surveyWords, thanksPage } from '../surveys/page.ts'
import { differenceOf, shareOf } from '../surveys/shares.ts'

const dayMs = 24 * 3600_000
const restDays = 30
const laterDays = 60
/** Whoever resolves may take it back meanwhile. */
const pauseSeconds = 60
export const askQueue = 'inbox.ask_surveys'

/** Hears that conversations changed: a little later those that are resolved may be asked about. */
export const startAsking = async (ctx: Ctx, input: { ids: readonly string[] }): Promise<void> => {
  if ((await store.turnedOn(ctx)).length === 0) return
  if ((await findAskable(ctx, input.ids)).length === 0) return
  await startJob(ctx, askQueue, { ids: input.ids }, { afterSeconds: pauseSeconds })
}

const findAskable = (ctx: Ctx, ids: readonly string[]) =>
  store.askable(ctx, ids, new Date(ctx.now.getTime() - restDays * dayMs), new Date(ctx.now.getTime() - dayMs))

/** Asks about conversations that are still resolved; each person once in thirty days. */
export const askSurveys = async (ctx: Ctx, input: { ids: readonly string[] }): Promise<void> => {
  await store.lockAsking(ctx)
  const found = await findAskable(ctx, input.ids)
  const once = [...new Map(found.map(one => [one.customerId, one])).values()]
  await lockConversations(
    ctx,
    once.map(one => one.conversationId),
  )
  const { locale } = await workspaceSettings(ctx)
  for (const one of once) {
    const id = makeId(ctx.now)
    const base = ctx.world.config.publicUrl ?? (answersInPlace(one.channel) ? '' : null)
    if (base === null) continue
    const text = `${surveyWords[locale].ask} ${base}/api/hooks/rate/${tokenOf(ctx, id)}`
    const deliveryId = await plan(ctx, one.itemId, text)
    if (deliveryId === null) continue
    await insertOwn(ctx, {
      id: makeId(ctx.now),
      conversation_id: one.conversationId,
      number: one.messageCount + 1,
      direction: 'outbound',
      delivery_id: deliveryId,
      member_id: null,
      written_by: surveyWords[locale].title,
      text,
      words: toTsvector(surveyWords[locale].ask),
      is_automatic: true,
    })
    await countMessages(ctx, [one.conversationId])
    await store.insertSurvey(ctx, { ...one, id, deliveryId })
    await announce(ctx, conversationsChanged, { ids: [one.conversationId] })
  }
}

/** Null where the network would not take it: nobody is asked then. */
const plan = async (ctx: Ctx, itemId: string, text: string): Promise<string | null> => {
  try {
    return await planDelivery(ctx, { inReplyToItemId: itemId, text })
  } catch (error) {
    if (isAppError(error)) return null
    throw error
  }
}

const tokenOf = (ctx: Ctx, id: string): string =>
  `${ctx.workspaceId}.${id}.${ctx.world.secrets.digest(`survey ${ctx.workspaceId} ${id}`).slice(0, 32)}`

const html = (status: number, body: string): HookAnswer => ({
  status,
  body,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'access-control-allow-origin': '*',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  },
})

const surveyOf = async (ctx: SystemCtx, call: HookCall) => {
  const [workspace = '', id = ''] = (call.params.token ?? '').split('.')
  if (!/^\d{1,9}$/.test(workspace) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null
  const here = within(ctx, Number(workspace))
  if (call.params.token !== tokenOf(here, id)) return null
  const row = await store.surveyRow(here, id)
  if (row === undefined) return null
  const { locale } = await workspaceSettings(here)
  return { here, row, locale, isClosed: here.now.getTime() - row.asked_at.getTime() > restDays * dayMs }
}

/** The page of a link. Looking at it says nothing: mail programs open links by themselves. */
export const showSurvey = async (ctx: SystemCtx, call: HookCall): Promise<HookAnswer> => {
  const found = await surveyOf(ctx, call)
  if (found === null) return { status: 404 }
  return found.isClosed ? html(410, closedPage(found.locale)) : html(200, askingPage(found.locale))
}

/** A click, and a comment after it; the last click counts. */
export const takeSurvey = async (ctx: SystemCtx, call: HookCall): Promise<HookAnswer> => {
  const found = await surveyOf(ctx, call)
  if (found === null) return { status: 404 }
  const { here, row, locale } = found
  if (found.isClosed) return html(410, closedPage(locale))
  const form = new URLSearchParams(new TextDecoder().decode(call.bytes))
  const score = Number(form.get('score'))
  if (!Number.isInteger(score) || score < 1 || score > 5) return html(422, askingPage(locale))
  const comment = (form.get('comment') ?? '').replaceAll('\0', '').toWellFormed().trim().slice(0, 1000)
  await store.answer(here, row.id, score, comment)
  if (row.answered_at === null)
    await recordActivities(here, [
      {
        customerId: row.customer_id,
        kind: 'event',
        sourceId: row.id,
        channel: row.channel,
        at: here.now,
        what: { text: `CSAT ${score}/5`, url: null },
        conversationId: row.conversation_id,
        detail: { name: `CSAT ${score}/5` },
      },
    ])
  await announce(here, surveysChanged, { ids: [row.id] })
  return html(200, thanksPage(locale, score, comment !== ''))
}

export const listSurveys = async (
  ctx: Ctx,
  input: Input<typeof contract.listSurveys>,
): Promise<Output<typeof contract.listSurveys>> => {
  const rows = await store.answers(ctx, input, placeOf(readCursor(input.cursor, 2)), input.limit + 1)
  const names = await memberNames(ctx, [...new Set(rows.flatMap(row => row.member_id ?? []))])
  const { items, next } = cutPage(rows, input.limit, row => placeAt(row.answered_at, row.id))
  return {
    next,
    items: items.map(row => ({
      id: row.id,
      conversationId: row.conversation_id,
      customerId: row.customer_id,
      customerName: row.customer_name,
      channel: row.channel,
      agent: row.member_id === null ? null : (names.get(row.member_id) ?? null),
      askedAt: row.asked_at.toISOString(),
      score: row.score,
      comment: row.comment,
      answeredAt: row.answered_at?.toISOString() ?? null,
    })),
  }
}

type Counted = readonly store.Count[]
const sum = (rows: Counted): number => rows.reduce((all, row) => all + row.count, 0)
const satisfiedOf = (rows: Counted) =>
  shareOf(sum(rows.filter(row => (row.score ?? 0) >= 4)), sum(rows.filter(row => row.score !== null)))

export const getSatisfaction = async (
  ctx: Ctx,
  input: Input<typeof contract.getSatisfaction>,
): Promise<Output<typeof contract.getSatisfaction>> => {
  const rows = await store.counts(ctx, input.from, input.to)
  const answered = rows.filter(row => row.score !== null)
  const agents = Map.groupBy(answered, row => row.member_id)
  const names = await memberNames(
    ctx,
    [...agents.keys()].flatMap(id => id ?? []),
  )
  const words = await store.laterWords(ctx, input.from, input.to, laterDays)
  const group = (isResolved: boolean) => {
    const found = words.find(one => one.isResolved === isResolved)
    return shareOf(found?.well ?? 0, found?.people ?? 0)
  }
  const [resolved, unresolved] = [group(true), group(false)]
  return {
    asked: sum(rows),
    answered: sum(answered),
    scores: [1, 2, 3, 4, 5].map(score => sum(answered.filter(row => row.score === score))),
    satisfied: satisfiedOf(answered),
    byChannel: [...Map.groupBy(answered, row => row.channel)].map(([channel, own]) => ({
      channel,
      satisfied: satisfiedOf(own),
    })),
    byAgent: [...agents].map(([memberId, own]) => ({
      memberId,
      name: memberId === null ? '—' : (names.get(memberId) ?? '—'),
      satisfied: satisfiedOf(own),
    })),
    later: { resolved, unresolved, difference: differenceOf(resolved, unresolved) },
  }
}

export const getSurveyChannels = async (ctx: Ctx): Promise<Output<typeof contract.getSurveyChannels>> => {
  const on = new Set(await store.turnedOn(ctx))
  const hasAddress = ctx.world.config.publicUrl !== undefined
  return {
    channels: (await answeringChannels(ctx)).map(channel => ({
      channel,
      isOn: on.has(channel),
      missing: hasAddress || answersInPlace(channel) ? null : ('public_url' as const),
    })),
  }
}

export const turnSurveys = async (ctx: Ctx, input: Input<typeof contract.turnSurveys>): Promise<{ ok: true }> => {
  await store.turn(ctx, input.channel, input.isOn, actorName(ctx.actor))
  return { ok: true }
}
