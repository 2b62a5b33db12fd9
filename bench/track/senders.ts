/** Many pages that send events over kept connections, each the next when the last was answered; what fails is sent again. */
import { randomUUID } from 'node:crypto'
import { connect, type Socket } from 'node:net'

export interface SenderOptions {
  readonly port: number
  /** Connections that stay open. */
  readonly senders: number
  /** Events of one request. */
  readonly batch: number
  /** The address of a site; the yardstick looks at none. */
  readonly siteKey: string
  /** How many different browsers they are. */
  readonly visitors: number
  /** Milliseconds that each sender waits before its next request. */
  readonly pauseMs: number
}

export interface Sent {
  /** Events whose request was answered with 204. */
  readonly taken: readonly string[]
  /** Requests that were sent again because nobody had answered. */
  readonly retries: number
  /** Answers that were no 204: status lines. */
  readonly refused: readonly string[]
  readonly seconds: number
}

const agent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36'

/** @param isOver when it says so they begin no new request; what is under way is brought to its end. */
export async function sendUntil(isOver: () => boolean, options: SenderOptions): Promise<Sent> {
  const visitors = Array.from({ length: options.visitors }, () => randomUUID())
  const taken: string[] = []
  const refused: string[] = []
  let retries = 0
  const began = performance.now()
  let turn = 0
  const one = async (): Promise<void> => {
    const line = openLine(options.port, nextAddress())
    while (!isOver()) {
      const ids = Array.from({ length: options.batch }, () => randomUUID())
      const bytes = requestOf(options.siteKey, ids, visitors[turn++ % visitors.length]!)
      for (;;) {
        const status = await line.ask(bytes)
        if (status === '204') taken.push(...ids)
        else if (status === '' || status.startsWith('5')) {
          retries++
          await sleep(50)
          continue
        } else refused.push(status)
        break
      }
      if (options.pauseMs > 0) await sleep(options.pauseMs)
    }
    line.close()
  }
  await Promise.all(Array.from({ length: options.senders }, one))
  return { taken, retries, refused, seconds: (performance.now() - began) / 1000 }
}

/** Sends for so many milliseconds. */
export const sendFor = (ms: number, options: SenderOptions): Promise<Sent> => {
  const end = performance.now() + ms
  return sendUntil(() => performance.now() >= end, options)
}

const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

const requestOf = (siteKey: string, ids: readonly string[], visitor: string): string => {
  const events = ids.map((i, n) => ({
    i,
    k: 'page',
    t: 1_000_000 - (ids.length - n) * 1000,
    v: visitor,
    u: `https://shop.example/goods/${i.slice(0, 3)}`,
    n: '여름 이불 · 하늘상점',
  }))
  const body = JSON.stringify({ s: siteKey, z: 1_000_000, e: events })
  return (
    `POST /api/hooks/track/events HTTP/1.1\r\nhost: track.example\r\nuser-agent: ${agent}\r\norigin: https://shop.example\r\n` +
    `content-type: text/plain\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  )
}

let addresses = 0
/** Every page has an address of its own, as on the web: the product bounds what one address may send. */
const nextAddress = (): string => {
  const n = addresses++
  return `127.${1 + (n >> 14)}.${(n >> 7) & 127}.${2 + (n & 127)}`
}

/** One kept connection; '' where it broke before the answer came. Answers have no body that matters: 204, or a refusal. */
const openLine = (port: number, localAddress: string) => {
  let socket: Socket | null = null
  let answered: ((status: string) => void) | null = null
  const settle = (status: string): void => {
    const told = answered
    answered = null
    told?.(status)
  }
  const open = (): Socket => {
    const made = connect({ port, host: '127.0.0.1', localAddress, noDelay: true })
    made.setEncoding('latin1')
    made.on('data', (text: string) => {
      if (text.startsWith('HTTP/1.1 ')) settle(text.slice(9, 12))
    })
    const broken = (): void => {
      if (socket !== made) return
      socket = null
      settle('')
    }
    made.on('error', broken)
    made.on('close', broken)
    return made
  }
  return {
    ask: (bytes: string): Promise<string> =>
      new Promise(resolve => {
        answered = resolve
        socket ??= open()
        socket.write(bytes)
      }),
    close(): void {
      const open = socket
      socket = null
      open?.destroy()
    },
  }
}
