// Drives the guarded fetch against real servers and a real name server, all on loopback.
import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, expect, it } from 'vitest'
import { createGuardedFetch, type GuardOptions } from './fetch.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const defaults = { maxBytes: 100_000, timeoutMs: 3_000, maxRedirects: 3, userAgent: 'maeari-test' }
const open = { allow: ['127.0.0.1/32'] }

function guard(options: Partial<GuardOptions> = open) {
  const fetch = createGuardedFetch({ ...defaults, ...options })
  closing.push(() => fetch.close())
  return fetch
}

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', socket => sockets.add(socket.on('error', () => {})))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise(resolve => server.close(resolve))
  })
  return (server.address() as AddressInfo).port
}

async function serve(listener: RequestListener) {
  const seen: { method: string; url: string; headers: Record<string, unknown>; body: string }[] = []
  const server = createServer((req, res) => {
    let body = ''
    req.on('data', chunk => {
      body += chunk
    })
    req.on('end', () => {
      seen.push({ method: req.method!, url: req.url!, headers: req.headers, body })
      listener(req, res)
    })
  })
  const port = await listen(server)
  return { port, base: `http://127.0.0.1:${port}`, seen }
}

const text = async (answer: { bytes(): Promise<Uint8Array> }) => Buffer.from(await answer.bytes()).toString('utf8')
const refusal = (code: string) => expect.objectContaining({ code })

/** A name server that gives the answers in turn, one a question, and the last one for ever. */
async function nameServer(answers: string[]) {
  const socket = createSocket('udp4')
  let asked = 0
  socket.on('message', (question, from) => {
    const type = question.readUInt16BE(question.length - 4)
    const answer = Buffer.from(question)
    answer.writeUInt16BE(0x8180, 2)
    let record = Buffer.alloc(0)
    if (type === 1) {
      const address = answers[Math.min(asked, answers.length - 1)]!
      asked += 1
      answer.writeUInt16BE(1, 6)
      record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)])
    }
    socket.send(Buffer.concat([answer, record]), from.port, from.address)
  })
  await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve))
  closing.push(() => socket.close())
  const resolver = new Resolver()
  resolver.setServers([`127.0.0.1:${(socket.address() as AddressInfo).port}`])
  return { resolve: (host: string) => resolver.resolve4(host), asked: () => asked }
}

it('a loopback server is refused by default and read when configuration names its network', async () => {
  const { base, port, seen } = await serve((_req, res) => res.end('안녕'))
  for (const url of [
    base,
    `http://localhost:${port}`,
    `http://2130706433:${port}`,
    `http://[::ffff:127.0.0.1]:${port}`,
  ]) {
    await expect(guard({})(url), url).rejects.toEqual(refusal('fetch.address_refused'))
  }
  expect(seen).toHaveLength(0)
  const answer = await guard()(`${base}/a`)
  expect([answer.status, answer.url, await text(answer)]).toEqual([200, `${base}/a`, '안녕'])
  expect(await text(await guard({ allow: [`127.0.0.1:${port}`] })(base))).toBe('안녕')
})

it('a name that points at a private address is refused without a packet', async () => {
  const { port, seen } = await serve((_req, res) => res.end('secret'))
  const names = await nameServer(['127.0.0.1'])
  const url = `http://blog.example:${port}/`
  await expect(guard({ resolve: names.resolve })(url)).rejects.toEqual(refusal('fetch.address_refused'))
  expect(seen).toHaveLength(0)
  expect(await text(await guard({ ...open, resolve: names.resolve })(url))).toBe('secret')
})

it('a name that changes its address after the check gains nothing: it is asked once and the checked address is called', async () => {
  const { port, seen } = await serve((_req, res) => res.setHeader('connection', 'close').end('public'))
  const names = await nameServer(['127.0.0.1', '127.0.0.2'])
  const fetch = guard({ ...open, resolve: names.resolve })
  expect(await text(await fetch(`http://rebind.example:${port}/`))).toBe('public')
  expect(names.asked()).toBe(1)
  await expect(fetch(`http://rebind.example:${port}/`)).rejects.toEqual(refusal('fetch.address_refused'))
  expect(names.asked()).toBe(2)
  expect(seen).toHaveLength(1)
  expect(seen[0]!.headers.host).toBe(`rebind.example:${port}`)
})

