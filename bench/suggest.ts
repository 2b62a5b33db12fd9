// Measures suggestions over the API: answers to like questions among many messages, beside opening the same conversations.
import { parseArgs } from 'node:util'
import { listPastAnswers } from '../contract/inbox/suggestions.ts'
import { getConversation } from '../contract/inbox.ts'
import { conversationId } from './inbox/conversations.ts'
import { openOwned } from './inbox/owned.ts'
import { openGround } from './ingest/ground.ts'
import { describeMachine, print } from './machine.ts'

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '200' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(`Usage: npm run bench -- suggest [--messages N] [--rounds N]

  --messages N  in one workspace; of each four, two are questions, one an answer, one a word after it (100000)
  --rounds N    conversations whose suggestions are asked for, and which are opened (200)
`)
  process.exit(0)
}
const messages = Number(values.messages)
const conversations = Math.floor(messages / 4)
const rounds = Number(values.rounds)

print({ bench: 'suggest', ...describeMachine(), messages })
const ground = await openGround()
const { query } = ground
const owned = await openOwned(ground)
const { owner, workspaceId: w } = owned
const id = (kind: string, n: string) => `('${kind}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`
try {
  // Six words a question, word k about as often as 1/k, as in speech: the commonest stand in a third of all questions.
  const drawn = (seed: string) =>
    `(select string_agg('quest' || translate(floor(power(500, (hashint4(${seed} * 31 + j) & 65535) / 65536.0))::text, '0123456789', 'abcdefghik'), ' ') from generate_series(1, 6) as j)`
  const at = `now() - make_interval(secs => (${conversations} - n) * 60)`
  await query(`insert into channels.authors (workspace_id, id, channel, remote_id, handle, display_name, first_seen_at)
    values (${w}, ${id('0000000a', '1')}, 'bluesky', 'did:bench', 'bench', 'bench', now())`)
  await query(`insert into customers.customers (workspace_id, id, name, stage, words, met_at, said, answered, heard, bought, first_seen_at, last_seen_at)
    select ${w}, ${id('0000000b', 'n')}, '고객 ' || n, 'known', ''::tsvector, now(), 1, 0, 1, 0, now(), now() from generate_series(1, ${conversations}) as n`)
  await query(`insert into channels.items (workspace_id, id, channel, remote_id, kind, text, author_id, is_own, received_at, occurred_at)
    select ${w}, ${id('0000000d', 'n * 4 + k')}, 'bluesky', 'at://bench/' || n || '/' || k, 'post',
      case k when 2 then '답변 ' || n when 3 then '감사합니다' else ${drawn('n * 4 + k')} end, ${id('0000000a', '1')}, k = 2, ${at} + interval '1 minute', ${at} + make_interval(secs => k)
    from generate_series(1, ${conversations}) as n cross join generate_series(0, 3) as k`)
  await query(`insert into inbox.conversations (workspace_id, id, customer_id, channel, thread, is_public, opened_at, message_count, last_message_at, last_item_id)
    select ${w}, ${id('0000000c', 'n')}, ${id('0000000b', 'n')}, 'bluesky', 'at://bench/' || n, true, ${at}, case when n % 10 = 0 then 2 else 4 end, ${at},
      ${id('0000000d', 'n * 4 + 1')} from generate_series(1, ${conversations}) as n`)
  await query(`insert into inbox.tickets (workspace_id, id, conversation_id, state, opened_at)
    select ${w}, ${id('0000000f', 'n')}, ${id('0000000c', 'n')}, 'open', ${at} from generate_series(1, ${conversations}) as n`)
  await query(`insert into inbox.messages (workspace_id, id, conversation_id, number, direction, at, item_id, is_asking, settled_at, sent_at, words)
    select ${w}, ${id('00000010', 'n * 4 + k')}, ${id('0000000c', 'n')}, k + 1, case k when 2 then 'outbound' else 'inbound' end,
      ${at} + make_interval(secs => k), item.id, k < 2, case k when 2 then ${at} end, case k when 2 then ${at} end,
      (select string_agg('''' || word || ''':' || at, ' ') from regexp_split_to_table(item.text, ' ') with ordinality as t(word, at))::tsvector
    from generate_series(1, ${conversations}) as n cross join generate_series(0, 3) as k
    join channels.items as item on item.workspace_id = ${w} and item.id = ${id('0000000d', 'n * 4 + k')}
    where n % 10 > 0 or k < 2`)
  await query('vacuum analyze')

  const place = (round: number) => ({
    workspaceId: w,
    conversationId: conversationId(10 * (1 + ((round * 7919) % Math.floor(conversations / 10)))),
  })
  const times = { suggest: [] as number[], open: [] as number[] }
  let found = 0
  // In turns, so that what else the machine does meets both.
  for (let round = 0; round < rounds + 20; round++) {
    let begin = performance.now()
    await owner.call(getConversation, place(round))
    const opened = performance.now() - begin
    begin = performance.now()
    const { answers } = await owner.call(listPastAnswers, place(round))
    const suggested = performance.now() - begin
    if (round < 20) continue
    times.open.push(opened)
    times.suggest.push(suggested)
    if (answers.length > 0) found += 1
  }
  const part = (all: number[], share: number) => Math.round(all.sort((a, b) => a - b)[Math.floor(all.length * share)]!)
  for (const [name, all] of Object.entries(times))
    print({ part: name, median: part(all, 0.5), p95: part(all, 0.95), p99: part(all, 0.99) })
  print({
    suggestP95: part(times.suggest, 0.95),
    limitP95: 100,
    toOpening: Math.round((part(times.suggest, 0.5) / Math.max(1, part(times.open, 0.5))) * 100) / 100,
    withAnswers: found / rounds,
  })
} finally {
  await owned.stop()
  await ground.stop()
}
