/** Proves that messages leave once in effect, signed, and that what cannot be sent says why; against real servers. */
import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { getMe, updateMe } from '../../contract/access.ts'
import * as contract from '../../contract/listening.ts'
import { type FaultProxy, startFaultProxy } from '../../tools/testing/fault-proxy.ts'
import { type Hearing, openHearing, post } from '../../tools/testing/hearing.ts'
import { type Mailbox, startMailbox } from '../../tools/testing/mailbox.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { type Received, type Receiver, startReceiver } from '../../tools/testing/receiver.ts'
import { raiseAlerts } from './actions/alert-raising.ts'
import { planSending, send, settleSending } from './actions/alert-sending.ts'
import { createTopic } from './actions/topics.ts'

let testing: TestProgram
let mailbox: Mailbox
let receiver: Receiver
let proxy: FaultProxy
let shop: Hearing
let memberId: string

beforeAll(async () => {
  mailbox = await startMailbox()
  testing = await startProgram({
    SMTP_URL: mailbox.url,
    MAIL_FROM: '메아리 <alerts@maeari.example>',
    PUBLIC_URL: 'https://maeari.example',
  })
})
afterAll(async () => {
  await testing.stop()
  await mailbox.stop()
})
beforeEach(async () => {
  receiver = await startReceiver()
  proxy = await startFaultProxy({ target: receiver.url })
  shop = await openHearing(testing)
  const { workspaces } = await testing.owner.call(getMe, {})
  memberId = workspaces.find(workspace => workspace.id === shop.id)!.memberId
  await shop.change(ctx => createTopic(ctx, { name: '하늘', kind: 'brand', goal: '안다', query: '하늘상점' }))
})
afterEach(async () => {
  await proxy.stop()
  await receiver.stop()
})

const start = new Date('2026-11-20T03:00:00Z')
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000)

const addReceiver = (kind: contract.ReceiverKind, path = '/hook') =>
  testing.owner.call(contract.addReceiver, { workspaceId: shop.id, kind, name: '당직방', url: proxy.url + path })

const makeRule = (given: object) =>
  testing.owner.call(contract.createAlertRule, {
    workspaceId: shop.id,
    name: '하늘 소식',
    condition: { kind: 'each' },
    filter: {},
    isShared: true,
    hearerIds: [memberId],
    onScreen: false,
    byMail: false,
    receiverIds: [],
    pace: 'now',
    quiet: null,
    ...given,
  })

/** What the queue would do at an instant: rules look at what was found. */
const hear = async (texts: string[], now = start, given = {}) => {
  await shop.take(
    texts.map(text => post(text, given)),
    { now },
  )
  const { boss } = testing.program.queue
  for (;;) {
    const [taken] = await boss.fetch<{ payload: never }>('listening.raise_alerts')
    if (!taken) return
    await shop.change(ctx => raiseAlerts(ctx, taken.data.payload), { now })
    await boss.complete('listening.raise_alerts', taken.id)
  }
}

const waiting = async () => {
  const { rows } = await testing.program.database.pool.query<{ id: string; due_at: Date }>(
    `select id, due_at from listening.alert_messages where workspace_id = $1 and state = 'waiting' order by due_at, id`,
    [shop.id],
  )
  return rows
}

/** Tries every message that is due, once; `diesBefore` is where the worker is killed. */
const sendDue = async (now = start, diesBefore?: 'call' | 'settle') => {
  const { world } = testing.program
  for (const { id, due_at } of await waiting()) {
    if (due_at > now) continue
    const plan = await shop.change(ctx => planSending(ctx, { messageId: id }), { now })
    if (plan === null || diesBefore === 'call') continue
    const outcome = await send(world, plan, new AbortController().signal)
    if (diesBefore === 'settle') continue
    await shop.change(ctx => settleSending(ctx, plan, outcome), { now })
  }
}

const messages = async (ruleId: string) =>
  (await testing.owner.call(contract.listAlertMessages, { workspaceId: shop.id, ruleId })).items

