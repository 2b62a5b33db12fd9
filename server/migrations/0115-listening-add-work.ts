/** Work on mentions: whose they are, tags, changes of many with the way back, saved views, followed authors, helpers. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await addOwners(db)
  await createTags(db)
  await createChanges(db)
  await createViews(db)
  await createPeople(db)
}

const addOwners = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table listening.mentions
      add column owner_id uuid,
      add column print uuid,
      add constraint mentions_owner_fkey foreign key (workspace_id, owner_id) references access.members (workspace_id, id)`.execute(
    db,
  )
  await sql`
    create index mentions_owner on listening.mentions (workspace_id, owner_id, occurred_at desc, id desc)
      where owner_id is not null`.execute(db)
}

const createTags = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table listening.tags (
      workspace_id integer not null,
      id uuid not null,
      name text not null check (name <> ''),
      tone text not null check (tone in ('neu', 'pos', 'neg', 'mix', 'acc', 'warn')),
      created_at timestamptz not null,
      created_by text not null,
      removed_at timestamptz,
      removed_by text,
      merged_into uuid,
      primary key (workspace_id, id),
      foreign key (workspace_id, merged_into) references listening.tags (workspace_id, id)
    )`.execute(db)
  await sql`
    create unique index tags_name on listening.tags (workspace_id, lower(name)) where removed_at is null`.execute(db)
  await sql`
    create index tags_merged on listening.tags (workspace_id, merged_into) where merged_into is not null`.execute(db)
  await sql`
    create table listening.mention_tags (
      workspace_id integer not null,
      mention_id uuid not null,
      tag_id uuid not null,
      occurred_at timestamptz not null,
      by text not null,
      at timestamptz not null,
      via_tag_id uuid,
      primary key (workspace_id, mention_id, tag_id),
      foreign key (workspace_id, mention_id) references listening.mentions (workspace_id, id),
      foreign key (workspace_id, tag_id) references listening.tags (workspace_id, id),
      foreign key (workspace_id, via_tag_id) references listening.tags (workspace_id, id)
    )`.execute(db)
  await sql`
    create index mention_tags_newest
      on listening.mention_tags (workspace_id, tag_id, occurred_at desc, mention_id desc)`.execute(db)
  await sql`
    create index mention_tags_via on listening.mention_tags (workspace_id, via_tag_id)
      where via_tag_id is not null`.execute(db)
}

const createChanges = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table listening.changes (
      workspace_id integer not null,
      id uuid not null,
      change jsonb not null,
      by text not null,
      at timestamptz not null,
      undone_at timestamptz,
      undone_by text,
      primary key (workspace_id, id)
    )`.execute(db)
  await sql`create index changes_at on listening.changes (workspace_id, at)`.execute(db)
  await sql`
    create table listening.changed_mentions (
      workspace_id integer not null,
      change_id uuid not null,
      mention_id uuid not null,
      before jsonb not null,
      primary key (workspace_id, change_id, mention_id),
      foreign key (workspace_id, change_id) references listening.changes (workspace_id, id),
      foreign key (workspace_id, mention_id) references listening.mentions (workspace_id, id)
    )`.execute(db)
  await sql`
    create index changed_mentions_mention on listening.changed_mentions (workspace_id, mention_id)`.execute(db)
}

const createViews = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table listening.views (
      workspace_id integer not null,
      id uuid not null,
      name text not null check (name <> ''),
      filter jsonb not null,
      columns text[] not null,
      member_id uuid,
      is_shared boolean not null,
      created_at timestamptz not null,
      removed_at timestamptz,
      primary key (workspace_id, id),
      foreign key (workspace_id, member_id) references access.members (workspace_id, id),
      check (is_shared or member_id is not null)
    )`.execute(db)
  await sql`create index views_member on listening.views (workspace_id, member_id)`.execute(db)
  await sql`
    create table listening.view_orders (
      workspace_id integer not null,
      member_id uuid not null,
      view_ids uuid[] not null,
      default_view text,
      primary key (workspace_id, member_id),
      foreign key (workspace_id, member_id) references access.members (workspace_id, id)
    )`.execute(db)
}

const createPeople = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table listening.followed_authors (
      workspace_id integer not null,
      author_id uuid not null,
      by text not null,
      at timestamptz not null,
      primary key (workspace_id, author_id),
      foreign key (workspace_id, author_id) references channels.authors (workspace_id, id)
    )`.execute(db)
  await sql`
    create table listening.help_judgements (
      workspace_id integer not null,
      item_id uuid not null,
      helped boolean not null,
      by text not null,
      at timestamptz not null,
      primary key (workspace_id, item_id),
      foreign key (workspace_id, item_id) references channels.items (workspace_id, id)
    )`.execute(db)
}
