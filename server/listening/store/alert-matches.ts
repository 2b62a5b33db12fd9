/** SQL of what an alert rule looks at: over the new mentions of a fact, over a window, minute by minute. */
import { type RawBuilder, sql } from 'kysely'
import type { AlertCondition } from '../../../contract/listening.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { Measured, Minute } from '../alert-times.ts'
import { type StreamFilter, streamRows } from './stream.ts'

/** What a rule looks at: a filter of the stream without a period, and of authors of weight who they are. */
export interface Watched {
  filter: StreamFilter
  condition: AlertCondition
}

/** Rows of a rule as statements take them: what they come from, the column that orders them, the condition. */
const rowsOf = (ctx: Ctx, { filter, condition }: Watched, period: { from: Date; to?: Date }) => {
  const { from, at, where } = streamRows(ctx, filter)
  const found = [where, sql`${at} >= ${period.from}::timestamptz`]
  if (period.to !== undefined) found.push(sql`${at} <= ${period.to}::timestamptz`)
  if (condition.kind === 'author') found.push(ofWeight(condition))
  return { from, at, where: sql.join(found, sql` and `) }
}

const ofWeight = (condition: Extract<AlertCondition, { kind: 'author' }>): RawBuilder<unknown> => {
  const names = condition.authors.map(name => name.replace(/^@/, '').toLowerCase())
  const followed = sql`exists (select from listening.followed_authors as followed
    where followed.workspace_id = mention.workspace_id and followed.author_id = mention.author_id)`
  return sql`(mention.followers >= ${condition.minFollowers}::int ${condition.followed ? sql`or ${followed}` : sql``}
    or exists (select from channels.authors as author
      where author.workspace_id = mention.workspace_id and author.id = mention.author_id
        and (lower(ltrim(author.handle, '@')) = any(${names}::text[]) or lower(author.display_name) = any(${names}::text[]))))`
}

export interface Hit {
  /** The place of the rule in the list. */
  rule: number
  mentionId: string
  isCrisis: boolean
  isNegative: boolean
}

/** Which of the mentions, said since `since`, which rules look at, newest first: one statement for all rules. */
export const findHits = async (
  ctx: Ctx,
  watched: readonly Watched[],
  mentionIds: readonly string[],
  since: Date,
): Promise<Hit[]> => {
  const perRule = watched.map((one, n) => {
    const rows = rowsOf(ctx, one, { from: since })
    return sql`select ${n}::int as rule, mention.id as "mentionId", mention.is_crisis as "isCrisis",
      mention.sentiment is not distinct from 'negative' as "isNegative", mention.occurred_at as at
      from ${rows.from} where ${rows.where} and mention.id in (select id from batch)`
  })
  const { rows } = await sql<Hit>`
    with batch as materialized (select id from unnest(${mentionIds}::uuid[]) as given (id))
    select rule, "mentionId", "isCrisis", "isNegative" from (${sql.join(perRule, sql` union all `)}) as found
    order by rule, at desc, "mentionId"`.execute(tables(ctx))
  return rows
}

/** Counts of a period, over its newest `cap` mentions at most. */
export const measure = async (ctx: Ctx, watched: Watched, from: Date, to: Date, cap = 20_000): Promise<Measured> => {
  const list = rowsOf(ctx, watched, { from, to })
  const { rows } = await sql<Measured>`
    select count(*)::int as total, (count(*) filter (where sentiment = 'negative'))::int as negative
    from (select mention.sentiment from ${list.from} where ${list.where} order by ${list.at} desc limit ${cap}) as found`.execute(
    tables(ctx),
  )
  return rows[0]!
}

/** The newest mentions of a period. */
export const findNewest = async (
  ctx: Ctx,
  watched: Watched,
  from: Date,
  to: Date,
  limit: number,
): Promise<{ id: string; isCrisis: boolean }[]> => {
  const list = rowsOf(ctx, watched, { from, to })
  const { rows } = await sql<{ id: string; isCrisis: boolean }>`
    select mention.id, mention.is_crisis as "isCrisis" from ${list.from} where ${list.where}
    order by ${list.at} desc, mention.id desc limit ${limit}`.execute(tables(ctx))
  return rows
}

/** A period minute by minute, oldest first; minutes without mentions are left out. */
export const countMinutes = async (ctx: Ctx, watched: Watched, from: Date, to: Date): Promise<Minute[]> => {
  const list = rowsOf(ctx, watched, { from, to })
  const { rows } = await sql<Minute>`
    select date_trunc('minute', ${list.at}) as at, count(*)::int as total,
      (count(*) filter (where mention.sentiment = 'negative'))::int as negative,
      (count(*) filter (where mention.is_crisis))::int as crisis
    from ${list.from} where ${list.where} group by 1 order by 1`.execute(tables(ctx))
  return rows
}

export interface Summed extends Measured {
  positive: number
  neutral: number
  mixed: number
  /** Complaints and negative posts that still wait. */
  unanswered: number
}

const complains = sql`(mention.sentiment = 'negative' or 'complaint' = any(mention.intents)) and mention.state = 'pending'`

/** The mood of a period. */
export const sumPeriod = async (ctx: Ctx, watched: Watched, from: Date, to: Date): Promise<Summed> => {
  const list = rowsOf(ctx, watched, { from, to })
  const of = (label: string) => sql`(count(*) filter (where mention.sentiment = ${label}))::int`
  const { rows } = await sql<Summed>`
    select count(*)::int as total, ${of('positive')} as positive, ${of('neutral')} as neutral,
      ${of('negative')} as negative, ${of('mixed')} as mixed,
      (count(*) filter (where ${complains}))::int as unanswered
    from ${list.from} where ${list.where}`.execute(tables(ctx))
  return rows[0]!
}

/** Mentions of a period by the reach of their authors, the farthest first; or the newest complaints that wait. */
export const findShown = async (
  ctx: Ctx,
  watched: Watched,
  period: { from: Date; to: Date },
  what: 'farthest' | 'unanswered',
  limit: number,
): Promise<string[]> => {
  const list = rowsOf(ctx, watched, period)
  const order =
    what === 'farthest'
      ? sql`mention.followers desc nulls last, ${list.at} desc`
      : sql`${list.at} desc, mention.id desc`
  const only = what === 'farthest' ? sql`true` : complains
  const { rows } = await sql<{ id: string }>`
    select mention.id from ${list.from} where ${list.where} and ${only} order by ${order} limit ${limit}`.execute(
    tables(ctx),
  )
  return rows.map(row => row.id)
}
