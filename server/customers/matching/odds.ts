/**
 * From weights to odds. A pair may agree because both are one person, or because they share a household, or because a
 * phone or a mailbox is shared or was handed on; how often each happens is estimated from all weights at once.
 */

/** Pairs worth keeping, with their weights in bits. */
export interface Pairs {
  readonly count: number
  readonly a: Int32Array
  readonly b: Int32Array
  readonly weight: Float32Array
  readonly shared: Float32Array
  readonly bridge: Float32Array
  readonly personal: Float32Array
}

export interface Priors {
  /** Chances that two rows taken at random are one person, one household, or share no more than a phone or mailbox. */
  readonly same: number
  readonly household: number
  readonly bridge: number
  /** Whether the table could show households; then none is made one person by what it shares alone. */
  readonly isWary: boolean
}

const rounds = 40

/** Where households show, people who live together are at least so many for each pair of one person. */
const leastHouseholds = 0.5
const fewHouseholds = 0.02
const provingRows = 500

/** What a household shares is worth no more than these bits: a suggestion, no link. */
const mostShared = 1

export const estimatePriors = (pairs: Pairs, size: number, isWary: boolean): Priors => {
  const all = Math.max(1, (size * (size - 1)) / 2)
  const least = 0.01 / all
  let same = Math.min(0.05, (0.3 * size) / all)
  let household = same / 20
  let bridge = same / 20
  for (let round = 0; round < rounds; round++) {
    let asOne = 0
    let asHousehold = 0
    let asBridge = 0
    for (let n = 0; n < pairs.count; n++) {
      const one = same * 2 ** pairs.weight[n]!
      const near = household * 2 ** pairs.shared[n]!
      const bridged = bridge * 2 ** pairs.bridge[n]!
      const sum = one + near + bridged + 1
      asOne += one / sum
      asHousehold += near / sum
      asBridge += bridged / sum
    }
    const before = same
    same = Math.min(0.5, Math.max(least, asOne / all))
    household = Math.min(0.2, Math.max(least, asHousehold / all))
    bridge = Math.min(0.2, Math.max(least, asBridge / all))
    if (round > 8 && Math.abs(same / before - 1) < 1e-4) break
  }
  // A large table that could show households and shows none has none.
  const hasNone = size > provingRows && household < same * fewHouseholds
  if (!isWary || hasNone) return { same, household, bridge, isWary: false }
  return { same, household: Math.max(household, same * leastHouseholds), bridge, isWary }
}

/** The odds, in bits, that a pair is one person: 0 is as likely as not, 10 is a thousand to one. */
export const oddsOf = (
  priors: Priors,
  { weight, shared, bridge, personal }: { weight: number; shared: number; bridge: number; personal: number },
): number => {
  const bits =
    Math.log2(priors.same) + weight - Math.log2(1 + priors.household * 2 ** shared + priors.bridge * 2 ** bridge)
  return priors.isWary && personal <= 0 ? Math.min(bits, mostShared) : bits
}

export const chanceOf = (bits: number): number => 1 / (1 + 2 ** -bits)
