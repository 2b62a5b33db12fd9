/** Words by hour and by day, and the themes that rose out of them. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  // The word '' stands for all posts that were counted: what shares are reckoned by.
  await sql`
    create table listening.word_hours (
      workspace_id integer not null,
      hour timestamptz not null,
      word text not null,
      mentions integer not null check (mentions > 0),
      primary key (workspace_id, hour, word)
    )`.execute(db)
  await sql`create index word_hours_word on listening.word_hours (workspace_id, word, hour)`.execute(db)
  await sql`
    create table listening.word_days (
      workspace_id integer not null,
      word text not null,
      day timestamptz not null,
      mentions integer not null check (mentions > 0),
      primary key (workspace_id, word, day)
    )`.execute(db)
  await sql`create index word_days_day on listening.word_days (workspace_id, day, mentions)`.execute(db)
  await sql`
    create table listening.theme_runs (
      workspace_id integer not null primary key,
      counted_at timestamptz not null,
      found_at timestamptz
    )`.execute(db)
  await sql`
    create table listening.themes (
      workspace_id integer not null,
      id uuid not null,
      span text not null check (span in ('hour', 'day', 'week')),
      words text[] not null,
      name text,
      score real not null,
      expected real not null,
      mentions integer not null,
      positive integer not null,
      negative integer not null,
      authors integer not null,
      posts uuid[] not null,
      is_rising boolean not null,
      first_at timestamptz not null,
      last_at timestamptz not null,
      from_at timestamptz not null,
      to_at timestamptz not null,
      hidden_at timestamptz,
      hidden_by text,
      topic_id uuid,
      primary key (workspace_id, id),
      foreign key (workspace_id, topic_id) references listening.topics (workspace_id, id)
    )`.execute(db)
  await sql`create index themes_newest on listening.themes (workspace_id, span, last_at desc)`.execute(db)
  await sql`create index themes_topic on listening.themes (workspace_id, topic_id)`.execute(db)
}
