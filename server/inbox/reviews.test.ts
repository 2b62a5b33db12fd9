/** A second person: an answer waits, is approved by somebody else and goes out once, or comes back with a reason. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answering, openAnswering, word } from '../../tools/testing/answering.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import type { Ctx } from '../platform/ctx.ts'
import { getConversation, listConversations } from './actions/queues.ts'
import { askReview, decideReview, listReplyReviews, withdrawReview } from './actions/reviewing.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const text = '환불은 어렵습니다.'
const begin = async () => {
  const at = await openAnswering(testing)
  await at.hear([word('환불해 주세요')])
  await at.react()
  const [conversation] = (await at.act(ctx => listConversations(ctx, { queue: 'open', limit: 5 }))).items
  const conversationId = conversation!.id
  const minjun = { ...at.jiwoo, memberId: crypto.randomUUID(), name: '민준' } as Answering['jiwoo']
  return {
    at,
    conversationId,
    asMinjun: <T>(verb: (ctx: Ctx) => Promise<T>) => at.change(verb, { actor: minjun }),
    ask: () => at.act(ctx => askReview(ctx, { conversationId, text, faults: ['rule_quoting'] })),
    answers: async () =>
      (await at.act(ctx => getConversation(ctx, { conversationId }, 'ko'))).messages.filter(
        one => one.direction === 'outbound',
      ),
  }
}

test('an answer that waits goes out once, in the name of its writer, when somebody else approves', async () => {
  const { at, conversationId, asMinjun, ask, answers } = await begin()
  const review = await ask()
  expect(review).toMatchObject({ state: 'waiting', isOwn: true, mayDecide: false, faults: ['rule_quoting'] })
  await expect(ask()).rejects.toMatchObject({ code: 'inbox.review_waits' })
  expect(await answers()).toEqual([])
  const approve = (ctx: Ctx) => decideReview(ctx, { conversationId, reviewId: review.id, decision: 'approved' }, 'ko')
  await expect(at.act(approve)).rejects.toMatchObject({ code: 'inbox.review_own' })
  expect(await asMinjun(approve)).toMatchObject({ state: 'approved', decidedBy: '민준' })
  await asMinjun(approve)
  expect(await answers()).toMatchObject([{ text, by: '지우' }])
  await expect(
    asMinjun(ctx =>
      decideReview(ctx, { conversationId, reviewId: review.id, decision: 'returned', reason: '늦음' }, 'ko'),
    ),
  ).rejects.toMatchObject({ code: 'inbox.review_decided' })
})

test('two who approve at once send one answer', async () => {
  const { conversationId, asMinjun, ask, answers } = await begin()
  const { id: reviewId } = await ask()
  const approve = () => asMinjun(ctx => decideReview(ctx, { conversationId, reviewId, decision: 'approved' }, 'ko'))
  await Promise.all([approve(), approve()])
  expect(await answers()).toHaveLength(1)
})

test('a returned answer has a reason and is not sent; one that was taken back neither', async () => {
  const { at, conversationId, asMinjun, ask, answers } = await begin()
  const { id: reviewId } = await ask()
  const give = { conversationId, reviewId, decision: 'returned' as const }
  await expect(asMinjun(ctx => decideReview(ctx, give, 'ko'))).rejects.toMatchObject({ code: 'inbox.review_reason' })
  await asMinjun(ctx => decideReview(ctx, { ...give, reason: '할 수 있는 일을 먼저' }, 'ko'))
  const second = await ask()
  await expect(asMinjun(ctx => withdrawReview(ctx, { conversationId, reviewId: second.id }))).rejects.toMatchObject({
    status: 403,
  })
  await at.act(ctx => withdrawReview(ctx, { conversationId, reviewId: second.id }))
  const { items } = await asMinjun(ctx => listReplyReviews(ctx, { conversationId }))
  expect(items.map(one => [one.state, one.reason, one.mayDecide])).toEqual([
    ['withdrawn', null, false],
    ['returned', '할 수 있는 일을 먼저', false],
  ])
  expect(await answers()).toEqual([])
})