/** As a receiver verifies it: the specification's own words, none of our code. */
const verify = ({ headers, body }: Received, secret: string): boolean => {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(signed).digest('base64')}`
}

describe('a webhook', () => {
  test('is signed, tells what happened, and its secret is shown once and lies sealed', async () => {
    const { id, secret } = await addReceiver('webhook', '/hook?token=tiger')
    await makeRule({ receiverIds: [id] })
    await hear(['하늘상점 <b>최고</b>예요'])
    await sendDue()
    const [call] = receiver.received
    expect(verify(call!, secret!)).toBe(true)
    expect(verify({ ...call!, body: call!.body.replace('최고', '최악') }, secret!)).toBe(false)
    expect(call!.headers['idempotency-key']).toBe(call!.headers['webhook-id'])
    expect(JSON.parse(call!.body)).toMatchObject({
      type: 'alert.raised',
      data: {
        rule: { name: '하늘 소식' },
        alert: { count: 1, kind: 'each', url: expect.stringContaining('https://maeari.example/w/') },
        mentions: [{ text: '하늘상점 <b>최고</b>예요', channel: 'blog', author: { handle: 'minji', followers: 120 } }],
      },
    })
    const listed = await testing.owner.call(contract.listReceivers, { workspaceId: shop.id })
    expect(JSON.stringify(listed)).not.toMatch(/whsec_|tiger/)
    const { rows } = await testing.program.database.pool.query('select * from listening.receivers')
    expect(JSON.stringify(rows)).not.toMatch(/whsec_|tiger/)
    const renewed = await testing.owner.call(contract.renewReceiverSecret, { workspaceId: shop.id, receiverId: id })
    await hear(['하늘상점 또'], later(10))
    await sendDue(later(10))
    expect(verify(receiver.received[1]!, secret!)).toBe(false)
    expect(verify(receiver.received[1]!, renewed.secret)).toBe(true)
  })

  test('whose answer was lost is sent again under the same id, and so is one whose sender died', async () => {
    const { id } = await addReceiver('webhook')
    const rule = await makeRule({ receiverIds: [id] })
    proxy.rule({ fault: 'drop-answer', times: 1 })
    await hear(['하늘상점 하나'])
    await sendDue()
    expect(await messages(rule.id)).toMatchObject([{ state: 'waiting', tries: 1, reason: expect.any(String) }])
    await sendDue(later(0), 'call')
    await sendDue(later(1), 'settle')
    await sendDue(later(2))
    await sendDue(later(3))
    expect(new Set(receiver.received.map(one => one.headers['webhook-id'])).size).toBe(1)
    expect(receiver.received).toHaveLength(3)
    expect(new Set(receiver.received.map(one => one.body)).size).toBe(1)
    expect(await messages(rule.id)).toMatchObject([{ state: 'sent', reason: null }])
  })

  test('that fails to the end is shown on its rule with the reason, and is tried again by hand', async () => {
    const { id } = await addReceiver('webhook')
    const rule = await makeRule({ receiverIds: [id] })
    receiver.answer(500)
    await hear(['하늘상점 하나'])
    for (let hour = 0; hour < 9; hour += 1) await sendDue(later(hour * 60))
    const listed = async () =>
      (await testing.owner.call(contract.listAlertRules, { workspaceId: shop.id })).items.find(
        one => one.id === rule.id,
      )
    expect(await listed()).toMatchObject({ failed: { count: 1, reason: expect.stringContaining('500') } })
    receiver.answer(204)
    await testing.owner.call(contract.retryAlertMessages, { workspaceId: shop.id, ruleId: rule.id })
    await sendDue(later(600))
    expect(await listed()).toMatchObject({ failed: { count: 0, reason: null } })
    expect(new Set(receiver.received.map(one => one.headers['webhook-id'])).size).toBe(1)
  })

  test('that is gone, or leads on to elsewhere, is not called on and on', async () => {
    const { id } = await addReceiver('webhook')
    const rule = await makeRule({ receiverIds: [id] })
    receiver.answer(410)
    await hear(['하늘상점 하나'])
    await sendDue()
    expect(await messages(rule.id)).toMatchObject([{ state: 'dead', reason: expect.stringContaining('410') }])
    receiver.answer(307, { location: `${receiver.url}/elsewhere` })
    await hear(['하늘상점 둘'], later(10))
    await sendDue(later(10))
    expect(receiver.received.map(one => one.path)).toEqual(['/hook', '/hook'])
  })

  test('into the private network is refused, where configuration does not open it', async () => {
    const guarded = await startProgram({ ALLOW_NETWORKS: '' })
    try {
      const hearing = await openHearing(guarded)
      const at = { workspaceId: hearing.id }
      const added = await guarded.owner.call(contract.addReceiver, {
        ...at,
        kind: 'webhook',
        name: '안',
        url: receiver.url,
      })
      const rule = await guarded.owner.call(contract.createAlertRule, {
        ...at,
        name: '안쪽',
        condition: { kind: 'each' },
        filter: {},
        isShared: true,
        hearerIds: null,
        onScreen: false,
        byMail: true,
        receiverIds: [added.id],
        pace: 'now',
        quiet: null,
      })
      const { messageIds } = await guarded.owner.call(contract.testAlertRule, { ...at, ruleId: rule.id })
      for (const messageId of messageIds) {
        const plan = await hearing.change(ctx => planSending(ctx, { messageId }))
        const outcome = await send(guarded.program.world, plan!, new AbortController().signal)
        await hearing.change(ctx => settleSending(ctx, plan!, outcome))
      }
      const { items } = await guarded.owner.call(contract.listAlertMessages, { ...at, ruleId: rule.id })
      expect(items.map(one => [one.road, one.state]).toSorted()).toEqual([
        ['mail', 'dead'],
        ['webhook', 'dead'],
      ])
      expect(items.find(one => one.road === 'mail')!.reason).toContain('SMTP_URL')
      expect(receiver.received).toHaveLength(0)
    } finally {
      await guarded.stop()
    }
  })
})

describe('chats', () => {
  test('get what Slack and 잔디 read, with nothing of a post taken for a command', async () => {
    const slack = await addReceiver('slack', '/services/T/B/x')
    const jandi = await addReceiver('jandi', '/connect-api/webhook/1/x')
    await makeRule({ receiverIds: [slack.id, jandi.id] })
    await hear(['하늘상점 <!channel> [[여기]](https://evil.example) & 더'], start, { url: 'https://blog.example/a|b' })
    await sendDue()
    const bodyAt = (path: string) => JSON.parse(receiver.received.find(one => one.path.startsWith(path))!.body)
    expect(bodyAt('/services').text).toContain('&lt;!channel&gt;')
    expect(bodyAt('/services').text).toContain('<https://blog.example/a%7Cb|↗>')
    expect(bodyAt('/services').text).toMatch(/^\*하늘 소식 · 언급 1건\*\n>/)
    const told = bodyAt('/connect-api')
    expect(told).toMatchObject({
      body: expect.stringContaining('[[하늘 소식 · 언급 1건]]'),
      connectInfo: expect.any(Array),
    })
    expect(JSON.stringify(told.connectInfo)).not.toContain('[[여기]]')
    const call = receiver.received.find(one => one.path.startsWith('/connect-api'))!
    expect(call.headers.accept).toBe('application/vnd.tosslab.jandi-v2+json')
  })

  test('get one message for a whole night', async () => {
    const { id } = await addReceiver('slack')
    const night = { from: '22:00', to: '08:00', crisisBreaks: true }
    await makeRule({ receiverIds: [id], quiet: night, condition: { kind: 'count', atLeast: 2, minutes: 5 } })
    const evening = (minutes: number) => new Date(Date.parse('2026-11-20T23:00:00+09:00') + minutes * 60_000)
    await hear(['하늘상점 하나', '하늘상점 둘'], evening(0))
    await testing.program.database.pool.query('update listening.alerts set rearmed_at = $1', [evening(30)])
    await hear(['하늘상점 셋', '하늘상점 넷'], evening(60))
    await sendDue(evening(61))
    expect(receiver.received).toHaveLength(0)
    await sendDue(evening(9 * 60))
    expect(receiver.received).toHaveLength(1)
    expect(JSON.parse(receiver.received[0]!.body).text).toMatch(/언급 4건/)
    expect(await waiting()).toEqual([])
  })
})

describe('mail', () => {
  test('rests through the night of who hears it: an own rule by their own clock, a shared one by theirs too', async () => {
    const night = { from: '22:00', to: '08:00', crisisBreaks: true }
    expect(await testing.owner.ask(updateMe, { timeZone: 'Mars/Olympus' })).toMatchObject({ status: 422 })
    const { user } = await testing.owner.call(updateMe, { timeZone: 'America/Los_Angeles' })
    expect(user.timeZone).toBe('America/Los_Angeles')
    await makeRule({ byMail: true, quiet: night, isShared: false, hearerIds: null })
    // Noon in Seoul is evening there: nobody sleeps. Three hours later it is 22:00 there.
    await hear(['하늘상점 하나'])
    const dues = async () => (await waiting()).map(message => message.due_at.toISOString())
    expect(await dues()).toEqual(['2026-11-20T03:00:00.000Z'])
    await sendDue()
    await hear(['하늘상점 둘'], later(3 * 60))
    expect(await dues()).toEqual(['2026-11-20T16:00:00.000Z'])
    await sendDue(later(13 * 60))
    // A shared rule keeps the workspace's night, and lets nobody's own be disturbed: 08:00 in Seoul is 15:00 there.
    await makeRule({ byMail: true, quiet: night, name: '모두의 규칙' })
    await hear(['하늘상점 셋'], later(11 * 60))
    const shared = (await dues()).at(-1)
    expect(shared).toBe('2026-11-20T23:00:00.000Z')
    await sendDue(later(21 * 60))
    await hear(['하늘상점 넷'], later(28 * 60))
    expect(await dues()).toEqual(['2026-11-21T16:00:00.000Z', '2026-11-21T16:00:00.000Z'])
    await sendDue(later(40 * 60))
    await testing.owner.call(updateMe, { timeZone: null })
  })

  test('goes to each member in their language, as plain text and HTML, once however often it is tried', async () => {
    const before = mailbox.letters.length
    await makeRule({ byMail: true })
    await hear(['하늘상점 <script>alert(1)</script> 배송 늦어요'])
    await sendDue(start, 'settle')
    await sendDue(later(1))
    const letters = mailbox.letters.slice(before)
    expect(letters.map(one => one.to)).toEqual([['jiwoo@example.com'], ['jiwoo@example.com']])
    const ids = letters.map(one => /^Message-ID: (.+)$/im.exec(one.raw)![1])
    expect(new Set(ids).size).toBe(1)
    const raw = letters[0]!.raw
    expect(raw).toMatch(/multipart\/alternative/)
    const html = raw.slice(raw.indexOf('text/html'))
    expect(html).toContain('&lt;script&gt;')
    expect(html).not.toContain('<script>')
    expect(raw).toMatch(/Auto-Submitted: auto-generated/i)
  })

  test('that the server refuses for good is dead at once, and for now waits', async () => {
    const rule = await makeRule({ byMail: true })
    mailbox.refuse(550)
    await hear(['하늘상점 하나'])
    await sendDue()
    expect(await messages(rule.id)).toMatchObject([{ state: 'dead' }])
    mailbox.refuse(451)
    await hear(['하늘상점 둘'], later(10))
    await sendDue(later(10))
    expect((await messages(rule.id))[0]).toMatchObject({ state: 'waiting', tries: 1 })
    mailbox.refuse(250)
    await sendDue(later(11))
    expect((await messages(rule.id))[0]).toMatchObject({ state: 'sent' })
  })

  test('of a daily rule gathers the day, and begins with what moved', async () => {
    const before = mailbox.letters.length
    await makeRule({ byMail: true, pace: 'daily' })
    await hear(['하늘상점 하나', '하늘상점 둘'])
    await hear(['하늘상점 셋'], later(120))
    await sendDue(later(180))
    expect(mailbox.letters).toHaveLength(before)
    await sendDue(new Date('2026-11-21T09:00:00+09:00'))
    expect(mailbox.letters).toHaveLength(before + 1)
    const text = Buffer.from(
      /Content-Type: text\/plain[\s\S]*?base64\r\n\r\n([\s\S]*?)\r\n\r\n/i.exec(mailbox.letters.at(-1)!.raw)![1]!,
      'base64',
    ).toString()
    expect(text).toMatch(/^언급이 0건에서 3건으로 늘었습니다\./)
  })
})

test('a rule that was removed meanwhile sends nothing', async () => {
  const { id } = await addReceiver('webhook')
  const rule = await makeRule({ receiverIds: [id] })
  await hear(['하늘상점 하나'])
  await testing.owner.call(contract.removeAlertRule, { workspaceId: shop.id, ruleId: rule.id })
  await sendDue()
  expect(receiver.received).toHaveLength(0)
  expect(await waiting()).toEqual([])
})
