/** SQL of the words that are counted by hour and day: added by batch, held against their past, kept small. */
import { sql } from 'kysely'
import type { Ctx, SystemCtx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { WordCount } from '../rising.ts'

/** The word that stands for all posts, and the one that keeps how much of a day was thrown away. */
export const allPosts = ''
const cutOff = ' '

/** Words are kept by day for five weeks, by hour for eight days. */
export const daysKept = 36
export const hoursKept = 8 * 24
/** So many words of a day and of an hour are kept for good: the most said. */
const wordsOfDay = 4000
const wordsOfHour = 600

export interface WordHour {
  hour: Date
  word: string
  mentions: number
}

/** Texts of mentions that count: no spam, and no older than the roll-ups reach. */
export const findCountable = async (
  ctx: Ctx,
  mentionIds: readonly string[],
): Promise<{ occurredAt: Date; title: string | null; text: string }[]> => {
  const { rows } = await sql<{ occurredAt: Date; title: string | null; text: string }>`
    select mention.occurred_at as "occurredAt", item.title, item.text
    from listening.mentions as mention
    join channels.items as item on item.workspace_id = mention.workspace_id and item.id = mention.item_id
    where mention.workspace_id = ${ctx.workspaceId} and mention.id = any(${mentionIds}::uuid[]) and not mention.is_spam
      and mention.occurred_at >= ${ctx.now}::timestamptz - ${daysKept} * interval '1 day'`.execute(tables(ctx))
  return rows
}

/** Adds counts to their hours and days, in the order of the keys, so that two batches never wait for each other in a circle. */
export const addWords = async (ctx: Ctx, counts: readonly WordHour[]): Promise<void> => {
  if (counts.length === 0) return
  const batch = sql`unnest(
    ${counts.map(count => count.hour)}::timestamptz[], ${counts.map(count => count.word)}::text[],
    ${counts.map(count => count.mentions)}::int[]
  ) as batch (hour, word, mentions)`
  await sql`
    insert into listening.word_hours as kept (workspace_id, hour, word, mentions)
    select ${ctx.workspaceId}::int, hour, word, mentions from ${batch}
    where hour >= ${ctx.now}::timestamptz - ${hoursKept} * interval '1 hour' order by hour, word
    on conflict (workspace_id, hour, word) do update set mentions = kept.mentions + excluded.mentions`.execute(
    tables(ctx),
  )
  await sql`
    insert into listening.word_days as kept (workspace_id, word, day, mentions)
    select ${ctx.workspaceId}::int, word, date_trunc('day', hour, 'UTC') as day, sum(mentions) from ${batch}
    group by 2, 3 order by 2, 3
    on conflict (workspace_id, word, day) do update set mentions = kept.mentions + excluded.mentions`.execute(
    tables(ctx),
  )
  await sql`
    insert into listening.theme_runs as run (workspace_id, counted_at) values (${ctx.workspaceId}, ${ctx.now})
    on conflict (workspace_id) do update set counted_at = greatest(run.counted_at, excluded.counted_at)`.execute(
    tables(ctx),
  )
}

/** Workspaces in which themes were looked for before `before`, and words were counted since, or within a day: what rose settles. */
export const findUnlooked = async (ctx: SystemCtx, before: Date): Promise<number[]> => {
  const { rows } = await sql<{ id: number }>`
    select workspace_id as id from listening.theme_runs
    where (found_at is null or (found_at < counted_at + interval '26 hours' and found_at < ${before}::timestamptz))
    order by workspace_id`.execute(tables(ctx))
  return rows.map(row => row.id)
}

/** Holds the workspace's turn to look. @returns false where another look holds it. */
export const takeTurn = async (ctx: Ctx): Promise<boolean> => {
  const { rows } = await sql`
    select from listening.theme_runs where workspace_id = ${ctx.workspaceId} for update skip locked`.execute(
    tables(ctx),
  )
  return rows.length > 0
}

export const noteLook = async (ctx: Ctx): Promise<void> => {
  await sql`
    update listening.theme_runs set found_at = ${ctx.now} where workspace_id = ${ctx.workspaceId}`.execute(tables(ctx))
}

export const lookedAt = async (ctx: Ctx): Promise<Date | null> => {
  const { rows } = await sql<{ at: Date | null }>`
    select found_at as at from listening.theme_runs where workspace_id = ${ctx.workspaceId}`.execute(tables(ctx))
  return rows[0]?.at ?? null
}

/** The window and the days that it is held against; instants are starts of UTC hours and days. */
export interface Window {
  grain: 'hour' | 'day'
  from: Date
  to: Date
  pastFrom: Date
  pastTo: Date
}

const nowWords = (ctx: Ctx, { grain, from, to }: Window) =>
  grain === 'hour'
    ? sql`(select word, mentions from listening.word_hours where workspace_id = ${ctx.workspaceId}
        and hour >= ${from}::timestamptz and hour < ${to}::timestamptz) as said`
    : sql`(select word, mentions from listening.word_days where workspace_id = ${ctx.workspaceId}
        and day >= ${from}::timestamptz and day < ${to}::timestamptz) as said`

/**
 * The words of a window that at least `least` posts hold, with their past. Where words of a past day were thrown away, one
 * that is missing there counts as often as the most said of them, so that nothing rises because it was forgotten. The words are
 * joined to nothing: on a table that grew since the planner last looked at it, a join of so many took seconds.
 */
export const countWindow = async (
  ctx: Ctx,
  window: Window,
  least: number,
): Promise<{ counts: WordCount[]; totals: { now: number; past: number } }> => {
  const { rows } = await sql<WordCount>`
    with now as materialized (
      select word, sum(mentions)::int as said from ${nowWords(ctx, window)}
      where word <> ${cutOff} group by word having sum(mentions) >= ${least} order by 2 desc limit 5000
    ), forgotten as materialized (
      select array(
        select coalesce(cut.mentions, 0) from generate_series(
          ${window.pastFrom}::timestamptz, ${window.pastTo}::timestamptz - interval '24 hours', interval '24 hours') as at
        left join listening.word_days as cut
          on cut.workspace_id = ${ctx.workspaceId} and cut.word = ${cutOff} and cut.day = at
        order by at) as most
    ), counted as (
      select word, said, 0 as past, 0 as known from now
      union all
      select word, 0, mentions, (select most from forgotten)[extract(day from day - ${window.pastFrom}::timestamptz)::int + 1]
      from listening.word_days
      where workspace_id = ${ctx.workspaceId} and word = any(array(select word from now))
        and day >= ${window.pastFrom}::timestamptz and day < ${window.pastTo}::timestamptz
    )
    select word, sum(said)::int as now,
      (sum(past) + case when word = ${allPosts} then 0 else
        (select coalesce(sum(one), 0) from forgotten, unnest(most) as one) - sum(known) end)::int as past
    from counted group by word order by now desc, word`.execute(tables(ctx))
  const all = rows.find(row => row.word === allPosts)
  return {
    counts: rows.filter(row => row.word !== allPosts),
    totals: { now: all?.now ?? 0, past: all?.past ?? 0 },
  }
}

/** How many posts a window and its past hold. */
export const countTotals = async (ctx: Ctx, window: Window): Promise<{ now: number; past: number }> => {
  const { rows } = await sql<{ now: number; past: number }>`
    select (select coalesce(sum(mentions), 0)::int from ${nowWords(ctx, window)} where word = ${allPosts}) as now,
      (select coalesce(sum(mentions), 0)::int from listening.word_days
        where workspace_id = ${ctx.workspaceId} and word = ${allPosts}
          and day >= ${window.pastFrom}::timestamptz and day < ${window.pastTo}::timestamptz) as past`.execute(
    tables(ctx),
  )
  return rows[0]!
}

/** How many posts of the last five weeks hold each of the words, and how many there are. */
export const countPast = async (
  ctx: Ctx,
  words: readonly string[],
): Promise<{ words: Map<string, number>; posts: number }> => {
  const { rows } = await sql<{ word: string; said: number }>`
    select word, sum(mentions)::int as said from listening.word_days
    where workspace_id = ${ctx.workspaceId} and word = any(${[allPosts, ...words]}::text[])
    group by word`.execute(tables(ctx))
  const counted = new Map(rows.map(row => [row.word, row.said]))
  return { words: counted, posts: counted.get(allPosts) ?? 0 }
}

/** The same words in the same hours of the day, of the seven days before a window of hours. */
export const countSameHours = async (
  ctx: Ctx,
  { from, to }: Window,
  words: readonly string[],
): Promise<Map<string, number>> => {
  const { rows } = await sql<{ word: string; said: number }>`
    select word, sum(mentions)::int as said from listening.word_hours
    where workspace_id = ${ctx.workspaceId} and word = any(${[allPosts, ...words]}::text[])
      and hour >= ${from}::timestamptz - interval '7 days' and hour < ${from}::timestamptz
      and extract(hour from hour at time zone 'UTC') in (
        select extract(hour from at at time zone 'UTC')
        from generate_series(${from}::timestamptz, ${to}::timestamptz - interval '1 hour', interval '1 hour') as at)
    group by word`.execute(tables(ctx))
  return new Map(rows.map(row => [row.word, row.said]))
}

/** The largest share of a day's posts that each word ever had in the past, of days with 50 posts or more. */
export const highestShares = async (
  ctx: Ctx,
  { pastFrom, pastTo }: Window,
  words: readonly string[],
): Promise<Map<string, number>> => {
  const { rows } = await sql<{ word: string; share: number }>`
    select day.word, max(day.mentions::float / posts.mentions) as share
    from listening.word_days as day
    join listening.word_days as posts
      on posts.workspace_id = day.workspace_id and posts.word = ${allPosts} and posts.day = day.day
    where day.workspace_id = ${ctx.workspaceId} and day.word = any(${words}::text[]) and posts.mentions >= 50
      and day.day >= ${pastFrom}::timestamptz and day.day < ${pastTo}::timestamptz
    group by day.word`.execute(tables(ctx))
  return new Map(rows.map(row => [row.word, row.share]))
}

/** How often all words of a phrase were counted together, by hour or day, from `from` on. */
export const seriesOf = async (
  ctx: Ctx,
  word: string,
  grain: 'hour' | 'day',
  from: Date,
): Promise<{ at: Date; mentions: number }[]> => {
  const [table, at] = grain === 'hour' ? ['word_hours', 'hour'] : ['word_days', 'day']
  const { rows } = await sql<{ at: Date; mentions: number }>`
    select at, coalesce(kept.mentions, 0)::int as mentions
    from generate_series(
      date_trunc(${grain}, ${from}::timestamptz, 'UTC'), ${ctx.now}::timestamptz, ${`1 ${grain}`}::interval) as at
    left join ${sql.table(`listening.${table}`)} as kept
      on kept.workspace_id = ${ctx.workspaceId} and kept.word = ${word} and kept.${sql.ref(at!)} = at
    order by at`.execute(tables(ctx))
  return rows
}

/**
 * Throws away what no comparison needs: what is too old, and of each day and hour that is over all but the words most
 * said. What was thrown away of a day leaves its largest count behind.
 */
export const pruneWords = async (ctx: Ctx): Promise<void> => {
  await sql`
    delete from listening.word_hours where workspace_id = ${ctx.workspaceId}
      and hour < ${ctx.now}::timestamptz - ${hoursKept} * interval '1 hour'`.execute(tables(ctx))
  await sql`
    delete from listening.word_days where workspace_id = ${ctx.workspaceId}
      and day < ${ctx.now}::timestamptz - ${daysKept} * interval '1 day'`.execute(tables(ctx))
  // Held against the last that stays, one row an hour or a day: a table that has just grown is no surprise to that.
  await sql`
    with edge as materialized (
      select hour, word, mentions from (
        select hour, word, mentions, row_number() over (partition by hour order by mentions desc, word) as place
        from listening.word_hours
        where workspace_id = ${ctx.workspaceId} and hour < ${ctx.now}::timestamptz - interval '26 hours'
      ) as ranked where place = ${wordsOfHour}
    )
    delete from listening.word_hours as kept using edge
    where kept.workspace_id = ${ctx.workspaceId} and kept.hour = edge.hour
      and (kept.mentions < edge.mentions or (kept.mentions = edge.mentions and kept.word > edge.word))`.execute(
    tables(ctx),
  )
  await sql`
    with edge as materialized (
      select day, word, mentions from (
        select day, word, mentions, row_number() over (partition by day order by mentions desc, word) as place
        from listening.word_days
        where workspace_id = ${ctx.workspaceId} and day < date_trunc('day', ${ctx.now}::timestamptz, 'UTC') - interval '1 day'
          and word <> ${allPosts} and word <> ${cutOff}
      ) as ranked where place = ${wordsOfDay}
    ), gone as (
      delete from listening.word_days as kept using edge
      where kept.workspace_id = ${ctx.workspaceId} and kept.day = edge.day and kept.word <> ${allPosts} and kept.word <> ${cutOff}
        and (kept.mentions < edge.mentions or (kept.mentions = edge.mentions and kept.word > edge.word))
      returning kept.day, kept.mentions
    )
    insert into listening.word_days as kept (workspace_id, word, day, mentions)
    select ${ctx.workspaceId}::int, ${cutOff}, day, max(mentions) from gone group by day
    on conflict (workspace_id, word, day) do update set mentions = greatest(kept.mentions, excluded.mentions)`.execute(
    tables(ctx),
  )
}
