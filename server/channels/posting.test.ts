/** Posting to a real AT Protocol network with the product's own worker: pictures, continued answers, deleting, follow-ups. */
import { setTimeout as wait } from 'node:timers/promises'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as api from '../../contract/channels.ts'
import { type Atproto, startAtproto } from '../../tools/testing/atproto.ts'
import { startProgram, type TestProgram, type TestWorkspace } from '../../tools/testing/program.ts'
import { planDelivery, withdrawDelivery } from './index.ts'

let network: Atproto
let program: TestProgram
let workspace: TestWorkspace
let accountId: string

beforeAll(async () => {
  network = await startAtproto({ accounts: ['haneul', 'minjun'] })
  program = await startProgram()
  workspace = await program.workspace('하늘상점')
  const password = await network.appPassword('haneul')
  const fields = { identifier: 'haneul.test', password, service: network.pds }
  const account = await program.owner.call(api.connectAccount, {
    workspaceId: workspace.id,
    channel: 'bluesky',
    fields,
  })
  accountId = account.id
  await program.startWorker()
}, 60_000)
afterAll(async () => {
  await program?.stop()
  await network?.stop()
}, 30_000)

/** A true PNG of one colour. */
const picture = (width: number, height: number): string => {
  const chunk = (type: string, body: Buffer) => {
    const whole = Buffer.concat([Buffer.from(type), body])
    const out = Buffer.alloc(8)
    out.writeUInt32BE(body.length, 0)
    let crc = ~0
    for (const byte of whole) {
      crc ^= byte
      for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
    }
    out.writeInt32BE(~crc, 4)
    return Buffer.concat([out.subarray(0, 4), whole, out.subarray(4)])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const rows = Buffer.alloc((width * 3 + 1) * height, 120)
  for (let row = 0; row < height; row += 1) rows[row * (width * 3 + 1)] = 0
  const file = [chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...file]).toString('base64')
}

const until = async <T>(look: () => Promise<T | null | undefined | false>): Promise<T> => {
  for (let looks = 0; looks < 200; looks += 1) {
    const found = await look()
    if (found) return found
    await wait(100)
  }
  throw new Error('not within 20 s')
}

const settled = (deliveryId: string, state: api.DeliveryState = 'sent') =>
  until(async () => {
    const delivery = await program.owner.call(api.getDelivery, { workspaceId: workspace.id, deliveryId })
    return delivery.state === state && delivery
  })

const heard = (text: string) =>
  until(async () => {
    const { rows } = await program.program.database.pool.query<{ id: string; remote_id: string }>(
      'select id, remote_id from channels.items where workspace_id = $1 and text = $2',
      [workspace.id, text],
    )
    return rows[0]
  })

test('a post of our own goes out with its pictures, their words and their shape', async () => {
  const [one, two] = await Promise.all(
    [picture(40, 30), picture(10, 20)].map(data =>
      program.owner.call(api.addMedia, { workspaceId: workspace.id, data }),
    ),
  )
  expect(one).toMatchObject({ contentType: 'image/png', width: 40, height: 30 })
  const media = [
    { mediaId: one!.id, alt: '새로 나온 하늘색 컵' },
    { mediaId: two!.id, alt: '컵의 옆모습' },
  ]
  const planned = await program.owner.call(api.publishPost, {
    workspaceId: workspace.id,
    accountId,
    text: '🎉 #신상품 이 나왔어요',
    media,
  })
  const sent = await settled(planned.id)
  expect(sent).toMatchObject({ url: expect.stringContaining('/post/'), media, withdrawal: null })
  const [post] = await network.posts('haneul')
  expect(post!.embed).toMatchObject({
    $type: 'app.bsky.embed.images',
    images: [
      { alt: '새로 나온 하늘색 컵', aspectRatio: { width: 40, height: 30 }, image: { mimeType: 'image/png' } },
      { alt: '컵의 옆모습', aspectRatio: { width: 10, height: 20 } },
    ],
  })
  const [tag] = post!.facets as { index: { byteStart: number; byteEnd: number } }[]
  expect(Buffer.from(post!.text).subarray(tag!.index.byteStart, tag!.index.byteEnd).toString()).toBe('#신상품')
})

