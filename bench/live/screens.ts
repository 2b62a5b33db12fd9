/** Open screens: plain connections to an event stream that note when each line came. */
import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'

export interface Screens {
  /** Told to hear every message with the milliseconds of `performance.now()` at which it came. */
  onMessage: (data: string, at: number) => void
  close(): void
}

/** Opens `count` streams; resolves when each has got its first bytes. */
export async function openScreens(
  count: number,
  request: (n: number) => { url: string; headers: Record<string, string> },
): Promise<Screens> {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })
  const screens: Screens = { onMessage: () => undefined, close: () => agent.destroy() }
  const open = async (n: number) => {
    const { url, headers } = request(n)
    const [response] = (await once(get(url, { agent, headers }), 'response')) as [IncomingMessage]
    if (response.statusCode !== 200) throw new Error(`a screen was refused: ${response.statusCode}`)
    let rest = ''
    response.setEncoding('utf8')
    response.on('data', (text: string) => {
      const at = performance.now()
      const blocks = (rest + text).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) if (block.startsWith('data: ')) screens.onMessage(block.slice(6), at)
    })
    response.on('error', () => undefined)
    await once(response, 'data')
  }
  for (let from = 0; from < count; from += 25)
    await Promise.all(Array.from({ length: Math.min(25, count - from) }, (_, n) => open(from + n)))
  return screens
}

/** Middle, high and highest of figures in milliseconds. */
export const spread = (figures: readonly number[]) => {
  const sorted = figures.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round((sorted[Math.ceil(sorted.length * share) - 1] ?? 0) * 10) / 10
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), worst: at(1), count: sorted.length }
}
