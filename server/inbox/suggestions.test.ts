/** Suggestions from our own past answers, and a provider's draft on top of them, on a real database. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setProvider } from '../../contract/deep-reading.ts'
import { openAnswering, sentAs, word } from '../../tools/testing/answering.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import type { Actor } from '../platform/ctx.ts'
import { callProvider, planAsk, settleAsk } from '../understanding/actions/providers.ts'
import { reply } from './actions/answering.ts'
import { askAssist, getAssists } from './actions/assisting.ts'
import * as queues from './actions/queues.ts'
import { listPastAnswers } from './actions/suggesting.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const minute = (n: number) => new Date(Date.UTC(2026, 10, 20, 0, n))

/** Stands in for a provider: keeps what it was asked, answers with one source. */
const asked: string[] = []
let provider: Server
beforeAll(async () => {
  provider = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', piece => pieces.push(piece))
    request.on('end', () => {
      asked.push(Buffer.concat(pieces).toString('utf8'))
      const content = '위약금 없이 3일 안에 해지됩니다 [a].'
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ choices: [{ message: { content } }] }))
    })
  })
  await new Promise<void>(resolve => provider.listen(0, '127.0.0.1', resolve))
})
afterAll(() => new Promise(resolve => provider.close(resolve)))

const openPast = async () => {
  const at = await openAnswering(testing)
  const heard = async (...words: Parameters<typeof at.hear>) => {
    await at.hear(...words)
    await at.react()
  }
  const open = async () => (await at.act(ctx => queues.listConversations(ctx, { queue: 'open', limit: 50 }))).items
  await heard(
    [
      word('정기배송 해지하면 위약금이 있나요?', { who: 'minji', id: 'at://minji/1', at: minute(0) }),
      word('정기배송 해지할 때 위약금 얼마예요', { who: 'sora', id: 'at://sora/1', at: minute(1) }),
      word('사이즈 교환 되나요?', { who: 'hana', id: 'at://hana/1', at: minute(2) }),
    ],
    minute(5),
  )
  const answers: Record<string, string> = {
    minji: 'minji 고객님, 위약금 없이 3일 안에 해지됩니다. 010-1234-5678로 알려 드립니다.',
    sora: '해지는 마이페이지에서 하실 수 있습니다.',
    hana: '사이즈 교환은 7일 안에 됩니다.',
  }
  for (const [n, one] of (await open()).entries()) {
    const text = answers[one.customerName]!
    const sent = await at.act(ctx => reply(ctx, { conversationId: one.id, text }, 'ko'), minute(6 + n))
    await at.end(sent.delivery!.id, sentAs(`at://haneul/s${n}`), minute(6 + n))
  }
  await at.react()
  const next = (who: string, text: string, n: number) => word(text, { who, thread: `at://${who}/1`, at: minute(n) })
  await heard([next('minji', '정말 감사합니다 최고예요', 20), next('sora', '짜증나요 메뉴가 없는데요', 21)], minute(22))
  await heard([word('정기배송 해지 위약금 궁금합니다', { who: 'new', at: minute(30) })], minute(31))
  const asking = (await open()).find(one => one.customerName === 'new')!
  return { at, open, asking }
}

test('answers to the same question are offered with their source and how they were taken, without whom they were given to', async () => {
  const { at, asking } = await openPast()
  const found = await at.act(ctx => listPastAnswers(ctx, { conversationId: asking.id }), minute(32))
  expect(found.answers.map(one => one.text)).toEqual([
    '{고객명} 고객님, 위약금 없이 3일 안에 해지됩니다. ○○○로 알려 드립니다.',
    '해지는 마이페이지에서 하실 수 있습니다.',
  ])
  expect(found.answers[0]).toMatchObject({
    by: '지우',
    at: minute(6).toISOString(),
    shared: expect.arrayContaining(['정기배송', '위약금']),
    reaction: { score: null, sentiment: 'positive' },
    times: 1,
  })
  expect(found.answers[0]!.likeness).toBeGreaterThan(0.4)
  // Who sees only what was given to them is offered nothing of other people's conversations.
  const light: Actor = { ...(at.jiwoo as Actor & { kind: 'member' }), permissions: new Set(['inbox.reply']) }
  await expect(
    at.change(ctx => listPastAnswers(ctx, { conversationId: asking.id }), { actor: light }),
  ).rejects.toMatchObject({ status: 404 })

  // A provider is off until somebody turns it on; then it is told the sources and nobody's name, and a person reads what it says.
  const place = { conversationId: asking.id }
  const draft = () => at.act(ctx => askAssist(ctx, { ...place, kind: 'draft' }))
  await expect(draft()).rejects.toMatchObject({ code: 'understanding.provider_off' })
  const url = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/v1`
  const settings = { kind: 'openai' as const, model: 'small', key: 'k', priceRead: 1, priceWritten: 1, monthlyCap: 5 }
  await testing.owner.call(setProvider, { workspaceId: at.id, url, isOn: true, ...settings })
  const waiting = await draft()
  expect(waiting).toMatchObject({ ask: { state: 'waiting' }, sources: [{ n: 1, kind: 'answer' }, { n: 2 }] })
  expect((await draft()).ask.id).toBe(waiting.ask.id)
  const plan = await at.change(ctx => planAsk(ctx, { askId: waiting.ask.id }))
  const outcome = await callProvider(testing.program.world, plan!, AbortSignal.timeout(10_000))
  await at.change(ctx => settleAsk(ctx, plan!, outcome))
  expect(await at.act(ctx => getAssists(ctx, place))).toMatchObject({
    isOn: true,
    draft: { ask: { state: 'answered', answer: '위약금 없이 3일 안에 해지됩니다 [a].' }, isOld: false },
    summary: null,
  })
  expect(asked).toHaveLength(1)
  expect(asked[0]).toContain('위약금 없이')
  for (const secret of ['minji', 'sora', '010', '5678', '지우']) expect(asked[0], secret).not.toContain(secret)
  const { messages } = await at.act(ctx => queues.getConversation(ctx, place, 'ko'))
  expect(messages.map(one => one.direction)).toEqual(['inbound'])
})
