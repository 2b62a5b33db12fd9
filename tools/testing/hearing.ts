/** Sources and posts for tests of what is heard: batches go through the intake as if a pull had brought them. */
import { randomUUID } from 'node:crypto'
import type { Incoming } from '../../server/channels/index.ts'
import { hear, planIntake, settleIntake } from '../../server/listening/actions/intake.ts'
import type { TestProgram, TestWorkspace } from './program.ts'

/** A workspace that hears through one source. */
export interface Hearing extends TestWorkspace {
  readonly sourceId: string
  /** Another source, on another channel if need be. @returns its id. */
  addSource(channel?: string): Promise<string>
  /** A connected account by its remote id. */
  addAccount(remoteId: string): Promise<void>
  /** Hands a batch to a source and takes it in: plan, read and match, keep. */
  take(incoming: readonly Incoming[], options?: { sourceId?: string; now?: Date }): Promise<void>
}

/** A walled-off workspace with a source that nobody pulls: batches are handed to it. */
export const openHearing = async (testing: TestProgram): Promise<Hearing> => {
  const workspace = await testing.workspace()
  const { database, world } = testing.program
  const addSource = async (channel = 'blog') => {
    const id = randomUUID()
    await database.pool.query(
      `insert into channels.sources (workspace_id, id, channel, kind, key, address, name, every_seconds, added_at, added_by)
       values ($1, $2, $3, 'feed', $4, $4, '블로그', 600, now(), '지우')`,
      [workspace.id, id, channel, `https://blog.example/${id}`],
    )
    return id
  }
  const sourceId = await addSource()
  return {
    ...workspace,
    sourceId,
    addSource,
    async addAccount(remoteId) {
      await database.pool.query(
        `insert into channels.accounts (workspace_id, id, channel, remote_id, handle, display_name, service, purpose, connected_at, connected_by)
         values ($1, $2, 'blog', $3, 'haneul', '하늘상점', 'https://service.example', 'both', now(), '지우')`,
        [workspace.id, randomUUID(), remoteId],
      )
    },
    async take(incoming, options = {}) {
      const at = options.now ? { now: options.now } : {}
      const from = options.sourceId ?? sourceId
      const plan = await workspace.change(ctx => planIntake(ctx, { sourceId: from }), at)
      if (plan === null) throw new Error('the source cannot be pulled')
      const outcome = await hear(world, plan, { kind: 'pulled', incoming, cursor: null })
      await workspace.change(ctx => settleIntake(ctx, plan, outcome), at)
    },
  }
}

/** One incoming post; what is not given is made up. */
export const post = (text: string, given: Partial<Incoming> = {}): Incoming => ({
  remoteId: randomUUID(),
  revision: '',
  kind: 'post',
  title: null,
  text,
  url: null,
  author: { remoteId: 'minji', handle: 'minji', displayName: '민지', url: null, avatarUrl: null, followers: 120 },
  inReplyToRemoteId: null,
  rootRemoteId: null,
  addressedTo: [],
  publishedAt: null,
  language: null,
  raw: { text },
  ...given,
})
