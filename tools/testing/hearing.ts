/** Sources and posts for tests of what is heard: batches go through the intake as if a pull had brought them. */
import { randomUUID } from 'node:crypto'
import type { Incoming } from '../../server/channels/index.ts'
import { hear, planIntake, settleIntake } from '../../server/listening/actions/intake.ts'
import type { TestRooms } from './rooms.ts'

/** A source that nobody pulls: batches are handed to it. @returns its id. */
export const makeSource = async (rooms: TestRooms, workspaceId: number, channel = 'blog'): Promise<string> => {
  const id = randomUUID()
  await rooms.database.pool.query(
    `insert into channels.sources (workspace_id, id, channel, kind, key, address, name, every_seconds, added_at, added_by)
     values ($1, $2, $3, 'feed', $4, $4, '블로그', 600, now(), '지우')`,
    [workspaceId, id, channel, `https://blog.example/${id}`],
  )
  return id
}

/** A connected account of the workspace. @returns its id. */
export const makeAccount = async (
  rooms: TestRooms,
  workspaceId: number,
  remoteId: string,
  channel = 'blog',
): Promise<string> => {
  const id = randomUUID()
  await rooms.database.pool.query(
    `insert into channels.accounts (workspace_id, id, channel, remote_id, handle, display_name, service, purpose, connected_at, connected_by)
     values ($1, $2, $3, $4, 'haneul', '하늘상점', 'https://service.example', 'both', now(), '지우')`,
    [workspaceId, id, channel, remoteId],
  )
  return id
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

/** Hands a batch to a source and takes it in: plan, read and match, keep. */
export const takeBatch = async (
  rooms: TestRooms,
  workspaceId: number,
  sourceId: string,
  incoming: readonly Incoming[],
  now?: Date,
): Promise<void> => {
  const plan = await rooms.as(workspaceId, ctx => planIntake(ctx, { sourceId }), now)
  if (plan === null) throw new Error('the source cannot be pulled')
  const outcome = await hear(rooms.world, plan, { kind: 'pulled', incoming, cursor: null })
  await rooms.as(workspaceId, ctx => settleIntake(ctx, plan, outcome), now)
}
