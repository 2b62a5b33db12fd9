// Measures what a person waits for: the first start from a fresh clone, the next ones, and the memory of an idle program.
// A real `git clone` of HEAD, a real `npm start` in it; the install takes its packages from npm's cache (see --help).
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import {
  answers,
  descendantsOf,
  describeMachine,
  freePort,
  median,
  nameOf,
  print,
  pssOf,
  seconds,
  until,
} from './machine.ts'

const usage = `Usage: npm run bench -- start [--starts N] [--idle SECONDS] [--keep]

  --starts N      second starts to take the median of (5)
  --idle SECONDS  wait before the memory is read, after the page was opened once (30)
  --keep          leave the clone where it is

The first start installs with npm's cache alone (npm_config_offline), so that no network is measured. Where the cache
lacks something, one install fills it and the first start is measured after that. Linux; Debian's Chromium opens the page.
`
const { values } = parseArgs({
  options: {
    starts: { type: 'string', default: '5' },
    idle: { type: 'string', default: '30' },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})
const limits = { secondStartSeconds: 3, idleMegabytes: 450 }
const root = join(import.meta.dirname, '..')

interface Started {
  child: ChildProcess
  origin: string
  setupLink: string | undefined
  /** Milliseconds from the spawn of npm to what the program said of itself. */
  times: Record<string, number>
}

if (values.help) process.stdout.write(usage)
else await measure()

async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'maeari-start-'))
  const clone = join(folder, 'maeari')
  try {
    const machine = describeMachine()
    execFileSync('git', ['clone', '--quiet', root, clone])
    const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
    execFileSync('git', ['checkout', '--quiet', '--detach', commit], { cwd: clone })
    print({ bench: 'start', ...machine, commit, ...yardsticks(clone) })
    await measureFirst(clone)
    await measureLater(clone)
    await measureIdle(clone)
  } finally {
    if (values.keep) process.stderr.write(`${clone}\n`)
    else rmSync(folder, { recursive: true, force: true })
  }
}

/** What the same machine needs for nothing: npm that starts an empty script, and Node alone. */
function yardsticks(clone: string): Record<string, number> {
  const time = (command: string, args: string[]) => {
    const began = performance.now()
    execFileSync(command, args, { cwd: clone, env: plainEnvironment() })
    return performance.now() - began
  }
  const npm = median([1, 2, 3].map(() => time('npm', ['exec', '--offline', '-c', 'true'])))
  const node = median([1, 2, 3].map(() => time(process.execPath, ['-e', '0'])))
  return { yardstickNpmSeconds: seconds(npm), yardstickNodeSeconds: seconds(node) }
}

async function measureFirst(clone: string): Promise<void> {
  const offline = { npm_config_offline: 'true' }
  let started = await start(clone, offline).catch(() => undefined)
  let cache = 'warm'
  if (!started) {
    cache = 'warm, filled by an install before this one'
    await stop(await start(clone, {}))
    for (const name of ['node_modules', 'dist', 'data']) rmSync(join(clone, name), { recursive: true, force: true })
    started = await start(clone, offline)
  }
  const stopSeconds = await stop(started)
  print({ bench: 'start', name: 'first start', npmCache: cache, ...inSeconds(started.times), stopSeconds })
}

async function measureLater(clone: string): Promise<void> {
  const runs: Record<string, number>[] = []
  for (let run = 0; run < Number(values.starts); run += 1) {
    const started = await start(clone, {})
    runs.push({ ...started.times, stopped: (await stop(started)) * 1000 })
  }
  const middle = Object.fromEntries(Object.keys(runs[0]!).map(key => [key, median(runs.map(one => one[key] ?? 0))]))
  const slowest = Math.max(...runs.map(run => run.ready!))
  const isMet = middle.ready! <= limits.secondStartSeconds * 1000
  const figures = { ...inSeconds(middle), slowestReadySeconds: seconds(slowest), limit: limits.secondStartSeconds }
  print({ bench: 'start', name: 'second start', starts: runs.length, ...figures, isMet })
  if (!isMet) process.exitCode = 1
}

