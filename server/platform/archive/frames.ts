/** The form of an archive: gzip around lines of JSON, each of which may announce raw bytes that follow it. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'
import { startProblem } from '../postgres/problem.ts'

/** A table as it was archived: `columns` in the order of its rows, which are sorted by `key`, text by code point. */
export const archivedTable = z.object({
  name: z.string(),
  columns: z.array(z.string()).min(1),
  key: z.array(z.object({ column: z.string(), isText: z.boolean() })).min(1),
})
export type ArchivedTable = z.infer<typeof archivedTable>

export const archiveHead = z.object({
  maeari: z.literal('archive'),
  format: z.literal(1),
  version: z.string(),
  createdAt: z.iso.datetime(),
  /** Applied migrations in their order: the schema that the rows fit. */
  migrations: z.array(z.string()).min(1),
  /** Of the SECRET_KEY that the sealed values need; an archive never holds the key itself. */
  keyFingerprint: z.string(),
  tables: z.array(archivedTable),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), isCalled: z.boolean() })),
})
export type ArchiveHead = z.infer<typeof archiveHead>

const frame = z.union([
  z.object({ table: z.string() }),
  z.object({ bytes: z.number().int().positive() }),
  z.object({ end: z.string(), rows: z.number().int(), sha256: z.string() }),
  z.object({ whole: z.literal(true), tables: z.number().int(), rows: z.number().int() }),
])

/** What one table held: rows, and the digest of their COPY text in the order of the key. */
export interface TableSum {
  name: string
  rows: number
  sha256: string
}

/** The archive breaks off, was damaged, or is none: nothing of it may be believed. */
const broken = (where: string): Error =>
  startProblem(
    `백업 파일이 온전하지 않습니다(${where}). 다른 백업을 써 주세요. 아무것도 바꾸지 않았습니다.\n` +
      `This archive is not whole (${where}). Use another one. Nothing was changed.`,
  )

const put = async (to: Writable, bytes: string | Uint8Array): Promise<void> => {
  if (!to.write(bytes)) await once(to, 'drain')
}

/** Writes the head, then each table's rows as they stream in, then the line that says that nothing is missing. */
export const writeArchive = async (
  to: Writable,
  head: ArchiveHead,
  rowsOf: (table: ArchivedTable) => AsyncIterable<Uint8Array>,
  onTable: (sum: TableSum) => void,
): Promise<void> => {
  await put(to, `${JSON.stringify(head)}\n`)
  let all = 0
  for (const table of head.tables) {
    await put(to, `${JSON.stringify({ table: table.name })}\n`)
    const sum = summing()
    for await (const bytes of batched(rowsOf(table))) {
      sum.add(bytes)
      await put(to, `{"bytes":${bytes.length}}\n`)
      await put(to, bytes)
    }
    const { rows, sha256 } = sum.end()
    all += rows
    await put(to, `${JSON.stringify({ end: table.name, rows, sha256 })}\n`)
    onTable({ name: table.name, rows, sha256 })
  }
  await put(to, `${JSON.stringify({ whole: true, tables: head.tables.length, rows: all })}\n`)
}

export interface ArchiveReader {
  readonly head: ArchiveHead
  /** Each table in order; its bytes must be read to their end before the next. Throws words for people. */
  tables(): AsyncGenerator<{ table: ArchivedTable; bytes: AsyncGenerator<Uint8Array> }>
}

/** @param from the unpacked stream of an archive. @throws a start problem with words where it is none. */
export const openArchive = async (from: Readable): Promise<ArchiveReader> => {
  const input = lineReader(from)
  const head = archiveHead.safeParse(jsonOf(await input.line()))
  if (!head.success) throw broken('not an archive')
  return { head: head.data, tables: () => tablesOf(input, head.data) }
}

async function* tablesOf(input: LineReader, head: ArchiveHead) {
  let all = 0
  for (const table of head.tables) {
    const begin = await nextFrame(input)
    if (!('table' in begin) || begin.table !== table.name) throw broken(`${table.name} is missing`)
    const sum = summing()
    let isEnded = false
    yield {
      table,
      bytes: (async function* () {
        for (;;) {
          const next = await nextFrame(input)
          if ('end' in next) {
            const { rows, sha256 } = sum.end()
            if (rows !== next.rows || sha256 !== next.sha256) throw broken(`${table.name} was damaged`)
            all += rows
            isEnded = true
            return
          }
          if (!('bytes' in next)) throw broken(`${table.name} breaks off`)
          const bytes = await input.bytes(next.bytes)
          sum.add(bytes)
          yield bytes
        }
      })(),
    }
    if (!isEnded) throw broken(`${table.name} was not read to its end`)
  }
  const last = await nextFrame(input)
  if (!('whole' in last) || last.rows !== all) throw broken('the archive breaks off')
}

const nextFrame = async (input: LineReader) => {
  const read = frame.safeParse(jsonOf(await input.line()))
  if (!read.success) throw broken('the archive is damaged')
  return read.data
}

const jsonOf = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw broken(`not an archive: ${(error as Error).name}`)
  }
}

/** Rows end with the only line feeds that COPY's text form holds. */
const summing = () => {
  const hash = createHash('sha256')
  let rows = 0
  return {
    add(bytes: Uint8Array) {
      hash.update(bytes)
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) rows++
    },
    end: () => ({ rows, sha256: hash.digest('hex') }),
  }
}

const batchBytes = 256 * 1024

/** COPY hands over a row or so at a time: joined, they cost a hundredth of the frames. */
async function* batched(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let kept: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    kept.push(chunk)
    size += chunk.length
    if (size < batchBytes) continue
    yield Buffer.concat(kept)
    kept = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(kept)
}

interface LineReader {
  line(): Promise<string>
  bytes(count: number): Promise<Uint8Array>
}

const longestLine = 4 * 1024 * 1024

const lineReader = (from: Readable): LineReader => {
  const chunks = from[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let rest: Buffer = Buffer.alloc(0)
  const more = async () => {
    const next = await chunks.next().catch((error: NodeJS.ErrnoException) => {
      throw String(error.code).startsWith('Z_') ? broken(String(error.code)) : error
    })
    if (next.done) throw broken('the archive breaks off')
    rest = rest.length === 0 ? next.value : Buffer.concat([rest, next.value])
  }
  return {
    async line() {
      let end = rest.indexOf(10)
      while (end < 0) {
        if (rest.length > longestLine) throw broken('not an archive')
        await more()
        end = rest.indexOf(10)
      }
      const line = rest.subarray(0, end).toString('utf8')
      rest = rest.subarray(end + 1)
      return line
    },
    async bytes(count) {
      if (count > 64 * batchBytes) throw broken('the archive is damaged')
      while (rest.length < count) await more()
      const bytes = rest.subarray(0, count)
      rest = rest.subarray(count)
      return bytes
    },
  }
}
