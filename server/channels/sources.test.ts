/** Sources and accounts through the API: real feeds on loopback, a real AT Protocol network, the worker running. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addSource,
  connectAccount,
  disconnectAccount,
  discoverFeeds,
  listAccounts,
  listConnectors,
  listSources,
  pauseSource,
  removeSource,
  resumeSource,
  updateAccount,
} from '../../contract/channels.ts'
import { type Atproto, startAtproto } from '../../tools/testing/atproto.ts'
import { type FeedServer, startFeedServer } from '../../tools/testing/feed-server.ts'
import { startProgram, type TestProgram, type TestWorkspace } from '../../tools/testing/program.ts'
import { systemCtx } from '../platform/edge.ts'
import { askNames, planNaming, settleNames } from './actions/items.ts'
import {
  breakStream,
  claimPull,
  dueSources,
  findStreams,
  itemsByIds,
  prepareStream,
  pull,
  receive,
  settlePull,
  settleStream,
  streamSources,
} from './index.ts'

let program: TestProgram
let blogs: FeedServer
let network: Atproto

beforeAll(async () => {
  blogs = await startFeedServer()
  network = await startAtproto({ accounts: ['haneul', 'bada', 'minjun'] })
  program = await startProgram()
}, 60_000)
afterAll(async () => {
  await program?.stop()
  await network?.stop()
  await blogs?.stop()
})

const system = <T>(work: (ctx: ReturnType<typeof systemCtx>) => Promise<T>) =>
  program.program.database.transact(tx => work(systemCtx(program.program.world, 'test', tx)))

const add = (workspace: TestWorkspace, url: string, name?: string) =>
  program.owner.ask(addSource, {
    workspaceId: workspace.id,
    channel: 'feed',
    kind: 'feed',
    fields: { url },
    ...(name === undefined ? {} : { name }),
  })

const added = async (workspace: TestWorkspace, url: string) => {
  const answer = await add(workspace, url)
  return answer.ok ? answer.body : expect.unreachable(answer.problem.code)
}

const read = async (workspace: TestWorkspace, sourceId: string) => {
  const plan = await workspace.change(ctx => claimPull(ctx, sourceId))
  if (plan === null) return null
  const outcome = await pull(program.program.world, plan, AbortSignal.timeout(20_000))
  return workspace.change(async ctx => {
    const { stored } = await receive(ctx, { sourceId, incoming: outcome.kind === 'pulled' ? outcome.incoming : [] })
    await settlePull(ctx, plan, outcome)
    return { outcome, stored }
  })
}

const connect = (workspace: TestWorkspace, handle: string) => {
  const password = network.accounts.find(account => account.handle === `${handle}.test`)!.password
  const fields = { identifier: `${handle}.test`, password, service: network.pds }
  return program.owner.call(connectAccount, { workspaceId: workspace.id, channel: 'bluesky', fields })
}

describe('feeds', () => {
  test('a page is looked behind, its feed shown before it is added', async () => {
    const workspace = await program.workspace()
    const feed = blogs.feed('/blog/rss', {
      title: '하늘상점 후기',
      items: [{ id: '1', title: '배송 후기', html: '<p>빨라요</p>', publishedAt: '2026-11-20T00:00:00Z' }],
    })
    const { items } = await program.owner.call(discoverFeeds, { workspaceId: workspace.id, url: feed.url })
    expect(items).toMatchObject([{ url: feed.url, title: '하늘상점 후기', latest: [{ title: '배송 후기' }] }])
  })

  test('the same feed twice is one source, due at once and read by one taker', async () => {
    const workspace = await program.workspace()
    const feed = blogs.feed('/twice', {
      title: '두 번',
      items: [
        { id: '1', title: '하나' },
        { id: '2', title: '둘' },
      ],
    })
    const [first, second] = [await added(workspace, feed.url), await added(workspace, feed.url)]
    expect(second).toEqual(first)
    expect(first).toMatchObject({ channel: 'feed', everySeconds: 300, health: { state: 'waiting' } })
    const taken = (await Promise.all([1, 2, 3].map(() => system(dueSources)))).flat()
    expect(taken.filter(one => one.sourceId === first.id)).toHaveLength(1)
    expect((await read(workspace, first.id))!.stored).toHaveLength(2)
    expect((await read(workspace, first.id))!.stored).toHaveLength(0)
    expect(feed.counts().notModified).toBe(1)
    const { items } = await program.owner.call(listSources, { workspaceId: workspace.id })
    expect(items).toMatchObject([{ health: { state: 'ok' }, items: { total: 2 } }])
  })

  test('one article through five feeds is one item that five sources saw', async () => {
    const workspace = await program.workspace()
    const links = [
      'https://shop.example/post/1',
      'http://shop.example/post/1/?utm_source=rss',
      'https://amp.shop.example/post/1?fbclid=x',
      'https://shop.example/post/1/amp',
      'https://shop.example/post/1#comments',
    ]
    let stored = 0
    for (const [n, link] of links.entries()) {
      const feed = blogs.feed(`/five${n}`, { items: [{ id: `id-${n}`, title: '배송 후기', html: '빨라요', link }] })
      stored += (await read(workspace, (await added(workspace, feed.url)).id))!.stored.length
    }
    const seen = await program.program.database.pool.query(
      'select count(distinct item_id)::int as items, count(*)::int as sightings from channels.sightings where workspace_id = $1',
      [workspace.id],
    )
    expect([stored, seen.rows[0]]).toEqual([1, { items: 1, sightings: 5 }])
  })

  test('a paused source keeps its place, a removed one is gone, adding it again begins anew', async () => {
    const workspace = await program.workspace()
    const feed = blogs.feed('/paused', { items: [{ id: '1', title: '하나' }] })
    const { id } = await added(workspace, feed.url)
    await read(workspace, id)
    const paused = await program.owner.call(pauseSource, { workspaceId: workspace.id, sourceId: id })
    expect(paused.health.state).toBe('paused')
    expect(await read(workspace, id)).toBeNull()
    expect((await system(dueSources)).map(one => one.sourceId)).not.toContain(id)
    await program.owner.call(resumeSource, { workspaceId: workspace.id, sourceId: id })
    expect((await system(dueSources)).map(one => one.sourceId)).toContain(id)
    await program.owner.call(removeSource, { workspaceId: workspace.id, sourceId: id })
    expect((await program.owner.call(listSources, { workspaceId: workspace.id })).items).toEqual([])
    expect(await read(workspace, id)).toBeNull()
    for (const verb of [pauseSource, resumeSource, removeSource]) {
      expect((await program.owner.ask(verb, { workspaceId: workspace.id, sourceId: id })).status).toBe(404)
    }
    const again = await added(workspace, feed.url)
    expect(again.id).toBe(id)
    expect((await read(workspace, id))!.stored).toHaveLength(0)
  })

  test('a pull under way when its source is paused or removed wakes nothing', async () => {
    const workspace = await program.workspace()
    const feed = blogs.feed('/race', { items: [{ id: '1', title: '하나' }] })
    const { id } = await added(workspace, feed.url)
    const plan = (await workspace.change(ctx => claimPull(ctx, id)))!
    const outcome = await pull(program.program.world, plan, AbortSignal.timeout(20_000))
    await program.owner.call(pauseSource, { workspaceId: workspace.id, sourceId: id })
    await workspace.change(ctx => settlePull(ctx, plan, outcome))
    const { items } = await program.owner.call(listSources, { workspaceId: workspace.id })
    expect(items[0]!.health.state).toBe('paused')
    await program.owner.call(removeSource, { workspaceId: workspace.id, sourceId: id })
    await workspace.change(ctx => settlePull(ctx, plan, outcome))
    expect((await system(dueSources)).map(one => one.sourceId)).not.toContain(id)
  })

  test('what is no feed, no address, or leads inside is refused at its field in the language of the reader', async () => {
    const workspace = await program.workspace()
    blogs.redirect('/inside', 'http://169.254.169.254/latest/meta-data/')
    blogs.feed('/page', { body: '<html><body>그냥 글</body></html>', type: 'text/html' })
    const refusals = []
    for (const url of ['http://[bad', `${blogs.url}/page`, `${blogs.url}/inside`, `${blogs.url}/nothing`]) {
      const answer = await add(workspace, url)
      refusals.push(answer.ok ? 'added' : [answer.status, answer.problem.code, answer.problem.fields?.[0]?.path])
      if (!answer.ok) expect(answer.problem.title).toMatch(/[가-힣]/)
    }
    expect(refusals).toEqual([
      [422, 'channels.bad_address', 'fields.url'],
      [422, 'channels.no_feed_found', 'fields.url'],
      [422, 'channels.address_refused', 'fields.url'],
      [422, 'channels.gone', 'fields.url'],
    ])
    const missing = await program.owner.ask(addSource, {
      workspaceId: workspace.id,
      channel: 'feed',
      kind: 'feed',
      fields: {},
    })
    expect(missing).toMatchObject({ status: 422, problem: { code: 'channels.field_missing' } })
    const unknown = await program.owner.ask(addSource, {
      workspaceId: workspace.id,
      channel: 'telex',
      kind: 'x',
      fields: {},
    })
    expect(unknown).toMatchObject({ status: 422, problem: { code: 'channels.unknown_connector' } })
    expect((await program.owner.call(listSources, { workspaceId: workspace.id })).items).toEqual([])
  })

  test('a server in trouble is given time, and its health says so in both languages', async () => {
    const workspace = await program.workspace()
    const feed = blogs.feed('/trouble', { items: [{ id: '1', title: '하나' }] })
    const { id } = await added(workspace, feed.url)
    feed.set({ answer: { status: 500 } })
    for (let n = 0; n < 3; n += 1) await read(workspace, id)
    const korean = await program.owner.call(listSources, { workspaceId: workspace.id })
    expect(korean.items[0]!.health).toMatchObject({ state: 'broken', problem: { code: 'channels.server_trouble' } })
    expect(korean.items[0]!.health.problem!.message).toContain('(500)')
    const english = await program.owner.call(listSources, { workspaceId: workspace.id }, { 'accept-language': 'en' })
    expect(english.items[0]!.health.problem!.message).toContain('trouble of its own')
    feed.set({ answer: undefined })
    await read(workspace, id)
    const mended = await program.owner.call(listSources, { workspaceId: workspace.id })
    expect(mended.items[0]!.health).toMatchObject({ state: 'ok', problem: null })
  })
})

describe('accounts', () => {
  test('every connector shows what it asks for, and no secret ever comes back', async () => {
    const workspace = await program.workspace()
    const { items } = await program.owner.call(listConnectors, { workspaceId: workspace.id })
    expect(items.map(manifest => manifest.channel)).toEqual(['feed', 'bluesky', 'email', 'web_chat'])
    const account = await connect(workspace, 'haneul')
    expect(Object.keys(account).sort()).toEqual([
      'channel',
      'connectedAt',
      'displayName',
      'handle',
      'health',
      'id',
      'purpose',
    ])
    const changed = await program.owner.call(updateAccount, {
      workspaceId: workspace.id,
      accountId: account.id,
      purpose: 'care',
    })
    expect(changed.purpose).toBe('care')
    expect((await connect(workspace, 'haneul')).purpose).toBe('care')
  })

  test('a disconnected account is forgotten; a stream that another one shares goes on; connecting again revives it', async () => {
    const workspace = await program.workspace()
    const [first, second] = [await connect(workspace, 'haneul'), await connect(workspace, 'bada')]
    const sources = async () => (await program.owner.call(listSources, { workspaceId: workspace.id })).items
    expect(await sources()).toMatchObject([{ kind: 'firehose', accountId: first.id }])
    await program.owner.call(disconnectAccount, { workspaceId: workspace.id, accountId: first.id })
    expect(await sources()).toMatchObject([{ kind: 'firehose', accountId: second.id }])
    const row = await program.program.database.pool.query(
      'select secret, session from channels.accounts where id = $1',
      [first.id],
    )
    expect(row.rows).toEqual([{ secret: null, session: null }])
    expect(
      (await program.owner.ask(disconnectAccount, { workspaceId: workspace.id, accountId: first.id })).status,
    ).toBe(404)
    await program.owner.call(disconnectAccount, { workspaceId: workspace.id, accountId: second.id })
    expect(await sources()).toEqual([])
    expect((await program.owner.call(listAccounts, { workspaceId: workspace.id })).items).toEqual([])
    expect((await connect(workspace, 'haneul')).id).toBe(first.id)
    expect(await sources()).toMatchObject([{ kind: 'firehose', accountId: first.id }])
  })

  test('a sealed secret moved to another row cannot be opened', async () => {
    const workspace = await program.workspace()
    const [first, second] = [await connect(workspace, 'haneul'), await connect(workspace, 'bada')]
    const { pool } = program.program.database
    const { rows } = await pool.query('select secret from channels.accounts where workspace_id = $1 and id = $2', [
      workspace.id,
      first.id,
    ])
    expect(program.program.world.secrets.open(rows[0].secret, first.id)).toContain('haneul.test')
    expect(() => program.program.world.secrets.open(rows[0].secret, second.id)).toThrow()
  })

  test('two requests that connect the same account at once make one', async () => {
    const workspace = await program.workspace()
    const both = await Promise.all([connect(workspace, 'haneul'), connect(workspace, 'haneul')])
    expect(both[0].id).toBe(both[1].id)
    expect((await program.owner.call(listAccounts, { workspaceId: workspace.id })).items).toHaveLength(1)
  })
})

describe('one stream for all workspaces', () => {
  test('serves each that listens there, tells each when it breaks, and forgets who left', async () => {
    const [here, there] = [await program.workspace('하늘'), await program.workspace('바다')]
    await connect(here, 'haneul')
    await connect(there, 'bada')
    const keys = (await system(findStreams)).filter(key => key.includes(network.pds.replace('http', 'ws')))
    expect(keys).toHaveLength(1)
    const [key] = keys as [string]
    const served = async () => (await system(ctx => streamSources(ctx, key))).map(source => source.workspaceId)
    expect(await served()).toEqual(expect.arrayContaining([here.id, there.id]))
    const plan = (await system(ctx => prepareStream(ctx, key)))!
    await system(ctx => settleStream(ctx, plan, { cursor: '41' }))
    expect(await system(ctx => prepareStream(ctx, key))).toMatchObject({ cursor: '41' })
    for (let n = 0; n < 3; n += 1) await system(ctx => breakStream(ctx, key, new Error('gone')))
    for (const workspace of [here, there]) {
      const { items } = await program.owner.call(listSources, { workspaceId: workspace.id })
      expect(items[0]!.health).toMatchObject({ state: 'broken', problem: { code: 'channels.stream_lost' } })
    }
    await system(ctx => settleStream(ctx, plan, { cursor: null }))
    expect(await system(ctx => prepareStream(ctx, key))).toMatchObject({ cursor: '41' })
    const { items } = await program.owner.call(listSources, { workspaceId: here.id })
    expect(items[0]!.health).toMatchObject({ state: 'ok', problem: null })
    await program.owner.call(pauseSource, { workspaceId: here.id, sourceId: items[0]!.id })
    expect(await served()).not.toContain(here.id)
  })
})

test('a source that is new to a stream takes nothing from one that waits for longer', async () => {
  const [long, fresh] = [await program.workspace('하늘'), await program.workspace('바다')]
  const address = 'wss://relay.example'
  const insert = `insert into channels.sources (workspace_id, id, channel, kind, key, address, name, cursor, ok_at, added_at, added_by)
    values ($1, gen_random_uuid(), 'bluesky', 'firehose', $2, $2, 'relay', $3, $4, $5, '지우')`
  const { pool } = program.program.database
  await pool.query(insert, [long.id, address, '5', '2026-11-21T11:00:00Z', '2026-11-01T00:00:00Z'])
  await pool.query(insert, [fresh.id, address, '9', null, '2026-11-21T12:00:00Z'])
  const plan = await system(ctx => prepareStream(ctx, `bluesky firehose ${address}`))
  expect(plan).toMatchObject({ cursor: '5' })
})

describe('names', () => {
  test('an author who came as a bare DID is named by the network soon after', async () => {
    const workspace = await program.workspace()
    await connect(workspace, 'haneul')
    const { items } = await program.owner.call(listSources, { workspaceId: workspace.id })
    const did = network.accounts.find(account => account.handle === 'minjun.test')!.did
    await network.call('minjun', 'com.atproto.repo.putRecord', {
      input: {
        repo: did,
        collection: 'app.bsky.actor.profile',
        rkey: 'self',
        record: { $type: 'app.bsky.actor.profile', displayName: '민준' },
      },
    })
    const author = { remoteId: did, handle: null, displayName: null, url: null, avatarUrl: null, followers: null }
    const nobody = { ...author, remoteId: 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa' }
    const post = (remoteId: string, by: typeof author) => ({
      remoteId,
      revision: '',
      kind: 'post' as const,
      title: null,
      text: '안녕',
      url: null,
      author: by,
      inReplyToRemoteId: null,
      rootRemoteId: null,
      addressedTo: [],
      publishedAt: null,
      language: 'ko',
      raw: {},
    })
    const batch = [post('n1', author), post('n2', nobody)]
    const { stored } = await workspace.change(ctx => receive(ctx, { sourceId: items[0]!.id, incoming: batch }))
    const authors = async () => {
      const shown = await workspace.change(ctx =>
        itemsByIds(
          ctx,
          stored.map(item => item.id),
        ),
      )
      return stored.map(item => shown.get(item.id)!.author)
    }
    expect((await authors()).map(one => one.handle)).toEqual([did, nobody.remoteId])
    const plan = (await workspace.change(ctx =>
      planNaming(ctx, { channel: 'bluesky', ids: stored.map(item => item.authorId) }),
    ))!
    const named = await askNames(program.program.world, plan, AbortSignal.timeout(20_000))
    await workspace.change(ctx => settleNames(ctx, plan, named))
    expect(await authors()).toMatchObject([{ handle: 'minjun.test', displayName: '민준' }, { handle: nobody.remoteId }])
    expect(
      await workspace.change(ctx => planNaming(ctx, { channel: 'bluesky', ids: [stored[0]!.authorId] })),
    ).toBeNull()
  })
})
