/** `demo`: fills a workspace at once, without a server, and says what it made and how long it took. */
import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { createWorkspace, firstOwner, setUp, setupToken } from '../access/index.ts'
import { stopwatch } from '../platform/clock.ts'
import type { Command, CommandIo } from '../platform/command.ts'
import { within } from '../platform/ctx.ts'
import { systemCtx } from '../platform/edge.ts'
import type { Job } from '../platform/job.ts'
import { openProgram, type Program } from '../platform/process.ts'
import { closePlay, openDemo, pageCount, playPage, preparePage, readPage } from './play.ts'

const help = `npm run -s maeari -- demo [--count 20000] [--seed 7]

Adds the workspace 하늘상점 with made-up mentions, customers and answers. On an installation that nobody owns yet it
makes an owner, demo@example.com, and prints a password for it. Prints one line of JSON.`

interface Owned {
  workspaceId: number
  login: { email: string; password: string } | null
}

/** @param jobs the rooms' jobs: what the demo announces is heard by them as soon as a worker runs. */
export const demoCommand = (jobs: readonly Job[]): Command => ({
  name: 'demo',
  summary: { ko: '둘러볼 수 있는 가상의 워크스페이스를 채웁니다', en: 'fills a made-up workspace to look around in' },
  help,
  async run(io, config) {
    const { values } = parseArgs({
      args: [...io.args],
      options: { count: { type: 'string', default: '20000' }, seed: { type: 'string', default: '7' } },
    })
    const count = Number(values.count)
    const seed = Number(values.seed)
    if (!Number.isInteger(count) || count < 1 || count > 2_000_000 || !Number.isInteger(seed)) {
      io.say(
        '--count는 1에서 2000000 사이의 정수, --seed는 정수입니다 · --count is an integer from 1 to 2000000, --seed an integer',
      )
      return 2
    }
    const program = await openProgram(config, { jobs, isWorker: false, ownsData: false })
    try {
      await fill(io, program, { count, seed })
      return 0
    } finally {
      await program.close()
    }
  },
})

const fill = async (io: CommandIo, program: Program, size: { count: number; seed: number }): Promise<void> => {
  const elapsed = stopwatch()
  const { world, database } = program
  const change = database.transact
  const { workspaceId, login } = await change(tx => own(systemCtx(world, 'demo', tx)))
  const opened = await change(async tx => {
    const ctx = within(systemCtx(world, 'demo', tx), workspaceId)
    return { places: await openDemo(ctx), until: ctx.now }
  })
  const options = { ...size, until: opened.until }
  const pages = pageCount(world, options)
  for (let page = 0; page < pages && !io.signal.aborted; page++) {
    await change(tx => preparePage(within(systemCtx(world, 'demo', tx), workspaceId), page))
    const read = await readPage(world, options, page)
    await change(tx => playPage(within(systemCtx(world, 'demo', tx), workspaceId), opened.places, read))
    io.say(`하늘상점 ${page + 1}/${pages}`)
  }
  await change(tx => closePlay(within(systemCtx(world, 'demo', tx), workspaceId)))
  await io.write(
    `${JSON.stringify({ workspaceId, posts: size.count, seconds: Math.round(elapsed() / 100) / 10, login })}\n`,
  )
}

/** A workspace of the first owner, or of a new one where nobody owns the installation. */
const own = async (ctx: Parameters<typeof setUp>[0]): Promise<Owned> => {
  const shop = { name: '하늘상점', timeZone: 'Asia/Seoul', locale: 'ko' as const }
  const owner = await firstOwner(ctx)
  if (owner) {
    const made = await createWorkspace({ ...ctx, actor: { kind: 'user', ...owner } }, shop, true)
    return { workspaceId: made.id, login: null }
  }
  const login = { email: 'demo@example.com', password: randomBytes(12).toString('base64url') }
  const nobody = { headers: new Headers(), ip: '', origin: '', setCookie: () => undefined }
  const me = await setUp(
    ctx,
    {
      token: setupToken(ctx.world),
      name: '지우',
      ...login,
      workspaceName: shop.name,
      timeZone: shop.timeZone,
      locale: shop.locale,
    },
    nobody,
  )
  return { workspaceId: me.workspaces[0]!.id, login }
}
