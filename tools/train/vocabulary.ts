/** Counts features over rows and numbers those that stand in enough of them: what a keyed table has rows for. */
import { indexOf, MOST_KEYED } from '../../server/understanding/keyed.ts'
import type { Rows } from './rows.ts'

export interface Vocabulary {
  /** The hash of each row of the table. */
  readonly hashes: Uint32Array
  readonly index: Uint32Array
}

/** Features that stand in at least `least` of the rows kept; where more than a table holds do, the most frequent. */
export function countFeatures(
  sets: readonly { rows: Rows; keep: (row: number) => boolean }[],
  least: number,
  most = MOST_KEYED,
): Vocabulary {
  let slots = 1 << 20
  let keys = new Uint32Array(slots)
  let counts = new Uint32Array(slots)
  let last = new Uint32Array(slots)
  let taken = 0
  const slotOf = (hash: number): number => {
    let at = (Math.imul(hash, 0x9e3779b1) >>> 8) & (slots - 1)
    while (counts[at] !== 0 && keys[at] !== hash) at = (at + 1) & (slots - 1)
    return at
  }
  const grow = () => {
    const old = { keys, counts, last }
    slots *= 2
    keys = new Uint32Array(slots)
    counts = new Uint32Array(slots)
    last = new Uint32Array(slots)
    old.counts.forEach((count, from) => {
      if (count === 0) return
      const at = slotOf(old.keys[from]!)
      keys[at] = old.keys[from]!
      counts[at] = count
      last[at] = old.last[from]!
    })
  }
  let number = 0
  for (const { rows, keep } of sets) {
    for (let row = 0; row < rows.size; row++) {
      if (!keep(row)) continue
      number++
      for (let k = rows.at[row]!; k < rows.at[row + 1]!; k++) {
        const at = slotOf(rows.hash[k]!)
        if (last[at] === number) continue
        if (counts[at] === 0) taken++
        keys[at] = rows.hash[k]!
        counts[at]!++
        last[at] = number
        if (taken * 2 > slots) grow()
      }
    }
  }
  const kept: number[] = []
  for (let at = 0; at < slots; at++) if (counts[at]! >= least) kept.push(at)
  kept.sort((a, b) => counts[b]! - counts[a]! || keys[a]! - keys[b]!)
  const hashes = Uint32Array.from(kept.slice(0, most), at => keys[at]!)
  return { hashes, index: indexOf(hashes) }
}
