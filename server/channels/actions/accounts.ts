/** The verbs of connected accounts. */
import type { Account, Manifest } from '../../../contract/channels.ts'
import type { Locale } from '../../../contract/scalars.ts'
import { announce, startJob } from '../../platform/announce.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { type AppError, invalid, notFound, upstream } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import type { ConnectedAccount, Connecting, Field, Refused } from '../connector.ts'
import { connectorOf, connectors } from '../connectors/index.ts'
import { accountsChanged, sourcesChanged } from '../events.ts'
import { failureOf } from '../failures.ts'
import * as store from '../store/accounts.ts'
import { planRenewal } from '../store/renewals.ts'
import { addSourceRow, handOverSources, removeSourcesOf, wakeSourcesOf } from '../store/sources.ts'
import type { AccountRow } from '../tables.ts'
import { accountNoun } from './nouns.ts'

type AskingCtx = Omit<Ctx, 'tx'>
type Fields = Readonly<Record<string, string>>

export const listManifests = (): { items: Manifest[] } => ({ items: connectors.map(connector => connector.manifest) })

export const listAccounts = async (ctx: Ctx, locale: Locale): Promise<{ items: Account[] }> => ({
  items: (await store.listAccountRows(ctx)).map(row => accountNoun(row, locale)),
})

interface ConnectInput {
  channel: string
  /** Kept where absent; a new account is for both then. */
  purpose?: AccountRow['purpose'] | undefined
  fields: Fields
}
type Connected = Extract<Connecting, { ok: true }>

/** Asks the network who the filled-in fields belong to. @throws 422 with the field to blame, 502 when the network is away. */
export const askToConnect = async (ctx: AskingCtx, input: ConnectInput): Promise<Connected> => {
  const connector = connectorOf(input.channel)
  if (!connector?.identity) throw invalid('channel', 'channels.unknown_connector')
  const fields = checkFields(connector.manifest.accountFields, input.fields)
  const answer = await connector.identity
    .connect(ctx.world, { fields, now: ctx.now })
    .catch((error: unknown): Refused => refusedBy(error))
  if (!answer.ok) throw refusal(answer, connector.manifest.accountFields, fields)
  return answer
}

/** Keeps what was learned: a new account, or a known one mended. Its listening sources are added by themselves. */
export const connectAccount = async (
  ctx: Ctx,
  input: ConnectInput,
  connected: Connected,
  locale: Locale,
): Promise<Account> => {
  const known = await store.lockAccountByRemoteId(ctx, input.channel, connected.remoteId)
  const id = known?.id ?? makeId(ctx.now)
  const account: store.NewAccount = {
    id,
    channel: input.channel,
    remote_id: connected.remoteId,
    handle: connected.handle,
    display_name: connected.displayName,
    url: connected.url,
    service: connected.service,
    purpose: input.purpose ?? known?.purpose ?? 'both',
    secret: ctx.world.secrets.seal(connected.secret, id),
    session: connected.session === null ? null : ctx.world.secrets.seal(connected.session, id),
    connected_by: actorName(ctx.actor),
  }
  if (known) await store.reconnectAccount(ctx, account)
  else if (!(await store.insertAccount(ctx, account))) return connectAccount(ctx, input, connected, locale)
  const renewAt = connectorOf(input.channel)?.identity?.signIn?.renewAt(connected.session ?? '', ctx.now) ?? null
  await planRenewal(ctx, id, renewAt)
  const isMended = known !== undefined && known.disconnected_at === null
  const sourceIds = [
    ...(await addListeningSources(ctx, account, connected, isMended)),
    ...(await wakeSourcesOf(ctx, id)),
  ]
  await announce(ctx, accountsChanged, { ids: [id] })
  if (sourceIds.length > 0) await announce(ctx, sourcesChanged, { ids: [...new Set(sourceIds)] })
  return accountNoun((await store.accountRow(ctx, id))!, locale)
}

