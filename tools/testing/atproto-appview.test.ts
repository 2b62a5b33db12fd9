import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Postgres, startPostgres } from '../../server/platform/postgres/index.ts'
import { type Atproto, startAtproto } from './atproto.ts'

// Room for a busy machine; the figures stand in counterparts/README.md.
vi.setConfig({ testTimeout: 20_000 })

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'maeari-appview-'))
let postgres: Postgres
let network: Atproto
beforeAll(async () => {
  fs.chmodSync(folder, 0o755)
  postgres = await startPostgres({ dataDir: folder, log: { info: () => {}, warn: () => {} } })
  const { host, port, user, database } = postgres.connection
  const databaseUrl = `postgres://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
  network = await startAtproto({ accounts: ['jiwoo', 'haneul'], appview: { databaseUrl } })
}, 60_000)
afterAll(async () => {
  await network?.stop()
  await postgres?.stop()
  fs.rmSync(folder, { recursive: true, force: true })
}, 30_000)

test('a mention and a reply become notifications, through the PDS', async () => {
  const mention = await network.post('jiwoo', '@haneul.test 배송이 늦어요')
  await network.processAll()
  const answer = await network.reply('haneul', mention, '확인하겠습니다')
  await network.processAll()
  const thanks = await network.reply('jiwoo', answer, '고맙습니다')
  await network.processAll()
  const { notifications } = (await network.call('haneul', 'app.bsky.notification.listNotifications', {})) as {
    notifications: Array<{ uri: string; reason: string }>
  }
  expect(notifications.map(({ uri, reason }) => [uri, reason])).toEqual([
    [thanks.uri, 'reply'],
    [mention.uri, 'mention'],
  ])
  const { thread } = (await network.call('haneul', 'app.bsky.feed.getPostThread', {
    params: { uri: mention.uri },
  })) as {
    thread: { replies: Array<{ post: { uri: string }; replies: Array<{ post: { uri: string } }> }> }
  }
  expect([thread.replies[0]!.post.uri, thread.replies[0]!.replies[0]!.post.uri]).toEqual([answer.uri, thanks.uri])
})

test('the AppView finds parts of Korean words, with a token through the PDS and without one by itself', async () => {
  const { uri } = await network.post('jiwoo', '교환신청서를 보냈습니다')
  await network.processAll()
  const params = { q: '신청서', sort: 'latest' }
  const found = (await network.call('haneul', 'app.bsky.feed.searchPosts', { params })) as {
    posts: Array<{ uri: string }>
  }
  expect(found.posts.map(post => post.uri)).toEqual([uri])
  const answer = await fetch(`${network.appview}/xrpc/app.bsky.feed.searchPosts?${new URLSearchParams(params)}`)
  expect(((await answer.json()) as typeof found).posts.map(post => post.uri)).toEqual([uri])
})
