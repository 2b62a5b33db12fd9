/** Account modes: brand and care apart or in one, the guard between them, today's content beside complaints. */
import type { Output } from '../../../contract/endpoint.ts'
import type {
  AccountMode,
  BrandGuard,
  ContentDay,
  getAccountMode as endpoint,
  ModeComparison,
} from '../../../contract/inbox/modes.ts'
import { workspaceSettings } from '../../access/index.ts'
import { answeringAccount } from '../../channels/index.ts'
import { noteChange } from '../../platform/audit.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { conflict, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { instantOf, zoneOf } from '../clocks/zone.ts'
import { compareModes, isPeak } from '../modes/comparing.ts'
import { lockConversation } from '../store/conversations.ts'
import * as store from '../store/modes.ts'
import { conversationById } from '../store/queues.ts'
import { matterOfItem } from './queues.ts'

const hourMs = 3_600_000
const weekMs = 7 * 24 * hourMs

export const getAccountMode = async (ctx: Ctx): Promise<Output<typeof endpoint>> => {
  const kept = await store.findMode(ctx)
  const accounts = await store.findPurposes(ctx)
  return {
    mode: kept?.mode ?? 'unified',
    changedAt: kept?.changed_at.toISOString() ?? null,
    changedBy: kept?.changed_by ?? null,
    brandAccounts: accounts.filter(one => one.purpose === 'marketing').length,
    careAccounts: accounts.filter(one => one.purpose === 'care').length,
  }
}

export const setAccountMode = async (ctx: Ctx, input: { mode: AccountMode }): Promise<Output<typeof endpoint>> => {
  const before = await getAccountMode(ctx)
  await store.writeMode(ctx, input.mode, actorName(ctx.actor))
  noteChange(ctx, {
    noun: 'account_mode',
    id: 'account_mode',
    before: { mode: before.mode },
    after: { mode: input.mode },
  })
  return getAccountMode(ctx)
}

interface Answered {
  id: string
  itemId: string
}

/** The brand account from which care would leave in split mode; null where the rule has nothing against it. */
const brandAccountOf = async (ctx: Ctx, { itemId }: Answered): Promise<string | null> => {
  if ((await store.findMode(ctx))?.mode !== 'split') return null
  const matter = await matterOfItem(ctx, itemId)
  if (matter !== 'care') return null
  const answering = await answeringAccount(ctx, itemId, matter)
  const account = (await store.findPurposes(ctx)).find(one => one.id === answering?.id)
  return account?.purpose === 'marketing' ? account.id : null
}

/** @throws 409 for care from a brand account in split mode without an exception for what was said so far. */
export const guardBrand = async (ctx: Ctx, answered: Answered): Promise<void> => {
  const accountId = await brandAccountOf(ctx, answered)
  if (accountId === null) return
  const exception = await store.findException(ctx, answered.id)
  if (exception?.account_id !== accountId) throw conflict('inbox.brand_account')
}

export const getBrandGuard = async (ctx: Ctx, input: { conversationId: string }): Promise<BrandGuard> => {
  const row = await conversationById(ctx, input.conversationId)
  if (row === undefined) throw notFound('conversation')
  const answered = { id: row.id, itemId: row.last_item_id }
  const brandId = await brandAccountOf(ctx, answered)
  const exception = brandId === null ? undefined : await store.findException(ctx, row.id)
  const holds = exception?.account_id === brandId ? exception : undefined
  const spokenToId = await store.findSpokenTo(ctx, row.last_item_id)
  const accounts = await store.findPurposes(ctx)
  const spokenTo = accounts.find(one => one.id === spokenToId)
  const answering = await answeringAccount(ctx, row.last_item_id, await matterOfItem(ctx, row.last_item_id))
  return {
    isClosed: brandId !== null && holds === undefined,
    isMoved: spokenTo?.purpose === 'marketing' && answering !== null && answering.id !== spokenTo.id,
    spokenTo: spokenTo?.handle ?? null,
    exception: holds === undefined ? null : { reason: holds.reason, by: holds.by, at: holds.at.toISOString() },
  }
}

/** Lets what was said so far be answered from the brand account. @throws 409 where nothing is closed. */
export const allowBrandReply = async (
  ctx: Ctx,
  input: { conversationId: string; reason: string },
): Promise<BrandGuard> => {
  const conversation = await lockConversation(ctx, input.conversationId)
  if (conversation === undefined) throw notFound('conversation')
  const accountId = await brandAccountOf(ctx, { id: conversation.id, itemId: conversation.last_item_id })
  if (accountId === null) throw conflict('inbox.brand_open')
  await store.insertException(ctx, {
    id: makeId(ctx.now),
    conversationId: conversation.id,
    accountId,
    through: conversation.message_count,
    reason: input.reason,
    by: actorName(ctx.actor),
  })
  return getBrandGuard(ctx, input)
}

const postsShown = 50
const weeksBefore = 4

/** Today in the workspace's zone, up to the running hour. */
export const getContentDay = async (ctx: Ctx): Promise<ContentDay> => {
  const { timeZone } = await workspaceSettings(ctx)
  const zone = zoneOf(timeZone)
  const now = ctx.now.getTime()
  const start = instantOf(zone, zone.dayOf(now), 0)
  const found = await store.countComplaints(ctx, new Date(start - weeksBefore * weekMs), ctx.now)
  const complaints = new Map(found.map(row => [row.at.getTime(), row.complaints]))
  const posts = await store.findPosts(ctx, new Date(start), postsShown)
  const hourOf = (at: number) => Math.floor(at / hourMs) * hourMs
  const hours = Array.from({ length: Math.floor((now - start) / hourMs) + 1 }, (_, n) => {
    const at = hourOf(start) + n * hourMs
    const count = complaints.get(at) ?? 0
    const usual =
      Array.from({ length: weeksBefore }, (_, week) => complaints.get(at - (week + 1) * weekMs) ?? 0).reduce(
        (sum, one) => sum + one,
        0,
      ) / weeksBefore
    return {
      at: new Date(at).toISOString(),
      complaints: count,
      usual,
      isPeak: isPeak(count, usual),
      posts: posts.filter(post => hourOf(post.at.getTime()) === at).length,
    }
  })
  const peaks = new Set(hours.filter(hour => hour.isPeak).map(hour => Date.parse(hour.at)))
  return {
    hours,
    open: await store.countOpenComplaints(ctx, new Date(start)),
    isPeakNow: hours.slice(-2).some(hour => hour.isPeak),
    posts: posts.map(post => ({
      itemId: post.id,
      channel: post.channel,
      text: post.text,
      url: post.url,
      at: post.at.toISOString(),
      isDuringPeak: peaks.has(hourOf(post.at.getTime())),
    })),
  }
}

const comparedDays = 28

export const compareAccountModes = async (ctx: Ctx): Promise<ModeComparison> => {
  const from = new Date(ctx.now.getTime() - comparedDays * 24 * hourMs)
  const accounts = await store.measureAccounts(ctx, from)
  return { days: comparedDays, accounts, ...compareModes(accounts), exceptions: await store.countExceptions(ctx, from) }
}
