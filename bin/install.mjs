// Brings node_modules to what package-lock.json says, once, however many programs ask at the same moment.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { claimWhenFree } from './lock.mjs'

/**
 * Installs when the lock file changed since the last whole install. A killed install leaves no stamp and is done again.
 * @param {string} root the folder with package.json and package-lock.json
 * @param {{ tools: boolean }} options tools: also what only developers need
 * @returns {Promise<boolean>} true when something was installed
 */
export async function ensureInstalled(root, { tools }) {
  const wanted = createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  if (isInstalled(root, wanted, tools)) return false
  if (isBorrowed(root)) throw new PlainProblem(borrowedWords(root))
  return await oneAtATime(root, 'install', async run => {
    if (isInstalled(root, wanted, tools)) return false
    await install(root, wanted, tools || stampOf(root)?.tools === true, run)
    return true
  })
}

/** @typedef {(command: string, args: string[], options?: { cwd?: string, env?: NodeJS.ProcessEnv }) => Promise<{ code: number, output: string }>} Run */

/**
 * Runs `work` while no other boot of this checkout does the same.
 * @template T
 * @param {string} root
 * @param {string} name what is done: installs and builds have a lock each
 * @param {(run: Run) => Promise<T>} work gets a function that runs a command, which ends when we end
 * @returns {Promise<T>}
 */
export async function oneAtATime(root, name, work) {
  const folder = path.join(root, 'dist')
  fs.mkdirSync(folder, { recursive: true })
  const lock = await claimWhenFree(path.join(folder, `${name}.lock`), holder => {
    say(
      `다른 실행(프로세스 ${holder.pid})이 준비를 마치기를 기다립니다 · Waiting for process ${holder.pid} to finish the same preparation`,
    )
  })
  const children = new Set()
  const release = () => {
    for (const child of children) child.kill('SIGTERM')
    lock.release()
  }
  const leave = signal => {
    release()
    process.exit(signal === 'SIGINT' ? 130 : signal === 'SIGHUP' ? 129 : 143)
  }
  for (const signal of SIGNALS) process.on(signal, leave)
  try {
    return await work((command, args, options) => quietly(command, args, { cwd: root, ...options }, children, lock))
  } finally {
    for (const signal of SIGNALS) process.off(signal, leave)
    release()
  }
}

/** A problem that the reader can mend: shown as its words alone, without a stack. */
export class PlainProblem extends Error {}

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

export const SIGNALS = /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])

async function install(root, wanted, tools, run) {
  fs.rmSync(stampFile(root), { force: true })
  const began = performance.now()
  say(
    '필요한 부품을 설치합니다(처음 한 번, 보통 1분 안) · Installing what package-lock.json lists (once, usually under a minute)',
  )
  const npm = npmCommand()
  const args = [
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--include=optional',
    tools ? '--include=dev' : '--omit=dev',
  ]
  const { code, output } = await run(npm.command, [...npm.args, ...args], { env: npm.env })
  if (code !== 0) {
    throw new PlainProblem(
      `${output.trim()}\n설치하지 못했습니다. 위 내용을 확인하고 다시 실행하세요 · npm ci failed (${code}); see above, then start again`,
    )
  }
  fs.mkdirSync(path.join(root, 'node_modules'), { recursive: true })
  fs.writeFileSync(`${stampFile(root)}.new`, `${JSON.stringify({ lock: wanted, tools })}\n`)
  fs.renameSync(`${stampFile(root)}.new`, stampFile(root))
  say(`설치했습니다 · Installed (${((performance.now() - began) / 1000).toFixed(1)} s)`)
}

/** npm as it was started, or the one on the PATH; never run by a Node that lies in the folder which npm is about to replace. */
function npmCommand() {
  const env = { ...process.env }
  const key = Object.keys(env).find(name => name.toUpperCase() === 'PATH') ?? 'PATH'
  const isOurs = folder => folder.split(path.sep).includes('node_modules')
  env[key] = (env[key] ?? '')
    .split(path.delimiter)
    .filter(folder => !isOurs(folder))
    .join(path.delimiter)
  const cli = process.env.npm_execpath
  const node = process.env.npm_node_execpath
  if (
    cli &&
    path.basename(cli) === 'npm-cli.js' &&
    fs.existsSync(cli) &&
    node &&
    fs.existsSync(node) &&
    !isOurs(path.dirname(node))
  ) {
    return { command: node, args: [cli], env }
  }
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [], env }
}

function quietly(command, args, options, children, lock) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: command.endsWith('.cmd'),
    })
    children.add(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', text => {
        output = (output + text).slice(-200_000)
      })
    }
    child.on('spawn', () => lock.update({ childPid: child.pid }))
    child.on('error', error => {
      children.delete(child)
      if (error.code === 'ENOENT')
        reject(new PlainProblem(`${command} 명령을 찾지 못했습니다 · ${command} was not found on the PATH`))
      else reject(error)
    })
    child.on('close', (code, signal) => {
      children.delete(child)
      resolve({ code: code ?? 1, output: signal ? `${output}\n${command}: ${signal}` : output })
    })
  })
}

function isInstalled(root, wanted, tools) {
  const stamp = stampOf(root)
  if (stamp && stamp.lock === wanted && (stamp.tools || !tools)) return true
  return isInstalledByHand(root, tools)
}

function stampOf(root) {
  try {
    return JSON.parse(fs.readFileSync(stampFile(root), 'utf8'))
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error instanceof SyntaxError) return undefined
    throw error
  }
}

const stampFile = root => path.join(root, 'node_modules', '.maeari-lock')

/**
 * A person may have run `npm ci` or `npm install`: npm then leaves its own list of what it installed, written last.
 * It counts when everything that the lock file wants on this machine is in it.
 */
function isInstalledByHand(root, tools) {
  const listFile = path.join(root, 'node_modules', '.package-lock.json')
  if (!fs.existsSync(listFile)) return false
  const present = JSON.parse(fs.readFileSync(listFile, 'utf8')).packages
  const wanted = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === '' || (entry.dev && !tools)) return true
    const mine = present[place]
    if (!mine) return entry.optional === true && !(entry.os && isForThisMachine(entry))
    return mine.version === entry.version && fs.existsSync(path.join(root, place))
  })
}

function isForThisMachine(entry) {
  const fits = (list, value) => list === undefined || [list].flat().includes(value)
  if (entry.libc && ![entry.libc].flat().includes(isMusl() ? 'musl' : 'glibc')) return false
  return fits(entry.os, process.platform) && fits(entry.cpu, process.arch)
}

/** True where the C library is musl (Alpine): prebuilt programs for glibc do not run there. */
export function isMusl() {
  return process.platform === 'linux' && ['x86_64', 'aarch64'].some(cpu => fs.existsSync(`/lib/ld-musl-${cpu}.so.1`))
}

function isBorrowed(root) {
  const folder = path.join(root, 'node_modules')
  return fs.existsSync(folder) && fs.lstatSync(folder).isSymbolicLink()
}

function borrowedWords(root) {
  const target = fs.realpathSync(path.join(root, 'node_modules'))
  return `node_modules가 ${target}의 링크라 여기서 설치하지 않습니다 · node_modules is a link to ${target}, which does not match package-lock.json: install there, or remove the link`
}
