import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import iconv from 'iconv-lite'
import { afterAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../platform/config.ts'
import { resolveCommand } from './resolve.ts'

const folder = mkdtempSync(join(tmpdir(), 'maeari-resolve-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Outcome {
  code: number | null
  out: string
  said: string
}

const here = async (args: readonly string[], input: string | Buffer): Promise<Outcome> => {
  const outcome: Outcome = { code: null, out: '', said: '' }
  outcome.code = await resolveCommand.run(
    {
      args,
      stdin: Readable.from([Buffer.from(input)]),
      write: async text => {
        outcome.out += text
      },
      say: text => {
        outcome.said += `${text}\n`
      },
      signal: new AbortController().signal,
    },
    readConfigOrThrow(),
  )
  return outcome
}

const readConfigOrThrow = () => {
  const read = readConfig({})
  if (!read.ok) throw new Error(read.complaints.join())
  return read.config
}

/** The command as people run it, in a process of its own. */
const call = (args: readonly string[], input: string): Promise<Outcome> =>
  new Promise((done, fail) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, '..', '..', 'main.ts'), 'resolve', ...args])
    const outcome: Outcome = { code: null, out: '', said: '' }
    child.stdout.on('data', text => {
      outcome.out += String(text)
    })
    child.stderr.on('data', text => {
      outcome.said += String(text)
    })
    child.on('error', fail)
    child.on('close', code => done({ ...outcome, code }))
    child.stdin.end(input)
  })

const write = (name: string, bytes: string | Buffer): string => {
  const file = join(folder, name)
  writeFileSync(file, bytes)
  return file
}

const people = `번호;이름;생년월일;전화번호
1;김민수;1990-03-07;010-1234-5678
2;김 민수 님;900307;+82 10 1234 5678
3;한서연;1975-02-11;010-7712-9034
`

it('reads any delimiter and encoding from a file or a pipe, and writes clusters and their evidence', async () => {
  const out = join(folder, 'deep', 'clusters.csv')
  const file = write('people.csv', iconv.encode(people, 'cp949'))
  const { code, out: printed } = await here(['--input', file, '--key', '번호', '--out', out], '')
  expect(code).toBe(0)
  expect(JSON.parse(printed)).toMatchObject({ rows: 3, clusters: 2, links: 1 })
  expect(readFileSync(out, 'utf8')).toBe('번호,cluster\n1,1\n2,1\n3,2\n')
  expect(readFileSync(join(folder, 'deep', 'links.csv'), 'utf8')).toMatch(/^번호_l,번호_r,.*\n1,2,0\.9/)
  const piped = join(folder, 'piped.csv')
  expect((await call(['--key', '번호', '--out', piped], people)).code).toBe(0)
  expect(readFileSync(piped, 'utf8')).toBe(readFileSync(out, 'utf8'))
})

describe('what cannot be used is refused in a sentence, and nothing is written', () => {
  const out = join(folder, 'never.csv')
  const huge = `id,name\n1,"${'x'.repeat(2_100_000)}"\n`
  it.each([
    ['no key named', [], people, 2, /--key COLUMN/],
    ['no such column', ['--key', 'id'], people, 1, /there is no column "id": 번호, 이름/],
    ['a key twice', ['--key', '번호'], `${people}3;길동;;\n`, 1, /"3" stands twice, in lines 4 and 5/],
    ['a key missing', ['--key', '번호'], `${people};길동;;\n`, 1, /line 5 has nothing/],
    ['an empty file', ['--key', '번호'], '', 1, /비어 있습니다/],
    ['nothing of people', ['--key', 'id'], 'id,price\n1,2\n2,3\n', 1, /no column tells who somebody is/],
    ['a cell that never ends', ['--key', 'id'], huge, 1, /quotation mark/],
    ['a picture', ['--key', 'id'], Buffer.from('89504e470d0a1a0a', 'hex'), 1, /PNG/],
  ] as const)('%s', async (_, args, input, expected, sentence) => {
    const { code, said } = await here([...args, '--out', out], input)
    expect(said).toMatch(sentence)
    expect(code).toBe(expected)
    expect(existsSync(out)).toBe(false)
  })
})
