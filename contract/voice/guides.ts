/** The tone guide: words to avoid and to prefer, the honorific level, promises nobody makes, examples right and wrong. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant } from '../scalars.ts'

const line = z.string().trim().min(1).max(200)

export const guide = z.object({
  /** 합쇼체 only, 해요체 only, or either. */
  level: z.enum(['formal', 'polite', 'any']),
  avoid: z.array(z.object({ say: line.max(60), instead: z.string().trim().max(60) })).max(200),
  /** Promises that nobody makes, as people would write them. */
  forbidden: z.array(line.max(60)).max(100),
  examples: z.array(z.object({ wrong: line, right: line })).max(50),
})
export type Guide = z.infer<typeof guide>

export const shownGuide = guide.extend({
  /** Counted up at each change; hand back the one that you changed. 0 where nobody has written a guide yet. */
  version: z.number().int(),
  changedBy: z.string().nullable(),
  changedAt: instant.nullable(),
})
export type ShownGuide = z.infer<typeof shownGuide>

export const getGuide = endpoint({
  name: 'getGuide',
  method: 'GET',
  path: '/api/w/:workspaceId/tone-guide',
  access: 'voice.read',
  summary: 'The tone guide that drafts are checked by.',
  output: shownGuide,
})

export const writeGuide = endpoint({
  name: 'writeGuide',
  method: 'PUT',
  path: '/api/w/:workspaceId/tone-guide',
  access: 'voice.manage',
  summary: 'Writes the tone guide; 409 where somebody else changed it meanwhile.',
  body: guide.extend({ version: z.int().min(0) }),
  output: shownGuide,
})

export const guideEndpoints = [getGuide, writeGuide] as const
