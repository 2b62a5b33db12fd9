/** `resolve`: tells who in a table of people is one person, without a server, so that anyone can check how we match. */
import { createWriteStream } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import {
  bytesOf,
  type FileBytes,
  type FileRefusal,
  fileSentences,
  isFileFault,
  openFile,
} from '../../channels/index.ts'
import { stopwatch } from '../../platform/clock.ts'
import type { Command, CommandIo } from '../../platform/command.ts'
import { mostRows } from '../matching/blocks.ts'
import { kindOfColumn } from '../matching/columns.ts'
import { makePeople } from '../matching/people.ts'
import { clusterLines, linkLines } from '../matching/report.ts'
import { resolve } from '../matching/resolve.ts'
import { buildTable, type RawTable } from '../matching/table.ts'

const help = `npm run -s maeari -- resolve --input FILE --key COLUMN [--out clusters.csv]

Reads a table of people (CSV with any delimiter and encoding, XLSX, JSON; standard input without --input) and tells which
rows are one person. Columns are recognised by their names, in Korean and English: names in one or several columns, birth
date, e-mail, phone, place, street, post code, occupation, gender, numbers of documents; others are left alone. Weights are
estimated from the table itself. The same table gives the same answer.

  --input FILE   the table; "-" or nothing for standard input
  --key COLUMN   the column that names each row, once
  --out FILE     where to write "COLUMN,cluster" (clusters.csv); links.csv with the evidence of each link goes beside it

Prints one line of JSON when it is done; how far it is goes to standard error.`

export const resolveCommand: Command = {
  name: 'resolve',
  summary: { ko: '사람들의 표에서 같은 사람을 찾습니다', en: 'finds who in a table of people is one person' },
  help,
  async run(io) {
    const { values } = parseArgs({
      args: [...io.args],
      options: { input: { type: 'string' }, key: { type: 'string' }, out: { type: 'string', default: 'clusters.csv' } },
    })
    const key = values.key?.trim() ?? ''
    if (key === '') {
      io.say('행마다 다른 열의 이름이 필요합니다: --key COLUMN · Name the column that tells rows apart: --key COLUMN')
      return 2
    }
    const links = join(dirname(values.out), 'links.csv')
    if (basename(values.out) === 'links.csv') {
      io.say(
        'links.csv에는 근거를 적습니다. 다른 이름을 주세요 · links.csv holds the evidence: give --out another name',
      )
      return 2
    }
    const elapsed = stopwatch()
    const read = await readPeople(io, values.input, key)
    if (!read) return 1
    const people = makePeople(read)
    io.say(
      `${read.size}행 · ${read.size} rows: ${read.columns.map(({ header, kind }) => `${header}=${kind}`).join(', ')}`,
    )
    const found = resolve(people, (step, count) =>
      io.say(`${stepWords[step]} ${count} (${(elapsed() / 1000).toFixed(1)} s)`),
    )
    await writeBoth([
      { path: values.out, lines: clusterLines(read, key, found.clusters) },
      { path: links, lines: linkLines(read, key, found) },
    ])
    const clusters = new Set(found.clusters).size
    await io.write(
      `${JSON.stringify({ rows: read.size, clusters, links: found.links.length, scored: found.scored, out: values.out, evidence: links, seconds: Math.round(elapsed() / 100) / 10 })}\n`,
    )
    return 0
  },
}

const stepWords = {
  weights: '가중치를 구했습니다, 열쇠 · weights estimated, keys:',
  blocks: '묶음을 만들었습니다 · blocks made:',
  pairs: '비교한 쌍 · pairs compared:',
  people: '찾은 사람 · people found:',
}

