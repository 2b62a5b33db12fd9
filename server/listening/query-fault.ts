/** What is wrong with a query as it was written: where, how much, under which code, and what may have been meant. */
import { satisfies } from './meaning.ts'
import { parseQuery, type QueryError } from './query.ts'
import type { Query } from './query-tree.ts'

/** `at` and `length` are units of the source; `suggestion` is the whole query as it may have been meant, or empty. */
export type QueryFault = {
  readonly at: number
  readonly length: number
  readonly code: string
  readonly suggestion: string
}

export type ReadQuery =
  | { readonly ok: true; readonly query: Query }
  | { readonly ok: false; readonly fault: QueryFault }

/**
 * Reads a query that a topic is to follow. Beyond what cannot be read, a query is refused that says only what must not
 * be there: nearly every post would be a mention.
 */
export function readTopicQuery(source: string): ReadQuery {
  const parsed = parseQuery(source)
  if (!parsed.ok) return { ok: false, fault: faultOf(parsed) }
  if (satisfies(parsed.query, { text: '' })) {
    const at = Math.max(0, source.search(/(?<![^\s(（])(NOT|ＮＯＴ)(?![^\s("“（])/))
    return { ok: false, fault: { at, length: 3, code: 'listening.bad_query.only_not', suggestion: '' } }
  }
  return { ok: true, query: parsed.query }
}

function faultOf({ at, to, expected, hint }: QueryError): QueryFault {
  const code = `listening.bad_query.${expected.toLowerCase().replaceAll(' ', '_').replace('*', 'star')}`
  return { at, length: to - at, code, suggestion: hint }
}
