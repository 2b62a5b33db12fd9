/** The measurements of the live bench: fan-out of facts, a bare server beside it, and posts from a feed to the screens. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { acceptInvitation, createInvitation, setUp } from '../../contract/access.ts'
import { addSource, pauseSource, resumeSource } from '../../contract/channels.ts'
import { createAlertRule, createTopic } from '../../contract/listening.ts'
import { openLog } from '../../server/platform/log.ts'
import { startPostgres } from '../../server/platform/postgres/index.ts'
import { startFeedServer } from '../../tools/testing/feed-server.ts'
import { type Caller, makeCaller } from '../../tools/testing/program.ts'
import { startProduct } from '../kill/product.ts'
import { until } from '../machine.ts'
import { openScreens, type Screens, spread } from './screens.ts'

const workspaceId = 1
const members = 20
const perSecond = 10

export interface Sizes {
  readonly screens: number
  readonly facts: number
  readonly posts: number
}

export type Line = { measure: string } & Partial<ReturnType<typeof spread>> & Record<string, unknown>

/** Milliseconds from each saying to each hearing, and what was never heard. */
const makeStopwatch = (screens: number) => {
  const said = new Map<string, number>()
  const waits: number[] = []
  return {
    say: (mark: string, at = performance.now()) => said.set(mark, at),
    hear(mark: string, at: number) {
      const from = said.get(mark)
      if (from !== undefined) waits.push(at - from)
    },
    isWhole: () => waits.length >= said.size * screens,
    result: () => ({ ...spread(waits), missing: said.size * screens - waits.length }),
  }
}

