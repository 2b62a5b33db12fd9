/** Intake from sources that are asked now and then: pulled, read and matched outside any transaction, then kept in one. */
import { claimPull, dueSources, type PullOutcome, type PullPlan, pull, settlePull } from '../../channels/index.ts'
import { startJob } from '../../platform/announce.ts'
import { type Ctx, type SystemCtx, type World, within } from '../../platform/ctx.ts'
import { type Lessons, lessonsOf, readTexts } from '../../understanding/index.ts'
import type { StandingMatcher } from '../standing.ts'
import { type Heard, keepHeard } from './keeping.ts'
import { currentStanding, postOf, wholeText } from './standing.ts'

export const intakeQueue = 'listening.intake'

/** Starts a pull for every source whose time has come. */
export const startDuePulls = async (ctx: SystemCtx): Promise<void> => {
  for (const { workspaceId, sourceId } of await dueSources(ctx)) {
    await startJob(within(ctx, workspaceId), intakeQueue, { sourceId }, { key: sourceId })
  }
}

export interface IntakePlan {
  pull: PullPlan
  version: number
  matcher: StandingMatcher
  lessons: Lessons | null
}

export interface IntakeOutcome {
  pulled: PullOutcome
  heard: Heard[]
}

/** Claims the source; null when it is gone, paused, or being pulled. */
export const planIntake = async (ctx: Ctx, input: { sourceId: string }): Promise<IntakePlan | null> => {
  const { version, matcher } = await currentStanding(ctx, { isHeld: false })
  const claimed = await claimPull(ctx, input.sourceId, matcher.anchors)
  if (claimed === null) return null
  return { pull: claimed, version, matcher, lessons: await lessonsOf(ctx) }
}

/** Asks the source and reads what it brought. */
export const takeIn = async (world: World, plan: IntakePlan, signal: AbortSignal): Promise<IntakeOutcome> =>
  hear(world, plan, await pull(world, plan.pull, signal))

/**
 * Reads what a pull brought and finds the topics that want it. Everything is kept, wanted or not: people asked for the
 * place that it came from, and a topic made later is searched for in it.
 */
export const hear = async (world: World, plan: IntakePlan, pulled: PullOutcome): Promise<IntakeOutcome> => {
  const incoming = pulled.kind === 'pulled' ? pulled.incoming : []
  const readings = await readTexts(world, incoming.map(wholeText), plan.lessons)
  const heard = incoming.map((one, n) => ({ incoming: one, reading: readings[n]!, topicIds: [] }))
  return { pulled, heard: matchAgain(plan.matcher, plan.pull.channel, heard) }
}

export const matchAgain = (matcher: StandingMatcher, channel: string, heard: readonly Heard[]): Heard[] => {
  const wanted = matcher.match(heard.map(({ incoming, reading }) => postOf({ ...incoming, channel }, reading)))
  return heard.map((one, n) => ({ ...one, topicIds: wanted[n]! }))
}

/** Keeps the outcome. Topics that changed since the plan are met here: holding them, nothing can slip between. */
export const settleIntake = async (ctx: Ctx, plan: IntakePlan, outcome: IntakeOutcome): Promise<void> => {
  const { version, matcher } = await currentStanding(ctx, { isHeld: true })
  const isChanged = version !== plan.version
  const heard = isChanged ? matchAgain(matcher, plan.pull.channel, outcome.heard) : outcome.heard
  await keepHeard(ctx, plan.pull.sourceId, heard)
  await settlePull(ctx, plan.pull, outcome.pulled)
}
