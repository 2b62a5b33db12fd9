/** Followed queries as one matcher, with what must be asked before a post is read. */
import { anchorsOf } from './anchors.ts'
import { compileQueries } from './match.ts'
import { highlights, type Post } from './meaning.ts'
import { parseQuery } from './query.ts'
import { beforeReading } from './unread.ts'

export interface StandingMatcher {
  /** Words of which every post that a topic wants holds at least one, as far as a search for words can tell. */
  readonly anchors: readonly string[]
  /** For each post, in order, the ids of the topics that want it. */
  match(posts: readonly Post[]): string[][]
  /** For each post, in order, the topics that may want it whatever is read in it: asked before it is read. */
  matchUnread(posts: readonly Post[]): string[][]
  /** Spans of the text that made these topics match, in UTF-16 units, in order and not overlapping. */
  highlights(text: string, topicIds: readonly string[]): [number, number][]
}

/** @param topics queries that were accepted when they were written; one that can no longer be read matches nothing. */
export const compileStanding = (topics: readonly { id: string; query: string }[]): StandingMatcher => {
  const queries = topics.flatMap(topic => {
    const parsed = parseQuery(topic.query)
    return parsed.ok ? [{ id: topic.id, query: parsed.query }] : []
  })
  const byId = new Map(queries.map(({ id, query }) => [id, query]))
  const { match } = compileQueries(queries)
  const unread = queries.map(({ id, query }) => ({ id, query, may: beforeReading(query) }))
  const anyway = unread.filter(one => one.may === true).map(one => one.id)
  const asking = unread.flatMap(({ id, may }) => (typeof may === 'boolean' ? [] : [{ id, query: may }]))
  const asksReading = unread.some(one => one.may !== one.query)
  const before = asksReading ? compileQueries(asking).match : match
  return {
    anchors: [...new Set(queries.flatMap(({ query }) => anchorsOf(query)))].sort(),
    match,
    matchUnread: posts => (anyway.length === 0 ? before(posts) : before(posts).map(ids => [...ids, ...anyway])),
    highlights(text, topicIds) {
      const of = topicIds.flatMap(id => byId.get(id) ?? [])
      const [first] = of
      if (first === undefined) return []
      return highlights(of.length === 1 ? first : { kind: 'or', of }, text)
    },
  }
}