it('one private address among public ones refuses the host', async () => {
  const { port } = await serve((_req, res) => res.end('ok'))
  const url = `http://mixed.example:${port}/`
  await expect(guard({ ...open, resolve: async () => ['127.0.0.1', '10.0.0.1'] })(url)).rejects.toEqual(
    refusal('fetch.address_refused'),
  )
  expect(await text(await guard({ ...open, resolve: async () => ['127.0.0.1'] })(url))).toBe('ok')
})

it('the second address is called when nobody answers at the first', async () => {
  const { port } = await serve((_req, res) => res.end('ok'))
  const fetch = guard({ allow: ['127.0.0.0/8'], resolve: async () => ['127.0.0.9', '127.0.0.1'] })
  expect(await text(await fetch(`http://two.example:${port}/`))).toBe('ok')
})

it('over TLS the checked address is called, and the server still hears the name', async () => {
  const names: string[] = []
  const port = await listen(
    createTlsServer({
      SNICallback: (name, done) => {
        names.push(name)
        done(new Error('no certificate here'))
      },
    }),
  )
  const fetch = guard({ ...open, resolve: async () => ['127.0.0.1'] })
  await expect(fetch(`https://shop.example:${port}/`)).rejects.toEqual(refusal('fetch.network'))
  expect(names).toEqual(['shop.example'])
  await expect(guard({ resolve: async () => ['127.0.0.1'] })(`https://shop.example:${port}/`)).rejects.toEqual(
    refusal('fetch.address_refused'),
  )
  expect(names).toEqual(['shop.example'])
})

it('a name server that never answers is left in time', async () => {
  const fetch = guard({ timeoutMs: 300, resolve: () => new Promise(() => {}) })
  const begin = performance.now()
  await expect(fetch('http://slow.example/')).rejects.toEqual(refusal('fetch.timeout'))
  await expect(fetch('http://slow.example/', { signal: AbortSignal.timeout(30) })).rejects.toEqual(
    refusal('fetch.cancelled'),
  )
  expect(performance.now() - begin).toBeLessThan(1500)
})

it('an unknown host says so', async () => {
  const names = { resolve: async () => Promise.reject(new Error('ENOTFOUND')) }
  await expect(guard(names)('http://nowhere.example/')).rejects.toEqual(refusal('fetch.unknown_host'))
})

it('a redirect to the metadata address or to another scheme is refused, one to a checked place is followed', async () => {
  let target = 'http://169.254.169.254/latest/meta-data/'
  const { base } = await serve((req, res) =>
    req.url === '/end' ? res.end('there') : res.writeHead(302, { location: target }).end('moved'),
  )
  await expect(guard()(base)).rejects.toEqual(refusal('fetch.address_refused'))
  target = 'file:///etc/passwd'
  await expect(guard()(base)).rejects.toEqual(refusal('fetch.bad_url'))
  target = 'http://user:secret@127.0.0.1/'
  await expect(guard()(base)).rejects.toEqual(refusal('fetch.bad_url'))
  target = '/end'
  const answer = await guard()(base)
  expect([answer.url, await text(answer), answer.redirects]).toEqual([
    `${base}/end`,
    'there',
    [{ status: 302, to: `${base}/end` }],
  ])
})

it('a redirect loop ends', async () => {
  const { base, seen } = await serve((req, res) => res.writeHead(301, { location: `${req.url}x` }).end())
  await expect(guard()(`${base}/`)).rejects.toEqual(refusal('fetch.too_many_redirects'))
  expect(seen).toHaveLength(4)
})

it.each([
  [301, 'POST', 'GET', ''],
  [302, 'POST', 'GET', ''],
  [302, 'PUT', 'PUT', 'body'],
  [303, 'PUT', 'GET', ''],
  [303, 'HEAD', 'HEAD', ''],
  [307, 'POST', 'POST', 'body'],
  [308, 'PATCH', 'PATCH', 'body'],
] as const)('after %i a %s goes on as %s with the body "%s"', async (status, method, next, body) => {
  const { base, seen } = await serve((req, res) =>
    req.url === '/end' ? res.end() : res.writeHead(status, { location: '/end' }).end(),
  )
  await guard()(`${base}/`, {
    method,
    body: method === 'HEAD' ? undefined : 'body',
    headers: { 'content-type': 'text/plain' },
  })
  expect([seen[1]!.method, seen[1]!.body]).toEqual([next, body])
  expect(seen[1]!.headers['content-type']).toBe(
    next === method && body ? 'text/plain' : next === method ? 'text/plain' : undefined,
  )
})

