import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { followTheme, getTheme, listMentions, listThemes, updateTheme } from '../../contract/listening.ts'
import { drain } from '../../tools/testing/drain.ts'
import { openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { findThemes } from './actions/themes.ts'
import { addWords, countWindow, pruneWords } from './store/words.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const hourMs = 3_600_000
const texts = readFileSync(join(import.meta.dirname, '../understanding/data/posts-ko.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as { text: string; spam: boolean })
  .filter(one => !one.spam)
  .map(one => one.text)

/** A workspace that was spoken to for a month: 40 posts a day of many people, every text of the day another. */
const openMonth = async () => {
  const hearing = await openHearing(testing)
  await hearing.addAccount('haneul')
  const now = Date.now()
  let n = 0
  const at = (hoursAgo: number) => new Date(now - hoursAgo * hourMs)
  const said = (text: string, author: string, hoursAgo: number) =>
    post(text, {
      publishedAt: at(hoursAgo),
      addressedTo: ['haneul'],
      author: { ...post('').author, remoteId: author, handle: author, displayName: author },
    })
  const month = Array.from({ length: 29 * 40 }, () => {
    n += 1
    return said(texts[(n * 7) % texts.length]!, `author${n % 200}`, 2 + (n / 40) * 24)
  })
  await hearing.take(month)
  await drain(testing, 'listening')
  const look = () => hearing.change(ctx => findThemes(ctx))
  const read = (span: 'hour' | 'day' | 'week', hidden?: boolean) =>
    testing.owner.call(listThemes, { workspaceId: hearing.id, span, ...(hidden === undefined ? {} : { hidden }) })
  return { ...hearing, said, look, read }
}

const planted = [
  '탕후루 꼬치에 찔려서 아이 입안이 찢어졌어요',
  '방금 산 탕후루 꼬치 끝이 갈라져 있네요 조심하세요',
  '탕후루 먹다가 꼬치 부러져서 깜짝 놀람',
  '아니 탕후루 꼬치 왜이리 날카로움?? 다칠뻔',
  '매장에서 파는 탕후루 꼬치를 둥근 걸로 바꿔 주세요',
  '우리 애도 탕후루 꼬치에 다쳤는데 어디에 말해야 하나요',
  '탕후루는 맛있는데 꼬치는 위험해 보여요',
  '오늘 뉴스에 탕후루 꼬치 사고 나왔네',
]

test('what nobody had set is listed first within the hour, with its rows, and stays as people want it', async () => {
  const month = await openMonth()
  await month.look()
  for (const span of ['hour', 'day', 'week'] as const) expect((await month.read(span)).items).toEqual([])

  await month.take([
    ...planted.map((text, n) => month.said(text, `witness${n}`, n / 20)),
    ...texts.slice(0, 6).map((text, n) => month.said(text, `other${n}`, n / 20)),
  ])
  await drain(testing, 'listening')
  await month.look()
  const workspaceId = month.id
  const [first, ...others] = (await month.read('hour')).items
  expect(first).toMatchObject({ label: '탕후루 꼬치', isRising: true, mentions: 8, authors: 8 })
  expect(others).toEqual([])
  expect(first!.posts).toHaveLength(3)
  const { q, from, to, id: themeId } = first!
  const rows = await testing.owner.call(listMentions, { workspaceId, q, from, to, spam: false })
  expect(rows.items.map(one => one.item.text).sort()).toEqual([...planted].sort())
  expect((await month.read('day')).items[0]!.words).toContain('탕후루 꼬치')

  // Six of the eight say the two words side by side.
  const opened = await testing.owner.call(getTheme, { workspaceId, themeId })
  expect(opened.days.at(-1)!.mentions + opened.days.at(-2)!.mentions).toBe(6)
  expect(opened.hours.reduce((sum, one) => sum + one.mentions, 0)).toBe(6)

  await testing.owner.call(updateTheme, { workspaceId, themeId, name: '꼬치 안전', isHidden: true })
  await month.look()
  expect((await month.read('hour')).items).toEqual([])
  expect((await month.read('hour', true)).items).toMatchObject([{ id: themeId, label: '꼬치 안전' }])
  await testing.owner.call(updateTheme, { workspaceId, themeId, isHidden: false, name: null })
  expect((await month.read('hour')).items).toMatchObject([{ id: themeId, label: '탕후루 꼬치' }])

  const topic = await testing.owner.call(followTheme, { workspaceId, themeId, goal: '다치는 사람이 없게 한다' })
  expect(topic).toMatchObject({ name: '탕후루 꼬치', query: '탕후루 AND 꼬치' })
  expect(
    await testing.owner.call(followTheme, { workspaceId, themeId, goal: '다치는 사람이 없게 한다' }),
  ).toMatchObject({ id: topic.id })
  await month.look()
  // What was set is no theme any more: it stays in the list of the week, and rises no longer.
  expect((await month.read('hour')).items).toMatchObject([{ id: themeId, isRising: false, topicId: topic.id }])
})

test('one person, one text sent around, and spam are no theme', async () => {
  const month = await openMonth()
  await month.take([
    ...planted.map(text => month.said(text, 'one', 0.1)),
    ...Array.from({ length: 9 }, (_, n) => month.said('두쫀쿠 무료 나눔 행사 소식 퍼가요', `sender${n}`, 0.1)),
  ])
  await drain(testing, 'listening')
  await month.look()
  expect((await month.read('hour')).items).toEqual([])
})

test('a word that nobody knew is noticed in the week in which it appears', async () => {
  const month = await openMonth()
  await month.take(
    Array.from({ length: 14 }, (_, n) =>
      month.said(`${texts[500 + n]} 구름찰떡이 요즘 유행이라네요`, `taster${n}`, n * 9),
    ),
  )
  await drain(testing, 'listening')
  await month.look()
  const [first] = (await month.read('week')).items
  expect(first).toMatchObject({ mentions: 14, isRising: true })
  expect(first!.words.some(word => word.includes('구름찰떡'))).toBe(true)
})

test('without a past nothing rises, and it is said how much of one is missing', async () => {
  const hearing = await openHearing(testing)
  await hearing.addAccount('haneul')
  await hearing.take(planted.map(text => post(text, { addressedTo: ['haneul'] })))
  await drain(testing, 'listening')
  await hearing.change(ctx => findThemes(ctx))
  const answer = await testing.owner.call(listThemes, { workspaceId: hearing.id, span: 'hour' })
  expect(answer).toMatchObject({ items: [], past: 0, pastNeeded: 100 })
  expect(answer.lookedAt).not.toBeNull()
})

test('words of a day that is over are thrown away down to those most said, and nothing rises for having been forgotten', async () => {
  const hearing = await openHearing(testing)
  const now = new Date('2026-11-20T12:00:00Z')
  const day = (n: number, hour = 3) => new Date(Date.UTC(2026, 10, n, hour))
  await hearing.change(
    async ctx => {
      for (let n = 15; n < 18; n++) {
        const many = Array.from({ length: 4500 }, (_, k) => ({
          hour: day(n),
          word: `말${k}`,
          mentions: k < 100 ? 9 : 2,
        }))
        await addWords(ctx, [...many, { hour: day(n), word: '', mentions: 2000 }])
      }
      const today = [
        { word: '말4499', mentions: 6 },
        { word: '', mentions: 50 },
      ]
      await addWords(
        ctx,
        today.map(one => ({ ...one, hour: day(20, 11) })),
      )
      await pruneWords(ctx)
    },
    { now },
  )
  const window = { grain: 'hour' as const, from: day(20, 11), to: day(20, 13), pastFrom: day(1, 0), pastTo: day(20, 0) }
  const { counts, totals } = await hearing.change(ctx => countWindow(ctx, window, 5), { now })
  expect(totals).toEqual({ now: 50, past: 6000 })
  expect(counts).toEqual([{ word: '말4499', now: 6, past: 6 }])
  const { rows } = await testing.program.database.pool.query(
    `select count(*)::int as kept from listening.word_days where workspace_id = $1 and day = $2`,
    [hearing.id, day(16, 0)],
  )
  expect(rows[0].kept).toBe(4002)
})
