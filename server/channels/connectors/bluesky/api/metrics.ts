/** How our posts do: likes, reposts, replies and quotes, as the AppView counts them. */
import { z } from 'zod'
import type { Counted, MetricsPart } from '../../../connector.ts'
import { visit } from './session.ts'

const count = z.number().int().min(0).max(2_147_483_647).catch(0)
const post = z.object({
  uri: z.string(),
  likeCount: count,
  repostCount: count,
  replyCount: count,
  quoteCount: count,
})
const answerShape = z.object({ posts: z.array(z.unknown()) })

/** `app.bsky.feed.getPosts`, which takes 25 addresses and leaves out what is not there. */
export const measurePosts: MetricsPart['measure'] = async (outside, { account, remoteIds }, signal) => {
  const session = visit(outside, account, signal)
  const answer = await session.call({ method: 'app.bsky.feed.getPosts', params: { uris: remoteIds } })
  if (!answer.ok) return { kind: 'failed', failure: answer.failure, ...session.kept() }
  const parsed = answerShape.safeParse(answer.data)
  if (!parsed.success) {
    const failure = { class: 'try_again' as const, code: 'channels.answer_unreadable' }
    return { kind: 'failed', failure, ...session.kept() }
  }
  const counted = parsed.data.posts.flatMap((one): Counted[] => {
    const read = post.safeParse(one)
    if (!read.success) return []
    const { uri, likeCount, repostCount, replyCount, quoteCount } = read.data
    return [{ remoteId: uri, likes: likeCount, reposts: repostCount, replies: replyCount, quotes: quoteCount }]
  })
  return { kind: 'measured', counted, ...session.kept() }
}
