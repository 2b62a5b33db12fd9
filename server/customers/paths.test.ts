import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getPaths, listPathOrders, listPathVisits, pathPart } from '../../contract/customers/paths.ts'
import { verifyCustomer } from '../../contract/customers.ts'
import { page, placeOf } from '../../tools/testing/pages.ts'
import { startProgram, type TestProgram, type TestWorkspace } from '../../tools/testing/program.ts'
import { findItemIds, type Incoming, openPracticePlace } from '../channels/index.ts'
import { createTopic, findMentionIds, playIn, readPlayed } from '../listening/index.ts'
import { foldWaiting } from './actions/web-folding.ts'
import { recordActivities } from './index.ts'
import { pathsOf } from './paths.ts'

test('each order is counted once, under the nearest thing that exposed it, and what is unknown is said', () => {
  const bought = [
    { part: 'whole', place: 'cafe.naver.com', seenBy: 'link', orders: 3 },
    { part: 'whole', place: 'kakao%ed%86%a1', seenBy: 'mark', orders: 2 },
    { part: 'visitOnly', place: null, seenBy: null, orders: 2 },
    { part: 'whole', place: 'bluesky', seenBy: 'talk', orders: 1 },
    { part: 'exposureOnly', place: 'bluesky', seenBy: 'talk', orders: 4 },
    { part: 'unknown', place: null, seenBy: null, orders: 7 },
  ] as const
  const sent = [
    { place: 'cafe.naver.com', seenBy: 'link', visits: 40, visitors: 30 },
    { place: 'bsky.app', seenBy: 'link', visits: 9, visitors: 9 },
    { place: 'kakao톡', seenBy: 'mark', visits: 2, visitors: 2 },
  ] as const
  expect(pathsOf(bought, sent)).toEqual({
    orders: 19,
    whole: 6,
    visitOnly: 2,
    exposureOnly: 4,
    unknown: 7,
    places: [
      { place: 'bluesky', seenBy: 'talk', visits: null, visitors: null, orders: 5 },
      { place: 'cafe.naver.com', seenBy: 'link', visits: 40, visitors: 30, orders: 3 },
      { place: 'kakao톡', seenBy: 'mark', visits: 2, visitors: 2, orders: 2 },
      { place: 'bsky.app', seenBy: 'link', visits: 9, visitors: 9, orders: 0 },
    ],
  })
})

let program: TestProgram
beforeAll(async () => {
  program = await startProgram()
})
afterAll(() => program?.stop())

/** A blog article that names the shop, heard as a mention. @returns the mention's id */
const hear = async (workspace: TestWorkspace, url: string): Promise<string> =>
  workspace.change(async ctx => {
    await createTopic(ctx, { name: '우리', kind: 'brand', goal: '사람들이 우리를 어떻게 보나요?', query: '하늘상점' })
    const { sourceId } = await openPracticePlace(ctx, { channel: 'naver_blog', account: null, name: '블로그' })
    const author = { remoteId: 'log', handle: 'log', displayName: '기록', url: null, avatarUrl: null, followers: null }
    const incoming: Incoming = {
      ...{ remoteId: url, revision: '', kind: 'article', title: null, text: '하늘상점 세제 후기', url, author },
      ...{
        inReplyToRemoteId: null,
        rootRemoteId: null,
        addressedTo: [],
        publishedAt: ctx.now,
        language: null,
        raw: {},
      },
    }
    await playIn(ctx, { sourceId, channel: 'naver_blog', heard: await readPlayed(ctx.world, [incoming]) })
    const ids = await findItemIds(ctx, 'naver_blog', [url])
    return (await findMentionIds(ctx, [...ids.values()])).get(ids.get(url)!)!
  })

