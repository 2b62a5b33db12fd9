/** The Bluesky connector against a small server of its wire format, for what a real network does only in years. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createGuardedFetch } from '../../../platform/fetch.ts'
import type { Outside, Pulled } from '../../connector.ts'
import { bluesky } from './index.ts'

const now = new Date('2026-11-21T12:00:00Z')
let notifications: { indexedAt: string; reason: string; n: number }[] = []
let asked: (string | null)[] = []
let service: string
let outside: Outside
const stops: (() => unknown)[] = []

/** As app.bsky.notification.listNotifications: newest first, the cursor is the last one's time. */
const listNotifications = (cursor: string | null) => {
  const older = cursor === null ? notifications : notifications.filter(one => one.indexedAt < cursor)
  const page = older.slice(0, 100)
  return {
    ...(page.length === 100 ? { cursor: page.at(-1)!.indexedAt } : {}),
    notifications: page.map(({ indexedAt, reason, n }) => ({
      uri: `at://did:plc:minjun/app.bsky.feed.post/${n}`,
      cid: 'bafy',
      reason,
      indexedAt,
      author: { did: 'did:plc:minjun', handle: 'minjun.test' },
      record: { text: `문의 ${n}`, createdAt: indexedAt },
    })),
  }
}

beforeAll(async () => {
  const server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://x')
    asked.push(url.searchParams.get('cursor'))
    response.end(JSON.stringify(listNotifications(url.searchParams.get('cursor'))))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  service = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const fetch = createGuardedFetch({
    allow: ['127.0.0.1/32'],
    maxBytes: 1e6,
    timeoutMs: 3000,
    maxRedirects: 0,
    userAgent: 'maeari-test',
  })
  outside = {
    fetch,
    openSocket: () => Promise.reject(new Error('no socket')),
    reach: () => Promise.reject(new Error('no mail server')),
    memo: (_key, make) => make(),
  }
  stops.push(
    () => fetch.close(),
    () => server.closeAllConnections(),
    () => server.close(),
  )
})
afterAll(async () => {
  for (const stop of stops) await stop()
})

const at = (secondsAgo: number) => new Date(now.getTime() - secondsAgo * 1000).toISOString()
const happen = (count: number, from: number, reason = 'mention') => {
  const fresh = Array.from({ length: count }, (_, n) => ({ indexedAt: at(from - n), reason, n: from - n }))
  notifications = [...fresh, ...notifications].sort((a, b) => (a.indexedAt < b.indexedAt ? 1 : -1))
}

const poll = async (cursor: string | null): Promise<Extract<Pulled, { kind: 'pulled' }>> => {
  const account = {
    remoteId: 'did:plc:haneul',
    handle: 'haneul.test',
    service,
    secret: '{}',
    session: JSON.stringify({ accessJwt: 'a', refreshJwt: 'r' }),
  }
  const ask = { kind: 'notifications', address: '@haneul.test', cursor, account, now }
  const pulled = await bluesky.listen!.kinds.notifications!.poll!(outside, ask, new AbortController().signal)
  return pulled.kind === 'pulled' ? pulled : expect.unreachable(pulled.failure.code)
}

test('the first poll looks a week back, likes are nobody’s question, and a quiet minute costs one page', async () => {
  happen(3, 8 * 86_400)
  happen(5, 1000)
  happen(40, 900, 'like')
  const first = await poll(null)
  expect(first.incoming.map(one => one.text)).toEqual(['문의 996', '문의 997', '문의 998', '문의 999', '문의 1000'])
  asked = []
  const second = await poll(first.cursor)
  expect(second.incoming.length).toBe(0)
  expect(asked).toEqual([null])
})

test('a long absence is caught up in turns: every one comes, those that arrive meanwhile too', async () => {
  notifications = []
  happen(1, 50_000)
  let { cursor } = await poll(null)
  happen(1400, 40_000)
  const seen = new Set<string>()
  for (let turns = 0; turns < 6; turns += 1) {
    const pulled = await poll(cursor)
    cursor = pulled.cursor
    for (const one of pulled.incoming) seen.add(one.text)
    if (turns === 1) happen(3, 100)
    if (pulled.nextAfterSeconds === undefined && turns > 2) break
  }
  expect(seen.size).toBeGreaterThanOrEqual(1403)
})

test('several in the same millisecond are all heard', async () => {
  notifications = []
  happen(1, 500)
  const { cursor } = await poll(null)
  notifications.unshift({ indexedAt: at(500), reason: 'reply', n: 9001 })
  expect((await poll(cursor)).incoming.map(one => one.text)).toContain('문의 9001')
})
