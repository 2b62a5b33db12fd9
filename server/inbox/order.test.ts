/** Facts come twice, late and in any order, alone and at the same time: the inbox ends in the same state. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answering, openAnswering, refused, sentAs, word } from '../../tools/testing/answering.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { meetAuthors } from '../customers/actions/meeting.ts'
import { createTopic } from '../listening/actions/topics.ts'
import { reply, settleReplies } from './actions/answering.ts'
import { openForMentions } from './actions/opening.ts'
import { reopenConversation, resolveConversation } from './actions/tickets.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

interface Said {
  who: string
  thread: number
  isAddressed: boolean
  minute: number
}
interface Command {
  kind: 'reply' | 'refused reply' | 'resolve' | 'reopen'
  target: number
}
interface Phase {
  words: Said[]
  commands: Command[]
}

const said: fc.Arbitrary<Said> = fc.record({
  who: fc.constantFrom('a', 'b'),
  thread: fc.constantFrom(1, 2),
  isAddressed: fc.boolean(),
  minute: fc.integer({ min: 0, max: 59 }),
})
const command: fc.Arbitrary<Command> = fc.record({
  kind: fc.constantFrom('reply', 'refused reply', 'resolve', 'reopen'),
  target: fc.nat({ max: 7 }),
})
const phases: fc.Arbitrary<Phase[]> = fc.array(
  fc.record({
    words: fc.array(said, { minLength: 1, maxLength: 5 }),
    commands: fc.array(command, { maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 4 },
)

/** When each fact is told, and how often. */
interface Schedule {
  /** The facts of one batch of mentions, as a list of rounds; what stands in one round is told at the same time. */
  rounds(ids: readonly string[]): string[][][]
  /** Whether the fact of a sent answer waits until later. */
  isLate(): boolean
}

const inOrder: Schedule = { rounds: ids => [[[...ids]]], isLate: () => false }

