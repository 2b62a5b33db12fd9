/** Calls of many people over connections that stay open, with the least work of its own: it shares the cores with what it measures. */
import { Agent, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 400 })

/** @returns milliseconds until the last byte. @throws for any answer but 2xx */
export const timed = (
  origin: string,
  path: string,
  given: { cookie?: string; body?: unknown } = {},
): Promise<number> => {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const body = given.body === undefined ? null : JSON.stringify(given.body)
  const begin = performance.now()
  const asked = request(
    origin + path,
    {
      agent,
      method: body === null ? 'GET' : 'POST',
      headers: {
        ...(given.cookie ? { cookie: given.cookie } : {}),
        ...(body === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      },
    },
    answer => {
      const isGood = answer.statusCode! < 300
      let words = ''
      answer.on('data', (part: Buffer) => {
        if (!isGood) words += part.toString()
      })
      answer.on('end', () =>
        isGood ? resolve(performance.now() - begin) : reject(new Error(`${path}: ${answer.statusCode} ${words}`)),
      )
    },
  )
  asked.on('error', reject)
  asked.end(body ?? undefined)
  return promise
}

/** A live stream that stays open. @returns how to end it */
export const listen = (origin: string, path: string, cookie: string): (() => void) => {
  const asked = request(origin + path, { agent: false, headers: { cookie } }, answer => answer.resume())
  asked.on('error', () => undefined)
  asked.end()
  return () => asked.destroy()
}

export const closeCalls = (): void => agent.destroy()

/** Runs `call` with `at` at the same time until `count` are done. @returns times, and calls a second */
export const many = async (
  count: number,
  at: number,
  call: (n: number) => Promise<number>,
): Promise<{ times: number[]; speed: number }> => {
  const times: number[] = []
  let next = 0
  const begin = performance.now()
  await Promise.all(
    Array.from({ length: at }, async () => {
      while (next < count) times.push(await call(next++))
    }),
  )
  return { times, speed: (count / (performance.now() - begin)) * 1000 }
}

/** Milliseconds that this share of the calls did not pass. */
export const share = (times: readonly number[], part: number): number => {
  const sorted = times.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]! * 10) / 10
}
