import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as files from '../../contract/channels.ts'
import * as contract from '../../contract/customers.ts'
import { openBringing } from '../../tools/testing/bringing.ts'
import { chatFiles } from '../../tools/testing/exports.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { takeClaims } from './actions/claims.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const names = 'Record ID,First Name,Last Name,Email,Phone Number,Lifecycle Stage,Create Date,Associated Company,선호 색'
const contacts = (rows: readonly string[]) => `${names}\n${rows.join('\n')}\n`
const jiwoo = '101,지우,김,jiwoo@example.com,010-2345-6789,customer,2024-03-12 09:14,하늘상점,파랑'
const minjun = '102,민준,이,minjun@example.com,,lead,2024-03-13 10:00,,'

const people = async (place: Awaited<ReturnType<typeof openBringing>>) =>
  (await testing.owner.call(contract.listCustomers, { ...place.at, limit: 100 })).items

describe('a file of people', () => {
  it('says what will change, updates rather than doubles, and is taken back byte for byte', async () => {
    const place = await openBringing(testing)
    // One of them is known already, by the same id, from elsewhere.
    await place.hearing.change(ctx =>
      takeClaims(ctx, [
        {
          key: { kind: 'external', namespace: 'hubspot', value: '102' },
          attributes: [{ name: 'name', value: '이민준' }],
          seenAt: ctx.now,
          source: { kind: 'api', id: 'test' },
        },
      ]),
    )
    const before = await place.dumped()
    const first = await place.bringPeople(contacts([jiwoo, minjun, ',,,,,,,,']), 'hubspot.csv')
    expect(first).toMatchObject({
      state: 'ready',
      asksAddresses: false,
      tables: [{ kind: 'contacts', format: 'hubspot' }],
    })
    const preview = await testing.owner.call(files.previewImport, { ...place.at, importId: first.id })
    expect(preview.counts).toMatchObject({ rows: 2, added: 1, updated: 1, known: 0, refused: 0, customers: 1 })
    expect(preview.rows[0]).toMatchObject({ kind: 'contacts', outcome: 'new', author: '김지우' })
    expect(preview.rows[0]!.changes).toContainEqual({ name: '선호 색', before: null, after: '파랑' })
    expect(await place.dumped()).toBe(before)

    expect(await place.run(first.id)).toMatchObject({ state: 'done', counts: { added: 1, updated: 1, refused: 0 } })
    const after = await place.dumped()
    expect((await people(place)).map(one => [one.name, one.stage]).sort()).toEqual([
      ['김지우', 'customer'],
      ['이민준', 'lead'],
    ])

    // The same again changes nobody; another number is one change.
    const second = await place.bringPeople(contacts([jiwoo.replace('6789', '1111'), minjun]), 'hubspot (2).csv')
    const seen = await testing.owner.call(files.previewImport, { ...place.at, importId: second.id })
    expect(seen.rows.map(row => row.outcome)).toEqual(['updated', 'known'])
    expect(seen.rows[0]!.changes).toEqual([{ name: 'phone', before: null, after: '+821023451111' }])
    expect(await place.run(second.id)).toMatchObject({ counts: { added: 0, updated: 1, known: 1 } })
    expect(await people(place)).toHaveLength(2)
    await place.undo(second.id)
    expect(await place.dumped()).toBe(after)
    expect(await place.undo(first.id)).toMatchObject({ state: 'undone', kept: 0 })
    expect(await place.dumped()).toBe(before)
  })

  it('passes to the next file what that one told too', async () => {
    const place = await openBringing(testing)
    const first = await place.bringPeople(contacts([jiwoo, minjun]), 'a.csv')
    await place.run(first.id)
    const second = await place.bringPeople(contacts([jiwoo]), 'b.csv')
    await place.run(second.id)
    await place.undo(first.id)
    expect((await people(place)).map(one => one.name)).toEqual(['김지우'])
    await place.undo(second.id)
    expect(await people(place)).toEqual([])
  })

  it('told again unchanged, writes one row for each person and not all that is known, and both are taken back exactly', async () => {
    const place = await openBringing(testing)
    const before = await place.dumped()
    const facts = () =>
      testing.program.database.pool
        .query('select source_id from customers.attributes where workspace_id = $1', [place.id])
        .then(({ rows }) => rows.map(row => row.source_id as string))
    const bring = async (rows: readonly string[], name: string) => {
      const made = await place.bringPeople(contacts(rows), name)
      return place.run(made.id)
    }
    const first = await bring([jiwoo, minjun], 'a.csv')
    const told = await facts()
    const afterFirst = await place.dumped()
    const second = await bring([jiwoo, minjun], 'b.csv')
    expect(second).toMatchObject({ counts: { added: 0, updated: 0, known: 2 } })
    expect(await facts()).toEqual(told)
    const third = await bring([jiwoo, minjun.replace('민준', '민준수')], 'c.csv')
    expect(third).toMatchObject({ counts: { updated: 1, known: 1 } })

    await place.undo(third.id)
    await place.undo(second.id)
    expect(await place.dumped()).toBe(afterFirst)

    const fourth = await bring([jiwoo], 'd.csv')
    const fifth = await bring([jiwoo], 'e.csv')
    await place.undo(first.id)
    expect((await people(place)).map(one => one.name)).toEqual(['김지우'])
    expect(new Set(await facts())).toEqual(new Set([fourth.id]))
    await place.undo(fourth.id)
    expect((await people(place)).map(one => [one.name, one.stage])).toEqual([['김지우', 'customer']])
    await place.undo(fifth.id)
    expect(await place.dumped()).toBe(before)
  })

  it('waits sealed until it is opened: nobody has masked it yet', async () => {
    const place = await openBringing(testing)
    const { id } = await testing.owner.call(files.createImport, {
      ...place.at,
      fileName: 'a.csv',
      topicId: null,
      of: 'people',
    })
    await place.put(id, contacts([jiwoo]))
    const { rows } = await testing.program.database.pool.query(
      `select bytes, length, (select byte_size from channels.imports where id = import_id) as size
        from channels.import_pieces where import_id = $1`,
      [id],
    )
    expect(rows.map(row => row.length)).toEqual([Buffer.byteLength(contacts([jiwoo]))])
    expect(Number(rows[0].size)).toBe(rows[0].length)
    expect(rows[0].bytes.includes('jiwoo')).toBe(false)
    await testing.owner.call(files.dropImport, { ...place.at, importId: id })
  })

  it('keeps whom somebody has worked with, and says so', async () => {
    const place = await openBringing(testing)
    const first = await place.bringPeople(contacts([jiwoo]), 'a.csv')
    await place.run(first.id)
    const [one] = await people(place)
    await testing.owner.call(contract.updateCustomer, { ...place.at, customerId: one!.id, name: '지우 님' })
    expect(await place.undo(first.id)).toMatchObject({ state: 'undone', kept: 1 })
    expect((await people(place)).map(person => person.name)).toEqual(['지우 님'])
  })

  it('brings consents with their time, and merges that were made where it comes from', async () => {
    const place = await openBringing(testing)
    const before = await place.dumped()
    const mail = await place.bringPeople(
      'Email Address,First Name,Last Name,OPTIN_TIME,OPTIN_IP,UNSUB_TIME,LEID,EUID,TAGS\na@example.com,지우,김,2024-01-02 03:04:05,203.0.113.7,,1,aa11,"""단골"",""서울"""\nb@example.com,민준,이,2024-01-02 03:04:05,,2025-01-01 00:00:00,2,bb22,\n',
      'subscribed.csv',
    )
    await place.run(mail.id)
    const { rows: consents } = await testing.program.database.pool.query(
      `select purpose, channel, deed, proof from customers.consents where workspace_id = $1 order by at, deed, proof`,
      [place.id],
    )
    expect(consents.map(row => [row.purpose, row.channel, row.deed, row.proof])).toEqual([
      ['marketing', 'email', 'given', '203.0.113.7'],
      ['marketing', 'email', 'given', 'subscribed.csv'],
      ['marketing', 'email', 'withdrawn', 'subscribed.csv'],
    ])
    const merged = await place.bringPeople(
      'Id,IsDeleted,MasterRecordId,AccountId,LastName,FirstName,Email\n003A,false,,001,김,지우,jw@example.com\n003B,true,003A,001,김,지우,jw.kim@example.com\n',
      'Contact.csv',
    )
    await place.run(merged.id)
    const found = (await people(place)).filter(one => one.aliases.length > 0)
    expect(found).toMatchObject([{ name: '김지우' }])
    await place.undo(merged.id)
    await place.undo(mail.id)
    expect(await place.dumped()).toBe(before)
  })

  it('is for those who may bring files and see contact details', async () => {
    const place = await openBringing(testing)
    const one = await place.bringPeople(contacts([jiwoo]), 'a.csv')
    expect(await testing.stranger.ask(files.getImport, { ...place.at, importId: one.id })).toMatchObject({
      status: 401,
    })
    expect((await testing.owner.call(files.listImports, { ...place.at, of: 'mentions' })).items).toEqual([])
    expect((await testing.owner.call(files.listImports, { ...place.at, of: 'people' })).items).toHaveLength(1)
  })
})

