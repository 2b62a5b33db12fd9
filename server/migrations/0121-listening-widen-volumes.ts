/** Volumes by language too, with intents, signs, endings and reach: counted anew from the mentions. */
import { type Kysely, sql } from 'kysely'

const counted = sql`
  count(*) filter (where sentiment = 'positive'), count(*) filter (where sentiment = 'neutral'),
  count(*) filter (where sentiment = 'negative'), count(*) filter (where sentiment = 'mixed'),
  count(*) filter (where sentiment is null),
  count(*) filter (where 'question' = any(intents)), count(*) filter (where 'complaint' = any(intents)),
  count(*) filter (where 'suggestion' = any(intents)), count(*) filter (where 'praise' = any(intents)),
  count(*) filter (where 'purchase' = any(intents)), count(*) filter (where 'recommendation' = any(intents)),
  count(*) filter (where 'other' = any(intents)),
  count(*) filter (where urgency = 'high'), count(*) filter (where is_crisis), count(*) filter (where is_spam),
  count(*) filter (where is_answerable), count(*) filter (where is_tagged),
  count(*) filter (where state = 'answered'), count(*) filter (where state = 'stance'),
  count(*) filter (where state = 'not_ours'), count(*) filter (where state = 'pending' and sentiment = 'negative'),
  coalesce(sum(followers), 0)`

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`drop table listening.volumes`.execute(db)
  await sql`
    create table listening.volumes (
      workspace_id integer not null,
      topic_id uuid not null,
      hour timestamptz not null,
      channel text not null,
      language text not null,
      positive integer not null,
      neutral integer not null,
      negative integer not null,
      mixed integer not null,
      unread integer not null,
      question integer not null,
      complaint integer not null,
      suggestion integer not null,
      praise integer not null,
      purchase integer not null,
      recommendation integer not null,
      other integer not null,
      urgent integer not null,
      crisis integer not null,
      spam integer not null,
      answerable integer not null,
      tagged integer not null,
      answered integer not null,
      stance integer not null,
      not_ours integer not null,
      silent integer not null,
      reach bigint not null,
      primary key (workspace_id, topic_id, hour, channel, language),
      check (least(positive, neutral, negative, mixed, unread, question, complaint, suggestion, praise, purchase,
        recommendation, other, urgent, crisis, spam, answerable, tagged, answered, stance, not_ours, silent, reach) >= 0)
    ) with (fillfactor = 80)`.execute(db)
  // What transactions add, before it is folded into the rows above: writers meet nobody there.
  await sql`
    create table listening.volume_changes (
      workspace_id integer not null,
      topic_id uuid not null,
      hour timestamptz not null,
      channel text not null,
      language text not null,
      batch_id uuid not null,
      counts bigint[] not null,
      primary key (workspace_id, topic_id, hour, channel, language, batch_id)
    )`.execute(db)
  await sql`
    insert into listening.volumes
    select mention.workspace_id, counted.topic_id,
      date_trunc('hour', mention.occurred_at at time zone 'UTC') at time zone 'UTC', channel, language, ${counted}
    from listening.mentions as mention
    join (
      select workspace_id, mention_id, topic_id from listening.mention_topics
      union all select workspace_id, id, '00000000-0000-0000-0000-000000000000' from listening.mentions
    ) as counted on counted.workspace_id = mention.workspace_id and counted.mention_id = mention.id
    group by 1, 2, 3, 4, 5`.execute(db)
}
