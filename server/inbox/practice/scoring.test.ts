/** The score of a drill, by hand, and the wave that it scores. */
import { expect, test } from 'vitest'
import { drillScenario } from '../../../contract/inbox/practice.ts'
import { apologises, checkDraft } from '../../voice/index.ts'
import { type DrillPost, type DrillWord, scoreDrill } from './scoring.ts'
import { guidedPosts, waveOf } from './wave.ts'

const from = new Date('2026-11-02T00:00:00Z')
const after = (minutes: number) => new Date(from.getTime() + minutes * 60_000)
const judge = { check: checkDraft, apologises }
const post = (who: string, kind: DrillPost['kind'], text: string, given: Partial<DrillPost> = {}): DrillPost => ({
  ...{ who, kind, text, issue: 'late', playedAt: from, conversationId: `place of ${who}` },
  ...given,
})
const asked = (who: string, text: string): DrillWord => ({
  ...{ conversationId: `place of ${who}`, isOurs: false, by: null, at: from, text },
})
const said = (who: string, by: string, minutes: number, text: string): DrillWord => ({
  ...{ conversationId: `place of ${who}`, isOurs: true, by, at: after(minutes), text },
})
const late = '일주일째 안 왔어요. 너무 속상합니다'
const sorry = '하린님, 오래 기다리시게 해서 정말 죄송합니다. 오늘 안에 위치를 확인해 알려 드리겠습니다.'

test('a drill in which all is answered well and in time scores 100 and has nothing to train', () => {
  const posts = [post('하린', 'fault', late), post('소율', 'noise', '저는 받았어요')]
  const words = [asked('하린', late), asked('소율', '저는 받았어요'), said('하린', '지우', 3, sorry)]
  const report = scoreDrill({ targetMinutes: 5, posts, words }, judge)
  expect(report).toMatchObject({
    ...{ asked: 1, answered: 1, inTime: 1, medianMinutes: 3, checked: 1, clean: 1, missed: [], train: [], score: 100 },
    apologies: { of: 1, given: 1 },
    doubles: { of: 0, doubled: 0 },
  })
})

test('lateness, silence, a missing apology, blame and two answers at once are each counted and trained', () => {
  const posts = [
    post('하린', 'fault', late),
    post('다은', 'urgent', '아이가 손을 베었어요', { issue: 'injury' }),
    post('민서', 'question', '취소할 수 있나요', { issue: 'refund' }),
    post('하린', 'again', '답이 없으셔서 다시 남깁니다', { playedAt: after(4), conversationId: 'second place' }),
    post('준서', 'question', '아직 안 온 글', { playedAt: null, conversationId: null }),
  ]
  const words = [
    asked('하린', late),
    asked('다은', '아이가 손을 베었어요'),
    asked('민서', '취소할 수 있나요'),
    { ...asked('하린', '답이 없으셔서 다시 남깁니다'), conversationId: 'second place', at: after(4) },
    said('하린', '지우', 9, '고객님이 주소를 잘못 적으셔서 늦은 것입니다.'),
    { ...said('하린', '민준', 10, '배송 상태를 확인하겠습니다.'), conversationId: 'second place' },
    said('민서', '민준', 2, '네, 출고 전이면 취소하실 수 있습니다.'),
  ]
  const report = scoreDrill({ targetMinutes: 5, posts, words }, judge)
  expect(report).toMatchObject({
    ...{ played: 4, posts: 5, asked: 3, answered: 2, inTime: 1, checked: 3 },
    urgent: { of: 1, inTime: 0 },
    apologies: { of: 1, given: 0 },
    doubles: { of: 2, doubled: 1 },
    missed: [{ who: '다은', kind: 'urgent' }],
  })
  expect(report.faults.map(one => one.kind)).toEqual(expect.arrayContaining(['blame', 'missing_apology']))
  expect(report.train).toEqual(
    expect.arrayContaining(['urgent', 'missed', 'speed', 'apologies', 'doubled', 'fault.blame']),
  )
  const parts = new Map(report.parts.map(one => [one.part, one.share]))
  expect([parts.get('inTime'), parts.get('answered'), parts.get('apologies'), parts.get('undoubled')]).toEqual([
    1 / 3,
    2 / 3,
    0,
    1 / 2,
  ])
  const whole = (40 / 3 + 40 / 3 + 20 * (report.clean / 3) + 5) / 100
  expect(report.score).toBe(Math.round(100 * whole))
  expect(report.members.map(one => [one.name, one.answers])).toEqual([
    ['민준', 2],
    ['지우', 1],
  ])
})

test('nothing asked is no score', () => {
  expect(scoreDrill({ targetMinutes: 5, posts: [], words: [] }, judge)).toMatchObject({ score: null, parts: [] })
})

test('every wave begins at once, crowds in the middle and leaves time for its last post; nothing is said twice', () => {
  for (const scenario of drillScenario.options)
    for (const language of ['ko', 'en'] as const) {
      const posts = waveOf({ scenario, language, minutes: 20 }, from)
      const at = posts.map(one => (one.dueAt.getTime() - from.getTime()) / 60_000)
      expect(at[0]).toBe(0)
      expect(at.at(-1)).toBeCloseTo(17, 5)
      expect(at).toEqual(at.toSorted((a, b) => a - b))
      const middle = at.filter(one => one > 17 / 4 && one < (17 * 3) / 4).length
      expect(middle).toBeGreaterThan(at.length / 2)
      expect(new Set(posts.map(one => one.text)).size).toBe(posts.length)
      const before = (n: number) => posts.slice(0, n).map(one => one.who)
      for (const [n, one] of posts.entries()) if (one.kind === 'again') expect(before(n)).toContain(one.who)
      expect(posts.some(one => one.kind === 'urgent')).toBe(true)
    }
  expect(guidedPosts('ko', from).map(one => one.kind)).toEqual(guidedPosts('en', from).map(one => one.kind))
})
