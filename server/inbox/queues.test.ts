/** Queues, people and doors of the inbox: over HTTP, as members with their own sessions. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getMe, removeMember } from '../../contract/access.ts'
import * as api from '../../contract/inbox.ts'
import { correctReading } from '../../contract/understanding.ts'
import { type Answering, openAnswering, sentAs, word } from '../../tools/testing/answering.ts'
import { drain } from '../../tools/testing/drain.ts'
import { join } from '../../tools/testing/joining.ts'
import { type Caller, startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { connectAccount } from '../channels/actions/accounts.ts'
import { reply, settleReplies } from './actions/answering.ts'
import * as queues from './actions/queues.ts'
import { resolveConversation } from './actions/tickets.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const minute = (n: number) => new Date(Date.UTC(2026, 10, 20, 0, n))

const heard = async (at: Answering, ...words: Parameters<Answering['hear']>) => {
  const ids = await at.hear(...words)
  await at.react()
  return ids
}
type Listing = { queue?: api.Queue; q?: string; customerId?: string; limit?: number; cursor?: string }
const list = (caller: Caller, workspaceId: number, given: Listing = {}) =>
  caller.call(api.listConversations, { workspaceId, ...given })

describe('queues', () => {
  test('open ones stand by their clock, those that wait for nothing last, in pages without gaps', async () => {
    const at = await openAnswering(testing)
    const { id: workspaceId } = at
    const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    await heard(
      at,
      people.map((who, n) => word(`말 ${who}`, { who, at: minute((n * 17) % 60) })),
      minute(60),
    )
    const all = (await list(testing.owner, workspaceId)).items
    for (const one of all.slice(0, 2)) {
      const message = await at.act(ctx => reply(ctx, { conversationId: one.id, text: '네' }, 'ko'))
      await at.end(message.delivery!.id, sentAs(`at://haneul/${one.id}`))
    }
    await at.react()
    const seen: api.Conversation[] = []
    let cursor: string | undefined
    do {
      const page = await list(testing.owner, workspaceId, { limit: 2, ...(cursor ? { cursor } : {}) })
      seen.push(...page.items)
      cursor = page.next ?? undefined
    } while (cursor)
    expect(new Set(seen.map(one => one.id)).size).toBe(7)
    const clocks = seen.map(one => one.ticket.dueAt)
    expect(clocks.slice(5)).toEqual([null, null])
    expect(clocks.slice(0, 5)).toEqual([...clocks.slice(0, 5)].sort())
    expect(seen.slice(0, 5).map(one => one.id)).toEqual(all.slice(2).map(one => one.id))
  })

  test('resolved ones stand newest first, in pages', async () => {
    const at = await openAnswering(testing)
    await heard(
      at,
      ['a', 'b', 'c'].map(who => word('말', { who })),
    )
    const { items } = await list(testing.owner, at.id)
    for (const [n, one] of items.entries())
      await at.act(ctx => resolveConversation(ctx, { conversationId: one.id }), minute(n))
    const first = await list(testing.owner, at.id, { queue: 'resolved', limit: 2 })
    const second = await list(testing.owner, at.id, { queue: 'resolved', limit: 2, cursor: first.next! })
    expect([...first.items, ...second.items].map(one => one.id)).toEqual(items.map(one => one.id).reverse())
    expect(second.next).toBeNull()
    expect((await list(testing.owner, at.id)).items).toEqual([])
  })

  test('a cursor that we did not write is refused', async () => {
    const at = await openAnswering(testing)
    for (const values of [['2026-11-20T00:00:00Z', 'x'], ['soon', crypto.randomUUID()], ['infinity']]) {
      const cursor = Buffer.from(JSON.stringify(values)).toString('base64url')
      const refused = await testing.owner.ask(api.listConversations, { workspaceId: at.id, cursor })
      expect(refused).toMatchObject({ status: 422, problem: { code: 'bad_cursor' } })
    }
  })

  test('mine and unassigned follow who has the work', async () => {
    const at = await openAnswering(testing)
    const { id: workspaceId } = at
    const minjun = await join(testing, workspaceId, '민준')
    await heard(at, [word('하나', { who: 'a' }), word('둘', { who: 'b' })])
    const [one, other] = (await list(testing.owner, workspaceId)).items
    const assigned = await testing.owner.call(api.assignTicket, {
      workspaceId,
      conversationId: one!.id,
      memberId: minjun.memberId,
    })
    expect(assigned.ticket.assignee).toEqual({ memberId: minjun.memberId, name: '민준' })
    const idsOf = async (caller: Caller, queue: api.Queue) =>
      (await list(caller, workspaceId, { queue })).items.map(row => row.id)
    expect(await idsOf(minjun, 'mine')).toEqual([one!.id])
    expect(await idsOf(testing.owner, 'mine')).toEqual([])
    expect(await idsOf(testing.owner, 'unassigned')).toEqual([other!.id])
    const nobody = { workspaceId, conversationId: one!.id, memberId: null }
    expect((await testing.owner.call(api.assignTicket, nobody)).ticket.assignee).toBeNull()
    expect(await idsOf(minjun, 'mine')).toEqual([])
  })

  test('work is given to living members of the workspace alone', async () => {
    const [at, other] = [await openAnswering(testing), await openAnswering(testing)]
    const { id: workspaceId } = at
    const gone = await join(testing, workspaceId, '떠난 사람')
    const elsewhere = await join(testing, other.id, '남의 사람')
    await heard(at, [word('안녕하세요')])
    const [one] = (await list(testing.owner, workspaceId)).items
    const give = (memberId: string) =>
      testing.owner.ask(api.assignTicket, { workspaceId, conversationId: one!.id, memberId })
    expect(await give(gone.memberId)).toMatchObject({ status: 200 })
    await testing.owner.call(removeMember, { workspaceId, memberId: gone.memberId })
    expect((await list(testing.owner, workspaceId)).items[0]?.ticket.assignee?.name).toBe('떠난 사람')
    for (const memberId of [gone.memberId, elsewhere.memberId, crypto.randomUUID()])
      expect(await give(memberId)).toMatchObject({
        status: 422,
        problem: { code: 'inbox.not_a_member', fields: [{ path: 'memberId' }] },
      })
  })

  test('a search finds words of any message in their other forms, and any part of the name', async () => {
    const at = await openAnswering(testing)
    const { id: workspaceId } = at
    await heard(at, [word('택배가 안 왔어요', { who: 'minjun' }), word('색이 달라요', { who: 'seoyeon' })])
    const minjuns = (await list(testing.owner, workspaceId, { q: '택배' })).items
    expect(minjuns.map(one => one.customerName)).toEqual(['minjun'])
    const found = async (q: string) =>
      (await list(testing.owner, workspaceId, { q })).items.map(one => one.customerName)
    expect(await found('seoy')).toEqual(['seoyeon'])
    await at.act(ctx => reply(ctx, { conversationId: minjuns[0]!.id, text: '창고를 확인하겠습니다' }, 'ko'))
    expect(await found('창고')).toEqual(['minjun'])
    expect(await found('없는낱말')).toEqual([])
    expect(await found('@')).toEqual([])
    const { customerId } = minjuns[0]!
    expect((await list(testing.owner, workspaceId, { customerId })).items.map(one => one.id)).toEqual([minjuns[0]!.id])
  })

  test('a correction of the reading shows in the queue', async () => {
    const at = await openAnswering(testing)
    await heard(at, [word('정말 최악이에요')])
    const [one] = (await list(testing.owner, at.id)).items
    expect(one?.sentiment).toBe('negative')
    const detail = await testing.owner.call(api.getConversation, { workspaceId: at.id, conversationId: one!.id })
    const itemId = detail.messages[0]!.itemId!
    await testing.owner.call(correctReading, { workspaceId: at.id, itemId, sentiment: 'mixed' })
    await drain(testing, 'listening')
    expect((await list(testing.owner, at.id)).items[0]?.sentiment).toBe('mixed')
  })
})

describe('two members at once', () => {
  const asked = async () => {
    const at = await openAnswering(testing)
    await heard(at, [word('언제 와요?')])
    const conversationId = (await list(testing.owner, at.id)).items[0]!.id
    const outbound = async () =>
      (await testing.owner.call(api.getConversation, { workspaceId: at.id, conversationId })).messages.filter(
        one => one.direction === 'outbound',
      )
    return { workspaceId: at.id, conversationId, outbound }
  }

  test('both answers of two members are kept, each with its own delivery', async () => {
    const { workspaceId, conversationId, outbound } = await asked()
    const minjun = await join(testing, workspaceId, '민준')
    const send = (caller: Caller, text: string, key: string) =>
      caller.call(api.reply, { workspaceId, conversationId, text }, { 'idempotency-key': key })
    await Promise.all([send(testing.owner, '오늘 갑니다', 'k1'), send(minjun, '내일 갑니다', 'k2')])
    await Promise.all([send(testing.owner, '정정합니다', 'same'), send(minjun, '제가 답하겠습니다', 'same')])
    const kept = await outbound()
    expect(kept.map(one => [one.by, one.text]).sort()).toEqual([
      ['민준', '내일 갑니다'],
      ['민준', '제가 답하겠습니다'],
      ['지우', '오늘 갑니다'],
      ['지우', '정정합니다'],
    ])
    expect(new Set(kept.map(one => one.delivery?.id)).size).toBe(4)
  })

  test('one member who sends twice under one key answers once, and gets the same message', async () => {
    const { workspaceId, conversationId, outbound } = await asked()
    const send = (text: string, key: string) =>
      testing.owner.ask(api.reply, { workspaceId, conversationId, text }, { 'idempotency-key': key })
    const answers = await Promise.all(Array.from({ length: 5 }, () => send('오늘 갑니다', 'once')))
    expect(answers.map(one => one.status)).toEqual([200, 200, 200, 200, 200])
    expect(new Set(answers.map(one => (one.ok ? one.body.id : ''))).size).toBe(1)
    expect(await send('다른 말', 'once')).toMatchObject({
      status: 422,
      problem: { code: 'idempotency.other_request' },
    })
    expect(await outbound()).toHaveLength(1)
    expect(await send('다른 말', 'another')).toMatchObject({ status: 200 })
    expect(await outbound()).toHaveLength(2)
  })
})

describe('doors', () => {
  test('another workspace\u2019s conversation is not there, whatever is asked of it', async () => {
    const [ours, theirs] = [await openAnswering(testing), await openAnswering(testing)]
    await heard(ours, [word('안녕하세요')])
    const conversationId = (await list(testing.owner, ours.id)).items[0]!.id
    const message = await testing.owner.call(api.reply, { workspaceId: ours.id, conversationId, text: '네' })
    const outsider = await join(testing, theirs.id, '남의 사람')
    const everything = (caller: Caller, workspaceId: number) =>
      Promise.all([
        caller.ask(api.getConversation, { workspaceId, conversationId }),
        caller.ask(api.reply, { workspaceId, conversationId, text: '엿듣기' }),
        caller.ask(api.retryReply, { workspaceId, conversationId, messageId: message.id }),
        caller.ask(api.addNote, { workspaceId, conversationId, text: '엿듣기' }),
        caller.ask(api.assignTicket, { workspaceId, conversationId, memberId: null }),
        caller.ask(api.resolveConversation, { workspaceId, conversationId }),
        caller.ask(api.reopenConversation, { workspaceId, conversationId }),
      ])
    for (const answer of await everything(testing.owner, theirs.id)) expect(answer.status).toBe(404)
    for (const answer of await everything(outsider, ours.id)) expect(answer.status).toBe(404)
    expect((await list(testing.owner, theirs.id)).items).toEqual([])
    const untouched = await testing.owner.call(api.getConversation, { workspaceId: ours.id, conversationId })
    expect(untouched).toMatchObject({ messageCount: 2, ticket: { state: 'open', assignee: null } })
  })

  test('a viewer reads and changes nothing', async () => {
    const at = await openAnswering(testing)
    const { id: workspaceId } = at
    await heard(at, [word('안녕하세요')])
    const viewer = await join(testing, workspaceId, '보는 사람', 'viewer')
    const [one] = (await list(viewer, workspaceId)).items
    const conversationId = one!.id
    expect(await viewer.ask(api.getConversation, { workspaceId, conversationId })).toMatchObject({ status: 200 })
    const refused = await Promise.all([
      viewer.ask(api.reply, { workspaceId, conversationId, text: '네' }),
      viewer.ask(api.addNote, { workspaceId, conversationId, text: '네' }),
      viewer.ask(api.assignTicket, { workspaceId, conversationId, memberId: null }),
      viewer.ask(api.resolveConversation, { workspaceId, conversationId }),
    ])
    expect(refused.map(answer => answer.status)).toEqual([403, 403, 403, 403])
    expect((await list(viewer, workspaceId)).items).toEqual([one])
  })

  test('refusals are told in the reader\u2019s language, with by how much a text is too long', async () => {
    const at = await openAnswering(testing)
    const { id: workspaceId } = at
    await heard(at, [word('안녕하세요')])
    const conversationId = (await list(testing.owner, workspaceId)).items[0]!.id
    const ask = (language: string) =>
      testing.owner.ask(
        api.reply,
        { workspaceId, conversationId, text: 'x'.repeat(312) },
        { 'accept-language': language },
      )
    expect(await ask('ko')).toMatchObject({
      status: 422,
      problem: { title: '글이 12자 깁니다. 300자까지 보낼 수 있는데 312자입니다.' },
    })
    expect(await ask('en')).toMatchObject({
      status: 422,
      problem: { title: 'Too long by 12: it has 312 characters of at most 300.' },
    })
  })
})

test('the summary counts what waits, and measures first answers of seven days and of the seven before', async () => {
  const at = await openAnswering(testing)
  const day = (n: number, m = 0) => new Date(Date.UTC(2026, 10, n, 0, m))
  const answered = async (who: string, asked: Date, sent: Date) => {
    await heard(at, [word('질문', { who, at: asked })], asked)
    const { items } = await at.act(ctx => queues.listConversations(ctx, { queue: 'open', limit: 50 }))
    const { id } = items.find(one => one.customerName === who)!
    const message = await at.act(ctx => reply(ctx, { conversationId: id, text: '답' }, 'ko'), sent)
    await at.end(message.delivery!.id, sentAs(`at://haneul/${who}`), sent)
    await at.act(ctx => settleReplies(ctx, { ids: [message.delivery!.id] }))
    return id
  }
  const summary = (now: Date) => at.act(ctx => queues.getInboxSummary(ctx), now)
  expect(await summary(day(1))).toEqual({
    mine: 0,
    unassigned: 0,
    open: 0,
    overdue: 0,
    withinTarget: null,
    withinTargetBefore: null,
    targetMinutes: 60,
    medianMinutes: null,
  })
  await answered('long ago', day(1), day(1, 5))
  await answered('before', day(10), day(10, 90))
  await answered('quick', day(15), day(15, 10))
  await answered('just in time', day(16), day(16, 60))
  const slow = await answered('slow', day(17), day(17, 100))
  await answered('slower', day(18), day(18, 200))
  await at.act(ctx => resolveConversation(ctx, { conversationId: slow }))
  await heard(
    at,
    [word('아직요?', { who: 'waiting', at: day(19) }), word('저는요?', { who: 'late', at: day(18) })],
    day(19),
  )
  const mine = (await at.act(ctx => queues.listConversations(ctx, { queue: 'open', limit: 1 }))).items[0]!
  const { workspaces } = await testing.owner.call(getMe, {})
  const { memberId } = workspaces.find(one => one.id === at.id)!
  await testing.owner.call(api.assignTicket, { workspaceId: at.id, conversationId: mine.id, memberId })
  expect(await summary(day(19, 30))).toEqual({
    mine: 1,
    unassigned: 6,
    open: 7,
    overdue: 1,
    withinTarget: 0.5,
    withinTargetBefore: 0,
    targetMinutes: 60,
    medianMinutes: 80,
  })
})

test('a complaint to the account for marketing is answered from the one for care', async () => {
  const at = await openAnswering(testing)
  const { pool } = testing.program.database
  await pool.query(`update channels.accounts set purpose = 'marketing' where workspace_id = $1`, [at.id])
  await at.act(ctx =>
    connectAccount(
      ctx,
      { channel: 'bluesky', purpose: 'care', fields: {} },
      {
        ...{
          ok: true,
          remoteId: 'did:plc:care',
          handle: 'care.example',
          displayName: '하늘상점 고객센터',
          url: null,
        },
        ...{ service: 'https://service.example', secret: 'app password', session: null, sources: [] },
      },
      'ko',
    ),
  )
  await heard(at, [word('배송이 너무 늦어서 화가 나요. 환불해 주세요', { who: 'minji' })])
  const [conversation] = (await at.act(ctx => queues.listConversations(ctx, { queue: 'open', limit: 5 }))).items
  const { id } = conversation!
  const complaint = await at.act(ctx => queues.getConversation(ctx, { conversationId: id }, 'ko'))
  expect(complaint.answersFrom?.handle).toBe('care.example')
  await at.act(ctx => reply(ctx, { conversationId: id, text: '바로 확인하겠습니다' }, 'ko'))
  const sent = await pool.query(
    `select handle from channels.deliveries d join channels.accounts a on a.workspace_id = d.workspace_id and a.id = d.account_id
     where d.workspace_id = $1`,
    [at.id],
  )
  expect(sent.rows).toEqual([{ handle: 'care.example' }])
})
