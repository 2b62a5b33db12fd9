/** Which of our accounts answers: by what it is for, and by whom it was spoken to. */

export interface Able {
  readonly id: string
  readonly channel: string
  readonly purpose: 'marketing' | 'care' | 'both'
  readonly problem_code: string | null
}

/** What is answered: somebody's trouble, or words that marketing may answer as well. */
export type Matter = 'care' | 'marketing'

/**
 * The account that was spoken to, unless it is for the other thing and one is there for this: a complaint to the
 * marketing account is answered from care. Of several, one made for the matter comes before one for both, and one that
 * works before one that does not.
 */
export const chooseAccount = <A extends Able>(
  accounts: readonly A[],
  asked: { readonly channel: string; readonly spokenToId: string | null; readonly matter: Matter },
): A | undefined => {
  const able = accounts.filter(account => account.channel === asked.channel)
  const fits = (account: A) => account.purpose === 'both' || account.purpose === asked.matter
  const spokenTo = able.find(account => account.id === asked.spokenToId)
  if (spokenTo && fits(spokenTo)) return spokenTo
  const rank = (account: A) =>
    (account.purpose === asked.matter ? 0 : fits(account) ? 1 : 2) + (account.problem_code === null ? 0 : 0.5)
  const [best] = able.toSorted((a, b) => rank(a) - rank(b))
  return best && fits(best) ? best : (spokenTo ?? best)
}
