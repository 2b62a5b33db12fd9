/** The ledger, the stance board and the team's measures: on a real database, with words that were heard and answered. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MentionState } from '../../contract/listening.ts'
import { type Answering, openAnswering, sentAs, word } from '../../tools/testing/answering.ts'
import { drain } from '../../tools/testing/drain.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { recordActivities } from '../customers/index.ts'
import { changeMentions } from '../listening/actions/changes.ts'
import { closeMention } from '../listening/actions/endings.ts'
import { getLedger, listLedgerParts } from '../listening/actions/ledger.ts'
import { createTopic } from '../listening/actions/topics.ts'
import { reply } from './actions/answering.ts'
import { endUnanswerable, getAutomaticStance, setAutomaticStance } from './actions/endings.ts'
import { answerPulse, getPulse, getStaffing, getTeamMeasures, saveTeamSettings } from './actions/measures.ts'
import * as queues from './actions/queues.ts'
import { getServingCost } from './actions/serving.ts'
import {
  changeStance,
  gatherMentions,
  listStanceMentions,
  listStances,
  remindStances,
  reviewStance,
  writeStance,
} from './actions/stances.ts'
import { findDue } from './store/endings.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const minute = (n: number) => new Date(Date.UTC(2026, 10, 20, 0, n))
const period = { from: minute(-7).toISOString(), to: minute(24 * 60 + 11).toISOString() }
const rows = async (at: Answering, statement: string) =>
  (await testing.program.database.pool.query(statement, [at.id])).rows
const heard = async (at: Answering, ...words: Parameters<Answering['hear']>) => {
  const ids = await at.hear(...words)
  await at.react()
  return ids
}
const end = (at: Answering, mentionId: string, state: MentionState, reason = '') =>
  at.act(ctx => closeMention(ctx, { mentionId, state, reason }))
const list = async (at: Answering) =>
  (await at.act(ctx => queues.listConversations(ctx, { queue: 'open', limit: 50 }))).items

describe('the ledger', () => {
  test('whatever people do, in whatever order, every mention is in one state and the parts add up to all', async () => {
    const at = await openAnswering(testing)
    await at.act(ctx => createTopic(ctx, { name: '하늘', kind: 'brand', goal: '불편을 안다', query: '하늘' }))
    const said = Array.from({ length: 12 }, (_, n) =>
      word(n % 2 ? `하늘 배송이 너무 늦어요 ${n}` : `하늘 정말 좋아요 ${n}`, {
        who: `p${n % 5}`,
        at: minute(n * 47),
        isAddressed: n % 3 !== 0,
      }),
    )
    const ids = await heard(at, said, minute(600))
    const step = fc.record({
      n: fc.nat(11),
      state: fc.constantFrom<MentionState>('pending', 'answered', 'stance', 'not_ours'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async steps => {
        for (const { n, state } of steps) await end(at, ids[n]!, state, '까닭')
        const kept = await rows(
          at,
          `select count(*)::int as total, count(*) filter (where state = 'answered')::int as answered,
             count(*) filter (where state = 'stance')::int as stance, count(*) filter (where state = 'not_ours')::int as not_ours,
             count(*) filter (where state = 'pending')::int as pending
           from listening.mentions where workspace_id = $1`,
        )
        const { total, ...states } = kept[0]
        const ledger = await at.act(ctx => getLedger(ctx, period))
        expect(ledger.total).toBe(total)
        expect(ledger.states).toEqual(states)
        expect(Object.values(ledger.states).reduce((sum, count) => sum + count, 0)).toBe(ledger.total)
        for (const by of ['hour', 'channel', 'topic'] as const) {
          const { items } = await at.act(ctx => listLedgerParts(ctx, { ...period, by }))
          expect(items.reduce((sum, part) => sum + part.total, 0)).toBe(total)
          for (const part of items)
            expect(Object.values(part.states).reduce((sum, count) => sum + count, 0)).toBe(part.total)
        }
      }),
      { numRuns: 8 },
    )
    const lost = await rows(
      at,
      `select message.id from inbox.messages message left join listening.mentions mention
         on mention.workspace_id = message.workspace_id and mention.item_id = message.item_id
       where message.workspace_id = $1 and message.direction = 'inbound' and not message.is_automatic and mention.id is null
       union all
       select mention.id from listening.mentions mention where mention.workspace_id = $1 and mention.state <> 'pending'
         and (mention.state_by is null or mention.state_at is null)`,
    )
    expect(lost).toEqual([])
  })

  test('a period is cut at the instant, not at the hour', async () => {
    const at = await openAnswering(testing)
    await heard(at, [word('하나', { at: minute(10) }), word('둘', { at: minute(130) })], minute(140))
    const of = async (from: number, to: number) =>
      (await at.act(ctx => getLedger(ctx, { from: minute(from).toISOString(), to: minute(to).toISOString() }))).total
    expect(await of(10, 131)).toBe(2)
    expect(await of(11, 131)).toBe(1)
    expect(await of(10, 130)).toBe(1)
    expect(await of(11, 130)).toBe(0)
  })
})

describe('what ends by itself', () => {
  const hour = 60
  const states = async (at: Answering) =>
    (
      await rows(at, 'select state, state_by from listening.mentions where workspace_id = $1 order by occurred_at, id')
    ).map(one => [one.state, one.state_by])
  const run = (at: Answering, n: number) => at.act(ctx => endUnanswerable({ ...ctx, now: minute(n) }))

  test('what nobody can answer is a stance after its hours, once; a crisis, our own conversations and what people touched stay', async () => {
    const at = await openAnswering(testing)
    await at.act(ctx => createTopic(ctx, { name: '하늘', kind: 'brand', goal: '불편을 안다', query: '하늘' }))
    const said = ['하늘 둘', '하늘 셋', '하늘 넷', '하늘 다섯', '하늘 여섯'].map((text, n) =>
      word(text, { who: `q${n}`, at: minute(n), isAddressed: n === 3 }),
    )
    const ids = await heard(at, said, minute(10))
    await rows(at, 'update listening.mentions set is_answerable = false, is_crisis = false where workspace_id = $1')
    await testing.program.database.pool.query('update listening.mentions set is_crisis = true where id = $1', [ids[1]])
    await end(at, ids[2]!, 'stance', '잘못 누름')
    await end(at, ids[2]!, 'pending')
    // Somebody took the last one for themselves.
    const [{ id: mine }] = await rows(at, 'select id from access.members where workspace_id = $1')
    const take = (memberId: string | null) =>
      at.act(ctx => changeMentions(ctx, { mentions: { ids: [ids[4]!] }, change: { kind: 'assign', memberId } }))
    await take(mine)
    const before = await states(at)
    await run(at, 48 * hour)
    expect(await states(at)).toEqual(before)

    expect(await at.act(ctx => setAutomaticStance(ctx, { afterHours: 24 }))).toMatchObject({
      ...{ afterHours: 24, waiting: 1, ended: 0 },
    })
    await run(at, 24 * hour - 1)
    expect(await states(at)).toEqual(before)
    await run(at, 24 * hour)
    await run(at, 24 * hour)
    const after = before.map((one, n) => (n === 0 ? ['stance', '메아리'] : one))
    expect(await states(at)).toEqual(after)
    await run(at, 48 * hour)
    expect(await states(at)).toEqual(after)
    await take(null)
    await run(at, 48 * hour)
    expect(await states(at)).toEqual(after.map((one, n) => (n === 4 ? ['stance', '메아리'] : one)))
    expect(await at.act(getAutomaticStance)).toMatchObject({ waiting: 0, ended: 2 })

    await end(at, ids[0]!, 'pending')
    await at.act(ctx => setAutomaticStance(ctx, { afterHours: null }))
    await run(at, 99 * hour)
    await at.act(ctx => setAutomaticStance(ctx, { afterHours: 1 }))
    await run(at, 99 * hour)
    expect((await states(at))[0]![0]).toBe('pending')
    const ledger = await at.act(ctx => getLedger(ctx, period))
    expect(ledger.states).toMatchObject({ stance: 1, pending: 4 })
  })

  test('a workspace with nothing due is not woken', async () => {
    const at = await openAnswering(testing)
    await at.act(ctx => createTopic(ctx, { name: '하늘', kind: 'brand', goal: '불편을 안다', query: '하늘' }))
    await heard(at, [word('하늘', { at: minute(0), isAddressed: false })], minute(1))
    const isDue = async (n: number) =>
      (await at.act(ctx => findDue({ ...ctx, now: minute(n) } as never))).includes(at.id)
    await rows(at, 'update listening.mentions set is_answerable = false, is_crisis = false where workspace_id = $1')
    expect(await isDue(99 * hour)).toBe(false)
    await at.act(ctx => setAutomaticStance(ctx, { afterHours: 24 }))
    expect(await isDue(23 * hour)).toBe(false)
    expect(await isDue(24 * hour)).toBe(true)
  })
})

describe('the stance board', () => {
  const reviewOn = '2026-12-20'

  test('posts are gathered by issue, are never overdue, and come back when the end is taken back', async () => {
    const at = await openAnswering(testing)
    const [angry] = await heard(at, [word('정치 성향을 밝혀라', { at: minute(0) })], minute(1))
    expect((await list(at))[0]!.ticket.dueAt).not.toBeNull()
    const issue = await at.act(ctx => writeStance(ctx, { title: '정치', position: '중립을 지킵니다', reviewOn }))
    await at.act(ctx => gatherMentions(ctx, { stanceId: issue.id, mentionIds: [angry!], reason: '' }))
    await drain(testing, 'inbox')
    expect((await list(at))[0]!.ticket).toMatchObject({ dueAt: null, dueKind: null })
    const [ending] = await rows(at, 'select state, state_reason from listening.mentions where workspace_id = $1')
    expect(ending).toEqual({ state: 'stance', state_reason: '정치' })
    const board = await at.act(ctx => listStances(ctx, { archived: false }))
    expect(board).toMatchObject({ ungathered: 0, items: [{ title: '정치', mentions: 1, version: 1 }] })
    expect((await at.act(ctx => listStanceMentions(ctx, { stanceId: issue.id, limit: 10 }))).items).toHaveLength(1)
    await end(at, angry!, 'pending')
    await drain(testing, 'inbox')
    expect((await list(at))[0]!.ticket.dueAt).toBe(minute(60).toISOString())
    expect((await at.act(ctx => listStances(ctx, { archived: false }))).items[0]!.mentions).toBe(0)
  })

  test('what ends as a stance under no issue is shown, and a position is written over the version that was read', async () => {
    const at = await openAnswering(testing)
    const [one] = await heard(at, [word('누가 이길까요', { at: minute(0) })], minute(1))
    await end(at, one!, 'stance', '답할 일이 아님')
    const issue = await at.act(ctx => writeStance(ctx, { title: '경기', position: '응원합니다', reviewOn }))
    expect((await at.act(ctx => listStances(ctx, { archived: false }))).ungathered).toBe(1)
    expect((await at.act(ctx => listStanceMentions(ctx, { limit: 10 }))).items.map(found => found.id)).toEqual([one])
    const change = { stanceId: issue.id, title: '경기', position: '모두를 응원합니다', reviewOn, version: 1 }
    expect(await at.act(ctx => changeStance(ctx, change))).toMatchObject({ version: 2, position: '모두를 응원합니다' })
    await expect(at.act(ctx => changeStance(ctx, change))).rejects.toMatchObject({ code: 'inbox.stance_changed' })
    const old = await rows(at, 'select version, position from inbox.stance_positions where workspace_id = $1')
    expect(old).toEqual([{ version: 1, position: '응원합니다' }])
  })

  test('a review is reminded of once, to whoever wrote the position, and again only after the next date', async () => {
    const at = await openAnswering(testing)
    const issue = await at.act(ctx => writeStance(ctx, { title: '정치', position: '중립', reviewOn: '2026-11-21' }))
    const told = () =>
      rows(
        at,
        `select rule.made_for, alert.count from listening.alerts alert join listening.alert_rules rule
           on rule.workspace_id = alert.workspace_id and rule.id = alert.rule_id where alert.workspace_id = $1`,
      )
    await at.act(remindStances, minute(0))
    expect(await told()).toEqual([])
    await at.act(remindStances, minute(24 * 60))
    await at.act(remindStances, minute(25 * 60))
    expect(await told()).toEqual([{ made_for: 'stance.review', count: 1 }])
    await at.act(ctx => reviewStance(ctx, { stanceId: issue.id, reviewOn: '2026-11-22' }), minute(26 * 60))
    await at.act(remindStances, minute(27 * 60))
    expect(await told()).toHaveLength(1)
    await at.act(remindStances, minute(48 * 60))
    expect(await told()).toHaveLength(2)
  })
})

describe('measures', () => {
  test('speed, rates, load and cost are those of what happened', async () => {
    const at = await openAnswering(testing)
    await heard(
      at,
      [0, 1, 2, 3].map(n => word('안 와요', { who: `m${n}`, at: minute(n) })),
      minute(5),
    )
    for (const [n, one] of (await list(at)).slice(0, 3).entries()) {
      const now = minute([20, 40, 90][n]! + n)
      const sent = await at.act(ctx => reply(ctx, { conversationId: one.id, text: '곧 갑니다' }, 'ko'), now)
      await at.end(sent.delivery!.id, sentAs(`at://haneul/m${n}`), now)
    }
    await at.react()
    const costs = { call: 5000, bluesky: 400 }
    await at.act(ctx => saveTeamSettings(ctx, { version: 0, costs, handleMinutes: 6 }))
    const measures = await at.act(ctx => getTeamMeasures(ctx, period), minute(120))
    expect(measures.all).toMatchObject({ asked: 4, answered: 3, inTime: 2, medianMinutes: 40, p90Minutes: 80 })
    expect(measures.channels).toMatchObject([
      { channel: 'bluesky', contacts: 3, cost: 400, spent: 1200, saved: 3 * 4600 },
    ])
    // The same costs say what serving one of them took; telephone calls count beside answers.
    const served = await rows(
      at,
      "select distinct customer_id from customers.activities where workspace_id = $1 and kind = 'answered'",
    )
    const customerId = String((served as { customer_id: string }[])[0]!.customer_id)
    await at.act(ctx =>
      recordActivities(ctx, [
        {
          customerId,
          kind: 'call_answered',
          sourceId: customerId,
          channel: 'call',
          at: minute(100),
          what: { text: '', url: null },
          conversationId: null,
        },
      ]),
    )
    const serving = await at.act(ctx => getServingCost(ctx, { customerId }))
    const answers = serving.channels.find(one => one.channel === 'bluesky')!
    expect(answers).toMatchObject({ cost: 400, spent: answers.contacts * 400 })
    expect(serving.spent).toBe(answers.contacts * 400 + 5000)
    expect(measures.agents).toMatchObject([{ sent: 3, conversations: 3 }])
    expect(measures.hours.reduce((sum, hour) => sum + hour.asked, 0)).toBe(4)
    const staffing = await at.act(getStaffing, minute(120))
    expect(staffing).toMatchObject({ withinMinutes: 60, share: 0.9, handleMinutes: 6, most: 1 })
    expect(staffing.cells).toMatchObject([{ weekday: 4, hour: 9, arrivals: 1, agents: 1 }])
  })

  test('the weekly question keeps sums alone, counts once, and hides small groups and the running week', async () => {
    const at = await openAnswering(testing)
    await at.act(ctx => answerPulse(ctx, { secretScore: 2 }), minute(0))
    await expect(at.act(ctx => answerPulse(ctx, { secretScore: 5 }), minute(1))).rejects.toMatchObject({
      code: 'inbox.pulse_given',
    })
    expect(await rows(at, 'select score, answers from inbox.pulses where workspace_id = $1')).toEqual([
      { score: 2, answers: 1 },
    ])
    expect(await at.act(getPulse, minute(2))).toEqual({ week: '2026-11-16', hasAnswered: true, weeks: [] })
    const later = minute(7 * 24 * 60)
    expect((await at.act(getPulse, later)).weeks).toEqual([{ week: '2026-11-16', answers: null, mean: null }])
    await testing.program.database.pool.query(
      "insert into inbox.pulses (workspace_id, week, score, answers) values ($1, '2026-11-16', 4, 5)",
      [at.id],
    )
    expect((await at.act(getPulse, later)).weeks).toEqual([{ week: '2026-11-16', answers: 6, mean: 22 / 6 }])
  })
})
