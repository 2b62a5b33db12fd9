/** WebSub against a hub of our own: intent verified, secrets proven, leases renewed, and polling as the sure way beside it. */
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addSource, listConnections, removeSource } from '../../contract/channels.ts'
import { type Feed, type FeedServer, startFeedServer } from '../../tools/testing/feed-server.ts'
import { type Hub, startHub } from '../../tools/testing/hub.ts'
import { startProgram, type TestProgram, type TestWorkspace } from '../../tools/testing/program.ts'
import type { Ctx, SystemCtx } from '../platform/ctx.ts'
import { systemCtx } from '../platform/edge.ts'
import { askHub, planSubscription, settleSubscription, startSubscriptions } from './actions/hubs.ts'
import { claimPull, dueSources, pull, receive, settlePull } from './index.ts'
import { isSigned, readIntent, renewAfterSeconds } from './websub.ts'

let program: TestProgram
let blogs: FeedServer
let hub: Hub
const publicUrl = 'https://maeari.example'
const day = 86_400_000

beforeAll(async () => {
  blogs = await startFeedServer()
  program = await startProgram({ PUBLIC_URL: publicUrl })
  hub = await startHub({ reach: callback => callback.replace(publicUrl, program.url), lease: 86_400 })
}, 60_000)
afterAll(async () => {
  await hub?.stop()
  await program?.stop()
  await blogs?.stop()
})

const start = Date.now()
const at = (ms: number) => new Date(start + ms)
const system = <T>(work: (ctx: SystemCtx) => Promise<T>, now: Date) =>
  program.program.database.transact(tx => work({ ...systemCtx(program.program.world, 'test', tx), now }))

const xml = (topic: string, ...ids: number[]) =>
  `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>하늘상점</title>
  <atom:link rel="hub" href="${hub.url}"/><atom:link rel="self" href="${topic}"/>
  ${ids.map(id => `<item><guid isPermaLink="false">${id}</guid><title>글 ${id}</title></item>`).join('')}</channel></rss>`

const listenTo = async (path: string): Promise<{ workspace: TestWorkspace; feed: Feed; id: string; topic: string }> => {
  const workspace = await program.workspace()
  const feed = blogs.feed(path)
  feed.set({ body: xml(feed.url, 1) })
  const fields = { url: feed.url }
  const { id } = await program.owner.call(addSource, {
    workspaceId: workspace.id,
    channel: 'feed',
    kind: 'feed',
    fields,
  })
  return { workspace, feed, id, topic: feed.url }
}
const read = async (workspace: TestWorkspace, sourceId: string, now = at(0)) => {
  const plan = (await workspace.change(ctx => claimPull(ctx, sourceId), { now }))!
  const outcome = await pull(program.program.world, plan, AbortSignal.timeout(20_000))
  return workspace.change(
    async ctx => {
      const incoming = outcome.kind === 'pulled' ? outcome.incoming : []
      const { stored } = await receive(ctx, { sourceId, incoming })
      await settlePull(ctx, plan, outcome)
      return stored.length
    },
    { now },
  )
}
/** Does the errands that the clock starts. @returns how many. */
const subscribe = async (now: Date): Promise<number> => {
  await system(startSubscriptions, now)
  const jobs = await program.program.queue.boss.fetch<{ workspaceId: number; payload: { sourceId: string } }>(
    'channels.subscribe',
    { batchSize: 50 },
  )
  for (const { id, data } of jobs) {
    const run = <T>(work: (ctx: Ctx) => Promise<T>) =>
      system(ctx => work({ ...ctx, workspaceId: data.workspaceId }), now)
    const plan = (await run(ctx => planSubscription(ctx, data.payload)))!
    const failure = await askHub(program.program.world, plan, AbortSignal.timeout(10_000))
    await run(ctx => settleSubscription(ctx, plan, failure))
    await program.program.queue.boss.complete('channels.subscribe', id)
  }
  await hub.settled()
  return jobs.length
}
const nextRead = async (workspace: TestWorkspace, id: string) => {
  const { items } = await program.owner.call(listConnections, { workspaceId: workspace.id })
  const found = items.find(one => one.id === id)!
  return { way: found.way, seconds: Math.round((Date.parse(found.nextReadAt!) - start) / 1000) }
}
const isDue = async (id: string, now: Date) => (await system(dueSources, now)).some(one => one.sourceId === id)

test('a feed with a hub is subscribed to, told of news at once, and still polled as the sure way', async () => {
  const { workspace, feed, id, topic } = await listenTo('/hubbed')
  expect(await read(workspace, id)).toBe(1)
  expect(await nextRead(workspace, id)).toMatchObject({ way: 'poll', seconds: 300 })
  expect(await subscribe(at(1000))).toBe(1)
  const [form] = hub.asked
  expect(form!.get('hub.topic')).toBe(topic)
  expect(form!.get('hub.callback')).toMatch(
    new RegExp(`^${publicUrl}/api/hooks/websub/${workspace.id}/${id}/[\\w-]{32}$`),
  )
  expect(hub.subscribers).toHaveLength(1)
  await read(workspace, id, at(2000))
  expect(await nextRead(workspace, id)).toEqual({ way: 'hub', seconds: 3602 })

  const content = xml(topic, 2, 1)
  feed.set({ body: content })
  expect(await isDue(id, at(10_000))).toBe(false)
  expect(await hub.publish(topic, content)).toEqual([202])
  expect(await isDue(id, at(60_000))).toBe(true)
  expect(await read(workspace, id, at(60_000))).toBe(1)
  // The same word again is harmless.
  expect(await hub.publish(topic, content)).toEqual([202])
  expect(await read(workspace, id, at(61_000))).toBe(0)
  // The hub falls silent: the poll still finds what comes.
  feed.set({ body: xml(topic, 3, 2, 1) })
  expect(await isDue(id, at(61_000 + 3_600_000))).toBe(true)
  expect(await read(workspace, id, at(61_000 + 3_600_000))).toBe(1)
})

