/** How the cost of work grows with its size: a ratio within one run, so that a slow or busy machine changes nothing. */

const tries = 2
/** Work that takes less than this is nothing to measure. */
const floorMs = 15

const cpuMs = (work: () => void): number => {
  let best = Number.POSITIVE_INFINITY
  for (let n = 0; n < tries; n++) {
    const before = process.cpuUsage()
    work()
    const used = process.cpuUsage(before)
    best = Math.min(best, (used.user + used.system) / 1000)
  }
  return best
}

const times = 8

/**
 * Processor time for eight times the size over that for the size, the better of two each. About 8 when the cost is
 * linear, 64 when it is quadratic; `linear` lies between. @returns 0 where even the larger takes next to nothing.
 */
export const growth = <T>(make: (size: number) => T, work: (made: T) => void, size: number): number => {
  const small = make(size)
  const large = make(size * times)
  work(small)
  const after = cpuMs(() => work(large))
  return after < floorMs
    ? 0
    : after /
        Math.max(
          cpuMs(() => work(small)),
          0.5,
        )
}

/** The most that `growth` may be where time is linear in length. */
export const linear = 28