async function measureIdle(clone: string): Promise<void> {
  const started = await start(clone, {})
  await openPage(started.setupLink ?? started.origin)
  await wait(Number(values.idle) * 1000)
  const processes = descendantsOf(started.child.pid!)
    .map(pid => ({ name: nameOf(pid), megabytes: pssOf(pid) ?? 0 }))
    .filter(one => one.megabytes > 0)
    .toSorted((a, b) => b.megabytes - a.megabytes)
  const total = processes.reduce((sum, one) => sum + one.megabytes, 0)
  await stop(started)
  const isMet = total <= limits.idleMegabytes
  const figures = { pssMegabytes: Math.round(total), limit: limits.idleMegabytes, isMet, processes: processes.length }
  print({ bench: 'start', name: 'memory idle', afterSeconds: Number(values.idle), ...figures })
  for (const { name, megabytes } of processes.slice(0, 8))
    print({ bench: 'start', name: 'memory idle, a process', process: name, pssMegabytes: Math.round(megabytes) })
  if (!isMet) process.exitCode = 1
}

/** Starts `npm start` in the clone and waits until /readyz answers 200. Throws with its last words where it ends before. */
async function start(clone: string, extra: Record<string, string>): Promise<Started> {
  const port = await freePort()
  const began = performance.now()
  const env = { ...plainEnvironment(), PORT: String(port), ...extra }
  const child = spawn('npm', ['start'], { cwd: clone, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const origin = `http://127.0.0.1:${port}`
  const times: Record<string, number> = {}
  const heard: string[] = []
  let setupLink: string | undefined
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', line => {
      heard.push(line)
      const name = nameOfLine(line)
      if (name) times[name] ??= performance.now() - began
      setupLink ??= /http:\S+\/setup\?token=\S+/.exec(line)?.[0]
    })
  }
  await until('/readyz', 600_000, async () => {
    if (child.exitCode !== null) throw new Error(`npm start ended: ${heard.slice(-10).join('\n')}`)
    return await answers(`${origin}/readyz`)
  })
  times.ready = performance.now() - began
  await until('the address', 10_000, () => times.address !== undefined)
  return { child, origin, setupLink, times }
}

/** Moments that the program tells by itself: plain lines of the boot file, JSON lines of the log. */
function nameOfLine(line: string): string | undefined {
  if (line.includes('Installed')) return 'installed'
  if (line.includes('Built the web app')) return 'built'
  if (line.includes('http://')) return 'address'
  return ['postgres.created', 'postgres.started', 'server.built'].find(event => line.includes(`"event":"${event}"`))
}

/** @returns the seconds it took; the database must be gone too. */
async function stop({ child }: Started): Promise<number> {
  const began = performance.now()
  const below = descendantsOf(child.pid!)
  child.kill('SIGTERM')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  await until('the end of all processes', 30_000, () => below.every(pid => !existsSync(`/proc/${pid}`) || !pssOf(pid)))
  return seconds(performance.now() - began)
}

async function openPage(url: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  const page = await browser.newPage()
  await page.goto(url, { waitUntil: 'load' })
  await page.locator('#root > *').first().waitFor()
  await browser.close()
}

/** What a person's shell would hand over: nothing of the npm that runs this bench, nothing of ours. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const ours =
    /^(npm_|MAEARI_|NODE_OPTIONS$|NODE_COMPILE_CACHE$|NODE_ENV$|PORT$|HOST$|DATA_DIR$|DATABASE_URL$|SECRET_KEY$|LOG_LEVEL$|INIT_CWD$)/
  const kept = Object.entries(process.env).filter(([name]) => !ours.test(name) || name === 'npm_config_cache')
  const path = (process.env.PATH ?? '').split(':').filter(folder => !folder.includes('node_modules'))
  return { ...Object.fromEntries(kept), PATH: path.join(':') }
}

function inSeconds(times: Record<string, number>): Record<string, number> {
  const named = (key: string) => `${key.replaceAll(/\.(\w)/g, (_, letter: string) => letter.toUpperCase())}Seconds`
  return Object.fromEntries(Object.entries(times).map(([key, ms]) => [named(key), seconds(ms)]))
}