/** Somebody checked who this is. @returns takes it back. */
const verify = async (workspaceId: number, customerId: string): Promise<() => Promise<unknown>> => {
  const { pool } = testing.program.database
  await pool.query(
    `insert into customers.verifications (workspace_id, id, customer_id, how, note, made_at, made_by)
     values ($1, gen_random_uuid(), $2, 'callback', '', now(), '지우')`,
    [workspaceId, customerId],
  )
  return () => pool.query('delete from customers.verifications where workspace_id = $1', [workspaceId])
}

const orderNames =
  '상품주문번호,주문번호,구매자명,구매자ID,구매자연락처,수취인명,수취인연락처1,주문상태,결제일,상품명,옵션정보,수량,상품별 총 주문금액,기본배송지,우편번호,개인통관고유부호'
const orderFile = (status: string) =>
  `주문 목록\n\n${orderNames}\n2026100200000011,2026100200000001,김지우,ji****,010-2345-6789,김지우,010-2345-6789,${status},2026-10-02 오후 3:15,무선 이어폰,검정,1,"59,000",서울 중구 세종대로 110,04524,P123456789012\n2026100200000012,2026100200000001,김지우,ji****,010-2345-6789,김지우,010-2345-6789,${status},2026-10-02 오후 3:15,충전기,,2,"24,000",서울 중구 세종대로 110,04524,P123456789012\n2.02610020000E+15,2.02610020000E+15,이민준,mj****,010-1111-2222,이민준,010-1111-2222,${status},2026-10-02,키보드,,1,"90,000",부산,48000,\n`

