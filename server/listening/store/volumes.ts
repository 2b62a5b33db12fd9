/** SQL of the roll-ups: changes in and folded; sums by hour, day, channel, language and topic out. */
import { type RawBuilder, sql } from 'kysely'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import { makeId } from '../../platform/ids.ts'
import { type Measure, measures, type VolumeChange } from '../tally.ts'

const columns = sql.join(measures.map(measure => sql.ref(measure)))

/** Adds changes to the roll-ups: as rows of their own that no other writer meets, so that none waits for another. */
export const changeVolumes = async (ctx: Ctx, changes: readonly VolumeChange[]): Promise<void> => {
  if (changes.length === 0) return
  await sql`
    insert into listening.volume_changes (workspace_id, batch_id, topic_id, hour, channel, language, counts)
    select ${ctx.workspaceId}::int, ${makeId(ctx.now)}::uuid, topic_id, hour, channel, language, counts::bigint[]
    from unnest(
      ${changes.map(change => change.topicId)}::uuid[], ${changes.map(change => change.hour)}::timestamptz[],
      ${changes.map(change => change.channel)}::text[], ${changes.map(change => change.language)}::text[],
      ${changes.map(change => `{${change.counts.join(',')}}`)}::text[]
    ) as change (topic_id, hour, channel, language, counts)`.execute(tables(ctx))
}

/** Workspaces with changes that are not folded in yet. */
export const findUnfolded = async (ctx: SystemCtx): Promise<number[]> => {
  const { rows } = await sql<{ workspace_id: number }>`
    with recursive found as (
      (select workspace_id from listening.volume_changes order by workspace_id limit 1)
      union all
      select (select change.workspace_id from listening.volume_changes as change
        where change.workspace_id > found.workspace_id order by change.workspace_id limit 1)
      from found where found.workspace_id is not null
    )
    select workspace_id from found where workspace_id is not null`.execute(tables(ctx))
  return rows.map(row => row.workspace_id)
}

/**
 * Folds the changes that are committed into the rows that they change. One at a time: another fold of the same workspace
 * leaves it to this one. What takes away always stands behind what it takes from, so that no sum is below zero; the table
 * refuses one that is. @returns how many changes were folded.
 */
