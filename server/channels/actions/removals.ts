/** The verbs of what networks take back: a deleted post loses its words here too, and stays known as deleted. */
import { announce } from '../../platform/announce.ts'
import { type SystemCtx, within } from '../../platform/ctx.ts'
import type { StreamBatch } from '../connector.ts'
import { authorsNamed, itemsRemoved } from '../events.ts'
import { storableText } from '../storable.ts'
import { type Changed, removeAuthorsRows, removeItemRows, renameAuthorRows } from '../store/removals.ts'

const pageSize = 1000

/** Honours what a stream says of posts and authors that these workspaces may know; after the batch's items are stored. */
export const followChanges = async (
  ctx: SystemCtx,
  channel: string,
  workspaceIds: readonly number[],
  batch: Pick<StreamBatch, 'removed' | 'removedAuthors' | 'renamed'>,
): Promise<void> => {
  if (workspaceIds.length === 0) return
  const { removed = [], removedAuthors = [], renamed = [] } = batch
  if (removed.length > 0) await tell(ctx, itemsRemoved, await removeItemRows(ctx, workspaceIds, channel, removed))
  if (removedAuthors.length > 0)
    await tell(ctx, itemsRemoved, await removeAuthorsRows(ctx, workspaceIds, channel, removedAuthors))
  const named = new Map(renamed.map(one => [one.remoteId, { ...one, handle: storableText(one.handle).slice(0, 300) }]))
  if (named.size > 0)
    await tell(ctx, authorsNamed, await renameAuthorRows(ctx, workspaceIds, channel, [...named.values()]))
}

const tell = async (
  ctx: SystemCtx,
  fact: typeof itemsRemoved | typeof authorsNamed,
  changed: readonly Changed[],
): Promise<void> => {
  for (const [workspaceId, rows] of Map.groupBy(changed, row => row.workspaceId)) {
    for (let from = 0; from < rows.length; from += pageSize) {
      const ids = rows.slice(from, from + pageSize).map(row => row.id)
      await announce(within(ctx, workspaceId), fact, { ids })
    }
  }
}
