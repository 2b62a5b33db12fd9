/** Conversations of an inbox after months, made in the database itself: most resolved, some waiting for members and teams. */
import type { Ground } from '../ingest/ground.ts'

const id = (kind: string, n: string) => `('${kind}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`
export const conversationId = (n: number): string => `0000000c-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

/** Of each conversation's messages these are the customer's, with items of their own; the others are notes. */
const inbound = 3

/** One in ten is open; of these a fifth is nobody's, half is a team's. Words are few, as in short messages. */
export const fillConversations = async (
  { query }: Ground,
  w: number,
  size: { conversations: number; messages: number; memberId: string; teamId: string },
): Promise<void> => {
  const { conversations: count, memberId, teamId } = size
  const each = Math.max(inbound + 1, Math.round(size.messages / count))
  const said = `now() - make_interval(secs => (${count} - n) * 60)`
  await query(`
    insert into channels.authors (workspace_id, id, channel, remote_id, handle, display_name, first_seen_at)
    values (${w}, ${id('0000000a', '1')}, 'bluesky', 'did:bench', 'bench', 'bench', now())`)
  await query(`
    insert into customers.customers (workspace_id, id, name, stage, words, met_at, said, answered, heard, bought,
      first_seen_at, last_seen_at)
    select ${w}, ${id('0000000b', 'n')}, '고객 ' || n, 'known', ''::tsvector, now(), 1, 0, 1, n % 7, now(), now()
    from generate_series(1, ${count}) as n`)
  await query(`
    insert into channels.items (workspace_id, id, channel, remote_id, kind, text, author_id, is_own, received_at, occurred_at)
    select ${w}, ${id('0000000d', `n * ${inbound} + k`)}, 'bluesky', 'at://bench/' || n || '/' || k, 'post',
      '배송이 언제 오나요 ' || n, ${id('0000000a', '1')}, false, ${said} + interval '1 minute', ${said} + make_interval(secs => k)
    from generate_series(1, ${count}) as n, generate_series(0, ${inbound - 1}) as k`)
  await query(`
    insert into understanding.readings (workspace_id, item_id, language, reading, model, at)
    select ${w}, ${id('0000000d', `n * ${inbound} + ${inbound - 1}`)}, 'ko', '{"intents":[]}', 'bench', now()
    from generate_series(1, ${count}) as n`)
  await query(`
    insert into listening.mentions (workspace_id, id, item_id, occurred_at, found_at, channel, language, sentiment, state,
      state_at, is_addressed, words, intents, urgency, is_crisis, is_spam, is_answerable, author_id, kind, is_tagged)
    select ${w}, ${id('0000000e', 'n')}, ${id('0000000d', `n * ${inbound} + ${inbound - 1}`)}, ${said}, ${said}, 'bluesky',
      'ko', (array['negative', 'neutral', 'positive'])[1 + n % 3], 'pending', ${said}, true, '''배송'':1'::tsvector,
      '{complaint}', 'normal', false, false, true, ${id('0000000a', '1')}, 'post', true
    from generate_series(1, ${count}) as n`)
  await query(`
    insert into inbox.conversations (workspace_id, id, customer_id, channel, thread, is_public, opened_at, message_count,
      last_message_at, last_item_id)
    select ${w}, ${id('0000000c', 'n')}, ${id('0000000b', 'n')}, 'bluesky', 'at://bench/' || n, true, ${said}, ${each},
      ${said}, ${id('0000000d', `n * ${inbound} + ${inbound - 1}`)}
    from generate_series(1, ${count}) as n`)
  await query(
    `insert into inbox.tickets (workspace_id, id, conversation_id, state, opened_at, due_at, due_kind, warn_at, first_due_at, resolved_at, resolved_by,
      resolved_through, assignee_id, team_id, routed_at, risk, worth)
    select ${w}, ${id('0000000f', 'n')}, ${id('0000000c', 'n')}, case when n % 10 = 0 then 'open' else 'resolved' end, ${said},
      case when n % 10 = 0 then ${said} + interval '1 hour' end, case when n % 10 = 0 then 'first' end, case when n % 10 = 0 then ${said} + interval '45 minutes' end,
      case when n % 10 = 0 then ${said} + interval '1 hour' end, case when n % 10 > 0 then ${said} + interval '30 minutes' end,
      case when n % 10 > 0 then 'bench' end, case when n % 10 > 0 then ${each} end,
      case when n % 50 > 0 then $1::uuid end, case when n % 20 = 0 then $2::uuid end, ${said}, (n * 37) % 100, n % 7
    from generate_series(1, ${count}) as n`,
    [memberId, teamId],
  )
  await query(`
    insert into inbox.messages (workspace_id, id, conversation_id, number, direction, at, item_id, is_asking, text, written_by,
      words)
    select ${w}, ${id('00000010', `n * ${each} + k`)}, ${id('0000000c', 'n')}, k + 1,
      case when k < ${inbound} then 'inbound' else 'note' end, ${said} + make_interval(secs => k),
      case when k < ${inbound} then ${id('0000000d', `n * ${inbound} + k`)} end, k < ${inbound},
      case when k >= ${inbound} then '확인 중입니다 ' || n end, case when k >= ${inbound} then 'bench' end,
      ('''말'':1 ''' || n || ''':2')::tsvector
    from generate_series(1, ${count}) as n, generate_series(0, ${each - 1}) as k`)
  await query('vacuum analyze')
}
