import { afterAll, beforeAll, expect, it } from 'vitest'
import { getSatisfaction, getSurveyChannels, listSurveys, turnSurveys } from '../../contract/inbox/surveys.ts'
import {
  getConversation,
  listConversations,
  reopenConversation,
  reply,
  resolveConversation,
} from '../../contract/inbox.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { sendDelivery } from '../../tools/testing/sending.ts'
import { widgetPlace } from '../../tools/testing/widget.ts'
import { askSurveys } from './actions/surveys.ts'

let program: TestProgram
beforeAll(async () => {
  program = await startProgram()
})
afterAll(() => program?.stop())

it('a resolved conversation is asked about once, in place, and the answer is counted with its interval', async () => {
  const place = await widgetPlace(program)
  const { owner, workspace } = place
  const workspaceId = workspace.id
  const token = await place.start()
  await place.say(token, '환불해 주세요')
  await place.settle()
  const [conversation] = (await owner.call(listConversations, { workspaceId })).items
  const conversationId = conversation!.id
  const answer = await owner.call(reply, { workspaceId, conversationId, text: '처리했습니다.' })
  await sendDelivery(program, workspace, answer.delivery!.id)
  await place.settle()
  const ask = () => workspace.change(ctx => askSurveys(ctx, { ids: [conversationId] }))
  await owner.call(resolveConversation, { workspaceId, conversationId })
  await ask()
  const messages = async () => (await owner.call(getConversation, { workspaceId, conversationId })).messages
  expect(await messages()).toHaveLength(2)

  expect((await owner.call(getSurveyChannels, { workspaceId })).channels).toEqual([
    { channel: 'web_chat', isOn: false, missing: null },
  ])
  await owner.call(turnSurveys, { workspaceId, channel: 'web_chat', isOn: true })
  // What was resolved before it was turned on is let be.
  await ask()
  expect(await messages()).toHaveLength(2)
  await owner.call(reopenConversation, { workspaceId, conversationId })
  await owner.call(resolveConversation, { workspaceId, conversationId })
  await ask()
  await ask()
  const shown = await messages()
  expect(shown).toHaveLength(3)
  expect((await owner.call(getConversation, { workspaceId, conversationId })).ticket.state).toBe('resolved')
  await sendDelivery(program, workspace, shown[2]!.delivery!.id)
  await place.settle()
  const link = /\/api\/hooks\/rate\/[\w.-]+/.exec((await place.history(token)).messages.at(-1)!.text)![0]

  const page = await fetch(program.url + link)
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(await page.text()).toContain('5 · 매우 만족')
  const rate = (body: string, at = link) => fetch(program.url + at, { method: 'POST', body })
  expect((await rate('score=9')).status).toBe(422)
  expect((await rate('score=5', `${link.slice(0, -1)}!`)).status).toBe(404)
  expect((await owner.call(listSurveys, { workspaceId })).items).toEqual([])
  expect((await rate('score=4')).status).toBe(200)
  expect((await rate(`score=5&comment=${encodeURIComponent('<b>빨라요</b>')}`)).status).toBe(200)
  const { items } = await owner.call(listSurveys, { workspaceId })
  expect(items).toMatchObject([{ conversationId, channel: 'web_chat', score: 5, comment: '<b>빨라요</b>' }])
  const period = { from: '2000-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' }
  const told = await owner.call(getSatisfaction, { workspaceId, ...period })
  expect(told).toMatchObject({
    asked: 1,
    answered: 1,
    scores: [0, 0, 0, 0, 1],
    satisfied: { count: 1, of: 1, share: 1 },
  })
  expect(told.later).toMatchObject({ resolved: { count: 0, of: 1 }, unresolved: { of: 0 }, difference: null })
})
