/** The first walk through the API: a feed and a real AT Protocol network, from a topic to an answered mention. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSource, connectAccount, listAccounts, listConnectors, listSources } from '../contract/channels.ts'
import { getCustomer, listActivities } from '../contract/customers.ts'
import { getConversation, listConversations, reply, resolveConversation } from '../contract/inbox.ts'
import { createTopic, listMentions, suggestQuery } from '../contract/listening.ts'
import { type Atproto, startAtproto } from '../tools/testing/atproto.ts'
import { type FeedServer, startFeedServer } from '../tools/testing/feed-server.ts'
import { type Board, madang, startBoard } from '../tools/testing/planted-connector.ts'
import { startProgram, type TestProgram } from '../tools/testing/program.ts'
import type { Connector } from './channels/connector.ts'
import { connectors } from './channels/connectors/index.ts'

let app: TestProgram
let feeds: FeedServer
let network: Atproto
let board: Board
const workspaceId = 1

beforeAll(async () => {
  // The one line that a new network takes.
  ;(connectors as Connector[]).push(madang)
  ;[board, app, feeds, network] = await Promise.all([
    startBoard(),
    startProgram(),
    startFeedServer(),
    startAtproto({ accounts: ['haneul', 'seojun', 'maya'] }),
  ])
  await app.startWorker()
}, 120_000)
afterAll(async () => {
  await app.stop()
  await network.stop()
  await feeds.stop()
  await board.stop()
})

const until = <T>(ask: () => Promise<T>, holds: (value: T) => boolean) =>
  expect.poll(async () => holds(await ask()), { timeout: 40_000, interval: 200 }).toBe(true)
const mentions = () => app.owner.call(listMentions, { workspaceId })

describe('the first walk', () => {
  it('makes a topic from the brand name', async () => {
    const { query } = await app.owner.call(suggestQuery, { workspaceId, name: '하늘상점', also: ['Haneul Shop'] })
    const topic = await app.owner.call(createTopic, {
      workspaceId,
      name: '우리 브랜드',
      kind: 'brand',
      goal: '사람들이 우리를 어떻게 보나요?',
      query,
    })
    expect(topic.query).toContain('하늘상점')
    const refused = await app.owner.ask(createTopic, { workspaceId, name: 'x', kind: 'brand', goal: ' ', query })
    expect(refused).toMatchObject({ status: 422, problem: { fields: [{ path: 'goal' }] } })
  })

  it('hears a Korean and an English article of a CP949 feed that calls itself UTF-8', async () => {
    const feed = feeds.feed('/blog.xml', {
      title: '살림 블로그',
      charset: 'cp949',
      declared: { header: 'utf-8', xml: 'utf-8' },
      items: [
        {
          id: 'a',
          title: '세제 후기',
          html: '하늘상점에서 산 세제 리필, 향이 정말 좋아요',
          author: '초록살림',
          publishedAt: new Date().toISOString(),
        },
        {
          id: 'b',
          title: 'Refill',
          html: 'The Haneul Shop refill pack leaks. Very disappointed.',
          publishedAt: new Date().toISOString(),
        },
        { id: 'c', title: '날씨', html: '오늘은 맑음', publishedAt: new Date().toISOString() },
      ],
    })
    await app.owner.call(addSource, { workspaceId, channel: 'feed', kind: 'feed', fields: { url: feed.url } })
    await until(mentions, page => page.items.length === 2)
    const { items } = await mentions()
    expect(items.map(one => [one.reading.language, one.reading.sentiment?.label]).sort()).toEqual([
      ['en', 'negative'],
      ['ko', 'positive'],
    ])
    const [source] = (await app.owner.call(listSources, { workspaceId })).items
    expect(source).toMatchObject({ health: { state: 'ok' } })
  })

  it('hears a post of a real network, live', async () => {
    const account = network.accounts[0]!
    await app.owner.call(connectAccount, {
      workspaceId,
      channel: 'bluesky',
      fields: { service: network.pds, identifier: account.handle, password: account.password },
    })
    expect((await app.owner.call(listAccounts, { workspaceId })).items[0]).toMatchObject({ handle: account.handle })
    const firehose = async () =>
      (await app.owner.call(listSources, { workspaceId })).items.find(one => one.kind === 'firehose')
    await until(firehose, one => one?.health.state === 'ok')
    await network.post(
      network.accounts[1]!.handle,
      '고객센터 세 번 전화했는데 연결도 안 되고, 하늘상점 해지 페이지는 왜 계속 오류 나나요?',
    )
    await until(mentions, page => page.items.some(one => one.item.channel === 'bluesky'))
  }, 100_000)

  it('answers what was said to it through the network, once, and the circle closes', async () => {
    const [haneul, , maya] = network.accounts
    const asked = await network.post(maya!.handle, `@${haneul!.handle} my order never arrived`)
    const queue = () => app.owner.call(listConversations, { workspaceId })
    await until(queue, page => page.items.length === 1)
    const [conversation] = (await queue()).items
    const conversationId = conversation!.id
    expect(conversation).toMatchObject({
      channel: 'bluesky',
      isPublic: true,
      ticket: { state: 'open', assignee: null },
    })

    const send = () =>
      app.owner.call(
        reply,
        { workspaceId, conversationId, text: 'So sorry! It leaves today.' },
        { 'idempotency-key': 'the answer' },
      )
    await Promise.all([send(), send()])
    const detail = () => app.owner.call(getConversation, { workspaceId, conversationId })
    await until(detail, one => one.messages.at(-1)?.delivery?.state === 'sent')
    await until(detail, one => one.ticket.firstAnsweredAt !== null)
    const answered = await detail()
    expect(answered.messages.map(one => one.direction)).toEqual(['inbound', 'outbound'])
    expect(answered.messages.at(-1)?.url).toMatch(/^https:/)
    expect(answered.ticket.dueAt).toBeNull()
    const posts = await network.posts(haneul!.handle)
    expect(posts).toMatchObject([
      { text: 'So sorry! It leaves today.', reply: { root: { uri: asked.uri }, parent: { uri: asked.uri } } },
    ])
    const [mention] = (await mentions()).items.filter(one => one.item.text.includes('never arrived'))
    expect(mention?.ending).toMatchObject({ state: 'answered', by: '지우' })

    await app.owner.call(resolveConversation, { workspaceId, conversationId })
    await network.reply(maya!.handle, posts[0]!, 'Thank you, it is here!')
    await until(detail, one => one.ticket.state === 'open' && one.messages.length === 3)
    const { customerId } = conversation!
    const timeline = await app.owner.call(listActivities, { workspaceId, customerId })
    expect(timeline.items.map(one => one.kind)).toEqual(['said', 'resolved', 'answered', 'said'])
    const customer = await app.owner.call(getCustomer, { workspaceId, customerId })
    expect(customer).toMatchObject({ stage: 'known', counts: { said: 2, answered: 1 } })
    expect((await queue()).items).toHaveLength(1)
  }, 120_000)

  it('hears and answers on a network that was planted, with nothing else changed, and its mentions look like any other', async () => {
    const { items: manifests } = await app.owner.call(listConnectors, { workspaceId })
    expect(manifests.find(one => one.channel === 'madang')?.name.ko).toBe('마당')
    await app.owner.call(connectAccount, { workspaceId, channel: 'madang', fields: { service: board.url } })
    board.notes.push(
      { id: 'n1', by: 'yuna', text: '하늘상점 비누가 정말 좋아요', to: null },
      { id: 'n2', by: 'yuna', text: '제 주문은 언제 오나요?', to: 'haneul' },
      { id: 'n3', by: 'jun', text: '오늘은 맑음', to: null },
    )
    const heard = async () => (await mentions()).items.filter(one => one.item.channel === 'madang')
    await until(heard, items => items.length === 2)
    const shapeOf = (value: unknown): unknown =>
      value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.keys(value).sort() : typeof value
    const shapes = (one: Awaited<ReturnType<typeof heard>>[number]) =>
      [one, one.item, one.item.author, one.reading].map(shapeOf)
    const other = (await mentions()).items.find(one => one.item.channel === 'bluesky')!
    const [asked, praised] = await heard()
    expect([shapes(asked!), shapes(praised!)]).toEqual([shapes(other), shapes(other)])
    expect([asked, praised].map(one => one!.reading.sentiment?.label)).toContain('positive')

    const queue = async () =>
      (await app.owner.call(listConversations, { workspaceId })).items.filter(one => one.channel === 'madang')
    await until(queue, items => items.length === 1)
    const conversationId = (await queue())[0]!.id
    await app.owner.call(reply, { workspaceId, conversationId, text: '오늘 출발합니다.' })
    await until(
      () => app.owner.call(getConversation, { workspaceId, conversationId }),
      one => one.messages.at(-1)?.delivery?.state === 'sent' && one.ticket.firstAnsweredAt !== null,
    )
    expect(board.notes.filter(note => note.by === 'haneul')).toMatchObject([{ text: '오늘 출발합니다.', to: 'yuna' }])
  }, 60_000)
})
