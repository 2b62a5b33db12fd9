// How well and how fast drafts are checked: faults caught and false alarms on both halves of the project's own drafts, and
// drafts a CPU second against JSON that is parsed and written again.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkDraft, type Draft } from '../server/voice/index.ts'
import { describeMachine, print } from './machine.ts'

if (process.argv.includes('--help')) {
  process.stdout.write('Usage: npm run bench -- draft\n')
  process.exit(0)
}

type Row = Draft & { id: string; kinds: string[] }
const folder = join(import.meta.dirname, '..', 'server', 'voice', 'data')
const read = (name: string): Row[] =>
  readFileSync(join(folder, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Row)
const half = (row: Row) =>
  createHash('sha256').update(row.id).digest().readUInt32BE(0) % 2 === 0 ? 'development' : 'held out'
const part = (n: number, of: number) => Math.round((n / of) * 1000) / 1000

print({ bench: 'draft', ...describeMachine() })
const all: Row[] = []
for (const language of ['ko', 'en']) {
  const clean = read(`clean-${language}`)
  const faulty = read(`faulty-${language}`)
  all.push(...clean, ...faulty)
  for (const name of ['development', 'held out']) {
    const good = clean.filter(row => half(row) === name)
    const planted = faulty.filter(row => half(row) === name).flatMap(row => row.kinds.map(kind => ({ row, kind })))
    const caught = planted.filter(({ row, kind }) => checkDraft(row).some(one => one.kind === kind))
    const kinds = Object.groupBy(planted, one => one.kind)
    print({
      language,
      half: name,
      clean: good.length,
      falseAlarms: part(good.filter(row => checkDraft(row).length > 0).length, good.length),
      planted: planted.length,
      caught: part(caught.length, planted.length),
      byKind: Object.fromEntries(
        Object.entries(kinds).map(([kind, of]) => [
          kind,
          `${caught.filter(one => one.kind === kind).length}/${of!.length}`,
        ]),
      ),
    })
  }
}

const perCpuSecond = (work: () => void): number => {
  const start = process.cpuUsage()
  let rounds = 0
  for (const end = performance.now() + 2000; performance.now() < end; rounds++) work()
  const { user, system } = process.cpuUsage(start)
  return Math.round((rounds * all.length) / ((user + system) / 1e6))
}
const lines = all.map(row => JSON.stringify(row))
const checkAll = () => {
  for (const row of all) checkDraft(row)
}
const parseAll = () => {
  for (const line of lines) JSON.stringify(JSON.parse(line))
}
perCpuSecond(checkAll)
const checked = perCpuSecond(checkAll)
const parsed = perCpuSecond(parseAll)
print({ draftsPerCpuSecond: checked, jsonPerCpuSecond: parsed, ratio: Math.round((checked / parsed) * 1000) / 1000 })
