/**
 * Installs the counterparts: `npm ci --ignore-scripts`, then the one native build that they need (better-sqlite3,
 * for the very Node that will run them). Doing it twice costs a file read; `node counterparts/install.mjs` is the command.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const stampFile = join(here, 'node_modules', '.maeari-installed.json')
const binary = join(here, 'node_modules', 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node')

/**
 * The Node that runs the counterparts: the platform package of the product where there is one, else the running one.
 * @returns {{ path: string, home: string | null, version: string }} `home` holds `include/node`, for the native build
 */
export function counterpartsNode() {
  const home = platformPackage()
  if (!home) return { path: process.execPath, home: null, version: process.version }
  const path = join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return { path, home, version: `v${JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version}` }
}

/** Are the counterparts installed as this lock file says, for the Node that will run them? */
export function counterpartsInstalled() {
  if (!existsSync(stampFile) || !existsSync(binary)) return false
  return readFileSync(stampFile, 'utf8') === stamp()
}

/**
 * Makes them so; throws an Error with plain words when the machine lacks something.
 * @param {(line: string) => void} say hears one line a step
 * @returns {boolean} whether there was anything to do
 */
export function installCounterparts(say = line => process.stderr.write(`${line}\n`)) {
  if (counterpartsInstalled()) return false
  if (Number(counterpartsNode().version.slice(1).split('.')[0]) < 22) {
    throw new Error('The counterparts need Node 22 or newer: run npm ci in the folder above first, it brings one.')
  }
  say('counterparts: npm ci --ignore-scripts (about a minute, once)')
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], 'npm could not install the counterparts')
  build(say)
  writeFileSync(stampFile, stamp())
  return true
}

function build(say) {
  const missing = ['python3', 'make', 'c++'].filter(tool => spawnSync(tool, ['--version'], { stdio: 'ignore' }).error)
  if (missing.length > 0 && process.platform !== 'win32') {
    throw new Error(
      `better-sqlite3, which the AT Protocol network stores in, is compiled here and needs ${missing.join(', ')}. ` +
        'On Debian: apt-get install --no-install-recommends python3 make g++',
    )
  }
  const { home, path } = counterpartsNode()
  say('counterparts: compiling better-sqlite3 (one to three minutes, once)')
  const gyp = createRequire(import.meta.url).resolve('node-gyp/bin/node-gyp.js')
  const headers = home ?? dirname(dirname(path))
  const nodedir = existsSync(join(headers, 'include', 'node', 'node.h')) ? [`--nodedir=${headers}`] : []
  const folder = join(here, 'node_modules', 'better-sqlite3')
  run(path, [gyp, 'rebuild', '--release', '--silent', `--directory=${folder}`, '--jobs=2', ...nodedir], 'better-sqlite3 did not compile')
  const works = spawnSync(path, ['-e', `require(${JSON.stringify(folder)})(':memory:').close()`], { encoding: 'utf8' })
  if (works.status !== 0) throw new Error(`better-sqlite3 was compiled but does not load:\n${works.stderr}`)
}

function run(program, args, failure) {
  const { path } = counterpartsNode()
  const done = spawnSync(program, args, {
    cwd: here,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    // Tests store little: the time to compile is worth more to them than a faster SQLite.
    env: { CFLAGS: '-O0', CXXFLAGS: '-O0', ...withoutNodeGyp(process.env), PATH: `${dirname(path)}${delimiter}${process.env.PATH ?? ''}` },
    maxBuffer: 64 * 2 ** 20,
  })
  if (done.error) throw new Error(`${failure}: ${done.error.message}`)
  if (done.status !== 0) throw new Error(`${failure} (exit ${done.status}):\n${(done.stderr || done.stdout).slice(-4000)}`)
}

function stamp() {
  const lock = createHash('sha256').update(readFileSync(join(here, 'package-lock.json'))).digest('hex')
  return JSON.stringify({ lock, node: counterpartsNode().version, platform: process.platform, arch: process.arch })
}

function platformPackage() {
  const names = [`node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`]
  if (process.platform === 'darwin') names.push(`node-bin-darwin-${process.arch}`)
  return names.map(name => join(here, '..', 'node_modules', name)).find(folder => existsSync(join(folder, 'package.json')))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.stderr.write(installCounterparts() ? 'counterparts: ready\n' : 'counterparts: already installed\n')
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

/** Under `npm test` npm hands on its own settings, which node-gyp would believe rather than the headers that we name. */
function withoutNodeGyp(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_config_(nodedir|node_gyp|target|runtime)$/i.test(name)))
}
