/** Receiving: batches on a real database, whatever they hold and however often they come. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getRawItem } from '../../contract/channels.ts'
import { startProgram, type TestProgram, type TestWorkspace } from '../../tools/testing/program.ts'
import { makeId } from '../platform/ids.ts'
import type { Incoming } from './connector.ts'
import { itemsByIds, openFileSource, receive, threadOf } from './index.ts'
import { insertAccount } from './store/accounts.ts'
import { addSourceRow } from './store/sources.ts'

let program: TestProgram
let workspace: TestWorkspace

beforeAll(async () => {
  program = await startProgram()
  workspace = await program.workspace()
}, 60_000)
afterAll(() => program?.stop())

let count = 0
const addSource = (target = workspace, channel = 'blog') => {
  count += 1
  const key = `https://blog.example/${count}`
  return target.change(async ctx => {
    const { row } = await addSourceRow(
      ctx,
      {
        id: makeId(ctx.now),
        channel,
        kind: 'feed',
        key,
        address: key,
        name: '블로그',
        account_id: null,
        cursor: null,
        every_seconds: 300,
        added_by: '지우',
      },
      true,
    )
    return row.id
  })
}

const incoming = (remoteId: string, given: Partial<Incoming> = {}): Incoming => ({
  remoteId,
  revision: '',
  kind: 'post',
  title: null,
  text: `${remoteId} 배송이 늦어요`,
  url: `https://blog.example/${remoteId}`,
  author: { remoteId: 'minjun', handle: 'minjun', displayName: '민준', url: null, avatarUrl: null, followers: 12 },
  inReplyToRemoteId: null,
  rootRemoteId: null,
  addressedTo: [],
  publishedAt: new Date('2026-11-20T03:00:00Z'),
  language: 'ko',
  raw: { remoteId },
  ...given,
})

const bring = (sourceId: string, batch: readonly Incoming[], target = workspace) =>
  target.change(ctx => receive(ctx, { sourceId, incoming: batch })).then(result => result.stored)

const rowsOf = async (sql: string) => (await program.program.database.pool.query(sql, [workspace.id])).rows

describe('a batch', () => {
  test('holds no article that a file brought before, under whatever identity a feed hears it', async () => {
    const own = await program.workspace()
    const fromFile = await own.change(ctx => openFileSource(ctx, 'news'))
    const text = '하늘상점이 배송 시간을 줄였다. 물류 창고를 두 곳 더 열었다.'
    const article = (remoteId: string, url: string, words = text) =>
      incoming(remoteId, { kind: 'article', url, text: words, title: null })
    const [stored] = await bring(fromFile, [article('export-1782', 'https://news.example/1?id=7')], own)
    const feed = await addSource(own, 'feed')
    const batch = [
      article('https://news.example/1?id=7', 'https://news.example/1?id=7&utm_source=rss', text.slice(0, 18)),
      article('https://news.example/1?id=8', 'https://news.example/1?id=8'),
      // Another comment under the same address is not the article.
      article('https://news.example/1?id=7#c', 'https://news.example/1?id=7', '전혀 다른 말입니다'),
    ]
    const heard = await bring(feed, batch, own)
    expect(heard.map(item => item.remoteId)).toEqual(['https://news.example/1?id=7#c', 'https://news.example/1?id=8'])
    const { rows: sightings } = await program.program.database.pool.query(
      'select source_id from channels.sightings where workspace_id = $1 and item_id = $2',
      [own.id, stored!.id],
    )
    expect(sightings.map(row => row.source_id).sort()).toEqual([fromFile, feed].sort())
  })

  test('is stored once, whoever brings it again', async () => {
    const [first, second] = [await addSource(), await addSource()]
    const batch = [incoming('a'), incoming('b'), incoming('a', { text: '같은 글' })]
    expect((await bring(first, batch)).map(item => [item.remoteId, item.index])).toEqual([
      ['a', 0],
      ['b', 1],
    ])
    expect(await bring(first, batch)).toEqual([])
    expect((await bring(second, [incoming('b'), incoming('c')])).map(item => item.remoteId)).toEqual(['c'])
    const sources = await rowsOf(
      'select items_total from channels.sources where workspace_id = $1 order by added_at, id',
    )
    expect(sources.map(row => row.items_total)).toEqual([2, 2])
    expect(await rowsOf('select from channels.authors where workspace_id = $1')).toHaveLength(1)
  })

  test('a new revision of an item is an item of its own', async () => {
    const source = await addSource()
    await bring(source, [incoming('edited')])
    const stored = await bring(source, [incoming('edited', { revision: '2', text: '고친 글' })])
    expect(stored.map(item => item.text)).toEqual(['고친 글'])
  })

  test('the same items from eight sides at once become one each', async () => {
    const sources = await Promise.all(Array.from({ length: 8 }, () => addSource()))
    const batch = Array.from({ length: 50 }, (_, n) =>
      incoming(`race-${n}`, { author: { ...incoming('x').author, remoteId: `someone-${n % 20}` } }),
    )
    const brought = await Promise.all(
      sources.map((source, side) => bring(source, side % 2 === 0 ? batch : batch.toReversed())),
    )
    expect(brought.flat()).toHaveLength(50)
    expect(await rowsOf(`select from channels.items where workspace_id = $1 and remote_id like 'race-%'`)).toHaveLength(
      50,
    )
  })

  test('what one workspace hears is not in another', async () => {
    const other = await program.workspace('다른 상점')
    const [mine, theirs] = [await addSource(), await addSource(other)]
    const [here] = await bring(mine, [incoming('wall')])
    const [there] = await bring(theirs, [incoming('wall')], other)
    expect(there!.id).not.toBe(here!.id)
    expect((await other.change(ctx => itemsByIds(ctx, [here!.id]))).size).toBe(0)
    await expect(other.change(ctx => threadOf(ctx, here!.id))).rejects.toMatchObject({ status: 404 })
    await expect(bring(mine, [incoming('through the wall')], other)).rejects.toMatchObject({ status: 404 })
    const answer = await program.owner.ask(getRawItem, { workspaceId: other.id, itemId: here!.id })
    expect(answer.status).toBe(404)
  })
})

describe('an author', () => {
  test('is renamed by what is newer, and never by silence', async () => {
    const source = await addSource()
    const author = { remoteId: 'soyeon', handle: null, displayName: null, url: null, avatarUrl: null, followers: null }
    const [first] = await bring(source, [incoming('s1', { author })])
    const shown = async () => (await workspace.change(ctx => itemsByIds(ctx, [first!.id]))).get(first!.id)!.author
    expect(await shown()).toMatchObject({ handle: 'soyeon', displayName: 'soyeon', followers: null })
    await bring(source, [
      incoming('s2', { author: { ...author, handle: 'soyeon.kr', displayName: '소연', followers: 7 } }),
    ])
    expect(await shown()).toMatchObject({ handle: 'soyeon.kr', displayName: '소연', followers: 7 })
    await bring(source, [incoming('s3', { author })])
    expect(await shown()).toMatchObject({ handle: 'soyeon.kr', displayName: '소연', followers: 7 })
  })
})

describe('hostile input', () => {
  test('NUL bytes and lone surrogates become storable, in texts, names and the raw form', async () => {
    const source = await addSource()
    const text = `앞\0뒤 \uD800 끝 🙂`
    const [item] = await bring(source, [
      incoming('nul\0\uDC00', {
        text,
        title: text,
        author: {
          remoteId: 'n\0',
          handle: '\uD800',
          displayName: 'a\0b',
          url: 'javascript:alert(1)',
          avatarUrl: null,
          followers: 1e12,
        },
        raw: { 'k\0': [text, { deep: '\uDFFF' }], when: new Date(Number.NaN), not: Number.NaN },
        url: 'javascript:alert(1)',
      }),
    ])
    expect(item!.text).toBe('앞\uFFFD뒤 \uFFFD 끝 🙂')
    const shown = (await workspace.change(ctx => itemsByIds(ctx, [item!.id]))).get(item!.id)!
    expect(shown).toMatchObject({
      text: item!.text,
      title: item!.text,
      url: null,
      author: { displayName: 'a\uFFFDb', url: null, followers: 2_147_483_647 },
    })
    const raw = await program.owner.call(getRawItem, { workspaceId: workspace.id, itemId: item!.id })
    expect(raw.raw).toEqual({ 'k\uFFFD': [item!.text, { deep: '\uFFFD' }], when: null, not: null })
  })

  test('dates of 1970, 2099 and none are kept as claimed and sorted as possible', async () => {
    const source = await addSource()
    const now = new Date()
    const claims = [
      '1970-01-01T00:00:00.000Z',
      '2099-12-31T00:00:00.000Z',
      null,
      '+012026-01-01T00:00:00.000Z',
      '0044-03-15T12:00:00.000Z',
    ]
    const stored = await bring(
      source,
      claims.map((claim, n) => incoming(`when-${n}`, { publishedAt: claim === null ? null : new Date(claim) })),
    )
    const items = await workspace.change(ctx =>
      itemsByIds(
        ctx,
        stored.map(item => item.id),
      ),
    )
    const seen = stored.map(({ id }) => items.get(id)!)
    expect(seen.map(item => item.publishedAt)).toEqual([claims[0], claims[1], null, null, claims[4]])
    const [of1970, of2099, ofNone, of12026, of44] = seen.map(item => item.occurredAt)
    expect([of1970, of44]).toEqual(['2000-01-01T00:00:00.000Z', '2000-01-01T00:00:00.000Z'])
    for (const clamped of [of2099, ofNone, of12026]) {
      expect(Math.abs(Date.parse(clamped!) - now.getTime())).toBeLessThan(60_000)
    }
  })

  test('a text of 2 MB, ids and names without end are stored', async () => {
    const source = await addSource()
    const text = '끝이 없는 글 '.repeat(120_000)
    const long = (kind: string) => `${kind}${'가'.repeat(5000)}`
    const author = { ...incoming('x').author, remoteId: long('author'), displayName: long('name') }
    const one = incoming(long('id'), { text, author, inReplyToRemoteId: long('parent'), rootRemoteId: long('root') })
    const [item] = await bring(source, [one])
    expect(item!.text).toBe(text)
    expect(await bring(source, [one])).toEqual([])
  })
})

describe('who is addressed', () => {
  test('an own account that is named or answered; what an own account writes addresses nobody', async () => {
    const accountId = await workspace.change(async ctx => {
      const id = makeId(ctx.now)
      await insertAccount(ctx, {
        id,
        channel: 'cafe',
        remote_id: 'haneul',
        handle: 'haneul',
        display_name: '하늘상점',
        url: null,
        service: 'https://cafe.example',
        purpose: 'both',
        secret: null,
        session: null,
        connected_by: '지우',
      })
      return id
    })
    const source = await addSource(workspace, 'cafe')
    const own = { ...incoming('x').author, remoteId: 'haneul' }
    const stored = await bring(source, [
      incoming('q1', { addressedTo: ['someone', 'haneul'] }),
      incoming('q2', { addressedTo: ['someone'] }),
      incoming('q3', { author: own, addressedTo: ['haneul'] }),
    ])
    expect(stored.map(item => [item.remoteId, item.addressedAccountId, item.isOwn])).toEqual([
      ['q1', accountId, false],
      ['q2', null, false],
      ['q3', null, true],
    ])
  })
})

test('ten thousand posts arrive in batches of 500, each stored once', async () => {
  const source = await addSource()
  for (let from = 0; from < 10_000; from += 500) {
    const batch = Array.from({ length: 500 }, (_, n) =>
      incoming(`bulk-${from + n}`, {
        author: { ...incoming('x').author, remoteId: `bulk-author-${(from + n) % 3000}` },
      }),
    )
    await bring(source, batch)
  }
  const { rows } = await program.program.database.pool.query(
    `select count(*)::int as n from channels.items where remote_id like 'bulk-%'`,
  )
  expect(rows[0]?.n).toBe(10_000)
}, 60_000)