export async function measureLive(sizes: Sizes): Promise<Line[]> {
  const stops: (() => unknown)[] = []
  try {
    const feeds = await startFeedServer()
    stops.push(feeds.stop)
    const folder = mkdtempSync(join(tmpdir(), 'maeari-live-'))
    const product = await startProduct({ folder, workers: 1, log: join(tmpdir(), `maeari-live-${process.pid}.log`) })
    stops.push(product.stop)
    const callers = await enterAll(product.origin, product.setupToken)
    const screens = await openScreens(sizes.screens, n => ({
      url: `${product.origin}/api/w/${workspaceId}/live`,
      headers: { cookie: callers[n % callers.length]!.cookie },
    }))
    stops.push(screens.close)
    const log = openLog('silent')
    const shared = await startPostgres({ dataDir: join(folder, 'data'), log, share: true })
    stops.push(shared.stop)
    const database = new pg.Client(shared.connection)
    await database.connect()
    stops.push(() => database.end())
    const ours = await fanOut(sizes, screens, line =>
      database.query('select pg_notify($1, $2)', ['maeari_live', JSON.stringify({ workspaceId, ...JSON.parse(line) })]),
    )
    const bare = await fanOutBare(sizes)
    const posts = await fromFeed(sizes, screens, callers[0]!, feeds)
    return [
      { measure: 'fan-out', screens: sizes.screens, ...ours, bareP99: bare.p99, ratio: ratio(ours.p99, bare.p99) },
      { measure: 'fan-out of the bare server', ...bare },
      ...posts,
    ]
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

const ratio = (ours: number, bare: number): number => Math.round((ours / Math.max(bare, 0.1)) * 100) / 100

/** The owner, who makes the workspace, and members beside them. */
async function enterAll(origin: string, token: string): Promise<Caller[]> {
  const person = { password: 'a long enough password', locale: 'ko' } as const
  const owner = makeCaller(origin, {})
  await owner.call(setUp, { ...person, token, name: '지우', email: 'jiwoo@example.com', workspaceName: '하늘상점' })
  const callers = [owner]
  for (let n = 1; n < members; n += 1) {
    const { link } = await owner.call(createInvitation, { workspaceId, role: 'agent', note: '' })
    const guest = makeCaller(origin, {})
    const token = link.split('/').at(-1)!
    await guest.call(acceptInvitation, { ...person, token, name: `구성원 ${n}`, email: `member${n}@example.com` })
    callers.push(guest)
  }
  return callers
}

async function fanOut(sizes: Sizes, screens: Screens, tell: (line: string) => unknown) {
  const clock = makeStopwatch(sizes.screens)
  screens.onMessage = (data, at) => clock.hear((JSON.parse(data) as { ids: string[] }).ids[0] ?? '', at)
  for (let n = 0; n < sizes.facts; n += 1) {
    const id = `fact-${n}`
    clock.say(id)
    await tell(JSON.stringify({ fact: 'listening.mentions_changed', ids: [id, ...Array(49).fill('0'.repeat(36))] }))
    await wait(1000 / perSecond)
  }
  await until('all facts on all screens', 60_000, clock.isWhole).catch(() => undefined)
  return clock.result()
}

async function fanOutBare(sizes: Sizes) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [port] = (await once(child.stdout, 'data')) as [Buffer]
  const url = `http://127.0.0.1:${String(port).trim()}/`
  const screens = await openScreens(sizes.screens, () => ({ url, headers: {} }))
  const result = await fanOut(sizes, screens, line => child.stdin.write(`${line}\n`))
  screens.close()
  child.kill()
  return result
}

/** One article a pull, each from the end of the feed's answer to the mention and to the alert on every screen. */
async function fromFeed(
  sizes: Sizes,
  screens: Screens,
  owner: Caller,
  feeds: Awaited<ReturnType<typeof startFeedServer>>,
): Promise<Line[]> {
  await owner.call(createTopic, { workspaceId, name: '하늘상점', kind: 'brand', goal: '안다', query: '하늘상점' })
  const rule = { filter: {}, isShared: true, hearerIds: null, onScreen: true, byMail: false, receiverIds: [] }
  await owner.call(createAlertRule, {
    workspaceId,
    name: '글마다',
    condition: { kind: 'each' },
    ...rule,
    pace: 'now',
    quiet: null,
  })
  const feed = feeds.feed('/live.xml', { title: '살림 블로그' })
  const source = { workspaceId, sourceId: '' }
  const clocks = { mention: makeStopwatch(sizes.screens), alert: makeStopwatch(sizes.screens) }
  let round = ''
  const heard = { mention: 0, alert: 0 }
  screens.onMessage = (data, at) => {
    const { fact } = JSON.parse(data) as { fact: string }
    const kind = fact === 'listening.mentions_found' ? 'mention' : /alerts_(raised|changed)/.test(fact) ? 'alert' : null
    if (kind === null || round === '') return
    heard[kind] += 1
    const isFirst = round === 'post-0'
    ;(isFirst ? first : clocks)[kind].hear(round, at)
  }
  const isQuiet = () => heard.mention >= sizes.screens && heard.alert >= sizes.screens
  const first = { mention: makeStopwatch(sizes.screens), alert: makeStopwatch(sizes.screens) }
  // The first post waits for the model to be loaded, and is told apart.
  for (let n = 0; n <= sizes.posts; n += 1) {
    const now = n === 0 ? first : clocks
    heard.mention = 0
    heard.alert = 0
    const asked = feed.requests().length
    feed.add({
      id: `post-${n}`,
      title: `후기 ${n}`,
      html: '하늘상점 세제를 한 달 써 보았습니다.',
      publishedAt: new Date().toISOString(),
    })
    if (source.sourceId === '')
      source.sourceId = (
        await owner.call(addSource, { workspaceId, channel: 'feed', kind: 'feed', fields: { url: feed.url } })
      ).id
    else {
      await owner.call(pauseSource, source)
      await owner.call(resumeSource, source)
    }
    await until('the pull', 60_000, () => feed.requests().length > asked)
    round = `post-${n}`
    const at = performance.now()
    now.mention.say(round, at)
    now.alert.say(round, at)
    await until('the post on all screens', 60_000, isQuiet)
    round = ''
  }
  return [
    { measure: 'intake to mention', first: first.mention.result().worst, ...clocks.mention.result() },
    { measure: 'intake to alert', first: first.alert.result().worst, ...clocks.alert.result() },
  ]
}
