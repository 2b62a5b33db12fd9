/** Holds an archive against the database, row by row. */

import { to as copyTo } from 'pg-copy-streams'
import type { Database } from '../db.ts'
import { appliedMigrations } from '../migrate.ts'
import { startProblem } from '../postgres/problem.ts'
import { copyOut, findTables, portableText } from './catalog.ts'
import type { ArchivedTable, ArchiveReader } from './frames.ts'

export interface Compared {
  table: string
  /** Rows in the archive. */
  rows: number
  onlyInArchive: number
  onlyInDatabase: number
  /** Keys of the first rows that differ: ids, never what they hold. */
  keys: string[]
}

/** Reads the database in one snapshot. @returns one answer a table; a changed row counts on both sides. */
export async function* compareArchive(database: Database, archive: ArchiveReader): AsyncGenerator<Compared> {
  const client = await database.connect()
  try {
    await client.query('begin isolation level repeatable read, read only')
    await client.query(portableText)
    if ((await appliedMigrations(client)).join() !== archive.head.migrations.join())
      throw startProblem(
        '이 백업과 데이터베이스는 판이 달라 한 줄씩 견줄 수 없습니다. upgrade-drill이 백업을 되살려 견줘 봅니다.\n' +
          'This archive and the database are of different versions, so that rows cannot be compared. upgrade-drill restores and compares.',
      )
    const held = new Map((await findTables(client)).map(table => [table.name, table]))
    for await (const { table, bytes } of archive.tables()) {
      const here = held.get(table.name)
      const rows = here ? (client.query(copyTo(copyOut(table))) as AsyncIterable<Uint8Array>) : none()
      yield await compareTable(table, bytes, rows)
    }
  } finally {
    client.release(true)
  }
}

async function* none(): AsyncGenerator<Uint8Array> {}

/** Both sides come in the same order, so a row waits for its twin no longer than the difference between them. */
const compareTable = async (
  table: ArchivedTable,
  archived: AsyncIterable<Uint8Array>,
  present: AsyncIterable<Uint8Array>,
): Promise<Compared> => {
  const left = linesOf(archived)
  const right = linesOf(present)
  const waiting = { archived: new Map<string, number>(), present: new Map<string, number>() }
  let rows = 0
  for (;;) {
    const [a, b] = [await left.next(), await right.next()]
    if (a.done && b.done) break
    if (!a.done) rows++
    if (!a.done && !b.done && a.value === b.value) continue
    if (!a.done) cancel(a.value, waiting.present, waiting.archived)
    if (!b.done) cancel(b.value, waiting.archived, waiting.present)
  }
  const lines = [...waiting.archived.keys(), ...waiting.present.keys()]
  return {
    table: table.name,
    rows,
    onlyInArchive: total(waiting.archived),
    onlyInDatabase: total(waiting.present),
    keys: [...new Set(lines.map(line => keyOf(table, line)))].slice(0, 5),
  }
}

const cancel = (line: string, twins: Map<string, number>, own: Map<string, number>): void => {
  const there = twins.get(line) ?? 0
  if (there === 1) twins.delete(line)
  else if (there > 1) twins.set(line, there - 1)
  else own.set(line, (own.get(line) ?? 0) + 1)
}

const total = (counts: Map<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0)

/** Only ids: other columns may hold what customers wrote. */
const keyOf = (table: ArchivedTable, line: string): string => {
  const values = line.split('\t')
  return table.key.every(({ column }) => /(^|_)(id|number|name|version|hour|day|at)$/.test(column))
    ? table.key.map(({ column }) => values[table.columns.indexOf(column)]).join(' ')
    : '…'
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk])
    let from = 0
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
      yield bytes.toString('utf8', from, at)
      from = at + 1
    }
    rest = bytes.subarray(from)
  }
}