test('a word without proof changes nothing, and tells nobody so', async () => {
  const { workspace, id, topic } = await listenTo('/forged')
  await read(workspace, id)
  await subscribe(at(1000))
  await read(workspace, id, at(2000))
  const before = await nextRead(workspace, id)
  expect(await hub.publish(topic, 'news', { secret: 'guessed' })).toEqual([202])
  expect(await nextRead(workspace, id)).toEqual(before)
  const subscriber = hub.subscribers.find(one => one.topic === topic)!
  const callback = subscriber.callback.replace(publicUrl, program.url)
  const post = (url: string) => fetch(url, { method: 'POST', body: 'x'.repeat(1000) }).then(answer => answer.status)
  expect(await post(callback)).toBe(202)
  expect(await post(`${callback}x`)).toBe(404)
  expect(await post(callback.replace(`/${workspace.id}/`, '/99999999999/'))).toBe(404)
  expect(await nextRead(workspace, id)).toEqual(before)
})

test('an intent that is not ours is not confirmed', async () => {
  const { workspace, id, topic } = await listenTo('/intent')
  await read(workspace, id)
  await subscribe(at(1000))
  const subscriber = hub.subscribers.find(one => one.topic === topic)!
  const ask = async (query: Record<string, string>) => {
    const url = new URL(subscriber.callback.replace(publicUrl, program.url))
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const answer = await fetch(url)
    return [answer.status, answer.ok ? await answer.text() : '']
  }
  const intent = { 'hub.mode': 'subscribe', 'hub.topic': topic, 'hub.challenge': '<b>1', 'hub.lease_seconds': '600' }
  expect(await ask(intent)).toEqual([200, '<b>1'])
  expect((await ask({ ...intent, 'hub.topic': 'https://other.example/' }))[0]).toBe(404)
  expect((await ask({ ...intent, 'hub.challenge': '' }))[0]).toBe(404)
  expect(await hub.askToLeave(subscriber)).toBe(404)
  await program.owner.call(removeSource, { workspaceId: workspace.id, sourceId: id })
  expect(await hub.askToLeave(subscriber)).toBe(200)
  expect(await hub.publish(topic, 'news')).toEqual([410])
  expect((await ask(intent))[0]).toBe(404)
})

test('a lease is renewed before it ends, and a hub that refuses leaves the feed to its polls', async () => {
  const { workspace, id, topic } = await listenTo('/renewed')
  await read(workspace, id)
  await subscribe(at(1000))
  const askedFor = () => hub.asked.filter(form => form.get('hub.topic') === topic).length
  await subscribe(at(day / 2))
  expect(askedFor()).toBe(1)
  await subscribe(at(0.9 * day))
  expect(askedFor()).toBe(2)
  hub.refuse(403)
  const other = await listenTo('/refused')
  await read(other.workspace, other.id)
  await subscribe(at(0.9 * day + 2000))
  hub.refuse(null)
  await read(other.workspace, other.id, at(0.9 * day + 3000))
  expect((await nextRead(other.workspace, other.id)).way).toBe('poll')
})

test('what hubs say is read within bounds', () => {
  const read = (query: string) => readIntent(new URLSearchParams(query))
  expect(read('hub.mode=subscribe&hub.topic=t&hub.challenge=c&hub.lease_seconds=1')).toMatchObject({
    leaseSeconds: 300,
  })
  expect(read('hub.mode=subscribe&hub.topic=t&hub.challenge=c&hub.lease_seconds=x')).toMatchObject({
    leaseSeconds: 864_000,
  })
  expect(read('hub.mode=denied&hub.topic=t&hub.reason=no')).toEqual({ mode: 'denied', topic: 't' })
  expect(read(`hub.mode=subscribe&hub.topic=t&hub.challenge=${'c'.repeat(3000)}`)).toBeNull()
  expect([read(''), read('hub.mode=publish&hub.topic=t&hub.challenge=c')]).toEqual([null, null])
  expect(renewAfterSeconds(1000)).toBe(800)
  const bytes = new TextEncoder().encode('글')
  const signed = (method: string) => `${method}=${createHmac(method, 's').update(bytes).digest('hex')}`
  expect(['sha1', 'sha256', 'sha512'].map(method => isSigned(signed(method), 's', bytes))).toEqual([true, true, true])
  for (const header of [null, '', 'sha256=', 'sha256=zz', `md5=${'0'.repeat(32)}`, signed('sha256').slice(0, -2)])
    expect(isSigned(header, 's', bytes)).toBe(false)
})
