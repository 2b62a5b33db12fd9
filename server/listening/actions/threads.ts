/** Threads around mentions: fetched when one is heard in the middle of a talk, and when a person opens one. */
import {
  askThread,
  claimThread,
  findThreads,
  settleThread,
  type ThreadFetch,
  type ThreadOutcome,
} from '../../channels/index.ts'
import { announce, startJob } from '../../platform/announce.ts'
import type { Ctx, World } from '../../platform/ctx.ts'
import { type Lessons, lessonsOf, readTexts } from '../../understanding/index.ts'
import { mentionsChanged } from '../events.ts'
import type { StandingMatcher } from '../standing.ts'
import { findMentionItems } from '../store/mentions.ts'
import { mentionIdsOfItems } from '../store/rehearsals.ts'
import { matchAgain } from './intake.ts'
import { type Heard, keepHeard } from './keeping.ts'
import { currentStanding, wholeText } from './standing.ts'

export const threadQueue = 'listening.fetch_thread'

/** Of one batch at most so many threads are fetched: the others wait until somebody opens them. */
const mostOfBatch = 20

/** Hears that mentions were found: what answers something that we may not have heard is looked at in its thread. */
export const startThreads = async (ctx: Ctx, input: { ids: readonly string[]; isPast: boolean }): Promise<void> => {
  if (input.isPast) return
  const items = (await findMentionItems(ctx, input.ids)).map(mention => mention.itemId)
  const replies = (await findThreads(ctx, items)).filter(thread => thread.isReply).slice(0, mostOfBatch)
  for (const { itemId, key } of replies) await startJob(ctx, threadQueue, { itemId }, { key })
}

/** A person opens a mention: its thread is fetched, unless that was done a moment ago. */
export const startThread = async (ctx: Ctx, itemId: string): Promise<void> => {
  const [thread] = await findThreads(ctx, [itemId])
  if (thread) await startJob(ctx, threadQueue, { itemId }, { key: thread.key })
}

export interface ThreadPlan {
  fetch: ThreadFetch
  version: number
  matcher: StandingMatcher
  lessons: Lessons | null
}

export const planThread = async (ctx: Ctx, input: { itemId: string }): Promise<ThreadPlan | null> => {
  const fetch = await claimThread(ctx, input.itemId)
  if (fetch === null) return null
  const { version, matcher } = await currentStanding(ctx, { isHeld: false })
  return { fetch, version, matcher, lessons: await lessonsOf(ctx) }
}

export interface ThreadHeard {
  outcome: ThreadOutcome
  heard: Heard[]
}

export const takeThread = async (world: World, plan: ThreadPlan, signal: AbortSignal): Promise<ThreadHeard> => {
  const outcome = await askThread(world, plan.fetch, signal)
  const incoming = outcome.kind === 'read' ? outcome.incoming : []
  const readings = await readTexts(world, incoming.map(wholeText), plan.lessons)
  const heard = incoming.map((one, n) => ({ incoming: one, reading: readings[n]!, topicIds: [] }))
  return { outcome, heard: matchAgain(plan.matcher, plan.fetch.channel, heard) }
}

/** Everything is kept: what a topic wants becomes a mention, the rest stands in the thread. */
export const keepThread = async (ctx: Ctx, plan: ThreadPlan, { outcome, heard }: ThreadHeard): Promise<void> => {
  const { version, matcher } = await currentStanding(ctx, { isHeld: true })
  const matched = version === plan.version ? heard : matchAgain(matcher, plan.fetch.channel, heard)
  await keepHeard(ctx, plan.fetch.sourceId, matched)
  await settleThread(ctx, plan.fetch, outcome)
  const ids = [...(await mentionIdsOfItems(ctx, [plan.fetch.itemId])).values()]
  if (ids.length > 0 && heard.length > 0) await announce(ctx, mentionsChanged, { ids })
}
