/** What another tool said of a post in the file that it came in: its sentiment and its numbers, beside what we read ourselves. Pure. */
import { z } from 'zod'
import { brought } from '../../contract/listening.ts'

const shape = z.object({
  given: z.object({ sentiment: brought.shape.sentiment }),
  metrics: brought.shape.metrics,
})

/** @param raw an item in its raw form. Null for what came in no file, or where the file said nothing of these. */
export const readBrought = (raw: unknown): z.infer<typeof brought> | null => {
  const read = shape.safeParse(raw)
  if (!read.success) return null
  const { given, metrics } = read.data
  const isSaid = given.sentiment !== null || Object.values(metrics).some(count => count !== null)
  return isSaid ? { sentiment: given.sentiment, metrics } : null
}
