/** Every endpoint, asked what nobody meant: it answers or refuses, and never breaks. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endpoints } from '../contract/index.ts'
import { createTag, createTopic } from '../contract/listening.ts'
import { fuzzed, seeded } from '../tools/testing/fuzz.ts'
import { openHearing, post } from '../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../tools/testing/program.ts'

let app: TestProgram
beforeAll(async () => {
  app = await startProgram()
})
afterAll(() => app.stop())

/** More by `FUZZ_ROUNDS`, others by `FUZZ_SEED`. */
const rounds = Number(process.env.FUZZ_ROUNDS ?? 3)
const seed = Number(process.env.FUZZ_SEED ?? 20261128)

/** Leave by the door that they came in, or end what the others need. */
const leftAlone = new Set(['signOut', 'endSession', 'endOtherSessions', 'createDemo', 'setUp'])

it('answers or refuses, and never breaks', { timeout: 300_000 }, async () => {
  const here = await openHearing(app)
  const other = await app.workspace('남의 상점')
  for (const workspaceId of [here.id, other.id]) {
    await app.owner.call(createTopic, { workspaceId, name: '하늘', kind: 'brand', goal: '평판', query: '하늘' })
    await app.owner.call(createTag, { workspaceId, name: '환불' })
  }
  await here.take([post('하늘 배송이 늦어요'), post('하늘 최고')])
  const ids = await realIds(here.id, other.id)
  const broken: string[] = []
  let refused = 0
  let answered = 0
  for (const [at, endpoint] of endpoints.entries()) {
    if (leftAlone.has(endpoint.name)) continue
    const random = seeded(seed + at)
    for (let round = 0; round < rounds; round++) {
      const asked = fuzzed(endpoint, random, ids)
      const url = `${app.url}${asked.path.replace(':workspaceId', String(here.id))}${asked.query}`
      const response = await fetch(url, {
        method: endpoint.method,
        headers: {
          cookie: app.owner.cookie,
          ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
        signal: AbortSignal.timeout(20_000),
      })
      const said = await response.text()
      if (response.status >= 500 && !isOutside(said))
        broken.push(
          `${endpoint.name} ${response.status} ${asked.path}${asked.query} ${JSON.stringify(asked.body)?.slice(0, 600)} → ${said.slice(0, 200)}`,
        )
      if (response.status >= 400) refused += 1
      else answered += 1
    }
  }
  expect(broken).toEqual([])
  // Both happen, or the fuzzing has lost its sense.
  expect(refused).toBeGreaterThan(endpoints.length)
  expect(answered).toBeGreaterThan(endpoints.length / 2)
})

/** 502 says that the outside did not do what was asked: no fault of ours. */
const isOutside = (said: string): boolean => /"status":502/.test(said)

/** Ids of rows of both workspaces: a foreign id must be as unknown as one that never was. */
const realIds = async (...workspaces: number[]): Promise<string[]> => {
  const tables = [
    'channels.items',
    'channels.sources',
    'listening.topics',
    'listening.tags',
    'listening.mentions',
    'access.members',
    'customers.customers',
  ]
  const found: string[] = [randomUUID()]
  for (const table of tables) {
    const { rows } = await app.program.database.pool.query<{ id: string }>(
      `select id from ${table} where workspace_id = any($1) order by workspace_id limit 6`,
      [workspaces],
    )
    found.push(...rows.map(row => row.id))
  }
  return found
}
