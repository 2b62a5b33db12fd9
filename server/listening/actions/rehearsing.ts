/** Bringing in a past: items that are played into a source at once, and how they had ended. */
import type { MentionState } from '../../../contract/listening.ts'
import type { Incoming } from '../../channels/index.ts'
import { announce } from '../../platform/announce.ts'
import type { Ctx, World } from '../../platform/ctx.ts'
import { readTexts } from '../../understanding/index.ts'
import { mentionsChanged } from '../events.ts'
import { pagesOf } from '../pages.ts'
import { lockMentions } from '../store/mentions.ts'
import { writeEndings } from '../store/rehearsals.ts'
import { type Heard, keepHeard } from './keeping.ts'
import { recount } from './recounting.ts'
import { currentStanding, postOf, wholeText } from './standing.ts'

/** Reads items before they are brought in: outside any transaction. */
export const readPlayed = async (world: World, incoming: readonly Incoming[]): Promise<Heard[]> => {
  const readings = await readTexts(world, incoming.map(wholeText))
  return incoming.map((one, n) => ({ incoming: one, reading: readings[n]!, topicIds: [] }))
}

/** Keeps played items like any that a source brought: matched with the topics, counted, announced. */
export const playIn = async (
  ctx: Ctx,
  input: { sourceId: string; channel: string; heard: readonly Heard[] },
): Promise<void> => {
  const { matcher } = await currentStanding(ctx, { isHeld: true })
  const wanted = matcher.match(
    input.heard.map(({ incoming, reading }) => postOf({ ...incoming, channel: input.channel }, reading)),
  )
  await keepHeard(
    ctx,
    input.sourceId,
    input.heard.map((one, n) => ({ ...one, topicIds: wanted[n]! })),
  )
}

export interface PastEnding {
  itemId: string
  state: MentionState
  by: string
  reason: string | null
  at: Date
}

/** Says how mentions had ended at an instant of the past. Items that are no mentions are passed over. */
export const recordEndings = async (ctx: Ctx, endings: readonly PastEnding[]): Promise<void> => {
  const locked = await lockMentions(ctx, { itemIds: endings.map(one => one.itemId) })
  const pending = new Map(locked.filter(one => one.state === 'pending').map(mention => [mention.itemId, mention]))
  const rows = endings.flatMap(one => {
    const before = pending.get(one.itemId)
    return before ? [{ ...one, mentionId: before.id, before }] : []
  })
  await recount(
    ctx,
    rows.map(({ before, state }) => ({ before, after: { ...before, state } })),
  )
  for (const page of pagesOf(rows)) {
    await writeEndings(
      ctx,
      page.map(({ before: _, ...row }) => row),
    )
    await announce(ctx, mentionsChanged, { ids: page.map(one => one.mentionId) })
  }
}
