/** `import`: brings files in without a browser or a running server, and says as JSON Lines what came of them. */
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { type FileImport, type ImportKind, importKind } from '../../../contract/channels.ts'
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
import { type Kinds, sentenceOf } from '../actions/imports/nouns.ts'
import { openImport } from '../actions/imports/opening.ts'
import { bringChunk } from '../actions/imports/running.ts'
import { getImport, listImportRefusals, previewImport } from '../actions/imports/showing.ts'
import type { ImportFlag } from '../imports/kind.ts'
import { findUnfinished, nextChunk } from '../store/imports.ts'

const help = (kinds: Kinds) => `npm run -s maeari -- import FILE… [--kind KIND] [--workspace ID] [--dry-run] …

Brings CSV, TSV, XLSX, JSON, JSON Lines and KakaoTalk chats in, whatever their columns are called: ${kinds.map(kind => kind.name).join(', ')}.
Prints JSON Lines: how each file is read and what its columns hold, each row that was refused with its reason, and what came of
it. A run that was killed is taken up where it stood by the same command; a file that was brought before changes nothing.

  --kind KIND         what the rows become, where they may be several things
  --workspace ID      needed where there are several
  --zone ZONE         the IANA zone of times that say none; the workspace's by default
  --channel NAME      the channel of mentions that do not say theirs
  --system NAME       the system that ids of people and orders belong to, where the file does not show it
  --keep-addresses    streets and post codes are kept; with --drop-addresses they are not. One is needed where there are any
  --own NAME          who we are in a chat; may be given several times
  --dry-run           tells what would come of it, and stores nothing
${kinds
  .flatMap(kind => kind.flags ?? [])
  .map(flag => `  --${`${flag.name} NAME`.padEnd(18)}${flag.help}`)
  .join('\n')}`

/** @param jobs the rooms' jobs: what is brought in is heard by them as soon as a worker runs. */
export const importCommand = (jobs: readonly Job[], kinds: Kinds): Command => ({
  name: 'import',
  summary: {
    ko: '파일(언급, 고객, 주문, 통화, 대화, 문의)을 가져옵니다',
    en: 'brings files in: mentions, contacts, orders, calls, chats, tickets',
  },
  help: help(kinds),
  async run(io, config) {
    const flags = kinds.flatMap(kind => kind.flags ?? [])
    const { values, positionals } = parseArgs({
      args: [...io.args],
      allowPositionals: true,
      options: {
        ...Object.fromEntries(flags.map(flag => [flag.name, { type: 'string' as const }])),
        kind: { type: 'string' },
        workspace: { type: 'string' },
        channel: { type: 'string' },
        system: { type: 'string' },
        zone: { type: 'string' },
        own: { type: 'string', multiple: true },
        'keep-addresses': { type: 'boolean' },
        'drop-addresses': { type: 'boolean' },
        'dry-run': { type: 'boolean', default: false },
      },
    })
    if (positionals.length === 0) {
      io.say('파일을 적어 주세요: import FILE · Name a file: import FILE')
      return 2
    }
    const kind = values.kind === undefined ? null : importKind.safeParse(values.kind).data
    if (kind === undefined) {
      io.say(`--kind: ${kinds.map(one => one.name).join(', ')}`)
      return 2
    }
    const program = await openProgram(config, { jobs, isWorker: false, ownsData: false })
    try {
      const keeps = values['keep-addresses'] ? true : values['drop-addresses'] ? false : undefined
      const { workspace, channel, system, zone, own } = values
      const place = await findPlace(io, program, workspace, flags, values as Readonly<Record<string, unknown>>)
      if (place === null) return 2
      const asked: Asked = {
        ...place,
        kinds,
        kind,
        channel,
        system,
        zone,
        ownNames: own,
        keepsAddresses: keeps,
        isDry: values['dry-run'],
      }
      let isWhole = true
      for (const file of positionals) isWhole = (await bringFile(io, program, { ...asked, file })) && isWhole
      return isWhole ? 0 : 1
    } finally {
      await program.close()
    }
  },
})

interface Place {
  workspaceId: number
  topicId: string | null
}

interface Asked extends Place {
  kinds: Kinds
  kind: ImportKind | null
  channel: string | undefined
  system: string | undefined
  zone: string | undefined
  ownNames: string[] | undefined
  keepsAddresses: boolean | undefined
  isDry: boolean
}

