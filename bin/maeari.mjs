#!/usr/bin/env node
// The boot file: plain JavaScript for any Node ≥ 18 that prepares the checkout and hands over to the pinned Node 24.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, PlainProblem, SIGNALS, say } from './install.mjs'
import { node24 } from './node24.mjs'
import { ensureWebBuilt } from './web.mjs'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const [command = '--help', ...rest] = process.argv.slice(2)

try {
  await ensureInstalled(root, { tools: command === 'bench' })
  const node = node24(root)
  if ((command === 'start' || command === 'serve') && !asksForHelp(rest)) await ensureWebBuilt(root, node)
  const file = command === 'bench' ? path.join('bench', 'run.ts') : path.join('server', 'main.ts')
  handOver(node, [path.join(root, file), ...(command === 'bench' ? rest : [command, ...rest])])
} catch (error) {
  if (!(error instanceof PlainProblem)) throw error
  say(error.message)
  process.exitCode = 1
}

function asksForHelp(args) {
  return args.includes('--help') || args.includes('-h')
}

/** The program itself: our terminal is its terminal, our signals are its signals, its end is our end. */
function handOver(node, args) {
  // Node keeps here what it compiled, and TypeScript without its types: the next start needs a third less of the processor.
  const env = {
    NODE_COMPILE_CACHE: path.join(root, 'dist', 'compiled'),
    ...process.env,
    MAEARI_BOOT_PID: String(process.pid),
  }
  const child = spawn(node, args, { stdio: 'inherit', env })
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal))
  if (process.env.npm_lifecycle_event) stopWithNpm(child)
  child.on('error', error => {
    say(`${node}: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) =>
    process.exit(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 137)),
  )
}

/**
 * npm, or the shell through which it starts us, may be killed without a word to us. Nobody could reach us any more, and
 * the next start would find our port taken: so we stop.
 */
function stopWithNpm(child) {
  const parent = process.ppid
  const above = isShell(parent) ? parentOf(parent) : undefined
  const watch = setInterval(() => {
    if (process.ppid === parent && (above === undefined || parentOf(parent) === above)) return
    clearInterval(watch)
    child.kill('SIGTERM')
  }, 500)
  watch.unref()
}

function isShell(pid) {
  return process.platform === 'linux' && /^(ba|da|a|z)?sh$/.test(fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim())
}

/** The parent of another process (fourth field of proc_pid_stat(5)); undefined where that process is gone. */
function parentOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return undefined
    throw error
  }
}
