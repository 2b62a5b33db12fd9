/** Authority: grants within a limit and above it, the second person whom the server insists on, and the log of both. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTeam } from '../../contract/access.ts'
import * as api from '../../contract/inbox/authority.ts'
import { askReview, decideReview } from '../../contract/inbox/reviews.ts'
import * as inbox from '../../contract/inbox.ts'
import { openAnswering, sentAs, word } from '../../tools/testing/answering.ts'
import { join } from '../../tools/testing/joining.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { reply } from './actions/answering.ts'
import { listInconsistencies } from './actions/consistency.ts'
import { askGrant } from './actions/grants.ts'
import { listConversations } from './actions/queues.ts'
import { covers, limitOf } from './authority.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const begin = async () => {
  const at = await openAnswering(testing)
  const workspaceId = at.id
  await at.hear([word('환불해 주세요')])
  await at.react()
  const { items } = await testing.owner.call(inbox.listConversations, { workspaceId, queue: 'open' })
  const conversationId = items[0]!.id
  return { at, workspaceId, place: { workspaceId, conversationId } }
}

test('a limit covers what is within it, coupons by their own, and an exception only where it is allowed', () => {
  const agent = limitOf('agent', new Map())
  expect(covers(agent, { kind: 'money', amount: 10_000 })).toBe(true)
  expect(covers(agent, { kind: 'money', amount: 10_001 })).toBe(false)
  expect(covers(agent, { kind: 'exception', amount: null })).toBe(false)
  expect(covers(limitOf('owner', new Map([['owner', agent]])), { kind: 'exception', amount: 5_000_000 })).toBe(true)
  expect(covers(limitOf('of our own', new Map()), { kind: 'coupon', amount: 1 })).toBe(false)
})

test('a grant within the limit counts at once; one above waits for somebody who may, and the log says who knew and decided', async () => {
  const { workspaceId, place } = await begin()
  const [agent, lead] = [
    await join(testing, workspaceId, '지우'),
    await join(testing, workspaceId, '민준', 'support_lead'),
  ]
  expect(await agent.call(api.getAuthority, { workspaceId })).toMatchObject({
    own: { money: 10_000, exception: false },
  })
  const small = { ...place, kind: 'money' as const, amount: 10_000, reason: '배송이 늦었습니다' }
  expect(await agent.call(api.askGrant, small)).toMatchObject({ state: 'granted', decidedBy: '지우' })
  expect(await agent.ask(api.askGrant, { ...place, kind: 'money', reason: '빠뜨림' })).toMatchObject({ status: 422 })
  const { id: grantId } = await agent.call(api.askGrant, { ...small, amount: 50_000 })
  const decide = { ...place, grantId, decision: 'granted' as const, reason: '두 번째 지연입니다' }
  expect(await agent.ask(api.decideGrant, decide)).toMatchObject({ status: 403 })
  expect((await lead.call(api.listGrants, place)).items[0]).toMatchObject({ state: 'waiting', mayDecide: true })
  expect(await lead.call(api.decideGrant, decide)).toMatchObject({ state: 'granted', decidedBy: '민준' })
  expect(await lead.call(api.decideGrant, decide)).toMatchObject({ state: 'granted' })
  expect(await lead.ask(api.decideGrant, { ...decide, decision: 'refused' })).toMatchObject({ status: 409 })

  // Above what the lead may grant, and what a lead asked for, somebody else decides.
  const large = await agent.call(api.askGrant, { ...small, amount: 500_000 })
  const tooMuch = { ...place, grantId: large.id, reason: '큰 금액' }
  expect(await lead.ask(api.decideGrant, { ...tooMuch, decision: 'granted' })).toMatchObject({
    problem: { code: 'inbox.grant_above' },
  })
  expect(await testing.owner.call(api.decideGrant, { ...tooMuch, decision: 'refused' })).toMatchObject({
    state: 'refused',
    decisionReason: '큰 금액',
  })
  const taken = await agent.call(api.askGrant, {
    ...small,
    kind: 'exception',
    amount: undefined,
    what: '기한 지난 교환',
  })
  expect(taken.state).toBe('waiting')
  expect(await lead.ask(api.withdrawGrant, { ...place, grantId: taken.id })).toMatchObject({ status: 403 })
  expect(await agent.call(api.withdrawGrant, { ...place, grantId: taken.id })).toMatchObject({ state: 'withdrawn' })

  await agent.call(inbox.addNote, { ...place, text: '확인 중' })
  await agent.call(api.askGrant, { ...small, amount: 1000 })
  const log = await testing.owner.call(api.listDecisions, { workspaceId, limit: 2 })
  expect(log.items[0]).toMatchObject({ kind: 'money', amount: 1000, knew: ['지우'], customerName: expect.any(String) })
  const rest = await testing.owner.call(api.listDecisions, { workspaceId, limit: 50, cursor: log.next! })
  expect([...log.items, ...rest.items].map(one => one.state)).toEqual([
    'granted',
    'withdrawn',
    'refused',
    'granted',
    'granted',
  ])
  const refused = await testing.owner.call(api.listDecisions, { workspaceId, state: ['refused'], by: '지우' })
  expect(refused.items.map(one => one.amount)).toEqual([500_000])

  // Limits are an administrator's, over the version that was read; a partner sees decisions of its own queues alone.
  const { version, limits } = await testing.owner.call(api.getAuthority, { workspaceId })
  const wished = { workspaceId, version, secondPerson: 'always' as const }
  const changed = limits.map(one => (one.role === 'agent' ? { ...one, money: 0 } : one))
  expect(await lead.ask(api.saveAuthority, { ...wished, limits: changed })).toMatchObject({ status: 403 })
  await testing.owner.call(api.saveAuthority, { ...wished, limits: changed })
  expect(await testing.owner.ask(api.saveAuthority, { ...wished, limits })).toMatchObject({ status: 409 })
  expect(await agent.call(api.askGrant, { ...small, amount: 1 })).toMatchObject({ state: 'waiting' })
  const partner = await join(testing, workspaceId, '외주', 'partner')
  await testing.owner.call(createTeam, { workspaceId, name: '외주팀', memberIds: [partner.memberId] })
  expect((await partner.call(api.listDecisions, { workspaceId })).items).toEqual([])
  expect(await partner.ask(api.exportDecisions, { workspaceId })).toMatchObject({ status: 403 })
})

test('the server refuses a risky public answer until somebody else approved it, where somebody else may', async () => {
  const { workspaceId, place } = await begin()
  const text = '고객님이 사용 설명서를 안 읽으셔서 고장 난 것입니다. 규정상 환불은 안 됩니다.'
  const agent = await join(testing, workspaceId, '지우')
  const write = () => agent.ask(inbox.reply, { ...place, text })
  const refusal = { status: 409, problem: { code: 'inbox.second_person' } }
  expect(await write()).toMatchObject(refusal)
  expect((await testing.owner.call(inbox.getConversation, place)).messages).toHaveLength(1)
  // Nobody else may approve an owner's: they are not held up.
  const { id: reviewId } = await agent.call(askReview, { ...place, text, faults: ['blame'] })
  await testing.owner.call(decideReview, { ...place, reviewId, decision: 'approved' })
  const messages = async () => (await testing.owner.call(inbox.getConversation, place)).messages
  expect((await messages()).at(-1)).toMatchObject({ text, by: '지우' })
  expect(await testing.owner.ask(inbox.reply, { ...place, text })).toMatchObject({ status: 200 })
  const { version, limits } = await testing.owner.call(api.getAuthority, { workspaceId })
  await testing.owner.call(api.saveAuthority, { workspaceId, version, limits, secondPerson: 'offered' })
  expect(await write()).toMatchObject({ status: 200 })
})

test('the same question with different grants, or promises that disagree, is listed for its week, and nothing else is', async () => {
  const at = await openAnswering(testing)
  const day = (n: number) => new Date(Date.UTC(2026, 10, 18, n))
  const asked = [
    '정기배송 해지하면 위약금 있나요?',
    '위약금 없이 정기배송 해지 되나요?',
    '사이즈 교환 색상 바꿀 수 있나요?',
  ]
  await at.hear(
    asked.map((text, n) => word(text, { who: `asker${n}`, at: day(n) })),
    day(3),
  )
  await at.react()
  const { items } = await at.act(ctx => listConversations(ctx, { queue: 'open', limit: 5 }))
  const told = ['해지하시면 위약금은 없습니다.', '해지하시면 위약금 10,000원이 있습니다.', '색상은 바꾸실 수 있습니다.']
  for (const [n, text] of told.entries()) {
    const { id: conversationId } = items.find(one => one.customerName === `asker${n}`)!
    const sent = await at.act(ctx => reply(ctx, { conversationId, text }, 'ko'), day(4 + n))
    await at.end(sent.delivery!.id, sentAs(`at://haneul/even${n}`), day(4 + n))
    if (n === 0)
      await at.act(
        ctx => askGrant(ctx, { conversationId, kind: 'money', amount: 3000, what: '', reason: '불편' }),
        day(5),
      )
  }
  await at.react()
  const found = await at.act(ctx => listInconsistencies(ctx, { week: day(9).toISOString() }), day(12))
  expect(found).toMatchObject({
    from: '2026-11-15T15:00:00.000Z',
    to: '2026-11-22T15:00:00.000Z',
    compared: 3,
    groups: [
      {
        grantsDiffer: true,
        remedies: [
          { customerName: 'asker0', grants: [{ kind: 'money', amount: 3000 }], conflicts: [] },
          { customerName: 'asker1', grants: [], conflicts: [expect.any(String)] },
        ],
      },
    ],
  })
  expect(found.groups).toHaveLength(1)
  const before = await at.act(ctx => listInconsistencies(ctx, { week: '2026-11-10T00:00:00.000Z' }), day(12))
  expect(before).toMatchObject({ compared: 0, groups: [] })
})
