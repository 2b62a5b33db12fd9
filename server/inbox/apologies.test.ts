/** The apology playbook: four steps by their time, done by answers and by words, late ones seen, and the way back. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAnswering, word } from '../../tools/testing/answering.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { reply } from './actions/answering.ts'
import * as apologies from './actions/apologies.ts'
import { listConversations } from './actions/queues.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

test('answers do the next step but never the fix, a step comes back, and the last one ends it', async () => {
  const at = await openAnswering(testing)
  await at.hear([word('물건이 깨져서 왔어요')])
  await at.react()
  const [conversation] = (await at.act(ctx => listConversations(ctx, { queue: 'open', limit: 5 }))).items
  const place = { conversationId: conversation!.id }
  const now = new Date(Date.now() + 60_000)
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  const doneOf = async () =>
    (await at.act(ctx => apologies.getApology(ctx, place))).apology!.steps.flatMap(one =>
      one.doneAt ? [one.step] : [],
    )
  const say = (text: string, minutes: number) => at.act(ctx => reply(ctx, { ...place, text }, 'ko'), later(minutes))
  const set = (step: 'fix' | 'follow_up' | 'apologise', isDone: boolean) =>
    at.act(ctx => apologies.setApologyStep(ctx, { ...place, step, isDone }))
  await say('확인하겠습니다', 0)
  expect((await at.act(ctx => apologies.getApology(ctx, place))).apology).toBeNull()

  const start = () =>
    at.act(ctx => apologies.startApology(ctx, { ...place, reason: '파손', minutes: { fix: 60 } }), now)
  const begun = await start()
  expect(begun.steps.map(one => [one.step, (Date.parse(one.dueAt) - now.getTime()) / 60_000])).toEqual([
    ['acknowledge', 30],
    ['fix', 60],
    ['apologise', 1440],
    ['follow_up', 10_080],
  ])
  await expect(start()).rejects.toMatchObject({ code: 'inbox.apology_runs' })
  const first = await say('파손된 것을 확인했습니다', 5)
  expect(await doneOf()).toEqual(['acknowledge'])
  await say('새 물건을 준비하고 있습니다', 10)
  expect(await doneOf()).toEqual(['acknowledge'])
  const running = await at.act(apologies.listRunningApologies)
  expect(running.items).toEqual([{ ...place, step: 'fix', dueAt: later(60).toISOString() }])

  await set('fix', true)
  await set('fix', true)
  await say('죄송합니다. 새 물건을 보냈습니다', 90)
  expect(await doneOf()).toEqual(['acknowledge', 'fix', 'apologise'])
  const ended = await set('follow_up', true)
  expect(ended).toMatchObject({ endedAt: expect.any(String), isCalledOff: false })
  expect(ended.steps[0]).toMatchObject({ messageId: first.id, doneBy: '지우' })
  expect((await at.act(apologies.listRunningApologies)).items).toEqual([])
  expect(await set('follow_up', false)).toMatchObject({ endedAt: null })
  const off = (isCalledOff: boolean) => at.act(ctx => apologies.callOffApology(ctx, { ...place, isCalledOff }))
  expect(await off(true)).toMatchObject({ isCalledOff: true })
  await expect(set('follow_up', true)).rejects.toMatchObject({ status: 404 })
  expect(await off(false)).toMatchObject({ isCalledOff: false, endedAt: null })
  expect(await doneOf()).toEqual(['acknowledge', 'fix', 'apologise'])
})
