import { request } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Atproto, startAtproto } from './atproto.ts'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'

// Room for a busy machine; the figures stand in counterparts/README.md.
vi.setConfig({ testTimeout: 20_000 })

const create = '/xrpc/com.atproto.repo.createRecord'
const resolve = '/xrpc/com.atproto.identity.resolveHandle?handle=jiwoo.test'

let network: Atproto
let proxy: FaultProxy
let token: string
beforeAll(async () => {
  network = await startAtproto({ accounts: ['jiwoo'] })
  const { handle: identifier, password } = network.accounts[0]!
  const session = await fetch(`${network.pds}/xrpc/com.atproto.server.createSession`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier, password }),
  })
  token = ((await session.json()) as { accessJwt: string }).accessJwt
}, 30_000)
afterAll(() => network?.stop())
beforeEach(async () => {
  proxy = await startFaultProxy({ target: network.pds })
})
afterEach(() => proxy.stop())

describe('without rules', () => {
  test('everything passes, answers and refusals alike', async () => {
    expect(await say('그대로')).toBe(200)
    expect(await texts()).toContain('그대로')
    expect(await get('/xrpc/com.atproto.identity.resolveHandle?handle=nobody.test')).toMatchObject({
      status: 400,
      error: null,
    })
    expect(proxy.log()).toMatchObject([
      { method: 'POST', path: create, fault: null, upstream: [200], answered: 200, whole: true },
      { method: 'GET', fault: null, upstream: [400], answered: 400, whole: true },
    ])
    expect(proxy.log()[0]!.requestBody).toContain('그대로')
  })

  test('the firehose passes, byte for byte', async () => {
    const [direct, through] = await Promise.all([frames(network.pds, 4), frames(proxy.url, 4)])
    expect(through.received.length).toBe(4)
    expect(through.received).toEqual(direct.received)
    expect(proxy.log()).toMatchObject([{ webSocket: true, upstream: [101], fault: null }])
  })
})

describe('refusals that never reach the counterpart', () => {
  test('429 says when to come again, and is spent', async () => {
    const rule = proxy.rule({ fault: 'rate-limit', retryAfter: 7, path: create, times: 1 })
    const answer = await post('너무 많이')
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7'])
    expect(await answer.json()).toMatchObject({ error: 'RateLimitExceeded' })
    expect(await texts()).not.toContain('너무 많이')
    expect(await say('너무 많이')).toBe(200)
    expect([rule.hits(), (await texts()).filter(text => text === '너무 많이').length]).toEqual([1, 1])
    expect(proxy.log()).toMatchObject([
      { fault: 'rate-limit', upstream: [], answered: 429 },
      { fault: null, upstream: [200] },
    ])
  })

  test('5xx and any other status', async () => {
    const rule = proxy.rule({ fault: 'status', status: 503, headers: { 'x-why': 'maintenance' }, body: 'back soon' })
    const answer = await post('고장')
    expect([answer.status, answer.headers.get('x-why'), await answer.text()]).toEqual([503, 'maintenance', 'back soon'])
    rule.remove()
    expect(await get(resolve)).toMatchObject({ status: 200 })
    expect(await texts()).not.toContain('고장')
  })

  test('an expired token is refused in the words of the PDS itself', async () => {
    proxy.rule({ fault: 'xrpc', error: 'ExpiredToken', message: 'Token has expired', times: 1 })
    const ours = await post('만료')
    await network.expireTokens('jiwoo')
    const theirs = await post('만료')
    expect([ours.status, await ours.json()]).toEqual([theirs.status, await theirs.json()])
    expect(proxy.accepted('POST', create)).toEqual([])
    await renew()
  })

  test('a time-out before acceptance leaves nothing behind', async () => {
    proxy.rule({ fault: 'timeout-before', path: create, times: 1 })
    await expect(post('들리지 않음', AbortSignal.timeout(150))).rejects.toThrow(/timeout/)
    expect(await texts()).not.toContain('들리지 않음')
    expect(proxy.log()).toMatchObject([{ fault: 'timeout-before', upstream: [], answered: null, whole: false }])
    proxy.rule({ fault: 'timeout-before', hold: 50, times: 1 })
    expect(await get(resolve)).toMatchObject({ status: 0, error: 'ECONNRESET' })
  })

  test('a reset comes at once', async () => {
    proxy.rule({ fault: 'reset' })
    expect(await get(resolve)).toMatchObject({ status: 0, error: 'ECONNRESET' })
    expect(proxy.log()).toMatchObject([{ fault: 'reset', upstream: [] }])
  })
})

