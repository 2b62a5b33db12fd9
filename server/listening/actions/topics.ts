/** Topics: made with a goal, changed, archived and restored; every change of what they find searches the past. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import { type PastSearch, type Topic, type TopicSlots, topicSlots } from '../../../contract/listening.ts'
import { announce, startJob } from '../../platform/announce.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { topicsChanged } from '../events.ts'
import { readTopicQuery } from '../query-fault.ts'
import type { Query } from '../query-tree.ts'
import { storable } from '../storable.ts'
import { beginPast, cancelPast, findPastSearches } from '../store/past-searches.ts'
import * as store from '../store/topics.ts'
import { sumLately } from '../store/volumes.ts'
import type { PastSearchRow, TopicRow } from '../tables.ts'

/** The followed topics, or those that rest. */
export const listTopics = async (
  ctx: Ctx,
  input: Input<typeof contract.listTopics>,
): Promise<Output<typeof contract.listTopics>> => ({
  items: await shown(ctx, await store.findTopics(ctx, input.archived)),
})

const shown = async (ctx: Ctx, rows: readonly TopicRow[]): Promise<Topic[]> => {
  const ids = rows.map(row => row.id)
  const lately = await sumLately(ctx, ids)
  const past = await findPastSearches(ctx, ids)
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    goal: row.goal,
    query: row.query,
    slots: topicSlots.parse(row.slots),
    past: shownPast(past.get(row.id)),
    createdAt: row.created_at.toISOString(),
    archivedAt: row.archived_at?.toISOString() ?? null,
    mentions: lately.get(row.id) ?? { last24Hours: 0, last7Days: 0 },
  }))
}

const shownTopic = async (ctx: Ctx, topicId: string): Promise<Topic> => {
  const row = await store.findTopic(ctx, topicId)
  if (row === undefined) throw notFound('topic')
  return (await shown(ctx, [row]))[0]!
}

const shownPast = (row: PastSearchRow | undefined): PastSearch | null => {
  if (row === undefined) return null
  const { total, looked, found } = row
  const state = row.cancelled_at ? 'cancelled' : row.done_at ? 'done' : 'running'
  const endedAt = (row.cancelled_at ?? row.done_at)?.toISOString() ?? null
  return { state, total: Math.max(total, looked), looked, found, startedAt: row.started_at.toISOString(), endedAt }
}

const storableSlots = (slots: TopicSlots): TopicSlots =>
  topicSlots.parse(Object.fromEntries(Object.entries(slots).map(([slot, terms]) => [slot, terms.map(storable)])))

/** A query in a storable text, or its refusal with the place. */
export const readableQuery = (query: string): { text: string; query: Query } => {
  const text = storable(query)
  const read = readTopicQuery(text)
  if (read.ok) return { text, query: read.query }
  const { at, length, code, suggestion } = read.fault
  throw new AppError(code, 422, { at: at + 1 }, [{ path: 'query', message: code, place: { at, length, suggestion } }])
}

/** Makes a topic. It counts at once in every process, and over what was kept in the last 90 days. */
export const createTopic = async (ctx: Ctx, input: Input<typeof contract.createTopic>): Promise<Topic> => {
  const id = makeId(ctx.now)
  await store.insertTopic(ctx, {
    id,
    name: storable(input.name),
    kind: input.kind,
    goal: storable(input.goal),
    query: readableQuery(input.query).text,
    slots: input.slots ? storableSlots(input.slots) : {},
    created_by: actorName(ctx.actor),
  })
  await startFinding(ctx, id, 1)
  await announce(ctx, topicsChanged, { ids: [id] })
  return shownTopic(ctx, id)
}

const startFinding = async (ctx: Ctx, topicId: string, version: number): Promise<void> => {
  await store.countUpStanding(ctx)
  await beginPast(ctx, topicId, version)
  await startJob(ctx, 'listening.backfill', { topicId, version, after: null })
}

/** Changes a topic. A query that says something else counts at once, and over the last 90 days. */
export const updateTopic = async (ctx: Ctx, input: Input<typeof contract.updateTopic>): Promise<Topic> => {
  const before = await store.lockTopic(ctx, input.topicId)
  if (before === undefined) throw notFound('topic')
  const query = input.query === undefined ? before.query : readableQuery(input.query).text
  const finds = query !== before.query
  const version = finds ? before.version + 1 : before.version
  await store.changeTopic(ctx, before.id, {
    name: input.name === undefined ? before.name : storable(input.name),
    kind: input.kind ?? before.kind,
    goal: input.goal === undefined ? before.goal : storable(input.goal),
    query,
    slots: input.slots ? storableSlots(input.slots) : before.slots,
    version,
  })
  if (finds && before.archived_at === null) await startFinding(ctx, before.id, version)
  await announce(ctx, topicsChanged, { ids: [before.id] })
  return shownTopic(ctx, before.id)
}

/** Stops following a topic; its mentions stay. Archiving it again changes nothing. */
export const archiveTopic = async (ctx: Ctx, input: Input<typeof contract.archiveTopic>): Promise<Topic> => {
  const before = await store.lockTopic(ctx, input.topicId)
  if (before === undefined) throw notFound('topic')
  if (before.archived_at === null) {
    await store.changeTopic(ctx, before.id, {
      archived_at: ctx.now,
      archived_by: actorName(ctx.actor),
      version: before.version + 1,
    })
    await store.countUpStanding(ctx)
    await announce(ctx, topicsChanged, { ids: [before.id] })
  }
  return shownTopic(ctx, before.id)
}

/** Follows an archived topic again, also over what was kept while it rested. */
export const restoreTopic = async (ctx: Ctx, input: Input<typeof contract.restoreTopic>): Promise<Topic> => {
  const before = await store.lockTopic(ctx, input.topicId)
  if (before === undefined) throw notFound('topic')
  if (before.archived_at !== null) {
    const version = before.version + 1
    await store.changeTopic(ctx, before.id, { archived_at: null, archived_by: null, version })
    await startFinding(ctx, before.id, version)
    await announce(ctx, topicsChanged, { ids: [before.id] })
  }
  return shownTopic(ctx, before.id)
}

/** Begins the search of the past anew; one that runs stops, since the topic has another version. */
export const searchTopicPast = async (ctx: Ctx, input: Input<typeof contract.searchTopicPast>): Promise<Topic> => {
  const before = await store.lockTopic(ctx, input.topicId)
  if (before === undefined || before.archived_at !== null) throw notFound('topic')
  const version = before.version + 1
  await store.changeTopic(ctx, before.id, { version })
  await startFinding(ctx, before.id, version)
  await announce(ctx, topicsChanged, { ids: [before.id] })
  return shownTopic(ctx, before.id)
}

/** Stops the search of the past; one that has ended stays as it ended. */
export const cancelTopicPast = async (ctx: Ctx, input: Input<typeof contract.cancelTopicPast>): Promise<Topic> => {
  const before = await store.lockTopic(ctx, input.topicId)
  if (before === undefined) throw notFound('topic')
  await cancelPast(ctx, before.id, actorName(ctx.actor))
  await announce(ctx, topicsChanged, { ids: [before.id] })
  return shownTopic(ctx, before.id)
}
