/** How the cost of work grows with its size: a ratio within one run, so that a slow or busy machine changes nothing. */

const tries = 2
/** Work that takes less than this is nothing to measure. */
const floorMs = 15

/** Of this thread alone: what other threads do meanwhile, collecting garbage of earlier tests too, is no cost of the work. */
const cpuMs = (work: () => void): number => {
  let best = Number.POSITIVE_INFINITY
  for (let n = 0; n < tries; n++) {
    const before = process.threadCpuUsage()
    work()
    const used = process.threadCpuUsage(before)
    best = Math.min(best, (used.user + used.system) / 1000)
  }
  return best
}

const times = 8

/** A collection of garbage may fall into one measurement, and not into three: what is quadratic stays so however often it is asked. */
const rounds = 3

/**
 * Processor time for eight times the size over that for the size, the better of two each, measured anew where it looks worse
 * than linear. About 8 when the cost is linear, 64 when it is quadratic; `linear` lies between.
 * @returns 0 where even the larger takes next to nothing.
 */
export const growth = <T>(make: (size: number) => T, work: (made: T) => void, size: number): number => {
  const small = make(size)
  const large = make(size * times)
  work(small)
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds && best >= linear; round++) {
    const after = cpuMs(() => work(large))
    if (after < floorMs) return 0
    best = Math.min(
      best,
      after /
        Math.max(
          // As many letters in pieces as at once: so both meet the garbage that they make.
          cpuMs(() => {
            for (let n = 0; n < times; n++) work(small)
          }) / times,
          0.5,
        ),
    )
  }
  return best
}

/** The most that `growth` may be where time is linear in length. */
export const linear = 28