test('a link in a post leads to a visit and to an order; others came unseen, one order told twice is one, and each number opens its rows', async () => {
  const place = await placeOf(program, foldWaiting)
  const { workspace, owner, send, identify, settle, people } = place
  const mentionId = await hear(workspace, 'https://blog.naver.com/haneul_log/77')
  const [minji, jiwoo, yuna] = [randomUUID(), randomUUID(), randomUUID()]
  await send([
    page(minji, '/?utm_source=ignored', '홈', 900, { r: 'https://m.blog.naver.com/haneul_log/77' }),
    page(minji, '/soap', '세제', 600, { r: 'https://shop.example/' }),
    page(jiwoo, '/', '홈', 500),
    page(yuna, '/soap?utm_source=Kakao', '세제', 400, { r: 'https://shop.example/' }),
  ])
  await settle()
  await send(
    [identify(minji, { sub: 'm-1', name: '민지' }), identify(jiwoo, { sub: 'm-2', name: '지우' })].concat(
      identify(yuna, { sub: 'm-3', name: '유나' }),
    ),
  )
  await settle()
  const idOf = new Map((await people()).map(one => [one.name, one.id]))
  const order = (name: string, number: string, kind: 'ordered' | 'purchased' = 'ordered') => ({
    customerId: idOf.get(name)!,
    kind,
    sourceId: randomUUID(),
    channel: 'shop',
    at: new Date(),
    what: { text: number, url: null },
    detail: { orderNumber: number, amount: 12_000, currency: 'KRW' },
    conversationId: null,
  })
  await workspace.change(ctx =>
    recordActivities(ctx, [
      order('민지', 'A-1'),
      order('민지', 'A-1', 'purchased'),
      order('지우', 'A-2'),
      order('유나', 'A-3'),
    ] as never),
  )
  const now = Date.now()
  const period = { from: new Date(now - 86_400_000).toISOString(), to: new Date(now + 3_600_000).toISOString() }
  const ask = { workspaceId: workspace.id, ...period }
  const shown = await owner.call(getPaths, ask)
  expect(shown).toMatchObject({ orders: 3, whole: 2, visitOnly: 1, exposureOnly: 0, unknown: 0, hasSites: true })
  expect(shown.places).toEqual([
    { place: 'blog.naver.com', seenBy: 'link', visits: 1, visitors: 1, orders: 1 },
    { place: 'kakao', seenBy: 'mark', visits: 1, visitors: 1, orders: 1 },
  ])

  // Every number has as many rows as it says.
  for (const part of pathPart.options)
    expect((await owner.call(listPathOrders, { ...ask, part })).items).toHaveLength(shown[part])
  for (const { place: at, seenBy, visits, orders } of shown.places) {
    expect((await owner.call(listPathOrders, { ...ask, place: at, seenBy })).items).toHaveLength(orders)
    const went = await owner.call(listPathVisits, { ...ask, place: at, seenBy: seenBy as 'link' | 'mark' })
    expect(went.items).toHaveLength(visits!)
  }
  const first = await owner.call(listPathOrders, { ...ask, limit: 2 })
  const rest = await owner.call(listPathOrders, { ...ask, limit: 2, cursor: first.next! })
  expect([...first.items, ...rest.items].map(one => one.id)).toHaveLength(new Set([...first.items, ...rest.items]).size)
  expect(rest).toMatchObject({ items: [{}], next: null })

  // A stranger's purchase names nobody; the link that was followed names the post.
  const ofBlog = { ...ask, place: 'blog.naver.com', seenBy: 'link' as const }
  const exposure = { place: 'blog.naver.com', seenBy: 'link', mentionId }
  const visit = { pages: 2, landed: { url: 'https://shop.example/', title: '홈' } }
  expect((await owner.call(listPathOrders, ofBlog)).items).toMatchObject([
    { part: 'whole', customer: null, number: null, amount: 12_000, currency: 'KRW', exposure, visit },
  ])
  expect((await owner.call(listPathVisits, ofBlog)).items).toMatchObject([{ customer: null, pages: 2, mentionId }])
  const minjiId = idOf.get('민지')!
  await owner.call(verifyCustomer, { workspaceId: workspace.id, customerId: minjiId, how: 'order', note: '주문 번호' })
  const customer = { id: minjiId, name: '민지' }
  expect((await owner.call(listPathOrders, ofBlog)).items).toMatchObject([{ customer, number: 'A-1' }])
  expect((await owner.call(listPathVisits, ofBlog)).items).toMatchObject([{ customer }])

  const tooLong = { ...ask, from: new Date(now - 100 * 86_400_000).toISOString() }
  expect(await owner.ask(getPaths, tooLong)).toMatchObject({ status: 422 })
  expect(await owner.ask(listPathOrders, tooLong)).toMatchObject({ status: 422 })
  const other = await program.workspace()
  const empty = await owner.call(getPaths, { workspaceId: other.id, ...period })
  expect(empty).toMatchObject({ orders: 0, unknown: 0, hasSites: false, places: [] })
  expect((await owner.call(listPathVisits, { ...ofBlog, workspaceId: other.id })).items).toEqual([])
})
