/** The tree that a query is read into: places in a text, conditions on a post, and what joins them. */

/** What stands at a place in a text: one 어절, or several in a row of which only the last may carry particles. */
export type Place =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'prefix'; readonly text: string }
  | { readonly kind: 'tag'; readonly text: string }
  | { readonly kind: 'handle'; readonly text: string }
  /** Tags and handles inside a phrase keep their sign: `#무료`, `@maeari`. */
  | { readonly kind: 'phrase'; readonly words: readonly string[] }

export type Comparison = '>' | '>=' | '<' | '<='
export type Sentiment = 'positive' | 'neutral' | 'negative' | 'mixed'
export type Intent = 'question' | 'complaint' | 'suggestion' | 'praise' | 'purchase' | 'recommendation' | 'other'

/** A condition on the post and not on its words. */
export type Filter =
  | { readonly kind: 'author'; readonly text: string }
  | { readonly kind: 'channel'; readonly text: string }
  | { readonly kind: 'lang'; readonly text: string }
  | { readonly kind: 'sentiment'; readonly is: Sentiment }
  | { readonly kind: 'intent'; readonly is: Intent }
  | { readonly kind: 'followers'; readonly compare: Comparison; readonly count: number }

/** At most `distance` 어절 apart, in either order; several places on a side are alternatives. */
export type Near = {
  readonly kind: 'near'
  readonly distance: number
  readonly left: readonly Place[]
  readonly right: readonly Place[]
}

/** A frozen tree in canonical form: no `and` directly in an `and`, no `or` directly in an `or`, none with one member. */
export type Query =
  | Place
  | Filter
  | Near
  | { readonly kind: 'and'; readonly of: readonly Query[] }
  | { readonly kind: 'or'; readonly of: readonly Query[] }
  | { readonly kind: 'not'; readonly of: Query }

/** True for what stands at a place in a text. */
export function isPlace(query: Query): query is Place {
  return ['word', 'prefix', 'tag', 'handle', 'phrase'].includes(query.kind)
}
