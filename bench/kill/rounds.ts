/** Rounds of kill -9 under load against a real AT Protocol network behind a proxy that fails; then everything is counted. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Conversation, listConversations } from '../../contract/inbox.ts'
import { type Alert, listAlerts, listMentions, listVolumes, type Mention } from '../../contract/listening.ts'
import { type Atproto, startAtproto } from '../../tools/testing/atproto.ts'
import { type FaultProxy, startFaultProxy } from '../../tools/testing/fault-proxy.ts'
import { seededChance } from '../../tools/testing/fault-rules.ts'
import { startFeedServer } from '../../tools/testing/feed-server.ts'
import type { Caller } from '../../tools/testing/program.ts'
import { type Receiver, startReceiver } from '../../tools/testing/receiver.ts'
import { stepMs, until } from '../machine.ts'
import { type Comparison, compare, markOf } from './count.ts'
import { enterByAll } from './doors.ts'
import { type Load, prepare, startLoad, workspaceId } from './load.ts'
import { readPages } from './pages.ts'
import { type Product, startProduct, type Victim } from './product.ts'
import { openWatchers, type Watchers } from './watchers.ts'

export interface KillOptions {
  readonly rounds: number
  readonly seed: number
  readonly servers: number
  readonly workers: number
  /** A database of somebody's own, which is not killed. */
  readonly databaseUrl?: string
  /** Milliseconds between two posts, on average. */
  readonly pauseMs: number
  /** Longest pause before the next kill. */
  readonly longestRoundMs: number
  /** How long the product may take to catch up at the end. */
  readonly patienceMs: number
  /** Where the processes' own words go. */
  readonly log: string
  readonly tell: (line: Record<string, unknown>) => void
}

export interface KillResult {
  readonly rounds: number
  readonly killed: Record<Victim, number>
  readonly posts: number
  readonly mentions: number
  readonly lost: number
  readonly doubled: number
  readonly invented: number
  readonly addressed: number
  readonly conversations: number
  readonly conversationsLost: number
  readonly conversationsDoubled: number
  readonly answers: number
  readonly answersLost: number
  readonly answersDoubled: number
  /** Messages to the webhook that the API accepted, and how many it never got or nobody planned; repeated under one id are none. */
  readonly told: number
  readonly toldLost: number
  readonly toldInvented: number
  /** Mentions that alerts count less mentions in the stream. */
  readonly alertDrift: number
  /** Mentions in the roll-ups less mentions in the stream. */
  readonly volumeDrift: number
  /** Of each screen, one a server: what it was told live, and how often it came back. */
  readonly screens: readonly { live: number; openings: number }[]
  /** Mentions that a screen would not show, over all screens; and such as it shows although there are none. */
  readonly screensMissed: number
  readonly screensInvented: number
  /** Processes that ended without being killed. */
  readonly endings: readonly string[]
  readonly refused: readonly string[]
  readonly clientRetries: number
  readonly droppedAnswers: number
  readonly secondsToCatchUp: number
}

