/** Who is speaking: on a real database, with what the intake heard. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as api from '../../contract/customers.ts'
import { type Answering, openAnswering, word } from '../../tools/testing/answering.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { settleNames } from '../channels/actions/items.ts'
import { ensureCustomers, meetAuthors, recordActivities } from './actions/meeting.ts'
import * as people from './actions/people.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const list = async (at: Answering, q?: string) =>
  (await at.act(ctx => people.listCustomers(ctx, { limit: 50, ...(q === undefined ? {} : { q }) }))).items
const authorIds = async (at: Answering): Promise<string[]> => {
  const found = await testing.program.database.pool.query<{ id: string }>(
    'select id from channels.authors where workspace_id = $1 order by remote_id',
    [at.id],
  )
  return found.rows.map(row => row.id)
}
const rows = async (at: Answering) => {
  const tables = ['customers.customers', 'customers.identities', 'customers.activities']
  const found = await Promise.all(
    tables.map(table =>
      testing.program.database.pool.query(
        `select to_jsonb(t) as row from ${table} as t where workspace_id = $1 order by id`,
        [at.id],
      ),
    ),
  )
  return JSON.stringify(found.map(result => result.rows))
}

describe('meeting', () => {
  test('an author of a mention becomes a customer with one identity, and what they said stands on the timeline', async () => {
    const at = await openAnswering(testing)
    const saidAt = new Date('2026-11-20T01:00:00Z')
    await at.hear([word('배송이 너무 늦어요', { at: saidAt })], new Date('2026-11-20T01:05:00Z'))
    await at.react()
    const [customer, ...others] = await list(at)
    expect(others).toEqual([])
    expect(customer).toMatchObject({
      name: 'minji',
      stage: 'stranger',
      identities: [{ channel: 'bluesky', handle: 'minji.example', followers: 10 }],
      firstSeenAt: saidAt.toISOString(),
      lastSeenAt: saidAt.toISOString(),
      counts: { said: 1, answered: 0 },
    })
    const { items } = await at.act(ctx => people.listActivities(ctx, { customerId: customer!.id, limit: 10 }))
    expect(items).toMatchObject([
      { kind: 'said', channel: 'bluesky', text: '배송이 너무 늦어요', sentiment: 'negative', at: saidAt.toISOString() },
    ])
    expect(items[0]?.conversationId).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('an author who said many things is one customer, and the same facts again change nothing', async () => {
    const at = await openAnswering(testing)
    const ids = await at.hear([word('하나'), word('둘'), word('셋', { who: 'junho' })])
    await at.react()
    const before = await rows(at)
    await at.act(ctx => meetAuthors(ctx, { ids }))
    await at.act(ctx => meetAuthors(ctx, { ids: [ids[1]!, ids[0]!] }))
    expect(await rows(at)).toBe(before)
    expect((await list(at)).map(one => [one.name, one.counts.said]).sort()).toEqual([
      ['junho', 1],
      ['minji', 2],
    ])
  })

  test('twenty at once make one customer an author, and count each word once', async () => {
    const at = await openAnswering(testing)
    const words = Array.from({ length: 12 }, (_, n) => word(`말 ${n}`, { who: `person${n % 4}` }))
    const ids = await at.hear(words)
    const authors = await authorIds(at)
    const parts = Array.from({ length: 20 }, (_, n) => [...ids.slice(n % ids.length), ...ids.slice(0, n % ids.length)])
    const [maps] = await Promise.all([
      Promise.all(parts.map((_, n) => at.act(ctx => ensureCustomers(ctx, n % 2 ? authors : [...authors].reverse())))),
      Promise.all(parts.map(part => at.act(ctx => meetAuthors(ctx, { ids: part.slice(0, 7) })))),
    ])
    await at.act(ctx => meetAuthors(ctx, { ids }))
    for (const map of maps) expect(map).toEqual(maps[0])
    expect((await list(at)).map(one => one.counts.said)).toEqual([3, 3, 3, 3])
    expect(maps[0]?.size).toBe(4)
  })

  test('a customer without words is left by nobody: identities and customers are one to one', async () => {
    const at = await openAnswering(testing)
    await at.hear([word('안녕하세요', { who: 'a' }), word('반가워요', { who: 'b' })])
    const authors = await authorIds(at)
    await Promise.all(Array.from({ length: 16 }, () => at.act(ctx => ensureCustomers(ctx, authors))))
    const orphans = await testing.program.database.pool.query(
      `select count(*)::int as customers, count(i.id)::int as identities from customers.customers c
       left join customers.identities i on i.workspace_id = c.workspace_id and i.customer_id = c.id where c.workspace_id = $1`,
      [at.id],
    )
    expect(orphans.rows).toEqual([{ customers: 2, identities: 2 }])
  })

  test('own words make nobody a customer', async () => {
    const at = await openAnswering(testing)
    await at.hear([word('저희가 올린 글입니다', { who: 'haneul' })])
    await at.react()
    expect(await list(at)).toEqual([])
  })

  test('an author who came without a name is called by it once the network tells, but not over the name that we gave', async () => {
    const at = await openAnswering(testing)
    const nameless = (who: string) => {
      const one = word('누구일까요', { who })
      return { ...one, author: { ...one.author, handle: null, displayName: null } }
    }
    await at.hear([nameless('x1'), nameless('x2')])
    await at.react()
    expect((await list(at)).map(one => one.name).sort()).toEqual(['did:plc:x1', 'did:plc:x2'])
    const x2 = (await list(at)).find(one => one.name === 'did:plc:x2')!
    await at.act(ctx => people.updateCustomer(ctx, { customerId: x2.id, name: '단골 손님' }))
    const named = (who: string, displayName: string) => ({ ...word('', { who }).author, displayName })
    await at.act(ctx =>
      settleNames(ctx, { channel: 'bluesky', service: null, authors: [] }, [
        named('x1', '김지우'),
        named('x2', '이서연'),
      ]),
    )
    await at.react()
    expect((await list(at)).map(one => [one.name, one.identities[0]?.displayName]).sort()).toEqual([
      ['김지우', '김지우'],
      ['단골 손님', '이서연'],
    ])
    expect((await list(at, '서연')).map(one => one.name)).toEqual(['단골 손님'])
    expect((await list(at, '지우')).map(one => one.name)).toEqual(['김지우'])
  })

  test('a customer who writes under a new name is called by it', async () => {
    const at = await openAnswering(testing)
    await at.hear([word('처음')])
    await at.react()
    const renamed = word('다시 왔어요')
    await at.hear([{ ...renamed, author: { ...renamed.author, displayName: '민지의 하루' } }])
    await at.react()
    expect((await list(at, '하루')).map(one => one.name)).toEqual(['민지의 하루'])
  })
})

describe('activities', () => {
  test('the same source is recorded once, also at the same time, and learns its conversation later', async () => {
    const at = await openAnswering(testing)
    await at.hear([word('안녕하세요')])
    const [authorId] = await authorIds(at)
    const customerId = (await at.act(ctx => ensureCustomers(ctx, [authorId!]))).get(authorId!)!
    const sourceId = crypto.randomUUID()
    const conversationId = crypto.randomUUID()
    const answered = {
      customerId,
      kind: 'answered' as const,
      sourceId,
      channel: 'bluesky',
      at: new Date('2026-11-20T03:00:00Z'),
      what: { text: '확인해 보겠습니다', url: null },
      conversationId: null,
    }
    await Promise.all(Array.from({ length: 10 }, () => at.act(ctx => recordActivities(ctx, [answered, answered]))))
    await at.act(ctx => recordActivities(ctx, [{ ...answered, conversationId, what: { text: '다른 말', url: null } }]))
    const customer = await at.act(ctx => people.getCustomer(ctx, { customerId }))
    expect(customer).toMatchObject({ stage: 'known', counts: { said: 0, answered: 1 } })
    const { items } = await at.act(ctx => people.listActivities(ctx, { customerId, limit: 10 }))
    expect(items).toMatchObject([{ kind: 'answered', text: '확인해 보겠습니다', conversationId, itemId: null }])
  })

  test('a timeline is paged newest first without gaps or repeats', async () => {
    const at = await openAnswering(testing)
    const day = (n: number) => new Date(Date.UTC(2026, 10, 1 + (n % 9)))
    await at.hear(
      Array.from({ length: 23 }, (_, n) => word(`말 ${n}`, { at: day(n) })),
      new Date('2026-11-20T00:00:00Z'),
    )
    await at.react()
    const [customer] = await list(at)
    const seen: { id: string; at: string }[] = []
    let cursor: string | undefined
    do {
      const page = await at.act(ctx =>
        people.listActivities(ctx, { customerId: customer!.id, limit: 5, ...(cursor ? { cursor } : {}) }),
      )
      seen.push(...page.items)
      cursor = page.next ?? undefined
    } while (cursor)
    expect(new Set(seen.map(one => one.id)).size).toBe(23)
    expect(seen.map(one => one.at)).toEqual(
      seen
        .map(one => one.at)
        .sort()
        .reverse(),
    )
    expect(customer).toMatchObject({ firstSeenAt: day(0).toISOString(), lastSeenAt: day(8).toISOString() })
  })
})

describe('people', () => {
  test('the list is paged by who was heard last, and finds any part of a name or a handle', async () => {
    const at = await openAnswering(testing)
    const said = (who: string, hour: number) => word('안녕', { who, at: new Date(Date.UTC(2026, 10, 20, hour)) })
    await at.hear([said('minjun', 1), said('seoyeon', 3), said('junho', 2)], new Date('2026-11-20T09:00:00Z'))
    await at.react()
    const first = await at.act(ctx => people.listCustomers(ctx, { limit: 2 }))
    expect(first.items.map(one => one.name)).toEqual(['seoyeon', 'junho'])
    const second = await at.act(ctx => people.listCustomers(ctx, { limit: 2, cursor: first.next! }))
    expect(second).toMatchObject({ items: [{ name: 'minjun' }], next: null })
    expect((await list(at, 'JUN')).map(one => one.name)).toEqual(['junho', 'minjun'])
    expect((await list(at, '@seoyeon.exa')).map(one => one.name)).toEqual(['seoyeon'])
    expect((await list(at, 'n')).map(one => one.name)).toEqual(['seoyeon', 'junho', 'minjun'])
    expect(await list(at, 'nujnim')).toEqual([])
    expect(await list(at, '@ ')).toEqual([])
    expect(await list(at, "'; drop table \\")).toEqual([])
  })

  test('a name that we give makes a stranger known, and is found', async () => {
    const at = await openAnswering(testing)
    await at.hear([word('안녕하세요')])
    await at.react()
    const [customer] = await list(at)
    const named = await at.act(ctx => people.updateCustomer(ctx, { customerId: customer!.id, name: '김 민지' }))
    expect(named).toMatchObject({ name: '김 민지', stage: 'known' })
    await at.hear([word('또 왔어요')])
    await at.react()
    expect((await list(at, '김민지')).map(one => one.name)).toEqual(['김 민지'])
    expect((await list(at, 'minji')).map(one => one.name)).toEqual(['김 민지'])
  })

  test('chips find the customers behind authors, and pass over strangers to the room', async () => {
    const at = await openAnswering(testing)
    await at.hear([word('안녕하세요')])
    await at.react()
    const [customer] = await list(at)
    const [authorId] = await authorIds(at)
    const asked = { authorIds: [authorId!, crypto.randomUUID()] }
    expect(await at.act(ctx => people.findCustomers(ctx, asked))).toEqual({
      items: [{ authorId, customerId: customer!.id, name: 'minji', said: 1, answered: 0, isBuyer: false }],
    })
  })

  test('another workspace sees nobody, by list, id, author or timeline, and names nobody', async () => {
    const [ours, theirs] = [await openAnswering(testing), await openAnswering(testing)]
    await ours.hear([word('안녕하세요')])
    await ours.react()
    const [customer] = await list(ours)
    const customerId = customer!.id
    expect(await list(theirs)).toEqual([])
    const authors = await authorIds(ours)
    expect(await theirs.act(ctx => people.findCustomers(ctx, { authorIds: authors }))).toEqual({ items: [] })
    expect(await theirs.act(ctx => ensureCustomers(ctx, authors))).toEqual(new Map())
    const strange = { workspaceId: theirs.id, customerId }
    expect(await testing.owner.ask(api.getCustomer, strange)).toMatchObject({ status: 404 })
    expect(await testing.owner.ask(api.listActivities, strange)).toMatchObject({ status: 404 })
    expect(await testing.owner.ask(api.updateCustomer, { ...strange, name: '남' })).toMatchObject({ status: 404 })
    const own = { workspaceId: ours.id, customerId }
    expect(await testing.owner.call(api.getCustomer, own)).toMatchObject({ name: 'minji' })
  })

  test('a cursor that we did not write is refused', async () => {
    const at = await openAnswering(testing)
    const bad = [
      'nonsense',
      Buffer.from('["2026-11-20T00:00:00Z","not an id"]').toString('base64url'),
      Buffer.from(`["+200000-01-01T00:00:00Z","${crypto.randomUUID()}"]`).toString('base64url'),
    ]
    for (const cursor of bad)
      expect(await testing.owner.ask(api.listCustomers, { workspaceId: at.id, cursor })).toMatchObject({
        status: 422,
        problem: { code: 'bad_cursor' },
      })
  })
})
