/** What benches say of the machine they ran on, and what they read of its processes. */
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { cpus, loadavg, totalmem } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'

/** One line of JSON on standard output. */
export function print(line: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

/** Load is the average of the last minute, before the bench added its own. */
export function describeMachine(): Record<string, unknown> {
  return {
    at: new Date().toISOString(),
    platform: `${process.platform}-${process.arch}`,
    node: process.version,
    cores: cpus().length,
    gigabytes: Math.round(totalmem() / 2 ** 30),
    load: Math.round(loadavg()[0]! * 100) / 100,
  }
}

/** All processes below one, by parentage, the deepest last. Linux only. */
export function descendantsOf(root: number): number[] {
  const children = new Map<number, number[]>()
  for (const entry of readdirSync('/proc')) {
    const parent = /^\d+$/.test(entry) ? parentOf(Number(entry)) : undefined
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(entry)])
  }
  const found: number[] = []
  for (let level = [root]; level.length > 0; ) {
    level = level.flatMap(pid => children.get(pid) ?? [])
    found.push(...level)
  }
  return found
}

/** Proportional set size in MB: shared pages are counted once over all who share them. Undefined for a process that ended. */
export function pssOf(pid: number): number | undefined {
  const rollup = readIfThere(`/proc/${pid}/smaps_rollup`)
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(rollup ?? '')?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1000
}

/** Processor time of a process so far, in milliseconds, of its own and of the kernel for it. Linux only: ticks of 10 ms. */
export function cpuMsOf(pid: number): number {
  const stat = readIfThere(`/proc/${pid}/stat`) ?? ''
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** The command line of a process, shortened to what tells it from others. */
export function nameOf(pid: number): string {
  const words = (readIfThere(`/proc/${pid}/cmdline`) ?? '').split('\0').filter(Boolean)
  return words
    .map(word => word.replace(/^\/.*\/(?=[^/]+$)/, ''))
    .join(' ')
    .slice(0, 60)
}

/** How long a step of many processes may take. It bounds what hangs, and says nothing of how fast the product is. */
export const stepMs = 240_000

/** Asks again and again until it holds. @throws naming what was waited for. */
export async function until(what: string, ms: number, holds: () => Promise<boolean> | boolean): Promise<void> {
  const ending = performance.now() + ms
  while (!(await holds())) {
    if (performance.now() > ending) throw new Error(`${what}: not within ${ms / 1000} s`)
    await wait(20)
  }
}

/** True when an address answers with 2xx; a refused connection is false. */
export async function answers(url: string): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => undefined)
  await answer?.body?.cancel()
  return answer?.ok ?? false
}

export const seconds = (ms: number): number => Math.round(ms) / 1000

/** The middle of an odd number of figures. */
export function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)]!
}

/** A port of loopback that nobody has at this moment, below those that systems give to outgoing connections. */
export async function freePort(): Promise<number> {
  for (;;) {
    const server = createServer().listen(20_000 + Math.floor(Math.random() * 12_000), '127.0.0.1')
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    )
    if (!isFree) continue
    const { port } = server.address() as { port: number }
    server.close()
    await once(server, 'close')
    return port
  }
}

function parentOf(pid: number): number | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`)
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ESRCH') return undefined
    throw error
  }
}
