/** Cross-validation on the project's own posts: every post that is not held out is read by heads that never saw it. */
import { type Labelled, scoreHeads, trainHeads } from './heads.ts'
import { leanOnPublic } from './lean.ts'
import { FOLDS, HELD_OUT, PARTS, SCHEME_PLAN } from './plan.ts'
import { partOf } from './rows.ts'
import type { Post } from './sources.ts'

/**
 * Logits of every column for every post, zeros for those that are held out. `own` are sets of the posts in their order, the
 * first one as they were written; `others` are trained on in every fold.
 */
export function crossRead(
  posts: readonly Post[],
  own: readonly Labelled[],
  others: readonly Labelled[],
  signRows: number,
): Float32Array {
  const { columns } = SCHEME_PLAN.layout
  const logits = new Float32Array(posts.length * columns)
  const part = posts.map(post => partOf(post.id, PARTS))
  const isIn = (row: number, fold: number) => part[row] !== HELD_OUT && (part[row]! - 1) % FOLDS === fold
  for (let fold = 0; fold < FOLDS; fold++) {
    const heads = leanOnPublic(
      trainHeads(
        [
          ...own.map(data => ({ data, keep: (row: number) => part[row] !== HELD_OUT && !isIn(row, fold) })),
          ...others.map(data => ({ data, keep: () => true })),
        ],
        signRows,
        SCHEME_PLAN,
      ),
    )
    const read = scoreHeads(own[0]!, heads)
    for (let i = 0; i < posts.length; i++) {
      if (isIn(i, fold)) logits.set(read.subarray(i * columns, (i + 1) * columns), i * columns)
    }
  }
  return logits
}
