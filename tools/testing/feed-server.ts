/** A server of feeds on loopback for tests: feeds as data, in any charset, delivered well or badly, changeable while it runs. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { declaredType, type FeedItem, type FeedKind, renderFeed } from './feed-text.ts'

export type { FeedItem, FeedKind } from './feed-text.ts'

export type FeedSpec = {
  kind?: FeedKind
  title?: string
  items?: readonly FeedItem[]
  /** What the bytes are in: any label of iconv-lite, `cp949` and `euc-kr` among them. UTF-8 where absent. */
  charset?: string
  /** What is said of the bytes, where that is not the truth; null says nothing. */
  declared?: { header?: string | null; xml?: string | null }
  /** The Content-Type without its charset. */
  type?: string
  /** Sent as it stands instead of a rendered feed. */
  body?: string | Uint8Array
  /** Which validators are offered and honoured; both where absent. */
  validators?: 'both' | 'etag' | 'last-modified' | 'none'
  /** true: where the client takes it; 'always': even where it does not. */
  gzip?: boolean | 'always'
  /** Milliseconds before the first byte. */
  delay?: number
  /** A slow body: so many bytes, then a pause of so many milliseconds. */
  pace?: { bytes: number; pause: number }
  /** The connection is reset after so many bytes of the body, whose full length was promised. */
  cutAfter?: number
  /** Another status than 200, with its own headers: `{ status: 429, headers: { 'retry-after': '7' } }`. */
  answer?: { status: number; headers?: Record<string, string> }
}

export type FeedRequest = { method: string; path: string; status: number; headers: IncomingMessage['headers'] }
export type FeedCounts = { all: number; full: number; notModified: number; redirected: number; refused: number }

export type Feed = {
  url: string
  /** New items come first, as blogs have it; ETag and Last-Modified move. */
  add(...items: FeedItem[]): void
  /** Changes what is served or how. */
  set(change: Partial<FeedSpec>): void
  /** Requests of this feed until now, by what was answered; `refused` is every status from 400 on. */
  counts(): FeedCounts
  requests(): readonly FeedRequest[]
}

export type FeedServer = {
  url: string
  feed(path: string, spec?: FeedSpec): Feed
  /** `to` may be a path here or any URL, `http://169.254.169.254/` too. */
  redirect(path: string, to: string, status?: 301 | 302 | 303 | 307 | 308): Feed
  requests(): readonly FeedRequest[]
  stop(): Promise<void>
}

type Shelf = { spec: FeedSpec; changes: number; redirect?: { to: string; status: number } }

/** Listens on 127.0.0.1, on a port that the system chose. */
export async function startFeedServer(): Promise<FeedServer> {
  const shelves = new Map<string, Shelf>()
  const log: FeedRequest[] = []
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    const note = (status: number) => log.push({ method: request.method ?? '', path, status, headers: request.headers })
    const shelf = shelves.get(path)
    if (!shelf) {
      note(404)
      return response.writeHead(404, { 'content-type': 'text/plain' }).end('no such feed\n')
    }
    if (shelf.redirect) {
      note(shelf.redirect.status)
      return response.writeHead(shelf.redirect.status, { location: shelf.redirect.to }).end()
    }
    return void deliver(shelf, url, request, response, note)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const shelve = (path: string, shelf: Shelf): Feed => {
    shelves.set(path, shelf)
    const mine = () => log.filter(request => request.path === path)
    const set = (change: Partial<FeedSpec>) => {
      shelf.spec = { ...shelf.spec, ...change }
      shelf.changes += 1
    }
    return {
      url: `${url}${path}`,
      add: (...items) => set({ items: [...items, ...(shelf.spec.items ?? [])] }),
      set,
      requests: mine,
      counts: () => count(mine()),
    }
  }
  return {
    url,
    feed: (path, spec = {}) => shelve(path, { spec, changes: 0 }),
    redirect: (path, to, status = 302) => shelve(path, { spec: {}, changes: 0, redirect: { to, status } }),
    requests: () => log,
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function deliver(
  { spec, changes }: Shelf,
  url: string,
  request: IncomingMessage,
  response: ServerResponse,
  note: (status: number) => void,
): Promise<void> {
  if (spec.answer) {
    note(spec.answer.status)
    response.writeHead(spec.answer.status, spec.answer.headers).end()
    return
  }
  const plain = bytesOf(spec, url)
  const validators = validatorsOf(spec, plain, changes)
  if (spec.delay) await wait(spec.delay)
  if (unchanged(request.headers, validators)) {
    note(304)
    response.writeHead(304, validators).end()
    return
  }
  const zipped =
    spec.gzip === 'always' || (spec.gzip && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? '')))
  const body = zipped ? gzipSync(plain) : plain
  note(200)
  response.writeHead(200, {
    ...validators,
    'content-type': contentType(spec),
    'content-length': body.length,
    ...(zipped ? { 'content-encoding': 'gzip' } : {}),
    ...(spec.gzip ? { vary: 'Accept-Encoding' } : {}),
  })
  if (request.method === 'HEAD') response.end()
  else await write(body, spec, response)
}

