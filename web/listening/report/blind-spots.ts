/** Pure: where much is said of a topic and we have no account to answer with. */

export interface TalkedOf {
  readonly topicId: string
  readonly channel: string
  readonly total: number
}

/** Below this nothing can be said to be much. */
const fewest = 10

/**
 * Cells on channels without an account of ours that hold at least ten mentions and a fifth of their topic's, the loudest
 * first.
 */
export const blindSpots = <T extends TalkedOf>(cells: readonly T[], ours: ReadonlySet<string>): readonly T[] => {
  const sums = new Map<string, number>()
  for (const { topicId, total } of cells) sums.set(topicId, (sums.get(topicId) ?? 0) + total)
  return cells
    .filter(({ topicId, channel, total }) => !ours.has(channel) && total >= fewest && total * 5 >= sums.get(topicId)!)
    .sort((a, b) => b.total - a.total)
}
