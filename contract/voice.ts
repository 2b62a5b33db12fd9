/** Voice: what we say and how. Policies, the tone guide, saved replies, and what a check says of a draft. */
import { guideEndpoints } from './voice/guides.ts'
import { policyEndpoints } from './voice/policies.ts'
import { savedReplyEndpoints } from './voice/saved-replies.ts'

export * from './voice/drafts.ts'
export * from './voice/guides.ts'
export * from './voice/policies.ts'
export * from './voice/saved-replies.ts'

export const voiceEndpoints = [...policyEndpoints, ...guideEndpoints, ...savedReplyEndpoints] as const
