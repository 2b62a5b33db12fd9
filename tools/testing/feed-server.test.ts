import { request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { parseFeed } from 'feedsmith'
import iconv from 'iconv-lite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FeedKind, type FeedServer, startFeedServer } from './feed-server.ts'

const late = {
  id: 'late',
  title: '배송이 <늦어요> & "또"',
  link: 'https://blog.example/1',
  html: '<p>뷁 늦어요</p>',
  author: '지우',
  publishedAt: '2026-03-02T09:30:00Z',
}

let server: FeedServer
beforeEach(async () => {
  server = await startFeedServer()
})
afterEach(() => server.stop())

describe('what is served', () => {
  test.each<[FeedKind, string]>([
    ['rss', 'rss'],
    ['atom', 'atom'],
    ['rdf', 'rdf'],
    ['json', 'json'],
  ])('a reader that others wrote reads the %s form', async (kind, format) => {
    const feed = server.feed('/feed', { kind, title: '하늘 & 상점', items: [late] })
    const read = parseFeed(await (await fetch(feed.url)).text())
    expect(read.format).toBe(format)
    const text = JSON.stringify(read.feed)
    expect(text).toContain('하늘 & 상점')
    expect(text).toContain(JSON.stringify(late.title).slice(1, -1).replaceAll('"', '"'))
    expect(text).toContain('뷁 늦어요')
    expect(text).toContain('지우')
  })

  test('CP949 bytes may be declared truly, falsely or not at all', async () => {
    const truly = server.feed('/a', { items: [late], charset: 'cp949', declared: { xml: 'euc-kr', header: 'euc-kr' } })
    const falsely = server.feed('/b', { items: [late], charset: 'cp949', declared: { xml: 'utf-8', header: 'utf-8' } })
    const silently = server.feed('/c', { items: [late], charset: 'cp949', declared: { xml: null, header: null } })
    const [a, b, c] = await Promise.all([truly, falsely, silently].map(feed => raw(feed.url)))
    for (const { body } of [a!, b!, c!]) expect(iconv.decode(body, 'cp949')).toContain('뷁 늦어요')
    expect([a, b, c].map(answer => answer!.headers['content-type'])).toEqual([
      'application/rss+xml; charset=euc-kr',
      'application/rss+xml; charset=utf-8',
      'application/rss+xml',
    ])
    expect(b!.body.toString('latin1')).toContain('encoding="utf-8"')
    expect(c!.body.toString('latin1')).not.toContain('encoding=')
  })

  test('any bytes at all can stand for a feed', async () => {
    const feed = server.feed('/broken', { body: Buffer.from('<rss><channel><item>\0', 'latin1'), type: 'text/html' })
    expect((await raw(feed.url)).body.toString('latin1')).toBe('<rss><channel><item>\0')
  })

  test('gzip is sent where it is taken, or always', async () => {
    const polite = server.feed('/polite', { items: [late], gzip: true })
    const rude = server.feed('/rude', { items: [late], gzip: 'always' })
    expect((await raw(polite.url)).headers['content-encoding']).toBeUndefined()
    for (const answer of [await raw(polite.url, { 'accept-encoding': 'br, gzip' }), await raw(rude.url)]) {
      expect(answer.headers['content-encoding']).toBe('gzip')
      expect(gunzipSync(answer.body).toString()).toContain('뷁 늦어요')
    }
  })
})

describe('what was already read', () => {
  test('is not sent again until something is added', async () => {
    const feed = server.feed('/feed', { items: [late] })
    const first = await raw(feed.url)
    const etag = first.headers.etag as string
    const modified = first.headers['last-modified'] as string
    expect(await raw(feed.url, { 'if-none-match': etag })).toMatchObject({ status: 304, body: Buffer.alloc(0) })
    expect(await raw(feed.url, { 'if-none-match': `"other", W/${etag}` })).toMatchObject({ status: 304 })
    expect(await raw(feed.url, { 'if-modified-since': modified })).toMatchObject({ status: 304 })
    feed.add({ id: 'new', title: '새 글' })
    const next = await raw(feed.url, { 'if-none-match': etag, 'if-modified-since': modified })
    expect(next.status).toBe(200)
    expect(next.body.toString().indexOf('새 글')).toBeLessThan(next.body.toString().indexOf('늦어요'))
    expect(await raw(feed.url, { 'if-modified-since': modified })).toMatchObject({ status: 200 })
    expect(feed.counts()).toEqual({ all: 6, full: 3, notModified: 3, redirected: 0, refused: 0 })
  })

  test('an ETag that differs has the word over a date that agrees', async () => {
    const feed = server.feed('/feed', { items: [late] })
    const { headers } = await raw(feed.url)
    const asked = { 'if-none-match': '"other"', 'if-modified-since': headers['last-modified'] as string }
    expect((await raw(feed.url, asked)).status).toBe(200)
  })

  test('a feed without validators is always sent', async () => {
    const feed = server.feed('/feed', { items: [late], validators: 'none' })
    const { headers } = await raw(feed.url, {
      'if-none-match': '*',
      'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT',
    })
    expect([headers.etag, headers['last-modified']]).toEqual([undefined, undefined])
    expect(feed.counts().full).toBe(1)
  })
})

describe('what goes wrong', () => {
  test('a redirect leads where it says, to the metadata address too', async () => {
    const feed = server.feed('/new', { items: [late] })
    const moved = server.redirect('/old', '/new', 301)
    const evil = server.redirect('/evil', 'http://169.254.169.254/latest/meta-data/')
    expect(await (await fetch(moved.url)).text()).toContain('늦어요')
    expect((await raw(evil.url)).headers.location).toBe('http://169.254.169.254/latest/meta-data/')
    expect([moved.counts().redirected, feed.counts().full]).toEqual([1, 1])
  })

  test('a cut body promises more than it brings', async () => {
    const feed = server.feed('/cut', { items: [late], cutAfter: 40 })
    const { read, error } = await rawUntilError(feed.url)
    expect(error).toBe('ECONNRESET')
    expect(read.length).toBe(40)
  })

  test('a slow body comes in drops', async () => {
    const feed = server.feed('/slow', { body: 'x'.repeat(50), pace: { bytes: 10, pause: 30 }, delay: 50 })
    const before = performance.now()
    expect((await raw(feed.url)).body.toString()).toBe('x'.repeat(50))
    expect(performance.now() - before).toBeGreaterThan(50 + 4 * 30 - 10)
  })

  test('a feed may be gone, or ask for patience', async () => {
    const feed = server.feed('/feed', { answer: { status: 429, headers: { 'retry-after': '7' } } })
    expect(await raw(feed.url)).toMatchObject({ status: 429, headers: { 'retry-after': '7' } })
    feed.set({ answer: undefined, items: [late] })
    expect((await raw(feed.url)).status).toBe(200)
    expect((await raw(`${server.url}/nowhere`)).status).toBe(404)
    expect(feed.counts()).toMatchObject({ all: 2, full: 1, refused: 1 })
  })
})

function raw(url: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: Record<string, string | string[] | undefined>; body: Buffer }>(
    (resolve, reject) => {
      request(url, { headers, agent: false }, async answer => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: await buffer(answer) })
      })
        .once('error', reject)
        .end()
    },
  )
}

function rawUntilError(url: string) {
  return new Promise<{ read: Buffer; error: string }>(resolve => {
    request(url, { agent: false }, answer => {
      const parts: Buffer[] = []
      answer.on('data', part => parts.push(part))
      answer.once('error', (error: NodeJS.ErrnoException) =>
        resolve({ read: Buffer.concat(parts), error: String(error.code) }),
      )
      answer.once('end', () => resolve({ read: Buffer.concat(parts), error: 'none' }))
    })
      .on('error', () => {}) // told by the answer, which fails first
      .end()
  })
}
