/** One person goes through every room: afterwards no table of the database holds a string of theirs. */
import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addCalls } from '../contract/customers/calls.ts'
import { recordConsent } from '../contract/customers/consents.ts'
import {
  erasePerson,
  exportPerson,
  getRetention,
  listErasures,
  previewErasure,
  setRetention,
  wasErased,
} from '../contract/customers/privacy.ts'
import { addSite } from '../contract/customers/sites.ts'
import { getCustomer, listCustomers, mergeCustomers, updateCustomer } from '../contract/customers.ts'
import { addNote, listConversations, tagConversation } from '../contract/inbox.ts'
import { createTag, createTopic } from '../contract/listening.ts'
import { drain } from '../tools/testing/drain.ts'
import { openHearing, post } from '../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../tools/testing/program.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing?.stop())

/** Every string by which 한여울 could be found. The other person, who answered them, keeps their own words. */
const strings = [
  'did:plc:yeoulyeoul',
  'yeoul-handle',
  '한여울',
  '너구리빛',
  '1098765432',
  '98765432',
  'yeoul@private.example',
  '감나무골',
  '여울이라 불러 달라고',
]

const pageOf = (site: { key: string; secret: string }, v: string) => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = {
    sub: 'yeoul-77',
    exp: Math.floor(Date.now() / 1000) + 600,
    name: '한여울',
    email: 'yeoul@private.example',
    email_verified: true,
  }
  const text = `${part({ alg: 'HS256' })}.${part(claims)}`
  const token = `${text}.${createHmac('sha256', site.secret).update(text).digest('base64url')}`
  const event = (k: string, more: object) => ({
    i: randomUUID(),
    k,
    t: 1_000,
    v,
    u: 'https://shop.example/감나무골',
    n: '감나무골 배송',
    ...more,
  })
  return [
    event('consent', { d: { given: true, words: '여울이라 불러 달라고 했습니다' } }),
    event('page', {}),
    event('form', { d: { name: '문의', fields: { address: '감나무골 12' } } }),
    event('purchase', { d: { order: 'Y-1', amount: 12_000, currency: 'KRW', items: [{ name: '너구리빛 이불' }] } }),
    event('identify', { d: { token } }),
  ]
}

