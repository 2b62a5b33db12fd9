/** Topics, mentions, how each ended, and hourly volumes. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`create schema if not exists listening`.execute(db)
  await sql`
    create table listening.topics (
      workspace_id integer not null,
      id uuid not null,
      name text not null,
      kind text not null check (kind in ('brand', 'product', 'campaign', 'competitor', 'industry', 'person', 'issue')),
      goal text not null check (goal <> ''),
      query text not null,
      version integer not null default 1,
      created_at timestamptz not null,
      created_by text not null,
      archived_at timestamptz,
      archived_by text,
      primary key (workspace_id, id)
    )`.execute(db)
  await sql`
    create table listening.standings (
      workspace_id integer not null,
      version integer not null,
      primary key (workspace_id)
    )`.execute(db)
  await sql`
    create table listening.mentions (
      workspace_id integer not null,
      id uuid not null,
      item_id uuid not null,
      occurred_at timestamptz not null,
      found_at timestamptz not null,
      channel text not null,
      language text not null,
      sentiment text check (sentiment in ('positive', 'neutral', 'negative', 'mixed')),
      state text not null default 'pending' check (state in ('pending', 'answered', 'stance', 'not_ours')),
      state_by text,
      state_reason text,
      state_at timestamptz not null,
      is_addressed boolean not null,
      words tsvector not null,
      primary key (workspace_id, id),
      unique (workspace_id, item_id),
      foreign key (workspace_id, item_id) references understanding.readings (workspace_id, item_id)
    )`.execute(db)
  // The stream, newest first. What it filters and the ledger counts by comes with the index, so that a rare filter
  // and a count over a period need not visit the rows.
  await sql`
    create index mentions_newest on listening.mentions (workspace_id, occurred_at desc, id desc)
      include (state, sentiment, channel, language)`.execute(db)
  await sql`create index mentions_words on listening.mentions using gin (workspace_id, words)`.execute(db)
  await sql`
    create table listening.mention_topics (
      workspace_id integer not null,
      mention_id uuid not null,
      topic_id uuid not null,
      occurred_at timestamptz not null,
      primary key (workspace_id, mention_id, topic_id),
      foreign key (workspace_id, mention_id) references listening.mentions (workspace_id, id),
      foreign key (workspace_id, topic_id) references listening.topics (workspace_id, id)
    )`.execute(db)
  await sql`
    create index mention_topics_newest
      on listening.mention_topics (workspace_id, topic_id, occurred_at desc, mention_id desc)`.execute(db)
  await sql`
    create table listening.endings (
      workspace_id integer not null,
      mention_id uuid not null,
      number integer not null check (number > 0),
      state text not null check (state in ('pending', 'answered', 'stance', 'not_ours')),
      by text not null,
      reason text,
      at timestamptz not null,
      primary key (workspace_id, mention_id, number),
      foreign key (workspace_id, mention_id) references listening.mentions (workspace_id, id)
    )`.execute(db)
  await sql`
    create table listening.volumes (
      workspace_id integer not null,
      topic_id uuid not null,
      hour timestamptz not null,
      channel text not null,
      positive integer not null,
      neutral integer not null,
      negative integer not null,
      mixed integer not null,
      unread integer not null,
      primary key (workspace_id, topic_id, hour, channel),
      check (least(positive, neutral, negative, mixed, unread) >= 0)
    )`.execute(db)
}
