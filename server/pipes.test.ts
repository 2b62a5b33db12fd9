/** The commands that work on a pipe, as anyone would call them. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'maeari-pipes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const call = (args: string[], input: string): Promise<{ code: number | null; out: unknown[]; said: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    let out = ''
    let said = ''
    child.stdout.on('data', chunk => {
      out += String(chunk)
    })
    child.stderr.on('data', chunk => {
      said += String(chunk)
    })
    child.on('error', reject)
    child.on('close', code =>
      resolve({
        code,
        out: out
          .split('\n')
          .filter(Boolean)
          .map(line => JSON.parse(line)),
        said,
      }),
    )
    child.stdin.end(input)
  })

const lines = (...objects: unknown[]) =>
  objects.map(one => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n')

describe('read', () => {
  it('answers each line in order, bad ones too', async () => {
    const { code, out } = await call(
      ['read'],
      lines({ id: 1, text: '배송이 너무 늦어요 짜증나요' }, { id: 2 }, 'no json', { id: 'b', text: '' }),
    )
    expect(code).toBe(0)
    expect(out).toMatchObject([
      { id: 1, language: 'ko', sentiment: { label: 'negative' }, intents: [{ label: 'complaint' }] },
      { id: 2, error: expect.stringContaining('text') },
      { id: null, error: expect.stringContaining('JSON') },
      { id: 'b' },
    ])
  })
})

describe('match', () => {
  const queries = join(folder, 'queries.jsonl')
  it('finds the queries of each post', async () => {
    writeFileSync(queries, lines({ id: 'late', query: '배송 NOT 환불' }, { id: 'good', query: '맛있* OR 추천' }))
    const { out } = await call(
      ['match', '--queries', queries],
      lines({ id: 1, text: '배송이 늦네요' }, { id: 2, text: '배송 환불' }, { id: 3, text: '맛있어요' }),
    )
    expect(out).toEqual([
      { id: 1, matches: ['late'] },
      { id: 2, matches: [] },
      { id: 3, matches: ['good'] },
    ])
  })
  it('refuses a bad query with its place before anything is read', async () => {
    writeFileSync(queries, lines({ id: 'ok', query: '배송' }, { id: 'bad', query: '(배송 NOT' }))
    const { code, out, said } = await call(['match', '--queries', queries], lines({ id: 1, text: '배송' }))
    expect({ code, out }).toEqual({ code: 2, out: [] })
    expect(said).toMatch(/queries\.jsonl:2: at \d+: expected/)
  })
})

describe('suggest-query', () => {
  it('makes a query from a name, and asks for one when there is none', async () => {
    const made = await call(['suggest-query', '하늘상점', '--also', 'Haneul Shop'], '')
    expect(made.out[0]).toMatchObject({
      query: expect.stringContaining('하늘상점'),
      variants: expect.arrayContaining(['"haneul shop"']),
    })
    expect(await call(['suggest-query'], '')).toMatchObject({ code: 2, out: [], said: expect.stringContaining('이름') })
  })
})

describe('check-draft', () => {
  it('answers each draft in order, bad lines too', async () => {
    const { code, out } = await call(
      ['check-draft'],
      lines(
        { id: 'a', text: '규정상 환불이 안 됩니다.', public: true, customer: { name: '김지은' }, thread: [], said: [] },
        { id: 2 },
        'no json',
        { id: 'b', text: '김지은 고객님, 오늘 보내 드리겠습니다.' },
      ),
    )
    expect(code).toBe(0)
    expect(out).toMatchObject([
      { id: 'a', faults: [{ kind: 'rule_quoting', span: [0, 14] }] },
      { id: 2, error: expect.stringContaining('text') },
      { id: null, error: expect.stringContaining('JSON') },
      { id: 'b', faults: [] },
    ])
  })
})
