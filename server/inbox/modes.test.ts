/** Account modes: the guard between brand and care, peaks, and what if; on a real database. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answering, openAnswering, word } from '../../tools/testing/answering.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { reply } from './actions/answering.ts'
import { allowBrandReply, compareAccountModes, getBrandGuard, getContentDay, setAccountMode } from './actions/modes.ts'
import * as queues from './actions/queues.ts'
import { compareModes, isPeak } from './modes/comparing.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const minute = (n: number) => new Date(Date.UTC(2026, 10, 20, 0, n))
const only = async (at: Answering) =>
  (await at.act(ctx => queues.listConversations(ctx, { queue: 'open', limit: 50 }))).items[0]!
const purpose = (at: Answering, value: string) =>
  testing.program.database.pool.query('update channels.accounts set purpose = $2 where workspace_id = $1', [
    at.id,
    value,
  ])
const heard = async (at: Answering, ...words: Parameters<Answering['hear']>) => {
  await at.hear(...words)
  await at.react()
}

describe('split', () => {
  test('no care leaves from the brand account without a reason, which holds for what was said so far', async () => {
    const at = await openAnswering(testing)
    await purpose(at, 'marketing')
    await at.act(ctx => setAccountMode(ctx, { mode: 'split' }))
    await heard(at, [word('배송이 너무 늦어요 환불해 주세요', { id: 'at://minji/1', at: minute(0) })], minute(1))
    const { id: conversationId } = await only(at)
    const answer = (text: string) => at.act(ctx => reply(ctx, { conversationId, text }, 'ko'), minute(5))
    await expect(answer('확인하겠습니다')).rejects.toMatchObject({ code: 'inbox.brand_account' })
    expect(await at.act(ctx => getBrandGuard(ctx, { conversationId }))).toMatchObject({
      isClosed: true,
      exception: null,
    })
    const allowed = await at.act(
      ctx => allowBrandReply(ctx, { conversationId, reason: '고객센터 계정 점검 중' }),
      minute(4),
    )
    expect(allowed).toMatchObject({ isClosed: false, exception: { reason: '고객센터 계정 점검 중', by: '지우' } })
    expect((await answer('확인하겠습니다')).text).toBe('확인하겠습니다')
    await heard(at, [word('아직도 안 와요 화나요', { thread: 'at://minji/1', at: minute(9) })], minute(10))
    await expect(answer('곧 갑니다')).rejects.toMatchObject({ code: 'inbox.brand_account' })
    expect((await at.act(compareAccountModes, minute(20))).exceptions).toBe(1)
  })

  test('an account for care, or one mode for both, needs no reason, and none can be written', async () => {
    const at = await openAnswering(testing)
    await heard(at, [word('배송이 너무 늦어요', { at: minute(0) })], minute(1))
    const { id: conversationId } = await only(at)
    await purpose(at, 'marketing')
    expect(await at.act(ctx => getBrandGuard(ctx, { conversationId }))).toMatchObject({ isClosed: false })
    await expect(at.act(ctx => allowBrandReply(ctx, { conversationId, reason: '까닭' }))).rejects.toMatchObject({
      code: 'inbox.brand_open',
    })
    await at.act(ctx => setAccountMode(ctx, { mode: 'split' }))
    await purpose(at, 'care')
    expect((await at.act(ctx => reply(ctx, { conversationId, text: '네' }, 'ko'))).text).toBe('네')
  })
})

describe('the day', () => {
  test('complaints that are many for their hour are a peak, and warn', async () => {
    const at = await openAnswering(testing)
    const said = [0, 1, 2, 3, 4].map(n => word('최악이에요 환불해 주세요', { who: `p${n}`, at: minute(n) }))
    await heard(at, said, minute(6))
    const day = await at.act(getContentDay, minute(30))
    expect(day).toMatchObject({ open: 5, isPeakNow: true, posts: [] })
    expect(day.hours.at(-1)).toMatchObject({ complaints: 5, usual: 0, isPeak: true })
    expect((await at.act(getContentDay, minute(200))).isPeakNow).toBe(false)
  })

  test('a peak is twice the usual and beyond chance, never a handful', () => {
    expect(isPeak(2, 0)).toBe(false)
    expect(isPeak(3, 0)).toBe(true)
    expect(isPeak(10, 6)).toBe(false)
    expect(isPeak(16, 4)).toBe(true)
  })
})

test('the comparison multiplies answers and complaints with those who would see them', () => {
  const account = (
    purpose: 'marketing' | 'care' | 'both',
    followers: number | null,
    answers: number,
    complaints: number,
  ) => ({
    purpose,
    followers,
    answers,
    complaints,
  })
  expect(compareModes([account('marketing', 1000, 2, 5), account('care', 50, 8, 1)])).toEqual({
    answers: 10,
    complaints: 6,
    split: { reach: 500, exposure: 300 },
    unified: { reach: 10_000, exposure: 6000 },
  })
  expect(compareModes([account('both', null, 2, 5)])).toMatchObject({
    split: { reach: null },
    unified: { exposure: null },
  })
})
