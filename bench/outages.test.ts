/** The short version of `npm run bench -- outages`: every kind of outage once on each road. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startProgram, type TestProgram } from '../tools/testing/program.ts'
import { runOutages } from './outages/rounds.ts'

let program: TestProgram

beforeAll(async () => {
  program = await startProgram()
}, 60_000)
afterAll(() => program?.stop())

test('every kind of outage is met on every road, and nothing is lost or doubled', async () => {
  const result = await runOutages(program, {
    rounds: 76,
    seed: 7,
    connectors: ['feeds', 'bluesky', 'files', 'mail'],
    tell: () => undefined,
  })
  expect(Object.keys(result.outages.feeds!)).toHaveLength(11)
  expect(Object.keys(result.outages.bluesky!)).toHaveLength(13)
  expect(Object.keys(result.outages.files!)).toHaveLength(5)
  expect(Object.keys(result.outages.mail!)).toHaveLength(19)
  expect(result.said['feeds articles']).toBeGreaterThan(40)
  expect(result.said['bluesky answers']).toBeGreaterThan(4)
  expect(result.said['mail answers']).toBe(7)
  expect(result).toMatchObject({ kept: result.said, lost: 0, doubled: 0, invented: 0, volumeDrift: 0 })
}, 600_000)
