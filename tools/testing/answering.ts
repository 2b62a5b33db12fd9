/** A workspace with a Bluesky account that is spoken to: words come in by the intake, answers end as the test says. */
import { randomUUID } from 'node:crypto'
import { getMe } from '../../contract/access.ts'
import { roleTable } from '../../contract/permissions.ts'
import { connectAccount } from '../../server/channels/actions/accounts.ts'
import { prepareDelivery, settleDelivery } from '../../server/channels/actions/deliveries.ts'
import type { Sent } from '../../server/channels/connector.ts'
import type { Incoming } from '../../server/channels/index.ts'
import type { Actor, Ctx } from '../../server/platform/ctx.ts'
import { drain } from './drain.ts'
import { type Hearing, openHearing, post } from './hearing.ts'
import type { TestProgram } from './program.ts'

/** The remote id of the own account. */
export const ownId = 'did:plc:haneul'

export interface Answering extends Hearing {
  /** 지우, as a member of this workspace. */
  readonly jiwoo: Actor
  readonly accountId: string
  /** Takes in what the account's notifications brought. @returns the ids of the mentions that are new, oldest first. */
  hear(words: readonly Incoming[], now?: Date): Promise<string[]>
  /** Runs a verb as 지우, at an instant where it matters. */
  act<T>(verb: (ctx: Ctx) => Promise<T>, now?: Date): Promise<T>
  /** The reactions of customers and inbox to all that was announced. */
  react(): Promise<void>
  /** Claims a delivery and ends it, as the network's answer would. */
  end(deliveryId: string, outcome: Sent, now?: Date): Promise<void>
}

export const openAnswering = async (testing: TestProgram): Promise<Answering> => {
  const hearing = await openHearing(testing)
  const { workspaces } = await testing.owner.call(getMe, {})
  const { memberId } = workspaces.find(workspace => workspace.id === hearing.id)!
  const jiwoo: Actor = {
    kind: 'member',
    memberId,
    userId: 'jiwoo',
    name: '지우',
    permissions: new Set(roleTable.owner),
  }
  const act: Answering['act'] = (verb, now) => hearing.change(verb, { actor: jiwoo, ...(now ? { now } : {}) })
  const connected = {
    ok: true as const,
    remoteId: ownId,
    handle: 'haneul.example',
    displayName: '하늘상점',
    url: null,
    service: 'https://service.example',
    secret: 'app password',
    session: null,
    sources: [{ kind: 'notifications', address: ownId, name: '알림' }],
  }
  const account = await act(ctx =>
    connectAccount(ctx, { channel: 'bluesky', purpose: 'both', fields: {} }, connected, 'ko'),
  )
  const { pool } = testing.program.database
  const source = await pool.query<{ id: string }>(
    'select id from channels.sources where workspace_id = $1 and account_id = $2',
    [hearing.id, account.id],
  )
  const mentionIds = async () => {
    const found = await pool.query<{ id: string }>(
      'select id from listening.mentions where workspace_id = $1 order by occurred_at, id',
      [hearing.id],
    )
    return found.rows.map(row => row.id)
  }
  return {
    ...hearing,
    jiwoo,
    accountId: account.id,
    act,
    async hear(words, now) {
      const before = new Set(await mentionIds())
      await hearing.take(words, { sourceId: source.rows[0]!.id, ...(now ? { now } : {}) })
      return (await mentionIds()).filter(id => !before.has(id))
    },
    async react() {
      await drain(testing, 'customers')
      await drain(testing, 'inbox')
    },
    async end(deliveryId, outcome, now) {
      const plan = await act(ctx => prepareDelivery(ctx, { deliveryId }), now)
      if (plan === null) throw new Error('the delivery cannot be claimed')
      await act(ctx => settleDelivery(ctx, plan, outcome), now)
    },
  }
}

export interface Word {
  /** The handle of who says it. */
  who?: string
  /** The remote id of the thread's first item; a thread of its own where absent. */
  thread?: string
  /** Said to the own account; true where absent. */
  isAddressed?: boolean
  at?: Date
  id?: string
}

/** What a person says on Bluesky, to us unless told otherwise. */
export const word = (text: string, given: Word = {}): Incoming => {
  const who = given.who ?? 'minji'
  const author = { remoteId: `did:plc:${who}`, handle: `${who}.example`, displayName: who }
  return post(text, {
    remoteId: given.id ?? `at://${who}/${randomUUID()}`,
    kind: given.thread === undefined ? 'post' : 'reply',
    author: { ...author, url: `https://bsky.example/${who}`, avatarUrl: null, followers: 10 },
    rootRemoteId: given.thread ?? null,
    inReplyToRemoteId: given.thread ?? null,
    addressedTo: given.isAddressed === false ? [] : [ownId],
    publishedAt: given.at ?? null,
  })
}

/** How a network says yes. */
export const sentAs = (remoteId: string): Sent => ({
  kind: 'sent',
  remoteId,
  url: `https://bsky.example/${encodeURIComponent(remoteId)}`,
})

/** How a network says no for good. */
export const refused: Sent = { kind: 'failed', failure: { class: 'gone', code: 'channels.target_gone' } }
