/** Topics: made with a goal, changed, archived and restored; every change of what they find searches the past. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import type { Topic } from '../../../contract/listening.ts'
import { announce, startJob } from '../../platform/announce.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { topicsChanged } from '../events.ts'
import { parseQuery } from '../query.ts'
import { storable } from '../storable.ts'
import * as store from '../store/topics.ts'
import { sumLately } from '../store/volumes.ts'
import { suggestQuery as suggest } from '../suggest.ts'
import type { TopicRow } from '../tables.ts'

/** The followed topics, or those that rest. */
export const listTopics = async (
  ctx: Ctx,
  input: Input<typeof contract.listTopics>,
): Promise<Output<typeof contract.listTopics>> => ({
  items: await shown(ctx, await store.findTopics(ctx, input.archived)),
})

const shown = async (ctx: Ctx, rows: readonly TopicRow[]): Promise<Topic[]> => {
  const lately = await sumLately(
    ctx,
    rows.map(row => row.id),
  )
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    goal: row.goal,
    query: row.query,
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

/** Refuses a query that cannot be read, with the place (counted from 1) and what may have been meant. */
const readQuery = (query: string): string => {
  const text = storable(query)
  const parsed = parseQuery(text)
  if (parsed.ok) return text
  const expected = parsed.expected.toLowerCase().replaceAll(' ', '_').replace('*', 'star')
  throw invalid('query', `listening.bad_query.${expected}`, { at: parsed.at + 1, to: parsed.to, hint: parsed.hint })
}

/** Makes a topic. It counts at once in every process, and over what was kept in the last 90 days. */
export const createTopic = async (ctx: Ctx, input: Input<typeof contract.createTopic>): Promise<Topic> => {
  const id = makeId(ctx.now)
  await store.insertTopic(ctx, {
    id,
    name: storable(input.name),
    kind: input.kind,
    goal: storable(input.goal),
    query: readQuery(input.query),
    created_by: actorName(ctx.actor),
  })
  await startFinding(ctx, id, 1)
  await announce(ctx, topicsChanged, { ids: [id] })
  return shownTopic(ctx, id)
}

const startFinding = async (ctx: Ctx, topicId: string, version: number): Promise<void> => {
  await store.countUpStanding(ctx)
  await startJob(ctx, 'listening.backfill', { topicId, version, after: null })
}

/** Changes a topic. A query that says something else counts at once, and over the last 90 days. */
export const updateTopic = async (ctx: Ctx, input: Input<typeof contract.updateTopic>): Promise<Topic> => {
  const before = await store.lockTopic(ctx, input.topicId)
  if (before === undefined) throw notFound('topic')
  const query = input.query === undefined ? before.query : readQuery(input.query)
  const finds = query !== before.query
  const version = finds ? before.version + 1 : before.version
  await store.changeTopic(ctx, before.id, {
    name: input.name === undefined ? before.name : storable(input.name),
    kind: input.kind ?? before.kind,
    goal: input.goal === undefined ? before.goal : storable(input.goal),
    query,
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

export const suggestQuery = async (
  _ctx: Ctx,
  input: Input<typeof contract.suggestQuery>,
): Promise<Output<typeof contract.suggestQuery>> => {
  const { query, variants, exclusions } = suggest(input.name, input.also)
  return { query, variants: [...variants], exclusions: [...exclusions] }
}
