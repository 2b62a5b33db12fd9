/** `import`: brings files of mentions in without a browser or a running server, and says as JSON Lines what came of them. */
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { listWorkspaces } from '../../access/index.ts'
import { stopwatch } from '../../platform/clock.ts'
import type { Command, CommandIo } from '../../platform/command.ts'
import { type Ctx, within } from '../../platform/ctx.ts'
import { systemCtx } from '../../platform/edge.ts'
import { isAppError } from '../../platform/errors.ts'
import { pieceBytes } from '../../platform/files.ts'
import type { Job } from '../../platform/job.ts'
import { openProgram, type Program } from '../../platform/process.ts'
import {
  beginRows,
  changeImport,
  createImport,
  dropImport,
  receiveWhole,
  takePiece,
} from '../actions/imports/bringing.ts'
import { openImport } from '../actions/imports/opening.ts'
import { bringChunk } from '../actions/imports/running.ts'
import { getImport, listImportRefusals, previewImport } from '../actions/imports/showing.ts'
import { sentenceOf } from '../import-sentences.ts'
import { findUnfinished, nextChunk } from '../store/imports.ts'
import { findTopics } from '../store/topics.ts'

const help = `npm run -s maeari -- import FILE… [--topic NAME] [--workspace ID] [--channel NAME] [--zone ZONE] [--dry-run]

Brings CSV, TSV, XLSX, JSON and JSON Lines in, whatever their columns are called. Prints JSON Lines: how each file is read and
what its columns hold, each row that was refused with its reason, and what came of it. A run that was killed is taken up
where it stood by the same command; a file that was brought before changes nothing.

  --topic NAME     all rows go under this topic too
  --workspace ID   needed where there are several
  --channel NAME   the channel of rows that do not say theirs
  --zone ZONE      the IANA zone of times that say none; the workspace's by default
  --dry-run        tells what would come of it, and stores nothing`

/** @param jobs the rooms' jobs: what is brought in is heard by them as soon as a worker runs. */
export const importCommand = (jobs: readonly Job[]): Command => ({
  name: 'import',
  summary: { ko: '언급 파일(CSV, 엑셀, JSON)을 가져옵니다', en: 'brings files of mentions in (CSV, Excel, JSON)' },
  help,
  async run(io, config) {
    const { values, positionals } = parseArgs({
      args: [...io.args],
      allowPositionals: true,
      options: {
        topic: { type: 'string' },
        workspace: { type: 'string' },
        channel: { type: 'string' },
        zone: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
      },
    })
    if (positionals.length === 0) {
      io.say('파일을 적어 주세요: import FILE · Name a file: import FILE')
      return 2
    }
    const program = await openProgram(config, { jobs, isWorker: false, ownsData: false })
    try {
      const asked = { ...values, isDry: values['dry-run'] }
      const place = await findPlace(io, program, asked)
      if (place === null) return 2
      let isWhole = true
      for (const file of positionals) isWhole = (await bringFile(io, program, { ...place, ...asked, file })) && isWhole
      return isWhole ? 0 : 1
    } finally {
      await program.close()
    }
  },
})

interface Asked {
  topic?: string | undefined
  workspace?: string | undefined
  channel?: string | undefined
  zone?: string | undefined
  isDry: boolean
}

interface Place {
  workspaceId: number
  topicId: string | null
}

