/** SQL of accounts: who is connected, what is sealed, how they are doing. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { Failure } from '../connector.ts'
import { practiceKind, practiceService } from '../practice.ts'
import type { AccountRow, ChannelsTables } from '../tables.ts'

const db = (ctx: Pick<Ctx, 'tx'>) => tables<ChannelsTables>(ctx)

export const listAccountRows = (ctx: Ctx): Promise<AccountRow[]> =>
  db(ctx)
    .selectFrom('channels.accounts')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('disconnected_at', 'is', null)
    .orderBy('channel')
    .orderBy('connected_at')
    .orderBy('id')
    .execute()

export const accountRow = (ctx: Ctx, id: string): Promise<AccountRow | undefined> =>
  db(ctx)
    .selectFrom('channels.accounts')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()

/** Locks the account: connecting, mending and disconnecting wait for each other. */
export const lockAccountByRemoteId = (ctx: Ctx, channel: string, remoteId: string): Promise<AccountRow | undefined> =>
  db(ctx)
    .selectFrom('channels.accounts')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('channel', '=', channel)
    .where('remote_id', '=', remoteId)
    .forUpdate()
    .executeTakeFirst()

/** Where a rehearsal of this channel is played in, and the account that answers there. */
export const practicePlaceRow = (
  ctx: Ctx,
  channel: string,
): Promise<{ sourceId: string; accountRemoteId: string } | undefined> =>
  db(ctx)
    .selectFrom('channels.sources as source')
    .innerJoin('channels.accounts as account', on =>
      on.onRef('account.workspace_id', '=', 'source.workspace_id').onRef('account.id', '=', 'source.account_id'),
    )
    .select(['source.id as sourceId', 'account.remote_id as accountRemoteId'])
    .where('source.workspace_id', '=', ctx.workspaceId)
    .where('source.channel', '=', channel)
    .where('source.kind', '=', practiceKind)
    .where('source.removed_at', 'is', null)
    .where('account.service', '=', practiceService)
    .where('account.disconnected_at', 'is', null)
    .executeTakeFirst()

export type NewAccount = Pick<
  AccountRow,
  | 'id'
  | 'channel'
  | 'remote_id'
  | 'handle'
  | 'display_name'
  | 'url'
  | 'service'
  | 'purpose'
  | 'secret'
  | 'session'
  | 'connected_by'
>

/** @returns whether it was new: false when another request connected the same one a moment before. */
export const insertAccount = async (ctx: Ctx, account: NewAccount): Promise<boolean> => {
  const inserted = await db(ctx)
    .insertInto('channels.accounts')
    .values({
      ...account,
      workspace_id: ctx.workspaceId,
      connected_at: ctx.now,
      disconnected_at: null,
      disconnected_by: null,
      renew_at: null,
      renewing_until: null,
      ok_at: ctx.now,
      problem_code: null,
      problem_params: '{}',
      problem_at: null,
      checked_at: null,
      state: 'ok',
      state_code: null,
    })
    .onConflict(conflict => conflict.columns(['workspace_id', 'channel', 'remote_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Connects a known account again: new secrets, health mended. */
export const reconnectAccount = (ctx: Ctx, account: NewAccount) =>
  db(ctx)
    .updateTable('channels.accounts')
    .set({
      handle: account.handle,
      display_name: account.display_name,
      url: account.url,
      service: account.service,
      purpose: account.purpose,
      secret: account.secret,
      session: account.session,
      connected_at: ctx.now,
      connected_by: account.connected_by,
      disconnected_at: null,
      disconnected_by: null,
      ok_at: ctx.now,
      problem_code: null,
      problem_params: '{}',
      problem_at: null,
    })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', account.id)
    .execute()

export const setPurpose = (ctx: Ctx, id: string, purpose: AccountRow['purpose']): Promise<AccountRow | undefined> =>
  db(ctx)
    .updateTable('channels.accounts')
    .set({ purpose })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .where('disconnected_at', 'is', null)
    .returningAll()
    .executeTakeFirst()

/** Forgets the secrets. @returns whether it was connected. */
export const forgetAccount = async (ctx: Ctx, id: string, by: string): Promise<boolean> => {
  const gone = await db(ctx)
    .updateTable('channels.accounts')
    .set({
      secret: null,
      session: null,
      renew_at: null,
      renewing_until: null,
      disconnected_at: ctx.now,
      disconnected_by: by,
    })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .where('disconnected_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return gone !== undefined
}

/** Keeps a session that the network gave, unless the account was connected anew since it was read. */
export const keepSession = (ctx: Ctx, account: { id: string; connectedAt: Date }, session: string) =>
  db(ctx)
    .updateTable('channels.accounts')
    .set({ session })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', account.id)
    .where('connected_at', '=', account.connectedAt)
    .where('disconnected_at', 'is', null)
    .execute()

/** Records that the account works or does not. @returns whether that is news. */
export const markAccount = async (
  ctx: Ctx,
  account: { id: string; connectedAt: Date },
  failure: Failure | null,
): Promise<boolean> => {
  if (failure === null) {
    const mended = await sql`
      with before as (select problem_code from channels.accounts where workspace_id = ${ctx.workspaceId} and id = ${account.id})
      update channels.accounts set ok_at = ${ctx.now}, problem_code = null, problem_params = '{}', problem_at = null
      where workspace_id = ${ctx.workspaceId} and id = ${account.id} and connected_at = ${account.connectedAt}
        and (problem_code is not null or ok_at is null or ok_at < ${ctx.now}::timestamptz - interval '1 minute')
      returning (select problem_code is not null from before) as news`.execute(ctx.tx)
    return (mended.rows[0] as { news: boolean } | undefined)?.news ?? false
  }
  const broken = await db(ctx)
    .updateTable('channels.accounts')
    .set({ problem_code: failure.code, problem_params: JSON.stringify(failure.params ?? {}), problem_at: ctx.now })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', account.id)
    .where('connected_at', '=', account.connectedAt)
    .where('disconnected_at', 'is', null)
    .where(eb => eb.or([eb('problem_code', 'is', null), eb('problem_code', '<>', failure.code)]))
    .returning('id')
    .executeTakeFirst()
  return broken !== undefined
}

/** The connected account that an author is. */
export const ownAccountOfAuthor = (ctx: Ctx, authorId: string): Promise<{ id: string } | undefined> =>
  db(ctx)
    .selectFrom('channels.accounts as account')
    .innerJoin('channels.authors as author', join =>
      join
        .onRef('author.workspace_id', '=', 'account.workspace_id')
        .onRef('author.channel', '=', 'account.channel')
        .onRef('author.remote_id', '=', 'account.remote_id'),
    )
    .select('account.id')
    .where('account.workspace_id', '=', ctx.workspaceId)
    .where('author.id', '=', authorId)
    .where('account.disconnected_at', 'is', null)
    .executeTakeFirst()

/** Remote ids and handles of accounts of a channel, disconnected ones too: what they write is ours for ever. */
export const ownAccounts = (
  ctx: Ctx,
  channel?: string,
): Promise<{ id: string; channel: string; remote_id: string; handle: string; is_connected: boolean }[]> =>
  db(ctx)
    .selectFrom('channels.accounts')
    .select(['id', 'channel', 'remote_id', 'handle', sql<boolean>`disconnected_at is null`.as('is_connected')])
    .where('workspace_id', '=', ctx.workspaceId)
    .$if(channel !== undefined, query => query.where('channel', '=', channel!))
    .execute()
