/** What may come next: from threads of the past, on a real database. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAnswering, sentAs, word } from '../../tools/testing/answering.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { reply } from './actions/answering.ts'
import { listFollowUps } from './actions/following-up.ts'
import * as queues from './actions/queues.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const minute = (n: number) => new Date(Date.UTC(2026, 10, 20, 0, n))

test('likely follow-ups are what others said next after an answer to the same question, each once', async () => {
  const at = await openAnswering(testing)
  const heard = async (...words: Parameters<typeof at.hear>) => {
    await at.hear(...words)
    await at.react()
  }
  const open = async () => (await at.act(ctx => queues.listConversations(ctx, { queue: 'open', limit: 50 }))).items
  const asked = (who: string, n: number) => word('정기배송 해지가 안 돼요', { who, id: `at://${who}/1`, at: minute(n) })
  await heard(
    [asked('a', 0), asked('b', 1), asked('c', 2), word('사이즈 문의요', { who: 'd', at: minute(3) })],
    minute(5),
  )
  for (const [n, one] of (await open()).entries()) {
    const sent = await at.act(
      ctx => reply(ctx, { conversationId: one.id, text: '확인하겠습니다' }, 'ko'),
      minute(6 + n),
    )
    await at.end(sent.delivery!.id, sentAs(`at://haneul/f${n}`), minute(6 + n))
  }
  await at.react()
  const next = (who: string, text: string, n: number) => word(text, { who, thread: `at://${who}/1`, at: minute(n) })
  await heard([next('a', '그래서 환불은요?', 20), next('b', '그래서 환불은요?', 21)], minute(22))
  await heard([word('정기배송 해지 어떻게 하나요', { who: 'new', at: minute(30) })], minute(31))
  const asking = (await open()).find(one => one.customerName === 'new')!
  const found = await at.act(ctx => listFollowUps(ctx, { conversationId: asking.id }), minute(32))
  expect(found).toMatchObject({ items: [{ text: '그래서 환불은요?' }], answered: 3, wroteAgain: 2 })
  const own = (await open()).find(one => one.customerName === 'a')!
  expect((await at.act(ctx => listFollowUps(ctx, { conversationId: own.id }), minute(33))).items).toEqual([])
})