const inWorkspace = <T>(program: Program, workspaceId: number, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  program.database.transact(tx => work(within(systemCtx(program.world, 'import', tx), workspaceId)))

/** The workspace and what the flags of the kinds mean there; null when there is no such one, which was said. */
const findPlace = async (
  io: CommandIo,
  program: Program,
  asked: string | undefined,
  flags: readonly ImportFlag[],
  values: Readonly<Record<string, unknown>>,
): Promise<Place | null> => {
  const all = await program.database.transact(tx => listWorkspaces(systemCtx(program.world, 'import', tx)))
  const chosen = asked === undefined ? all : all.filter(one => String(one.id) === asked)
  const [workspace] = chosen
  if (!workspace || chosen.length > 1) {
    const list = all.map(one => `  --workspace ${one.id}  ${one.name}`).join('\n')
    io.say(
      `어느 워크스페이스인지 적어 주세요 · Say which workspace:\n${list || '  (아직 없습니다 · none yet: npm start)'}`,
    )
    return null
  }
  const place: Place = { workspaceId: workspace.id, topicId: null }
  for (const flag of flags) {
    const value = values[flag.name]
    if (typeof value !== 'string') continue
    const meant = await inWorkspace(program, workspace.id, ctx => flag.read(ctx, value))
    if ('choices' in meant) {
      io.say(`--${flag.name} "${value}": 없습니다 · there is none. ${meant.choices.join(', ')}`)
      return null
    }
    Object.assign(place, meant)
  }
  return place
}

/** @returns whether the file could be read. */
const bringFile = async (io: CommandIo, program: Program, asked: Asked & { file: string }): Promise<boolean> => {
  const elapsed = stopwatch()
  const change = <T>(work: (ctx: Ctx) => Promise<T>) => inWorkspace(program, asked.workspaceId, work)
  const say = (line: object) => io.write(`${JSON.stringify({ file: asked.file, ...line })}\n`)
  const importId = await bringBytes(io, program, asked)
  const opened = await change(ctx => getImport(ctx, { importId }, 'en', asked.kinds))
  if (opened.state === 'refused') {
    await change(ctx => dropImport(ctx, { importId }, asked.kinds))
    await say({ refused: opened.problem })
    return false
  }
  try {
    const read =
      opened.state === 'ready'
        ? await change(ctx => changeImport(ctx, saidOf(opened, asked), 'en', asked.kinds))
        : opened
    await say({
      ...(asked.isDry ? {} : { import: importId }),
      reading: read.reading,
      zone: read.zone,
      tables: read.tables.map(({ name, rows, format, kind, columns }) => ({
        name,
        rows,
        format,
        kind,
        columns: Object.fromEntries(columns.map(column => [column.header, column.field])),
      })),
    })
    if (asked.isDry) {
      const tried = await change(ctx =>
        previewImport(ctx, { importId }, 'en', asked.kinds, { most: Number.POSITIVE_INFINITY }),
      )
      for (const { row, problem } of tried.rows) if (problem) await say({ row, problem })
      await say({ dryRun: true, counts: tried.counts })
      await change(ctx => dropImport(ctx, { importId }, asked.kinds))
      return true
    }
    if (opened.state === 'ready') await change(ctx => beginRows(ctx, importId, asked.kinds))
    await bringRows(io, program, { ...asked, importId })
    await sayRefusals(say, change, importId, asked.kinds)
    const done = await change(ctx => getImport(ctx, { importId }, 'en', asked.kinds))
    await say({ import: importId, state: done.state, counts: done.counts, seconds: Math.round(elapsed() / 100) / 10 })
    return done.state === 'done'
  } catch (error) {
    if (!isAppError(error)) throw error
    // What was refused before it ran is not left lying about.
    if (opened.state === 'ready') await change(ctx => dropImport(ctx, { importId }, asked.kinds))
    await say({
      import: importId,
      refused: { code: error.code, message: sentenceOf(asked.kinds, error.code, error.params, 'en') },
    })
    return false
  }
}

const homeOf = (kind: ImportKind | null) => (kind === null || kind === 'mentions' ? 'mentions' : 'people')

/** What the command line says about all rows. */
const saidOf = ({ id, tables }: FileImport, asked: Asked) => ({
  importId: id,
  zone: asked.zone,
  channel: asked.channel,
  system: asked.system,
  ownNames: asked.ownNames,
  keepsAddresses: asked.keepsAddresses,
  ...(asked.kind === null ? {} : { kinds: tables.map((_, table) => ({ table, kind: asked.kind })) }),
})

/** Stores the file and opens it, or takes up the import of the same file that was cut off. */
const bringBytes = async (io: CommandIo, program: Program, asked: Asked & { file: string }): Promise<string> => {
  const change = <T>(work: (ctx: Ctx) => Promise<T>) => inWorkspace(program, asked.workspaceId, work)
  const handle = await open(asked.file)
  try {
    const { size } = await handle.stat()
    const fileName = basename(asked.file).slice(0, 200)
    const left = asked.isDry ? undefined : await change(ctx => findUnfinished(ctx, fileName, size))
    if (left) io.say(`${asked.file}: 끊긴 곳부터 이어서 가져옵니다 · taken up where it stood`)
    const importId =
      left ??
      (
        await change(ctx =>
          createImport(ctx, { fileName, topicId: asked.topicId, of: homeOf(asked.kind) }, 'en', asked.kinds),
        )
      ).id
    if (!left) {
      const buffer = Buffer.alloc(pieceBytes)
      for (let number = 0; ; number++) {
        const { bytesRead } = await handle.read(buffer, 0, pieceBytes, number * pieceBytes)
        if (bytesRead === 0) break
        await change(ctx => takePiece(ctx, { importId }, { number, bytes: buffer.subarray(0, bytesRead) }))
      }
      await change(ctx => receiveWhole(ctx, importId))
    }
    await change(ctx => openImport(ctx, { importId }, asked.kinds))
    return importId
  } finally {
    await handle.close()
  }
}

const bringRows = async (
  io: CommandIo,
  program: Program,
  { workspaceId, importId, file, kinds }: Asked & { importId: string; file: string },
): Promise<void> => {
  for (;;) {
    if (io.signal.aborted) return
    const moved = await inWorkspace(program, workspaceId, async ctx => {
      const chunk = await nextChunk(ctx, importId)
      return chunk === null ? null : await bringChunk(ctx, { importId, chunk }, kinds)
    })
    if (moved === null) return
    const { counts, totalRows } = await inWorkspace(program, workspaceId, ctx =>
      getImport(ctx, { importId }, 'en', kinds),
    )
    io.say(`${file}: ${counts.rows}/${totalRows}`)
  }
}

const sayRefusals = async (
  say: (line: object) => Promise<void>,
  change: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>,
  importId: string,
  kinds: Kinds,
): Promise<void> => {
  let cursor: string | undefined
  do {
    const page = await change(ctx => listImportRefusals(ctx, { importId, limit: 200, cursor }, 'en', kinds))
    for (const { row, problem } of page.items) await say({ row, problem })
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
}
