/** What people whom we know do without words: it joins their timeline, and counts as nothing said. */
import type { Activity } from '../../../contract/customers.ts'
import { engagementsByIds } from '../../channels/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { findByAuthors } from '../store/people.ts'
import { recordActivities } from './meeting.ts'

const kinds = { like: 'liked', repost: 'reposted', follow: 'followed' } as const satisfies Record<
  string,
  Activity['kind']
>

/** Hears of engagements. Strangers stay strangers: nobody becomes a customer by a like. */
export const noteEngagements = async (ctx: Ctx, input: { ids: readonly string[] }): Promise<void> => {
  const engaged = await engagementsByIds(ctx, input.ids)
  const customers = await findByAuthors(
    ctx,
    engaged.map(one => one.authorId),
  )
  await recordActivities(
    ctx,
    engaged.flatMap(({ id, kind, channel, at, authorId }) => {
      const customerId = customers.get(authorId)
      if (customerId === undefined) return []
      const what = { text: '', url: null }
      return [{ customerId, kind: kinds[kind], sourceId: id, channel, at, what, conversationId: null }]
    }),
  )
}
