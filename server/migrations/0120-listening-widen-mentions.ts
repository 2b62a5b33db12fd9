/** What else the stream filters by stands on the mention: intents, urgency, signs, the author and his reach, the kind, the tag. */
import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    alter table listening.mentions
      add column intents text[],
      add column urgency text check (urgency in ('low', 'normal', 'high')),
      add column is_crisis boolean not null default false,
      add column is_spam boolean not null default false,
      add column is_answerable boolean not null default false,
      add column author_id uuid,
      add column followers integer,
      add column kind text,
      add column is_tagged boolean not null default false`.execute(db)
  // One statement: the rows are written once. A handle counts where no letter, digit or mark of a handle stands beside it.
  await sql`
    update listening.mentions as mention set
      intents = (
        select array_agg(intent.value ->> 'label' order by intent.place)
        from jsonb_array_elements(
          case jsonb_typeof(reading.reading -> 'intents') when 'array' then reading.reading -> 'intents' else '[]' end
        ) with ordinality as intent (value, place)
      ),
      urgency = reading.reading ->> 'urgency',
      is_crisis = coalesce((reading.reading -> 'crisis' ->> 'value')::boolean, false),
      is_spam = coalesce((reading.reading ->> 'spam')::boolean, false),
      is_answerable = coalesce((reading.reading ->> 'answerable')::boolean, false),
      author_id = item.author_id,
      followers = author.followers,
      kind = item.kind,
      is_tagged = mention.is_addressed or exists (
        select from channels.accounts as account
        where account.workspace_id = item.workspace_id and account.channel = item.channel
          and concat_ws(E'\\n', item.title, item.text) ~* (
            '(^|[^[:alnum:]_@.-])@' || regexp_replace(ltrim(account.handle, '@'), '([^[:alnum:]_])', '\\\\\\1', 'g')
            || '([^a-z0-9_.@-]|[.@-]+([^a-z0-9]|$)|$)'))
    from understanding.readings as reading, channels.items as item, channels.authors as author
    where reading.workspace_id = mention.workspace_id and reading.item_id = mention.item_id
      and item.workspace_id = mention.workspace_id and item.id = mention.item_id
      and author.workspace_id = item.workspace_id and author.id = item.author_id`.execute(db)
  await sql`alter table listening.mentions alter column author_id set not null, alter column kind set not null`.execute(
    db,
  )
  // The common lists walk the newest and filter by what comes with the index; what is rare has a list of its own, in the
  // same order, so that every page is read from an index and none is sorted.
  await sql`drop index listening.mentions_newest`.execute(db)
  await sql`
    create index mentions_newest on listening.mentions (workspace_id, occurred_at desc, id desc)
      include (state, sentiment, channel, language, kind, urgency, is_tagged, is_spam, is_crisis, followers)`.execute(
    db,
  )
  await sql`
    create index mentions_author on listening.mentions (workspace_id, author_id, occurred_at desc, id desc)`.execute(db)
  await sql`
    create index mentions_crisis on listening.mentions (workspace_id, occurred_at desc, id desc) where is_crisis`.execute(
    db,
  )
  await sql`
    create index mentions_urgent on listening.mentions (workspace_id, occurred_at desc, id desc)
      where urgency = 'high'`.execute(db)
  await sql`
    create index mentions_far on listening.mentions (workspace_id, occurred_at desc, id desc) include (followers)
      where followers >= 10000`.execute(db)
}