describe('a file of orders', () => {
  it('sums lines, hides what must not be kept, asks about addresses, and makes a verified buyer', async () => {
    const place = await openBringing(testing)
    const before = await place.dumped()
    const one = await place.bringPeople(orderFile('배송중'), '스마트스토어_주문_20261002.csv')
    expect(one).toMatchObject({
      asksAddresses: true,
      keepsAddresses: null,
      counts: { masked: 2 },
      tables: [{ kind: 'orders', format: 'naver_smartstore' }],
    })
    const refused = await testing.owner.ask(files.runImport, { ...place.at, importId: one.id })
    expect(refused).toMatchObject({ status: 409, problem: { code: 'channels.import.asks_addresses' } })
    await testing.owner.call(files.changeImport, { ...place.at, importId: one.id, keepsAddresses: false })
    expect(await place.run(one.id)).toMatchObject({ counts: { rows: 3, added: 1, refused: 1, customers: 1 } })
    const [buyer] = await people(place)
    expect(buyer).toMatchObject({ name: '김지우', stage: 'customer', counts: { bought: 1 } })
    const after = await place.dumped()
    expect(after).not.toMatch(/123456789012|세종대로|04524/)

    // The next export knows that it arrived.
    const next = await place.bringPeople(orderFile('배송완료'), '스마트스토어_주문_20261005.csv')
    await testing.owner.call(files.changeImport, { ...place.at, importId: next.id, keepsAddresses: true })
    expect(await place.run(next.id)).toMatchObject({ counts: { added: 0, updated: 1 } })
    expect(await people(place)).toHaveLength(1)
    const closed = await testing.owner.call(contract.listOrders, { ...place.at, customerId: buyer!.id })
    expect(closed).toMatchObject({ items: [], isClosed: true, sums: [{ currency: 'KRW', orders: 1, amount: 83_000 }] })
    const close = await verify(place.id, buyer!.id)
    const orders = await testing.owner.call(contract.listOrders, { ...place.at, customerId: buyer!.id })
    await close()
    expect(orders).toMatchObject({
      items: [
        {
          number: '2026100200000001',
          amount: 83_000,
          currency: 'KRW',
          status: '배송완료',
          state: 'delivered',
          market: 'naver_smartstore',
          orderedAt: '2026-10-02T06:15:00.000Z',
          lines: [{ quantity: 1 }, { quantity: 2 }],
        },
      ],
      sums: [{ currency: 'KRW', orders: 1, amount: 83_000 }],
    })
    await place.undo(next.id)
    expect(await place.dumped()).toBe(after)
    await place.undo(one.id)
    expect(await place.dumped()).toBe(before)
  })

  it('takes a cancelled order off what somebody is worth, and gives it back', async () => {
    const place = await openBringing(testing)
    const file = (status: string) =>
      `주문번호,주문일,주문자명,연락처,상품명,수량,결제금액,주문상태\nA-1,2026-10-02,김지우,010-2345-6789,원두,1,"18,000",${status}\n`
    const one = await place.bringPeople(file('배송완료'), '주문.csv')
    await place.run(one.id)
    const after = await place.dumped()
    const two = await place.bringPeople(file('취소완료'), '주문 (1).csv')
    await place.run(two.id)
    const [buyer] = await people(place)
    expect(buyer!.counts.bought).toBe(0)
    expect((await testing.owner.call(contract.listOrders, { ...place.at, customerId: buyer!.id })).sums).toEqual([])
    await place.undo(two.id)
    expect(await place.dumped()).toBe(after)
  })
})

