/** When two posts say the same: how far apart their prints may lie, one rule for both sides. */

/**
 * A print holds 128 bits, each the lowest bit of one MinHash over the words of a post: of two posts whose words overlap
 * by the Jaccard index J, a share of (1 − J) / 2 of the bits differs. Source: Li and König, b-Bit Minwise Hashing (2010).
 */
export const printBits = 128

/** Bits that may differ: J of about 0.6; of two posts that have nothing in common half of the bits differ, ± 6. */
const differAtMost = 26

/** The bits of a print of 32 hexadecimal digits, to be compared often. */
export const readPrint = (print: string): Int32Array =>
  Int32Array.from({ length: printBits / 32 }, (_, n) => Number.parseInt(print.slice(n * 8, n * 8 + 8), 16))

/** Whether two prints are those of the same text: copied, quoted, or slightly changed. */
export const areSimilar = (a: Int32Array, b: Int32Array): boolean => {
  let differ = 0
  for (let n = 0; n < a.length; n++) {
    let rest = a[n]! ^ b[n]!
    for (; rest !== 0; rest &= rest - 1) differ++
  }
  return differ <= differAtMost
}
