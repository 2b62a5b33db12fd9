import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

const folders: string[] = []
const programs: ChildProcess[] = []

afterEach(() => {
  for (const program of programs.splice(0)) program.kill('SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

test('the first start installs, the second finds everything done, a changed lock file installs again', async () => {
  const root = newCheckout()
  expect((await boot(root, 'work').ended).output).toContain('Installed')
  expect((await boot(root, 'work').ended).output).not.toContain('Install')
  writeLock(root, '0.2.0')
  expect((await boot(root, 'work').ended).output).toContain('Installed')
})

test('an install that was killed is done again', async () => {
  const root = newCheckout()
  const first = boot(root, 'work')
  await first.says('Installing')
  first.child.kill('SIGKILL')
  await first.ended
  expect(existsSync(join(root, 'node_modules', '.maeari-lock'))).toBe(false)
  const second = await boot(root, 'work').ended
  expect(second.output).toContain('Installed')
  expect(second.code).toBe(0)
})

test('two starts at one moment install once, and both run', async () => {
  const root = newCheckout()
  const both = await Promise.all([boot(root, 'work').ended, boot(root, 'work').ended])
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  expect(both.filter(({ output }) => output.includes('Installed'))).toHaveLength(1)
  expect(both.filter(({ output }) => output.includes('ran work'))).toHaveLength(2)
})

test('a failing install says what npm said and starts nothing', async () => {
  const root = newCheckout()
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ name: 'x', version: '1.0.0', dependencies: { 'no-such': 'file:./nowhere' } }),
  )
  const { code, output } = await boot(root, 'work').ended
  expect(code).toBe(1)
  expect(output).toContain('npm ci')
  expect(output).not.toContain('ran work')
})

test("the program's exit code is ours, its arguments are ours", async () => {
  const root = newCheckout()
  const { code, output } = await boot(root, 'fail', '--with', '하늘상점').ended
  expect(code).toBe(42)
  expect(output).toContain('ran fail --with 하늘상점')
})

test('a signal reaches the program once', async () => {
  const root = newCheckout()
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    const { child, says, ended } = boot(root, 'start')
    await says('ran start')
    child.kill(signal)
    expect(await ended).toMatchObject({ code: 7 })
    expect((await ended).output.split(signal)).toHaveLength(2)
  }
})

test('SIGTERM to `npm start` reaches the program', async () => {
  const root = newCheckout()
  const { child, says, ended } = npmStart(root)
  await says('ran start')
  child.kill('SIGTERM')
  await says('got SIGTERM')
  await ended
})

test('the program stops when npm is killed', async () => {
  const root = newCheckout()
  const { child, says } = npmStart(root)
  await says('ran start')
  child.kill('SIGKILL')
  await says('got SIGTERM')
})

test('nothing of the web app is built for help', async () => {
  const root = newCheckout()
  mkdirSync(join(root, 'web'))
  writeFileSync(join(root, 'web', 'index.html'), '<!doctype html>')
  const { code, output } = await boot(root, 'start', '--help').ended
  expect(code).toBe(0)
  expect(output).not.toContain('Building')
})

test('the web app is built when its sources change, and only then; a failing build starts nothing', async () => {
  const root = newCheckout()
  for (const folder of ['web', 'contract', 'node_modules/vite/bin']) mkdirSync(join(root, folder), { recursive: true })
  await boot(root, 'work').ended
  // In place of Vite: the boot file only starts it and takes what it leaves.
  const vite = `
    const fs = require('node:fs')
    const out = process.argv[process.argv.indexOf('--outDir') + 1]
    const source = fs.readFileSync('web/index.html', 'utf8')
    if (source.includes('broken')) { console.log('a broken page'); process.exit(1) }
    fs.mkdirSync(out, { recursive: true })
    fs.writeFileSync(out + '/index.html', source)`
  mkdirSync(join(root, 'node_modules', 'vite', 'bin'), { recursive: true })
  writeFileSync(join(root, 'node_modules', 'vite', 'bin', 'vite.js'), vite)
  const page = (text: string) => writeFileSync(join(root, 'web', 'index.html'), text)
  const built = () => readFileSync(join(root, 'dist', 'web', 'index.html'), 'utf8')
  page('하나')
  expect((await boot(root, 'serve').ended).output).toContain('Built')
  expect(built()).toBe('하나')
  expect((await boot(root, 'serve').ended).output).not.toContain('Buil')
  writeFileSync(join(root, 'web', 'index.test.ts'), '')
  expect((await boot(root, 'serve').ended).output).not.toContain('Buil')
  writeFileSync(join(root, 'contract', 'inbox.ts'), 'export {}')
  page('둘')
  const both = await Promise.all([boot(root, 'serve').ended, boot(root, 'serve').ended])
  expect(both.filter(({ output }) => output.includes('Built'))).toHaveLength(1)
  expect(built()).toBe('둘')
  page('broken')
  const failed = await boot(root, 'serve').ended
  expect(failed.code).toBe(1)
  expect(failed.output).toContain('a broken page')
  expect(failed.output).not.toContain('ran serve')
  expect(built()).toBe('둘')
})

/** A checkout in small: our boot file, a program that tells what it gets, and nothing to download. */
function newCheckout(): string {
  const root = mkdtempSync(join(tmpdir(), 'maeari-boot-'))
  folders.push(root)
  cpSync(import.meta.dirname, join(root, 'bin'), { recursive: true, filter: file => !file.endsWith('.test.ts') })
  mkdirSync(join(root, 'server'))
  writeLock(root, '0.1.0')
  writeFileSync(
    join(root, 'server', 'main.ts'),
    `const args: string[] = process.argv.slice(2)
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
      process.on(signal, () => {
        console.log('got ' + signal)
        setTimeout(() => process.exit(7), 50)
      })
    if (args[0] === 'start' && args.length === 1) setInterval(() => undefined, 1000)
    if (args[0] === 'fail') process.exitCode = 42
    console.log('ran ' + args.join(' '))`,
  )
  return root
}

function writeLock(root: string, version: string): void {
  const about = { name: 'small', version, type: 'module', scripts: { start: 'node bin/maeari.mjs start' } }
  writeFileSync(join(root, 'package.json'), JSON.stringify(about))
  const packages = { '': { name: 'small', version } }
  writeFileSync(
    join(root, 'package-lock.json'),
    JSON.stringify({ name: 'small', version, lockfileVersion: 3, packages }),
  )
}

const boot = (root: string, ...args: string[]) => follow(root, process.execPath, ['bin/maeari.mjs', ...args])

const npmStart = (root: string) => follow(root, 'npm', ['start'])

function follow(root: string, command: string, args: string[]) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')))
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  programs.push(child)
  let output = ''
  const waiting = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', text => {
      output += String(text)
      for (const look of waiting) look()
    })
  }
  const says = (words: string) =>
    new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`never said "${words}":\n${output}`)), 20_000)
      const look = () => {
        if (!output.includes(words)) return
        clearTimeout(late)
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })
  const ended = new Promise<{ code: number | null; output: string }>(resolve => {
    child.on('close', code => resolve({ code, output }))
  })
  return { child, says, ended }
}
