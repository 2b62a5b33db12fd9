// Measures files of mentions, or of contacts: a CSV of so many rows is stored, opened, brought in (and mentions taken out again) by
// the product's own verbs, then taken back; against plain COPY of the rows that the import wrote, into the same tables, in the same run.
import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  beginRows,
  createImport,
  receiveWhole,
  takePiece,
  undoImport,
} from '../server/channels/actions/imports/bringing.ts'
import { openImport } from '../server/channels/actions/imports/opening.ts'
import { bringChunk, takeBackPage } from '../server/channels/actions/imports/running.ts'
import { createExport, downloadExport } from '../server/listening/actions/exports.ts'
import { foldVolumes } from '../server/listening/actions/recounting.ts'
import { createTopic } from '../server/listening/actions/topics.ts'
import { pieceBytes } from '../server/platform/files.ts'
import { fileKinds } from '../server/rooms.ts'
import { type Ground, openGround, workspaceId } from './ingest/ground.ts'
import { describeMachine, print, pssOf } from './machine.ts'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    people: { type: 'boolean', default: false },
    'no-undo': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(
    'Usage: npm run bench -- import [--rows N] [--people] [--no-undo]\n\n  --rows N   rows of the file (100000)\n  --people   contacts rather than mentions\n  --no-undo  leave out taking it back\n',
  )
  process.exit(0)
}
const count = Number(values.rows)

/** Tables that a row reaches, in the order in which their keys allow. */
const written = values.people
  ? ['customers.customers', 'customers.identities', 'customers.attributes']
  : [
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

/** Names that repeat as names do, a number and an address of one's own, and what a small shop knows beside. */
const makePeople = (): Buffer => {
  const lines = ['고객번호,고객명,휴대폰번호,이메일,생년월일,등급,가입일']
  for (let n = 0; n < count; n++) {
    const [family, given] = ['김이박최정강조윤장임'[n % 10], `지${String.fromCodePoint(0xac00 + (n % 2000))}`]
    const day = String((n % 28) + 1).padStart(2, '0')
    lines.push(
      `C${n},${family}${given},010-${String(2000 + (n % 7000))}-${String(n % 10_000).padStart(4, '0')},u${n}@example.com,19${60 + (n % 40)}-03-${day},단골 ${n % 4},2024-03-${day}`,
    )
  }
  return Buffer.from(`${lines.join('\n')}\n`)
}

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
  const file = values.people ? makePeople() : makeFile()
  const { id: importId } = await ground.change(ctx =>
    createImport(
      ctx,
      { fileName: '회원목록.csv', topicId: null, of: values.people ? 'people' : 'mentions' },
      'en',
      fileKinds,
    ),
  )
  await timed('store', count, async () => {
    for (let number = 0; number * pieceBytes < file.length; number++) {
      const bytes = file.subarray(number * pieceBytes, (number + 1) * pieceBytes)
      await ground.change(ctx => takePiece(ctx, { importId }, { number, bytes }))
    }
    await ground.change(ctx => receiveWhole(ctx, importId))
  })
  await timed('open', count, () => ground.change(ctx => openImport(ctx, { importId }, fileKinds)))
  await ground.change(ctx => beginRows(ctx, importId, fileKinds))
  const begin = performance.now()
  await timed('bring in', count, async () => {
    for (let chunk: number | null = 0; chunk !== null; ) {
      const at: number = chunk
      chunk = await ground.change(ctx => bringChunk(ctx, { importId, chunk: at }, fileKinds))
    }
  })
  const seconds = (performance.now() - begin) / 1000
  if (!values.people) {
    await ground.change(foldVolumes)
    await exportAll(ground)
  }
  const copied = await copyBack(ground)
  print({
    yardstick: 'plain COPY of the same rows',
    seconds: Math.round(copied * 1000) / 1000,
    rowsPerSecond: Math.round(count / copied),
    ratio: Math.round((copied / seconds) * 1000) / 1000,
  })
  if (!values['no-undo'])
    await timed('undo', count, async () => {
      await ground.change(ctx => undoImport(ctx, { importId }, 'en', fileKinds))
      while (await ground.change(ctx => takeBackPage(ctx, importId, fileKinds)));
    })
  const [left] = await ground.query<{ items: number }>(
    `select count(*)::int as items from ${values.people ? 'customers.customers' : 'channels.items'}`,
  )
  print({ left: left!.items })
  if (!values['no-undo'] && left!.items !== 0) process.exitCode = 1
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
    `select count(*)::int as count from ${values.people ? 'customers.customers' : 'channels.items'} where workspace_id = ${workspaceId}`,
  )
  if (row!.count !== count) throw new Error(`${row!.count} of ${count} rows came back`)
  return seconds
}
