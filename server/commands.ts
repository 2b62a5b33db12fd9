/** The commands that run the product; rooms bring theirs through `rooms.ts`. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { endpoints } from '../contract/index.ts'
import { isSetupNeeded, setupToken } from './access/index.ts'
import { backup, compare, restoreCommand } from './operations/archives.ts'
import { doctor } from './operations/doctor.ts'
import { upgradeDrill } from './operations/drill.ts'
import { rotateKey } from './operations/keys.ts'
import { type Command, type CommandIo, takeNoArguments } from './platform/command.ts'
import type { Config } from './platform/config.ts'
import { systemCtx } from './platform/edge.ts'
import { buildServer } from './platform/http.ts'
import { type LiveHub, openLiveHub } from './platform/live.ts'
import { openApiDocument } from './platform/openapi.ts'
import { startProblem } from './platform/postgres/problem.ts'
import { openProgram, type Program } from './platform/process.ts'
import { startWorker } from './platform/worker.ts'
import { gate, hooks, jobs, roomCommands, routes, sentences } from './rooms.ts'

interface Parts {
  serves: boolean
  works: boolean
  ownsData: boolean
}

const environmentHelp = `Environment: PORT (4600), HOST (127.0.0.1), DATA_DIR (data), DATABASE_URL (postgres://…, with SECRET_KEY),
PUBLIC_URL, TRUSTED_PROXIES, ALLOW_NETWORKS, MAX_FILE_MEGABYTES (300), SMTP_URL with MAIL_FROM, LOG_LEVEL (info).`

const untilStopped = (signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })

const run = async (io: CommandIo, config: Config, parts: Parts): Promise<number> => {
  takeNoArguments(io)
  const program = await openProgram(config, { jobs, isWorker: parts.works, ownsData: parts.ownsData })
  const stops: (() => Promise<void>)[] = [program.close]
  endInTime(io.signal, program, () => stops.length)
  try {
    const live = openLiveHub(program.database, program.world.log)
    stops.push(live.stop)
    if (parts.works) stops.push((await startWorker({ ...program, live, jobs })).stop)
    if (parts.serves) stops.push(await serve(io, config, program, live))
    await untilStopped(io.signal)
  } finally {
    while (stops.length > 0) await stops.pop()?.()
  }
  return 0
}

const longestStopMs = 20_000

/** Whoever asked us to stop waits no longer than this, whatever hangs; what was under way is taken up at the next start. */
const endInTime = (signal: AbortSignal, program: Program, stepsLeft: () => number): void => {
  signal.addEventListener('abort', () => {
    const overdue = setTimeout(() => {
      program.world.log.warn('stop.overdue', { stepsLeft: stepsLeft() })
      void program.cut().finally(() => process.exit(1))
    }, longestStopMs)
    overdue.unref()
  })
}

const serve = async (io: CommandIo, config: Config, program: Program, live: LiveHub): Promise<() => Promise<void>> => {
  const built = join(import.meta.dirname, '..', 'dist', 'web')
  const server = await buildServer({
    ...program,
    gate,
    live,
    routes,
    hooks,
    sentences,
    webFolder: existsSync(join(built, 'index.html')) ? built : null,
  })
  try {
    await server.listen({ port: config.port, host: config.host })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw startProblem(portTaken(config.port))
    throw error
  }
  const [address] = server.addresses()
  const origin =
    config.publicUrl ??
    `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${typeof address === 'object' ? address.port : config.port}`
  io.say(`\n  메아리가 준비됐습니다 · Maeari is ready\n  ${origin}\n${await setupLink(program, origin)}`)
  return async () => {
    await server.close()
  }
}

/** The one-time link of an installation that nobody owns yet. */
const setupLink = async (program: Program, origin: string): Promise<string> => {
  const isNeeded = await program.database.transact(tx => isSetupNeeded(systemCtx(program.world, 'start', tx)))
  if (!isNeeded) return ''
  return `\n  처음이라면 이 링크에서 시작하세요 · First time? Begin here:\n  ${origin}/setup?token=${setupToken(program.world)}\n`
}

const portTaken = (port: number) =>
  `${port}번 포트를 다른 프로그램이 쓰고 있습니다. PORT로 다른 포트를 알려 주세요.\nPort ${port} is taken by another program. Name another one with PORT.`

const start: Command = {
  name: 'start',
  summary: {
    ko: '데이터베이스, 서버, 작업자를 한 번에 시작합니다',
    en: 'starts the database, the server and the worker',
  },
  help: environmentHelp,
  run: (io, config) => run(io, config, { serves: true, works: true, ownsData: true }),
}

const serveOnly: Command = {
  name: 'serve',
  summary: {
    ko: 'API와 웹 화면만 띄웁니다(여러 개 가능)',
    en: 'serves the API and the web app only; may run many times',
  },
  help: environmentHelp,
  run: (io, config) => run(io, config, { serves: true, works: false, ownsData: false }),
}

const work: Command = {
  name: 'work',
  summary: { ko: '작업만 처리합니다(여러 개 가능)', en: 'works on jobs only; may run many times' },
  help: environmentHelp,
  run: (io, config) => run(io, config, { serves: false, works: true, ownsData: false }),
}

const migrateOnly: Command = {
  name: 'migrate',
  summary: { ko: '데이터베이스를 이 버전으로 올립니다', en: 'brings the database to this version' },
  help: environmentHelp,
  async run(io, config) {
    takeNoArguments(io)
    const program = await openProgram(config, { jobs, isWorker: false, ownsData: false })
    for (const name of program.migrated) await io.write(`${JSON.stringify({ migrated: name })}\n`)
    await program.close()
    return 0
  },
}

const openapi: Command = {
  name: 'openapi',
  summary: { ko: 'API 설명서를 OpenAPI 3.1로 출력합니다', en: 'prints the API as OpenAPI 3.1' },
  help: 'npm run -s maeari -- openapi > openapi.json',
  async run(io) {
    takeNoArguments(io)
    await io.write(`${JSON.stringify(await openApiDocument(endpoints), null, 2)}\n`)
    return 0
  },
}

export const commands: readonly Command[] = [
  start,
  serveOnly,
  work,
  migrateOnly,
  doctor,
  backup,
  restoreCommand(jobs),
  compare,
  upgradeDrill(jobs),
  rotateKey,
  openapi,
  ...roomCommands,
]
