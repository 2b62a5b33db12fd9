/** A second look at an answer while it is written, with what the conversation and the house know. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox/drafts.ts'
import { riskyKinds } from '../../../contract/inbox/reviews.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { conflict, notFound } from '../../platform/errors.ts'
import { checkByRules, policiesFor } from '../../voice/index.ts'
import { alikeQuery } from '../alike.ts'
import * as store from '../store/drafts.ts'
import { conversationById } from '../store/queues.ts'
import type { ConversationRow } from '../tables.ts'
import { needsSecond } from './second-person.ts'

/** Messages of the customer that a check looks at. */
const recentWords = 6
/** A question is the same where it holds these longest words of ours; one with fewer words is compared with no other. */
const wordsCompared = 2
const lookedBackDays = 30
const msOfDay = 86_400_000

/** Checks a draft; keeps nothing. */
export const checkReply = async (
  ctx: Ctx,
  input: Input<typeof contract.checkReply>,
): Promise<Output<typeof contract.checkReply>> => {
  const { faults, holding, isPublic } = await look(ctx, input.conversationId, input.text)
  return { faults, policies: draftPolicies(holding), needsSecond: await needsSecond(ctx, { isPublic }) }
}

/** The conversation is locked. @throws 409 for an answer that a second person has to see first */
export const refuseAlone = async (ctx: Ctx, conversation: ConversationRow, text: string): Promise<void> => {
  if (!(await needsSecond(ctx, { isPublic: conversation.is_public }))) return
  const { faults } = await look(ctx, conversation.id, text)
  if (faults.some(one => riskyKinds.has(one.kind))) throw conflict('inbox.second_person')
}

const look = async (ctx: Ctx, conversationId: string, text: string) => {
  const conversation = await conversationById(ctx, conversationId)
  if (conversation === undefined) throw notFound('conversation')
  const thread = await store.customersWords(ctx, conversation.id, recentWords)
  const question = thread[thread.length - 1] ?? ''
  const holding = await policiesFor(ctx, question)
  const said = [...holding.map(({ live }) => live.body), ...(await toldOthers(ctx, conversation.id, question))]
  const faults = await checkByRules(ctx, {
    text,
    public: conversation.is_public,
    customer: { name: conversation.customer_name },
    thread,
    said,
  })
  return { faults, holding, isPublic: conversation.is_public }
}

/** Policies that hold for a question, as the composer shows them. */
export const draftPolicies = (holding: Awaited<ReturnType<typeof policiesFor>>): contract.DraftPolicy[] =>
  holding.map(({ policy, live }) => ({
    policyId: policy.id,
    versionId: live.id,
    name: policy.name,
    number: live.number,
    body: live.body,
    isOverdue: policy.isOverdue,
  }))

const toldOthers = async (ctx: Ctx, conversationId: string, question: string): Promise<string[]> => {
  const query = alikeQuery(question, wordsCompared)
  if (!query) return []
  const since = new Date(ctx.now.getTime() - lookedBackDays * msOfDay)
  return store.answersToLike(ctx, { conversationId, query, since })
}
