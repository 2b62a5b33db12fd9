/** Verbs of the tone guide, and the check of a draft by it. */
import type { Input } from '../../../contract/endpoint.ts'
import type { Fault } from '../../../contract/voice/drafts.ts'
import type * as contract from '../../../contract/voice/guides.ts'
import type { ShownGuide } from '../../../contract/voice/guides.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { conflict } from '../../platform/errors.ts'
import { checkByGuide } from '../checking/by-guide.ts'
import { checkDraft } from '../checking/check.ts'
import type { Draft } from '../checking/draft.ts'
import * as store from '../store/guides.ts'

export const getGuide = async (ctx: Ctx): Promise<ShownGuide> =>
  (await store.findGuide(ctx)) ?? {
    level: 'any',
    avoid: [],
    forbidden: [],
    examples: [],
    version: 0,
    changedBy: null,
    changedAt: null,
  }

/** @throws 409 where somebody else changed it meanwhile. */
export const writeGuide = async (ctx: Ctx, input: Input<typeof contract.writeGuide>): Promise<ShownGuide> => {
  const { version, level, avoid, forbidden, examples } = input
  if (!(await store.writeGuide(ctx, { level, avoid, forbidden, examples }, version, actorName(ctx.actor))))
    throw conflict('voice.guide_changed')
  return getGuide(ctx)
}

/** The faults of a draft: those that are faults everywhere, and those against this workspace's guide. */
export const checkByRules = async (ctx: Ctx, draft: Draft): Promise<Fault[]> => {
  const found = checkDraft(draft)
  const more = checkByGuide(draft.text, await getGuide(ctx)).filter(
    one => !found.some(other => other.span[0] < one.span[1] && one.span[0] < other.span[1]),
  )
  return [...found, ...more].sort((a, b) => a.span[0] - b.span[0])
}
