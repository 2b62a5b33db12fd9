/** The guided task of a newcomer: posts of their own, and steps that are done by what really happened. */
import type { Output } from '../../../../contract/endpoint.ts'
import type * as contract from '../../../../contract/inbox/practice.ts'
import type { GuidedStep, GuidedTask } from '../../../../contract/inbox/practice.ts'
import { workspaceSettings } from '../../../access/index.ts'
import { findMentionIds } from '../../../listening/index.ts'
import { announce } from '../../../platform/announce.ts'
import { actorName, type Ctx } from '../../../platform/ctx.ts'
import { conflict } from '../../../platform/errors.ts'
import { makeId } from '../../../platform/ids.ts'
import { apologises } from '../../../voice/index.ts'
import { drillsChanged } from '../../events.ts'
import { guidedPosts } from '../../practice/wave.ts'
import * as store from '../../store/practice.ts'
import { practicePlace, refuseElsewhere } from './drills.ts'

/** Fifteen minutes, which nobody is held to. */
const usualMinutes = 15

type Answer = Output<typeof contract.getGuidedTask>

const memberOf = (ctx: Ctx): string | null => (ctx.actor.kind === 'member' ? ctx.actor.memberId : null)

export const getGuidedTask = async (ctx: Ctx): Promise<Answer> => {
  const memberId = memberOf(ctx)
  const row = memberId === null ? undefined : await store.guidedOf(ctx, memberId)
  return { task: row === undefined ? null : await taskOf(ctx, row) }
}

/** Begins with posts of its own; a task that runs ends by it. @throws 409 outside a practice workspace, and for keys */
export const startGuidedTask = async (ctx: Ctx): Promise<Answer> => {
  await refuseElsewhere(ctx)
  const memberId = memberOf(ctx)
  if (memberId === null) throw conflict('inbox.practice_members')
  const { sourceId } = await practicePlace(ctx)
  const { locale } = await workspaceSettings(ctx)
  await store.endDrills(ctx, { guidedOf: memberId })
  const row = {
    id: makeId(ctx.now),
    scenario: 'guided' as const,
    language: locale,
    target_minutes: usualMinutes,
    source_id: sourceId,
    started_by: actorName(ctx.actor),
    member_id: memberId,
    ends_at: null,
  }
  if (!(await store.insertDrill(ctx, row, guidedPosts(locale, ctx.now)))) throw conflict('inbox.drill_runs')
  await announce(ctx, drillsChanged, { ids: [row.id] }, [memberId])
  return getGuidedTask(ctx)
}

const taskOf = async (ctx: Ctx, row: store.DrillRow): Promise<GuidedTask> => {
  const posts = await store.postsOf(ctx, row.id)
  const placeOf = (kind: 'question' | 'fault' | 'noise') => posts.find(one => one.kind === kind)?.conversationId ?? null
  const [question, fault, noise] = [placeOf('question'), placeOf('fault'), placeOf('noise')]
  const places = [question, fault, noise].flatMap(one => one ?? [])
  const written = await store.writtenBy(ctx, row.member_id!, places)
  const handled = new Map((await store.handledBy(ctx, row.member_id!, places)).map(one => [one.conversationId, one]))
  const wrote = (
    place: string | null,
    direction: 'outbound' | 'note',
    isRight: (text: string) => boolean = () => true,
  ) => written.find(one => one.conversationId === place && one.direction === direction && isRight(one.text))?.at ?? null
  const noiseItem = posts.find(one => one.kind === 'noise')?.itemId ?? null
  const mentions = await findMentionIds(ctx, noiseItem === null ? [] : [noiseItem])
  const done: Record<GuidedStep, readonly [string | null, Date | null]> = {
    take: [question, handled.get(question ?? '')?.takenAt ?? null],
    note: [question, wrote(question, 'note')],
    answer: [question, wrote(question, 'outbound')],
    apologise: [fault, wrote(fault, 'outbound', apologises)],
    end: [noise, noiseItem === null ? null : await store.endedAt(ctx, noiseItem)],
    resolve: [question, handled.get(question ?? '')?.resolvedAt ?? null],
  }
  const steps = Object.entries(done).map(([step, [conversationId, at]]) => ({
    step: step as GuidedStep,
    conversationId,
    mentionId: step === 'end' ? (mentions.get(noiseItem ?? '') ?? null) : null,
    doneAt: at?.toISOString() ?? null,
  }))
  const times = steps.flatMap(one => one.doneAt ?? [])
  return {
    startedAt: row.started_at.toISOString(),
    endedAt: times.length === steps.length ? times.toSorted().at(-1)! : null,
    isReady: posts.every(one => one.conversationId !== null),
    steps,
  }
}