/** Mulberry32: a small generator of numbers in [0, 1) by a seed. */
const chance = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const shuffled = (seed: number): Schedule => {
  const next = chance(seed)
  const shuffle = <T>(items: readonly T[]): T[] =>
    items
      .map(item => ({ item, key: next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item)
  const told: string[] = []
  return {
    isLate: () => next() < 0.6,
    rounds(ids) {
      told.push(...ids)
      const again = shuffle(told).slice(0, Math.floor(next() * 4))
      const rounds: string[][][] = []
      for (let rest = shuffle([...ids, ...again]); rest.length > 0; ) {
        const size = 1 + Math.floor(next() * 3)
        const part = rest.slice(0, size)
        rest = rest.slice(size)
        const last = rounds.at(-1)
        if (last !== undefined && next() < 0.4) last.push(part)
        else rounds.push([part])
      }
      return rounds
    },
  }
}

const instant = (phase: number, minute: number) => new Date(Date.UTC(2026, 10, 20, phase * 2, minute))

/** Plays a history with facts told by a schedule, and shows where it ended. */
const play = async (history: readonly Phase[], schedule: Schedule) => {
  const at = await openAnswering(testing)
  const query = '이야기'
  await at.act(ctx => createTopic(ctx, { name: query, kind: 'brand', goal: '불편을 안다', query }))
  const late: string[] = []
  for (const [n, phase] of history.entries()) {
    const words = phase.words.map((one, index) =>
      word(`이야기 ${n} ${index}`, {
        who: one.who,
        thread: `at://root/${one.thread}`,
        id: `at://${one.who}/${n}/${index}`,
        isAddressed: one.isAddressed,
        // No two at one instant: their order would be that of ids, which are made anew in every play.
        at: new Date(instant(n, one.minute).getTime() + index * 1000),
      }),
    )
    const ids = await at.hear(words, instant(n, 60))
    for (const round of schedule.rounds(ids)) {
      await Promise.all(
        round.flatMap(part => [
          at.act(ctx => openForMentions(ctx, { ids: part })),
          at.act(ctx => meetAuthors(ctx, { ids: part })),
        ]),
      )
    }
    for (const [m, one] of phase.commands.entries()) {
      const deliveryId = await obey(at, one, instant(n, 61 + m), `${n} ${m}`)
      if (deliveryId === null) continue
      if (one.kind === 'reply' && schedule.isLate()) late.push(deliveryId)
      else await at.act(ctx => settleReplies(ctx, { ids: [deliveryId] }))
    }
    if (late.length > 0 && schedule.isLate()) await tellOutcomes(at, late.splice(0, 2).reverse())
  }
  const rest = late.reverse()
  await Promise.all([tellOutcomes(at, rest), tellOutcomes(at, rest)])
  return { shown: await show(at), sums: await sumsThatAreWrong(at) }
}

const tellOutcomes = async (at: Answering, ids: readonly string[]) => {
  for (const id of ids) await at.act(ctx => settleReplies(ctx, { ids: [id] }))
}

/** @returns the delivery whose outcome is to be told. */
const obey = async (at: Answering, command: Command, now: Date, text: string): Promise<string | null> => {
  const found = await testing.program.database.pool.query<{ id: string }>(
    `select conversation.id from inbox.conversations conversation
     join customers.customers customer on customer.workspace_id = conversation.workspace_id and customer.id = conversation.customer_id
     where conversation.workspace_id = $1 order by customer.name, conversation.thread`,
    [at.id],
  )
  const conversationId = found.rows[command.target % Math.max(1, found.rows.length)]?.id
  if (conversationId === undefined) return null
  if (command.kind === 'resolve') await at.act(ctx => resolveConversation(ctx, { conversationId }), now)
  if (command.kind === 'reopen') await at.act(ctx => reopenConversation(ctx, { conversationId }), now)
  if (command.kind === 'resolve' || command.kind === 'reopen') return null
  const { delivery } = await at.act(ctx => reply(ctx, { conversationId, text }, 'ko'), now)
  await at.end(delivery!.id, command.kind === 'reply' ? sentAs(`at://haneul/${text}`) : refused, now)
  return delivery!.id
}

/** All that people can see, without ids and without the instants at which facts were told. */
const show = async (at: Answering) => {
  const ask = async (text: string) => (await testing.program.database.pool.query(text, [at.id])).rows
  return {
    conversations: await ask(
      `select customer.name, conversation.thread, conversation.message_count, conversation.last_message_at, item.text,
         ticket.state, ticket.opened_at, ticket.due_at, ticket.first_answered_at, ticket.resolved_at
       from inbox.conversations conversation
       join inbox.tickets ticket on ticket.workspace_id = conversation.workspace_id and ticket.conversation_id = conversation.id
       join channels.items item on item.workspace_id = conversation.workspace_id and item.id = conversation.last_item_id
       join customers.customers customer on customer.workspace_id = conversation.workspace_id and customer.id = conversation.customer_id
       where conversation.workspace_id = $1 order by 1, 2`,
    ),
    messages: await ask(
      `select conversation.thread, message.direction, message.at, coalesce(message.text, item.text) as text, message.is_asking,
         message.sent_at, message.settled_at
       from inbox.messages message
       join inbox.conversations conversation on conversation.workspace_id = message.workspace_id and conversation.id = message.conversation_id
       left join channels.items item on item.workspace_id = message.workspace_id and item.id = message.item_id
       where message.workspace_id = $1 order by 1, 3, 4`,
    ),
    customers: await ask(
      `select name, stage, said, answered, first_seen_at, last_seen_at from customers.customers where workspace_id = $1 order by 1`,
    ),
    activities: await ask(
      `select customer.name, activity.kind, activity.at, coalesce(activity.text, item.text) as text, conversation.thread
       from customers.activities activity
       join customers.customers customer on customer.workspace_id = activity.workspace_id and customer.id = activity.customer_id
       left join channels.items item on item.workspace_id = activity.workspace_id and item.id = activity.item_id
       left join inbox.conversations conversation
         on conversation.workspace_id = activity.workspace_id and conversation.id = activity.conversation_id
       where activity.workspace_id = $1 order by 1, 3, 2, 4`,
    ),
    mentions: await ask(
      `select item.text, mention.state, mention.state_by from listening.mentions mention
       join channels.items item on item.workspace_id = mention.workspace_id and item.id = mention.item_id
       where mention.workspace_id = $1 order by 1`,
    ),
  }
}

/** Roll-ups that differ from what they sum up: none, ever. */
const sumsThatAreWrong = async (at: Answering) =>
  (
    await testing.program.database.pool.query(
      `select customer.name from customers.customers customer
       left join customers.activities activity
         on activity.workspace_id = customer.workspace_id and activity.customer_id = customer.id
       where customer.workspace_id = $1 group by customer.id, customer.name, customer.said, customer.answered
       having customer.said <> count(*) filter (where kind = 'said') or customer.answered <> count(*) filter (where kind = 'answered')
       union all
       select conversation.thread from inbox.conversations conversation
       where conversation.workspace_id = $1 and conversation.message_count is distinct from (
         select count(*)::int from inbox.messages message
         where message.workspace_id = conversation.workspace_id and message.conversation_id = conversation.id)`,
      [at.id],
    )
  ).rows

const json = (value: unknown) => JSON.parse(JSON.stringify(value))

test('whenever and however often facts are told, the same history ends in the same state', async () => {
  await fc.assert(
    fc.asyncProperty(phases, fc.integer(), async (history, seed) => {
      const [expected, found] = [await play(history, inOrder), await play(history, shuffled(seed))]
      expect(json(found.shown)).toEqual(json(expected.shown))
      expect(found.sums).toEqual([])
    }),
    { numRuns: 10, endOnFailure: true },
  )
}, 300_000)