/** @returns null when the table cannot be used, which was said. */
const readPeople = async (io: CommandIo, input: string | undefined, key: string): Promise<RawTable | null> => {
  const handle = input === undefined || input === '-' ? null : await open(input)
  try {
    const file = handle ? await fileOf(handle) : bytesOf(await gather(io.stdin))
    const opened = await openFile(file, header => header.trim() === key || kindOfColumn(header) !== null)
    if (!opened.ok) return refuse(io, opened)
    return await takeRows(io, opened.events(), key)
  } catch (error) {
    if (isFileFault(error)) return refuse(io, error.refusal)
    throw error
  } finally {
    await handle?.close()
  }
}

const fileOf = async (handle: FileHandle): Promise<FileBytes> => ({
  size: (await handle.stat()).size,
  read: async (at, length) => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at)
    return buffer.subarray(0, bytesRead)
  },
})

const gather = async (stdin: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = []
  for await (const piece of stdin) pieces.push(piece)
  return Buffer.concat(pieces)
}

const refuse = (io: CommandIo, { code, params }: FileRefusal): null => {
  const sentence = fileSentences[code]
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
  io.say(sentence ? `${filled(sentence.ko)} · ${filled(sentence.en)}` : code)
  return null
}

type Events = ReturnType<Extract<Awaited<ReturnType<typeof openFile>>, { ok: true }>['events']>

const takeRows = async (io: CommandIo, events: Events, key: string): Promise<RawTable | null> => {
  const builder = buildTable(key)
  const lines = new Map<string, number>()
  let headers: readonly string[] = []
  for await (const event of events) {
    if (event.kind === 'table') {
      // A second table below the first is another matter; JSON tells its columns as they turn up.
      if (builder.size > 0 && event.line > 0) {
        io.say(
          `${event.line}번째 줄부터는 다른 표라 읽지 않습니다 · from line ${event.line} on there is another table, which is not read`,
        )
        break
      }
      headers = event.headers
      builder.setHeaders(headers)
      continue
    }
    if (headers.length === 0 || (event.kind === 'aside' && event.why === 'header')) continue
    const at = headers.indexOf(key)
    if (at < 0) break
    const name = (event.cells[at] ?? '').trim()
    if (name === '') {
      io.say(`${event.line}번째 줄의 ${key} 칸이 비어 있습니다 · line ${event.line} has nothing in its column ${key}`)
      return null
    }
    const before = lines.get(name)
    if (before !== undefined) {
      const shown = name.slice(0, 60)
      io.say(
        `${key} "${shown}"이(가) ${before}번째와 ${event.line}번째 줄에 두 번 나옵니다 · ${key} "${shown}" stands twice, in lines ${before} and ${event.line}`,
      )
      return null
    }
    lines.set(name, event.line)
    if (builder.size === mostRows) {
      io.say(`한 번에 ${mostRows}행까지 비교합니다 · at most ${mostRows} rows are compared at once`)
      return null
    }
    builder.add(event.cells)
  }
  return usable(io, builder.finish(), headers, key)
}

const usable = (io: CommandIo, table: RawTable, headers: readonly string[], key: string): RawTable | null => {
  if (!headers.includes(key)) {
    io.say(`"${key}" 열이 없습니다 · there is no column "${key}": ${headers.map(one => one.slice(0, 60)).join(', ')}`)
    return null
  }
  if (table.columns.length === 0) {
    io.say(
      `이름, 생년월일, 전화번호처럼 사람을 알아볼 열이 없습니다 · no column tells who somebody is: ${headers.map(one => one.slice(0, 60)).join(', ')}`,
    )
    return null
  }
  return table
}

/** Both files whole or neither: they take their places when both are written. */
const writeBoth = async (files: readonly { path: string; lines: Iterable<string> }[]): Promise<void> => {
  const parts = files.map(({ path }) => `${path}.part`)
  try {
    for (const [at, { path, lines }] of files.entries()) {
      await mkdir(dirname(path), { recursive: true })
      await pipeline(Readable.from(lines), createWriteStream(parts[at]!))
    }
    for (const [at, { path }] of files.entries()) await rename(parts[at]!, path)
  } catch (error) {
    for (const part of parts) await rm(part, { force: true })
    throw error
  }
}
