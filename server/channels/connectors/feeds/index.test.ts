/** Drives the feeds connector against a real server on loopback. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { createGuardedFetch } from '../../../platform/fetch.ts'
import type { Outside } from '../../connector.ts'
import { failureOf } from '../../failures.ts'
import { feeds } from './index.ts'

const now = new Date('2026-11-21T06:00:00Z')
const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** @param timeoutMs how long a place may take: short only where it is what is tested. */
async function serve(answer: (req: IncomingMessage, res: ServerResponse) => unknown, timeoutMs = 20_000) {
  const server = createServer((req, res) => void answer(req, res))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    return new Promise(resolve => server.close(resolve))
  })
  const fetch = createGuardedFetch({
    allow: ['127.0.0.1/32'],
    maxBytes: 100_000,
    timeoutMs,
    maxRedirects: 4,
    userAgent: 'maeari-test',
  })
  closing.push(() => fetch.close())
  const openSocket = () => Promise.reject(new Error('feeds open no socket'))
  const outside: Outside = {
    fetch,
    openSocket,
    reach: () => Promise.reject(new Error('no mail server')),
    memo: (_key, make) => make(),
  }
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

it('ids that change daily bring nothing twice, without an address of their own too', async () => {
  let day = 1
  const { poll } = await serve((_req, res) =>
    res.end(
      rss(
        `<item><guid isPermaLink="false">${day}</guid><title>공지</title><description>배송이 늦어집니다</description></item>`,
      ),
    ),
  )
  const first = await poll(null)
  day = 2
  const second = await poll(first.cursor)
  day = 3
  const third = await poll(second.cursor)
  expect([first, second, third].map(one => one.incoming.length)).toEqual([1, 0, 0])
})

