import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hearing, openHearing, post } from '../../tools/testing/hearing.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { closeMention, endMentions } from './actions/endings.ts'
import { getLedger } from './actions/ledger.ts'
import { countMentions, getMention, getMentions, listMentions } from './actions/mentions.ts'
import { followAuthor } from './actions/people.ts'
import { createTopic } from './actions/topics.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const follow = (workspace: Hearing, query: string) =>
  workspace.change(ctx => createTopic(ctx, { name: query, kind: 'brand', goal: '불만을 안다', query }))
const texts = async (workspace: Hearing, filter: Partial<Parameters<typeof listMentions>[1]> = {}) =>
  (await workspace.change(ctx => listMentions(ctx, { limit: 50, ...filter }))).items.map(mention => mention.item.text)
const minute = (n: number) => new Date(Date.UTC(2026, 10, 20, 0, n))

test('a two-syllable word is found inside 어절, compounds and with particles, and not inside other words', async () => {
  const workspace = await openHearing(testing)
  await follow(workspace, '하늘상점')
  const found = [
    '하늘상점 배송에서도 문제',
    '하늘상점 무료배송 좋다',
    '하늘상점 배송비 얼마',
    '하늘상점은 배송이라는 말',
  ]
  await workspace.take([...found, '하늘상점 환불'].map((text, n) => post(text, { publishedAt: minute(n) })))
  expect(await texts(workspace, { q: '배송' })).toEqual(found.toReversed())
  expect(await texts(workspace, { q: '환불' })).toEqual(['하늘상점 환불'])
  expect(await texts(workspace, { q: '"하늘상점 환불"' })).toEqual(['하늘상점 환불'])
  expect(await texts(workspace, { q: '"환불 하늘상점"' })).toEqual([])
  expect(await texts(workspace, { q: '배송 -무료배송' })).toHaveLength(3)
})

test('an article of which the feed gave the beginning only says so', async () => {
  const workspace = await openHearing(testing)
  await workspace.change(ctx => createTopic(ctx, { name: '우리', kind: 'brand', goal: '안다', query: '하늘상점' }))
  const notices = [{ code: 'channels.feed_teaser', params: {} }]
  const beside = { quoted: null, signature: null, automatic: null, notices, files: [] }
  await workspace.take([post('하늘상점이 문을 […]', { kind: 'article', beside }), post('하늘상점 다녀왔어요')])
  const { items } = await workspace.change(ctx => listMentions(ctx, { limit: 10 }))
  expect(new Map(items.map(one => [one.item.text, one.isExcerpt]))).toEqual(
    new Map([
      ['하늘상점이 문을 […]', true],
      ['하늘상점 다녀왔어요', false],
    ]),
  )
})

test('signs alone find nothing, and no search upsets the database', async () => {
  const workspace = await openHearing(testing)
  await follow(workspace, '하늘상점')
  await workspace.take([post('하늘상점 "따옴표" \'하나\' back\\slash')])
  for (const q of ['!!!', '👍', '-', '""', '*', "'", '\\']) expect(await texts(workspace, { q }), q).toEqual([])
  for (const q of ["'하나'", 'a & | ! ( ) <-> :*', '"열린 따옴표', '\\', '하늘* -"', '\0하늘상점', '한'.repeat(200)])
    await texts(workspace, { q })
  expect(await workspace.change(ctx => countMentions(ctx, { q: '!!!' }))).toMatchObject({ total: 0, isMore: false })
})

test('pages follow each other without a gap or a double while newer mentions arrive', async () => {
  const workspace = await openHearing(testing)
  await follow(workspace, '환불')
  // Many at the same instant: their ids decide.
  await workspace.take(Array.from({ length: 25 }, (_, n) => post(`환불 ${n}`, { publishedAt: minute(n % 3) })))
  const all = await texts(workspace)
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await workspace.change(ctx => listMentions(ctx, { limit: 7, ...(cursor ? { cursor } : {}) }))
    seen.push(...page.items.map(mention => mention.item.text))
    cursor = page.next ?? undefined
    await workspace.take([post('환불 새 글', { publishedAt: minute(50) })])
  } while (cursor)
  expect(seen).toEqual(all)
})