const inWorkspace = <T>(program: Program, workspaceId: number, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  program.database.transact(tx => work(within(systemCtx(program.world, 'import', tx), workspaceId)))

/** The workspace and the topic that are meant; null when there is no such one, which was said. */
const findPlace = async (io: CommandIo, program: Program, asked: Asked): Promise<Place | null> => {
  const all = await program.database.transact(tx => listWorkspaces(systemCtx(program.world, 'import', tx)))
  const chosen = asked.workspace === undefined ? all : all.filter(one => String(one.id) === asked.workspace)
  const [workspace] = chosen
  if (!workspace || chosen.length > 1) {
    const list = all.map(one => `  --workspace ${one.id}  ${one.name}`).join('\n')
    io.say(
      `어느 워크스페이스인지 적어 주세요 · Say which workspace:\n${list || '  (아직 없습니다 · none yet: npm start)'}`,
    )
    return null
  }
  if (asked.topic === undefined) return { workspaceId: workspace.id, topicId: null }
  const topics = await inWorkspace(program, workspace.id, ctx => findTopics(ctx, false))
  const topic = topics.find(one => one.name.toLowerCase() === asked.topic?.toLowerCase())
  if (!topic) {
    io.say(
      `"${asked.topic}" 주제가 없습니다 · there is no topic "${asked.topic}": ${topics.map(one => one.name).join(', ')}`,
    )
    return null
  }
  return { workspaceId: workspace.id, topicId: topic.id }
}

/** @returns whether the file could be read. */
const bringFile = async (
  io: CommandIo,
  program: Program,
  asked: Asked & Place & { file: string },
): Promise<boolean> => {
  const elapsed = stopwatch()
  const change = <T>(work: (ctx: Ctx) => Promise<T>) => inWorkspace(program, asked.workspaceId, work)
  const say = (line: object) => io.write(`${JSON.stringify({ file: asked.file, ...line })}\n`)
  const importId = await bringBytes(io, program, asked)
  const opened = await change(ctx => getImport(ctx, { importId }, 'en'))
  if (opened.state === 'refused') {
    await change(ctx => dropImport(ctx, { importId }))
    await say({ refused: opened.problem })
    return false
  }
  try {
    if (opened.state === 'ready' && (asked.zone || asked.channel))
      await change(ctx => changeImport(ctx, { importId, zone: asked.zone, channel: asked.channel }, 'en'))
    await say({
      ...(asked.isDry ? {} : { import: importId }),
      reading: opened.reading,
      zone: asked.zone ?? opened.zone,
      tables: opened.tables.map(({ name, rows, format, isMentions, columns }) => ({
        name,
        rows,
        format,
        isMentions,
        columns: Object.fromEntries(columns.map(column => [column.header, column.field])),
      })),
    })
    if (asked.isDry) {
      const tried = await change(ctx => previewImport(ctx, { importId }, 'en', { most: Number.POSITIVE_INFINITY }))
      for (const { row, problem } of tried.rows) if (problem) await say({ row, problem })
      await say({ dryRun: true, counts: tried.counts })
      await change(ctx => dropImport(ctx, { importId }))
      return true
    }
    if (opened.state === 'ready') await change(ctx => beginRows(ctx, importId))
    await bringRows(io, program, { ...asked, importId })
    await sayRefusals(say, change, importId)
    const done = await change(ctx => getImport(ctx, { importId }, 'en'))
    await say({ import: importId, state: done.state, counts: done.counts, seconds: Math.round(elapsed() / 100) / 10 })
    return done.state === 'done'
  } catch (error) {
    if (!isAppError(error)) throw error
    await say({ import: importId, refused: { code: error.code, message: sentenceOf(error.code, 'en', error.params) } })
    return false
  }
}

/** Stores the file and opens it, or takes up the import of the same file that was cut off. */
const bringBytes = async (
  io: CommandIo,
  program: Program,
  asked: Asked & Place & { file: string },
): Promise<string> => {
  const change = <T>(work: (ctx: Ctx) => Promise<T>) => inWorkspace(program, asked.workspaceId, work)
  const handle = await open(asked.file)
  try {
    const { size } = await handle.stat()
    const fileName = basename(asked.file).slice(0, 200)
    const left = asked.isDry ? undefined : await change(ctx => findUnfinished(ctx, fileName, size))
    if (left) io.say(`${asked.file}: 끊긴 곳부터 이어서 가져옵니다 · taken up where it stood`)
    const importId = left ?? (await change(ctx => createImport(ctx, { fileName, topicId: asked.topicId }, 'en'))).id
    if (!left) {
      const buffer = Buffer.alloc(pieceBytes)
      for (let number = 0; ; number++) {
        const { bytesRead } = await handle.read(buffer, 0, pieceBytes, number * pieceBytes)
        if (bytesRead === 0) break
        await change(ctx => takePiece(ctx, { importId }, { number, bytes: buffer.subarray(0, bytesRead) }))
      }
      await change(ctx => receiveWhole(ctx, importId))
    }
    await change(ctx => openImport(ctx, { importId }))
    return importId
  } finally {
    await handle.close()
  }
}

const bringRows = async (
  io: CommandIo,
  program: Program,
  { workspaceId, importId, file }: { workspaceId: number; importId: string; file: string },
): Promise<void> => {
  for (;;) {
    if (io.signal.aborted) return
    const moved = await inWorkspace(program, workspaceId, async ctx => {
      const chunk = await nextChunk(ctx, importId)
      return chunk === null ? null : await bringChunk(ctx, { importId, chunk })
    })
    if (moved === null) return
    const { counts, totalRows } = await inWorkspace(program, workspaceId, ctx => getImport(ctx, { importId }, 'en'))
    io.say(`${file}: ${counts.rows}/${totalRows}`)
  }
}

const sayRefusals = async (
  say: (line: object) => Promise<void>,
  change: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>,
  importId: string,
): Promise<void> => {
  let cursor: string | undefined
  do {
    const page = await change(ctx => listImportRefusals(ctx, { importId, limit: 200, cursor }, 'en'))
    for (const { row, problem } of page.items) await say({ row, problem })
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
}
