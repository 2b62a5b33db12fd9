// Measures the desk over the API: pages of queues and opened conversations at many conversations, and creating a message
// against a bare node:http + pg server that runs the same statements in the same process.
import { parseArgs } from 'node:util'
import { createTeam } from '../contract/access.ts'
import { createSavedQueue } from '../contract/inbox/queues.ts'
import { addNote, getConversation, listConversations } from '../contract/inbox.ts'
import { serveBare, watchStatements } from './inbox/bare.ts'
import { conversationId, fillConversations } from './inbox/conversations.ts'
import { openOwned } from './inbox/owned.ts'
import { openGround } from './ingest/ground.ts'
import { describeMachine, print } from './machine.ts'

const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '100000' },
    messages: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '200' },
    creates: { type: 'string', default: '600' },
    at: { type: 'string', default: '8' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(`Usage: npm run bench -- inbox [--conversations N] [--messages N] [--rounds N] [--creates N] [--at N]

  --conversations N  in one workspace, a tenth of them open (100000)
  --messages N       in all of them together (1000000); needs about 1 GB of disk a million
  --rounds N         how often each page and each conversation is asked for (200)
  --creates N        messages created by each of the two servers, in three turns each (600)
  --at N             created at the same time (8)
`)
  process.exit(0)
}
const conversations = Number(values.conversations)
const rounds = Number(values.rounds)
const creates = Number(values.creates)

print({ bench: 'inbox', ...describeMachine(), conversations, messages: Number(values.messages) })
const ground = await openGround()
const { program } = ground
const owned = await openOwned(ground)
const { owner, workspaceId, memberId } = owned
try {
  const team = await owner.call(createTeam, { workspaceId, name: 'CS 1팀' })
  const begin = performance.now()
  const size = { conversations, messages: Number(values.messages), memberId, teamId: team.id }
  await fillConversations(ground, workspaceId, size)
  print({ filledSeconds: Math.round((performance.now() - begin) / 1000) })

  const filter = { sentiments: ['negative' as const], isUnassigned: true, sort: 'risk' as const }
  const queue = await owner.call(createSavedQueue, { workspaceId, name: '화난 고객', filter })
  const lists = {
    'by the clock': { queue: 'open' as const },
    mine: { queue: 'mine' as const },
    'by risk': { sort: 'risk' as const },
    'of a team': { teamId: team.id },
    'a saved queue': { savedQueueId: queue.id },
    resolved: { queue: 'resolved' as const },
  }
  const pages: number[] = []
  for (const [name, asked] of Object.entries(lists)) {
    let cursor: string | undefined
    const times = await measure(async () => {
      const page = await owner.call(listConversations, {
        workspaceId,
        limit: 50,
        ...asked,
        ...(cursor ? { cursor } : {}),
      })
      cursor = page.next ?? undefined
    })
    pages.push(report({ part: 'list', name }, times))
  }
  const opened = await measure(round =>
    owner.call(getConversation, { workspaceId, conversationId: conversationId(1 + ((round * 7919) % conversations)) }),
  )
  const openP99 = report({ part: 'open', name: 'a conversation' }, opened)
  print({ listP99: Math.max(...pages), limitListP99: 100, openP99, limitOpenP99: 150 })

  const note = (n: number) =>
    owner.call(addNote, { workspaceId, conversationId: conversationId(1 + (n % conversations)), text: '확인 중입니다' })
  for (let n = 0; n < 50; n++) await note(n)
  const watched = conversationId(100)
  const number = (await owner.call(getConversation, { workspaceId, conversationId: watched })).messageCount + 1
  const seen = await watchStatements(() => note(99))
  const { rows } = await program.database.pool.query(
    `select member.user_id, conversation.customer_id from access.members as member, inbox.conversations as conversation
     where conversation.id = $1`,
    [watched],
  )
  const fixed = new Set<string>([memberId, ...Object.values(rows[0] as Record<string, string>)])
  const bare = await serveBare(program.database.pool.options, seen, { conversationId: watched, number, fixed })
  const bareNote = async (n: number) => {
    const body = JSON.stringify({ conversationId: conversationId(1 + (n % conversations)) })
    const response = await fetch(bare.url, { method: 'POST', body })
    if (!response.ok) throw new Error(await response.text())
    await response.text()
  }
  try {
    for (let n = 0; n < 50; n++) await bareNote(n)
    // In turns, so that what else the machine does meets both.
    const speeds = { product: [] as number[], bare: [] as number[] }
    for (let turn = 0; turn < 3; turn++) {
      speeds.product.push(await createMany(turn, note))
      speeds.bare.push(await createMany(turn + 3, bareNote))
    }
    const middle = (list: number[]) => list.toSorted((a, b) => a - b)[1]!
    const [product, yardstick] = [middle(speeds.product), middle(speeds.bare)]
    print({
      part: 'create',
      statements: seen.length,
      at: Number(values.at),
      product: Math.round(product),
      bare: Math.round(yardstick),
      ratio: Math.round((product / yardstick) * 100) / 100,
      limit: 0.4,
    })
  } finally {
    await bare.stop()
  }
} finally {
  await owned.stop()
  await ground.stop()
}

/** @returns messages a second. */
async function createMany(turn: number, create: (n: number) => Promise<unknown>): Promise<number> {
  const share = Math.ceil(creates / 3)
  let next = turn * share
  const end = next + share
  const begin = performance.now()
  await Promise.all(
    Array.from({ length: Number(values.at) }, async () => {
      while (next < end) await create(1000 + next++)
    }),
  )
  return (share / (performance.now() - begin)) * 1000
}

async function measure(ask: (round: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let round = -5; round < rounds; round++) {
    const begin = performance.now()
    await ask(Math.max(0, round))
    if (round >= 0) times.push(performance.now() - begin)
  }
  return times
}

/** @returns milliseconds of the slow hundredth. */
function report(line: Record<string, unknown>, times: number[]): number {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]! * 10) / 10
  print({ ...line, p50: at(0.5), p95: at(0.95), p99: at(0.99) })
  return at(0.99)
}
