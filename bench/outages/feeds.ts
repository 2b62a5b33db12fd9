/** Outages of feeds: real servers on loopback behind the fault proxy, read by the verbs that the jobs call. */
import { addSource } from '../../contract/channels.ts'
import {
  type IntakeOutcome,
  type IntakePlan,
  planIntake,
  settleIntake,
  takeIn,
} from '../../server/listening/actions/intake.ts'
import { startFaultProxy } from '../../tools/testing/fault-proxy.ts'
import { type Feed, type FeedItem, startFeedServer } from '../../tools/testing/feed-server.ts'
import { markOf } from '../kill/count.ts'
import { type Ground, mentionTexts, type Road } from './ground.ts'

/** Feeds that are written to in turn, and how many articles each shows at once. */
const feedCount = 6
const windowSize = 30

interface Blog {
  readonly feed: Feed
  readonly sourceId: string
  readonly path: string
  items: FeedItem[]
}

export const openFeeds = async (ground: Ground): Promise<Road> => {
  const server = await startFeedServer()
  const proxy = await startFaultProxy({ target: server.url })
  const said: string[] = []
  const blogs: Blog[] = []
  for (let n = 0; n < feedCount; n += 1) {
    const path = `/blog${n}.xml`
    const kind = (['rss', 'atom', 'json'] as const)[n % 3]!
    const feed = server.feed(path, { kind, title: `블로그 ${n}`, items: [], gzip: n % 2 === 0 })
    const fields = { url: `${proxy.url}${path}` }
    const { id } = await ground.owner.call(addSource, {
      workspaceId: ground.workspace.id,
      channel: 'feed',
      kind: 'feed',
      fields,
    })
    blogs.push({ feed, sourceId: id, path, items: [] })
  }

  const say = (blog: Blog, count: number) => {
    for (let n = 0; n < count; n += 1) {
      const mark = `f${said.length}x`
      said.push(mark)
      const link = ground.chance() < 0.5 ? { link: `https://blog.example${blog.path}/${mark}?utm_source=rss` } : {}
      const html = `하늘상점 세제를 써 보았습니다. ${mark}`
      blog.items = [
        { id: mark, title: `후기 ${mark}`, html, publishedAt: ground.now().toISOString(), ...link },
        ...blog.items,
      ]
    }
    blog.items = blog.items.slice(0, windowSize)
    blog.feed.set({ items: blog.items })
  }
  const plan = (blog: Blog) => ground.change(ctx => planIntake(ctx, { sourceId: blog.sourceId }))
  const call = (planned: IntakePlan) => takeIn(ground.program.program.world, planned, AbortSignal.timeout(20_000))
  const settle = (planned: IntakePlan, outcome: IntakeOutcome) =>
    ground.change(ctx => settleIntake(ctx, planned, outcome))
  const read = async (blog: Blog) => {
    ground.pass(900)
    const planned = await plan(blog)
    if (planned !== null) await settle(planned, await call(planned))
  }
  const readWith = async (blog: Blog, rule: Parameters<typeof proxy.rule>[0]) => {
    proxy.rule({ ...rule, path: blog.path })
    say(blog, 2)
    await read(blog)
    proxy.clear()
  }

  const drills: Readonly<Record<string, (blog: Blog) => Promise<void>>> = {
    'rate limit': blog => readWith(blog, { fault: 'rate-limit', retryAfter: 300 }),
    'server trouble': blog => readWith(blog, { fault: 'status', status: ground.pick([500, 502, 503]) }),
    'refused credentials': blog => readWith(blog, { fault: 'status', status: ground.pick([401, 403]) }),
    'lost connection': blog => readWith(blog, { fault: ground.pick(['reset', 'drop-answer'] as const) }),
    'cut mid-body': blog => readWith(blog, { fault: 'cut-body', after: Math.floor(ground.chance() * 1500) }),
    duplicate: blog => readWith(blog, { fault: 'duplicate', together: true }),
    async 'a page in its place'(blog) {
      blog.feed.set({ body: '<!doctype html><title>점검 중</title><p>잠시 뒤 다시 오세요', type: 'text/html' })
      await read(blog)
      blog.feed.set({ body: undefined, type: undefined } as never)
    },
    /** The worker died between the answer and the transaction. */
    async 'killed before it was kept'(blog) {
      say(blog, 2)
      const planned = await plan(blog)
      if (planned !== null) await call(planned)
    },
    /** The job ran twice: a claim that was thought dead, and the one that took over. */
    async 'kept twice'(blog) {
      say(blog, 2)
      const planned = await plan(blog)
      if (planned === null) return
      const outcome = await call(planned)
      await Promise.all([settle(planned, outcome), settle(planned, outcome)])
    },
    /** A slow reading ends after a later one: the place of the feed goes back. */
    async reorder(blog) {
      const first = await plan(blog)
      if (first === null) return
      const early = await call(first)
      say(blog, 3)
      await read(blog)
      await settle(first, early)
      blog.items = blog.items.toSorted(() => ground.chance() - 0.5)
      blog.feed.set({ items: blog.items })
    },
    async 'a move'(blog) {
      proxy.rule({ fault: 'status', status: 302, headers: { location: `${server.url}${blog.path}` }, path: blog.path })
      say(blog, 2)
      await read(blog)
      proxy.clear()
    },
  }

  return {
    outages: Object.keys(drills),
    async meet(outage) {
      const blog = ground.pick(blogs)
      say(blog, 1 + Math.floor(ground.chance() * 3))
      await drills[outage]!(blog)
      say(blog, 1)
      await read(blog)
    },
    async count() {
      for (const blog of blogs) await read(blog)
      return [{ what: 'articles', said, kept: (await mentionTexts(ground, 'feed')).map(markOf) }]
    },
    async stop() {
      await proxy.stop()
      await server.stop()
    },
  }
}