it('keys travel within an origin and never to another one', async () => {
  const other = await serve((_req, res) => res.end('other'))
  const { base, seen } = await serve((req, res) => {
    if (req.url === '/out') return res.writeHead(307, { location: `${other.base}/x` }).end()
    if (req.url === '/in') return res.writeHead(307, { location: '/end' }).end()
    res.end('same')
  })
  const headers = { Authorization: 'Bearer abc', Cookie: 'a=b', 'X-Naver-Client-Secret': 's', 'Accept-Language': 'ko' }
  expect(await text(await guard()(`${base}/in`, { headers }))).toBe('same')
  expect(seen[1]!.headers).toMatchObject({ authorization: 'Bearer abc', cookie: 'a=b', 'x-naver-client-secret': 's' })
  expect(await text(await guard()(`${base}/out`, { headers }))).toBe('other')
  expect(other.seen[0]!.headers).toMatchObject({ 'accept-language': 'ko', 'user-agent': 'maeari-test' })
  for (const name of ['authorization', 'cookie', 'x-naver-client-secret'])
    expect(other.seen[0]!.headers).not.toHaveProperty(name)
})

it('a caller cannot name another host than the one that was checked', async () => {
  const { base, port, seen } = await serve((_req, res) => res.end())
  await guard()(base, { headers: { Host: 'inside.example', 'Transfer-Encoding': 'chunked' } })
  expect(seen[0]!.headers.host).toBe(`127.0.0.1:${port}`)
})

it.each([
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
  ['gzip, br', (b: Buffer) => brotliCompressSync(gzipSync(b))],
] as const)('%s is unpacked, and a bomb of it is refused early', async (encoding, pack) => {
  const bomb = pack(Buffer.alloc(20_000_000, 'ab'))
  const small = pack(Buffer.alloc(50_000, 'ab'))
  const { base } = await serve((req, res) =>
    res.setHeader('content-encoding', encoding).end(req.url === '/bomb' ? bomb : small),
  )
  expect(await text(await guard()(base))).toBe('ab'.repeat(25_000))
  await expect(guard()(`${base}/bomb`)).rejects.toEqual(refusal('fetch.too_large'))
})

it('what unfolds two hundredfold is refused although it would fit', async () => {
  const zeros = gzipSync(Buffer.alloc(5_000_000))
  const numbers = gzipSync(Buffer.from(Array.from({ length: 400_000 }, (_, i) => `${i * 7919}`).join(' ')))
  const { base } = await serve((req, res) => {
    res.setHeader('content-encoding', 'gzip').end(req.url === '/zeros' ? zeros : numbers)
  })
  const fetch = guard({ ...open, maxBytes: 20_000_000 })
  await expect(fetch(`${base}/zeros`)).rejects.toEqual(refusal('fetch.too_large'))
  expect((await (await fetch(base)).bytes()).length).toBeGreaterThan(1_000_000)
})

it('an unknown, broken or thrice packed body is refused; an empty one is just empty', async () => {
  const bodies: Record<string, [string, Buffer]> = {
    '/unknown': ['compress', Buffer.from('x')],
    '/broken': ['gzip', Buffer.from('this is no gzip')],
    '/thrice': ['gzip, gzip, gzip', gzipSync(gzipSync(gzipSync('x')))],
    '/empty': ['gzip', Buffer.alloc(0)],
  }
  const { base } = await serve((req, res) => {
    const [encoding, body] = bodies[req.url!]!
    res.setHeader('content-encoding', encoding).end(body)
  })
  for (const path of ['/unknown', '/broken', '/thrice']) {
    await expect(guard()(base + path), path).rejects.toEqual(refusal('fetch.bad_encoding'))
  }
  expect(await text(await guard()(`${base}/empty`))).toBe('')
})

