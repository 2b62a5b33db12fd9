/**
 * Voice says what we say and how: response policies that two departments sign, a tone guide, saved replies, and the second
 * look at a draft before it goes out.
 */
export { checkByRules } from './actions/guides.ts'
export { applyPolicy, policiesFor, policiesOf } from './actions/policies.ts'
export { savedRepliesFor } from './actions/saved-replies.ts'
export { apologises } from './checking/apology.ts'
export { checkDraft } from './checking/check.ts'
export type { Draft } from './checking/draft.ts'
export { policiesChanged } from './events.ts'
export type { VoiceTables } from './tables.ts'
