/** The automatic acknowledgement: says that it is automatic, once in a conversation, and answers nothing. */
import type { Acknowledgement } from '../../../../contract/inbox/clocks.ts'
import { workspaceSettings } from '../../../access/index.ts'
import { answeringAccount, planDelivery } from '../../../channels/index.ts'
import { announce } from '../../../platform/announce.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { isAppError } from '../../../platform/errors.ts'
import { makeId } from '../../../platform/ids.ts'
import { toTsvector } from '../../../understanding/index.ts'
import { openSpans } from '../../clocks/calendar.ts'
import { minuteMs } from '../../clocks/zone.ts'
import { conversationsChanged } from '../../events.ts'
import { type Acknowledging, findUnacknowledged, noteAcknowledged } from '../../store/clocks/acknowledgements.ts'
import { lockConversations } from '../../store/conversations.ts'
import { countMessages, insertOwn } from '../../store/messages.ts'
import { guardBrand } from '../modes.ts'
import { clocksOf } from './refreshing.ts'

/** A word that is older when it reaches us is answered by people, not welcomed by a machine. */
const freshMinutes = 30

/** Nobody shall take it for an answer of a person. */
const opening = {
  ko: '[자동 안내] 사람이 쓴 답변이 아닙니다.',
  en: '[Automatic message] No person has written this.',
}
const usual = {
  ko: '남겨 주신 말씀은 잘 도착했고, 담당자가 확인한 뒤 직접 답변드리겠습니다.',
  en: 'Your message has arrived. A member of our team will read it and answer you.',
}
const writer = { ko: '자동 안내', en: 'Automatic' }

export const acknowledgementText = ({ text }: Pick<Acknowledgement, 'text'>, locale: 'ko' | 'en'): string =>
  `${opening[locale]} ${text || usual[locale]}`

/** Hears that conversations changed: those that a customer has just begun are acknowledged, where people allowed it. */
export const acknowledge = async (ctx: Ctx, input: { ids: readonly string[] }): Promise<void> => {
  const settings = await clocksOf(ctx)
  const { acknowledgement } = settings
  if (!acknowledgement.isOn) return
  const since = new Date(ctx.now.getTime() - freshMinutes * minuteMs)
  const begun = await findUnacknowledged(ctx, input.ids, since, acknowledgement.publicChannels)
  const isClosed = ({ policyId }: Acknowledging): boolean => {
    const policy = settings.policies.find(one => one.id === policyId)
    const calendar = settings.calendars.find(one => one.id === policy?.calendarId) ?? null
    return openSpans(calendar, ctx.now.getTime(), ctx.now.getTime() + 1).length === 0
  }
  const wanted = begun.filter(one => !acknowledgement.onlyClosed || isClosed(one))
  if (wanted.length === 0) return
  await lockConversations(
    ctx,
    wanted.map(one => one.conversationId),
  )
  const { locale } = await workspaceSettings(ctx)
  const text = acknowledgementText(acknowledgement, locale)
  for (const one of wanted) await send(ctx, one, text, writer[locale])
}

const send = async (ctx: Ctx, one: Acknowledging, text: string, by: string): Promise<void> => {
  const deliveryId = await plan(ctx, one, text)
  const messageId = deliveryId === null ? null : makeId(ctx.now)
  if (deliveryId !== null && messageId !== null) {
    await insertOwn(ctx, {
      id: messageId,
      conversation_id: one.conversationId,
      number: one.messageCount + 1,
      direction: 'outbound',
      delivery_id: deliveryId,
      member_id: null,
      written_by: by,
      text,
      words: toTsvector(text),
      is_automatic: true,
    })
    await countMessages(ctx, [one.conversationId])
    await announce(ctx, conversationsChanged, { ids: [one.conversationId] })
  }
  await noteAcknowledged(ctx, one.conversationId, messageId)
}

/** Null where nobody can answer, or where the network would not take it: people will. */
const plan = async (ctx: Ctx, { conversationId, itemId }: Acknowledging, text: string): Promise<string | null> => {
  if ((await answeringAccount(ctx, itemId)) === null) return null
  try {
    await guardBrand(ctx, { id: conversationId, itemId })
    return await planDelivery(ctx, { inReplyToItemId: itemId, text })
  } catch (error) {
    if (isAppError(error)) return null
    throw error
  }
}
