/** How mentions end: answered, a stance, not ours; and pending again. */
import type { Input } from '../../../contract/endpoint.ts'
import type { closeMention as endpoint, Mention, MentionState } from '../../../contract/listening.ts'
import { announce } from '../../platform/announce.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { mentionsChanged } from '../events.ts'
import { pagesOf } from '../pages.ts'
import { storable } from '../storable.ts'
import { lockMentions, writeEnding } from '../store/mentions.ts'
import { mentionsByIds } from './mentions.ts'
import { recount } from './recounting.ts'

export type Ended = ({ mentionIds: readonly string[] } | { itemIds: readonly string[] }) & {
  state: MentionState
  /** The name to show for who did it. */
  by: string
  reason?: string | null
}

/**
 * Says how mentions ended; `pending` opens them again. Ids that are no mentions are passed over, and mentions that have
 * ended so already, for the same reason, stay as they are. Every change is kept in the history with who and when.
 * @returns the ids of the mentions that changed.
 */
export const endMentions = async (ctx: Ctx, ended: Ended): Promise<string[]> => {
  const reason = storable(ended.reason ?? '')
  const locked = await lockMentions(ctx, ended)
  const moved = locked.filter(mention => mention.state !== ended.state || (mention.stateReason ?? '') !== reason)
  const changed = moved.map(mention => mention.id)
  await recount(
    ctx,
    moved.map(before => ({ before, after: { ...before, state: ended.state } })),
  )
  for (const ids of pagesOf(changed)) {
    await writeEnding(ctx, ids, { state: ended.state, by: ended.by, reason: reason === '' ? null : reason })
    await announce(ctx, mentionsChanged, { ids })
  }
  return changed
}

/** A person says how a mention ended. @throws notFound for a mention of another workspace. */
export const closeMention = async (ctx: Ctx, input: Input<typeof endpoint>): Promise<Mention> => {
  await endMentions(ctx, {
    mentionIds: [input.mentionId],
    state: input.state,
    by: actorName(ctx.actor),
    reason: input.reason,
  })
  const [mention] = await mentionsByIds(ctx, [input.mentionId])
  if (mention === undefined) throw notFound('mention')
  return mention
}