describe('answers that are lost or hurt', () => {
  test('a dropped answer: the counterpart has the post, the client knows nothing', async () => {
    proxy.rule({ fault: 'drop-answer', path: create, times: 1 })
    await expect(post('받았지만')).rejects.toThrow('fetch failed')
    expect((await texts()).filter(text => text === '받았지만')).toHaveLength(1)
    expect(proxy.accepted('POST', create)).toMatchObject([
      { fault: 'drop-answer', upstream: [200], answered: null, whole: false },
    ])
    expect(await say('받았지만')).toBe(200)
    expect((await texts()).filter(text => text === '받았지만')).toHaveLength(2)
  })

  test('a dropped answer can be silence instead', async () => {
    proxy.rule({ fault: 'drop-answer', path: create, hold: 60_000 })
    await expect(post('조용히', AbortSignal.timeout(400))).rejects.toThrow(/timeout/)
    expect(await texts()).toContain('조용히')
  })

  test('a cut body ends in a reset after its first bytes', async () => {
    proxy.rule({ fault: 'cut-body', after: 10, path: resolve })
    const { status, error, body } = await get(resolve)
    expect([status, error, body]).toEqual([200, 'ECONNRESET', '{"did":"di'])
    expect(proxy.log()).toMatchObject([{ upstream: [200], answered: 200, whole: false }])
  })

  test('a slow answer comes in drops, and whole', async () => {
    proxy.rule({ fault: 'slow', bytes: 8, pause: 40, path: resolve })
    const { body, drops, took } = await get(resolve)
    expect(JSON.parse(body)).toEqual({ did: network.accounts[0]!.did })
    expect(drops).toBeGreaterThan(3)
    expect(took).toBeGreaterThan(4 * 40)
    expect(proxy.log()).toMatchObject([{ whole: true }])
  })

  test('a delay comes before the counterpart hears anything', async () => {
    proxy.rule({ fault: 'delay', pause: 300, path: create })
    const late = say('늦게')
    await new Promise(done => setTimeout(done, 120))
    expect(await texts()).not.toContain('늦게')
    expect(await late).toBe(200)
    expect(await texts()).toContain('늦게')
  })

  test('an aborting client is noticed and hurts nothing', async () => {
    proxy.rule({ fault: 'slow', bytes: 1, pause: 50, times: 1 })
    await expect(
      fetch(proxy.url + resolve, { signal: AbortSignal.timeout(120) }).then(answer => answer.text()),
    ).rejects.toThrow()
    expect(await get(resolve)).toMatchObject({ status: 200, error: null })
  })
})

describe('deliveries out of turn', () => {
  test.each([false, true])('a duplicate delivery reaches the counterpart twice (together: %s)', async together => {
    proxy.rule({ fault: 'duplicate', together, path: create, times: 1 })
    const text = `두 번 ${together}`
    expect(await say(text)).toBe(200)
    expect((await texts()).filter(found => found === text)).toHaveLength(2)
    expect(proxy.log()).toMatchObject([{ fault: 'duplicate', upstream: [200, 200], answered: 200 }])
  })

  test('reordered deliveries: the last that came goes first', async () => {
    proxy.rule({ fault: 'reorder', group: 3, path: create, patience: 10_000 })
    const words = ['하나', '둘', '셋']
    const answers: Array<Promise<number>> = []
    for (const word of words) {
      answers.push(say(word))
      await new Promise(done => setTimeout(done, 30))
    }
    expect(await Promise.all(answers)).toEqual([200, 200, 200])
    expect((await texts()).slice(0, 3)).toEqual(['하나', '둘', '셋'])
  })

  test('a request that nobody follows goes after its patience', async () => {
    proxy.rule({ fault: 'reorder', path: create, patience: 80 })
    expect(await say('혼자')).toBe(200)
  })
})

