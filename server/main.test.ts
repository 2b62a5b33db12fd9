/** The program at a command line: help, wrong calls, and readers that leave; each in a process of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, it } from 'vitest'
import { commands } from './commands.ts'

const folder = mkdtempSync(join(tmpdir(), 'maeari-main-'))
afterAll(() => rmSync(folder, { recursive: true }))

const dataDir = join(folder, 'data')
/** Neither a database nor a data folder can be opened with this. */
const nowhere = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', SECRET_KEY: 'K7f!Qp2z9#Lm4x8WvB3n6Rt1Yc5Hd0Js' }

const start = (args: readonly string[], environment: Record<string, string> = nowhere) =>
  spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      DATA_DIR: dataDir,
      ...environment,
    },
  })

const run = async (args: readonly string[], environment?: Record<string, string>) => {
  const child = start(args, environment)
  child.stdin.end()
  const [said, told, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code, said, told }
}

describe('help', () => {
  /** One of the program itself, one of a pipe, one that owns the data; the words of all are looked at below. */
  const three = commands.filter(({ name }) => ['start', 'read', 'restore'].includes(name))
  it.each(three)(
    'of $name says what it does in both languages, without database or data folder',
    async command => {
      // Without a DATABASE_URL a command that went on would make the data folder.
      const helped = await run([command.name, '--help'], {})
      expect(helped).toMatchObject({ code: 0, told: '' })
      expect(helped.said).toContain(`${command.summary.ko}\n${command.summary.en}\n\n${command.help}`)
      expect(existsSync(dataDir)).toBe(false)
    },
    30_000,
  )

  it.each(commands)('of $name is written in both languages, with how to call it', ({ name, summary, help }) => {
    expect(summary.ko).toMatch(/[가-힣]/)
    expect(summary.en).toMatch(/^[a-z][^가-힣]+$/)
    expect(help).toMatch(new RegExp(`-- ${name}|PORT \\(4600\\)`))
  })

  it('lists every command', async () => {
    const { code, said } = await run(['--help'])
    expect(code).toBe(0)
    for (const { name } of commands) expect(said).toContain(`\n  ${name} `)
  })
})

describe('a wrong call', () => {
  it.each([
    [['start', '--prot', '80'], '--prot: 그런 옵션은 없습니다 · there is no such option'],
    [['openapi', 'all'], 'all: 쓸 곳이 없는 값입니다 · nothing was expected here'],
    [['demo', '--count'], '--count: 값이 필요합니다 · this option needs a value'],
    [['demo', '--count', '--seed', '7'], '--count: 값이 필요합니다 · this option needs a value'],
    [['demo', '--help=yes'], '--help: 그런 옵션은 없습니다 · there is no such option'],
    [['read', '--input=nothing.jsonl'], 'nothing.jsonl: 파일을 열 수 없습니다 · this file cannot be opened (ENOENT)'],
    [['match', '--queries', 'none'], 'none: 파일을 열 수 없습니다 · this file cannot be opened (ENOENT)'],
  ])(
    '%j is told in both languages, and where to read more',
    async (args, sentence) => {
      expect(await run(args)).toEqual({
        code: 2,
        said: '',
        told: `${sentence}\n\n  npm run -s maeari -- ${args[0]} --help\n`,
      })
    },
    30_000,
  )
})

describe('a reader that leaves', () => {
  it('ends a long answer without a word', async () => {
    const child = start(['openapi'])
    child.stdout.once('data', () => child.stdout.destroy())
    const [told, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
    expect({ code, told }).toEqual({ code: 0, told: '' })
  })

  it('ends a command that still has input to come', async () => {
    const child = start(['read'])
    child.stdin.on('error', () => child.stdin.destroy())
    const exit = once(child, 'exit')
    child.stdout.destroy()
    const feeding = setInterval(() => child.stdin.write('{"id":1,"text":"배송이 늦어요"}\n'), 20)
    const [told, [code]] = await Promise.all([text(child.stderr), exit])
    clearInterval(feeding)
    expect({ code, told }).toEqual({ code: 0, told: '' })
  })
})
