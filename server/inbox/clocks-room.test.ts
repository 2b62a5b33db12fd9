/** Promises at work: on a real database, over policies, the rota, alarms and the acknowledgement. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getMe } from '../../contract/access.ts'
import {
  type Acknowledgement,
  type ClockPolicy,
  type ClockSettings,
  defaultPolicy,
  previewClocks,
} from '../../contract/inbox/clocks.ts'
import { type Answering, openAnswering, sentAs, word } from '../../tools/testing/answering.ts'
import { drain } from '../../tools/testing/drain.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { reply } from './actions/answering.ts'
import { acknowledge } from './actions/clocks/acknowledging.ts'
import { tellAlarms } from './actions/clocks/alarms.ts'
import { noClocks } from './actions/clocks/refreshing.ts'
import { addStandIn, getOnCall, saveClocks, saveOnCall } from './actions/clocks/settling.ts'
import * as queues from './actions/queues.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

/** Friday, 27 November 2026, in Seoul. */
const seoul = (time: string, day = 27) => new Date(`2026-11-${day}T${time}:00+09:00`)
const officeId = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff'
const policyId = '6f9619ff-8b86-4d01-b42d-00cf4fc964fe'
const nineToSix = [{ from: '09:00', to: '18:00' }]
const office = {
  id: officeId,
  name: '평일',
  timeZone: 'Asia/Seoul',
  hours: [nineToSix, nineToSix, nineToSix, nineToSix, nineToSix, [], []],
  holidays: 'kr' as const,
  ownDays: [],
}
const policy: ClockPolicy = { ...defaultPolicy, id: policyId, name: '평일 한 시간', calendarId: officeId }
const told = { onWarning: true, onBreach: true, byMail: true, receiverIds: [] }
const settled: ClockSettings = { ...noClocks, calendars: [office], policies: [policy], alarms: told }

const settle = (at: Answering, given: Partial<ClockSettings> = {}, version = 0) =>
  at.act(ctx => saveClocks(ctx, { ...settled, ...given, version }))
const list = async (at: Answering) =>
  (await at.act(ctx => queues.listConversations(ctx, { queue: 'open', limit: 50 }))).items
const heard = async (at: Answering, ...words: Parameters<Answering['hear']>) => {
  const ids = await at.hear(...words)
  await at.react()
  return ids
}
const rows = async (at: Answering, statement: string) =>
  (await testing.program.database.pool.query(statement, [at.id])).rows
const memberOf = (at: Answering) => (at.jiwoo.kind === 'member' ? at.jiwoo.memberId : '')
const alertsOf = (at: Answering) =>
  rows(
    at,
    `select rule.made_for, alert.count, array_agg(notice.member_id) as told from listening.alerts alert
     join listening.alert_rules rule on rule.workspace_id = alert.workspace_id and rule.id = alert.rule_id
     left join listening.alert_notices notice on notice.workspace_id = alert.workspace_id and notice.alert_id = alert.id
     where alert.workspace_id = $1 group by alert.id, rule.made_for, alert.count order by alert.id`,
  )

