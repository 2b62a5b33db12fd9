/** Outages of Bluesky: the AT Protocol's own network behind the fault proxy; posts by the firehose, answers by deliveries. */
import { connectAccount } from '../../contract/channels.ts'
import {
  callDelivery,
  planDelivery,
  prepareDelivery,
  settleDelivery,
} from '../../server/channels/actions/deliveries.ts'
import { findStreams, openStream, prepareStream, type StreamBatch } from '../../server/channels/index.ts'
import { settleBatch } from '../../server/listening/actions/streaming.ts'
import { startAtproto } from '../../tools/testing/atproto.ts'
import { startFaultProxy } from '../../tools/testing/fault-proxy.ts'
import { markOf } from '../kill/count.ts'
import { type Ground, mentionTexts, type Road } from './ground.ts'

/** A post that does not come within this is lost. */
const patienceMs = 20_000
const putRecord = '/xrpc/com.atproto.repo.putRecord'

export const openBluesky = async (ground: Ground): Promise<Road> => {
  const network = await startAtproto({ accounts: ['haneul', 'minji', 'seojun'] })
  const proxy = await startFaultProxy({ target: network.pds })
  const [us, ...people] = network.accounts
  const { pool } = ground.program.program.database
  const connect = async (password: string) => {
    const fields = { service: proxy.url, identifier: us!.handle, password }
    return ground.owner.call(connectAccount, { workspaceId: ground.workspace.id, channel: 'bluesky', fields })
  }
  await connect(us!.password)
  const key = (await ground.system(findStreams)).find(one => one.includes(proxy.url.replace('http', 'ws')))!
  const said: string[] = []
  const answers: string[] = []
  const heard = new Set<string>()

  const say = async (count: number) => {
    for (let n = 0; n < count; n += 1) {
      const mark = `p${said.length}x`
      said.push(mark)
      await network.post(ground.pick(people).handle, `하늘상점 배송이 또 늦어요 ${mark}`)
    }
  }
  /** Hears until `isEnough`, or until the stream breaks; each batch is kept unless `keep` says otherwise. */
  const hear = async (
    isEnough: () => boolean,
    options: { keep?: (batch: StreamBatch) => StreamBatch | null; cursor?: string | null } = {},
  ): Promise<void> => {
    ground.pass(60)
    const prepared = await ground.system(ctx => prepareStream(ctx, key))
    if (prepared === null) throw new Error('the stream is gone')
    const plan = options.cursor === undefined ? prepared : { ...prepared, cursor: options.cursor }
    const ending = AbortSignal.timeout(patienceMs)
    try {
      for await (const batch of openStream(ground.program.program.world, plan, ending)) {
        const kept = options.keep ? options.keep(batch) : batch
        if (kept === null) return
        await ground.system(ctx => settleBatch(ctx, key, plan, kept))
        for (const one of kept.incoming) heard.add(markOf(one.text))
        if (isEnough()) return
      }
    } catch (error) {
      // A stream that breaks is opened again from its stored place, as the job does.
      if (!(error instanceof Error)) throw error
    }
  }
  const hasAll = () => said.every(mark => heard.has(mark))
  const catchUp = async () => {
    for (let tries = 0; tries < 5 && !hasAll(); tries += 1) await hear(hasAll)
  }
  const hearWith = async (rule: Parameters<typeof proxy.rule>[0]) => {
    proxy.rule({ ...rule, path: '/xrpc/com.atproto.sync' })
    await say(2)
    await hear(hasAll)
    proxy.clear()
  }

  /** One run of the delivery's job. */
  const deliver = async (id: string): Promise<void> => {
    ground.pass(60)
    const plan = await ground.change(ctx => prepareDelivery(ctx, { deliveryId: id }))
    if (plan === null) return
    const outcome = await callDelivery(ground.program.program.world, plan, AbortSignal.timeout(15_000))
    await ground.change(ctx => settleDelivery(ctx, plan, outcome))
  }
  const stateOf = async (id: string) =>
    (await pool.query<{ state: string }>('select state from channels.deliveries where id = $1', [id])).rows[0]!.state
  /** An answer to the newest post that is kept, sent into the outage and then until it has arrived. */
  const answer = async (intoTheOutage: (id: string) => Promise<void>): Promise<void> => {
    await catchUp()
    const found = await pool.query<{ id: string }>(
      `select id from channels.items where workspace_id = $1 and channel = 'bluesky' and not is_own order by received_at desc, id limit 1`,
      [ground.workspace.id],
    )
    const mark = `a${answers.length}x`
    answers.push(mark)
    const input = { inReplyToItemId: found.rows[0]!.id, text: `불편을 드려 죄송합니다 ${mark}` }
    const id = await ground.change(ctx => planDelivery(ctx, input))
    await intoTheOutage(id)
    proxy.clear()
    for (let tries = 0; tries < 6 && (await stateOf(id)) !== 'sent'; tries += 1) await deliver(id)
  }
  const answerWith = (rule: Parameters<typeof proxy.rule>[0]) =>
    answer(async id => {
      proxy.rule({ path: putRecord, times: 1, ...rule })
      await deliver(id)
    })

  const drills: Readonly<Record<string, () => Promise<void>>> = {
    async 'stream loss'() {
      await say(2)
      let batches = 0
      await hear(() => {
        batches += 1
        if (batches === 1) proxy.cutWebSockets()
        return false
      })
    },
    'cut mid-body': () => hearWith({ fault: 'cut-body', after: 200 + Math.floor(ground.chance() * 6000) }),
    'rate limit': () => hearWith({ fault: 'rate-limit', retryAfter: 30 }),
    'server trouble': () => hearWith({ fault: 'status', status: ground.pick([500, 503]) }),
    /** The relay tells again what was told. */
    async duplicate() {
      await hear(() => true, { cursor: '1' })
    },
    /** A batch that comes in another order than it was said. */
    async reorder() {
      await say(3)
      await hear(hasAll, { keep: batch => ({ ...batch, incoming: batch.incoming.toReversed() }) })
    },
    /** The worker died between the frame and the transaction. */
    async 'killed before it was kept'() {
      await say(2)
      await hear(hasAll, { keep: batch => (batch.incoming.length > 0 ? null : batch) })
    },
    'token expiry': () =>
      answer(async id => {
        await network.expireTokens(us!.handle, { refresh: ground.chance() < 0.5 })
        await deliver(id)
      }),
    'answer lost on the way back': () => answerWith({ fault: 'drop-answer' }),
    'answer rate limited': () => answerWith({ fault: 'rate-limit', retryAfter: 30 }),
    'answer cut mid-body': () => answerWith({ fault: 'cut-body', after: 10 }),
    'answer duplicated': () => answerWith({ fault: 'duplicate', together: ground.chance() < 0.5 }),
    /** The password was taken back; a person connects the account again. */
    async 'refused credentials'() {
      await catchUp()
      proxy.rule({ fault: 'xrpc', error: 'AuthenticationRequired', status: 401, path: '/xrpc/com.atproto.server' })
      await network.expireTokens(us!.handle, { refresh: true })
      await say(1)
      await hear(hasAll)
      proxy.clear()
      await connect(us!.password)
    },
  }

  await say(1)
  await catchUp()
  return {
    outages: Object.keys(drills),
    async meet(outage) {
      await say(1)
      await drills[outage]!()
      await say(1)
      await catchUp()
    },
    async count() {
      await catchUp()
      const sent = (await network.posts(us!.handle)).map(post => /\ba\d+x$/.exec(post.text)?.[0] ?? post.text)
      return [
        { what: 'posts', said, kept: (await mentionTexts(ground, 'bluesky')).map(markOf) },
        { what: 'answers', said: answers, kept: sent },
      ]
    },
    async stop() {
      await proxy.stop()
      await network.stop()
    },
  }
}
