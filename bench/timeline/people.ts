/** People with timelines, made in the database itself: as many as a large shop has, faster than they could be told. */
import { type Ground, workspaceId as w } from '../ingest/ground.ts'

export interface Filled {
  readonly until: number
  readonly spanMs: number
  readonly busiest: string
  anybody(round: number): string
  merged(round: number): string
  phone(round: number): string
  email(round: number): string
  handle(round: number): string
  external(round: number): string
}

const day = 86_400_000
/** Made-up ids that sort as their numbers do. */
const idOf = (kind: string, n: number) => `${kind}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const id = (kind: string, n: string) => `('${kind}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`

export const fillPeople = async (ground: Ground, size: { customers: number; activities: number }): Promise<Filled> => {
  const { customers, activities } = size
  const until = Date.now()
  const spanMs = 730 * day
  const run = (text: string) => ground.query(text, [])
  await run(`
    insert into customers.customers (workspace_id, id, name, stage, words, merged_into, met_at, said, answered, heard, bought,
      first_seen_at, last_seen_at)
    select ${w}, ${id('00000001', 'n')}, '고객 ' || n, 'known', ('''고객'':1 ''' || n || ''':2')::tsvector,
      case when n % 30 in (11, 21) then ${id('00000001', 'n - n % 30 + 1')} end,
      now() - interval '2 years', 3, 1, 3, 0, now() - interval '2 years', now() - make_interval(secs => n)
    from generate_series(1, ${customers}) as n order by n % 30 in (11, 21), n`)
  const identities = (kind: string, mark: string, namespace: string, value: string, handle = 'null') =>
    run(`
    insert into customers.identities (workspace_id, id, customer_id, kind, namespace, value, author_id, source_kind,
      source_id, handle, display_name, linked_at)
    select ${w}, ${id(mark, 'n')}, ${id('00000001', 'n')}, '${kind}', '${namespace}', ${value}, null, 'import', 'bench',
      ${handle}, null, now()
    from generate_series(1, ${customers}) as n`)
  await identities('external', '00000002', 'shop', `'buyer-' || n`, `'handle' || n || '.example'`)
  await identities('phone', '00000003', '', `'+8210' || lpad(n::text, 8, '0')`)
  await run(`
    insert into customers.attributes (workspace_id, id, customer_id, name, value, folded, is_verified, source_kind, source_id, at)
    select ${w}, ${id('00000004', 'n')}, ${id('00000001', 'n')}, 'email', 'person' || n || '@example.com',
      'person' || n || '@example.com', false, 'import', 'bench', now() from generate_series(1, ${customers}) as n`)
  await run(`
    insert into customers.verifications (workspace_id, id, customer_id, how, note, made_at, made_by)
    select ${w}, ${id('00000007', 'n')}, ${id('00000001', 'n')}, 'order', '', now(), 'bench'
    from generate_series(1, ${customers}, 3) as n`)
  // The first has a hundred thousand, or a quarter of all; the others share the rest.
  const busy = Math.min(100_000, Math.floor(activities / 4))
  const block = 500_000
  for (let from = 0; from < activities; from += block) {
    const to = Math.min(activities, from + block)
    await run(`
      insert into customers.activities (workspace_id, id, customer_id, kind, source_id, channel, at, text, detail)
      select ${w}, ${id('00000005', 'n')},
        case when n < ${busy} then ${id('00000001', '1')} else ${id('00000001', `1 + (n::bigint * 7919) % ${customers}`)} end,
        (array['said','said','said','answered','visited','visited','visited','ordered','call_failed','liked'])[1 + n % 10],
        ${id('00000006', 'n')},
        (array['bluesky','instagram','web','web','naver_blog','call','bluesky'])[1 + n % 7],
        now() - make_interval(secs => (n::bigint * 104729) % ${Math.floor(spanMs / 1000)}), '말 ' || n, '{}'
      from generate_series(${from}, ${to - 1}) as n`)
  }
  await run(`update customers.activities set channel = 'email' where workspace_id = ${w}
    and customer_id = ${id('00000001', '1')} and source_id in
    (select ${id('00000006', 'n * 997')} from generate_series(1, 60) as n)`)
  await run('vacuum analyze customers.customers, customers.identities, customers.attributes, customers.activities')
  const pick = (round: number) => 1 + ((round * 7919 + 13) % customers)
  return {
    until,
    spanMs,
    busiest: idOf('00000001', 1),
    anybody: round => idOf('00000001', pick(round)),
    merged: round => idOf('00000001', 1 + 30 * (1 + (round % Math.max(1, Math.floor(customers / 30) - 2)))),
    phone: round =>
      `010-${String(pick(round))
        .padStart(8, '0')
        .replace(/(\d{4})(\d{4})/, '$1-$2')}`,
    email: round => `person${pick(round)}@example.com`,
    handle: round => `@handle${pick(round)}.example`,
    external: round => `buyer-${pick(round)}`,
  }
}
