import { afterAll, beforeAll, expect, test } from 'vitest'
import { listMentions } from '../../contract/listening.ts'
import { correctReading } from '../../contract/understanding.ts'
import { drain } from '../../tools/testing/drain.ts'
import { type Hearing, openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { storeReadings } from './actions/readings.ts'
import { readingsOf } from './index.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const itemOf = async (workspace: Hearing): Promise<string> => {
  await workspace.addAccount('did:haneul')
  await workspace.take([post('배송이 늦어서 정말 화가 나요', { addressedTo: ['did:haneul'] })])
  const { items } = await testing.owner.call(listMentions, { workspaceId: workspace.id })
  return items[0]!.item.id
}
const correct = (workspaceId: number, itemId: string, sentiment: 'positive' | 'mixed' | null) =>
  testing.owner.ask(correctReading, { workspaceId, itemId, sentiment })
const history = async (itemId: string) =>
  (
    await testing.program.database.pool.query(
      'select number, sentiment, by from understanding.corrections where item_id = $1 order by number',
      [itemId],
    )
  ).rows

test("a person's correction stands over the machine's reading, and can be taken back", async () => {
  const workspace = await openHearing(testing)
  const itemId = await itemOf(workspace)
  const corrected = await correct(workspace.id, itemId, 'mixed')
  expect(corrected).toMatchObject({
    status: 200,
    body: { sentiment: { label: 'negative' }, correction: { sentiment: 'mixed', by: '지우' } },
  })
  await correct(workspace.id, itemId, 'mixed')
  const back = await correct(workspace.id, itemId, null)
  expect(back).toMatchObject({ body: { sentiment: { label: 'negative' }, correction: null } })
  expect(await history(itemId)).toEqual([
    { number: 1, sentiment: 'mixed', by: '지우' },
    { number: 2, sentiment: null, by: '지우' },
  ])
})

test('taking back what was never corrected changes nothing and tells nobody', async () => {
  const workspace = await openHearing(testing)
  const itemId = await itemOf(workspace)
  await drain(testing, 'listening')
  expect(await correct(workspace.id, itemId, null)).toMatchObject({ status: 200, body: { correction: null } })
  expect(await history(itemId)).toEqual([])
  expect(await drain(testing, 'listening')).toBe(0)
})

test('a filter by sentiment follows the correction', async () => {
  const workspace = await openHearing(testing)
  const itemId = await itemOf(workspace)
  await correct(workspace.id, itemId, 'positive')
  await drain(testing, 'listening')
  const find = (sentiment: 'positive' | 'negative') =>
    testing.owner.call(listMentions, { workspaceId: workspace.id, sentiment: [sentiment] })
  expect((await find('positive')).items).toHaveLength(1)
  expect((await find('negative')).items).toEqual([])
})

test('an item of another workspace, or one that nobody read, is not there to correct', async () => {
  const [ours, theirs] = [await openHearing(testing), await openHearing(testing)]
  const itemId = await itemOf(ours)
  expect(await correct(theirs.id, itemId, 'positive')).toMatchObject({ status: 404 })
  expect(await correct(ours.id, '0193b6c4-0000-7000-8000-000000000000', 'positive')).toMatchObject({ status: 404 })
  expect(await theirs.change(ctx => readingsOf(ctx, [itemId]))).toEqual(new Map())
})

test('an item keeps its first reading', async () => {
  const workspace = await openHearing(testing)
  const itemId = await itemOf(workspace)
  const reading = (await workspace.change(ctx => readingsOf(ctx, [itemId]))).get(itemId)!
  const { correction: _none, ...first } = reading
  await workspace.change(ctx => storeReadings(ctx, [{ itemId, reading: { ...first, language: 'en' } }]))
  expect((await workspace.change(ctx => readingsOf(ctx, [itemId]))).get(itemId)).toEqual(reading)
})

test('two people who correct at once leave one history without a gap', async () => {
  const workspace = await openHearing(testing)
  const itemId = await itemOf(workspace)
  const labels = ['positive', 'mixed'] as const
  const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => correct(workspace.id, itemId, labels[n % 2]!)))
  expect(answers.map(answer => answer.status)).toEqual(Array(8).fill(200))
  const rows = await history(itemId)
  expect(rows.map(row => row.number)).toEqual(rows.map((_, n) => n + 1))
})