describe('promises', () => {
  test('what is said on Friday at 17:50 is due on Monday at 09:50 where a calendar says so', async () => {
    const at = await openAnswering(testing)
    await settle(at)
    await heard(at, [word('언제 오나요', { at: seoul('17:50') })], seoul('17:51'))
    const [one] = await list(at)
    expect(one!.ticket).toMatchObject({
      dueAt: seoul('09:50', 30).toISOString(),
      dueKind: 'first',
      warnAt: seoul('09:35', 30).toISOString(),
      clockPolicyId: policyId,
    })
  })

  test('a change of promises reaches the tickets that are open, and nobody overwrites another', async () => {
    const at = await openAnswering(testing)
    await heard(at, [word('언제 오나요', { at: seoul('17:50') })], seoul('17:51'))
    expect((await list(at))[0]!.ticket.dueAt).toBe(seoul('18:50').toISOString())
    await settle(at)
    await drain(testing, 'inbox')
    expect((await list(at))[0]!.ticket.dueAt).toBe(seoul('09:50', 30).toISOString())
    await expect(settle(at)).rejects.toMatchObject({ code: 'inbox.clocks_changed' })
    await expect(settle(at, { calendars: [] }, 1)).rejects.toMatchObject({ code: 'inbox.calendar_gone' })
    await expect(settle(at, { calendars: [{ ...office, timeZone: 'Mars/Olympus' }] }, 1)).rejects.toMatchObject({
      code: 'inbox.zone_unknown',
    })
  })

  test('first answer, next answer and solution follow each other, and the time of the customer is not ours', async () => {
    const at = await openAnswering(testing)
    await settle(at, {
      calendars: [],
      policies: [{ ...policy, calendarId: null, nextMinutes: 30, solveMinutes: 120 }],
    })
    await heard(at, [word('안 와요', { id: 'at://minji/1', at: seoul('10:00') })], seoul('10:01'))
    const [first] = await list(at)
    expect(first!.ticket).toMatchObject({ dueKind: 'first', solveDueAt: seoul('12:00').toISOString() })
    const sent = await at.act(
      ctx => reply(ctx, { conversationId: first!.id, text: '확인하겠습니다' }, 'ko'),
      seoul('10:20'),
    )
    await at.end(sent.delivery!.id, sentAs('at://haneul/1'), seoul('10:20'))
    await at.react()
    expect((await list(at))[0]!.ticket).toMatchObject({
      dueAt: null,
      dueKind: null,
      firstDueAt: seoul('11:00').toISOString(),
    })
    await heard(at, [word('아직인가요', { thread: 'at://minji/1', at: seoul('15:00') })], seoul('15:00'))
    expect((await list(at))[0]!.ticket).toMatchObject({
      dueAt: seoul('15:30').toISOString(),
      dueKind: 'next',
      solveDueAt: seoul('16:40').toISOString(),
    })
  })

  test('a preview says what holidays and nights do, without keeping anything', async () => {
    const { workspaces } = await testing.owner.call(getMe, {})
    const preview = await testing.owner.call(previewClocks, {
      workspaceId: workspaces[0]!.id,
      // Whoever fills the form has not named it yet.
      policy: { ...policy, name: '' },
      calendar: office,
    })
    expect(preview.samples.map(one => one.kind)).toEqual(expect.arrayContaining(['now', 'closing', 'night', 'holiday']))
    expect(preview.closed.some(one => one.name === '추석')).toBe(true)
    const friday = preview.samples.find(one => one.kind === 'closing')!
    expect(new Date(friday.saidAt).toISOString().slice(11)).toBe('08:50:00.000Z')
  })
})

