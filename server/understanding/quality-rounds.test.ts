import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawQuality, getQuality, getQualityRound, labelQuality, type QualityLabel } from '../../contract/quality.ts'
import { correctReading } from '../../contract/understanding.ts'
import { openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

test('posts are drawn once, labelled without sight of the reading, and compared with it', async () => {
  const hearing = await openHearing(testing)
  const workspaceId = hearing.id
  await hearing.addAccount('haneul')
  const texts = Array.from({ length: 15 }, (_, n) =>
    n % 3 === 0 ? `정말 최고예요 ${n}` : `너무 실망했어요 환불해 주세요 ${n}`,
  )
  await hearing.take(texts.map(text => post(text, { addressedTo: ['haneul'] })))
  const round = await testing.owner.call(drawQuality, { workspaceId, posts: 12 })
  expect(round).toMatchObject({ posts: 12, labelled: 0, drawnBy: '지우' })
  expect(await testing.owner.call(drawQuality, { workspaceId, posts: 10 })).toMatchObject({ id: round.id })

  const { items } = await testing.owner.call(getQualityRound, { workspaceId, roundId: round.id })
  expect(items.map(one => one.place)).toEqual(Array.from({ length: 12 }, (_, n) => n + 1))
  expect(new Set(items.map(one => one.text)).size).toBe(12)
  expect(Object.keys(items[0]!).sort()).toEqual(['channel', 'label', 'place', 'text'])
  for (const { place, text } of items) {
    const isGood = text.includes('최고')
    const label: QualityLabel = {
      sentiment: isGood ? 'positive' : 'negative',
      intents: [],
      crisis: false,
      answerable: true,
      spam: false,
    }
    await testing.owner.call(labelQuality, { workspaceId, roundId: round.id, place, label })
    await testing.owner.call(labelQuality, { workspaceId, roundId: round.id, place, label })
  }
  await testing.owner.call(labelQuality, { workspaceId, roundId: round.id, place: 1, label: null })
  const measured = await testing.owner.call(getQuality, { workspaceId })
  expect(measured.labelled).toBe(11)
  expect(measured.rounds).toMatchObject([{ posts: 12, labelled: 11 }])
  expect(measured.sentiment.of).toBe(11)
  expect(measured.sentiment.low!).toBeLessThanOrEqual(measured.sentiment.share!)
  const negative = measured.lines.find(line => line.label === 'negative')!
  expect(negative.recall.of).toBe(items.slice(1).filter(one => one.text.includes('실망')).length)
  expect(measured.weeks.reduce((sum, week) => sum + week.read, 0)).toBe(15)
  expect(measured.corrections).toEqual([])

  const { rows } = await testing.program.database.pool.query(
    'select item_id from understanding.readings where workspace_id = $1 and sentiment = $2 limit 1',
    [workspaceId, 'negative'],
  )
  const itemId = rows[0].item_id as string
  await testing.owner.call(correctReading, { workspaceId, itemId, sentiment: 'mixed' })
  const after = await testing.owner.call(getQuality, { workspaceId })
  expect(after.corrections).toEqual([{ from: 'negative', into: 'mixed', count: 1 }])
  expect(after.weeks.reduce((sum, week) => sum + week.corrected, 0)).toBe(1)
  await testing.owner.call(correctReading, { workspaceId, itemId, sentiment: null })
  expect((await testing.owner.call(getQuality, { workspaceId })).corrections).toEqual([])
})

test('a workspace without posts has nothing to draw, and another one’s round is not there', async () => {
  const [one, other] = [await openHearing(testing), await openHearing(testing)]
  expect(await testing.owner.ask(drawQuality, { workspaceId: one.id })).toMatchObject({ status: 409 })
  expect((await testing.owner.call(getQuality, { workspaceId: one.id })).rounds).toEqual([])
  await other.addAccount('haneul')
  await other.take([post('잘 받았어요', { addressedTo: ['haneul'] })])
  const round = await testing.owner.call(drawQuality, { workspaceId: other.id })
  expect(await testing.owner.ask(getQualityRound, { workspaceId: one.id, roundId: round.id })).toMatchObject({
    status: 404,
  })
  const label: QualityLabel = { sentiment: 'neutral', intents: [], crisis: false, answerable: false, spam: false }
  expect(
    await testing.owner.ask(labelQuality, { workspaceId: one.id, roundId: round.id, place: 1, label }),
  ).toMatchObject({ status: 404 })
})
