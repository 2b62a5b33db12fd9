/**
 * Erlang C (A. K. Erlang, 1917): how many must be there so that few wait too long. Arrivals are Poisson, handling times
 * exponential, nobody gives up, whoever is free takes the next. Load is in erlangs: arrivals times handling time.
 */

/** The chance that one who comes has to wait, in [0, 1]; 1 where the load is too much for so many. */
export const chanceToWait = (load: number, agents: number): number => {
  if (load <= 0) return 0
  if (agents <= load) return 1
  // Erlang B by its recursion, which does not overflow; C follows from it.
  let blocked = 1
  for (let n = 1; n <= agents; n += 1) blocked = (load * blocked) / (n + load * blocked)
  return blocked / (1 - (load / agents) * (1 - blocked))
}

/** The share in [0, 1] that is taken up within a time; both times in the same unit. */
export const shareWithin = (load: number, agents: number, within: number, handling: number): number =>
  load <= 0 ? 1 : 1 - chanceToWait(load, agents) * Math.exp((-(agents - load) * within) / handling)

const mostAgents = 10_000

/** The fewest who take up that share within that time; 0 where nobody comes. */
export const agentsFor = (
  arrivalsPerHour: number,
  handlingMinutes: number,
  promise: { withinMinutes: number; share: number },
): number => {
  const load = (arrivalsPerHour * handlingMinutes) / 60
  if (load <= 0) return 0
  let agents = Math.max(1, Math.floor(load))
  while (
    agents < mostAgents &&
    (agents <= load || shareWithin(load, agents, promise.withinMinutes, handlingMinutes) < promise.share)
  )
    agents += 1
  return agents
}
