/** Posts that their network took back: found by no search any more, and still in the ledger. */
import { announce } from '../../platform/announce.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { mentionsChanged } from '../events.ts'
import { blankMentionWords } from '../store/revisions.ts'

/** Hears that items lost their words. */
export const forgetRemoved = async (ctx: Ctx, input: { ids: readonly string[] }): Promise<void> => {
  const ids = await blankMentionWords(ctx, input.ids)
  if (ids.length > 0) await announce(ctx, mentionsChanged, { ids })
}
