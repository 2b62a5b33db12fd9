/** What every connector keeps, held against all of them. */
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createSocketServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { manifest as manifestShape } from '../../../contract/channels.ts'
import { createGuardedReach } from '../../platform/fetch/reach.ts'
import { createGuardedWebSocket } from '../../platform/fetch/websocket.ts'
import { createGuardedFetch } from '../../platform/fetch.ts'
import type { ConnectedAccount, Outside } from '../connector.ts'
import { failureOf } from '../failures.ts'
import { sentences } from '../sentences.ts'
import { connectorOf, connectors } from './index.ts'

const now = new Date('2026-11-21T12:00:00Z')
const signal = new AbortController().signal
let answer: { status: number; headers: Record<string, string>; body: string }
let outside: Outside
let base: string
/** Says the same to those who speak no HTTP, and hangs up. */
let rawPort: number
const stops: (() => unknown)[] = []

beforeAll(async () => {
  const server = createServer((_request, response) => {
    response.writeHead(answer.status, answer.headers).end(answer.body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const raw = createSocketServer(socket => socket.on('error', () => {}).end(`${answer.body}\r\n`))
  await new Promise<void>(resolve => raw.listen(0, '127.0.0.1', resolve))
  rawPort = (raw.address() as AddressInfo).port
  const guard = { allow: ['127.0.0.1/32'], maxBytes: 1_000_000, timeoutMs: 3000, userAgent: 'maeari-test' }
  const fetch = createGuardedFetch({ ...guard, maxRedirects: 3 })
  outside = {
    fetch,
    openSocket: createGuardedWebSocket(guard),
    reach: createGuardedReach(guard),
    memo: (_key, make) => make(),
  }
  stops.push(
    () => fetch.close(),
    () => server.closeAllConnections(),
    () => server.close(),
    () => raw.close(),
  )
})
afterAll(async () => {
  for (const stop of stops) await stop()
})

const account = (): ConnectedAccount => ({
  remoteId: 'did:plc:haneul',
  handle: 'haneul.test',
  service: base,
  secret: JSON.stringify({
    ...{ identifier: 'haneul.test', password: 'x', address: 'help@haneul.test', user: 'x', name: '' },
    imap: { host: '127.0.0.1', port: rawPort, security: 'none' },
    smtp: { host: '127.0.0.1', port: rawPort, security: 'none' },
  }),
  session: null,
})

/** What a person might fill in, pointing at the servers of this suite. */
const filled = (name: string, kind: string): string => {
  if (kind === 'url') return base
  if (name === 'address') return 'help@haneul.test'
  if (name.endsWith('Host')) return '127.0.0.1'
  if (name.endsWith('Port')) return String(rawPort)
  return name.endsWith('Security') ? 'none' : 'x'
}

/** Answers that any network may give on a bad day. */
const badDays: { name: string; status: number; headers: Record<string, string>; body: string }[] = [
  { name: 'nothing', status: 200, headers: {}, body: '' },
  { name: 'another language', status: 200, headers: { 'content-type': 'text/html' }, body: '<p>점검 중입니다' },
  { name: 'JSON of another shape', status: 200, headers: {}, body: '{"a":[1,{"b":null}]}' },
  { name: 'a refusal without words', status: 400, headers: {}, body: '' },
  { name: 'a closed door', status: 403, headers: {}, body: 'no' },
  { name: 'nobody there', status: 404, headers: {}, body: '' },
  { name: 'a crash', status: 500, headers: {}, body: 'Internal Server Error' },
]

test('channels are unique, and an unknown one has no connector', () => {
  const channels = connectors.map(connector => connector.manifest.channel)
  expect(new Set(channels).size).toBe(channels.length)
  expect(connectorOf('telex')).toBeUndefined()
})

describe.each(connectors.map(connector => [connector.manifest.channel, connector] as const))(
  '%s',
  (_channel, connector) => {
    const { manifest, identity, listen, reply } = connector
    const polls = Object.entries(listen?.kinds ?? {}).flatMap(([kind, one]) =>
      one.poll ? [{ kind, poll: one.poll }] : [],
    )

    test('its manifest is what the API promises, in both languages, and tells the parts that it has', () => {
      expect(manifestShape.parse(manifest)).toEqual(manifest)
      expect(manifest.name.ko).toMatch(/[가-힣]/)
      for (const field of [...manifest.accountFields, ...manifest.sourceKinds.flatMap(kind => kind.fields)]) {
        expect(field.label.ko).toMatch(/[가-힣]/)
        expect(field.label.en).not.toMatch(/[가-힣]/)
      }
      expect(manifest.can.includes('identity')).toBe(identity !== undefined)
      expect(manifest.can.includes('listen')).toBe(listen !== undefined)
      expect(manifest.can.includes('reply')).toBe(reply !== undefined)
    })

    test('each kind of source is declared and brings in one of the ways that the manifest names', () => {
      expect(Object.keys(listen?.kinds ?? {}).sort()).toEqual(manifest.sourceKinds.map(kind => kind.kind).sort())
      for (const kind of Object.values(listen?.kinds ?? {})) {
        expect(manifest.waysIn).toContain(kind.way)
        expect(kind.way === 'poll' ? kind.poll : kind.stream).toBeTypeOf('function')
        expect(kind.everySeconds === null).toBe(kind.way === 'stream')
      }
    })

    test.each(badDays)('a poll that meets $name ends in a class with a sentence, or in nothing new', async day => {
      answer = day
      for (const { kind, poll } of polls) {
        const pulled = await poll(
          outside,
          { kind, address: `${base}/place`, cursor: null, account: account(), now },
          signal,
        )
        if (pulled.kind === 'failed') expect(sentences[pulled.failure.code]).toBeDefined()
        else expect(pulled.incoming).toEqual([])
      }
    })

    test('patience that the network asks for is handed on to the second', async () => {
      answer = { status: 429, headers: { 'retry-after': '17' }, body: '' }
      for (const { kind, poll } of polls) {
        const asked = { kind, address: `${base}/place`, cursor: null, account: account(), now }
        expect(await poll(outside, asked, signal)).toMatchObject({
          kind: 'failed',
          failure: { class: 'try_again', afterSeconds: 17 },
        })
      }
    })

    test('a cursor that is not its own is no reason to fall over', async () => {
      answer = { status: 503, headers: {}, body: '' }
      for (const { kind, poll } of polls) {
        for (const cursor of ['', 'x', '{"a":1}', '[]', 'null']) {
          const asked = { kind, address: `${base}/place`, cursor, account: account(), now }
          expect((await poll(outside, asked, signal)).kind).toBe('failed')
        }
      }
    })

    test('an address inside the house is refused by the guard, whoever asks', async () => {
      const inside = 'http://10.0.0.1'
      for (const { kind, poll } of polls) {
        const asked = { kind, address: `${inside}/feed`, cursor: null, account: { ...account(), service: inside }, now }
        const pulled = await poll(outside, asked, signal).catch((error: unknown) => ({
          kind: 'failed',
          failure: failureOf(error),
        }))
        expect(pulled).toMatchObject({ kind: 'failed', failure: { code: 'channels.address_refused' } })
      }
    })

    if (identity)
      test('connecting on a bad day refuses in words and never throws', async () => {
        for (const day of badDays) {
          answer = day
          const fields = Object.fromEntries(
            manifest.accountFields.map(field => [field.name, filled(field.name, field.kind)]),
          )
          const connected = await identity.connect(outside, { fields, now })
          expect(connected.ok).toBe(false)
          if (!connected.ok) expect(sentences[connected.failure.code]).toBeDefined()
        }
      })

    if (reply)
      describe('answers', () => {
        const delivery = {
          id: '01a20010-527e-7de3-8972-31be6d04de6b',
          plannedAt: now,
          accountRemoteId: 'did:plc:haneul',
        }
        const outgoing = () => ({
          deliveryId: delivery.id,
          text: '안녕하세요',
          remoteId: reply.remoteId(delivery),
          plannedAt: now,
          account: account(),
          target: {
            remoteId: 'at://did:plc:x/app.bsky.feed.post/3k',
            url: null,
            raw: {
              ...{ uri: 'at://did:plc:x/app.bsky.feed.post/3k', cid: 'bafy', record: {} },
              ...{ messageId: 'q@x', references: [], subject: '', date: null, said: '', replyTo: [] },
              from: { name: null, address: 'minji@customer.test' },
            },
          },
        })

        test('a delivery always has the same remote id', () => {
          expect(reply.remoteId(delivery)).toBe(reply.remoteId({ ...delivery }))
        })
        test('a bad day never counts as sent, and never as surely absent', async () => {
          for (const day of badDays) {
            answer = day
            const sent = await reply.send(outside, outgoing(), signal)
            expect(sent.kind).not.toBe('sent')
            if (sent.kind !== 'sent') expect(sentences[sent.failure.code]).toBeDefined()
            expect([day.name, (await reply.ask(outside, outgoing(), signal)).kind]).toEqual([day.name, 'unknown'])
          }
        })
      })
  },
)

describe('a new connector', () => {
  test('changes nothing outside this folder: nothing that hears, reads or answers asks which network it is', () => {
    const root = new URL('../../', import.meta.url)
    // Files of other tools name networks by their addresses; later rooms may know media that the law treats apart.
    const isElsewhere = (path: string) =>
      /^(?:channels|understanding|listening|inbox|platform)\//.test(path) &&
      !/^channels\/connectors\/|^listening\/import-places\.ts$/.test(path)
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .map(path => path.replaceAll('\\', '/'))
      .filter(path => path.endsWith('.ts') && !path.endsWith('.test.ts') && isElsewhere(path))
    expect(files.length).toBeGreaterThan(200)
    const asks = new RegExp(`channel [!=]== '(?:${connectors.map(one => one.manifest.channel).join('|')})'`)
    const named = files.filter(path => asks.test(readFileSync(new URL(path, root), 'utf8')))
    expect(named).toEqual([])
  })
})
