/** What goes on while processes are killed: people post on the network, a blog writes, a client of our API answers. */
import { setTimeout as wait } from 'node:timers/promises'
import { addSource, connectAccount, listSources, pauseSource, resumeSource } from '../../contract/channels.ts'
import { listConversations, reply, resolveConversation } from '../../contract/inbox.ts'
import { addReceiver, createAlertRule, createTopic, testAlertRule } from '../../contract/listening.ts'
import type { Atproto } from '../../tools/testing/atproto.ts'
import { seededChance } from '../../tools/testing/fault-rules.ts'
import type { Feed } from '../../tools/testing/feed-server.ts'
import type { Caller } from '../../tools/testing/program.ts'
import { stepMs, until } from '../machine.ts'
import { markOf } from './count.ts'

export const workspaceId = 1

export interface Load {
  /** Marks of posts and articles that must each become one mention. */
  readonly wanted: ReadonlySet<string>
  /** Marks of posts that speak to our account and must each open one conversation. */
  readonly addressed: ReadonlySet<string>
  /** Answers that the API accepted, by their marks. */
  readonly accepted: ReadonlySet<string>
  /** Ids of messages to the webhook that the API accepted. */
  readonly told: ReadonlySet<string>
  /** Refusals that a client cannot mend by trying again. */
  readonly refused: readonly string[]
  /** Requests that failed and were tried again with the same key. */
  readonly retries: () => number
  /** No more posts; answers go on until everything is answered. */
  stopPosting(): Promise<void>
  stop(): Promise<void>
}

export interface LoadParts {
  readonly owner: Caller
  readonly network: Atproto
  /** Where the product meets the network: the fault proxy. */
  readonly service: string
  /** The webhook, behind a proxy of its own. */
  readonly hook: string
  readonly feed: Feed
  readonly seed: number
  readonly pauseMs: number
  readonly answers: boolean
}

/** Makes the topic and a rule that alerts of every mention, connects the account, adds the feed, and waits until the stream is open and has brought a post. */
export async function prepare(parts: LoadParts): Promise<Prepared> {
  const { owner, network } = parts
  const query = '하늘상점 OR "Haneul Shop"'
  await owner.call(createTopic, { workspaceId, name: '하늘상점', kind: 'brand', goal: '무슨 말을 하나요?', query })
  const receiver = await owner.call(addReceiver, { workspaceId, kind: 'webhook', name: '당직 서버', url: parts.hook })
  const rule = await owner.call(createAlertRule, {
    workspaceId,
    name: '하늘상점 소식',
    condition: { kind: 'each' },
    filter: {},
    isShared: true,
    hearerIds: null,
    onScreen: true,
    byMail: false,
    receiverIds: [receiver.id],
    pace: 'now',
    quiet: null,
  })
  const us = network.accounts[0]!
  const fields = { service: parts.service, identifier: us.handle, password: us.password }
  await owner.call(connectAccount, { workspaceId, channel: 'bluesky', fields })
  const feed = await owner.call(addSource, {
    workspaceId,
    channel: 'feed',
    kind: 'feed',
    fields: { url: parts.feed.url },
  })
  await until('the stream', stepMs, async () => {
    await network.post(network.accounts[1]!.handle, '시작하기 전의 글')
    await wait(500)
    const { items } = await owner.call(listSources, { workspaceId })
    return items.some(source => source.kind === 'firehose' && source.health.state === 'ok')
  })
  return { feedId: feed.id, ruleId: rule.id }
}

export interface Prepared {
  readonly feedId: string
  readonly ruleId: string
}

export function startLoad(parts: LoadParts, { feedId, ruleId }: Prepared): Load {
  const posting = new AbortController()
  const answering = new AbortController()
  const wanted = new Set<string>()
  const addressed = new Set<string>()
  const accepted = new Set<string>()
  const told = new Set<string>()
  const refused: string[] = []
  let retries = 0

  /** Until the server takes it: no answer, 5xx, 429 and a request still under way are tried again, as a client must. */
  const insist = async <T>(ask: () => Promise<{ status: number; ok: boolean; body?: T }>): Promise<T | undefined> => {
    while (!answering.signal.aborted) {
      const answer = await ask().catch(() => undefined)
      if (answer?.ok) return answer.body
      const isPassing = !answer || answer.status >= 500 || answer.status === 429 || answer.status === 409
      if (!isPassing) {
        refused.push(JSON.stringify(answer).slice(0, 300))
        return undefined
      }
      retries += 1
      await wait(200)
    }
    return undefined
  }

  const loops = {
    people: speak(parts, posting.signal, wanted, addressed),
    bell: ring(parts, ruleId, posting.signal, told, insist),
    blog: write(parts, feedId, posting.signal, wanted, insist),
    client: parts.answers ? answer(parts, answering.signal, accepted, insist) : Promise.resolve(),
  }
  return {
    wanted,
    addressed,
    accepted,
    told,
    refused,
    retries: () => retries,
    async stopPosting() {
      posting.abort()
      await Promise.all([loops.people, loops.blog, loops.bell])
    },
    async stop() {
      posting.abort()
      answering.abort()
      await Promise.all(Object.values(loops))
    },
  }
}