it('a chat stands on the timeline once, whatever form it was saved in, and our own words are answers', async () => {
  const place = await openBringing(testing)
  const before = await place.dumped()
  const brought: string[] = []
  for (const form of ['android', 'iphone'] as const) {
    const one = await place.bringPeople(chatFiles[form], 'KakaoTalkChats.txt')
    expect(one).toMatchObject({ reading: { kind: 'chat' }, tables: [{ kind: 'chats', format: 'kakaotalk' }] })
    await testing.owner.call(files.changeImport, { ...place.at, importId: one.id, ownNames: ['하늘상점'] })
    await place.run(one.id)
    brought.push(one.id)
  }
  const [speaker, ...others] = await people(place)
  expect(others).toEqual([])
  expect(speaker).toMatchObject({ name: '김지우', counts: { said: 2, answered: 1 } })
  for (const id of brought) await place.undo(id)
  expect(await place.dumped()).toBe(before)
})

it('call records stand on the timeline of whoever has the number, each once, and are taken back', async () => {
  const place = await openBringing(testing)
  const before = await place.dumped()
  const text = [
    'acctId,src,dst,start,answer,end,duration,billsec,disposition,uniqueid',
    '1,01023456789,15881234,2026-11-24 10:00:00,,2026-11-24 10:01:35,95,0,NO ANSWER,u.1',
    '2,01023456789,15881234,2026-11-24 10:05:00,2026-11-24 10:05:20,2026-11-24 10:07:20,140,120,ANSWERED,u.2',
    '3,01023456789,15881234,??,,,0,0,FAILED,u.3',
  ].join('\n')
  const one = await place.bringPeople(text, 'cdr.csv')
  expect(one).toMatchObject({ tables: [{ kind: 'calls', format: 'asterisk' }] })
  const preview = await testing.owner.call(files.previewImport, { ...place.at, importId: one.id })
  expect(preview.counts).toMatchObject({ rows: 3, added: 2, refused: 1, customers: 1 })
  expect(preview.rows[0]).toMatchObject({ author: '010-2345-6789', publishedAt: '2026-11-24T01:00:00.000Z' })
  expect(await place.run(one.id)).toMatchObject({ counts: { added: 2, known: 0, refused: 1, customers: 1 } })
  const again = await place.bringPeople(text, 'cdr.csv')
  expect(await place.run(again.id)).toMatchObject({ counts: { added: 0, known: 2 } })
  expect(await people(place)).toHaveLength(1)
  await place.undo(again.id)
  await place.undo(one.id)
  expect(await place.dumped()).toBe(before)
})