const meetYeoul = async () => {
  const hearing = await openHearing(testing)
  const workspaceId = hearing.id
  const { owner } = testing
  await owner.call(createTopic, { workspaceId, name: '하늘상점', kind: 'brand', goal: '듣기', query: '하늘상점' })
  await hearing.addAccount('haneul')
  const author = {
    remoteId: 'did:plc:yeoulyeoul',
    handle: 'yeoul-handle',
    displayName: '한여울',
    url: 'https://bsky.example/did:plc:yeoulyeoul',
    avatarUrl: null,
    followers: 7,
  }
  const root = 'at://did:plc:yeoulyeoul/app.bsky.feed.post/1'
  const said = post('하늘상점 너구리빛 이불이 안 와요. 환불해 주세요!', {
    remoteId: root,
    author,
    addressedTo: ['haneul'],
    raw: { text: '너구리빛', did: 'did:plc:yeoulyeoul' },
  })
  const reply = post('하늘상점 저도 안 왔어요', { inReplyToRemoteId: root, rootRemoteId: root })
  await hearing.take([said, reply])
  for (let n = 0; n < 3; n += 1) for (const room of ['customers', 'inbox', 'listening']) await drain(testing, room)
  const site = await owner.call(addSite, { workspaceId, name: '하늘상점', origins: ['shop.example'] })
  const v = randomUUID()
  await fetch(`${testing.url}/api/hooks/track/events`, {
    method: 'POST',
    headers: { origin: 'https://shop.example', 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0' },
    body: JSON.stringify({ s: site.key, z: 1_000, e: pageOf(site, v) }),
  })
  await hearing.change(async ctx => (await import('./customers/actions/web-folding.ts')).foldWaiting(ctx))
  const { calls } = await owner.call(addCalls, {
    workspaceId,
    calls: [
      {
        id: 'c-1',
        from: '010-9876-5432',
        outcome: 'NO ANSWER',
        startedAt: '2026-11-27T03:00:00Z',
        recordingUrl: 'https://pbx.example/1098765432.wav',
      },
    ],
  })
  const people = (await owner.call(listCustomers, { workspaceId })).items
  const theirs = people.filter(one => one.name === '한여울' || one.id === calls[0]?.customerId).map(one => one.id)
  await owner.call(mergeCustomers, { workspaceId, groups: [theirs], why: '한여울 님이 전화로 확인' })
  const customerId = theirs.toSorted()[0]!
  await owner.call(updateCustomer, { workspaceId, customerId, name: '한여울 고객님' })
  await owner.call(recordConsent, {
    workspaceId,
    customerId,
    purpose: 'marketing',
    channel: 'sms',
    deed: 'given',
    wording: '여울이라 불러 달라고 했습니다',
    proof: null,
  })
  const [conversation] = (await owner.call(listConversations, { workspaceId, queue: 'open' })).items
  await owner.call(addNote, { workspaceId, conversationId: conversation!.id, text: '한여울 님은 감나무골에 삽니다.' })
  const tag = await owner.call(createTag, { workspaceId, name: '단골 손님' })
  await owner.call(tagConversation, { workspaceId, conversationId: conversation!.id, add: [tag.id] })
  return { hearing, workspaceId, owner, customerId, theirs, v, author, strings: [...strings, v] }
}

/** Tables of the whole database whose rows hold a string. */
const tablesWith = async (needles: readonly string[]): Promise<string[]> => {
  const { pool } = testing.program.database
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const found: string[] = []
  for (const { name } of tables)
    for (const needle of needles) {
      const { rows } = await pool.query(
        `select 1 from ${name} as row where position(lower($1) in lower(row::text)) > 0 limit 1`,
        [needle],
      )
      if (rows.length > 0) found.push(`${name}: ${needle}`)
    }
  return found
}

describe('erasing one person', () => {
  it('takes every string of theirs out of every table, and leaves sums, others’ words and a certificate', async () => {
    const { workspaceId, owner, customerId, strings: needles, hearing, author } = await meetYeoul()
    expect((await tablesWith(needles)).length).toBeGreaterThan(10)

    const preview = await owner.call(previewErasure, { workspaceId, customerId })
    const count = (room: string, kind: string) =>
      preview.held.find(one => one.room === room && one.kind === kind)?.count ?? 0
    expect(count('channels', 'posts')).toBe(1)
    expect(count('listening', 'mentions')).toBe(1)
    expect(count('understanding', 'readings')).toBe(1)
    expect(count('inbox', 'messages')).toBeGreaterThan(0)
    expect(count('customers', 'calls')).toBe(1)
    expect(count('customers', 'visits')).toBe(1)
    expect(preview.kept.map(one => one.law).sort()).toEqual(['commerce_contract', 'commerce_dispute'])

    const { pool } = testing.program.database
    const volume = async () =>
      (
        await pool.query(
          'select sum(positive + neutral + negative + mixed + unread)::int as n from listening.volumes where workspace_id = $1',
          [workspaceId],
        )
      ).rows[0].n
    const before = await volume()
    const erased = await owner.call(erasePerson, { workspaceId, customerId, reason: 'asked' })
    expect(erased.held).toEqual(preview.held)
    expect(await tablesWith(needles)).toEqual([])

    expect(await volume()).toBe(before)
    expect((await owner.ask(getCustomer, { workspaceId, customerId })).status).toBe(404)
    expect(
      (
        await pool.query(`select 1 from channels.items where workspace_id = $1 and text = '하늘상점 저도 안 왔어요'`, [
          workspaceId,
        ])
      ).rowCount,
    ).toBe(1)
    const { rows: tagged } = await testing.program.database.pool.query(
      `select id from inbox.conversations where workspace_id = $1 and tags <> '{}'`,
      [workspaceId],
    )
    expect(tagged).toEqual([])
    const [certificate] = (await owner.call(listErasures, { workspaceId })).items
    expect(certificate).toMatchObject({ customerId, erasedBy: '지우', reason: 'asked' })
    expect((await owner.call(wasErased, { workspaceId, contact: '010-9876-5432' })).erasedAt).toBe(
      certificate?.erasedAt,
    )
    expect((await owner.call(wasErased, { workspaceId, contact: '010-0000-0000' })).erasedAt).toBeNull()
    expect((await owner.ask(erasePerson, { workspaceId, customerId, reason: 'asked' })).status).toBe(404)

    await hearing.take([
      post('하늘상점 다시 왔어요', { author, remoteId: 'at://did:plc:yeoulyeoul/app.bsky.feed.post/2' }),
    ])
    for (let n = 0; n < 2; n += 1) await drain(testing, 'customers')
    const again = (await owner.call(listCustomers, { workspaceId })).items.filter(one => one.name === '한여울')
    expect(again).toHaveLength(1)
    expect(again[0]?.counts.said).toBe(1)
    expect(again[0]?.id).not.toBe(customerId)
  })

  it('gives them everything first, as a page and as JSON', async () => {
    const { workspaceId, owner, customerId } = await meetYeoul()
    const path = exportPerson.path.replace(':workspaceId', String(workspaceId)).replace(':customerId', customerId)
    const answer = await fetch(`${testing.url}${path}`, { headers: { cookie: owner.cookie, 'accept-language': 'ko' } })
    expect(answer.headers.get('content-type')).toBe('application/zip')
    const zip = Buffer.from(await answer.arrayBuffer())
    expect(zip.subarray(0, 2).toString()).toBe('PK')
    expect(zip.includes('index.html') && zip.includes('data.json')).toBe(true)
    const nobody = await fetch(`${testing.url}${path.replace(customerId, randomUUID())}`, {
      headers: { cookie: owner.cookie },
    })
    expect(nobody.status).toBe(404)
  })

  it('takes what hangs on a person by its foreign key, whichever part of the product made the table', async () => {
    const { workspaceId, owner, customerId, theirs, hearing } = await meetYeoul()
    const { pool } = testing.program.database
    const { rows: hanging } = await pool.query<{ relation: string; column: string }>(
      `select key.conrelid::regclass::text as relation, attribute.attname as column from pg_constraint as key
        join pg_attribute as attribute on attribute.attrelid = key.conrelid and attribute.attnum = any(key.conkey)
        where key.contype = 'f' and key.confrelid = 'customers.customers'::regclass and key.confdeltype = 'c'
          and attribute.attname <> 'workspace_id'`,
    )
    const held = async () => {
      const found = new Set<string>()
      for (const { relation, column } of hanging) {
        const { rows } = await pool.query(
          `select 1 from ${relation} where workspace_id = $1 and ${column} = any($2::uuid[]) limit 1`,
          [workspaceId, theirs],
        )
        if (rows.length > 0) found.add(relation)
      }
      return found
    }
    await hearing.change(async ctx =>
      (await import('./customers/actions/matching.ts')).matchArrivals(ctx, { ids: theirs }),
    )
    expect(hanging.length).toBeGreaterThan(3)
    expect([...(await held())]).toContain('customers.match_keys')
    await owner.call(erasePerson, { workspaceId, customerId, reason: 'withdrawn' })
    expect([...(await held())]).toEqual([])
  })

  it('is for those alone who may', async () => {
    const { workspaceId, customerId } = await meetYeoul()
    expect((await testing.stranger.ask(erasePerson, { workspaceId, customerId, reason: 'asked' })).status).toBe(401)
  })
})

describe('retention', () => {
  it('takes out what has aged by kind, and nothing else', async () => {
    const { workspaceId, owner, hearing } = await meetYeoul()
    await owner.call(setRetention, { workspaceId, kind: 'recordings', days: 7 })
    await owner.call(setRetention, { workspaceId, kind: 'raw', days: 30 })
    const later = new Date(Date.now() + 20 * 86_400_000)
    await hearing.change(async ctx => (await import('./customers/actions/retention.ts')).dropAged(ctx), { now: later })
    const { pool } = testing.program.database
    const rows = async (statement: string) => (await pool.query(statement, [workspaceId])).rows
    expect(await rows('select recording_url from customers.calls where workspace_id = $1')).toEqual([
      { recording_url: null },
    ])
    expect(
      await rows(`select 1 from customers.activities where workspace_id = $1 and detail::text like '%wav%'`),
    ).toEqual([])
    expect(await rows('select 1 from channels.raw_items where workspace_id = $1')).toHaveLength(2)
    expect(await rows('select 1 from customers.visits where workspace_id = $1')).toHaveLength(1)
    await owner.call(setRetention, { workspaceId, kind: 'web', days: 7 })
    await owner.call(setRetention, { workspaceId, kind: 'calls', days: 7 })
    await hearing.change(async ctx => (await import('./customers/actions/retention.ts')).dropAged(ctx), { now: later })
    expect(await rows('select 1 from customers.visits where workspace_id = $1')).toEqual([])
    expect(await rows('select 1 from customers.calls where workspace_id = $1')).toEqual([])
    expect(
      await rows(
        `select kind from customers.activities where workspace_id = $1 and channel in ('web', 'call') and kind <> 'purchased'`,
      ),
    ).toEqual([])
    expect((await owner.call(getRetention, { workspaceId })).items.find(one => one.kind === 'web')).toEqual({
      kind: 'web',
      days: 7,
      due: 0,
    })
  })
})
