import { afterAll, beforeAll, expect, it } from 'vitest'
import { openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { createTopic } from './actions/topics.ts'
import { listRisingPlaces, markPlace } from './actions/watching.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const now = new Date('2026-11-20T09:00:00Z')
const weeksAgo = (weeks: number) => new Date(now.getTime() - (weeks * 7 + 1) * 86_400_000)
const by = (name: string) => ({ ...post('').author, remoteId: name, handle: name, displayName: name })

/** 12 weeks of steady talk on a site that rises, one that does not, one that we listen to, and links to a café. */
const past = () =>
  Array.from({ length: 12 }, (_, n) => {
    const at = { publishedAt: weeksAgo(n) }
    const isRecent = n < 2
    const times = (count: number) => Array.from({ length: count }, (_, k) => k)
    return [
      ...times(20).map(k =>
        post(`하늘상점 꾸준한 이야기 ${n} ${k}`, { ...at, url: `https://steady.example/${n}-${k}` }),
      ),
      ...times(isRecent ? 8 : 1).map(k =>
        post(`하늘상점 새 이야기 ${n} ${k}`, { ...at, url: `https://rising.example/${n}-${k}`, author: by(`r${k}`) }),
      ),
      ...times(isRecent ? 9 : 0).map(k =>
        post(`하늘상점 듣는 곳 ${n} ${k}`, { ...at, url: `https://blog.example/${n}-${k}` }),
      ),
      ...times(isRecent ? 6 : 0).map(k =>
        post(`하늘상점은 https://cafe.naver.com/imsanbu/${n}${k} 를 보세요`, {
          ...at,
          url: `https://steady.example/link-${n}-${k}`,
          author: by(`c${k}`),
        }),
      ),
    ]
  }).flat()

it('lists what rises against its own past where nobody here listens, by posts and by links, the surest first', async () => {
  const workspace = await openHearing(testing)
  await workspace.change(ctx => createTopic(ctx, { name: '우리', kind: 'brand', goal: '어디서', query: '하늘상점' }))
  await workspace.take(past(), { now })
  const { items, hasPast } = await workspace.change(ctx => listRisingPlaces(ctx, {}), { now })
  expect(hasPast).toBe(true)
  expect(
    items.map(({ channel, site, seenBy, recent, past, authors }) => ({ channel, site, seenBy, recent, past, authors })),
  ).toEqual([
    { channel: null, site: 'cafe.naver.com/imsanbu', seenBy: 'links', recent: 12, past: 0, authors: 6 },
    { channel: 'blog', site: 'rising.example', seenBy: 'posts', recent: 16, past: 10, authors: 8 },
  ])
  expect(items[0]).toMatchObject({ times: null, usual: 0 })
  expect(items[1]!.times).toBeCloseTo(8, 5)
  expect(items[1]!.weeks.slice(-2)).toEqual([8, 8])
})

it('a place that is watched stays first whether it rises or not, one that was passed over is out until it is taken back', async () => {
  const workspace = await openHearing(testing)
  await workspace.change(ctx => createTopic(ctx, { name: '우리', kind: 'brand', goal: '어디서', query: '하늘상점' }))
  await workspace.take(past(), { now })
  const mark = (channel: string | null, site: string, as: 'watched' | 'passed' | null) =>
    workspace.change(ctx => markPlace(ctx, { channel, site, mark: as }), { now })
  const list = async (given: { passed?: boolean } = {}) => {
    const shown = await workspace.change(ctx => listRisingPlaces(ctx, given), { now })
    return { sites: shown.items.map(({ site, mark, isRising }) => ({ site, mark, isRising })), passed: shown.passed }
  }
  await mark('blog', 'steady.example', 'watched')
  await mark(null, 'gone.example', 'watched')
  await mark('blog', 'rising.example', 'passed')
  await mark('blog', 'rising.example', 'passed')
  const cafe = { site: 'cafe.naver.com/imsanbu', mark: null, isRising: true }
  expect(await list()).toEqual({
    sites: [
      { site: 'steady.example', mark: 'watched', isRising: false },
      { site: 'gone.example', mark: 'watched', isRising: false },
      cafe,
    ],
    passed: 1,
  })
  expect(await list({ passed: true })).toEqual({
    sites: [{ site: 'rising.example', mark: 'passed', isRising: true }],
    passed: 1,
  })
  for (const site of ['steady.example', 'rising.example']) await mark('blog', site, null)
  await mark(null, 'gone.example', null)
  expect((await list()).sites).toEqual([cafe, { site: 'rising.example', mark: null, isRising: true }])
  const other = await openHearing(testing)
  expect(await other.change(ctx => listRisingPlaces(ctx, {}), { now })).toMatchObject({ items: [], passed: 0 })
})

it('says that it knows too little of a past, and shows nothing of another workspace', async () => {
  const workspace = await openHearing(testing)
  await workspace.change(ctx => createTopic(ctx, { name: '우리', kind: 'brand', goal: '어디서', query: '하늘상점' }))
  await workspace.take(
    Array.from({ length: 9 }, (_, n) =>
      post(`하늘상점 ${n}`, { url: `https://rising.example/${n}`, publishedAt: weeksAgo(0) }),
    ),
    { now },
  )
  const shown = await workspace.change(ctx => listRisingPlaces(ctx, {}), { now })
  expect(shown).toMatchObject({ items: [], hasPast: false })
})
