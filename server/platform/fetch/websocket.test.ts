// Drives the guarded WebSocket against a real server on loopback that speaks just enough of RFC 6455.
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { createGuardedWebSocket } from './websocket.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function streamServer(messages: Buffer[]) {
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer()
  server.on('upgrade', (req, socket) => {
    connections += 1
    if (req.url === '/refuse') return socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n')
    if (req.url === '/move')
      return socket.end('HTTP/1.1 302 Found\r\nlocation: ws://10.0.0.1/\r\ncontent-length: 0\r\n\r\n')
    if (req.url === '/silent') return
    const accept = createHash('sha1')
      .update(`${req.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64')
    const lines = [
      'HTTP/1.1 101 Switching Protocols',
      'upgrade: websocket',
      'connection: Upgrade',
      `sec-websocket-accept: ${accept}`,
    ]
    socket.write(`${lines.join('\r\n')}\r\n\r\n`)
    setTimeout(() => {
      for (const message of messages) {
        const head = Buffer.alloc(4)
        head.writeUInt8(0x82, 0)
        head.writeUInt8(126, 1)
        head.writeUInt16BE(message.length, 2)
        socket.write(Buffer.concat([head, message]))
      }
    }, 20)
  })
  server.on('connection', socket => sockets.add(socket.on('error', () => {})))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise(resolve => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return { port, base: `ws://127.0.0.1:${port}`, connections: () => connections }
}

const defaults = { maxBytes: 2_000, timeoutMs: 1_000, userAgent: 'maeari-test' }
const refusal = (code: string) => expect.objectContaining({ code })

it('a stream on loopback is refused by default and read when configuration names its network', async () => {
  const { base, connections } = await streamServer([Buffer.alloc(500, 1), Buffer.alloc(1500, 2)])
  await expect(createGuardedWebSocket(defaults)(base)).rejects.toEqual(refusal('fetch.address_refused'))
  expect(connections()).toBe(0)

  const socket = await createGuardedWebSocket({ ...defaults, allow: ['127.0.0.1/32'] })(base)
  const sizes: number[] = []
  await new Promise<void>(resolve => {
    socket.addEventListener('message', event => {
      sizes.push((event.data as ArrayBuffer).byteLength)
      if (sizes.length === 2) resolve()
    })
  })
  socket.close()
  expect(sizes).toEqual([500, 1500])
})

it('a name that points inside is refused', async () => {
  const { port, connections } = await streamServer([])
  const connect = createGuardedWebSocket({ ...defaults, resolve: async () => ['127.0.0.1'] })
  await expect(connect(`ws://relay.example:${port}/`)).rejects.toEqual(refusal('fetch.address_refused'))
  expect(connections()).toBe(0)
})

it('a message beyond the cap ends the stream', async () => {
  const { base } = await streamServer([Buffer.alloc(3000)])
  const socket = await createGuardedWebSocket({ ...defaults, allow: ['127.0.0.1/32'] })(base)
  let messages = 0
  socket.addEventListener('message', () => {
    messages += 1
  })
  await new Promise(resolve => socket.addEventListener('close', resolve))
  expect(messages).toBe(0)
})

it('a refused hand-shake, a redirect, a silent server and another scheme are refused', async () => {
  const { base, port } = await streamServer([])
  const connect = createGuardedWebSocket({ ...defaults, timeoutMs: 300, allow: ['127.0.0.1/32'] })
  await expect(connect(`${base}/refuse`)).rejects.toEqual(refusal('fetch.network'))
  await expect(connect(`${base}/move`)).rejects.toEqual(refusal('fetch.network'))
  await expect(connect(`${base}/silent`)).rejects.toEqual(refusal('fetch.timeout'))
  await expect(connect(`http://127.0.0.1:${port}/`)).rejects.toEqual(refusal('fetch.bad_url'))
  await expect(connect(`ws://user:key@127.0.0.1:${port}/`)).rejects.toEqual(refusal('fetch.bad_url'))
})