test('a cursor of somebody else is refused, not passed to the database', async () => {
  const workspace = await openHearing(testing)
  const cursors = [
    'x',
    btoa('["2026-01-01","x"]'),
    btoa('["never","0193b6c4-0000-7000-8000-000000000000"]'),
    btoa('[1,2]'),
  ]
  for (const cursor of cursors) await expect(texts(workspace, { cursor })).rejects.toMatchObject({ code: 'bad_cursor' })
})

test('filters by topic, channel, sentiment, language, state and period combine', async () => {
  const workspace = await openHearing(testing)
  const refund = await follow(workspace, '환불 OR refund')
  await follow(workspace, '배송')
  const news = await workspace.addSource('news')
  await workspace.take([
    post('환불 정말 최고예요 감사합니다', { publishedAt: minute(1) }),
    post('환불이 안 돼서 너무 화가 납니다', { publishedAt: minute(2) }),
    post('배송이 늦어서 짜증나요', { publishedAt: minute(3) }),
  ])
  await workspace.take([post('The refund never came, terrible service', { publishedAt: minute(4) })], {
    sourceId: news,
  })
  expect(await texts(workspace, { topicId: refund.id })).toHaveLength(3)
  expect(await texts(workspace, { topicId: refund.id, sentiment: ['negative'] })).toEqual([
    'The refund never came, terrible service',
    '환불이 안 돼서 너무 화가 납니다',
  ])
  expect(await texts(workspace, { language: ['en'] })).toEqual(['The refund never came, terrible service'])
  expect(await texts(workspace, { channel: ['news', 'blog'], sentiment: ['positive'] })).toHaveLength(1)
  expect(await texts(workspace, { from: minute(2).toISOString(), to: minute(4).toISOString() })).toHaveLength(2)
  expect(await texts(workspace, { topicId: refund.id, q: '환불', to: minute(2).toISOString() })).toHaveLength(1)
  expect(await texts(workspace, { state: ['answered'] })).toEqual([])
  expect(await texts(workspace, { topicId: '00000000-0000-7000-8000-000000000000' })).toEqual([])
})

test('filters by what was read, by the author and by what names us combine', async () => {
  const workspace = await openHearing(testing)
  await workspace.addAccount('ours')
  await follow(workspace, '환불')
  const person = (name: string, followers: number | null) => ({
    author: { remoteId: name, handle: name, displayName: name, url: null, avatarUrl: null, followers },
  })
  await workspace.take([
    post('환불 어떻게 신청하나요?', { ...person('minji', 50_000), publishedAt: minute(1) }),
    post('@haneul 환불이 안 돼서 너무 화가 납니다', {
      ...person('junho', null),
      kind: 'reply',
      publishedAt: minute(2),
    }),
    post('환불 빨라서 최고', { ...person('minji', 50_000), addressedTo: ['ours'], publishedAt: minute(3) }),
  ])
  const [praise, complaint, question] = await texts(workspace)
  expect(await texts(workspace, { minFollowers: 50_000 })).toEqual([praise, question])
  expect(await texts(workspace, { kind: ['reply'] })).toEqual([complaint])
  expect(await texts(workspace, { untagged: true })).toEqual([question])
  expect(await texts(workspace, { untagged: false })).toEqual([praise, complaint])
  expect(await texts(workspace, { spam: false, crisis: false })).toHaveLength(3)
  expect(await texts(workspace, { intent: ['question'] })).toEqual([question])
  const { items } = await workspace.change(ctx => listMentions(ctx, { limit: 50 }))
  const authorId = items[1]!.item.author.id
  expect(await texts(workspace, { authorId })).toEqual([complaint])

  await workspace.change(ctx => followAuthor(ctx, { authorId, isFollowed: true }))
  expect(await texts(workspace, { followed: true, sentiment: ['negative'] })).toEqual([complaint])
  expect(await texts(workspace, { followed: false })).toEqual([praise, question])
  await workspace.change(ctx => followAuthor(ctx, { authorId, isFollowed: false }))
  expect(await texts(workspace, { followed: true })).toEqual([])
  const unknown = { authorId: '00000000-0000-7000-8000-000000000000', isFollowed: true }
  await expect(workspace.change(ctx => followAuthor(ctx, unknown))).rejects.toMatchObject({ status: 404 })
})

