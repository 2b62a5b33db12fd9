// `npm test`, the one test command: prepares the machine, runs every check and every test, and closes with one line that sums them.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, PlainProblem, SIGNALS, say } from '../bin/install.mjs'
import { node24 } from '../bin/node24.mjs'
import { ensureWebBuilt } from '../bin/web.mjs'
import { countTests } from './count.mjs'
import { chromium, prepareMachine } from './machine.mjs'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
/** `npm test -- PATTERN …`: a part, for developers. Only tests whose path holds the pattern, without the checks. */
const patterns = process.argv.slice(2)
const total = { passed: 0, failed: 0 }
let interrupted = false

try {
  await ensureInstalled(root, { tools: true })
  const node = node24(root)
  prepareMachine()
  // Compiled while the checks run: it is mostly one file.
  const counterparts = prepareCounterparts(node)
  counterparts.catch(() => undefined)
  if (patterns.length === 0) await checks(node)
  await counterparts
  await tests(node)
} catch (error) {
  if (!(error instanceof PlainProblem)) throw error
  say(error.message)
  total.failed += 1
}
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)

/** Servers that others wrote, with a lock file of their own: users of the product never install them. */
async function prepareCounterparts(node) {
  const file = path.join(root, 'counterparts', 'install.mjs')
  if (!fs.existsSync(file)) return
  if ((await run(node, [file])) !== 0)
    throw new PlainProblem('counterparts/: 설치하지 못했습니다 · could not be installed, see above')
}

async function checks(node) {
  await check('biome', node, [bin('@biomejs/biome', 'biome'), 'check', '.'])
  await check('tsc', node, [bin('typescript', 'tsc'), '--noEmit', '-p', '.'])
  await check('knip', node, [bin('knip', 'knip')])
  await count('vite build', async () => {
    await ensureWebBuilt(root, node)
    return true
  })
}

async function tests(node) {
  const report = path.join(root, 'dist', 'tests.json')
  fs.rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  // Tests start the program many times: what was compiled once is read the next time, as in bin/maeari.mjs.
  const compiled = path.join(root, 'dist', 'compiled')
  const env = { ...process.env, CHROMIUM_PATH: chromium(), NODE_COMPILE_CACHE: compiled }
  const code = await run(node, [bin('vitest', 'vitest'), 'run', ...reporters, ...patterns], env)
  const counted = countTests(fs.existsSync(report) ? JSON.parse(fs.readFileSync(report, 'utf8')) : undefined, code)
  for (const line of counted.words) say(line)
  total.passed += counted.passed
  total.failed += counted.failed
}

async function check(name, command, args) {
  await count(name, async () => (await run(command, args)) === 0)
}

/** A check counts as one test. */
async function count(name, work) {
  let failure = ''
  const isGood = await work().catch(error => {
    if (interrupted) throw error
    failure = `: ${error instanceof PlainProblem ? error.message : error.stack}`
    return false
  })
  total[isGood ? 'passed' : 'failed'] += 1
  say(`${isGood ? '✓' : '✗'} ${name}${failure}`)
}

/** The script behind a program in node_modules/.bin, so that the pinned Node runs it. */
function bin(name, program) {
  const folder = path.join(root, 'node_modules', name)
  const { bin } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
  return path.join(folder, typeof bin === 'string' ? bin : bin[program])
}

/** Runs in the open; a signal to us is a signal to it. Resolves with its exit code. */
function run(command, args, env = process.env) {
  return new Promise((resolve, reject) => {
    // Vitest's forks and every program below find the same Node first.
    const PATH = [path.dirname(node24(root)), env.PATH].join(path.delimiter)
    // A group of its own: what it started in turn (npm, a compiler) ends with it.
    const options = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...env, PATH }, detached: true }
    const child = spawn(command, args, options)
    const forward = signal => {
      interrupted = true
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, signal)
    }
    for (const signal of SIGNALS) process.on(signal, forward)
    child.on('error', reject)
    child.on('close', code => {
      for (const signal of SIGNALS) process.off(signal, forward)
      if (interrupted) reject(new PlainProblem('중단했습니다 · Interrupted'))
      else resolve(code ?? 1)
    })
  })
}
