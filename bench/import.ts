// Measures files of mentions: a CSV of so many rows is stored, opened, brought in and taken out again by the product's own verbs,
// then taken back; against plain COPY of the rows that the import wrote, into the same tables, in the same run.
import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createExport, downloadExport } from '../server/listening/actions/exports.ts'
import {
  beginRows,
  createImport,
  receiveWhole,
  takePiece,
  undoImport,
} from '../server/listening/actions/imports/bringing.ts'
import { openImport } from '../server/listening/actions/imports/opening.ts'
import { bringChunk } from '../server/listening/actions/imports/running.ts'
import { takeBackPage } from '../server/listening/actions/imports/undoing.ts'
import { foldVolumes } from '../server/listening/actions/recounting.ts'
import { createTopic } from '../server/listening/actions/topics.ts'
import { pieceBytes } from '../server/platform/files.ts'
import { type Ground, openGround, workspaceId } from './ingest/ground.ts'
import { describeMachine, print, pssOf } from './machine.ts'

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '100000' }, help: { type: 'boolean', default: false } },
})
if (values.help) {
  process.stdout.write('Usage: npm run bench -- import [--rows N]\n\n  --rows N  rows of the file (100000)\n')
  process.exit(0)
}
const count = Number(values.rows)

/** Tables that a row reaches, in the order in which their keys allow. */
const written = [
  'channels.authors',
  'channels.items',
  'channels.raw_items',
  'channels.sightings',
  'understanding.readings',
  'listening.mentions',
  'listening.mention_topics',
  'listening.volumes',
  'listening.volume_changes',
  'listening.import_items',
]

const said = [
  '배송이 하루 늦었어요. 다시는 안 사요',
  '포장이 예뻐서 선물하기 좋았습니다',
  '환불은 언제 되나요?',
  'The refund took two weeks, never again',
]

const makeFile = (): Buffer => {
  const lines = ['Date,Full Text,Url,Author,Followers,Sentiment,Likes,Memo']
  for (let n = 0; n < count; n++) {
    const day = String((n % 28) + 1).padStart(2, '0')
    lines.push(
      `2026-03-${day} 오후 ${(n % 11) + 1}:05,"하늘상점 ${n}번째, ${said[n % said.length]}",https://x.com/a${n % 5000}/status/${1_700_000_000_000 + n},a${n % 5000},"1,${(n % 900) + 100}",긍정,${n % 50},단골 ${n % 7}`,
    )
  }
  return Buffer.from(`${lines.join('\n')}\n`)
}

const timed = async <T>(step: string, rows: number, work: () => Promise<T>): Promise<T> => {
  const cpu = process.cpuUsage()
  const begin = performance.now()
  const made = await work()
  const seconds = (performance.now() - begin) / 1000
  const used = process.cpuUsage(cpu)
  print({
    step,
    rows,
    seconds: Math.round(seconds * 1000) / 1000,
    rowsPerSecond: Math.round(rows / seconds),
    programMicrosecondsPerRow: Math.round((used.user + used.system) / rows),
    programMegabytes: Math.round(pssOf(process.pid) ?? 0),
  })
  return made
}

print({ bench: 'import', ...describeMachine(), rows: count })
const ground = await openGround()
try {
  const topic = { name: '하늘상점', kind: 'brand' as const, goal: 'bench', query: '하늘상점' }
  await ground.change(ctx => createTopic(ctx, topic))
  const file = makeFile()
  const { id: importId } = await ground.change(ctx => createImport(ctx, { fileName: 'bench.csv', topicId: null }, 'en'))
  await timed('store', count, async () => {
    for (let number = 0; number * pieceBytes < file.length; number++) {
      const bytes = file.subarray(number * pieceBytes, (number + 1) * pieceBytes)
      await ground.change(ctx => takePiece(ctx, { importId }, { number, bytes }))
    }
    await ground.change(ctx => receiveWhole(ctx, importId))
  })
  await timed('open', count, () => ground.change(ctx => openImport(ctx, { importId })))
  await ground.change(ctx => beginRows(ctx, importId))
  const begin = performance.now()
  await timed('bring in', count, async () => {
    for (let chunk: number | null = 0; chunk !== null; ) {
      const at: number = chunk
      chunk = await ground.change(ctx => bringChunk(ctx, { importId, chunk: at }))
    }
  })
  const seconds = (performance.now() - begin) / 1000
  await ground.change(foldVolumes)
  await exportAll(ground)
  const copied = await copyBack(ground)
  print({
    yardstick: 'plain COPY of the same rows',
    seconds: Math.round(copied * 1000) / 1000,
    rowsPerSecond: Math.round(count / copied),
    ratio: Math.round((copied / seconds) * 1000) / 1000,
  })
  await timed('undo', count, async () => {
    await ground.change(ctx => undoImport(ctx, { importId }, 'en'))
    while (await ground.change(ctx => takeBackPage(ctx, importId, [])));
  })
  const [left] = await ground.query<{ items: number }>('select count(*)::int as items from channels.items')
  print({ left: left!.items })
  if (left!.items !== 0) process.exitCode = 1
} finally {
  await ground.stop()
}

async function exportAll({ change }: Ground): Promise<void> {
  for (const format of ['csv', 'xlsx', 'jsonl'] as const) {
    await timed(`export ${format}`, count, async () => {
      const { id } = await change(ctx => createExport(ctx, { format, filter: {} }))
      const download = await change(ctx => downloadExport(ctx, { exportId: id }))
      for await (const _ of download.bytes(change));
    })
  }
}

/** Seconds that COPY needs for the rows that the import wrote, back into the same tables. */
async function copyBack({ query, folder }: Ground): Promise<number> {
  const kept = written.map(table => ({ table, file: join(folder, table) }))
  for (const { table, file } of kept) {
    writeFileSync(file, '')
    chmodSync(file, 0o666)
    await query(`copy ${table} to '${file}' (format binary)`)
  }
  await query(`truncate ${written.join(', ')} cascade`)
  const begin = performance.now()
  for (const { table, file } of kept) await query(`copy ${table} from '${file}' (format binary)`)
  const seconds = (performance.now() - begin) / 1000
  for (const { file } of kept) rmSync(file)
  await query(`analyze`)
  const [row] = await query<{ count: number }>(
    `select count(*)::int as count from channels.items where workspace_id = ${workspaceId}`,
  )
  if (row!.count !== count) throw new Error(`${row!.count} of ${count} rows came back`)
  return seconds
}
