/** A past of many mentions, written by set-based statements without asking for each foreign key: for the search bench. */
import { sql } from 'kysely'
import { createTopic } from '../../server/listening/actions/topics.ts'
import { up as countVolumes } from '../../server/migrations/0121-listening-widen-volumes.ts'
import { toTsvector } from '../../server/understanding/index.ts'
import { createReader } from '../../server/understanding/read.ts'
import { loadModel } from '../../server/understanding/worker.ts'
import { type Ground, workspaceId } from './ground.ts'
import { makeNames, makeWire } from './posts.ts'

/** Different texts; every one is said again and again by others. */
const samples = 20_000
const pageOfSamples = 2000
const people = 50_000

/** Indexes of the filled tables that hold no constraint: building one over all rows costs a fraction of adding each row to it. */
const plainIndexes = `
  select format('%I.%I', schemaname, indexname) as name, indexdef as definition from pg_indexes
  where (schemaname, tablename) in (('channels', 'items'), ('understanding', 'readings'), ('listening', 'mentions'), ('listening', 'mention_topics'))
    and not exists (select from pg_constraint where conname = indexname and connamespace::regnamespace::text = schemaname)`

export interface Past {
  /** Ids of topics that find a third, a thirtieth and a three-hundredth of all. */
  topics: readonly [string, string, string]
  names: readonly string[]
  authorId: string
}

/** Fills the workspace with `rows` mentions of the last 90 days. */
export const fillPast = async (ground: Ground, rows: number): Promise<Past> => {
  const names = makeNames(1000)
  await writeSamples(ground, names)
  const topics: string[] = []
  for (const name of ['많은', '적은', '드문']) {
    topics.push((await ground.change(ctx => createTopic(ctx, { name, kind: 'brand', goal: 'bench', query: name }))).id)
  }
  const client = await ground.program.database.connect()
  const run = (text: string, values: readonly unknown[] = []) => client.query(text, [...values])
  try {
    await run('delete from pgboss.job')
    await run('set session_replication_role = replica')
    await run("set maintenance_work_mem = '512MB'")
    await run("set work_mem = '256MB'")
    await run('set synchronous_commit = off')
    const indexes = await run(plainIndexes)
    for (const { name } of indexes.rows) await run(`drop index ${name}`)
    await run(
      `insert into channels.authors (workspace_id, id, channel, remote_id, handle, followers, first_seen_at)
       select $1, uuidv7(), 'bluesky', 'did:' || n, 'speaker' || n, (1e6 / n)::int, now() from generate_series(1, ${people}) as n`,
      [workspaceId],
    )
    await run(`create unlogged table bench_rows as
      select n, uuidv7() as item_id, uuidv7() as id, now() - n * (interval '90 days' / ${rows}) as at,
        (random() * ${samples - 1})::int as sample, 1 + (power(random(), 2) * ${people - 1})::int as speaker,
        case when random() < 0.7 then 'bluesky' when random() < 0.99 then 'feed' else 'email' end as channel
      from generate_series(1, ${rows}) as n`)
    await run(
      `insert into channels.items (workspace_id, id, channel, remote_id, kind, text, author_id, is_own, received_at, occurred_at)
       select $1, item_id, one.channel, 'at://' || one.n, 'post', sample.text, author.id, false, one.at, one.at
       from bench_rows as one join bench_samples as sample on sample.n = one.sample
       join channels.authors as author on author.remote_id = 'did:' || speaker`,
      [workspaceId],
    )
    await run(
      `insert into understanding.readings (workspace_id, item_id, language, sentiment, confidence, reading, model, at)
       select $1, item_id, reading ->> 'language', reading -> 'sentiment' ->> 'label', 0.9, reading, 'bench', one.at
       from bench_rows as one join bench_samples as sample on sample.n = one.sample`,
      [workspaceId],
    )
    await run(
      `insert into listening.mentions (workspace_id, id, item_id, occurred_at, found_at, channel, language, sentiment, state,
         state_at, is_addressed, words, intents, urgency, is_crisis, is_spam, is_answerable, author_id, followers, kind, is_tagged)
       select $1, one.id, item_id, one.at, one.at, one.channel, reading ->> 'language', reading -> 'sentiment' ->> 'label',
         case when one.n % 3 = 0 then 'answered' else 'pending' end, one.at, one.n % 20 = 0, words, intents,
         reading ->> 'urgency', (reading -> 'crisis' ->> 'value')::boolean, (reading ->> 'spam')::boolean,
         (reading ->> 'answerable')::boolean, author.id, author.followers, 'post', one.n % 20 = 0
       from bench_rows as one join bench_samples as sample on sample.n = one.sample
       join channels.authors as author on author.remote_id = 'did:' || speaker`,
      [workspaceId],
    )
    for (const [n, part] of [3, 30, 300].entries()) {
      await run(
        `insert into listening.mention_topics (workspace_id, mention_id, topic_id, occurred_at)
         select $1, id, $2, at from bench_rows where sample % ${part} = 0`,
        [workspaceId, topics[n]],
      )
    }
    for (const { definition } of indexes.rows) await run(definition)
    await run('drop table bench_rows, bench_samples')
    await run('reset session_replication_role')
  } finally {
    client.release(true)
  }
  await ground.program.database.transact(async tx => {
    await sql`drop table listening.volume_changes`.execute(tx)
    await countVolumes(tx)
  })
  await ground.query('vacuum analyze')
  const [author] = await ground.query<{ id: string }>("select id from channels.authors where remote_id = 'did:40000'")
  return { topics: [topics[0]!, topics[1]!, topics[2]!], names, authorId: author!.id }
}

/** The texts with what the product reads of them and the words that it finds them by. */
const writeSamples = async ({ query }: Ground, names: readonly string[]): Promise<void> => {
  await query(
    `create unlogged table bench_samples (n integer primary key, text text, words tsvector, reading jsonb, intents text[])`,
  )
  const wire = makeWire({ names, share: 1, authors: 1, seed: 11, from: new Date() })
  const read = createReader(loadModel())
  for (let from = 0; from < samples; from += pageOfSamples) {
    const texts = Array.from(
      { length: pageOfSamples },
      () => (JSON.parse(wire()) as { record: { text: string } }).record.text,
    )
    const readings = read(texts)
    await query(
      `insert into bench_samples select n, text, words::tsvector, reading::jsonb, intents::text[]
       from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[]) as given (n, text, words, reading, intents)`,
      [
        texts.map((_, n) => from + n),
        texts,
        texts.map(toTsvector),
        readings.map(reading => JSON.stringify(reading)),
        readings.map(reading => `{${(reading.intents ?? []).map(intent => intent.label).join(',')}}`),
      ],
    )
  }
}