/** A mended account gets back no source that a person took away. */
const addListeningSources = async (
  ctx: Ctx,
  account: store.NewAccount,
  connected: Connected,
  isMended: boolean,
): Promise<string[]> => {
  const kinds = connectorOf(account.channel)?.listen?.kinds ?? {}
  const added: string[] = []
  for (const found of connected.sources) {
    const { row, isNew } = await addSourceRow(
      ctx,
      {
        id: makeId(ctx.now),
        channel: account.channel,
        kind: found.kind,
        key: found.key ?? found.address,
        address: found.address,
        name: found.name,
        account_id: account.id,
        cursor: found.cursor ?? null,
        every_seconds: kinds[found.kind]?.everySeconds ?? null,
        added_by: account.connected_by,
      },
      !isMended,
    )
    if (isNew) added.push(row.id)
  }
  return added
}

export const updateAccount = async (
  ctx: Ctx,
  input: { accountId: string; purpose: AccountRow['purpose'] },
  locale: Locale,
): Promise<Account> => {
  const row = await store.setPurpose(ctx, input.accountId, input.purpose)
  if (!row) throw notFound('account')
  await announce(ctx, accountsChanged, { ids: [row.id] })
  return accountNoun(row, locale)
}

/** Forgets the secrets and stops what listened through it; a stream that another account shares goes on in its name. */
export const disconnectAccount = async (ctx: Ctx, input: { accountId: string }): Promise<{ ok: true }> => {
  const by = actorName(ctx.actor)
  const row = await store.accountRow(ctx, input.accountId)
  if (!row || !(await store.forgetAccount(ctx, input.accountId, by))) throw notFound('account')
  if (row.secret !== null && row.session !== null && connectorOf(row.channel)?.identity?.revoke)
    await startJob(ctx, 'channels.revoke_session', {
      accountId: row.id,
      channel: row.channel,
      service: row.service,
      secret: row.secret,
      session: row.session,
    })
  await handOverSources(ctx, input.accountId)
  const sourceIds = await removeSourcesOf(ctx, input.accountId, by)
  await announce(ctx, accountsChanged, { ids: [input.accountId] })
  if (sourceIds.length > 0) await announce(ctx, sourcesChanged, { ids: sourceIds })
  return { ok: true }
}

/** An account with its secrets opened, for one call; null when it has none. */
export const openAccount = (ctx: Ctx, row: AccountRow): ConnectedAccount | null =>
  row.secret === null || row.disconnected_at !== null
    ? null
    : {
        remoteId: row.remote_id,
        handle: row.handle,
        service: row.service,
        secret: ctx.world.secrets.open(row.secret, row.id),
        session: row.session === null ? null : ctx.world.secrets.open(row.session, row.id),
      }

export const keepSession = async (
  ctx: Ctx,
  account: { id: string; connectedAt: Date },
  session: string | undefined,
): Promise<void> => {
  if (session !== undefined) await store.keepSession(ctx, account, ctx.world.secrets.seal(session, account.id))
}

/** Fills in nothing, trims, and names the first field that is missing or unknown. */
export const checkFields = (declared: readonly Field[], given: Fields): Fields => {
  const known = new Set(declared.map(field => field.name))
  for (const name of Object.keys(given)) {
    if (!known.has(name)) throw invalid(`fields.${name}`, 'channels.field_unknown')
  }
  const filled = Object.entries(given).map(([name, value]) => [name, value.trim()] as const)
  const kept = Object.fromEntries(filled.filter(([, value]) => value !== ''))
  for (const field of declared) {
    if (!field.isOptional && kept[field.name] === undefined)
      throw invalid(`fields.${field.name}`, 'channels.field_missing')
  }
  return kept
}

export const refusedBy = (error: unknown): Refused => {
  const failure = failureOf(error)
  if (failure === null) throw error
  return { ok: false, failure }
}

/** Codes that speak of an address that a person typed. */
const addressCodes = new Set(['channels.bad_address', 'channels.address_refused', 'channels.unknown_host'])

/** As a refusal of the request: at the field to blame (a bad address is the fault of the one that was typed), else 502. */
export const refusal = (refused: Refused, declared: readonly Field[], filled: Fields): AppError => {
  const { code, params } = refused.failure
  const typed = declared.find(field => field.kind === 'url' && filled[field.name] !== undefined)?.name
  const field = refused.field ?? (addressCodes.has(code) ? typed : undefined)
  return field === undefined ? upstream(code, params) : invalid(`fields.${field}`, code, params)
}