it('two entries that say the same are two, while both are there', async () => {
  const same = (id: number) => `<item><guid isPermaLink="false">${id}</guid><title>품절</title></item>`
  let items = same(1)
  const { poll } = await serve((_req, res) => res.end(rss(items)))
  const first = await poll(null)
  items = same(2) + same(1)
  expect((await poll(first.cursor)).incoming.map(one => one.remoteId)).toEqual([expect.stringMatching(/#2$/)])
})

it('a place of the first form is gone on from: what was handed over is not told again', async () => {
  const { poll } = await serve((_req, res) =>
    res.end(rss('<item><link>http://shop.example/1/</link><title>글</title><description>처음</description></item>')),
  )
  const first = JSON.parse((await poll(null)).cursor!) as { poll: string; seen: Record<string, string> }
  const short = createHash('sha256').update('http://shop.example/1/').digest('base64url').slice(0, 12)
  const [said] = Object.values(first.seen)
  expect(Object.keys(first.seen)).not.toContain(short)
  const old = JSON.stringify({ poll: null, seen: { [short]: said } })
  const later = await poll(old)
  expect(later.incoming).toEqual([])
  expect(JSON.parse(later.cursor!)).toMatchObject({ form: 2, seen: first.seen })
})

it('after an absence older pages are read until the known ones', async () => {
  const page = (n: number, next: number | null) =>
    `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>글</title>${
      next === null ? '' : `<atom:link rel="next" href="/feed${next}"/>`
    }${item(n, `${n}번`)}</channel></rss>`
  let newest = 1
  const asked: string[] = []
  const { poll } = await serve((req, res) => {
    asked.push(req.url!)
    const n = req.url === '/feed' ? newest : Number(req.url!.slice(5))
    res.end(page(n, n > 1 ? n - 1 : null))
  })
  const first = await poll(null)
  newest = 4
  const later = await poll(first.cursor)
  expect(later.incoming.map(one => one.text)).toEqual(['4번', '3번', '2번'])
  expect(asked).toEqual(['/feed', '/feed', '/feed3', '/feed2', '/feed1'])
  expect((await poll(later.cursor)).incoming).toEqual([])
})

it('a feed tells its hub, in its header before its text', async () => {
  let header = {}
  const { poll } = await serve((_req, res) =>
    res
      .writeHead(200, header)
      .end(
        '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="hub" href="https://hub.example/"/><link rel="self" href="https://shop.example/feed"/><title>글</title></feed>',
      ),
  )
  expect((await poll(null)).hub).toEqual({ hub: 'https://hub.example/', topic: 'https://shop.example/feed' })
  header = { link: '<https://other.example/>; rel="hub preload", </topic>; rel=self' }
  const named = await poll(null)
  expect(named.hub).toMatchObject({ hub: 'https://other.example/', topic: expect.stringMatching(/\/topic$/) })
})

it('a beginning that goes on elsewhere is marked as one', async () => {
  const { poll } = await serve((_req, res) => res.end(rss(item(1, '배송이 늦어서 […]') + item(2, '배송이 늦습니다.'))))
  const { incoming } = await poll(null)
  expect(incoming.map(one => (one.raw as { isTeaser: boolean }).isTeaser)).toEqual([true, false])
  expect(incoming.map(one => one.beside?.notices[0]?.code)).toEqual(['channels.feed_teaser', undefined])
})

describe('bad input', () => {
  const refusal = async (answer: (req: IncomingMessage, res: ServerResponse) => unknown, timeoutMs?: number) => {
    const { base, outside } = await serve(answer, timeoutMs)
    const asked = { kind: 'feed', address: `${base}/feed`, cursor: null, account: null, now }
    const before = process.memoryUsage().rss
    const outcome = await feeds.listen!.kinds.feed!.poll!(outside, asked, new AbortController().signal).catch(
      (error: unknown) => ({ kind: 'refused', failure: failureOf(error) }),
    )
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000)
    return outcome.kind === 'pulled' ? 'pulled' : ('failure' in outcome && outcome.failure?.code) || 'thrown'
  }

  it('a gzip bomb is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    expect(
      await refusal((_req, res) =>
        res.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/rss+xml' }).end(bomb),
      ),
    ).toBe('channels.answer_too_large')
  })

  it('a page of 100 MB is not read, whether it says so or not', async () => {
    const piece = Buffer.alloc(64_000, 'x')
    const page = (declares: boolean) => (_req: IncomingMessage, res: ServerResponse) => {
      res.writeHead(200, { 'content-type': 'text/html', ...(declares ? { 'content-length': 100_000_000 } : {}) })
      const write = () => {
        while (!res.destroyed && res.write(piece));
        if (!res.destroyed) res.once('drain', write)
      }
      write()
    }
    expect([await refusal(page(true)), await refusal(page(false))]).toEqual([
      'channels.answer_too_large',
      'channels.answer_too_large',
    ])
  })

  it('a bomb of entities grows nothing: a thousand million laughs stay the few letters that they are', async () => {
    const names = 'abcdefghi'
    const entities = [...names].map((name, at) =>
      at === 0 ? `<!ENTITY a "ha">` : `<!ENTITY ${name} "${`&${names[at - 1]};`.repeat(10)}">`,
    )
    const feed = `<?xml version="1.0"?><!DOCTYPE rss [${entities.join('')}]><rss version="2.0"><channel><title>t</title>
      <item><guid>laugh</guid><title>&i;</title><description>&i;&i;&i;</description></item></channel></rss>`
    const began = process.cpuUsage().user
    expect(
      await refusal((_req, res) => res.writeHead(200, { 'content-type': 'application/rss+xml' }).end(feed)),
    ).toMatch(/^pulled$|unreadable$/)
    // Microseconds: what grows takes minutes.
    expect(process.cpuUsage().user - began).toBeLessThan(10_000_000)
  })

  it('a feed that never ends, drop by drop, is given up', async () => {
    const drops: NodeJS.Timeout[] = []
    const outcome = await refusal((_req, res) => {
      res.writeHead(200, { 'content-type': 'application/rss+xml' }).write('<rss version="2.0"><channel>')
      drops.push(setInterval(() => res.write('<item><title>x</title></item>'), 20))
    }, 800)
    for (const drop of drops) clearInterval(drop)
    expect(outcome).toBe('channels.no_answer')
  })

  it('redirects in a circle are followed a few times only', async () => {
    let asked = 0
    const outcome = await refusal((req, res) => {
      asked += 1
      res.writeHead(302, { location: req.url === '/feed' ? '/other' : '/feed' }).end()
    })
    expect(outcome).toBe('channels.answer_unreadable')
    expect(asked).toBeLessThan(10)
  })

  it('older pages that lead in a circle are read a few times only', async () => {
    let asked = 0
    let id = 1
    const { poll } = await serve((_req, res) => {
      asked += 1
      id += 1
      res.end(rss(`${item(id, '글')}`).replace('<channel>', `<channel><atom:link rel="next" href="/feed?${id}"/>`))
    })
    const first = await poll(null)
    asked = 0
    await poll(first.cursor)
    expect(asked).toBeLessThanOrEqual(11)
  })

  it('a feed under a wrong type is read for what it is, and another kind of file is none', async () => {
    const { poll } = await serve((_req, res) =>
      res.writeHead(200, { 'content-type': 'image/png' }).end(rss(item(1, '본문'))),
    )
    expect((await poll(null)).incoming).toHaveLength(1)
    const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(500, 7)])
    expect(await refusal((_req, res) => res.writeHead(200, { 'content-type': 'application/rss+xml' }).end(zip))).toBe(
      'channels.answer_unreadable',
    )
  })

  it('hostile titles are plain text', async () => {
    const titles = [
      '&lt;script&gt;alert(1)&lt;/script&gt;후기',
      '<![CDATA[<img src=x onerror=alert(1)>후기]]>',
      `${'긴'.repeat(20_000)}`,
    ]
    const { poll } = await serve((_req, res) =>
      res.end(
        rss(
          titles
            .map((title, n) => `<item><link>https://shop.example/${n}</link><title>${title}</title></item>`)
            .join(''),
        ),
      ),
    )
    const { incoming } = await poll(null)
    expect(incoming.slice(0, 2).map(one => one.title)).toEqual(['후기', '후기'])
    expect(incoming[2]!.title).toHaveLength(1000)
  })
})
