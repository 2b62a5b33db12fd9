/** Drives the feeds connector against a real server on loopback. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { createGuardedFetch } from '../../../platform/fetch.ts'
import type { Outside } from '../../connector.ts'
import { canonicalAddress } from './articles.ts'
import { feeds } from './index.ts'

const now = new Date('2026-11-21T06:00:00Z')
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function serve(answer: (req: IncomingMessage, res: ServerResponse) => unknown) {
  const server = createServer((req, res) => void answer(req, res))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    return new Promise(resolve => server.close(resolve))
  })
  const fetch = createGuardedFetch({
    allow: ['127.0.0.1/32'],
    maxBytes: 100_000,
    timeoutMs: 800,
    maxRedirects: 4,
    userAgent: 'maeari-test',
  })
  closing.push(() => fetch.close())
  const openSocket = () => Promise.reject(new Error('feeds open no socket'))
  const outside: Outside = { fetch, openSocket, memo: (_key, make) => make() }
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { poll, find } = feeds.listen!.kinds.feed!
  return {
    base,
    outside,
    find: (url: string) => find!(outside, { fields: { url }, now }),
    poll: async (cursor: string | null, path = '/feed') => {
      const pulled = await poll!(
        outside,
        { kind: 'feed', address: base + path, cursor, account: null, now },
        new AbortController().signal,
      )
      return pulled.kind === 'pulled' ? pulled : expect.unreachable(pulled.failure.code)
    },
  }
}

const rss = (items: string) =>
  `<rss version="2.0"><channel><title>하늘상점 소식</title><link>https://shop.example/</link>${items}</channel></rss>`
const item = (id: number, text: string) =>
  `<item><guid isPermaLink="false">${id}</guid><link>https://shop.example/${id}?utm_source=rss</link><title>글 ${id}</title><description>${text}</description></item>`

it('new articles come once, edits come as revisions', async () => {
  let items = item(1, '처음') + item(2, '둘째')
  const { poll } = await serve((_req, res) => res.end(rss(items)))
  const first = await poll(null)
  expect(first.incoming.map(one => [one.remoteId, one.revision, one.kind, one.text])).toEqual([
    ['https://shop.example/1', '', 'article', '처음'],
    ['https://shop.example/2', '', 'article', '둘째'],
  ])
  const second = await poll(first.cursor)
  expect(second.incoming).toEqual([])
  items = item(3, '셋째') + item(1, '고침') + item(2, '둘째')
  const third = await poll(second.cursor)
  expect(third.incoming.map(one => [one.remoteId, one.revision !== '', one.text])).toEqual([
    ['https://shop.example/3', false, '셋째'],
    ['https://shop.example/1', true, '고침'],
  ])
  expect((await poll(third.cursor)).incoming).toEqual([])
})

it('ids that change daily bring nothing twice', async () => {
  let day = 1
  const { poll } = await serve((_req, res) => res.end(rss(item(1, '같은 글').replace('>1<', `>${day}-1<`))))
  const first = await poll(null)
  day = 2
  expect(first.incoming).toHaveLength(1)
  expect((await poll(first.cursor)).incoming).toEqual([])
})

it('an id that is only known within its feed is told apart by the feed', async () => {
  const { poll, base } = await serve((_req, res) =>
    res.end(rss('<item><guid isPermaLink="false">7</guid><title>글</title></item>')),
  )
  expect((await poll(null)).incoming[0]!.remoteId).toBe(`${base}/feed#7`)
  expect((await poll(null, '/other')).incoming[0]!.remoteId).toBe(`${base}/other#7`)
})

it('a page leads to its feed, an empty page is refused with the field to blame', async () => {
  const { find, base, outside } = await serve((req, res) => {
    if (req.url === '/rss') return res.end(rss(item(1, '본문')))
    res.end(req.url === '/blog' ? '<link rel="alternate" type="application/rss+xml" href="/rss">' : '<p>hello</p>')
  })
  expect(await find(`${base}/blog`)).toEqual({
    ok: true,
    source: { kind: 'feed', address: `${base}/rss`, name: '하늘상점 소식' },
  })
  expect(await find(`${base}/rss`)).toMatchObject({ ok: true, source: { address: `${base}/rss` } })
  expect(await find(`${base}/empty`)).toMatchObject({
    ok: false,
    field: 'url',
    failure: { code: 'channels.no_feed_found' },
  })
  expect(await feeds.listen!.discover!(outside, { url: `${base}/blog`, now })).toEqual({
    ok: true,
    found: [{ url: `${base}/rss`, title: '하늘상점 소식', latest: [{ title: '글 1', publishedAt: null }] }],
  })
})

it('tracking goes from an address, what names the article stays', () => {
  expect(canonicalAddress('https://blog.naver.com/haneul/1?fromRss=true&trackingCode=rss')).toBe(
    'https://blog.naver.com/haneul/1',
  )
  expect(canonicalAddress('https://shop.example/view?id=3&utm_medium=x#top')).toBe('https://shop.example/view?id=3')
})
