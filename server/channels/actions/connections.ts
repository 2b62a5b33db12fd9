/** The verbs of connections: what the page of connections shows, and reading a source at once. */

import type * as contract from '../../../contract/channels.ts'
import type { Connection } from '../../../contract/channels.ts'
import type { Output } from '../../../contract/endpoint.ts'
import type { Locale } from '../../../contract/scalars.ts'
import { announce } from '../../platform/announce.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { connectorOf } from '../connectors/index.ts'
import { sourcesChanged } from '../events.ts'
import { accountHealth, sourceHealth } from '../health.ts'
import { allowanceOf, type Operation } from '../limits.ts'
import { isFed, practiceService } from '../practice.ts'
import { sentenceOf } from '../sentences.ts'
import { listAccountRows } from '../store/accounts.ts'
import { monthCosts } from '../store/costs.ts'
import { broughtSince, newestTurns } from '../store/heartbeat.ts'
import { bucketRows } from '../store/limits.ts'
import { readNow } from '../store/polls.ts'
import { listSourceRows } from '../store/sources.ts'
import { activeHubs } from '../store/subscriptions.ts'
import type { AccountRow, BucketRow, HealthChangeRow, SourceRow } from '../tables.ts'
import { listBudgets } from './allowances.ts'

const hourMs = 3_600_000
/** Three days, the current hour too. */
const shownHours = 72
const shownTurns = 5

interface Around {
  readonly ctx: Ctx
  readonly locale: Locale
  readonly hours: ReadonlyMap<string, readonly number[]>
  readonly turns: ReadonlyMap<string, HealthChangeRow[]>
  readonly buckets: readonly BucketRow[]
  readonly costs: ReadonlyMap<string, number>
  readonly hubs: ReadonlySet<string>
}

/** Accounts first, then sources, each in the order in which they came. */
export const listConnections = async (ctx: Ctx, locale: Locale): Promise<Output<typeof contract.listConnections>> => {
  const from = new Date(Math.floor(ctx.now.getTime() / hourMs) * hourMs - (shownHours - 1) * hourMs)
  const [accounts, sources] = [await listAccountRows(ctx), await listSourceRows(ctx)]
  const around: Around = {
    ctx,
    locale,
    hours: hoursBySource(await broughtSince(ctx, from), from),
    turns: Map.groupBy(await newestTurns(ctx, shownTurns), row => row.source_id ?? row.account_id!),
    buckets: await bucketRows(ctx),
    costs: new Map((await monthCosts(ctx)).map(row => [row.account, row.micros])),
    hubs: new Set(await activeHubs(ctx)),
  }
  const bySource = sources.map(row => sourceConnection(around, row, accounts))
  const byAccount = accounts.map(row =>
    accountConnection(
      around,
      row,
      bySource.filter(one => one.accountId === row.id),
    ),
  )
  return { items: [...byAccount, ...bySource], hoursFrom: from.toISOString(), budgets: await listBudgets(ctx) }
}

const hoursBySource = (rows: readonly { source_id: string; hour: Date; items: number }[], from: Date) => {
  const hours = new Map<string, number[]>()
  for (const { source_id, hour, items } of rows) {
    const counts = hours.get(source_id) ?? Array.from({ length: shownHours }, () => 0)
    const place = Math.round((hour.getTime() - from.getTime()) / hourMs)
    if (place < shownHours) counts[place]! += items
    hours.set(source_id, counts)
  }
  return hours
}

const silence: readonly number[] = Array.from({ length: shownHours }, () => 0)

const sourceConnection = (around: Around, row: SourceRow, accounts: readonly AccountRow[]): Connection => {
  const account = accounts.find(one => one.id === row.account_id)
  const way = row.every_seconds === null ? 'stream' : around.hubs.has(row.id) ? 'hub' : 'poll'
  const asked = { accountId: row.account_id, address: account?.service ?? row.address }
  return {
    id: row.id,
    subject: 'source',
    channel: row.channel,
    name: row.name,
    address: row.address,
    kind: row.kind,
    accountId: row.account_id,
    purpose: null,
    health: sourceHealth(row, around.ctx.now, around.locale),
    hours: [...(around.hours.get(row.id) ?? silence)],
    usualPerDay: row.rhythm === null ? null : row.rhythm.reduce((sum, items) => sum + items, 0),
    lastItemAt: row.brought_at?.toISOString() ?? null,
    nextReadAt: row.next_poll_at?.toISOString() ?? null,
    way: isFed(row.kind) ? null : way,
    limits: way === 'stream' || isFed(row.kind) ? [] : limitsOf(around, row.channel, asked, ['poll']),
    monthMicros: null,
    turns: turnsOf(around, row.id),
  }
}

const accountConnection = (around: Around, row: AccountRow, sources: readonly Connection[]): Connection => {
  const asked = { accountId: row.id, address: row.service }
  const usual = sources.flatMap(one => one.usualPerDay ?? [])
  return {
    id: row.id,
    subject: 'account',
    channel: row.channel,
    name: row.display_name || row.handle,
    address: row.handle,
    kind: null,
    accountId: null,
    purpose: row.purpose,
    health: accountHealth(row, around.locale),
    hours: silence.map((_, n) => sources.reduce((sum, one) => sum + one.hours[n]!, 0)),
    usualPerDay: usual.length === 0 ? null : usual.reduce((sum, items) => sum + items, 0),
    lastItemAt:
      sources
        .flatMap(one => one.lastItemAt ?? [])
        .toSorted()
        .at(-1) ?? null,
    nextReadAt: null,
    way: null,
    limits: row.service === practiceService ? [] : limitsOf(around, row.channel, asked, ['poll', 'deliver']),
    monthMicros: around.costs.get(row.id) ?? 0,
    turns: turnsOf(around, row.id),
  }
}

const limitsOf = (
  { ctx, buckets }: Around,
  channel: string,
  asked: { accountId: string | null; address: string },
  operations: readonly Operation[],
): Connection['limits'] => {
  const manifest = connectorOf(channel)?.manifest
  if (!manifest) return []
  return operations.flatMap(operation => {
    const limit = allowanceOf(manifest, { ...asked, operation })
    if (limit === null) return []
    const bucket = buckets.find(one => one.key === limit.key && one.operation === operation)
    const elapsed = bucket ? Math.max(0, (ctx.now.getTime() - bucket.filled_at.getTime()) / 1000) : 0
    const filled = bucket ? bucket.tokens + (elapsed * limit.calls) / limit.seconds : limit.calls
    const blocked = bucket?.blocked_until != null && bucket.blocked_until > ctx.now ? bucket.blocked_until : null
    return [
      {
        operation,
        calls: limit.calls,
        seconds: limit.seconds,
        left: blocked ? 0 : Math.floor(Math.min(limit.calls, filled)),
        blockedUntil: blocked?.toISOString() ?? null,
      },
    ]
  })
}

const turnsOf = ({ turns, locale }: Around, id: string): Connection['turns'] =>
  (turns.get(id) ?? []).map(row => ({
    state: row.state,
    at: row.at.toISOString(),
    began: row.began_at.toISOString(),
    problem:
      row.problem_code === null
        ? null
        : { code: row.problem_code, message: sentenceOf(row.problem_code, locale, row.problem_params) },
  }))

/** A person wants it read at once; a stream is opened anew where it is not open. */
export const readSourceNow = async (ctx: Ctx, input: { sourceId: string }): Promise<{ ok: true }> => {
  if (!(await readNow(ctx, input.sourceId))) throw notFound('source')
  await announce(ctx, sourcesChanged, { ids: [input.sourceId] })
  return { ok: true }
}
