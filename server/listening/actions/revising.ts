/** Edited posts: the mention moves to the newer words, with its topics and its counts; it is no second mention. */
import { announce } from '../../platform/announce.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { mentionsChanged } from '../events.ts'
import { findTopicIds, linkTopics, type NewMention } from '../store/mentions.ts'
import { lockEarlier, reviseMentions, unlinkTopics } from '../store/revisions.ts'
import { everything } from '../tables.ts'
import type { Tally } from '../tally.ts'

type Wanted = NewMention & { topicIds: readonly string[] }

/**
 * Moves the mentions of earlier revisions to these items, and counts them where they belong now.
 * @param edited items that carry a revision, would be mentions, and stand once each.
 * @returns the ids of the items that an earlier mention took over.
 */
export const reviseEarlier = async (ctx: Ctx, edited: readonly Wanted[], tally: Tally): Promise<Set<string>> => {
  if (edited.length === 0) return new Set()
  const byItem = new Map(edited.map(one => [one.itemId, one]))
  const earlier = await lockEarlier(ctx, [...byItem.keys()])
  if (earlier.length === 0) return new Set()
  const mentionIds = earlier.map(mention => mention.id)
  const before = await findTopicIds(ctx, mentionIds)
  const moves = earlier.map(mention => ({ mention, now: byItem.get(mention.newItemId)! }))
  await reviseMentions(
    ctx,
    moves.map(({ mention, now }) => ({ ...now, id: mention.id })),
  )
  await linkTopics(
    ctx,
    moves.flatMap(({ mention, now }) =>
      now.topicIds.map(topicId => ({ mentionId: mention.id, topicId, occurredAt: mention.occurredAt })),
    ),
  )
  await unlinkTopics(
    ctx,
    moves.flatMap(({ mention, now }) =>
      (before.get(mention.id) ?? [])
        .filter(topicId => !now.topicIds.includes(topicId))
        .map(topicId => ({ mentionId: mention.id, topicId })),
    ),
  )
  for (const { mention, now } of moves) {
    tally.count([everything, ...(before.get(mention.id) ?? [])], mention, -1)
    const { occurredAt, state } = mention
    tally.count([everything, ...now.topicIds], { ...now, occurredAt, state }, 1)
  }
  await announce(ctx, mentionsChanged, { ids: mentionIds })
  return new Set(moves.map(({ now }) => now.itemId))
}
