/** Whether a place rises: the share of our talk that it has lately, against the share that it had before. */

export interface Rise {
  /** Posts of the last weeks, and of all weeks before. */
  readonly recent: number
  readonly past: number
  /** Posts that so many weeks would hold at its pace of before. */
  readonly usual: number
  /** Times that pace; null where nothing was said there before. */
  readonly times: number | null
  /** How likely chance alone makes so much of it, 0 to 1. */
  readonly chance: number
  readonly isRising: boolean
}

/** Weeks that count as lately. */
export const recentWeeks = 2
/** A past shorter than this says nothing. */
const fewestPastWeeks = 4
const fewestRecent = 3
const leastTimes = 2
const mostChance = 0.01

/**
 * Compares two rates by the conditional test of Przyborowski and Wilenski (1940): given all posts of a place, as many of them are
 * recent as the toss of a coin says whose odds are the posts that were looked at lately and before. So what everything does
 * (we began to listen, a campaign runs everywhere) lifts no single place.
 * @param counts posts of the place by week, the oldest first
 * @param looked posts that were looked at by week: those among which it was counted
 * @returns null where there is too little of a past to know what is usual
 */
export const riseOf = (counts: readonly number[], looked: readonly number[]): Rise | null => {
  const cut = counts.length - recentWeeks
  const pastWeeks = looked.slice(0, cut).filter(posts => posts > 0).length
  if (pastWeeks < fewestPastWeeks) return null
  const [recent, past] = [sum(counts.slice(cut)), sum(counts.slice(0, cut))]
  const [lookedRecent, lookedPast] = [sum(looked.slice(cut)), sum(looked.slice(0, cut))]
  const usual = (past / pastWeeks) * recentWeeks
  const times = past === 0 ? null : recent / usual
  const chance = atLeast(recent, recent + past, lookedRecent / (lookedRecent + lookedPast))
  const isRising = recent >= fewestRecent && chance <= mostChance && (times === null || times >= leastTimes)
  return { recent, past, usual, times, chance, isRising }
}

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0)

/** The chance of `least` or more of `of` tosses, each of which succeeds with `odds`. */
const atLeast = (least: number, of: number, odds: number): number => {
  if (least <= 0 || odds >= 1) return 1
  if (odds <= 0) return 0
  let term = Math.exp(logChoose(of, least) + least * Math.log(odds) + (of - least) * Math.log1p(-odds))
  let total = 0
  for (let k = least; k <= of; k += 1) {
    total += term
    term *= ((of - k) / (k + 1)) * (odds / (1 - odds))
    // Beyond the middle the terms only shrink.
    if (k > of * odds && term < total * 1e-12) break
  }
  return Math.min(1, total)
}

const logChoose = (of: number, some: number): number => {
  let log = 0
  for (let k = 1; k <= Math.min(some, of - some); k += 1) log += Math.log((of - k + 1) / k)
  return log
}
