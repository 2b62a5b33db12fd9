/** How often somebody called and got nobody. */
import type { CallOutcome } from '../../../contract/customers/calls.ts'

const withinMs = 30 * 86_400_000

/**
 * Inbound calls that failed or were missed since the last that was answered (by us, or one of ours that reached them), within
 * thirty days: what an agent should know before they say hello.
 */
export const unansweredOf = (
  calls: readonly { direction: 'inbound' | 'outbound'; outcome: CallOutcome; started_at: Date }[],
  now: Date,
): { unanswered: number; lastUnansweredAt: Date | null; lastAnsweredAt: Date | null } => {
  const newestFirst = calls.toSorted((a, b) => b.started_at.getTime() - a.started_at.getTime())
  const answered = newestFirst.find(call => call.outcome === 'answered')?.started_at ?? null
  const since = Math.max(answered?.getTime() ?? 0, now.getTime() - withinMs)
  const tried = newestFirst.filter(
    call => call.direction === 'inbound' && call.outcome !== 'answered' && call.started_at.getTime() > since,
  )
  return { unanswered: tried.length, lastUnansweredAt: tried[0]?.started_at ?? null, lastAnsweredAt: answered }
}