it('a body is read up to its cap, whether its length is announced or not', async () => {
  const { base } = await serve((req, res) => {
    const size = Number(req.url!.split('/')[2])
    if (req.url!.startsWith('/announced')) res.setHeader('content-length', size)
    res.write(Buffer.alloc(size / 2))
    res.end(Buffer.alloc(size / 2))
  })
  for (const kind of ['announced', 'chunked']) {
    expect((await (await guard()(`${base}/${kind}/100000`)).bytes()).length).toBe(100_000)
    await expect(guard()(`${base}/${kind}/100002`)).rejects.toEqual(refusal('fetch.too_large'))
    await expect(guard()(`${base}/${kind}/2000`, { maxBytes: 1000 })).rejects.toEqual(refusal('fetch.too_large'))
  }
})

it('a server that trickles, falls silent or never answers is left in time', async () => {
  const { base } = await serve((req, res) => {
    if (req.url === '/silent') return
    res.write('<rss>')
    if (req.url === '/trickle') {
      const timer = setInterval(() => res.write('.'), 30)
      res.on('close', () => clearInterval(timer))
    }
    if (req.url === '/quick') res.end()
  })
  const fetch = guard({ ...open, timeoutMs: 400 })
  for (const path of ['/silent', '/trickle', '/pause']) {
    const begin = performance.now()
    await expect(fetch(base + path), path).rejects.toEqual(refusal('fetch.timeout'))
    expect(performance.now() - begin).toBeLessThan(1500)
  }
  expect(await text(await fetch(`${base}/quick`))).toBe('<rss>')
})

it('a pause in the middle ends before the total time does', async () => {
  const { base } = await serve((_req, res) => void res.write('<rss>'))
  const begin = performance.now()
  await expect(guard({ ...open, timeoutMs: 20_000, idleTimeoutMs: 300 })(base)).rejects.toEqual(
    refusal('fetch.timeout'),
  )
  expect(performance.now() - begin).toBeLessThan(4_000)
})

it('the caller can cancel', async () => {
  const { base } = await serve(() => {})
  const cancel = new AbortController()
  setTimeout(() => cancel.abort(), 50)
  await expect(guard()(base, { signal: cancel.signal })).rejects.toEqual(refusal('fetch.cancelled'))
})

it('endless header fields, a cut body and a server that speaks no HTTP are refused', async () => {
  const answers: Record<string, string> = {
    '/headers': `HTTP/1.1 200 OK\r\n${'x: '.padEnd(1000, 'y').concat('\r\n').repeat(100)}\r\n`,
    '/cut': 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort',
    '/noise': '\x00\x01\x02 not http at all\r\n\r\n',
    '/good': 'HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ngood',
  }
  const port = await listen(
    createTcpServer(socket => socket.once('data', data => void socket.end(answers[String(data).split(' ')[1]!] ?? ''))),
  )
  const base = `http://127.0.0.1:${port}`
  await expect(guard()(`${base}/headers`)).rejects.toEqual(refusal('fetch.too_large'))
  await expect(guard()(`${base}/cut`)).rejects.toEqual(refusal('fetch.network'))
  await expect(guard()(`${base}/noise`)).rejects.toEqual(refusal('fetch.network'))
  expect(await text(await guard()(`${base}/good`))).toBe('good')
})

it('a refusal carries neither path nor query nor key', async () => {
  const fetch = guard({ ...open, timeoutMs: 300 })
  const { base } = await serve(() => {})
  const errors = await Promise.all(
    [
      'http://10.0.0.1/secret?key=abc',
      `${base}/secret?key=abc`,
      'http://a:secret@example.com/?key=abc',
      'http://127.0.0.1:1/secret?key=abc',
    ].map(url => fetch(url, { headers: { authorization: 'Bearer abc' } }).catch(error => error)),
  )
  for (const error of errors) {
    expect(error).toBeInstanceOf(Error)
    expect(JSON.stringify({ ...error, message: error.message, cause: error.cause })).not.toMatch(/secret|abc/)
  }
})

it('304 and HEAD have no body, and statuses of all kinds are answers and no errors', async () => {
  const { base } = await serve((req, res) =>
    res
      .writeHead(Number(req.url!.slice(1)), { etag: '"1"', 'content-length': req.method === 'HEAD' ? 999_999 : 0 })
      .end(),
  )
  for (const status of [200, 204, 304, 404, 410, 429, 503]) {
    const answer = await guard()(`${base}/${status}`)
    expect([answer.status, answer.headers.etag, (await answer.bytes()).length]).toEqual([status, '"1"', 0])
  }
  expect((await guard()(`${base}/200`, { method: 'HEAD' })).headers['content-length']).toBe('999999')
})
