/** Stories and interests of a topic, needs and preconceptions: read out of the newest posts of a period. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import type { StatementCluster } from '../../../contract/listening.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { nounsOf, type StatementKind, statementsOf } from '../../understanding/index.ts'
import { groupsOf, leastPosts, risingOf, typicalOf } from '../rising.ts'
import { findQuotes, findSpoken, type SpokenPost } from '../store/themes.ts'
import { findTopic } from '../store/topics.ts'
import { countPast } from '../store/words.ts'
import { clusterStated, storiesOf } from '../stories.ts'
import { readReport } from './periods.ts'
import { wholeText } from './standing.ts'
import { labelOf, quoted, wordsOfTopics } from './themes.ts'

const storyPosts = 1000
const statementPosts = 2000
const interestsShown = 8

/** Interests are told against all that was heard, by the same log-odds as themes. */
export const getTopicStories = async (
  ctx: Ctx,
  input: Input<typeof contract.getTopicStories>,
): Promise<Output<typeof contract.getTopicStories>> => {
  const topic = await findTopic(ctx, input.topicId)
  if (topic === undefined) throw notFound('topic')
  const found = await findSpoken(ctx, topic.id, readReport(input), storyPosts + 1)
  const posts = found.slice(0, storyPosts).map(post => ({ ...post, text: wholeText(post) }))
  const held = posts.map(post => ({ ...post, words: new Set(nounsOf(post.text)) }))
  const set = new Set(nounsOf(`${topic.name} ${topic.query}`).flatMap(noun => noun.split(' ')))
  const now = new Map<string, number>()
  for (const post of held) for (const word of post.words) now.set(word, (now.get(word) ?? 0) + 1)
  const said = [...now].filter(([word, n]) => n >= leastPosts && !word.split(' ').some(part => set.has(part)))
  const past = await countPast(
    ctx,
    said.map(([word]) => word),
  )
  const counts = said.map(([word, n]) => ({ word, now: n, past: Math.max(n, past.words.get(word) ?? 0) }))
  const rising = risingOf(counts, { now: posts.length, past: Math.max(posts.length, past.posts) })
  const interests = groupsOf(rising.slice(0, 60), held).slice(0, interestsShown)
  const stories = storiesOf(posts)
  const quotes = await findQuotes(ctx, [...stories.map(one => one.id), ...interests.flatMap(one => typicalOf(one))])
  const quotesOf = (ids: readonly string[]) =>
    ids.flatMap(id => {
      const quote = quotes.get(id)
      return quote === undefined ? [] : [quoted(quote)]
    })
  return {
    read: posts.length,
    isMore: found.length > storyPosts,
    stories: stories.flatMap(({ id, ...story }) => quotesOf([id]).map(quote => ({ quote, ...story }))),
    interests: interests.map(group => {
      const lead = group.words[0]!
      const rows = held.filter(post => lead.split(' ').every(word => post.words.has(word)))
      return {
        label: labelOf({ name: null, words: [...group.words] }),
        words: [...group.words],
        q: lead,
        ...countFeelings(rows),
        posts: quotesOf(typicalOf(group)),
      }
    }),
  }
}

const countFeelings = (posts: readonly Pick<SpokenPost, 'sentiment'>[]) => ({
  mentions: posts.length,
  positive: posts.filter(post => post.sentiment === 'positive').length,
  negative: posts.filter(post => post.sentiment === 'negative').length,
})

/** Needs and preconceptions, each gathered by what it is about. */
export const listStatements = async (
  ctx: Ctx,
  input: Input<typeof contract.listStatements>,
): Promise<Output<typeof contract.listStatements>> => {
  const found = await findSpoken(ctx, input.topicId, readReport(input), statementPosts + 1)
  const posts = found.slice(0, statementPosts).map(post => ({ ...post, text: wholeText(post) }))
  const set = await wordsOfTopics(ctx)
  const byId = new Map(posts.map(post => [post.id, post]))
  const stated = posts.flatMap(post =>
    statementsOf(post.text).map(one => ({
      ...one,
      nouns: one.nouns.filter(noun => !set.has(noun)),
      mentionId: post.id,
      authorId: post.authorId,
      text: post.text.slice(one.from, one.to),
    })),
  )
  const of = async (kind: StatementKind): Promise<StatementCluster[]> => {
    const mine = stated.filter(one => one.kind === kind)
    const clusters = clusterStated(mine)
    const chosen = clusters.map(cluster => {
      const people = new Map(cluster.stated.map(place => [mine[place]!.authorId, mine[place]!]))
      return [...people.values()].slice(0, 3)
    })
    const quotes = await findQuotes(
      ctx,
      chosen.flat().map(one => one.mentionId),
    )
    return clusters.map((cluster, n) => ({
      about: cluster.about,
      authors: cluster.authors,
      ...countFeelings([...new Set(cluster.stated.map(place => byId.get(mine[place]!.mentionId)!))]),
      quotes: chosen[n]!.flatMap(one => {
        const quote = quotes.get(one.mentionId)
        return quote === undefined ? [] : [{ ...quoted(quote), text: one.text }]
      }),
    }))
  }
  return {
    read: posts.length,
    isMore: found.length > statementPosts,
    needs: await of('need'),
    preconceptions: await of('preconception'),
  }
}
