/** The command `resolve` on a large table, as people run it: a process of its own, whose memory and time are looked at from outside. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { dice } from './dice.ts'
import { makePopulation } from './population.ts'
import { writeRecords } from './records.ts'
import { compareGroups } from './score.ts'

/** Records of a simulated person, on average. */
const recordsOfPerson = 2.845

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** @param rows about how many; the simulator gives each person as many records as it rolls. */
export async function measureLarge(seed: number, rows: number): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'maeari-identity-'))
  try {
    const [input, out] = [join(folder, 'people.csv'), join(folder, 'clusters.csv')]
    const truth = await writeTable(seed, rows, input)
    const began = performance.now()
    const child = spawn(
      process.execPath,
      [
        join(import.meta.dirname, '..', '..', 'server', 'main.ts'),
        'resolve',
        '--input',
        input,
        '--key',
        'id',
        '--out',
        out,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    let told = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      told += text
    })
    const watch = watchProcess(child.pid!)
    const [code] = (await once(child, 'exit')) as [number]
    const peak = watch.stop()
    if (code !== 0) throw new Error(`resolve ended with ${code}`)
    const seconds = (performance.now() - began) / 1000
    const { scored, clusters } = JSON.parse(told) as { scored: number; clusters: number }
    return {
      ...compareGroups(await readClusters(out, truth.length), truth),
      rows: truth.length,
      found: clusters,
      scored_pairs: scored,
      seconds: Math.round(seconds),
      cpu_seconds: Math.round(peak.cpuSeconds),
      peak_megabytes: peak.megabytes,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function writeTable(seed: number, rows: number, path: string): Promise<Int32Array> {
  const roll = dice(seed)
  const table = writeRecords(roll, makePopulation(roll, Math.round(rows / recordsOfPerson)))
  const lines = function* () {
    yield `${table.headers.join(',')}\n`
    for (const row of table.rows) yield `${row.map(quoted).join(',')}\n`
  }
  await pipeline(Readable.from(lines()), createWriteStream(path))
  return table.truth
}

/** Rows are named r0, r1 … in the order of the truth. */
async function readClusters(path: string, size: number): Promise<Int32Array> {
  const found = new Int32Array(size)
  const numbers = new Map<string, number>()
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const [row = '', name = ''] = line.split(',')
    if (!/^r\d+$/.test(row)) continue
    if (!numbers.has(name)) numbers.set(name, numbers.size)
    found[Number(row.slice(1))] = numbers.get(name)!
  }
  return found
}

const ticksOfSecond = 100

/** The largest resident set of a process (VmHWM, all of it that ever was in memory) and its processor time, while it lives. Linux only. */
function watchProcess(pid: number): { stop(): { megabytes: number; cpuSeconds: number } } {
  const last = { megabytes: 0, cpuSeconds: 0 }
  const look = (): void => {
    try {
      const peak = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (peak !== undefined) last.megabytes = Math.round((Number(peak) * 1024) / 1e6)
      last.cpuSeconds = (Number(fields[11]) + Number(fields[12])) / ticksOfSecond
    } catch (error) {
      if (!['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    }
  }
  const timer = setInterval(look, 200)
  return {
    stop: () => {
      clearInterval(timer)
      return last
    },
  }
}