/** Kills, waits for quiet and counts. */
export async function runKillRounds(options: KillOptions): Promise<KillResult> {
  const folder = mkdtempSync(join(tmpdir(), 'maeari-kill-'))
  const stops: (() => Promise<unknown>)[] = []
  try {
    const network = await startAtproto({ accounts: ['haneul', 'minji', 'seojun', 'maya'] })
    stops.push(network.stop)
    const feeds = await startFeedServer()
    stops.push(feeds.stop)
    const proxy = await startFaultProxy({ target: network.pds, seed: options.seed })
    stops.push(proxy.stop)
    const receiver = await startReceiver()
    stops.push(receiver.stop)
    const hook = await startFaultProxy({ target: receiver.url, seed: options.seed })
    stops.push(hook.stop)
    const { servers, workers, databaseUrl, log } = options
    const product = await startProduct({ folder, servers, workers, databaseUrl, log })
    stops.push(product.stop)
    const doors = await enterByAll(product.origins, product.setupToken)
    const owner = doors.all
    const watchers = openWatchers(product.origins, doors.each)
    stops.push(watchers.stop)
    const feed = feeds.feed('/blog.xml', { title: '살림 블로그' })
    const parts = {
      owner,
      network,
      service: proxy.url,
      hook: `${hook.url}/hook`,
      feed,
      seed: options.seed,
      pauseMs: options.pauseMs,
      answers: true,
    }
    const prepared = await prepare(parts)
    addFaults(proxy)
    hook.rule({ fault: 'drop-answer', probability: 0.3 })
    hook.rule({ fault: 'delay', pause: 500, probability: 0.3 })
    hook.rule({ fault: 'status', status: 503, probability: 0.1 })
    const load = startLoad(parts, prepared)
    stops.push(load.stop)
    const killed = await kill(product, proxy, options)
    await until('servers and workers', stepMs, product.isReady)
    await hearOnAll(watchers)
    await load.stopPosting()
    proxy.clear()
    hook.clear()
    const began = performance.now()
    const count = await countWhenQuiet({ owner, network, receiver, load, watchers, patienceMs: options.patienceMs })
    return resultOf({
      options,
      killed,
      product,
      proxy,
      load,
      watchers,
      count,
      seconds: (performance.now() - began) / 1000,
    })
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

/** The network takes an answer and nobody hears of it; it is busy; it breaks. */
function addFaults(proxy: FaultProxy): void {
  const path = '/xrpc/com.atproto.repo.putRecord'
  proxy.rule({ fault: 'drop-answer', path, probability: 0.25 })
  proxy.rule({ fault: 'delay', pause: 800, path, probability: 0.3 })
  proxy.rule({ fault: 'rate-limit', retryAfter: 1, path, probability: 0.1 })
  proxy.rule({ fault: 'status', status: 503, path: '/xrpc/', probability: 0.05 })
  proxy.rule({ fault: 'reset', path: '/xrpc/com.atproto.repo', probability: 0.05 })
}

/** After the last kill every screen hears of a new mention from its own server, without asking. */
async function hearOnAll({ screens, areOpen }: Watchers): Promise<void> {
  await until('all screens', stepMs, areOpen)
  const before = screens.map(screen => screen.live.size)
  await until('news on all screens', stepMs, () => screens.every((screen, nth) => screen.live.size > before[nth]!))
}

async function kill(product: Product, proxy: FaultProxy, options: KillOptions): Promise<Record<Victim, number>> {
  const chance = seededChance(options.seed)
  const killed = { server: 0, worker: 0, database: 0 }
  for (let round = 1; round <= options.rounds; round += 1) {
    const victims = (['server', 'worker', 'database'] as const).slice(0, options.databaseUrl === undefined ? 3 : 2)
    const victim = victims[Math.floor(chance() * victims.length)]!
    const pause = chance() * options.longestRoundMs
    // Now and then a process is killed while others are still starting; mostly when all of them work.
    if (chance() < 0.8) await until('servers and workers', stepMs, product.isReady)
    await wait(pause)
    const after = Math.round(chance() * 1500)
    await until(`a ${victim} to kill`, stepMs, () => product.kill(victim, after))
    killed[victim] += 1
    if (chance() < 0.2) proxy.cutWebSockets()
    options.tell({ round, victim, startedAgainAfterMs: victim === 'database' ? undefined : after })
  }
  return killed
}

interface Count {
  readonly mentions: Comparison
  readonly mentionCount: number
  readonly conversations: Comparison
  readonly conversationCount: number
  readonly answers: Comparison
  readonly told: Comparison
  /** One a screen. */
  readonly screens: readonly Comparison[]
  readonly alertDrift: number
  readonly volumeDrift: number
}

/** Asks until nothing is missing, then once more after five seconds: what is doubled may come late. */
async function countWhenQuiet(parts: {
  owner: Caller
  network: Atproto
  receiver: Receiver
  load: Load
  watchers: Watchers
  patienceMs: number
}): Promise<Count> {
  const ending = performance.now() + parts.patienceMs
  for (;;) {
    const count = await countAll(parts).catch(() => undefined)
    const isWhole =
      count &&
      [count.mentions, count.conversations, count.answers, count.told, ...count.screens].every(
        one => one.lost.length === 0,
      )
    const isAnswered = parts.load.accepted.size >= parts.load.addressed.size
    const isRung = count?.alertDrift === 0
    if ((isWhole && isAnswered && isRung) || performance.now() > ending) break
    await wait(2000)
  }
  await parts.load.stop()
  await wait(5000)
  return await countAll(parts)
}

async function countAll({ owner, network, receiver, load, watchers }: Kept): Promise<Count> {
  const alerts = await readPages<Alert>(cursor => owner.call(listAlerts, { workspaceId, limit: 200, cursor }))
  const tests = receiver.received.filter(one => one.body.includes('"alert.test"'))
  const mentions = await readPages<Mention>(cursor => owner.call(listMentions, { workspaceId, limit: 200, cursor }))
  const conversations = [
    ...(await readPages<Conversation>(cursor =>
      owner.call(listConversations, { workspaceId, queue: 'open', limit: 200, cursor }),
    )),
    ...(await readPages<Conversation>(cursor =>
      owner.call(listConversations, { workspaceId, queue: 'resolved', limit: 200, cursor }),
    )),
  ]
  const sent = await network.posts(network.accounts[0]!.handle)
  const hour = 3_600_000
  const now = Date.now()
  const volumes = await owner.call(listVolumes, {
    workspaceId,
    from: new Date(now - 48 * hour).toISOString(),
    to: new Date(now + 2 * hour).toISOString(),
  })
  const counted = volumes.items.reduce((sum, { total }) => sum + total, 0)
  return {
    mentions: compare(
      load.wanted,
      mentions.map(one => markOf(one.item.text)),
    ),
    mentionCount: mentions.length,
    conversations: compare(
      load.addressed,
      conversations.map(one => markOf(one.preview)),
    ),
    conversationCount: conversations.length,
    answers: compare(
      load.accepted,
      sent.map(one => /\ba\d+x$/.exec(one.text)?.[0] ?? one.text),
    ),
    // A receiver tells a repetition by its id: each id counts once.
    told: compare(load.told, [...new Set(tests.map(one => String(one.headers['webhook-id'])))]),
    screens: watchers.screens.map(screen =>
      compare(
        mentions.map(one => one.id),
        [...screen.shown],
      ),
    ),
    alertDrift: alerts.reduce((sum, alert) => sum + alert.count, 0) - mentions.length,
    volumeDrift: counted - mentions.length,
  }
}

interface Kept {
  owner: Caller
  network: Atproto
  receiver: Receiver
  load: Load
  watchers: Watchers
}

function resultOf(parts: {
  options: KillOptions
  killed: Record<Victim, number>
  product: Product
  proxy: FaultProxy
  load: Load
  watchers: Watchers
  count: Count
  seconds: number
}): KillResult {
  const { options, killed, product, proxy, load, count } = parts
  const { mentions, conversations, answers } = count
  if (mentions.lost.length + conversations.lost.length + answers.lost.length > 0)
    options.tell({ lost: mentions.lost, conversationsLost: conversations.lost, answersLost: answers.lost })
  if (mentions.doubled.length + conversations.doubled.length + answers.doubled.length > 0)
    options.tell({
      doubled: mentions.doubled,
      conversationsDoubled: conversations.doubled,
      answersDoubled: answers.doubled,
    })
  return {
    rounds: options.rounds,
    killed,
    posts: load.wanted.size,
    mentions: count.mentionCount,
    lost: mentions.lost.length,
    doubled: mentions.doubled.length,
    invented: mentions.invented.length,
    addressed: load.addressed.size,
    conversations: count.conversationCount,
    conversationsLost: conversations.lost.length,
    conversationsDoubled: conversations.doubled.length,
    answers: load.accepted.size,
    answersLost: answers.lost.length,
    answersDoubled: answers.doubled.length,
    told: load.told.size,
    toldLost: count.told.lost.length,
    toldInvented: count.told.invented.length,
    alertDrift: count.alertDrift,
    volumeDrift: count.volumeDrift,
    screens: parts.watchers.screens.map(one => ({ live: one.live.size, openings: one.openings() })),
    screensMissed: count.screens.reduce((sum, one) => sum + one.lost.length, 0),
    screensInvented: count.screens.reduce((sum, one) => sum + one.invented.length, 0),
    endings: product.endings,
    refused: load.refused,
    clientRetries: load.retries(),
    droppedAnswers: proxy.log().filter(one => one.fault === 'drop-answer' && one.upstream.length > 0).length,
    secondsToCatchUp: Math.round(parts.seconds),
  }
}
