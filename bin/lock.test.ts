import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { claim, claimWhenFree, holderOf, isAlive, processExists } from './lock.mjs'

const folders: string[] = []
const programs: ChildProcess[] = []

afterEach(() => {
  for (const program of programs.splice(0)) program.kill('SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

test('one has it, the next is told who, and gets it after the release', () => {
  const file = newFile()
  const first = claim(file, { doing: 'install' })
  expect(first.held).toBe(true)
  const second = claim(file)
  expect(second).toMatchObject({ held: false, holder: { pid: process.pid, note: { doing: 'install' } } })
  if (first.held) first.release()
  expect(claim(file).held).toBe(true)
})

test('a holder that was killed holds nothing', async () => {
  const file = newFile()
  const program = await holdElsewhere(file)
  const living = claim(file)
  expect(living).toMatchObject({ held: false, holder: { pid: program.pid } })
  await kill(program)
  expect(claim(file).held).toBe(true)
})

test('a process with the number of a dead holder is not taken for it', async () => {
  const file = newFile()
  const program = await holdElsewhere(file)
  const holder = holderOf(file)
  expect(holder && isAlive(holder)).toBe(true)
  expect(holder && isAlive({ ...holder, started: 'another boot:1' })).toBe(false)
  await kill(program)
})

test('a lock whose holder was killed is still held while its child works', async () => {
  const file = newFile()
  const child = spawn('sleep', ['30'])
  programs.push(child)
  const program = await holdElsewhere(file, child.pid)
  await kill(program)
  expect(claim(file)).toMatchObject({ held: false })
  await kill(child)
  expect(claim(file).held).toBe(true)
})

test('twelve processes that find the same corpse work one after the other', async () => {
  const file = newFile()
  await kill(await holdElsewhere(file))
  const script = `
    import { claimWhenFree } from ${JSON.stringify(new URL('./lock.mjs', import.meta.url).href)}
    const lock = await claimWhenFree(${JSON.stringify(file)}, () => undefined)
    console.log('in')
    await new Promise(resolve => setTimeout(resolve, 15))
    console.log('out')
    lock.release()`
  const seen: string[] = []
  await Promise.all(
    Array.from({ length: 12 }, () => {
      const program = spawn(process.execPath, ['--input-type=module', '-e', script])
      programs.push(program)
      program.stdout.on('data', text => seen.push(...String(text).trim().split('\n')))
      return new Promise(resolve => program.on('close', resolve))
    }),
  )
  expect(seen).toEqual(Array.from({ length: 12 }, () => ['in', 'out']).flat())
})

test('the waiting one is told once and then gets it', async () => {
  const file = newFile()
  const first = claim(file)
  let told = 0
  const waiting = claimWhenFree(file, () => {
    told += 1
  })
  setTimeout(() => first.held && first.release(), 300)
  expect((await waiting).held).toBe(true)
  expect(told).toBe(1)
})

test('a process that nobody buried does not count as living', async () => {
  // The shell starts a child that ends at once, then becomes a program that never asks for it.
  const parent = spawn('sh', ['-c', 'true & echo $!; exec sleep 30'])
  programs.push(parent)
  const pid = Number(await new Promise(resolve => parent.stdout.once('data', text => resolve(String(text)))))
  await new Promise(resolve => setTimeout(resolve, 200))
  expect(processExists(pid)).toBe(false)
  expect(processExists(parent.pid as number)).toBe(true)
})

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'maeari-lock-'))
  folders.push(folder)
  return join(folder, 'a.lock')
}

async function holdElsewhere(file: string, childPid?: number): Promise<ChildProcess> {
  const script = `
    import { claim } from ${JSON.stringify(new URL('./lock.mjs', import.meta.url).href)}
    const lock = claim(${JSON.stringify(file)})
    lock.update({ childPid: ${childPid} })
    console.log('held')
    setInterval(() => undefined, 1000)`
  const program = spawn(process.execPath, ['--input-type=module', '-e', script])
  programs.push(program)
  await new Promise(resolve => program.stdout.once('data', resolve))
  return program
}

async function kill(program: ChildProcess): Promise<void> {
  const ended = new Promise(resolve => program.once('exit', resolve))
  program.kill('SIGKILL')
  await ended
}
