/** Alert rules, what they raised, who was told on screen, and messages to mailboxes, webhooks and chats. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table listening.receivers (
      workspace_id integer not null,
      id uuid not null,
      kind text not null check (kind in ('webhook', 'slack', 'jandi')),
      name text not null,
      host text not null,
      url text not null,
      secret text,
      added_at timestamptz not null,
      added_by text not null,
      removed_at timestamptz,
      removed_by text,
      primary key (workspace_id, id),
      check ((kind = 'webhook') = (secret is not null))
    )`.execute(db)
  await sql`
    create table listening.alert_rules (
      workspace_id integer not null,
      id uuid not null,
      name text not null check (name <> ''),
      condition jsonb not null,
      filter jsonb not null,
      owner_id uuid,
      hearer_ids uuid[],
      on_screen boolean not null,
      by_mail boolean not null,
      receiver_ids uuid[] not null,
      pace text not null check (pace in ('now', 'hourly', 'daily')),
      quiet jsonb,
      muted_until timestamptz,
      muted_by text,
      created_at timestamptz not null,
      created_by text not null,
      changed_at timestamptz not null,
      removed_at timestamptz,
      removed_by text,
      primary key (workspace_id, id)
    )`.execute(db)
  await sql`
    create table listening.alerts (
      workspace_id integer not null,
      id uuid not null,
      rule_id uuid not null,
      kind text not null check (kind in ('each', 'author', 'count', 'negative_share')),
      raised_at timestamptz not null,
      latest_at timestamptz not null,
      closes_at timestamptz not null,
      rearmed_at timestamptz,
      is_crisis boolean not null,
      count integer not null check (count > 0),
      negative integer not null check (negative between 0 and count),
      compared jsonb,
      primary key (workspace_id, id),
      foreign key (workspace_id, rule_id) references listening.alert_rules (workspace_id, id),
      check (closes_at >= raised_at)
    )`.execute(db)
  await sql`create index alerts_rule on listening.alerts (workspace_id, rule_id, raised_at desc)`.execute(db)
  await sql`create index alerts_newest on listening.alerts (workspace_id, raised_at desc, id desc)`.execute(db)
  // A threshold that was crossed is crossed once, until it has fallen below again.
  await sql`
    create unique index alerts_standing on listening.alerts (workspace_id, rule_id)
      where rearmed_at is null and kind in ('count', 'negative_share')`.execute(db)
  await sql`
    create table listening.alert_mentions (
      workspace_id integer not null,
      alert_id uuid not null,
      mention_id uuid not null,
      primary key (workspace_id, alert_id, mention_id),
      foreign key (workspace_id, alert_id) references listening.alerts (workspace_id, id) on delete cascade,
      foreign key (workspace_id, mention_id) references listening.mentions (workspace_id, id) on delete cascade
    )`.execute(db)
  await sql`create index alert_mentions_mention on listening.alert_mentions (workspace_id, mention_id)`.execute(db)
  await sql`
    create table listening.alert_notices (
      workspace_id integer not null,
      alert_id uuid not null,
      member_id uuid not null,
      raised_at timestamptz not null,
      seen_at timestamptz,
      primary key (workspace_id, alert_id, member_id),
      foreign key (workspace_id, alert_id) references listening.alerts (workspace_id, id) on delete cascade
    )`.execute(db)
  await sql`
    create index alert_notices_member
      on listening.alert_notices (workspace_id, member_id, raised_at desc, alert_id desc)`.execute(db)
  await sql`
    create index alert_notices_unseen on listening.alert_notices (workspace_id, member_id) where seen_at is null`.execute(
    db,
  )
  await sql`
    create table listening.alert_messages (
      workspace_id integer not null,
      id uuid not null,
      rule_id uuid not null,
      alert_id uuid,
      road text not null check (road in ('mail', 'webhook', 'slack', 'jandi')),
      target_id uuid not null,
      state text not null check (state in ('waiting', 'sent', 'dead', 'dropped')),
      folded_into uuid,
      due_at timestamptz not null,
      tries integer not null default 0,
      tried_at timestamptz,
      settled_at timestamptz,
      problem_code text,
      problem_params jsonb not null default '{}',
      primary key (workspace_id, id),
      foreign key (workspace_id, rule_id) references listening.alert_rules (workspace_id, id),
      foreign key (workspace_id, alert_id) references listening.alerts (workspace_id, id) on delete cascade,
      foreign key (workspace_id, folded_into) references listening.alert_messages (workspace_id, id) on delete cascade,
      check ((state = 'waiting') = (settled_at is null))
    )`.execute(db)
  await sql`
    create unique index alert_messages_once on listening.alert_messages (workspace_id, alert_id, road, target_id)`.execute(
    db,
  )
  await sql`create index alert_messages_rule on listening.alert_messages (workspace_id, rule_id, due_at desc)`.execute(
    db,
  )
  await sql`
    create index alert_messages_folded on listening.alert_messages (workspace_id, folded_into)
      where folded_into is not null`.execute(db)
}
