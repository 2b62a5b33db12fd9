/** Rows of a file become items and mentions. */
import {
  type Brought,
  findItemIds,
  type ImportLook,
  type ImportRow,
  type Met,
  meetKnown,
  openFileSource,
  type Placed,
  type TableRow,
} from '../../../channels/index.ts'
import { announce } from '../../../platform/announce.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lessonsOf, readingsOf, readTexts } from '../../../understanding/index.ts'
import { mentionsChanged } from '../../events.ts'
import { type ReadRow, type RowReader, readRows } from '../../import-rows.ts'
import { findPut, noteItems, noteLinks } from '../../store/imported.ts'
import { linkTopics, lockMentions } from '../../store/mentions.ts'
import { findPastItemsById } from '../../store/past.ts'
import { mentionIdsOfItems } from '../../store/rehearsals.ts'
import { changeVolumes } from '../../store/volumes.ts'
import { everything } from '../../tables.ts'
import { makeTally } from '../../tally.ts'
import { type Heard, keepHeard, keepMentions, readHandles } from '../keeping.ts'
import { mentionOfPast } from '../past.ts'
import { currentStanding, postOf, wholeText } from '../standing.ts'

export interface LineRead {
  line: number
  read: ReadRow
  cells: readonly string[]
}

/** The lines of a file as posts, each with its place. */
export const readLines = (
  ctx: Pick<Ctx, 'now'>,
  row: ImportRow,
  look: ImportLook,
  rows: readonly TableRow[],
): LineRead[] => {
  const readers = look.tables.map((table): RowReader | null =>
    table.kind === 'mentions' ? readRows({ ...table, zone: row.zone, channel: row.channel, now: ctx.now }) : null,
  )
  return rows.flatMap(([table, line, cells]) => {
    const read = readers[table]?.(cells)
    return read ? [{ line, read, cells }] : []
  })
}

export const bringMentions = async (
  ctx: Ctx,
  row: ImportRow,
  look: ImportLook,
  rows: readonly TableRow[],
): Promise<Brought> => {
  const lines = readLines(ctx, row, look, rows)
  const refusals = lines.flatMap(({ line, read, cells }) =>
    read.ok ? [] : [{ row: line, code: read.code, params: read.params, cells }],
  )
  const placed = lines.flatMap(({ read }): Placed[] => (read.ok ? [read] : []))
  const { added, mentions } = await keepRows(ctx, row, await meetKnown(ctx, placed))
  return {
    counts: { rows: lines.length, added, known: placed.length - added, refused: refusals.length, mentions },
    refusals,
  }
}

/** Only what is new is handed on: a row of what is here already leaves nothing behind but the note that it was in the file. */
const keepRows = async (
  ctx: Ctx,
  row: ImportRow,
  all: readonly Met[],
): Promise<{ added: number; mentions: number }> => {
  const met = all.filter(one => one.itemId === null)
  const readings = await readTexts(
    ctx.world,
    met.map(one => wholeText(one.incoming)),
    await lessonsOf(ctx),
  )
  const { matcher } = await currentStanding(ctx, { isHeld: true })
  const wanted = matcher.match(met.map((one, n) => postOf({ ...one.incoming, channel: one.channel }, readings[n]!)))
  const heard = met.map((one, n) => ({
    met: one,
    isPut: row.topic_id !== null && !wanted[n]!.includes(row.topic_id),
    heard: {
      incoming: one.incoming,
      reading: readings[n]!,
      topicIds: withTopic(wanted[n]!, row.topic_id),
    } satisfies Heard,
  }))
  let added: string[] = []
  const put: string[] = []
  // In one order, so that two imports that bring authors of the same channels never wait for each other in a circle.
  const byChannel = [...Map.groupBy(heard, one => one.met.channel)].sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [channel, rows] of byChannel) {
    const sourceId = await openFileSource(ctx, channel)
    added = added.concat(
      await keepHeard(
        ctx,
        sourceId,
        rows.map(one => one.heard),
        { isPast: true },
      ),
    )
    put.push(...(await putHere(ctx, row.topic_id, channel, rows)))
  }
  const known = [...new Set(all.flatMap(one => one.itemId ?? []))]
  await noteItems(ctx, row.id, [...added.map(id => ({ id, isNew: true })), ...known.map(id => ({ id, isNew: false }))])
  const mentions = await mentionIdsOfItems(ctx, added)
  if (row.topic_id === null) return { added: added.length, mentions: mentions.size }
  await noteLinks(
    ctx,
    row.id,
    row.topic_id,
    put.filter(id => mentions.has(id)),
  )
  const joined = await joinKnown(ctx, row.id, row.topic_id, known)
  return { added: added.length, mentions: mentions.size + joined }
}

/** The items that stand under the chosen topic because a person said so, not because its query wants them. */
const putHere = async (
  ctx: Ctx,
  topicId: string | null,
  channel: string,
  rows: readonly { isPut: boolean; met: Met }[],
): Promise<string[]> => {
  const remoteIds = rows.filter(one => one.isPut).map(one => one.met.incoming.remoteId)
  if (topicId === null || remoteIds.length === 0) return []
  return [...(await findItemIds(ctx, channel, remoteIds)).values()]
}

const withTopic = (topicIds: readonly string[], chosen: string | null): readonly string[] =>
  chosen === null || topicIds.includes(chosen) ? topicIds : [...topicIds, chosen]

/** What was here already comes under the chosen topic too, and the import remembers that it was the one. */
const joinKnown = async (ctx: Ctx, importId: string, topicId: string, itemIds: readonly string[]): Promise<number> => {
  if (itemIds.length === 0) return 0
  // Readings are held before mentions, always in this order.
  const readings = await readingsOf(ctx, itemIds, { isHeld: true })
  const locked = await lockMentions(ctx, { itemIds })
  const before = await findPut(ctx, topicId, itemIds)
  const mentioned = new Set(locked.map(mention => mention.itemId))
  const bare = itemIds.filter(id => !mentioned.has(id))
  const handles = bare.length === 0 ? new Map() : await readHandles(ctx)
  const made = await keepMentions(
    ctx,
    (await findPastItemsById(ctx, bare)).flatMap(item => {
      const reading = readings.get(item.id)
      return reading === undefined ? [] : [mentionOfPast(ctx, item, reading, handles, topicId)]
    }),
    { isPast: true },
  )
  const linked = await linkTopics(
    ctx,
    locked.map(mention => ({ mentionId: mention.id, topicId, occurredAt: mention.occurredAt })),
  )
  const ids = new Set(linked.map(link => link.mentionId))
  const joined = locked.filter(mention => ids.has(mention.id))
  const tally = makeTally()
  for (const mention of joined) tally.count([topicId], mention, 1)
  for (const mention of made) tally.count([everything, topicId], { ...mention, state: 'pending' }, 1)
  await changeVolumes(ctx, tally.changes())
  await noteLinks(ctx, importId, topicId, [
    ...new Set([...before, ...[...joined, ...made].map(mention => mention.itemId)]),
  ])
  if (joined.length > 0) await announce(ctx, mentionsChanged, { ids: joined.map(mention => mention.id) })
  return made.length
}
