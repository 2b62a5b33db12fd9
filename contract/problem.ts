/** What a refusal looks like on the wire: problem+json (RFC 9457) with a stable code. */
import { z } from 'zod'

export const problem = z.object({
  type: z.string(),
  /** HTTP status. */
  status: z.number().int(),
  /** Stable and dotted, e.g. `listening.topic_needs_goal`; the web may key on it. */
  code: z.string(),
  /** One sentence in the reader's language that says what to do. */
  title: z.string(),
  /** Fields of the request that were refused, each with its sentence. */
  fields: z
    .array(
      z.object({
        path: z.string(),
        message: z.string(),
        /** Where in the field's text, in UTF-16 units, and the whole text as it may have been meant; empty where nobody can say. */
        place: z.object({ at: z.number().int(), length: z.number().int(), suggestion: z.string() }).optional(),
      }),
    )
    .optional(),
  /** The id under which an unknown error was logged. */
  errorId: z.string().optional(),
})
export type Problem = z.infer<typeof problem>
