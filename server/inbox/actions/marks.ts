/** What a workspace marks conversations with: values of its own fields, and tags. */
import type { Input } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox.ts'
import type { Conversation } from '../../../contract/inbox.ts'
import { changedFieldValues, fieldsOf, missingFields } from '../../access/index.ts'
import { changedTags } from '../../listening/index.ts'
import { announce } from '../../platform/announce.ts'
import { changedNames, noteChange } from '../../platform/audit.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { invalid, notFound } from '../../platform/errors.ts'
import { conversationsChanged } from '../events.ts'
import * as store from '../store/marks.ts'
import { showConversation } from './queues.ts'

const mark = async (
  ctx: Ctx,
  conversationId: string,
  change: (before: store.Marks) => Promise<Partial<store.Marks> | null>,
): Promise<Conversation> => {
  const before = await store.lockMarks(ctx, conversationId)
  if (before === undefined) throw notFound('conversation')
  const changed = await change(before)
  if (changed !== null) {
    const after = { ...before, ...changed }
    await store.writeMarks(ctx, conversationId, after)
    // Which fields, never what they hold: the log outlives the person.
    const fields = changedNames(before.fields, after.fields)
    noteChange(ctx, {
      noun: 'conversation',
      id: conversationId,
      before: { tags: before.tags },
      after: { tags: after.tags, fields },
    })
    await announce(ctx, conversationsChanged, { ids: [conversationId] })
  }
  return showConversation(ctx, conversationId)
}

export const setConversationFields = (
  ctx: Ctx,
  input: Input<typeof contract.setConversationFields>,
): Promise<Conversation> =>
  mark(ctx, input.conversationId, async before => {
    const fields = changedFieldValues(await fieldsOf(ctx, 'conversation'), before.fields, input.values)
    return fields && { fields }
  })

export const tagConversation = (ctx: Ctx, input: Input<typeof contract.tagConversation>): Promise<Conversation> =>
  mark(ctx, input.conversationId, async before => {
    const tags = await changedTags(ctx, before.tags, input)
    return tags && { tags }
  })

/** @throws 422 naming the first required field that the conversation lacks. */
export const refuseMissing = async (ctx: Ctx, conversationId: string): Promise<void> => {
  const marks = await store.lockMarks(ctx, conversationId)
  const [missing] = missingFields(await fieldsOf(ctx, 'conversation'), marks?.fields ?? {})
  if (missing) throw invalid(`values.${missing.key}`, 'inbox.field_missing', { name: missing.name })
}
