/** What feeds do to us, through the whole program: a clear message in both languages, nothing lost, nothing doubled. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSource, listSources, pauseSource, resumeSource, type Source } from '../contract/channels.ts'
import { createTopic, listMentions } from '../contract/listening.ts'
import {
  type Feed,
  type FeedItem,
  type FeedServer,
  type FeedSpec,
  startFeedServer,
} from '../tools/testing/feed-server.ts'
import { startProgram, type TestProgram } from '../tools/testing/program.ts'

let app: TestProgram
let feeds: FeedServer
const workspaceId = 1

beforeAll(async () => {
  ;[app, feeds] = await Promise.all([startProgram(), startFeedServer()])
  await app.startWorker()
  const topic = { name: '우리 브랜드', kind: 'brand', goal: '무슨 말을 하나요?', query: '하늘상점' } as const
  await app.owner.call(createTopic, { workspaceId, ...topic })
}, 120_000)
afterAll(async () => {
  await app.stop()
  await feeds.stop()
})

const article = (id: string, html = `하늘상점 이야기 ${id}`): FeedItem => ({
  id,
  title: `글 ${id}`,
  html,
  publishedAt: new Date().toISOString(),
})
const add = (feed: Feed) =>
  app.owner.call(addSource, { workspaceId, channel: 'feed', kind: 'feed', fields: { url: feed.url } })
const sourceOf = async (id: string, language = 'ko'): Promise<Source> => {
  const { items } = await app.owner.call(listSources, { workspaceId }, { 'accept-language': language })
  return items.find(one => one.id === id)!
}
const texts = async () => {
  const { items } = await app.owner.call(listMentions, { workspaceId, limit: 200 })
  return items.map(one => one.item.text)
}
const heard = (mark: string) =>
  expect.poll(async () => (await texts()).filter(text => text.includes(mark)).length, { timeout: 20_000 }).toBe(1)

/** A person asks for another look, at once. */
const readAgain = async (sourceId: string) => {
  await app.owner.call(pauseSource, { workspaceId, sourceId })
  await app.owner.call(resumeSource, { workspaceId, sourceId })
}

/** A feed that was good once. */
const goodFeed = async (name: string): Promise<{ feed: Feed; source: Source }> => {
  const feed = feeds.feed(`/${name}.xml`, { title: name, items: [article(`${name}-first`)] })
  const source = await add(feed)
  await heard(`${name}-first`)
  return { feed, source }
}

const troubles: readonly { name: string; what: Partial<FeedSpec>; code: string; ko: RegExp; en: RegExp }[] = [
  {
    name: 'page',
    what: { type: 'text/html', body: '<!doctype html><title>점검 중</title><p>잠시 뒤 다시 오세요' },
    code: 'channels.answer_unreadable',
    ko: /이해할 수 없습니다/,
    en: /could not be understood/,
  },
  {
    name: 'junk',
    what: { body: Buffer.from([0, 255, 254, 0, 137, 80, 78, 71, 13, 10]) },
    code: 'channels.answer_unreadable',
    ko: /이해할 수 없습니다/,
    en: /could not be understood/,
  },
  {
    name: 'patience',
    what: { answer: { status: 429, headers: { 'retry-after': '7' } } },
    code: 'channels.rate_limited',
    ko: /7초/,
    en: /7 seconds/,
  },
  {
    name: 'broken',
    what: { answer: { status: 500 } },
    code: 'channels.server_trouble',
    ko: /\(500\)/,
    en: /trouble of its own \(500\)/,
  },
  {
    name: 'cut',
    what: { cutAfter: 40 },
    code: 'channels.unreachable',
    ko: /연결할 수 없습니다/,
    en: /cannot be reached/,
  },
]

