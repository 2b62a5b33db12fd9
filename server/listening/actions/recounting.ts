/** Keeps the roll-ups true when mentions change: what was counted is taken away, what counts now is added. */
import { announce, startJob } from '../../platform/announce.ts'
import { type Ctx, type SystemCtx, within } from '../../platform/ctx.ts'
import { readingsOf, shownSentiment } from '../../understanding/index.ts'
import { mentionsChanged } from '../events.ts'
import { noteReading } from '../noted.ts'
import { pagesOf } from '../pages.ts'
import {
  changeFollowers,
  changeNoted,
  changeSentiments,
  findTopicIds,
  lockMentions,
  lockUnreached,
} from '../store/mentions.ts'
import { changeVolumes, findUnfolded, foldChanges } from '../store/volumes.ts'
import { everything } from '../tables.ts'
import { type Counted, makeTally } from '../tally.ts'

/** Counts mentions anew that the caller has locked and changes; their topics stay. */
export const recount = async (
  ctx: Ctx,
  moves: readonly { before: Counted & { id: string }; after: Counted }[],
): Promise<void> => {
  if (moves.length === 0) return
  const topicIds = await findTopicIds(
    ctx,
    moves.map(({ before }) => before.id),
  )
  const tally = makeTally()
  for (const { before, after } of moves) {
    const under = [everything, ...(topicIds.get(before.id) ?? [])]
    tally.count(under, before, -1)
    tally.count(under, after, 1)
  }
  await changeVolumes(ctx, tally.changes())
}

/** Shows corrected sentiments on mentions and moves their counts; items whose mention shows them already change nothing. */
export const followCorrections = async (ctx: Ctx, told: { ids: readonly string[] }): Promise<void> => {
  const locked = await lockMentions(ctx, { itemIds: told.ids })
  const readings = await readingsOf(ctx, told.ids)
  const moves = locked.flatMap(before => {
    const reading = readings.get(before.itemId)
    const sentiment = reading === undefined ? before.sentiment : shownSentiment(reading)
    return sentiment === before.sentiment ? [] : [{ before, after: { ...before, sentiment } }]
  })
  if (moves.length === 0) return
  await changeSentiments(
    ctx,
    moves.map(({ before, after }) => ({ id: before.id, sentiment: after.sentiment })),
  )
  await recount(ctx, moves)
  await sayChanged(
    ctx,
    moves.map(({ before }) => before.id),
  )
}

/** Notes on mentions what was read anew of their items, and moves their counts. */
export const followRenewals = async (ctx: Ctx, told: { ids: readonly string[] }): Promise<void> => {
  const locked = await lockMentions(ctx, { itemIds: told.ids })
  if (locked.length === 0) return
  const readings = await readingsOf(ctx, told.ids)
  const read = locked.filter(mention => readings.has(mention.itemId))
  await changeNoted(
    ctx,
    read.map(({ id, itemId }) => ({ id, ...noteReading(readings.get(itemId)!) })),
  )
  await followCorrections(ctx, told)
  await sayChanged(
    ctx,
    read.map(({ id }) => id),
  )
}

/** Notes the followers of authors who came without them, as streams bring them, once their network has told. */
export const followNames = async (ctx: Ctx, told: { ids: readonly string[] }): Promise<void> => {
  const locked = await lockUnreached(ctx, told.ids)
  if (locked.length === 0) return
  const moves = locked.map(before => ({ before, after: { ...before, followers: before.nowFollowers } }))
  await changeFollowers(
    ctx,
    moves.map(({ before, after }) => ({ id: before.id, followers: after.followers })),
  )
  await recount(ctx, moves)
  await sayChanged(
    ctx,
    moves.map(({ before }) => before.id),
  )
}

const sayChanged = async (ctx: Ctx, mentionIds: readonly string[]): Promise<void> => {
  for (const ids of pagesOf(mentionIds)) await announce(ctx, mentionsChanged, { ids })
}

export const foldQueue = 'listening.fold_volumes'

/** Starts a fold for every workspace whose roll-ups have changes beside them. */
export const startFolds = async (ctx: SystemCtx): Promise<void> => {
  for (const workspaceId of await findUnfolded(ctx)) {
    await startJob(within(ctx, workspaceId), foldQueue, {})
  }
}

/** Folds what is counted and committed into the roll-ups: sums are the same before and after. */
export const foldVolumes = async (ctx: Ctx): Promise<void> => {
  await foldChanges(ctx)
}
