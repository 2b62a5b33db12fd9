/** What ends by itself: posts that are read as unanswerable and that nobody took, once they have waited long enough. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant } from '../scalars.ts'

/** Hours that a post waits first: at least long enough that somebody could have looked. */
const afterHours = z.int().min(1).max(720)

const automaticStance = z.object({
  /** Null while it is off. */
  afterHours: afterHours.nullable(),
  changedAt: instant.nullable(),
  changedBy: z.string().nullable(),
  /** Posts that it would end if they were old enough, up to a thousand. */
  waiting: z.int(),
  /** Posts that it has ended since it was first switched on; who opened one again is not taken off. */
  ended: z.int(),
})
export type AutomaticStance = z.infer<typeof automaticStance>

export const getAutomaticStance = endpoint({
  name: 'getAutomaticStance',
  method: 'GET',
  path: '/api/w/:workspaceId/inbox/automatic-stance',
  access: 'inbox.read',
  summary: 'Whether posts that nobody can answer end as a stance by themselves, after how long, and how many did.',
  output: automaticStance,
})

export const setAutomaticStance = endpoint({
  name: 'setAutomaticStance',
  method: 'PUT',
  path: '/api/w/:workspaceId/inbox/automatic-stance',
  access: 'inbox.manage',
  summary: 'Ends posts that are read as unanswerable as a stance after so many hours; null switches it off.',
  body: z.object({ afterHours: afterHours.nullable() }),
  output: automaticStance,
})

export const endingEndpoints = [getAutomaticStance, setAutomaticStance] as const
