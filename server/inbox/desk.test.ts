/** The desk: work finds its people, people see each other, nothing is lost when somebody goes. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTeam, listAudit, removeMember } from '../../contract/access.ts'
import { getCohorts } from '../../contract/customers/cohorts.ts'
import * as people from '../../contract/customers.ts'
import * as bulk from '../../contract/inbox/bulk.ts'
import * as drafts from '../../contract/inbox/presence.ts'
import * as saved from '../../contract/inbox/queues.ts'
import * as routing from '../../contract/inbox/routing.ts'
import * as api from '../../contract/inbox.ts'
import { createTag, listMentions } from '../../contract/listening.ts'
import { type Answering, openAnswering, word } from '../../tools/testing/answering.ts'
import { join } from '../../tools/testing/joining.ts'
import { type Caller, startProgram, type TestProgram } from '../../tools/testing/program.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const hear = async (at: Answering, texts: readonly string[], given: { who?: string } = {}) => {
  await at.hear(texts.map((text, n) => word(text, { who: given.who ?? `person${n}` })))
  await at.react()
}
const open = async (at: Answering, caller: Caller = testing.owner) =>
  (await caller.call(api.listConversations, { workspaceId: at.id, queue: 'open' })).items
const moves = async (at: Answering, conversationId: string) =>
  (await testing.owner.call(routing.listMoves, { workspaceId: at.id, conversationId })).items

test('a rule shares new work among those who are here, says so, and is undone; what came before stays', async () => {
  const at = await openAnswering(testing)
  const workspaceId = at.id
  await hear(at, ['예전 배송 문의'], { who: 'early' })
  const [first, second, absent] = [
    await join(testing, workspaceId, '가람'),
    await join(testing, workspaceId, '나루'),
    await join(testing, workspaceId, '다온'),
  ]
  for (const one of [first, second]) await one.call(drafts.beatPresence, { workspaceId })
  const memberIds = [first, second, absent].map(one => one.memberId)
  const team = await testing.owner.call(createTeam, { workspaceId, name: 'CS 2팀', memberIds })
  const rule = { workspaceId, name: '배송', conditions: { channels: ['bluesky'] }, teamId: team.id, shares: true }
  await expect(testing.owner.call(routing.createRule, { ...rule, teamId: null })).rejects.toThrow(/rule_leads_nowhere/)
  await expect(first.call(routing.createRule, rule)).rejects.toThrow(/403/)
  const tried = await testing.owner.call(routing.tryRule, rule)
  expect(tried).toMatchObject({ byThis: 1, items: [{ ruleName: '배송', teamName: 'CS 2팀', isByThis: true }] })
  expect((await open(at))[0]!.ticket.team).toBeNull()
  await testing.owner.call(routing.createRule, rule)
  await hear(at, ['배송 하나', '배송 둘', '배송 셋', '배송 넷'])
  const items = await open(at)
  const given = items.filter(one => one.customerName !== 'early')
  expect(given.every(one => one.ticket.team?.name === 'CS 2팀')).toBe(true)
  expect(given.map(one => one.ticket.assignee?.name).sort()).toEqual(['가람', '가람', '나루', '나루'])
  expect(items.find(one => one.customerName === 'early')!.ticket.assignee).toBeNull()

  const conversationId = given[0]!.id
  const [move] = await moves(at, conversationId)
  expect(move).toMatchObject({ kind: 'rule', ruleName: '배송', fromTeam: null, toTeam: 'CS 2팀', mayUndo: true })
  const undo = { workspaceId, conversationId, moveId: move!.id }
  await testing.owner.call(routing.undoMove, undo)
  expect(await testing.owner.call(routing.undoMove, undo)).toMatchObject({
    mayUndo: false,
    undoneBy: expect.any(String),
  })
  await at.react()
  expect((await open(at)).find(one => one.id === conversationId)!.ticket).toMatchObject({ team: null, assignee: null })
})

test('who goes away returns what customers wait for; who is taken out returns all, and their draft stays readable', async () => {
  const at = await openAnswering(testing)
  const workspaceId = at.id
  const [agent, other] = [await join(testing, workspaceId, '가람'), await join(testing, workspaceId, '나루')]
  await hear(at, ['언제 오나요', '환불 되나요'])
  const ids = (await open(at)).map(one => one.id)
  const assign = (conversationId: string, memberId: string) =>
    testing.owner.call(api.assignTicket, { workspaceId, conversationId, memberId })
  for (const id of ids) await assign(id, agent.memberId)
  expect(await agent.call(drafts.setPresence, { workspaceId, state: 'away' })).toEqual({ state: 'away', returned: 2 })
  expect((await open(at)).map(one => one.ticket.assignee)).toEqual([null, null])
  expect(await moves(at, ids[0]!)).toMatchObject([{ kind: 'away', fromMember: '가람', toMember: null, mayUndo: true }])
  const { items } = await other.call(drafts.listPresences, { workspaceId })
  expect(items.find(one => one.name === '가람')).toMatchObject({ state: 'away', isIdle: false, load: 0 })

  const conversationId = ids[0]!
  await assign(conversationId, agent.memberId)
  const at2 = { workspaceId, conversationId, kind: 'reply' as const }
  await agent.call(drafts.keepDraft, { ...at2, text: '안녕하세요, 오늘 ', turn: 2 })
  await agent.call(drafts.keepDraft, { ...at2, text: '안녕', turn: 1 })
  const read = (caller: Caller) => caller.call(drafts.listDrafts, { workspaceId, conversationId })
  expect(await read(agent)).toMatchObject({ mine: [{ text: '안녕하세요, 오늘 ', turn: 2 }], left: [] })
  expect(await read(other)).toEqual({ mine: [], left: [] })
  await testing.owner.call(removeMember, { workspaceId, memberId: agent.memberId })
  await at.react()
  expect(await read(other)).toMatchObject({ mine: [], left: [{ name: '가람', text: '안녕하세요, 오늘 ' }] })
  expect((await open(at)).find(one => one.id === conversationId)!.ticket.assignee).toBeNull()
  expect(await moves(at, conversationId)).toMatchObject([{ kind: 'left', fromMember: '가람', mayUndo: false }, {}])
})

test('of two who send at once the second is told of the first, and nothing is sent until they say so', async () => {
  const at = await openAnswering(testing)
  const workspaceId = at.id
  const [agent, other] = [await join(testing, workspaceId, '가람'), await join(testing, workspaceId, '나루')]
  await hear(at, ['언제 오나요'])
  const [conversation] = await open(at)
  const conversationId = conversation!.id
  const look = { workspaceId, conversationId }
  expect(await agent.call(drafts.lookAt, { ...look, isTyping: true })).toEqual({ items: [] })
  expect((await other.call(drafts.lookAt, { ...look, isTyping: false })).items).toMatchObject([
    { name: '가람', isTyping: true },
  ])
  await agent.call(drafts.lookAway, look)
  expect((await other.call(drafts.listLookers, look)).items).toEqual([])

  const seenMessageId = (await agent.call(api.getConversation, look)).messages.at(-1)!.id
  const send = (caller: Caller, text: string, seen: string) =>
    caller.call(api.reply, { ...look, text, seenMessageId: seen })
  const sent = await Promise.allSettled([
    send(agent, '오늘 나갑니다', seenMessageId),
    send(other, '확인하겠습니다', seenMessageId),
  ])
  expect(sent.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  const refusal = sent.find(one => one.status === 'rejected')
  expect(String(refusal?.reason)).toMatch(/409 inbox.answered_meanwhile 그사이 (가람|나루) 님이/)
  const messages = async () => (await agent.call(api.getConversation, look)).messages
  const after = await messages()
  expect(after.filter(one => one.direction === 'outbound')).toHaveLength(1)
  const second = sent[0]!.status === 'rejected' ? agent : other
  await send(second, '저도 보냅니다', after.at(-1)!.id)
  // Their own answers are no news to them.
  await send(second, '덧붙입니다', after.at(-1)!.id)
  expect((await messages()).filter(one => one.direction === 'outbound')).toHaveLength(3)
  const { items } = await testing.owner.call(listAudit, { workspaceId })
  expect(items.some(row => row.verb === 'lookAt' || row.verb === 'keepDraft')).toBe(false)
})

test('a saved queue holds what it asks for, counts it, stands by risk in pages without gaps, and is shared by who may', async () => {
  const at = await openAnswering(testing)
  const workspaceId = at.id
  const agent = await join(testing, workspaceId, '가람')
  await hear(at, ['배송이 너무 늦어요 짜증나요', '감사합니다 좋아요', '배송이 안 와요 화가 나요', '고마워요'])
  const filter = { sentiments: ['negative' as const], isUnassigned: true, sort: 'risk' as const }
  const queue = await agent.call(saved.createSavedQueue, { workspaceId, name: '화난 고객', filter })
  const inIt = (await open(at)).filter(one => one.sentiment === 'negative')
  expect(inIt.length).toBeGreaterThan(0)
  expect(queue).toMatchObject({ name: '화난 고객', isOwn: true, isShared: false, count: inIt.length })
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await agent.call(api.listConversations, {
      workspaceId,
      savedQueueId: queue.id,
      limit: 1,
      ...(cursor ? { cursor } : {}),
    })
    seen.push(...page.items.map(one => one.id))
    cursor = page.next ?? undefined
  } while (cursor)
  expect([...seen].sort()).toEqual(inIt.map(one => one.id).sort())
  const byRisk = await agent.call(api.listConversations, { workspaceId, sort: 'risk', limit: 50 })
  expect(byRisk.items.map(one => one.id).sort()).toEqual((await open(at)).map(one => one.id).sort())
  expect(byRisk.items[0]!.sentiment).toBe('negative')

  expect((await testing.owner.call(saved.listSavedQueues, { workspaceId })).items).toEqual([])
  const at2 = { workspaceId, queueId: queue.id }
  await expect(testing.owner.call(saved.removeSavedQueue, at2)).rejects.toThrow(/404/)
  await agent.call(saved.updateSavedQueue, { ...at2, name: '화난 고객', isShared: true, filter })
  expect((await testing.owner.call(saved.listSavedQueues, { workspaceId })).items).toMatchObject([
    { isOwn: false, isShared: true },
  ])
  await agent.call(saved.removeSavedQueue, at2)
  expect((await agent.call(saved.listSavedQueues, { workspaceId })).items).toEqual([])
  await agent.call(saved.restoreSavedQueue, at2)
  expect((await agent.call(saved.listSavedQueues, { workspaceId })).items).toHaveLength(1)
})

test('many are assigned, tagged and closed at once, and taken back but for what others moved since', async () => {
  const at = await openAnswering(testing)
  const workspaceId = at.id
  const agent = await join(testing, workspaceId, '가람')
  await hear(at, ['하나', '둘', '셋'])
  const ids = (await open(at)).map(one => one.id)
  const tag = await testing.owner.call(createTag, { workspaceId, name: '배송' })
  const change = { assign: { memberId: agent.memberId }, tagIds: [tag.id], close: true }
  const call = { workspaceId, conversationIds: ids, change }
  const light = await join(testing, workspaceId, '라온', 'light')
  await expect(light.call(bulk.changeConversations, call)).rejects.toThrow(/403/)
  const gone = { ...call, conversationIds: [...ids, crypto.randomUUID()] }
  await expect(agent.call(bulk.changeConversations, gone)).rejects.toThrow(/404/)
  expect(await open(at)).toHaveLength(3)
  const { changeId, changed } = await agent.call(bulk.changeConversations, call)
  expect(changed).toBe(3)
  expect(await open(at)).toEqual([])
  const tagged = async () =>
    (
      await Promise.all(
        ids.map(conversationId => testing.owner.call(api.getConversation, { workspaceId, conversationId })),
      )
    ).filter(one => one.tags.some(carried => carried.id === tag.id)).length
  expect(await tagged()).toBe(3)
  expect(await agent.call(bulk.changeConversations, call)).toEqual({ changeId: null, changed: 0 })
  await testing.owner.call(api.reopenConversation, { workspaceId, conversationId: ids[0]! })
  const undo = { workspaceId, changeId: changeId! }
  expect(await agent.call(bulk.undoConversations, undo)).toEqual({ restored: 2, skipped: 1 })
  expect(await agent.call(bulk.undoConversations, undo)).toEqual({ restored: 0, skipped: 0 })
  const after = await open(at)
  expect(after.map(one => [one.id, one.ticket.assignee?.name ?? null])).toEqual(
    expect.arrayContaining([
      [ids[0], '가람'],
      [ids[1], null],
      [ids[2], null],
    ]),
  )
  expect(await tagged()).toBe(1)
})

test('a macro does something, for the team, and comes back', async () => {
  const at = await openAnswering(testing)
  const workspaceId = at.id
  const none = { workspaceId, name: '끝', steps: {} }
  await expect(testing.owner.call(bulk.createMacro, none)).rejects.toThrow(/macro_does_nothing/)
  const macro = await testing.owner.call(bulk.createMacro, { ...none, steps: { assign: 'me', close: true } })
  const named = { workspaceId, macroId: macro.id }
  await testing.owner.call(bulk.removeMacro, named)
  await testing.owner.call(bulk.restoreMacro, named)
  expect((await testing.owner.call(bulk.listMacros, { workspaceId })).items).toEqual([macro])
})

test('a partner sees the queues of its team and exports nothing; a light seat sees, and answers, what it was given', async () => {
  const at = await openAnswering(testing)
  const workspaceId = at.id
  const [partner, light] = [
    await join(testing, workspaceId, '외주', 'partner'),
    await join(testing, workspaceId, '점장', 'light'),
  ]
  await hear(at, ['배송 언제', '환불 되나요', '매장 위치요'])
  const ids = (await open(at)).map(one => one.id)
  const [ofTeam, given, others] = ids as [string, string, string]
  const team = await testing.owner.call(createTeam, { workspaceId, name: '외주팀', memberIds: [partner.memberId] })
  await testing.owner.call(routing.assignTeam, { workspaceId, conversationId: ofTeam, teamId: team.id })
  await testing.owner.call(api.assignTicket, { workspaceId, conversationId: given, memberId: light.memberId })
  for (const [seat, own] of [
    [partner, ofTeam],
    [light, given],
  ] as const) {
    expect((await open(at, seat)).map(one => one.id)).toEqual([own])
    expect(await seat.call(api.getInboxSummary, { workspaceId })).toMatchObject({ open: 1 })
    for (const conversationId of ids.filter(one => one !== own)) {
      expect(await seat.ask(api.getConversation, { workspaceId, conversationId })).toMatchObject({ status: 404 })
      const written = await seat.ask(api.reply, { workspaceId, conversationId, text: '몰래 답합니다' })
      expect(written).toMatchObject({ status: 404 })
      const closed = await seat.ask(bulk.changeConversations, {
        workspaceId,
        conversationIds: [conversationId],
        change: { close: true },
      })
      expect(closed).toMatchObject({ status: 404 })
    }
    expect(await seat.call(api.reply, { workspaceId, conversationId: own, text: '확인하겠습니다' })).toMatchObject({
      direction: 'outbound',
    })
    expect(await seat.ask(api.exportConversations, { workspaceId })).toMatchObject({ status: 403 })
  }
  expect((await open(at)).map(one => one.id)).toContain(others)
})

test('a partner knows the customers of its conversations and nobody else, until they are taken from its team', async () => {
  const at = await openAnswering(testing)
  const ids = { workspaceId: at.id }
  const partner = await join(testing, at.id, '외주', 'partner')
  await hear(at, ['배송 언제', '환불 되나요'])
  const [ours, theirs] = (await open(at)) as [api.Conversation, api.Conversation]
  const assign = (teamId: string | null) =>
    testing.owner.call(routing.assignTeam, { ...ids, conversationId: ours.id, teamId })
  const team = await testing.owner.call(createTeam, { ...ids, name: '외주팀', memberIds: [partner.memberId] })
  await assign(team.id)
  const authorIds = (await testing.owner.call(listMentions, { ...ids, limit: 50 })).items.map(one => one.item.author.id)
  const known = async (caller: Caller) => [
    (await caller.call(people.listCustomers, ids)).items.map(one => one.id),
    (await caller.call(people.findCustomers, { ...ids, authorIds })).items.map(one => one.customerId),
    (await caller.call(people.lookUpCustomer, { ...ids, handle: `${theirs.customerName}.example` })).items.map(
      one => one.customerId,
    ),
  ]
  expect(await known(partner)).toEqual([[ours.customerId], [ours.customerId], []])
  expect((await known(testing.owner)).map(list => list.length)).toEqual([2, 2, 1])
  for (const endpoint of [people.getCustomer, people.getProfile, people.listActivities, people.listOrders]) {
    expect(await partner.ask(endpoint, { ...ids, customerId: ours.customerId })).toMatchObject({ status: 200 })
    expect(await partner.ask(endpoint, { ...ids, customerId: theirs.customerId })).toMatchObject({ status: 404 })
  }
  const verify = { ...ids, customerId: theirs.customerId, how: 'known' as const }
  expect(await partner.ask(people.verifyCustomer, verify)).toMatchObject({ status: 404 })
  expect(await partner.ask(getCohorts, ids)).toMatchObject({ status: 403 })

  // Joined they are one person, with one timeline; apart they are two again.
  const groups = [[ours.customerId, theirs.customerId]]
  const { operationId } = await testing.owner.call(people.mergeCustomers, { ...ids, groups })
  expect(await partner.ask(people.getCustomer, { ...ids, customerId: theirs.customerId })).toMatchObject({
    status: 200,
  })
  await testing.owner.call(people.undoOperation, { ...ids, operationId })
  expect(await partner.ask(people.getCustomer, { ...ids, customerId: theirs.customerId })).toMatchObject({
    status: 404,
  })
  await assign(null)
  expect(await known(partner)).toEqual([[], [], []])
})
