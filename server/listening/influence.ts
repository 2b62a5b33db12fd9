/** Whose word carries far: a score that a person can check by hand. It orders authors; it measures nothing else. */

export interface Weighed {
  /** Null where the network does not say. */
  readonly followers: number | null
  /** Mentions of the period. */
  readonly mentions: number
  /** Posts of others that answer or quote these mentions. */
  readonly drawn: number
}

export interface Influence {
  /** 0 to 100. */
  readonly score: number
  /** The points that add up to it. */
  readonly reach: number
  readonly activity: number
  readonly resonance: number
}

const reachAtMost = 60
const activityAtMost = 20
const resonanceAtMost = 20

/**
 * Ten points for each power of ten of followers (a million and more: 60), five for each doubling of mentions (fifteen
 * and more: 20), five for each doubling of answers drawn (fifteen and more: 20). Logarithms, for each of the three is
 * spread over many powers of ten, and the thousandth follower counts for less than the first.
 */
export const influenceOf = ({ followers, mentions, drawn }: Weighed): Influence => {
  const reach = Math.round(Math.min(reachAtMost, 10 * Math.log10(1 + Math.max(0, followers ?? 0))))
  const activity = Math.round(Math.min(activityAtMost, 5 * Math.log2(1 + mentions)))
  const resonance = Math.round(Math.min(resonanceAtMost, 5 * Math.log2(1 + drawn)))
  return { score: reach + activity + resonance, reach, activity, resonance }
}
