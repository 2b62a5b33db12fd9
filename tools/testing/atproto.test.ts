import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Atproto, startAtproto } from './atproto.ts'

// Room for a busy machine; the figures stand in counterparts/README.md.
vi.setConfig({ testTimeout: 20_000 })

let network: Atproto
beforeAll(async () => {
  network = await startAtproto({ accounts: ['jiwoo', 'haneul'] })
}, 30_000)
afterAll(() => network?.stop())

describe('the network without AppView', () => {
  test('listens on 127.0.0.1 and nowhere else', async () => {
    const addresses = Object.values(networkInterfaces()).flatMap(found =>
      found?.map(({ address, scopeid }) => (scopeid ? '' : address)),
    )
    const elsewhere = addresses.filter(address => address && address !== '127.0.0.1')
    if (process.platform === 'linux') elsewhere.push('127.0.0.2')
    expect(elsewhere.length).toBeGreaterThan(0)
    for (const url of [network.pds, network.plc]) {
      const port = Number(new URL(url).port)
      expect(await reached('127.0.0.1', port)).toBe(true)
      for (const address of elsewhere) expect([address, await reached(address!, port)]).toEqual([address, false])
    }
  })

  test('keeps a post with its mention, link and tag by byte offsets', async () => {
    const { uri, cid } = await network.post('jiwoo', '안녕 @haneul.test 배송이 #늦어요 https://blog.example/1')
    const [post] = await network.posts('jiwoo')
    expect(post).toMatchObject({ uri, cid, text: '안녕 @haneul.test 배송이 #늦어요 https://blog.example/1' })
    const facets = post!.facets as Array<{ index: object; features: Array<{ $type: string; did?: string }> }>
    expect(facets.map(facet => facet.features[0]!.$type.split('#')[1])).toEqual(['mention', 'tag', 'link'])
    expect(facets[0]).toMatchObject({ index: { byteStart: 7, byteEnd: 19 }, features: [{ did: did('haneul') }] })
  })

  test('a reply names its parent and the root of the thread', async () => {
    const root = await network.post('jiwoo', '환불 되나요')
    const answer = await network.reply('haneul', root, '네, 됩니다')
    await network.reply('jiwoo', answer.uri, '고맙습니다')
    const [thanks] = await network.posts('jiwoo')
    expect(thanks).toMatchObject({ text: '고맙습니다', reply: { root, parent: answer } })
    await network.remove('jiwoo', thanks!.uri)
    expect((await network.posts('jiwoo')).map(post => post.uri)).not.toContain(thanks!.uri)
  })

  test('a session by app password writes, and its tokens expire when told', async () => {
    const password = await network.appPassword('haneul')
    const session = await xrpc('com.atproto.server.createSession', { input: { identifier: 'haneul.test', password } })
    expect(session.status).toBe(200)
    const { accessJwt, refreshJwt } = session.body
    expect((await xrpc('com.atproto.server.getSession', { token: accessJwt })).body).toMatchObject({
      did: did('haneul'),
    })
    await network.expireTokens('haneul')
    const expired = { status: 400, body: { error: 'ExpiredToken' } }
    expect(await xrpc('com.atproto.server.getSession', { token: accessJwt })).toMatchObject(expired)
    const renewed = await xrpc('com.atproto.server.refreshSession', { token: refreshJwt, post: true })
    expect(renewed.status).toBe(200)
    expect((await xrpc('com.atproto.server.getSession', { token: renewed.body.accessJwt })).status).toBe(200)
    await network.expireTokens('haneul', { refresh: true })
    expect(
      await xrpc('com.atproto.server.refreshSession', { token: renewed.body.refreshJwt, post: true }),
    ).toMatchObject(expired)
    const wrong = await xrpc('com.atproto.server.createSession', {
      input: { identifier: 'haneul.test', password: 'wrong' },
    })
    expect(wrong).toMatchObject({ status: 401, body: { error: 'AuthenticationRequired' } })
    await network.post('haneul', '새로 들어왔습니다')
  })

  test('a record key that was written already is refused as 500, yet putRecord of the same record changes nothing', async () => {
    const record = { $type: 'app.bsky.feed.post', text: '한 번만', createdAt: '2026-03-02T09:30:00Z' }
    const input = { repo: did('jiwoo'), collection: 'app.bsky.feed.post', rkey: '3laaaaaaaaa2a', record }
    await network.call('jiwoo', 'com.atproto.repo.createRecord', { input })
    await expect(network.call('jiwoo', 'com.atproto.repo.createRecord', { input })).rejects.toMatchObject({
      code: 'InternalServerError',
    })
    const latest = () => network.call('jiwoo', 'com.atproto.sync.getLatestCommit', { params: { did: input.repo } })
    const before = await latest()
    const again = await network.call('jiwoo', 'com.atproto.repo.putRecord', { input })
    expect(again).not.toHaveProperty('commit')
    expect(await latest()).toEqual(before)
    const { repo, collection, rkey } = input
    const stored = await network.call('jiwoo', 'com.atproto.repo.getRecord', { params: { repo, collection, rkey } })
    expect(stored).toMatchObject({ value: { text: '한 번만' } })
  })

  test('the firehose replays from a cursor and goes on live', async () => {
    const replayed = await firehose('?cursor=0', received => received.length === 8)
    for (const frame of replayed) expect(frame).toMatch(/#(commit|identity|account|sync)/)
    // A subscriber without a cursor may be handed what was written just before it came.
    const live = firehose('', received => text(received.at(-1)).includes('지금 씁니다'))
    await new Promise(resolve => setTimeout(resolve, 300))
    await network.post('jiwoo', '지금 씁니다')
    await live
    expect((await firehose('?cursor=9999999', () => true))[0]).toContain('FutureCursor')
  })

  test('notifications and search need the AppView and say so', async () => {
    const listed = network.call('jiwoo', 'app.bsky.notification.listNotifications', {})
    await expect(listed).rejects.toMatchObject({ code: 'UpstreamFailure' })
    const found = network.call('jiwoo', 'app.bsky.feed.searchPosts', { params: { q: '배송' } })
    await expect(found).rejects.toMatchObject({ code: 'UpstreamFailure' })
  })

  test('a refusal names what was refused', async () => {
    await expect(network.post('nobody', '…')).rejects.toThrow('no account "nobody" was made here')
    await expect(network.post('jiwoo', '가'.repeat(301))).rejects.toThrow(/grapheme too big/)
    await expect(network.account('jiwoo')).rejects.toThrow(/taken/)
  })
})

test('a network whose starter died ends by itself', async () => {
  const starter = spawn(process.execPath, [fileURLToPath(new URL('../../counterparts/atproto.mjs', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(starter.stdout, 'data')
  starter.stdin.destroy()
  expect(await once(starter, 'exit')).toEqual([0, null])
}, 30_000)

function did(handle: string): string {
  return network.accounts.find(account => account.handle === `${handle}.test`)!.did
}

async function xrpc(method: string, ask: { input?: object; token?: string; post?: boolean }) {
  const answer = await fetch(`${network.pds}/xrpc/${method}`, {
    method: ask.input || ask.post ? 'POST' : 'GET',
    headers: {
      ...(ask.input ? { 'content-type': 'application/json' } : {}),
      ...(ask.token ? { authorization: `Bearer ${ask.token}` } : {}),
    },
    body: ask.input ? JSON.stringify(ask.input) : undefined,
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, string> }
}

/** Frames until there are enough, as Latin-1 so that names inside CBOR can be looked for. */
function firehose(query: string, enough: (received: string[]) => boolean): Promise<string[]> {
  const socket = new WebSocket(`${network.pds.replace('http', 'ws')}/xrpc/com.atproto.sync.subscribeRepos${query}`)
  socket.binaryType = 'arraybuffer'
  const received: string[] = []
  return new Promise((resolve, reject) => {
    socket.onerror = () => reject(new Error('the firehose failed'))
    socket.onmessage = ({ data }) => {
      received.push(Buffer.from(data as ArrayBuffer).toString('latin1'))
      if (!enough(received)) return
      socket.close()
      resolve(received)
    }
  })
}

function text(frame: string | undefined): string {
  return Buffer.from(frame ?? '', 'latin1').toString()
}

function reached(host: string, port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host, port, timeout: 1000 })
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false))
  })
}
