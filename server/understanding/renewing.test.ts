/** Proves that what an older model read in part is read again whole, once, with everything that hangs on it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listMentions } from '../../contract/listening.ts'
import { drain } from '../../tools/testing/drain.ts'
import { openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { correctReadings, planRenewal, readAgain, readingsOf, settleRenewal } from './actions/readings.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

/** Makes the readings of a workspace what a model that read sentiment alone, and wrongly, would have left. */
const age = async (workspaceId: number) => {
  const { pool } = testing.program.database
  await pool.query(
    `update understanding.readings set sentiment = 'positive', model = 'old',
       reading = reading || '{"model":"old","intents":null,"urgency":null,"crisis":null,"spam":null,"answerable":null,"emotions":null}'
         || jsonb_build_object('sentiment', '{"label":"positive","confidence":0.6,"scores":{}}'::jsonb)
     where workspace_id = $1`,
    [workspaceId],
  )
  await pool.query(
    `update listening.mentions set intents = null, urgency = null, is_answerable = false where workspace_id = $1`,
    [workspaceId],
  )
}

test('readings that miss fields are read again, their mentions follow, and corrections stand', async () => {
  const workspace = await openHearing(testing)
  await workspace.addAccount('did:haneul')
  const texts = ['배송이 늦어서 정말 화가 나요', '환불은 언제 되나요? 세 번째 문의입니다']
  await workspace.take(texts.map(text => post(text, { addressedTo: ['did:haneul'] })))
  const list = async () => (await testing.owner.call(listMentions, { workspaceId: workspace.id })).items
  const ids = (await list()).map(({ item }) => item.id)
  const first = await workspace.change(ctx => readingsOf(ctx, ids))
  await age(workspace.id)
  await workspace.change(ctx => correctReadings(ctx, [{ itemId: ids[0]!, sentiment: 'mixed' }]))
  await drain(testing, 'listening')

  const renew = async () => {
    const plan = await workspace.change(ctx => planRenewal(ctx))
    if (plan === null) return 0
    const rows = await readAgain(testing.program.world, plan)
    await workspace.change(ctx => settleRenewal(ctx, plan, rows))
    // The same outcome heard twice changes nothing.
    await workspace.change(ctx => settleRenewal(ctx, plan, rows))
    return rows.length
  }
  expect(await renew()).toBe(2)
  await drain(testing, 'listening')

  const again = await workspace.change(ctx => readingsOf(ctx, ids))
  for (const id of ids) expect({ ...again.get(id), correction: null }).toEqual(first.get(id))
  expect(again.get(ids[0]!)!.correction).toMatchObject({ sentiment: 'mixed' })
  const { rows } = await testing.program.database.pool.query(
    'select item_id, sentiment, intents, is_answerable from listening.mentions where workspace_id = $1',
    [workspace.id],
  )
  for (const row of rows) {
    const reading = first.get(row.item_id)!
    expect(row).toMatchObject({
      sentiment: row.item_id === ids[0] ? 'mixed' : reading.sentiment!.label,
      intents: reading.intents!.map(intent => intent.label),
      is_answerable: reading.answerable,
    })
  }
  expect(await renew()).toBe(0)
})