async function write(body: Buffer, spec: FeedSpec, response: ServerResponse): Promise<void> {
  const end = Math.min(body.length, spec.cutAfter ?? body.length)
  const step = spec.pace?.bytes ?? end
  for (let at = 0; at < end && !response.destroyed; at += step) {
    // Waiting for the write makes sure that bytes promised before a cut have left.
    await new Promise<void>(done => response.write(body.subarray(at, Math.min(end, at + step)), () => done()))
    if (spec.pace && at + step < end) await wait(spec.pace.pause)
  }
  if (spec.cutAfter !== undefined) response.socket?.resetAndDestroy()
  else response.end()
}

/** Real validators: the ETag from the bytes, Last-Modified one second later with each change (HTTP knows no finer step). */
function validatorsOf(spec: FeedSpec, body: Buffer, changes: number): Record<string, string> {
  const offer = spec.validators ?? 'both'
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const modified = new Date(Date.UTC(2026, 0, 5) + changes * 1000).toUTCString()
  return {
    ...(offer === 'both' || offer === 'etag' ? { etag } : {}),
    ...(offer === 'both' || offer === 'last-modified' ? { 'last-modified': modified } : {}),
  }
}

/** RFC 9110, 13.2.2: If-None-Match has the word; If-Modified-Since counts only without it. */
function unchanged(headers: IncomingMessage['headers'], validators: Record<string, string>): boolean {
  const asked = headers['if-none-match']
  if (asked !== undefined) {
    if (!validators.etag) return false
    return asked.split(',').some(tag => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === validators.etag)
  }
  const since = headers['if-modified-since']
  const modified = validators['last-modified']
  return since !== undefined && modified !== undefined && Date.parse(modified) <= Date.parse(since)
}

function bytesOf(spec: FeedSpec, url: string): Buffer {
  if (spec.body instanceof Uint8Array) return Buffer.from(spec.body)
  const xml = spec.declared?.xml === undefined ? (spec.charset ?? 'utf-8') : spec.declared.xml
  const text =
    spec.body ?? renderFeed(spec.kind ?? 'rss', { title: spec.title ?? '', url, items: spec.items ?? [], xml })
  return iconv.encode(text, spec.charset ?? 'utf-8')
}

function contentType(spec: FeedSpec): string {
  const type = spec.type ?? declaredType(spec.kind ?? 'rss')
  const charset = spec.declared?.header === undefined ? (spec.charset ?? 'utf-8') : spec.declared.header
  return charset === null ? type : `${type}; charset=${charset}`
}

function count(requests: readonly FeedRequest[]): FeedCounts {
  const by = (test: (status: number) => boolean) => requests.filter(({ status }) => test(status)).length
  return {
    all: requests.length,
    full: by(status => status === 200),
    notModified: by(status => status === 304),
    redirected: by(status => status > 300 && status < 400 && status !== 304),
    refused: by(status => status >= 400),
  }
}