describe('a feed that was good', () => {
  it.each(troubles)(
    'and is now $name says so in both languages; when it is good again nothing is missing or doubled',
    async trouble => {
      const { feed, source } = await goodFeed(trouble.name)
      feed.set({ ...trouble.what, items: [article(`${trouble.name}-meanwhile`), article(`${trouble.name}-first`)] })
      await readAgain(source.id)
      const problem = async () => (await sourceOf(source.id)).health.problem
      await expect.poll(problem, { timeout: 20_000 }).toMatchObject({ code: trouble.code })
      expect((await problem())!.message).toMatch(trouble.ko)
      expect((await sourceOf(source.id, 'en')).health.problem!.message).toMatch(trouble.en)

      feed.set({ type: undefined, body: undefined, answer: undefined, cutAfter: undefined })
      await readAgain(source.id)
      await heard(`${trouble.name}-meanwhile`)
      await heard(`${trouble.name}-first`)
      expect((await sourceOf(source.id)).health).toMatchObject({ state: 'ok', problem: null })
    },
  )

  it('and now leads to the metadata address of a cloud is not followed, and says why', async () => {
    const { source } = await goodFeed('metadata')
    feeds.redirect('/metadata.xml', 'http://169.254.169.254/latest/meta-data/')
    await readAgain(source.id)
    await expect
      .poll(async () => (await sourceOf(source.id)).health, { timeout: 20_000 })
      .toMatchObject({ state: 'broken', problem: { code: 'channels.address_refused' } })
    expect((await sourceOf(source.id)).health.problem!.message).toMatch(/내부망/)
    expect((await sourceOf(source.id, 'en')).health.problem!.message).toMatch(/private/)
  })

  it('and is ill-formed in its middle is still read', async () => {
    const { feed, source } = await goodFeed('ill')
    const body = `<rss version="2.0"><channel><title>망가진 & 피드</title>
      <item><guid>ill-1</guid><title>A & B <b></title><description>하늘상점 & 친구 ill-one</description></item>
      <item><guid>ill-2</guid><description><p>하늘상점 ill-two<br></description></item>
      <item><guid>ill-3</guid><title>끊긴`
    feed.set({ body })
    await readAgain(source.id)
    await heard('ill-one')
    await heard('ill-two')
    expect((await sourceOf(source.id)).health).toMatchObject({ state: 'ok', problem: null })
  })
})

describe('an article', () => {
  it('of two megabytes is heard, found by its words, and hurts nobody', async () => {
    const long = `하늘상점 huge-start ${'배송이 늦어서 정말 화가 났습니다 '.repeat(44_000)} huge-end`
    expect(Buffer.byteLength(long)).toBeGreaterThan(2_000_000)
    const feed = feeds.feed('/huge.xml', { title: '긴 글', items: [article('huge', long), article('beside-huge')] })
    await add(feed)
    await heard('huge-start')
    await heard('beside-huge')
    const found = await app.owner.call(listMentions, { workspaceId, q: '화가 났습니다' })
    expect(found.items.some(one => one.item.text.includes('huge-start'))).toBe(true)
  }, 60_000)

  it('with lone surrogates, NUL and dates of 1970 and 2099 is heard whole and in a possible place', async () => {
    const items = [
      { id: 'odd-1', content_text: '하늘상점 \ud800 odd-surrogate \udc00', date_published: '1970-01-01T00:00:00Z' },
      { id: 'odd-2', content_text: '하늘상점 \u0000 odd-nul', date_published: '2099-12-31T00:00:00Z', title: '\u0000' },
    ]
    const body = JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'odd \ud83d', items })
    await add(feeds.feed('/odd.json', { kind: 'json', body }))
    await heard('odd-surrogate')
    await heard('odd-nul')
    const { items: mentions } = await app.owner.call(listMentions, { workspaceId, limit: 200 })
    const item = (mark: string) => mentions.find(one => one.item.text.includes(mark))!.item
    expect(item('odd-surrogate').text.isWellFormed()).toBe(true)
    expect(item('odd-surrogate').publishedAt).toBe('1970-01-01T00:00:00.000Z')
    expect(item('odd-nul').publishedAt).toBe('2099-12-31T00:00:00.000Z')
    expect(Date.parse(item('odd-nul').occurredAt)).toBeLessThanOrEqual(Date.now())
  })
})

it('an address that answers with nothing of use is refused when it is added, at its field and in both languages', async () => {
  const page = feeds.feed('/page-only', { type: 'text/html', body: '<!doctype html><p>안녕하세요' })
  const refusal = (language: string) =>
    app.owner.ask(
      addSource,
      { workspaceId, channel: 'feed', kind: 'feed', fields: { url: page.url } },
      { 'accept-language': language },
    )
  expect(await refusal('ko')).toMatchObject({
    status: 422,
    problem: { fields: [{ message: expect.stringMatching(/피드를/) }] },
  })
  expect(await refusal('en')).toMatchObject({
    status: 422,
    problem: { fields: [{ message: expect.stringMatching(/feed/) }] },
  })
})
