/** A proxy that fails on purpose, in front of any HTTP or WebSocket counterpart, and knows what truly passed. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { type Fault, pickRule, type Rule, type RuleState, seededChance } from './fault-rules.ts'

export type { Fault, Rule } from './fault-rules.ts'

/** One request as the proxy saw it. */
export type Passage = {
  method: string
  /** With its query. */
  path: string
  fault: Fault['fault'] | null
  /** The counterpart's statuses, one for each time that the request reached it whole; empty: it never did. */
  upstream: number[]
  /** The status that the client was given; null: none. */
  answered: number | null
  /** Did the client get its answer whole? */
  whole: boolean
  webSocket: boolean
  requestBody: string
}

export type FaultRule = { hits(): number; remove(): void }

export type FaultProxy = {
  /** Stands for the counterpart's base URL: `http://127.0.0.1:…`. */
  url: string
  /** Rules are asked in the order of their coming; the first that hits decides. */
  rule(rule: Rule): FaultRule
  /** Removes all rules; requests that a fault holds are reset. */
  clear(): void
  /** All requests until now, in the order of their coming. */
  log(): readonly Passage[]
  /** Those which the counterpart accepted (2xx), however little the client heard of it. */
  accepted(method: string, path: string | RegExp): Passage[]
  /** Resets every open WebSocket. */
  cutWebSockets(): number
  /** The counterpart came back elsewhere. */
  setTarget(url: string): void
  stop(): Promise<void>
}

type Request = { method: string; path: string; headers: IncomingMessage['headers']; body: Buffer }
type Held = { group: Array<() => void>; timer?: NodeJS.Timeout; turn: Promise<void> }

