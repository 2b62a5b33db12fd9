/** docs/security.md names tests: each of them exists. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const page = readFileSync(join(root, 'docs', 'security.md'), 'utf8')
const points = page.split('\n').filter(line => line.startsWith('- '))
const named = points.flatMap(line => {
  const found = /`([^`]+\.test\.ts)` · (.+)$/.exec(line)
  return found ? [{ line, file: found[1]!, test: found[2]! }] : []
})

test('every point of the security page names a test or says plainly that it is not held', () => {
  expect(named.length).toBeGreaterThan(30)
  const others = points.filter(line => !named.some(one => one.line === line))
  expect(others.filter(line => !line.includes('*Not held'))).toEqual([])
})

test('every test that the security page names exists', () => {
  const missing = named.filter(({ file, test: name }) => {
    const path = join(root, file)
    return !existsSync(path) || !readFileSync(path, 'utf8').includes(`'${name}'`)
  })
  expect(missing.map(one => `${one.file} · ${one.test}`)).toEqual([])
})
