/** The laws of the house, held against the checkout and against a migrated database; each is proved by a planted fault. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../contract/index.ts'
import { routes } from '../server/rooms.ts'
import { readSchema } from './laws/database.ts'
import { circleLaw, clockLaw, lengthLaw, silenceLaw } from './laws/shape.ts'
import { accessLaw, dialectLaw, storeLaw, tenancyLaw } from './laws/sql.ts'
import { factsLaw, pureLaw, sidesLaw, streetLaw } from './laws/street.ts'
import { readTree, type Tree } from './laws/tree.ts'
import { type TestDatabase, testDatabase } from './testing/database.ts'

const tree = readTree(`${import.meta.dirname}/..`)

/** The law, the fault that it must see, and a word of the advice that it must give. */
const laws: { name: string; law: (tree: Tree) => string[]; fault: Record<string, string>; advice: RegExp }[] = [
  {
    name: 'a room looks upstream, never downstream',
    law: streetLaw,
    fault: { 'server/channels/actions.ts': `import { openConversation } from '../inbox/index.ts'` },
    advice: /looks downstream.*Announce a fact/,
  },
  {
    name: 'another room is entered by its door',
    law: streetLaw,
    fault: { 'server/inbox/actions.ts': `import { insertItems } from '../channels/store.ts'` },
    advice: /climbs through a window/,
  },
  {
    name: 'only rooms.ts opens routes, jobs and commands',
    law: streetLaw,
    fault: { 'server/commands.ts': `import { routes } from './inbox/routes.ts'` },
    advice: /go through the door/,
  },
  {
    name: 'pipes.ts opens commands alone',
    law: streetLaw,
    fault: { 'server/pipes.ts': `const load = () => import('./understanding/jobs.ts')` },
    advice: /declared in commands/,
  },
  {
    name: 'the rooms of the web obey the street too',
    law: streetLaw,
    fault: { 'web/listening/stream.tsx': `import { ReplyButton } from '../inbox/index.tsx'` },
    advice: /looks downstream/,
  },
  {
    name: 'facts are of the own room and in the past tense',
    law: factsLaw,
    fault: { 'server/listening/events.ts': `export const x = fact('inbox.open_conversation', idsOf)` },
    advice: /facts of its own/,
  },
  {
    name: 'the ground knows no room',
    law: streetLaw,
    fault: { 'server/platform/http.ts': `import type { Mention } from '../listening/index.ts'` },
    advice: /knows the room listening/,
  },
  {
    name: 'the contract is words only',
    law: sidesLaw,
    fault: { 'contract/inbox.ts': `import type { Ctx } from '../server/platform/ctx.ts'` },
    advice: /words only/,
  },
  {
    name: 'the web knows the contract alone',
    law: sidesLaw,
    fault: { 'web/inbox/page.tsx': `import { reply } from '../../server/inbox/index.ts'` },
    advice: /client of the API/,
  },
  {
    name: 'the kit knows no room',
    law: sidesLaw,
    fault: { 'web/kit/chip.tsx': `import { words } from '../inbox/words.ko.ts'` },
    advice: /kit knows no room/,
  },
  {
    name: 'SQL lives in stores',
    law: storeLaw,
    fault: { 'server/inbox/actions.ts': `import { sql } from 'kysely'` },
    advice: /SQL lives in server\/inbox\/store\.ts/,
  },
  {
    name: 'a room writes its own schema only',
    law: storeLaw,
    fault: { 'server/inbox/store.ts': `db(ctx).updateTable('listening.mentions').set({ state: 'answered' })` },
    advice: /writes the schema listening/,
  },
  {
    name: 'a file without a role is pure',
    law: pureLaw,
    fault: { 'server/inbox/clock-rules.ts': `import { readFile } from 'node:fs/promises'` },
    advice: /must be pure/,
  },
  {
    name: 'names say what a file holds',
    law: pureLaw,
    fault: { 'server/inbox/utils.ts': `export const x = 1` },
    advice: /name the idea/,
  },
  {
    name: 'SQL stays in the common dialect',
    law: dialectLaw,
    fault: { 'server/inbox/store.ts': 'sql`merge into inbox.tickets using x on true`' },
    advice: /MERGE/,
  },
  {
    name: 'no file is over 400 lines',
    law: lengthLaw,
    fault: { 'server/inbox/store.ts': 'x\n'.repeat(401) },
    advice: /two ideas/,
  },
  {
    name: 'no circle of imports, of types neither',
    law: circleLaw,
    fault: {
      'server/platform/a.ts': `import type { B } from './b.ts'`,
      'server/platform/b.ts': `import type { A } from './a.ts'`,
    },
    advice: /circle: server\/platform\/a\.ts → server\/platform\/b\.ts → server\/platform\/a\.ts/,
  },
  {
    name: 'the clock is read in one place',
    law: clockLaw,
    fault: { 'server/inbox/actions.ts': 'const now = new Date()' },
    advice: /ctx\.now/,
  },
  {
    name: 'nothing is silenced or skipped',
    law: silenceLaw,
    fault: { 'server/inbox/store.test.ts': `it.${'skip'}('x', () => {})` },
    advice: /skips a test/,
  },
]

describe('the laws of the house', () => {
  for (const { name, law, fault, advice } of laws) {
    it(name, () => {
      expect(law(tree), 'in the checkout').toEqual([])
    })
    it(`${name}: a planted fault is seen, with advice`, () => {
      expect(law(new Map(Object.entries(fault))).join('\n')).toMatch(advice)
    })
  }
})

describe('endpoints', () => {
  it('each names a permission of the table, or says public or signed-in', () => {
    expect(accessLaw(endpoints)).toEqual([])
  })
  it('an endpoint with an unknown permission is seen', () => {
    const planted = { ...endpoints[0]!, name: 'planted', access: 'inbox.everything' as 'public' }
    expect(accessLaw([planted])).toHaveLength(1)
  })
  it('each is served exactly once', () => {
    expect(routes.map(route => route.endpoint.name).sort()).toEqual(endpoints.map(one => one.name).sort())
  })
})

describe('tables', () => {
  let database: TestDatabase
  let pool: pg.Pool
  beforeAll(async () => {
    database = await testDatabase()
    pool = new pg.Pool({ connectionString: database.url })
    // Dropping the database cuts what the pool still holds.
    pool.on('error', () => undefined)
  })
  afterAll(async () => {
    await pool.end()
    await database.drop()
  })

  it('distribute by workspace, with indexed foreign keys inside it and no triggers', async () => {
    expect(tenancyLaw(await readSchema(pool))).toEqual([])
  })
  it('planted faults are seen: a key without workspace, a foreign key without index, a trigger', async () => {
    await pool.query(`
      create schema planted;
      create table planted.parents (workspace_id integer, id uuid, name text unique, primary key (workspace_id, id));
      create table planted.children (id uuid primary key, workspace_id integer, parent_id uuid,
        foreign key (workspace_id, parent_id) references planted.parents on delete set null);
      create function planted.f() returns trigger language plpgsql as 'begin return new; end';
      create trigger t before insert on planted.children for each row execute function planted.f()`)
    const complaints = tenancyLaw(await readSchema(pool)).join('\n')
    expect(complaints).toMatch(/planted\.children: the primary key begins with workspace_id/)
    expect(complaints).toMatch(/planted\.parents: the unique \(name\) lacks workspace_id/)
    expect(complaints).toMatch(/ON DELETE SET NULL/)
    expect(complaints).toMatch(/has no index that begins with its columns/)
    expect(complaints).toMatch(/has the trigger t/)
  })
})
