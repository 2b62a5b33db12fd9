/** Answering: on a real database, with words that the intake heard and deliveries that end as a network would end them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answering, openAnswering, refused, sentAs, word } from '../../tools/testing/answering.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { meetAuthors } from '../customers/actions/meeting.ts'
import { listActivities } from '../customers/actions/people.ts'
import { closeMention } from '../listening/actions/endings.ts'
import { createTopic } from '../listening/actions/topics.ts'
import { mentionItems, mentionsByIds } from '../listening/index.ts'
import { addNote, reply, retryReply, settleReplies } from './actions/answering.ts'
import { openForMentions } from './actions/opening.ts'
import * as queues from './actions/queues.ts'
import { recordReplies } from './actions/rehearsing.ts'
import { reopenConversation, resolveConversation } from './actions/tickets.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const minute = (n: number) => new Date(Date.UTC(2026, 10, 20, 0, n))
const list = async (at: Answering, queue: 'mine' | 'unassigned' | 'open' | 'resolved' = 'open', given = {}) =>
  (await at.act(ctx => queues.listConversations(ctx, { queue, limit: 50, ...given }))).items
const open = (at: Answering, conversationId: string) =>
  at.act(ctx => queues.getConversation(ctx, { conversationId }, 'ko'))
const answer = (at: Answering, conversationId: string, text: string, now?: Date) =>
  at.act(ctx => reply(ctx, { conversationId, text }, 'ko'), now)
const states = async (at: Answering, ids: readonly string[]) =>
  (await at.act(ctx => mentionsByIds(ctx, ids))).map(mention => mention.ending.state)
const heard = async (at: Answering, ...words: Parameters<Answering['hear']>) => {
  const ids = await at.hear(...words)
  await at.react()
  return ids
}
const follow = (at: Answering, query: string) =>
  at.act(ctx => createTopic(ctx, { name: query, kind: 'brand', goal: '불편을 안다', query }))
const only = async (at: Answering) => {
  const [conversation, ...others] = await list(at)
  expect(others).toEqual([])
  return conversation!
}

describe('opening', () => {
  test('what is said to us opens one conversation with one ticket, due sixty minutes after it was said', async () => {
    const at = await openAnswering(testing)
    await heard(at, [word('배송이 너무 늦어요', { at: minute(0) })], minute(2))
    expect(await only(at)).toMatchObject({
      customerName: 'minji',
      channel: 'bluesky',
      isPublic: true,
      preview: '배송이 너무 늦어요',
      sentiment: 'negative',
      messageCount: 1,
      lastMessageAt: minute(0).toISOString(),
      ticket: {
        state: 'open',
        assignee: null,
        openedAt: minute(0).toISOString(),
        dueAt: minute(60).toISOString(),
        firstAnsweredAt: null,
        resolvedAt: null,
      },
    })
  })

  test('what is said of us opens none, and neither do our own words', async () => {
    const at = await openAnswering(testing)
    await heard(at, [word('하늘상점 좋아요', { isAddressed: false }), word('새 소식입니다', { who: 'haneul' })])
    expect(await list(at)).toEqual([])
  })

  test('the same fact again, under new event ids and at the same time, opens nothing', async () => {
    const at = await openAnswering(testing)
    const words = [
      word('하나', { who: 'a', id: 'at://a/1' }),
      word('둘', { who: 'a', thread: 'at://a/1' }),
      word('셋', { who: 'b' }),
    ]
    const ids = await at.hear(words)
    await Promise.all(
      Array.from({ length: 12 }, (_, n) => [
        at.act(ctx => openForMentions(ctx, { ids })),
        at.act(ctx => meetAuthors(ctx, { ids: n % 2 ? ids : [...ids].reverse() })),
      ]).flat(),
    )
    const before = JSON.stringify(await list(at))
    await at.react()
    await at.act(ctx => openForMentions(ctx, { ids: [...ids].reverse() }))
    expect(JSON.stringify(await list(at))).toBe(before)
    const counted = await testing.program.database.pool.query(
      `select (select count(*)::int from inbox.conversations where workspace_id = $1) as conversations,
        (select count(*)::int from inbox.tickets where workspace_id = $1) as tickets,
        (select count(*)::int from inbox.messages where workspace_id = $1) as messages`,
      [at.id],
    )
    expect(counted.rows).toEqual([{ conversations: 2, tickets: 2, messages: 3 }])
  })

  test('two customers in one thread have a conversation each, one customer in two threads has two', async () => {
    const at = await openAnswering(testing)
    await heard(at, [
      word('저도요', { who: 'a', thread: 'at://x/1' }),
      word('저도 그래요', { who: 'b', thread: 'at://x/1' }),
      word('다른 이야기', { who: 'a', thread: 'at://x/2' }),
    ])
    expect((await list(at)).map(one => one.customerName).sort()).toEqual(['a', 'a', 'b'])
  })

  test('a later word of the customer in the thread joins it, also when it is not said to us', async () => {
    const at = await openAnswering(testing)
    await follow(at, '교환')
    await heard(at, [word('교환하고 싶어요', { id: 'at://minji/1', at: minute(0) })], minute(1))
    await heard(at, [word('교환 답이 없네', { thread: 'at://minji/1', isAddressed: false, at: minute(5) })], minute(6))
    await heard(at, [word('교환 나도 궁금', { who: 'b', thread: 'at://minji/1', isAddressed: false })], minute(7))
    const conversation = await only(at)
    expect((await open(at, conversation.id)).messages.map(one => one.text)).toEqual([
      '교환하고 싶어요',
      '교환 답이 없네',
    ])
  })

  test('what the customer said in the thread before comes with it, and starts no clock', async () => {
    const at = await openAnswering(testing)
    await follow(at, '교환')
    await heard(at, [word('교환 문의는 어디로?', { id: 'at://minji/1', isAddressed: false, at: minute(0) })], minute(1))
    expect(await list(at)).toEqual([])
    await heard(at, [word('여기 맞나요', { thread: 'at://minji/1', at: minute(30) })], minute(31))
    const conversation = await only(at)
    expect((await open(at, conversation.id)).messages.map(one => one.text)).toEqual([
      '교환 문의는 어디로?',
      '여기 맞나요',
    ])
    expect(conversation.ticket).toMatchObject({ openedAt: minute(30).toISOString(), dueAt: minute(90).toISOString() })
  })

  test('a mention that was not said to us can be opened by hand, once', async () => {
    const at = await openAnswering(testing)
    await follow(at, '환불')
    const [mentionId] = await heard(at, [word('환불이 안 된대', { isAddressed: false, at: minute(0) })], minute(1))
    const openIt = () => at.act(ctx => queues.openConversation(ctx, { mentionId: mentionId! }, 'ko'))
    const [first, second] = await Promise.all([openIt(), openIt()])
    expect(second.id).toBe(first.id)
    expect(first).toMatchObject({
      messages: [{ direction: 'inbound', text: '환불이 안 된대', by: 'minji' }],
      answersFrom: { accountId: at.accountId, handle: 'haneul.example' },
      textLimit: { length: 300, unit: 'graphemes' },
      ticket: { dueAt: minute(60).toISOString() },
    })
    await at.react()
    expect((await only(at)).messageCount).toBe(1)
  })

  test('a mention of another workspace cannot be opened', async () => {
    const [ours, theirs] = [await openAnswering(testing), await openAnswering(testing)]
    const [mentionId] = await heard(ours, [word('안녕하세요')])
    const opening = theirs.act(ctx => queues.openConversation(ctx, { mentionId: mentionId! }, 'ko'))
    await expect(opening).rejects.toMatchObject({ status: 404 })
    expect((await ours.act(ctx => queues.openConversation(ctx, { mentionId: mentionId! }, 'ko'))).messageCount).toBe(1)
  })
})

describe('answering', () => {
  test('an answer is shown as planned, then sent with its link; the mention is answered and the clock stops', async () => {
    const at = await openAnswering(testing)
    const ids = await heard(at, [word('배송 언제 와요?', { at: minute(0) })], minute(1))
    const { id, customerId } = await only(at)
    const message = await answer(at, id, '오늘 출발합니다.', minute(10))
    expect(message).toMatchObject({ direction: 'outbound', by: '지우', delivery: { state: 'planned', problem: null } })
    expect(await states(at, ids)).toEqual(['pending'])
    await at.end(message.delivery!.id, sentAs('at://haneul/1'), minute(12))
    await at.react()
    const after = await open(at, id)
    expect(after.messages.at(-1)).toMatchObject({
      id: message.id,
      url: 'https://bsky.example/at%3A%2F%2Fhaneul%2F1',
      delivery: { state: 'sent' },
    })
    expect(after.ticket).toMatchObject({ state: 'open', dueAt: null, firstAnsweredAt: minute(12).toISOString() })
    expect(await states(at, ids)).toEqual(['answered'])
    const timeline = await at.act(ctx => listActivities(ctx, { customerId, limit: 10 }))
    expect(timeline.items.map(one => [one.kind, one.text, one.conversationId])).toEqual([
      ['answered', '오늘 출발합니다.', id],
      ['said', '배송 언제 와요?', id],
    ])
  })

  test('an answer answers the customer\u2019s last words', async () => {
    const at = await openAnswering(testing)
    await heard(at, [word('첫째', { id: 'at://minji/1', at: minute(0) })], minute(1))
    await heard(at, [word('둘째', { id: 'at://minji/2', thread: 'at://minji/1', at: minute(3) })], minute(4))
    const message = await answer(at, (await only(at)).id, '네')
    const target = await testing.program.database.pool.query(
      `select item.remote_id from channels.deliveries delivery join channels.items item
       on item.workspace_id = delivery.workspace_id and item.id = delivery.in_reply_to_item_id where delivery.id = $1`,
      [message.delivery!.id],
    )
    expect(target.rows).toEqual([{ remote_id: 'at://minji/2' }])
  })

  test('a word that came after the answer was written stays pending, and its clock runs', async () => {
    const at = await openAnswering(testing)
    const first = await heard(at, [word('언제 와요?', { id: 'at://minji/1', at: minute(0) })], minute(1))
    const { id } = await only(at)
    const message = await answer(at, id, '오늘요', minute(10))
    const second = await heard(at, [word('오늘 몇 시요?', { thread: 'at://minji/1', at: minute(9) })], minute(11))
    await at.end(message.delivery!.id, sentAs('at://haneul/1'), minute(12))
    await at.react()
    expect(await states(at, [...first, ...second])).toEqual(['answered', 'pending'])
    expect((await only(at)).ticket).toMatchObject({ dueAt: minute(69).toISOString() })
  })

  test('a mention that a person closed otherwise stays as it was closed', async () => {
    const at = await openAnswering(testing)
    const [mentionId] = await heard(at, [word('언제 와요?')])
    const message = await answer(at, (await only(at)).id, '오늘요')
    await at.act(ctx => closeMention(ctx, { mentionId: mentionId!, state: 'stance', reason: '입장문' }))
    await at.end(message.delivery!.id, sentAs('at://haneul/1'))
    await at.react()
    expect(await states(at, [mentionId!])).toEqual(['stance'])
  })

  test('a refused answer is shown with the reason and opens a resolved ticket; tried again it can be sent', async () => {
    const at = await openAnswering(testing)
    const ids = await heard(at, [word('언제 와요?', { at: minute(0) })], minute(1))
    const { id } = await only(at)
    const message = await answer(at, id, '오늘요', minute(2))
    await at.act(ctx => resolveConversation(ctx, { conversationId: id }), minute(3))
    await at.end(message.delivery!.id, refused, minute(4))
    await at.react()
    const failed = await open(at, id)
    expect(failed.messages.at(-1)?.delivery).toMatchObject({
      state: 'failed',
      problem: { code: 'channels.target_gone', message: '답하려던 글이 지워졌습니다.' },
    })
    expect(failed.ticket).toMatchObject({ state: 'open', firstAnsweredAt: null, dueAt: minute(60).toISOString() })
    expect(await states(at, ids)).toEqual(['pending'])
    await at.act(ctx => resolveConversation(ctx, { conversationId: id }))
    await at.act(ctx => settleReplies(ctx, { ids: [message.delivery!.id] }))
    expect((await open(at, id)).ticket.state).toBe('resolved')

    const again = await at.act(ctx => retryReply(ctx, { conversationId: id, messageId: message.id }, 'ko'))
    expect(again.delivery).toMatchObject({ state: 'planned', problem: null })
    const twice = at.act(ctx => retryReply(ctx, { conversationId: id, messageId: message.id }, 'ko'))
    await expect(twice).rejects.toMatchObject({ status: 409, code: 'channels.delivery_under_way' })
    await at.end(message.delivery!.id, sentAs('at://haneul/1'), minute(9))
    await at.react()
    expect((await open(at, id)).ticket.firstAnsweredAt).toBe(minute(9).toISOString())
    expect(await states(at, ids)).toEqual(['answered'])
  })

  test('only answers can be tried again, and only in their own conversation', async () => {
    const at = await openAnswering(testing)
    await heard(at, [word('하나', { who: 'a' }), word('둘', { who: 'b' })])
    const [one, other] = await list(at)
    const message = await answer(at, one!.id, '네')
    await at.end(message.delivery!.id, refused)
    const inbound = (await open(at, one!.id)).messages[0]!
    const tried = (conversationId: string, messageId: string) =>
      at.act(ctx => retryReply(ctx, { conversationId, messageId }, 'ko'))
    await expect(tried(one!.id, inbound.id)).rejects.toMatchObject({ status: 404 })
    await expect(tried(other!.id, message.id)).rejects.toMatchObject({ status: 404 })
    expect((await tried(one!.id, message.id)).delivery?.state).toBe('planned')
  })

  test('an outcome told twice, and at the same time, is taken note of once', async () => {
    const at = await openAnswering(testing)
    await heard(at, [word('언제 와요?')])
    const { id, customerId } = await only(at)
    const message = await answer(at, id, '오늘요')
    await at.end(message.delivery!.id, sentAs('at://haneul/1'))
    const ids = [message.delivery!.id]
    await Promise.all(Array.from({ length: 10 }, () => at.act(ctx => settleReplies(ctx, { ids }))))
    await at.react()
    const timeline = await at.act(ctx => listActivities(ctx, { customerId, limit: 10 }))
    expect(timeline.items.filter(one => one.kind === 'answered')).toHaveLength(1)
  })

  test('a text that the network would not take is refused by how much it is too long, and nothing is kept of it', async () => {
    const at = await openAnswering(testing)
    await heard(at, [word('길게 답해 주세요')])
    const { id } = await only(at)
    await expect(answer(at, id, '가'.repeat(307))).rejects.toMatchObject({
      status: 422,
      code: 'channels.text_too_long',
      params: { length: 307, limit: 300, over: 7 },
    })
    expect((await answer(at, id, '가'.repeat(300))).text).toHaveLength(300)
    expect((await open(at, id)).messages).toHaveLength(2)
  })

  test('where no account can answer, that is said and nothing is written', async () => {
    const at = await openAnswering(testing)
    await follow(at, '환불')
    await at.take([{ ...word('환불 후기', { isAddressed: false }), kind: 'article' }])
    const [mention] = (
      await testing.program.database.pool.query<{ id: string }>(
        'select id from listening.mentions where workspace_id = $1',
        [at.id],
      )
    ).rows
    const opened = await at.act(ctx => queues.openConversation(ctx, { mentionId: mention!.id }, 'ko'))
    expect(opened).toMatchObject({ channel: 'blog', answersFrom: null, textLimit: null })
    await expect(answer(at, opened.id, '답글')).rejects.toMatchObject({ status: 409 })
    expect((await open(at, opened.id)).messages).toHaveLength(1)
  })

  test('a note is a message that goes nowhere, and stands on the timeline', async () => {
    const at = await openAnswering(testing)
    const ids = await heard(at, [word('언제 와요?')])
    const { id, customerId } = await only(at)
    const note = await at.act(ctx => addNote(ctx, { conversationId: id, text: '창고에 물어봄' }, 'ko'))
    expect(note).toMatchObject({ direction: 'note', by: '지우', delivery: null })
    expect(await states(at, ids)).toEqual(['pending'])
    const timeline = await at.act(ctx => listActivities(ctx, { customerId, limit: 10 }))
    expect(timeline.items.map(one => [one.kind, one.text])).toContainEqual(['note', '창고에 물어봄'])
  })
})

describe('resolving', () => {
  test('a word after the resolution opens the ticket again, with a clock of its own', async () => {
    const at = await openAnswering(testing)
    await heard(at, [word('언제 와요?', { id: 'at://minji/1', at: minute(0) })], minute(1))
    const { id } = await only(at)
    const resolved = await at.act(ctx => resolveConversation(ctx, { conversationId: id }), minute(5))
    expect(resolved.ticket).toMatchObject({ state: 'resolved', resolvedAt: minute(5).toISOString() })
    expect(await list(at)).toEqual([])
    expect((await list(at, 'resolved')).map(one => one.id)).toEqual([id])
    await heard(at, [word('아직 안 왔어요', { thread: 'at://minji/1', at: minute(90) })], minute(91))
    expect(await only(at)).toMatchObject({
      id,
      preview: '아직 안 왔어요',
      ticket: { state: 'open', resolvedAt: null, dueAt: minute(150).toISOString() },
    })
    expect(await list(at, 'resolved')).toEqual([])
  })

  test('a fact of a word that was there before the resolution does not open the ticket', async () => {
    const at = await openAnswering(testing)
    const ids = await heard(at, [word('언제 와요?')])
    const { id } = await only(at)
    await at.act(ctx => resolveConversation(ctx, { conversationId: id }))
    await at.act(ctx => openForMentions(ctx, { ids }))
    expect((await open(at, id)).ticket.state).toBe('resolved')
  })

  test('resolved by mistake and opened again, the clock goes on; twice is like once', async () => {
    const at = await openAnswering(testing)
    await heard(at, [word('언제 와요?', { at: minute(0) })], minute(1))
    const { id } = await only(at)
    const resolve = () => at.act(ctx => resolveConversation(ctx, { conversationId: id }), minute(5))
    const first = await resolve()
    expect(await at.act(ctx => resolveConversation(ctx, { conversationId: id }), minute(7))).toEqual(first)
    const reopen = () => at.act(ctx => reopenConversation(ctx, { conversationId: id }))
    expect((await reopen()).ticket).toMatchObject({ state: 'open', dueAt: minute(60).toISOString(), resolvedAt: null })
    expect(await reopen()).toMatchObject({ ticket: { state: 'open' } })
  })
})

test('a past that is brought in twice is there once', async () => {
  const at = await openAnswering(testing)
  const mentionIds = await heard(at, [
    word('하나', { who: 'a', at: minute(0) }),
    word('둘', { who: 'b', at: minute(1) }),
  ])
  const items = await at.act(ctx => mentionItems(ctx, mentionIds))
  const past = (n: number, itemId: string) => ({
    itemId,
    accountId: at.accountId,
    text: `답 ${n}`,
    by: '민준',
    at: minute(30 + n),
    resolvedAt: n === 0 ? minute(40) : null,
  })
  const replies = items.map(({ itemId }, n) => past(n, itemId))
  for (let twice = 0; twice < 2; twice++) await at.act(ctx => recordReplies(ctx, [...replies, ...replies]))
  expect((await list(at, 'resolved')).map(one => [one.customerName, one.messageCount])).toEqual([['a', 2]])
  const waiting = await only(at)
  expect(waiting).toMatchObject({ messageCount: 2, ticket: { dueAt: null, firstAnsweredAt: minute(31).toISOString() } })
  expect(await states(at, mentionIds)).toEqual(['answered', 'answered'])
  const timeline = await at.act(ctx => listActivities(ctx, { customerId: waiting.customerId, limit: 10 }))
  expect(timeline.items.map(one => one.kind)).toEqual(['answered', 'said'])
})