test('what the network would not take is refused before anything is planned', async () => {
  const workspaceId = workspace.id
  const say = (body: { text?: string; media?: { mediaId: string; alt: string }[] }) =>
    program.owner.ask(api.publishPost, { workspaceId, accountId, text: '', ...body })
  const { id } = await program.owner.call(api.addMedia, { workspaceId, data: picture(4, 4) })
  const one = { mediaId: id, alt: '컵' }
  expect(await say({})).toMatchObject({ status: 422, problem: { code: 'channels.text_empty' } })
  expect(await say({ media: [{ ...one, alt: ' ' }] })).toMatchObject({
    status: 422,
    problem: { code: 'channels.alt_missing', fields: [{ path: 'media.0.alt' }] },
  })
  expect(await say({ media: Array.from({ length: 5 }, () => one) })).toMatchObject({
    problem: { code: 'channels.media_too_many' },
  })
  expect(await say({ media: [{ mediaId: accountId, alt: '컵' }] })).toMatchObject({
    problem: { code: 'channels.media_gone' },
  })
  expect(await say({ text: '가'.repeat(301) })).toMatchObject({ problem: { code: 'channels.text_too_long' } })
  const page = Buffer.from('<html>그림이 아니다').toString('base64')
  expect(await program.owner.ask(api.addMedia, { workspaceId, data: page })).toMatchObject({
    status: 422,
    problem: { code: 'channels.media_kind' },
  })
  const elsewhere = await program.workspace('다른 곳')
  expect(await program.owner.ask(api.getMedia, { workspaceId: elsewhere.id, mediaId: id })).toMatchObject({
    status: 404,
  })
})

test('a long answer goes out in parts, each below the one before, all in the thread of the question', async () => {
  const question = await network.post('minjun', '@haneul.test 교환은 어떻게 하나요?')
  const item = await heard('@haneul.test 교환은 어떻게 하나요?')
  const ids = await workspace.change(async ctx => {
    const first = await planDelivery(ctx, { inReplyToItemId: item.id, text: '첫째 부분' })
    const second = await planDelivery(ctx, { inReplyToItemId: item.id, text: '둘째 부분', afterDeliveryId: first })
    return [
      first,
      second,
      await planDelivery(ctx, { inReplyToItemId: item.id, text: '셋째 부분', afterDeliveryId: second }),
    ]
  })
  for (const id of ids) await settled(id)
  const posts = await network.posts('haneul')
  const [first, second, third] = ['첫째 부분', '둘째 부분', '셋째 부분'].map(
    text => posts.find(post => post.text === text)!,
  )
  expect([first, second, third].map(post => post!.reply)).toMatchObject([
    { root: { uri: question.uri }, parent: { uri: question.uri } },
    { root: { uri: question.uri }, parent: { uri: first!.uri, cid: first!.cid } },
    { root: { uri: question.uri }, parent: { uri: second!.uri, cid: second!.cid } },
  ])
})

test('an answer that was sent is deleted on the network, and stays here with the reason', async () => {
  const item = await heard('@haneul.test 교환은 어떻게 하나요?')
  const id = await workspace.change(ctx => planDelivery(ctx, { inReplyToItemId: item.id, text: '잘못 보낸 답' }))
  await expect(
    workspace.change(ctx => withdrawDelivery(ctx, { deliveryId: id, reason: '너무 이르다' })),
  ).rejects.toMatchObject({ code: 'channels.nothing_to_withdraw' })
  await settled(id)
  await workspace.change(ctx => withdrawDelivery(ctx, { deliveryId: id, reason: '가격이 틀렸음' }))
  const done = await until(async () => {
    const delivery = await program.owner.call(api.getDelivery, { workspaceId: workspace.id, deliveryId: id })
    return delivery.withdrawal?.state === 'done' && delivery
  })
  expect(done.withdrawal).toMatchObject({ reason: '가격이 틀렸음', by: '지우', problem: null })
  expect((await network.posts('haneul')).map(post => post.text)).not.toContain('잘못 보낸 답')
})

test('a post that its author deletes loses its words here too, and stays known', async () => {
  const post = await network.post('minjun', '@haneul.test 곧 지울 글입니다')
  const item = await heard('@haneul.test 곧 지울 글입니다')
  await network.remove('minjun', post.uri)
  const row = await until(async () => {
    const { rows } = await program.program.database.pool.query(
      `select item.text, item.removed_at, raw.raw, mention.words::text as words, mention.state
       from channels.items as item join channels.raw_items as raw on raw.workspace_id = item.workspace_id and raw.item_id = item.id
       join listening.mentions as mention on mention.workspace_id = item.workspace_id and mention.item_id = item.id
       where item.workspace_id = $1 and item.id = $2 and item.removed_at is not null and mention.words = ''`,
      [workspace.id, item.id],
    )
    return rows[0]
  })
  expect(row).toMatchObject({ text: '', raw: null, words: '', state: 'pending' })
})