test('a mention ends with who and when, and is pending again when that is undone; the history stays', async () => {
  const workspace = await openHearing(testing)
  await follow(workspace, '환불')
  await workspace.take([post('환불이 안 돼서 너무 화가 나요'), post('환불이 빨라서 정말 최고예요')])
  const page = await workspace.change(ctx => listMentions(ctx, { limit: 50 }))
  const mentionId = page.items.find(mention => mention.reading.sentiment?.label === 'negative')!.id
  const now = new Date('2026-11-21T04:00:00Z')
  const close = (state: 'stance' | 'pending', reason: string) =>
    workspace.change(ctx => closeMention(ctx, { mentionId, state, reason }), { now })
  const { ending } = await close('stance', '정책상 \0 답하지 않음')
  expect(ending).toMatchObject({ state: 'stance', reason: '정책상 \uFFFD 답하지 않음', at: now.toISOString() })
  expect(ending.by).not.toBeNull()
  const period = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' }
  expect(await workspace.change(ctx => getLedger(ctx, period))).toEqual({
    total: 2,
    states: { pending: 1, answered: 0, stance: 1, not_ours: 0 },
    negativePending: 0,
    negativeTotal: 1,
  })
  await close('stance', '정책상 \0 답하지 않음')
  expect((await close('pending', '')).ending.state).toBe('pending')
  const history = await testing.program.database.pool.query(
    'select number, state, at from listening.endings where workspace_id = $1 and mention_id = $2 order by number',
    [workspace.id, mentionId],
  )
  expect(history.rows).toEqual([
    { number: 1, state: 'stance', at: now },
    { number: 2, state: 'pending', at: now },
  ])
  expect(await workspace.change(ctx => countMentions(ctx, { state: ['pending'] }))).toMatchObject({ total: 2 })
})

test('another workspace cannot end a mention, and rooms downstream end them by item', async () => {
  const [ours, theirs] = [await openHearing(testing), await openHearing(testing)]
  await follow(ours, '환불')
  await ours.take([post('환불 언제 되나요')])
  const [mention] = (await ours.change(ctx => listMentions(ctx, { limit: 1 }))).items
  const ended = { itemIds: [mention!.item.id], state: 'answered' as const, by: '지우' }
  expect(await theirs.change(ctx => endMentions(ctx, ended))).toEqual([])
  await expect(
    theirs.change(ctx => closeMention(ctx, { mentionId: mention!.id, state: 'stance', reason: '' })),
  ).rejects.toMatchObject({ status: 404 })
  expect(await ours.change(ctx => endMentions(ctx, ended))).toEqual([mention!.id])
  expect(await ours.change(ctx => endMentions(ctx, ended))).toEqual([])
  const { ending } = await ours.change(ctx => getMention(ctx, { mentionId: mention!.id }))
  expect(ending).toMatchObject({ state: 'answered', by: '지우', reason: null })
})

test('a mention shows the thread around it, and by-ids keeps the order asked for', async () => {
  const workspace = await openHearing(testing)
  await follow(workspace, '환불')
  const root = post('환불 되나요?', { publishedAt: minute(1) })
  const reply = post('저도요', {
    kind: 'reply',
    inReplyToRemoteId: root.remoteId,
    rootRemoteId: root.remoteId,
    publishedAt: minute(2),
  })
  await workspace.take([reply, root, post('환불 다른 글', { publishedAt: minute(3) })])
  const { items } = await workspace.change(ctx => listMentions(ctx, { limit: 50 }))
  const ids = items.map(mention => mention.id).toReversed()
  const byIds = await workspace.change(ctx => getMentions(ctx, { ids: [...ids, ids[0]!] }))
  expect(byIds.items.map(mention => mention.id)).toEqual(ids)
  const { thread } = await workspace.change(ctx => getMention(ctx, { mentionId: ids[0]! }))
  expect(thread.map(item => item.text)).toEqual(['환불 되나요?', '저도요'])
})