export const foldChanges = async (ctx: Ctx): Promise<number> => {
  const { rows: held } = await sql<{ held: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('listening.folding'), ${ctx.workspaceId}::int) as held`.execute(
    tables(ctx),
  )
  if (!held[0]!.held) return 0
  const sums = sql.join(measures.map((measure, n) => sql`sum(counts[${sql.lit(n + 1)}]) as ${sql.ref(measure)}`))
  const added = sql.join(
    measures.map(measure => sql`${sql.ref(measure)} = volume.${sql.ref(measure)} + summed.${sql.ref(measure)}`),
  )
  const { rows } = await sql<{ folded: number }>`
    with taken as (
      delete from listening.volume_changes where workspace_id = ${ctx.workspaceId}
      returning topic_id, hour, channel, language, counts
    ), summed as (
      select topic_id, hour, channel, language, ${sums} from taken group by 1, 2, 3, 4
    ), updated as (
      update listening.volumes as volume set ${added} from summed
      where volume.workspace_id = ${ctx.workspaceId} and volume.topic_id = summed.topic_id
        and volume.hour = summed.hour and volume.channel = summed.channel and volume.language = summed.language
      returning volume.topic_id, volume.hour, volume.channel, volume.language
    ), inserted as (
      insert into listening.volumes (workspace_id, topic_id, hour, channel, language, ${columns})
      select ${ctx.workspaceId}::int, topic_id, hour, channel, language, ${columns} from summed
      where (topic_id, hour, channel, language) not in (select topic_id, hour, channel, language from updated)
    )
    select count(*)::int as folded from taken`.execute(tables(ctx))
  return rows[0]!.folded
}

/** Which rows of the roll-ups are summed. */
export interface VolumeFilter {
  topicIds: readonly string[]
  from: Date
  to: Date
  channel?: readonly string[] | undefined
  language?: readonly string[] | undefined
}

export type Sums = Record<Measure, number>

const summed = sql.join(
  measures.map(measure => sql`coalesce(sum(${sql.ref(measure)}), 0)::int8 as ${sql.ref(measure)}`),
)

const total = sql`sum(positive + neutral + negative + mixed + unread)`

/** The roll-ups with the changes that are not folded in yet, as one list. */
export const volumesOf = (ctx: Ctx, filter: VolumeFilter): RawBuilder<unknown> => {
  const where = [
    sql`workspace_id = ${ctx.workspaceId}`,
    filter.topicIds.length === 1
      ? sql`topic_id = ${filter.topicIds[0]}::uuid`
      : sql`topic_id = any(${filter.topicIds}::uuid[])`,
    sql`hour >= date_trunc('hour', ${filter.from}::timestamptz)`,
    sql`hour < ${filter.to}::timestamptz`,
  ]
  if (filter.channel) where.push(sql`channel = any(${filter.channel}::text[])`)
  if (filter.language) where.push(sql`language = any(${filter.language}::text[])`)
  const found = sql.join(where, sql` and `)
  // As wide as the folded columns: sums of bigint are numeric, several times slower than sums of integer.
  const changed = sql.join(
    measures.map((measure, n) => sql`counts[${sql.lit(n + 1)}]::${sql.raw(measure === 'reach' ? 'bigint' : 'int')}`),
  )
  return sql`(
    select topic_id, hour, channel, language, ${columns} from listening.volumes where ${found}
    union all select topic_id, hour, channel, language, ${changed} from listening.volume_changes where ${found}
  ) as volume (topic_id, hour, channel, language, ${columns})`
}

export type Grain = 'hour' | 'day'

/** Where an hour belongs: days are cut in `zone`, an IANA name; an hour belongs to the day in which it starts. */
const cut = (at: RawBuilder<unknown>, grain: Grain, zone: string) =>
  grain === 'hour'
    ? sql`date_trunc('hour', ${at})`
    : sql`date_trunc('day', ${at} at time zone ${zone}::text) at time zone ${zone}::text`

const startsOf = (filter: VolumeFilter, grain: Grain, zone: string) =>
  grain === 'hour'
    ? sql`generate_series(date_trunc('hour', ${filter.from}::timestamptz), ${filter.to}::timestamptz - interval '1 microsecond', interval '1 hour') as at`
    : sql`(select day at time zone ${zone}::text as at from generate_series(
        date_trunc('day', ${filter.from}::timestamptz at time zone ${zone}::text),
        (${filter.to}::timestamptz - interval '1 microsecond') at time zone ${zone}::text, interval '1 day') as day) as days`

/** Every hour or day of the period, empty ones too. */
export const sumTimes = async (
  ctx: Ctx,
  filter: VolumeFilter,
  grain: Grain,
  zone: string,
): Promise<(Sums & { at: Date })[]> => {
  const filled = sql.join(measures.map(measure => sql`coalesce(${sql.ref(measure)}, 0) as ${sql.ref(measure)}`))
  const { rows } = await sql<Sums & { at: Date }>`
    with summed as (select ${cut(sql`hour`, grain, zone)} as at, ${summed} from ${volumesOf(ctx, filter)} group by 1)
    select at, ${filled} from ${startsOf(filter, grain, zone)} left join summed using (at) order by at`.execute(
    tables(ctx),
  )
  return rows
}

/** Sums by channel or language, the loudest first; what has no mention is left out. */
export const sumBy = async (
  ctx: Ctx,
  filter: VolumeFilter,
  key: 'channel' | 'language',
): Promise<(Sums & { key: string })[]> => {
  const { rows } = await sql<Sums & { key: string }>`
    select ${sql.ref(key)} as key, ${summed} from ${volumesOf(ctx, filter)}
    group by 1 having ${total} > 0 order by ${total} desc, 1`.execute(tables(ctx))
  return rows
}

/** Sums by topic and channel; what has no mention is left out. */
export const sumTopicChannels = async (
  ctx: Ctx,
  filter: VolumeFilter,
): Promise<(Sums & { topicId: string; channel: string })[]> => {
  const { rows } = await sql<Sums & { topicId: string; channel: string }>`
    select topic_id as "topicId", channel, ${summed} from ${volumesOf(ctx, filter)}
    group by 1, 2 having ${total} > 0 order by ${total} desc, 1, 2`.execute(tables(ctx))
  return rows
}

/** Sums by topic and hour or day; what has no mention is left out. */
export const sumTopicTimes = async (
  ctx: Ctx,
  filter: VolumeFilter,
  grain: Grain,
  zone: string,
): Promise<{ rows: (Sums & { topicId: string; at: Date })[]; starts: Date[] }> => {
  const { rows } = await sql<Sums & { topicId: string; at: Date }>`
    select topic_id as "topicId", ${cut(sql`hour`, grain, zone)} as at, ${summed} from ${volumesOf(ctx, filter)}
    group by 1, 2 having ${total} > 0`.execute(tables(ctx))
  const starts = await sql<{ at: Date }>`select at from ${startsOf(filter, grain, zone)} order by at`.execute(
    tables(ctx),
  )
  return { rows, starts: starts.rows.map(row => row.at) }
}

/** How often topics were mentioned in the last 24 hours and 7 days, this hour included. */
export const sumLately = async (
  ctx: Ctx,
  topicIds: readonly string[],
): Promise<Map<string, { last24Hours: number; last7Days: number }>> => {
  const from = new Date(ctx.now.getTime() - 7 * 86_400_000 + 3_600_000)
  const { rows } = await sql<{ topic_id: string; last24Hours: number; last7Days: number }>`
    select topic_id,
      coalesce(${total} filter (where hour > ${ctx.now}::timestamptz - interval '24 hours'), 0)::int8 as "last24Hours",
      ${total}::int8 as "last7Days"
    from ${volumesOf(ctx, { topicIds, from, to: new Date(ctx.now.getTime() + 1) })}
    group by topic_id`.execute(tables(ctx))
  return new Map(rows.map(({ topic_id, ...sums }) => [topic_id, sums]))
}
