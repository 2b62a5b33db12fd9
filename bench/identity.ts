// Measures who is found to be one person: pairwise F1, B-cubed, and pairs a CPU second, as JSON Lines. On labelled data sets
// of a folder, and on a population that is simulated here: Korean households with shared phones, namesakes, nicknames,
// handed-on numbers and company mailboxes. Against the rule that most systems use, on the same rows in the same run.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { bytesOf, openFile } from '../server/channels/index.ts'
import { eachPair, makeBlocks, planPasses } from '../server/customers/matching/blocks.ts'
import { kindOfColumn } from '../server/customers/matching/columns.ts'
import { makePeople } from '../server/customers/matching/people.ts'
import { resolve } from '../server/customers/matching/resolve.ts'
import { buildTable } from '../server/customers/matching/table.ts'
import { dice } from './identity/dice.ts'
import { measureLarge } from './identity/large.ts'
import { makePopulation } from './identity/population.ts'
import { writeRecords } from './identity/records.ts'
import { groupByRule } from './identity/rule.ts'
import { compareGroups } from './identity/score.ts'
import { describeMachine, print } from './machine.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    people: { type: 'string', default: '20000' },
    rows: { type: 'string' },
    seed: { type: 'string', default: '20261128' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(
    `Usage: npm run bench -- identity [--data DIR] [--people N] [--rows N] [--seed N]

  --data DIR   labelled sets to measure too: historical_train.csv, dataset3.csv, dataset4a.csv with dataset4b.csv, fake_1000.csv
  --people N   how many people are simulated (20000)
  --rows N     nothing but the command resolve on about so many simulated rows, in a process of its own: its time and memory
`,
  )
  process.exit(0)
}

interface Labelled {
  readonly name: string
  readonly key: string
  readonly headers: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly truth: Int32Array
}

print({ name: 'machine', ...describeMachine() })
if (values.rows !== undefined) {
  print({ name: 'identity-large', ...(await measureLarge(Number(values.seed), Number(values.rows))) })
  process.exit(0)
}
if (values.data !== undefined) for (const set of await readSets(values.data)) measure(set)
const roll = dice(Number(values.seed))
const population = makePopulation(roll, Number(values.people))
measure({ name: 'simulated', key: 'id', ...writeRecords(roll, population) })

function measure({ name, key, headers, rows, truth }: Labelled): void {
  const began = process.cpuUsage()
  const builder = buildTable(key)
  builder.setHeaders(headers)
  for (const row of rows) builder.add(row)
  const people = makePeople(builder.finish())
  const found = resolve(people)
  const seconds = cpuSeconds(began)
  const score = compareGroups(found.clusters, truth)
  const rule = groupByRule(people)
  const byRule = compareGroups(rule, truth)
  print({
    name: `identity-${name}`,
    ...score,
    yardstick: 'same phone, mail or document and a like name, or same name and birth date',
    yardstick_f1: byRule.f1,
    yardstick_b3_precision: byRule.b3_precision,
    yardstick_b3_recall: byRule.b3_recall,
    errors_of_the_yardstick: Number(((1 - score.f1) / Math.max(1 - byRule.f1, 1e-6)).toFixed(3)),
    rows: rows.length,
    people: new Set(truth).size,
    found: new Set(found.clusters).size,
    scored_pairs: found.scored,
    cpu_seconds: Number(seconds.toFixed(2)),
    pairs_per_cpu_second: scoringSpeed(people, found),
    megabytes: Math.round(process.memoryUsage().rss / 1e6),
  })
}

/** Blocked pairs scored a second of processor time, over and over for a second at least. */
function scoringSpeed(people: ReturnType<typeof makePeople>, { scorer }: ReturnType<typeof resolve>): number {
  const { passes, dividing } = planPasses(people)
  const blocks = makeBlocks(people, passes, dividing)
  let pairs = 0
  const began = process.cpuUsage()
  do {
    eachPair(blocks, people.size, (a, b) => {
      scorer.score(a, b)
      pairs++
    })
  } while (cpuSeconds(began) < 1)
  return Math.round(pairs / cpuSeconds(began))
}

function cpuSeconds(since: NodeJS.CpuUsage): number {
  const spent = process.cpuUsage(since)
  return (spent.user + spent.system) / 1e6
}

async function readSets(folder: string): Promise<Labelled[]> {
  const febrl = (row: readonly string[]): string => row[0]!.split('-')[1]!
  const sets: {
    name: string
    files: string[]
    key: string
    label: (row: readonly string[], headers: readonly string[]) => string
  }[] = [
    {
      name: 'historical',
      files: ['historical_train.csv'],
      key: 'unique_id',
      label: (row, headers) => row[headers.indexOf('cluster')]!,
    },
    { name: 'febrl3', files: ['dataset3.csv'], key: 'rec_id', label: febrl },
    { name: 'febrl4', files: ['dataset4a.csv', 'dataset4b.csv'], key: 'rec_id', label: febrl },
    {
      name: 'fake1000',
      files: ['fake_1000.csv'],
      key: 'unique_id',
      label: (row, headers) => row[headers.indexOf('cluster')]!,
    },
  ]
  const read: Labelled[] = []
  for (const { name, files, key, label } of sets) {
    if (!files.every(file => existsSync(join(folder, file)))) continue
    const rows: (readonly string[])[] = []
    let headers: readonly string[] = []
    for (const file of files) {
      const opened = await openFile(bytesOf(readFileSync(join(folder, file))), header => kindOfColumn(header) !== null)
      if (!opened.ok) throw new Error(`${file}: ${opened.code}`)
      for await (const event of opened.events()) {
        if (event.kind === 'table') headers = event.headers
        if (event.kind === 'row') rows.push(event.cells.map(cell => cell.trim()))
      }
    }
    const numbers = new Map<string, number>()
    const truth = Int32Array.from(rows, row => {
      const one = label(row, headers)
      if (!numbers.has(one)) numbers.set(one, numbers.size)
      return numbers.get(one)!
    })
    read.push({ name, key, headers, rows, truth })
  }
  return read
}
