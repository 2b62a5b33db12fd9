/** The question after a conversation: on which channels it is asked, and what was answered. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table inbox.survey_channels (
      workspace_id integer not null,
      channel text not null,
      turned_at timestamptz not null,
      turned_by text not null,
      primary key (workspace_id, channel)
    )`.execute(db)
  await sql`
    create table inbox.surveys (
      workspace_id integer not null,
      id uuid not null,
      conversation_id uuid not null,
      customer_id uuid not null,
      channel text not null,
      member_id uuid,
      delivery_id uuid not null,
      asked_at timestamptz not null,
      score smallint check (score between 1 and 5),
      comment text not null default '',
      answered_at timestamptz,
      primary key (workspace_id, id),
      foreign key (workspace_id, conversation_id) references inbox.conversations (workspace_id, id),
      foreign key (workspace_id, customer_id) references customers.customers (workspace_id, id),
      foreign key (workspace_id, delivery_id) references channels.deliveries (workspace_id, id),
      check ((score is null) = (answered_at is null))
    )`.execute(db)
  await sql`create index surveys_conversation on inbox.surveys (workspace_id, conversation_id)`.execute(db)
  await sql`create index surveys_customer on inbox.surveys (workspace_id, customer_id, asked_at desc)`.execute(db)
  await sql`create index surveys_delivery on inbox.surveys (workspace_id, delivery_id)`.execute(db)
  await sql`
    create index surveys_answered on inbox.surveys (workspace_id, answered_at desc, id desc)
      where answered_at is not null`.execute(db)
}
