/** What open screens are told: which room, which fact, which ids. Texts never travel here. */
import { z } from 'zod'

export const liveMessage = z.object({
  /** `listening.mentions_found`, `inbox.conversation_changed`, … */
  fact: z.string(),
  ids: z.array(z.string()),
})
export type LiveMessage = z.infer<typeof liveMessage>

/** A server-sent-events stream of `liveMessage`; event `resync` asks the screen to refetch all it shows. */
export const livePath = '/api/w/:workspaceId/live'