describe('a WebSocket', () => {
  test('is refused, or cut after so many bytes, or cut when told', async () => {
    proxy.rule({ fault: 'status', status: 502, times: 1 })
    expect((await frames(proxy.url, 4)).received).toEqual([])
    proxy.rule({ fault: 'cut-body', after: 2000, times: 1 })
    const cut = await frames(proxy.url, 50)
    expect(cut.closed).toBe(true)
    expect(cut.received.join('').length).toBeLessThan(2000)
    const received: string[] = []
    const open = frames(proxy.url, 10_000, received)
    await expect.poll(() => received.length).toBeGreaterThan(0)
    expect(proxy.cutWebSockets()).toBe(1)
    expect((await open).closed).toBe(true)
    expect((await frames(proxy.url, 3)).received).toHaveLength(3)
  })
})

test('a counterpart that is away is a reset, and one that came back elsewhere is found', async () => {
  proxy.setTarget('http://127.0.0.1:1')
  expect(await get(resolve)).toMatchObject({ status: 0, error: 'ECONNRESET' })
  expect(proxy.log()).toMatchObject([{ fault: null, upstream: [], answered: null }])
  proxy.setTarget(network.pds)
  expect(await get(resolve)).toMatchObject({ status: 200 })
})

test('the same seed hurts the same requests', async () => {
  const fates: string[] = []
  for (const seed of [5, 5, 6]) {
    const one = await startFaultProxy({ target: network.pds, seed })
    one.rule({ fault: 'status', status: 500, probability: 0.5 })
    const statuses: number[] = []
    for (let n = 0; n < 24; n += 1) statuses.push((await fetch(one.url + resolve)).status)
    await one.stop()
    fates.push(statuses.join(' '))
  }
  expect(fates[0]).toBe(fates[1])
  expect(fates[0]).not.toBe(fates[2])
  expect(fates[0]).toContain('200')
  expect(fates[0]).toContain('500')
})

function post(text: string, signal?: AbortSignal): Promise<Response> {
  const { did: repo } = network.accounts[0]!
  const record = { $type: 'app.bsky.feed.post', text, createdAt: '2026-03-02T09:30:00Z' }
  return fetch(proxy.url + create, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ repo, collection: 'app.bsky.feed.post', record }),
    signal,
  })
}

async function say(text: string): Promise<number> {
  const answer = await post(text)
  await answer.text()
  return answer.status
}

/** What the repository holds, newest first, asked of the counterpart itself. */
async function texts(): Promise<string[]> {
  return (await network.posts('jiwoo')).map(found => found.text)
}

async function renew(): Promise<void> {
  const { handle: identifier, password } = network.accounts[0]!
  const session = (await network.call('jiwoo', 'com.atproto.server.createSession', {
    input: { identifier, password },
  })) as {
    accessJwt: string
  }
  token = session.accessJwt
}

type Got = { status: number; error: string | null; body: string; drops: number; took: number }

function get(path: string): Promise<Got> {
  const got: Got = { status: 0, error: null, body: '', drops: 0, took: 0 }
  const start = performance.now()
  return new Promise(done => {
    const end = (error: string | null) => done({ ...got, error, took: performance.now() - start })
    request(proxy.url + path, { agent: false }, answer => {
      got.status = answer.statusCode ?? 0
      answer.on('data', (part: Buffer) => {
        got.body += part.toString()
        got.drops += 1
      })
      answer.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message))
      answer.once('end', () => end(null))
    })
      .on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message))
      .end()
  })
}

/** Reads the firehose from its beginning until there are so many frames, or the connection ends. */
function frames(
  base: string,
  count: number,
  received: string[] = [],
): Promise<{ received: string[]; closed: boolean }> {
  const socket = new WebSocket(`${base.replace('http', 'ws')}/xrpc/com.atproto.sync.subscribeRepos?cursor=0`)
  socket.binaryType = 'arraybuffer'
  return new Promise(done => {
    socket.onclose = () => done({ received, closed: true })
    socket.onmessage = ({ data }) => {
      received.push(Buffer.from(data as ArrayBuffer).toString('latin1'))
      if (received.length < count) return
      socket.onclose = null
      socket.close()
      done({ received, closed: false })
    }
  })
}
