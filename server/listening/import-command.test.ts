import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as files from '../../contract/channels.ts'
import * as contract from '../../contract/listening.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'

let testing: TestProgram
let folder: string
beforeAll(async () => {
  testing = await startProgram()
  folder = mkdtempSync(join(tmpdir(), 'maeari-import-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await testing.stop()
})

const main = join(import.meta.dirname, '..', 'main.ts')

/** The command as people run it, in a process of its own. */
const start = (args: readonly string[]) => {
  const child: ChildProcess = spawn(process.execPath, [main, 'import', ...args], {
    env: {
      ...process.env,
      DATABASE_URL: testing.databaseUrl,
      SECRET_KEY: 'K7f!Qp2z9#Lm4x8WvB3n6Rt1Yc5Hd0Js',
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    said.out += text
  })
  const waiting: { text: RegExp; tell: () => void }[] = []
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said.err += text
    for (const one of waiting) if (one.text.test(said.err)) one.tell()
  })
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    lines: said.out
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as Record<string, unknown>),
    err: said.err,
  }))
  return {
    ended,
    kill: () => child.kill('SIGKILL'),
    says: (text: RegExp) => new Promise<void>(resolve => waiting.push({ text, tell: resolve })),
  }
}

const makeFile = (name: string, text: string): string => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

const at = { workspaceId: 1 }
const count = async (table: string): Promise<number> =>
  (await testing.program.database.pool.query(`select count(*)::int as count from ${table} where workspace_id = 1`))
    .rows[0].count

it('an import that is killed is taken up where it stood, without a loss and without a double', async () => {
  await testing.owner.call(contract.createTopic, {
    ...at,
    name: '하늘상점',
    kind: 'brand',
    goal: '불만을 안다',
    query: '하늘상점',
  })
  const rows = Array.from(
    { length: 3000 },
    (_, n) =>
      `2026-03-0${(n % 9) + 1} 10:00,하늘상점 ${n}번째 이야기,https://x.com/a/status/${1_700_000_000 + n},a${n % 50}`,
  )
  const file = makeFile('many.csv', `Date,Text,Url,Author\n${rows.join('\n')}\n`)
  const first = start([file, '--topic', '하늘상점'])
  await first.says(/1000\/3000/)
  first.kill()
  expect((await first.ended).code).toBeNull()
  const stored = await count('channels.items')
  expect(stored).toBeGreaterThanOrEqual(1000)
  expect(stored).toBeLessThan(3000)

  const second = await start([file, '--topic', '하늘상점']).ended
  expect(second.err).toContain('taken up where it stood')
  expect(second.lines.at(-1)).toMatchObject({
    state: 'done',
    counts: { rows: 3000, added: 3000, known: 0, refused: 0, mentions: 3000 },
  })
  expect(second.code).toBe(0)
  expect(await count('channels.items')).toBe(3000)
  expect(await count('listening.mentions')).toBe(3000)
  expect(await count('listening.import_items')).toBe(3000)
  expect(await count('channels.import_chunks')).toBe(0)
  expect((await testing.owner.call(files.listImports, at)).items).toHaveLength(1)
  const { items } = await testing.owner.call(contract.listVolumes, {
    ...at,
    grain: 'day',
    from: '2026-02-28T15:00:00Z',
    to: '2026-03-10T15:00:00Z',
  })
  expect(items.reduce((sum, day) => sum + day.total, 0)).toBe(3000)
}, 180_000)

it('a dry run tells what would come of it and stores nothing; a file that cannot be read is said so', async () => {
  const before = await count('channels.items')
  const good = makeFile(
    'good.jsonl',
    '{"date":"2026-03-01","text":"글","url":"https://a.example/1"}\n{"date":"?","text":"글","url":"https://a.example/2"}\n',
  )
  const bad = makeFile('bad.csv', '%PDF-1.7')
  const ran = await start([good, bad, '--dry-run']).ended
  expect(ran.lines).toMatchObject([
    {
      file: good,
      reading: { kind: 'jsonl' },
      tables: [{ columns: { date: 'publishedAt', text: 'text', url: 'url' } }],
    },
    { row: 2, problem: { code: 'listening.import.row.bad_date', message: 'This is no date: ?' } },
    { dryRun: true, counts: { rows: 2, added: 1, refused: 1 } },
    { file: bad, refused: { code: 'channels.file.other_kind' } },
  ])
  expect(ran.code).toBe(1)
  expect(await count('channels.items')).toBe(before)
  expect(await count('channels.imports')).toBe(1)
  const wrong = await start([good, '--topic', '없는 주제']).ended
  expect(wrong.code).toBe(2)
  expect(wrong.err).toContain('하늘상점')
}, 180_000)

it('orders come in without a browser: addresses are asked about, the same file again changes nothing', async () => {
  const file = makeFile(
    '주문.csv',
    '주문번호,주문일,주문자명,연락처,상품명,수량,결제금액,주소\nA-1,2026-10-02,김지우,010-2345-6789,원두,1,"18,000",서울 중구\n,2026-10-02,이민준,010-1111-2222,원두,1,"18,000",부산\n',
  )
  const asked = await start([file]).ended
  expect(asked.code).toBe(1)
  expect(asked.lines.at(-1)).toMatchObject({ refused: { code: 'channels.import.asks_addresses' } })
  const ran = await start([file, '--drop-addresses']).ended
  expect(ran.lines).toMatchObject([
    { tables: [{ kind: 'orders', rows: 2, columns: { 주문번호: 'orderId', 주소: 'address' } }] },
    { row: 3, problem: { code: 'customers.import.row.no_order_number' } },
    { state: 'done', counts: { rows: 2, added: 1, refused: 1, customers: 1 } },
  ])
  expect(await count('customers.orders')).toBe(1)
  const again = await start([file, '--drop-addresses']).ended
  expect(again.lines.at(-1)).toMatchObject({ counts: { added: 0, updated: 0, known: 1 } })
  expect(await count('customers.orders')).toBe(1)
}, 180_000)
