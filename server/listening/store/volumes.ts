/** SQL of the roll-ups: changes in one statement, hours and days out. */
import { type RawBuilder, sql } from 'kysely'
import type { Volume } from '../../../contract/listening.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import { everything } from '../tables.ts'
import type { VolumeChange } from '../tally.ts'

/** Adds changes to the roll-ups. Rows are locked in the order of the changes; a count below zero is refused by the table. */
export const changeVolumes = async (ctx: Ctx, changes: readonly VolumeChange[]): Promise<void> => {
  if (changes.length === 0) return
  const isGrowing = changes.every(c => Math.min(c.positive, c.neutral, c.negative, c.mixed, c.unread) >= 0)
  if (isGrowing) return addVolumes(ctx, changes)
  // A row that is to be inserted is checked before its conflict is noticed, so takings-away must be updates.
  await addVolumes(
    ctx,
    changes.map(c => ({ ...c, positive: 0, neutral: 0, negative: 0, mixed: 0, unread: 0 })),
  )
  await sql`
    update listening.volumes as volume set
      positive = volume.positive + change.positive,
      neutral = volume.neutral + change.neutral,
      negative = volume.negative + change.negative,
      mixed = volume.mixed + change.mixed,
      unread = volume.unread + change.unread
    from ${changed(changes)}
    where volume.workspace_id = ${ctx.workspaceId} and volume.topic_id = change.topic_id
      and volume.hour = change.hour and volume.channel = change.channel`.execute(tables(ctx))
}

const addVolumes = async (ctx: Ctx, changes: readonly VolumeChange[]): Promise<void> => {
  await sql`
    insert into listening.volumes as volume
      (workspace_id, topic_id, hour, channel, positive, neutral, negative, mixed, unread)
    select ${ctx.workspaceId}::int, topic_id, hour, channel, positive, neutral, negative, mixed, unread
    from ${changed(changes)}
    order by n
    on conflict (workspace_id, topic_id, hour, channel) do update set
      positive = volume.positive + excluded.positive,
      neutral = volume.neutral + excluded.neutral,
      negative = volume.negative + excluded.negative,
      mixed = volume.mixed + excluded.mixed,
      unread = volume.unread + excluded.unread`.execute(tables(ctx))
}

const changed = (changes: readonly VolumeChange[]): RawBuilder<unknown> => sql`unnest(
  ${changes.map(c => c.topicId)}::uuid[], ${changes.map(c => c.hour)}::timestamptz[], ${changes.map(c => c.channel)}::text[],
  ${changes.map(c => c.positive)}::int[], ${changes.map(c => c.neutral)}::int[], ${changes.map(c => c.negative)}::int[],
  ${changes.map(c => c.mixed)}::int[], ${changes.map(c => c.unread)}::int[]
) with ordinality as change (topic_id, hour, channel, positive, neutral, negative, mixed, unread, n)`

export interface Period {
  topicId: string | undefined
  from: Date
  to: Date
}

const counts = sql`
  coalesce(sum(positive + neutral + negative + mixed + unread), 0)::int as total,
  coalesce(sum(positive), 0)::int as positive, coalesce(sum(neutral), 0)::int as neutral,
  coalesce(sum(negative), 0)::int as negative, coalesce(sum(mixed), 0)::int as mixed`

const inPeriod = (ctx: Ctx, period: Period) => sql`
  workspace_id = ${ctx.workspaceId} and topic_id = ${period.topicId ?? everything}::uuid
  and hour >= date_trunc('hour', ${period.from}::timestamptz) and hour < ${period.to}::timestamptz`

/** Every hour or day of the period, empty ones too. Days are cut in `zone`, an IANA name; an hour belongs to the day in which it starts. */
export const sumVolumes = async (ctx: Ctx, period: Period, grain: 'hour' | 'day', zone: string): Promise<Volume[]> => {
  const cut = (at: RawBuilder<unknown>) =>
    grain === 'hour'
      ? sql`date_trunc('hour', ${at})`
      : sql`date_trunc('day', ${at} at time zone ${zone}::text) at time zone ${zone}::text`
  const starts =
    grain === 'hour'
      ? sql`generate_series(date_trunc('hour', ${period.from}::timestamptz), ${period.to}::timestamptz - interval '1 microsecond', interval '1 hour') as at`
      : sql`(select day at time zone ${zone}::text as at from generate_series(
          date_trunc('day', ${period.from}::timestamptz at time zone ${zone}::text),
          (${period.to}::timestamptz - interval '1 microsecond') at time zone ${zone}::text, interval '1 day') as day) as days`
  const { rows } = await sql<Omit<Volume, 'at'> & { at: Date }>`
    with summed as (
      select ${cut(sql`hour`)} as at, ${counts} from listening.volumes where ${inPeriod(ctx, period)} group by 1
    )
    select at, coalesce(total, 0) as total, coalesce(positive, 0) as positive, coalesce(neutral, 0) as neutral,
      coalesce(negative, 0) as negative, coalesce(mixed, 0) as mixed
    from ${starts} left join summed using (at) order by at`.execute(tables(ctx))
  return rows.map(row => ({ ...row, at: row.at.toISOString() }))
}

/** Sums by channel, the loudest first. */
export const sumChannels = async (
  ctx: Ctx,
  period: Period,
): Promise<{ channel: string; total: number; negative: number }[]> => {
  const { rows } = await sql<{ channel: string; total: number; negative: number }>`
    select channel, sum(positive + neutral + negative + mixed + unread)::int as total, sum(negative)::int as negative
    from listening.volumes where ${inPeriod(ctx, period)}
    group by channel having sum(positive + neutral + negative + mixed + unread) > 0
    order by total desc, channel`.execute(tables(ctx))
  return rows
}

/** How often topics were mentioned in the last 24 hours and 7 days, this hour included. */
export const sumLately = async (
  ctx: Ctx,
  topicIds: readonly string[],
): Promise<Map<string, { last24Hours: number; last7Days: number }>> => {
  const { rows } = await sql<{ topic_id: string; last24Hours: number; last7Days: number }>`
    select topic_id,
      coalesce(sum(positive + neutral + negative + mixed + unread)
        filter (where hour > ${ctx.now}::timestamptz - interval '24 hours'), 0)::int as "last24Hours",
      sum(positive + neutral + negative + mixed + unread)::int as "last7Days"
    from listening.volumes
    where workspace_id = ${ctx.workspaceId} and topic_id = any(${topicIds}::uuid[])
      and hour > ${ctx.now}::timestamptz - interval '7 days' and hour <= ${ctx.now}::timestamptz
    group by topic_id`.execute(tables(ctx))
  return new Map(rows.map(({ topic_id, ...sums }) => [topic_id, sums]))
}
