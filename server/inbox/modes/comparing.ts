/** Pure: what care reached and what complaints showed, from one account for both and from two; peaks of complaints. */

export interface Spoken {
  purpose: 'marketing' | 'care' | 'both'
  followers: number | null
  /** Care answers that left from it, and public complaints that were said to it. */
  answers: number
  complaints: number
}

/**
 * Split: answers and their threads stand before the followers of the largest care account; unified: before those of the
 * largest brand account. Without a followed account of a purpose the account for both stands in.
 */
export const compareModes = (accounts: readonly Spoken[]) => {
  const answers = accounts.reduce((sum, one) => sum + one.answers, 0)
  const complaints = accounts.reduce((sum, one) => sum + one.complaints, 0)
  const most = (purpose: 'marketing' | 'care'): number | null => {
    const of = (wanted: Spoken['purpose']) =>
      accounts.filter(one => one.purpose === wanted && one.followers !== null).map(one => one.followers!)
    const known = of(purpose).length > 0 ? of(purpose) : of('both')
    return known.length === 0 ? null : Math.max(...known)
  }
  const of = (followers: number | null) => ({
    reach: followers === null ? null : answers * followers,
    exposure: followers === null ? null : complaints * followers,
  })
  return { answers, complaints, split: of(most('care')), unified: of(most('marketing')) }
}

/** Fewer complaints in an hour are no peak, however few are usual. */
const fewest = 3

/** Twice what is usual and three spreads of a Poisson count above it. */
export const isPeak = (complaints: number, usual: number): boolean =>
  complaints >= fewest && complaints >= 2 * usual && complaints > usual + 3 * Math.sqrt(usual)
