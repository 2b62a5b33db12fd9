/** When two posts say the same: how far apart their prints may lie, one rule for both sides. */

/**
 * A print holds 128 bits, each the lowest bit of one MinHash over the words of a post: of two posts whose words overlap
 * by the Jaccard index J, a share of (1 − J) / 2 of the bits differs. Source: Li and König, b-Bit Minwise Hashing (2010).
 */
export const printBits = 128

/** Bits that may differ: J of about 0.6; of two posts that have nothing in common half of the bits differ, ± 6. */
const differAtMost = 26

/** Whether two prints (32 hexadecimal digits each) are those of the same text, copied, quoted or slightly changed. */
export const areSimilar = (a: string, b: string): boolean => {
  let differ = 0
  for (let at = 0; at < a.length; at += 8) {
    let rest = Number.parseInt(a.slice(at, at + 8), 16) ^ Number.parseInt(b.slice(at, at + 8), 16)
    while (rest !== 0) {
      rest &= rest - 1
      differ++
    }
    if (differ > differAtMost) return false
  }
  return true
}
