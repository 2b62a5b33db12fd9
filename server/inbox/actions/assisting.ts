/** A provider's draft and summary, where a workspace has turned one on: asked for by a person, read by a person, sent by a person. */
import type { Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox/suggestions.ts'
import type { Assist, AssistKind, AssistSource } from '../../../contract/inbox/suggestions.ts'
import { memberAddresses } from '../../access/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { isAppError, notFound } from '../../platform/errors.ts'
import { askProvider, getAsk, isProviderOn } from '../../understanding/index.ts'
import { newestMessages, type ShownMessage } from '../store/messages.ts'
import { conversationById, type ShownConversation } from '../store/queues.ts'
import * as store from '../store/suggestions.ts'
import { instructions, questionText, type Said, type Source } from '../suggesting/asking.ts'
import { listPastAnswers } from './suggesting.ts'

/** Messages that a draft looks at, and a summary: the last ones. */
const looked: Readonly<Record<AssistKind, number>> = { draft: 12, summary: 80 }
const mostTokens: Readonly<Record<AssistKind, number>> = { draft: 600, summary: 500 }

export const getAssists = async (
  ctx: Ctx,
  input: { conversationId: string },
): Promise<Output<typeof contract.getAssists>> => {
  const conversation = await find(ctx, input.conversationId)
  const rows = await store.findAssists(ctx, conversation.id)
  const shown: Partial<Record<AssistKind, Assist | null>> = {}
  for (const row of rows) shown[row.kind] = await show(ctx, row, conversation)
  return { isOn: await isProviderOn(ctx), draft: shown.draft ?? null, summary: shown.summary ?? null }
}

/** Asks, unless the same is on its way already. @throws 409 where no provider is on, or the month's cap is reached */
export const askAssist = async (ctx: Ctx, input: { conversationId: string; kind: AssistKind }): Promise<Assist> => {
  const { kind } = input
  const conversation = await find(ctx, input.conversationId)
  const waiting = (await getAssists(ctx, input))[kind]
  if (waiting?.ask.state === 'waiting' && !waiting.isOld) return waiting
  const messages = await newestMessages(ctx, conversation.id, looked[kind])
  const sources = kind === 'draft' ? await sourcesFor(ctx, conversation.id) : []
  const team = (await memberAddresses(ctx)).map(member => member.name)
  const ask = await askProvider(ctx, {
    purpose: 'draft',
    instruction: instructions[kind],
    text: questionText(messages.flatMap(said), sources),
    names: [conversation.customer_name, ...messages.flatMap(one => one.author ?? []), ...team],
    itemIds: await store.itemsOf(ctx, conversation.id, looked[kind]),
    mostTokens: mostTokens[kind],
  })
  const kept: AssistSource[] = sources.map(({ text: _text, ...source }) => source)
  await store.insertAssist(ctx, conversation.id, {
    id: ask.id,
    kind,
    through: conversation.message_count,
    sources: kept,
  })
  return { kind, ask, sources: kept, isOld: false }
}

const find = async (ctx: Ctx, conversationId: string): Promise<ShownConversation> => {
  const conversation = await conversationById(ctx, conversationId)
  if (conversation === undefined) throw notFound('conversation')
  return conversation
}

/** Null where the answer was forgotten with the person whom it was about. */
const show = async (ctx: Ctx, row: store.AssistRow, { message_count }: ShownConversation): Promise<Assist | null> => {
  try {
    const ask = await getAsk(ctx, { askId: row.id })
    if (ask.state === 'answered' && ask.answer === null) return null
    return { kind: row.kind, ask, sources: row.sources as AssistSource[], isOld: row.through < message_count }
  } catch (error) {
    if (isAppError(error) && error.status === 404) return null
    throw error
  }
}

const said = (message: ShownMessage): Said[] =>
  message.is_automatic || message.text === ''
    ? []
    : [
        {
          by: message.direction === 'inbound' ? 'customer' : message.direction === 'outbound' ? 'us' : 'note',
          text: message.title ? `${message.title}\n${message.text}` : message.text,
        },
      ]

const sourcesFor = async (ctx: Ctx, conversationId: string): Promise<Source[]> => {
  const { answers, savedReplies, policies } = await listPastAnswers(ctx, { conversationId })
  const found: Omit<Source, 'n'>[] = [
    ...policies.map(one => ({ kind: 'policy' as const, name: one.name, conversationId: null, text: one.body })),
    ...savedReplies.map(one => ({ kind: 'saved' as const, name: one.name, conversationId: null, text: one.text })),
    ...answers.map(one => ({
      kind: 'answer' as const,
      name: one.by,
      conversationId: one.conversationId,
      text: `Q: ${one.question}\nA: ${one.text}`,
    })),
  ]
  return found.map((source, at) => ({ ...source, n: at + 1 }))
}
