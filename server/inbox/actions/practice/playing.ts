/** Playing a drill: what is due is said in the practice place, as if a network had brought it. */
import { z } from 'zod'
import { findItemIds, type Incoming } from '../../../channels/index.ts'
import { playIn, readPlayed } from '../../../listening/index.ts'
import { announce, startJob } from '../../../platform/announce.ts'
import { type Ctx, type SystemCtx, within } from '../../../platform/ctx.ts'
import { errand } from '../../../platform/job.ts'
import { drillsChanged } from '../../events.ts'
import type { TimedPost } from '../../practice/wave.ts'
import * as store from '../../store/practice.ts'
import { closeDrill, practiceChannel, practicePlace } from './drills.ts'

export const playQueue = 'inbox.play_drill'

/** Plays what is due and ends what is over, in every workspace. */
export const wakeDrills = async (ctx: SystemCtx): Promise<void> => {
  for (const { workspaceId, drillId, isOver } of await store.findDue(ctx)) {
    const here = within(ctx, workspaceId)
    if (isOver) await closeDrill(here, drillId)
    else await startJob(here, playQueue, { drillId }, { key: `${workspaceId} ${drillId}` })
  }
}

const remoteIdOf = (drillId: string, number: number) => `practice:${drillId}:${number}`

const asIncoming = (drillId: string, accountRemoteId: string, post: TimedPost): Incoming => ({
  remoteId: remoteIdOf(drillId, post.number),
  revision: '',
  kind: 'post',
  title: null,
  text: post.text,
  url: null,
  author: {
    remoteId: `practice:${drillId}:${post.who}`,
    handle: `practice.${post.who}`,
    displayName: post.who,
    url: null,
    avatarUrl: null,
    followers: null,
  },
  inReplyToRemoteId: null,
  rootRemoteId: null,
  addressedTo: [accountRemoteId],
  publishedAt: post.dueAt,
  language: null,
  raw: { practice: drillId },
})

/** The same again changes nothing: a post of a drill is one item, and is played once. */
export const playDrill = errand({
  name: playQueue,
  payload: z.object({ drillId: z.uuid() }),
  isKeyed: true,
  async prepare(ctx, { drillId }) {
    const posts = await store.duePosts(ctx, drillId)
    if (posts.length === 0) return null
    const { sourceId, accountRemoteId } = await practicePlace(ctx)
    return { drillId, sourceId, posts, accountRemoteId }
  },
  call: (world, { drillId, posts, accountRemoteId }) =>
    readPlayed(
      world,
      posts.map(post => asIncoming(drillId, accountRemoteId, post)),
    ),
  settle: async (ctx, plan, heard) => settlePlayed(ctx, plan, heard),
})

const settlePlayed = async (
  ctx: Ctx,
  { drillId, sourceId, posts }: { drillId: string; sourceId: string; posts: readonly TimedPost[] },
  heard: Awaited<ReturnType<typeof readPlayed>>,
): Promise<void> => {
  await playIn(ctx, { sourceId, channel: practiceChannel, heard })
  const items = await findItemIds(
    ctx,
    practiceChannel,
    posts.map(post => remoteIdOf(drillId, post.number)),
  )
  await store.markPlayed(
    ctx,
    drillId,
    posts.flatMap(({ number }) => {
      const itemId = items.get(remoteIdOf(drillId, number))
      return itemId === undefined ? [] : [{ number, itemId }]
    }),
  )
  await announce(ctx, drillsChanged, { ids: [drillId] })
}
