/** Followed queries as one matcher, with what must be asked before a post is read. */
import { compileQueries } from './match.ts'
import { highlights, type Post } from './meaning.ts'
import { parseQuery, type Query } from './query.ts'

export interface StandingMatcher {
  /** For each post, in order, the ids of the topics that want it. */
  match(posts: readonly Post[]): string[][]
  /** For each post, in order, the topics that may want it whatever its sentiment turns out to be: asked before it is read. */
  matchUnread(posts: readonly Post[]): string[][]
  /** Spans of the text that made these topics match, in UTF-16 units, in order and not overlapping. */
  highlights(text: string, topicIds: readonly string[]): [number, number][]
}

const sentiments = [null, 'positive', 'neutral', 'negative', 'mixed'] as const

/** @param topics queries that were accepted when they were written; one that can no longer be read matches nothing. */
export const compileStanding = (topics: readonly { id: string; query: string }[]): StandingMatcher => {
  const queries = topics.flatMap(topic => {
    const parsed = parseQuery(topic.query)
    return parsed.ok ? [{ id: topic.id, query: parsed.query }] : []
  })
  const byId = new Map(queries.map(({ id, query }) => [id, query]))
  const { match } = compileQueries(queries)
  const asksSentiment = queries.some(({ query }) => hasSentiment(query))
  return {
    match,
    matchUnread(posts) {
      if (!asksSentiment) return match(posts)
      const rounds = sentiments.map(sentiment => match(posts.map(post => ({ ...post, sentiment }))))
      return posts.map((_, n) => [...new Set(rounds.flatMap(round => round[n] ?? []))])
    },
    highlights(text, topicIds) {
      const of = topicIds.flatMap(id => byId.get(id) ?? [])
      const [first] = of
      if (first === undefined) return []
      return highlights(of.length === 1 ? first : { kind: 'or', of }, text)
    },
  }
}

const hasSentiment = (query: Query): boolean => {
  if (query.kind === 'and' || query.kind === 'or') return query.of.some(hasSentiment)
  return query.kind === 'not' ? hasSentiment(query.of) : query.kind === 'sentiment'
}