describe('alarms', () => {
  test('at 03:00 whoever is on call is told of a breach, once, over screen and mail', async () => {
    const at = await openAnswering(testing)
    await settle(at, { calendars: [], policies: [] })
    const memberId = memberOf(at)
    const rota = { memberIds: [memberId], startsOn: '2026-11-23', handsOverAt: '09:00', timeZone: 'Asia/Seoul' }
    await at.act(ctx => saveOnCall(ctx, { ...rota, version: 0 }), seoul('12:00'))
    await heard(at, [word('불이 났어요', { at: seoul('02:00', 28) })], seoul('02:01', 28))
    await at.act(tellAlarms, seoul('02:30', 28))
    expect(await alertsOf(at)).toEqual([])
    await at.act(tellAlarms, seoul('02:45', 28))
    await at.act(tellAlarms, seoul('02:46', 28))
    await at.act(tellAlarms, seoul('03:00', 28))
    await at.act(tellAlarms, seoul('03:10', 28))
    expect(await alertsOf(at)).toEqual([
      { made_for: 'clock.warning', count: 1, told: [memberId] },
      { made_for: 'clock.breach', count: 1, told: [memberId] },
    ])
    const mails = await rows(
      at,
      "select road from listening.alert_messages where workspace_id = $1 and state = 'waiting'",
    )
    expect(mails).toEqual([{ road: 'mail' }, { road: 'mail' }])
  })

  test('an answer in time is told to nobody, and what was due days ago is no news', async () => {
    const at = await openAnswering(testing)
    await settle(at, { calendars: [], policies: [] })
    await heard(at, [word('안녕하세요', { at: seoul('10:00') })], seoul('10:01'))
    const [one] = await list(at)
    const sent = await at.act(ctx => reply(ctx, { conversationId: one!.id, text: '네' }, 'ko'), seoul('10:20'))
    await at.end(sent.delivery!.id, sentAs('at://haneul/9'), seoul('10:20'))
    await heard(at, [word('지난주 글', { who: 'old', at: seoul('10:00', 20) })], seoul('10:21'))
    await at.act(tellAlarms, seoul('12:00'))
    expect(await alertsOf(at)).toEqual([])
  })

  test('who stands in is on call; nobody of another workspace can be', async () => {
    const at = await openAnswering(testing)
    const memberId = memberOf(at)
    const standIn = { memberId, from: seoul('22:00').toISOString(), to: seoul('07:00', 28).toISOString() }
    await at.act(ctx => addStandIn(ctx, standIn), seoul('12:00'))
    expect((await at.act(getOnCall, seoul('12:00'))).now).toBeNull()
    expect((await at.act(getOnCall, seoul('03:00', 28))).now).toMatchObject({ memberId })
    expect((await at.act(getOnCall, seoul('07:00', 28))).now).toBeNull()
    const stranger = { ...standIn, memberId: crypto.randomUUID() }
    await expect(at.act(ctx => addStandIn(ctx, stranger), seoul('12:00'))).rejects.toMatchObject({
      code: 'inbox.not_a_member',
    })
    const over = { ...standIn, to: standIn.from }
    await expect(at.act(ctx => addStandIn(ctx, over), seoul('12:00'))).rejects.toMatchObject({
      code: 'inbox.stand_in_over',
    })
  })
})

describe('the acknowledgement', () => {
  const on: Acknowledgement = { isOn: true, text: '', onlyClosed: false, publicChannels: ['bluesky'] }
  const outbound = (at: Answering) =>
    rows(at, "select text, is_automatic from inbox.messages where workspace_id = $1 and direction = 'outbound'")

  test('says that it is automatic, once a conversation, and answers nothing', async () => {
    const at = await openAnswering(testing)
    await settle(at, { calendars: [], policies: [], acknowledgement: on })
    await heard(at, [word('안 와요', { id: 'at://minji/7', at: seoul('10:00') })], seoul('10:01'))
    const [one] = await list(at)
    const again = () => at.act(ctx => acknowledge(ctx, { ids: [one!.id] }), seoul('10:02'))
    await again()
    await again()
    const said = await outbound(at)
    expect(said).toEqual([{ text: expect.stringContaining('[자동 안내]'), is_automatic: true }])
    const [delivery] = await rows(
      at,
      'select delivery_id from inbox.messages where workspace_id = $1 and delivery_id is not null',
    )
    await at.end(delivery.delivery_id, sentAs('at://haneul/7'), seoul('10:03'))
    await at.react()
    const detail = await at.act(ctx => queues.getConversation(ctx, { conversationId: one!.id }, 'ko'))
    expect(detail.ticket).toMatchObject({ firstAnsweredAt: null, dueAt: seoul('11:00').toISOString() })
    expect(detail.messages.at(-1)).toMatchObject({ isAutomatic: true, by: '자동 안내' })
    const states = await rows(at, 'select state from listening.mentions where workspace_id = $1')
    expect(states).toEqual([{ state: 'pending' }])
  })

  test('keeps silent in public where nobody allowed it, within open hours, and where it is off', async () => {
    const cases = [
      { ...on, publicChannels: [] },
      { ...on, onlyClosed: true },
      { ...on, isOn: false },
    ]
    for (const acknowledgement of cases) {
      const at = await openAnswering(testing)
      await settle(at, { calendars: [], policies: [], acknowledgement: acknowledgement })
      await heard(at, [word('안 와요', { at: seoul('10:00') })], seoul('10:01'))
      const [one] = await list(at)
      await at.act(ctx => acknowledge(ctx, { ids: [one!.id] }), seoul('10:02'))
      expect(await outbound(at)).toEqual([])
    }
  })
})
