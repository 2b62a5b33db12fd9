/** The verbs of engagements: what people do with our posts without words. They ask for no answer and are no mentions. */
import { announce } from '../../platform/announce.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { makeId } from '../../platform/ids.ts'
import type { Engagement } from '../connector.ts'
import { engagementsFound } from '../events.ts'
import { clampOccurred } from '../storable.ts'
import * as store from '../store/engagements.ts'
import { knowAuthors, storableId } from './items.ts'

/** Stores each once, with its author, and announces what is new. */
export const keepEngagements = async (
  ctx: Ctx,
  place: { channel: string; accountId: string },
  engagements: readonly Engagement[],
): Promise<void> => {
  if (engagements.length === 0) return
  const authors = await knowAuthors(ctx, place.channel, engagements)
  const unique = new Map(engagements.map(one => [one.remoteId, one]))
  const ids = await store.insertEngagements(
    ctx,
    place,
    [...unique.values()].map(one => ({
      id: makeId(ctx.now),
      remote_id: storableId(one.remoteId),
      kind: one.kind,
      author_id: authors.get(storableId(one.author.remoteId))!.id,
      on_remote_id: one.onRemoteId === null ? null : storableId(one.onRemoteId),
      at: clampOccurred(one.at, ctx.now),
    })),
  )
  if (ids.length > 0) await announce(ctx, engagementsFound, { ids })
}

export interface Engaged {
  id: string
  channel: string
  kind: Engagement['kind']
  at: Date
  onRemoteId: string | null
  authorId: string
}

/** Engagements by their ids, oldest first. */
export const engagementsByIds = async (ctx: Ctx, ids: readonly string[]): Promise<Engaged[]> =>
  (await store.engagementRows(ctx, ids)).map(row => ({
    id: row.id,
    channel: row.channel,
    kind: row.kind,
    at: row.at,
    onRemoteId: row.on_remote_id,
    authorId: row.author_id,
  }))
