/** Pure: posts that say the same stand folded under the first of them. */
import { areSimilar, type Mention, readPrint } from '../../contract/listening.ts'

export interface Fold<M> {
  readonly head: M
  /** What says the same, in the order of the list. */
  readonly rest: readonly M[]
}

/** A post is compared with so many folds before it: what is copied is copied soon. */
const foldsBack = 300

/** Folds a list in its order. What has no print (too few words) stands alone. */
export const foldSimilar = <M extends Pick<Mention, 'print'>>(list: readonly M[]): Fold<M>[] => {
  const folds: { head: M; rest: M[]; print: Int32Array | null }[] = []
  for (const one of list) {
    const print = one.print === null ? null : readPrint(one.print)
    const near = folds.slice(-foldsBack)
    const found = print && near.find(fold => fold.print !== null && areSimilar(fold.print, print))
    if (found) found.rest.push(one)
    else folds.push({ head: one, rest: [], print })
  }
  return folds
}

/** One row of a list with folds. */
export interface Row<M> {
  readonly mention: M
  /** All that the row stands for: a closed fold is acted on as a whole. */
  readonly group: readonly M[]
  /** How many say the same as this one, at the head of a fold. */
  readonly similar: number
  readonly isOpen: boolean
  /** It stands under an open head. */
  readonly isInside: boolean
}

/** The rows to draw: heads, and below those that are open what they hold. */
export const rowsOf = <M extends { id: string }>(folds: readonly Fold<M>[], open: ReadonlySet<string>): Row<M>[] =>
  folds.flatMap(({ head, rest }) => {
    const all = [head, ...rest]
    const isOpen = rest.length > 0 && all.some(one => open.has(one.id))
    const first = {
      mention: head,
      group: isOpen ? [head] : all,
      similar: rest.length,
      isOpen,
      isInside: false,
    }
    if (!isOpen) return [first]
    return [first, ...rest.map(mention => ({ mention, group: [mention], similar: 0, isOpen: false, isInside: true }))]
  })
