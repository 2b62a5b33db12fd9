/** What is said right after an account was connected: on a real AT Protocol network, with and without a worker that runs. */
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectAccount } from '../../contract/channels.ts'
import { createTopic, listMentions } from '../../contract/listening.ts'
import { type Atproto, startAtproto } from '../../tools/testing/atproto.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'

let app: TestProgram
let network: Atproto

beforeAll(async () => {
  ;[app, network] = await Promise.all([startProgram(), startAtproto({ accounts: ['haneul', 'seojun', 'maya'] })])
}, 120_000)
afterAll(async () => {
  await app?.stop()
  await network?.stop()
})

const follow = async () => {
  const { id: workspaceId } = await app.workspace()
  const goal = '사람들이 우리를 어떻게 보나요?'
  await app.owner.call(createTopic, { workspaceId, name: '하늘상점', kind: 'brand', goal, query: '하늘상점' })
  return workspaceId
}
const connect = (workspaceId: number, account = network.accounts[0]!) =>
  app.owner.call(connectAccount, {
    workspaceId,
    channel: 'bluesky',
    fields: { service: network.pds, identifier: account.handle, password: account.password },
  })
const heard = async (workspaceId: number) =>
  (await app.owner.call(listMentions, { workspaceId })).items.map(one => one.item.text).sort()
const say = (text: string) => network.post(network.accounts[1]!.handle, text)
const untilHeard = (workspaceId: number, texts: string[]) =>
  expect.poll(() => heard(workspaceId), { timeout: 30_000, interval: 200 }).toEqual(texts.sort())

test('what is said before any stream is open is heard, and what was said before the account is not', async () => {
  const workspaceId = await follow()
  await say('하늘상점, 연결하기 전에 한 말')
  await connect(workspaceId)
  await say('하늘상점, 아직 아무도 듣지 않을 때 한 말')
  // A server hands over what was just said a moment later: by now it is past for whoever begins to listen.
  await setTimeout(2500)
  await app.startWorker()
  await untilHeard(workspaceId, ['하늘상점, 아직 아무도 듣지 않을 때 한 말'])
}, 60_000)

test('what is said as soon as the account is connected is heard, also where the stream is open already', async () => {
  const workspaceId = await follow()
  await connect(workspaceId, network.accounts[2]!)
  await say('하늘상점 바로 다음에 한 말')
  await untilHeard(workspaceId, ['하늘상점 바로 다음에 한 말'])
}, 60_000)

test('a new topic is heard on the stream that is open already, and nothing is started anew', async ({ annotate }) => {
  const { id: workspaceId } = await app.workspace()
  await connect(workspaceId)
  await say('구름식당, 아직 아무도 찾지 않을 때 한 말')
  const topic = { name: '구름식당', kind: 'brand', goal: '사람들이 우리를 어떻게 보나요?', query: '구름식당' } as const
  await app.owner.call(createTopic, { workspaceId, ...topic })
  const followed = performance.now()
  await say('구름식당이 문을 열었어요')
  await expect.poll(() => heard(workspaceId), { timeout: 30_000, interval: 50 }).toContain('구름식당이 문을 열었어요')
  await annotate(`heard ${Math.round(performance.now() - followed)} ms after the topic was followed`)
}, 60_000)
