// Drives the poll against a real server on loopback.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import iconv from 'iconv-lite'
import { afterEach, expect, it } from 'vitest'
import { createGuardedFetch } from '../../../platform/fetch.ts'
import { pollFeed } from './api.ts'

const now = new Date('2026-11-21T06:00:00Z')
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const feed = (title: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>하늘상점</title><item><guid>${title}</guid><title>${title}</title></item></channel></rss>`

async function serve(answer: (req: IncomingMessage, res: ServerResponse) => unknown) {
  const seen: IncomingMessage[] = []
  const server = createServer((req, res) => {
    seen.push(req)
    answer(req, res)
  })
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
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    seen,
    base,
    poll: (cursor: string | null = null, path = '/feed') => pollFeed(fetch, { url: base + path, cursor, now }),
  }
}

it('a feed is read once and then only asked for changes', async () => {
  const { poll, seen } = await serve((req, res) => {
    if (req.headers['if-none-match'] === '"v1"') return res.writeHead(304).end()
    res
      .writeHead(200, {
        etag: '"v1"',
        'last-modified': 'Sat, 21 Nov 2026 05:00:00 GMT',
        'cache-control': 'max-age=600',
      })
      .end(feed('하나'))
  })
  const first = await poll()
  if (first.kind !== 'read') return expect.unreachable(first.kind)
  expect([first.feed.entries.map(entry => entry.title), first.freshForMs, first.movedTo]).toEqual([
    ['하나'],
    600_000,
    null,
  ])
  const second = await poll(first.cursor)
  expect(second.kind).toBe('unchanged')
  expect(seen[1]!.headers).toMatchObject({
    'if-none-match': '"v1"',
    'if-modified-since': 'Sat, 21 Nov 2026 05:00:00 GMT',
  })
  const third = await poll(second.kind === 'unchanged' ? second.cursor : null)
  expect([third.kind, seen[2]!.headers['if-none-match']]).toEqual(['unchanged', '"v1"'])
})

it('the same bytes from a server that knows no conditions are no news, other bytes are', async () => {
  let title = '하나'
  const { poll } = await serve((_req, res) => res.end(feed(title)))
  const first = await poll()
  const cursor = first.kind === 'read' ? first.cursor : null
  expect((await poll(cursor)).kind).toBe('unchanged')
  title = '둘'
  const later = await poll(cursor)
  expect(later.kind === 'read' && later.feed.entries[0]!.title).toBe('둘')
})

it('Korean in CP949 under a wrong label is read', async () => {
  const { poll } = await serve((_req, res) =>
    res.writeHead(200, { 'content-type': 'text/xml; charset=utf-8' }).end(iconv.encode(feed('똠방각하 배송'), 'cp949')),
  )
  const read = await poll()
  expect(read.kind === 'read' && read.feed.entries[0]!.title).toBe('똠방각하 배송')
})

it('a move for good is remembered, a passing one is not', async () => {
  const { poll, seen, base } = await serve((req, res) => {
    if (req.url === '/feed') return res.writeHead(301, { location: '/new' }).end()
    if (req.url === '/new') return res.writeHead(302, { location: '/mirror' }).end()
    res.end(feed('하나'))
  })
  const first = await poll()
  if (first.kind !== 'read') return expect.unreachable(first.kind)
  expect(first.movedTo).toBe(`${base}/new`)
  await poll(first.cursor)
  expect(seen.map(req => req.url)).toEqual(['/feed', '/new', '/mirror', '/new', '/mirror'])
  const passing = await poll(null, '/new')
  expect(passing.kind === 'read' && passing.movedTo).toBeNull()
})

it.each([
  [429, '120', 120],
  [503, 'Sat, 21 Nov 2026 06:05:00 GMT', 300],
  [429, undefined, 60],
])('%i with Retry-After %s waits %s s', async (status, value, afterSeconds) => {
  const { poll } = await serve((_req, res) => res.writeHead(status, value ? { 'retry-after': value } : {}).end())
  expect(await poll()).toMatchObject({ kind: 'failed', failure: { class: 'try_again', afterSeconds } })
})

it('what is gone is gone, what fails says what helps, and what the guard refuses is thrown', async () => {
  const { poll } = await serve((req, res) => {
    if (req.url === '/silent') return
    if (req.url === '/inside') return res.writeHead(302, { location: 'http://169.254.169.254/' }).end()
    if (req.url === '/text') return res.end('hello')
    if (req.url === '/huge') return res.end(Buffer.alloc(200_000))
    res.writeHead(Number(req.url!.slice(1))).end()
  })
  expect(await poll(null, '/410')).toMatchObject({ kind: 'failed', failure: { class: 'gone' } })
  expect(await poll(null, '/500')).toMatchObject({ kind: 'failed', failure: { class: 'try_again' } })
  expect(await poll(null, '/text')).toEqual({ kind: 'page', feeds: [] })
  await expect(poll(null, '/silent')).rejects.toMatchObject({ code: 'fetch.timeout' })
  await expect(poll(null, '/inside')).rejects.toMatchObject({ code: 'fetch.address_refused' })
  await expect(poll(null, '/huge')).rejects.toMatchObject({ code: 'fetch.too_large' })
})

it('a page in place of a feed names its feeds', async () => {
  const { poll, base } = await serve((_req, res) =>
    res.end('<html><head><link rel="alternate" type="application/rss+xml" href="/rss" title="소식"></head></html>'),
  )
  expect(await poll()).toEqual({ kind: 'page', feeds: [{ url: `${base}/rss`, title: '소식' }] })
})

it('a cursor that is not ours starts anew', async () => {
  const { poll } = await serve((_req, res) => res.end(feed('하나')))
  for (const cursor of ['', '{', '[]', '{"etag":1}', 'null']) expect((await poll(cursor)).kind).toBe('read')
})