/** Without rules it passes everything. `seed` decides rules with a probability (1 where absent). */
export async function startFaultProxy(options: { target: string; seed?: number }): Promise<FaultProxy> {
  let target = new URL(options.target)
  let rules: RuleState[] = []
  const chance = seededChance(options.seed ?? 1)
  const log: Passage[] = []
  const held = new Map<RuleState, Held>()
  const stuck = new Set<Duplex>()
  const webSockets = new Set<Socket>()

  const server = createServer(async (incoming, response) => {
    const passage = note(incoming, false)
    try {
      const body = await buffer(incoming)
      passage.requestBody = body.toString()
      const { method = 'GET', url: path = '/', headers } = incoming
      await pass({ method, path, headers, body }, response, passage)
    } catch {
      response.socket?.resetAndDestroy() // the client or the counterpart went away: the passage says how far it came
    }
  })
  server.on('upgrade', (incoming, socket, head) => {
    upgrade(incoming, socket as Socket, head).catch(() => (socket as Socket).resetAndDestroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  function note(incoming: IncomingMessage, webSocket: boolean): Passage {
    const { method = 'GET', url: path = '/' } = incoming
    const passage: Passage = {
      method,
      path,
      fault: null,
      upstream: [],
      answered: null,
      whole: false,
      webSocket,
      requestBody: '',
    }
    log.push(passage)
    return passage
  }

  async function pass(request: Request, response: ServerResponse, passage: Passage): Promise<void> {
    const state = pickRule(rules, request, chance)
    if (!state) return give(await forward(request, passage), response, passage)
    const { rule } = state
    passage.fault = rule.fault
    switch (rule.fault) {
      case 'rate-limit':
      case 'status':
      case 'xrpc': {
        const { status, headers, body } = ownAnswer(rule)
        response.writeHead(status, headers).end(body)
        passage.answered = status
        passage.whole = true
        return
      }
      case 'timeout-before':
        return hold(response.socket, rule.hold)
      case 'reset':
        response.socket?.resetAndDestroy()
        return
      case 'drop-answer': {
        const answer = await forward(request, passage)
        await buffer(answer)
        if (rule.hold) return hold(response.socket, rule.hold)
        response.socket?.resetAndDestroy()
        return
      }
      case 'cut-body':
      case 'slow':
        return drip(await forward(request, passage), response, passage, rule)
      case 'delay':
        await wait(rule.pause)
        return give(await forward(request, passage), response, passage)
      case 'duplicate': {
        const copies = rule.copies ?? 2
        if (rule.together) {
          const [first, ...others] = await Promise.all(Array.from({ length: copies }, () => forward(request, passage)))
          await Promise.all(others.map(other => buffer(other)))
          return give(first!, response, passage)
        }
        const first = await forward(request, passage)
        const bytes = await buffer(first)
        for (let again = 1; again < copies; again += 1) await buffer(await forward(request, passage))
        return give(first, response, passage, bytes)
      }
      case 'reorder':
        return takeTurn(state, rule, async () => give(await forward(request, passage), response, passage))
    }
  }

  /** Resolves when the counterpart's head is there; it has then accepted, or refused, the whole request. */
  function forward({ method, path, headers, body }: Request, passage: Passage): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const outgoing = send(
        { host: target.hostname, port: target.port, method, path, agent: false, headers: passedHeaders(headers, body) },
        answer => {
          passage.upstream.push(answer.statusCode ?? 0)
          resolve(answer)
        },
      )
      outgoing.once('error', reject)
      outgoing.end(body)
    })
  }

  /** The last that came goes first, each after the answer to the one before. */
  function takeTurn(state: RuleState, rule: Fault & { fault: 'reorder' }, go: () => Promise<void>): Promise<void> {
    const queue = held.get(state) ?? { group: [], turn: Promise.resolve() }
    held.set(state, queue)
    return new Promise((resolve, reject) => {
      queue.group.push(() => {
        queue.turn = queue.turn.then(go).then(resolve, reject)
      })
      const release = () => {
        clearTimeout(queue.timer)
        queue.timer = undefined
        for (const next of queue.group.splice(0).reverse()) next()
      }
      if (queue.group.length >= (rule.group ?? 2)) release()
      else queue.timer ??= setTimeout(release, rule.patience ?? 1000)
    })
  }

  function hold(socket: Socket | null, time: number | undefined): void {
    if (!socket) return
    stuck.add(socket)
    socket.once('close', () => stuck.delete(socket))
    if (time !== undefined) setTimeout(() => socket.resetAndDestroy(), time).unref()
  }

  async function upgrade(incoming: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    const passage = note(incoming, true)
    socket.on('error', () => socket.destroy())
    const state = pickRule(rules, passage, chance)
    const rule = state?.rule
    passage.fault = rule?.fault ?? null
    if (rule?.fault === 'reset' || rule?.fault === 'drop-answer') return void socket.resetAndDestroy()
    if (rule?.fault === 'timeout-before') return hold(socket, rule.hold)
    if (rule?.fault === 'rate-limit' || rule?.fault === 'status' || rule?.fault === 'xrpc') {
      const { status, headers, body } = ownAnswer(rule)
      passage.answered = status
      const lines = Object.entries({
        ...headers,
        connection: 'close',
        'content-length': String(Buffer.byteLength(body)),
      })
      socket.end(
        `HTTP/1.1 ${status} Refused\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
      )
      return
    }
    if (rule?.fault === 'delay') await wait(rule.pause)
    const upstream = connect(Number(target.port), target.hostname)
    await once(upstream, 'connect')
    const ends = [socket, upstream]
    for (const end of ends) {
      webSockets.add(end)
      end.once('close', () => {
        webSockets.delete(end)
        for (const other of ends) other.destroy()
      })
    }
    upstream.on('error', () => socket.resetAndDestroy())
    upstream.once('data', (first: Buffer) => {
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first.toString('latin1'))?.[1] ?? 0)
      passage.upstream.push(status)
      passage.answered = status
    })
    const headers = Object.entries({ ...incoming.headers, host: target.host })
    const lines = headers.flatMap(([name, value]) => [value ?? []].flat().map(one => `${name}: ${one}\r\n`))
    upstream.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${lines.join('')}\r\n`)
    upstream.write(head)
    socket.pipe(upstream)
    if (rule?.fault === 'cut-body' || rule?.fault === 'slow') void dripSocket(upstream, socket, rule)
    else upstream.pipe(socket)
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    rule: rule => {
      const state: RuleState = { rule, seen: 0, hits: 0 }
      rules.push(state)
      const remove = () => {
        rules = rules.filter(other => other !== state)
      }
      return { hits: () => state.hits, remove }
    },
    clear: () => {
      rules = []
      for (const socket of stuck) (socket as Socket).resetAndDestroy()
    },
    log: () => log,
    accepted: (method, path) => {
      const here = (passage: Passage) =>
        typeof path === 'string' ? passage.path.startsWith(path) : path.test(passage.path)
      const ok = (status: number) => status >= 200 && status < 300
      return log.filter(passage => passage.method === method && here(passage) && passage.upstream.some(ok))
    },
    cutWebSockets: () => {
      const open = [...webSockets]
      for (const socket of open) socket.resetAndDestroy()
      return open.length / 2
    },
    setTarget: url => {
      target = new URL(url)
    },
    stop: async () => {
      rules = []
      for (const queue of held.values()) clearTimeout(queue.timer)
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      for (const socket of webSockets) socket.destroy()
      for (const socket of stuck) socket.destroy()
      await closed
    },
  }
}

async function give(
  answer: IncomingMessage,
  response: ServerResponse,
  passage: Passage,
  bytes?: Buffer,
): Promise<void> {
  passage.answered = answer.statusCode ?? null
  response.writeHead(answer.statusCode ?? 502, answerHeaders(answer))
  response.once('finish', () => {
    passage.whole = true
  })
  if (bytes) {
    response.end(bytes)
    return
  }
  // A counterpart that breaks off its own answer breaks off ours.
  answer.once('aborted', () => response.socket?.resetAndDestroy())
  answer.pipe(response)
  await once(response, 'close')
}

async function drip(
  answer: IncomingMessage,
  response: ServerResponse,
  passage: Passage,
  rule: Fault & { fault: 'cut-body' | 'slow' },
): Promise<void> {
  const body = await buffer(answer)
  passage.answered = answer.statusCode ?? null
  const length = answer.headers['content-length'] ?? String(body.length)
  response.writeHead(answer.statusCode ?? 502, { ...answerHeaders(answer), 'content-length': length })
  response.flushHeaders()
  const end = rule.fault === 'cut-body' ? Math.min(rule.after, body.length) : body.length
  const step = rule.fault === 'slow' ? rule.bytes : Math.max(end, 1)
  for (let at = 0; at < end && !response.destroyed; at += step) {
    await new Promise<void>(done => response.write(body.subarray(at, Math.min(end, at + step)), () => done()))
    if (rule.fault === 'slow' && at + step < end) await wait(rule.pause)
  }
  if (rule.fault === 'cut-body') {
    response.socket?.resetAndDestroy()
    return
  }
  if (response.destroyed) return
  response.end()
  passage.whole = true
}

async function dripSocket(from: Socket, to: Socket, rule: Fault & { fault: 'cut-body' | 'slow' }): Promise<void> {
  let sent = 0
  for await (const bytes of from as AsyncIterable<Buffer>) {
    const end = rule.fault === 'cut-body' ? Math.min(bytes.length, rule.after - sent) : bytes.length
    const step = rule.fault === 'slow' ? rule.bytes : Math.max(end, 1)
    for (let at = 0; at < end && !to.destroyed; at += step) {
      to.write(bytes.subarray(at, Math.min(end, at + step)))
      if (rule.fault === 'slow') await wait(rule.pause)
    }
    sent += end
    if (rule.fault === 'cut-body' && sent >= rule.after) {
      await wait(5) // what was written leaves before the reset
      to.resetAndDestroy()
      return
    }
  }
}

function ownAnswer(rule: Fault & { fault: 'rate-limit' | 'status' | 'xrpc' }) {
  const json = { 'content-type': 'application/json' }
  if (rule.fault === 'rate-limit') {
    const body = JSON.stringify({ error: 'RateLimitExceeded', message: 'Rate Limit Exceeded' })
    return { status: 429, headers: { ...json, 'retry-after': String(rule.retryAfter) }, body }
  }
  if (rule.fault === 'xrpc') {
    const body = JSON.stringify({ error: rule.error, message: rule.message ?? rule.error })
    return { status: rule.status ?? 400, headers: json, body }
  }
  return { status: rule.status, headers: rule.headers ?? {}, body: rule.body ?? '' }
}

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'proxy-connection',
])

function passedHeaders(headers: IncomingMessage['headers'], body: Buffer) {
  const kept = Object.entries(headers).filter(
    ([name]) => !hopByHop.has(name) && name !== 'host' && name !== 'content-length',
  )
  const sized = body.length > 0 || headers['content-length'] !== undefined
  return { ...Object.fromEntries(kept), ...(sized ? { 'content-length': body.length } : {}), connection: 'close' }
}

function answerHeaders(answer: IncomingMessage) {
  return Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !hopByHop.has(name)))
}
