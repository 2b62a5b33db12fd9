/** The rules of matching of a workspace, or those that hold where nobody has set any. */
import type { MatchRules } from '../../../contract/customers/suggestions.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { rulesOf } from '../store/matching.ts'

const usualRules: MatchRules = {
  isLinking: true,
  isLearning: true,
  linkFrom: 0.999,
  suggestFrom: 0.8,
  certainKeys: ['email', 'phone', 'visitor', 'external'],
  mostHolders: 50,
}

export const readRules = async (ctx: Ctx): Promise<MatchRules> => {
  const row = await rulesOf(ctx)
  if (!row) return usualRules
  return {
    isLinking: row.is_linking,
    isLearning: row.is_learning,
    linkFrom: row.link_from,
    suggestFrom: row.suggest_from,
    certainKeys: row.certain_keys as MatchRules['certainKeys'],
    mostHolders: row.most_holders,
  }
}