type Insist = <T>(ask: () => Promise<{ status: number; ok: boolean; body?: T }>) => Promise<T | undefined>

/** Half speak of us, a third to us, the rest of something else: those must not become mentions. */
async function speak(
  { network, seed, pauseMs }: LoadParts,
  signal: AbortSignal,
  wanted: Set<string>,
  addressed: Set<string>,
): Promise<void> {
  const chance = seededChance(seed + 1)
  const [us, ...people] = network.accounts
  for (let n = 0; !signal.aborted; n += 1) {
    const mark = `p${n}x`
    const author = people[n % people.length]!.handle
    const kind = chance()
    if (kind < 0.5) await network.post(author, `하늘상점 배송이 또 늦어요 ${mark}`)
    else if (kind < 0.85) await network.post(author, `@${us!.handle} 환불은 언제 되나요? ${mark}`)
    else await network.post(author, `오늘은 날씨가 참 좋네요 ${mark}`)
    if (kind < 0.85) wanted.add(mark)
    if (kind >= 0.5 && kind < 0.85) addressed.add(mark)
    await wait(pauseMs * 2 * chance())
  }
}

/** Somebody tries out the alert rule again and again: every message that is accepted must reach the webhook. */
async function ring(
  { owner, pauseMs }: LoadParts,
  ruleId: string,
  signal: AbortSignal,
  told: Set<string>,
  insist: Insist,
): Promise<void> {
  for (let n = 0; !signal.aborted; n += 1) {
    const key = { 'idempotency-key': `ring ${n}` }
    const answer = await insist(() => owner.ask(testAlertRule, { workspaceId, ruleId }, key))
    for (const id of answer?.messageIds ?? []) told.add(id)
    await wait(pauseMs)
  }
}

/** A blog with a new article now and then; pausing and resuming the source makes the product read it at once. */
async function write(
  { owner, feed }: LoadParts,
  sourceId: string,
  signal: AbortSignal,
  wanted: Set<string>,
  insist: Insist,
): Promise<void> {
  const readNow = async () => {
    await insist(() => owner.ask(pauseSource, { workspaceId, sourceId }))
    await insist(() => owner.ask(resumeSource, { workspaceId, sourceId }))
  }
  for (let n = 0; !signal.aborted; n += 1) {
    const mark = `f${n}x`
    const html = `하늘상점 세제를 한 달 써 보았습니다. ${mark}`
    feed.add({ id: mark, title: `후기 ${n}`, html, publishedAt: new Date().toISOString() })
    wanted.add(mark)
    await readNow()
    await wait(2000)
  }
  await readNow()
}

/** Answers every open conversation once, each with a key of its own, then resolves it. */
async function answer({ owner }: LoadParts, signal: AbortSignal, accepted: Set<string>, insist: Insist): Promise<void> {
  const answered = new Set<string>()
  let n = 0
  while (!signal.aborted) {
    const page = await insist(() => owner.ask(listConversations, { workspaceId, queue: 'open', limit: 50 }))
    for (const { id, preview } of page?.items ?? []) {
      const conversationId = id
      if (signal.aborted) return
      if (!answered.has(id)) {
        const mark = `a${n}x`
        const key = { 'idempotency-key': `answer ${mark}` }
        const text = `불편을 드려 죄송합니다(${markOf(preview)}). 바로 확인하겠습니다 ${mark}`
        if (await insist(() => owner.ask(reply, { workspaceId, conversationId, text }, key))) accepted.add(mark)
        answered.add(id)
        n += 1
      }
      await insist(() => owner.ask(resolveConversation, { workspaceId, conversationId }))
    }
    await wait(300)
  }
}
