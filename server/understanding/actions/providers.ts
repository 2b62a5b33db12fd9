/**
 * Verbs of the provider of deep reading: set by an administrator, off by default, capped by the month. `askProvider` is the door for
 * whoever has a question: it masks it, keeps its cost within the cap, and a job brings the answer.
 */

import { createHash } from 'node:crypto'
import type * as contract from '../../../contract/deep-reading.ts'
import type { Input, Output } from '../../../contract/endpoint.ts'
import { announce, startJob } from '../../platform/announce.ts'
import { noteChange } from '../../platform/audit.ts'
import { actorName, type Ctx, type World } from '../../platform/ctx.ts'
import { conflict, invalid, notFound } from '../../platform/errors.ts'
import { isFetchRefusal } from '../../platform/fetch.ts'
import { makeId } from '../../platform/ids.ts'
import { providerAnswered } from '../events.ts'
import { type Marks, makeMask, unmask } from '../masking.ts'
import {
  type Answer,
  costOf,
  type Failure,
  failureOf,
  mostCostOf,
  type Price,
  type Question,
  type Reach,
  readAnswer,
  requestOf,
} from '../provider.ts'
import * as store from '../store/providers.ts'
import type { AskRow, ProviderRow } from '../tables.ts'

export const askQueue = 'understanding.ask_provider'

const asksShown = 20
/** A model may think for a while; the answers that are asked for are short. */
const answerMs = 60_000
const answerBytes = 1_000_000

export const getProvider = async (ctx: Ctx): Promise<Output<typeof contract.getProvider>> => {
  const row = await store.findProvider(ctx)
  return {
    provider: row === undefined ? null : shownProvider(row),
    spent: await store.sumCosts(ctx, monthOf(ctx.now)),
    asks: (await store.findAsks(ctx, {}, asksShown)).map(one => {
      const { answer: _answer, ...shown } = shownAsk(one)
      return shown
    }),
  }
}

export const setProvider = async (ctx: Ctx, input: Input<typeof contract.setProvider>): Promise<contract.Provider> => {
  const address = new URL(input.url)
  if (address.username !== '' || address.password !== '') throw invalid('url', 'fetch.bad_url')
  const before = await store.findProvider(ctx, { isHeld: true })
  // A key goes nowhere but where it was given for.
  const isSamePlace = before !== undefined && new URL(before.url).origin === address.origin
  if (input.key === undefined && !isSamePlace) throw invalid('key', 'understanding.key_missing')
  const row = {
    kind: input.kind,
    url: address.href,
    model: input.model,
    key: input.key === undefined ? before!.key : ctx.world.secrets.seal(input.key, keyPlace(ctx)),
    price_read: String(input.priceRead),
    price_written: String(input.priceWritten),
    monthly_cap: String(input.monthlyCap),
    is_on: input.isOn,
    changed_at: ctx.now,
    changed_by: actorName(ctx.actor),
  }
  await store.writeProvider(ctx, row)
  const told = ({
    kind,
    model,
    is_on,
    monthly_cap,
  }: Pick<ProviderRow, 'kind' | 'model' | 'is_on' | 'monthly_cap'>) => ({
    kind,
    model,
    isOn: is_on,
    monthlyCap: Number(monthly_cap),
  })
  noteChange(ctx, { noun: 'provider', id: row.kind, before: before ? told(before) : null, after: told(row) })
  return shownProvider({ workspace_id: ctx.workspaceId, ...row })
}

export const removeProvider = async (ctx: Ctx): Promise<{ ok: true }> => {
  await store.deleteProvider(ctx)
  return { ok: true }
}

export const isProviderOn = async (ctx: Ctx): Promise<boolean> => (await store.findProvider(ctx))?.is_on ?? false

export interface Asking {
  readonly purpose: AskRow['purpose']
  /** What is wanted, written by us: nothing of it is masked. */
  readonly instruction: string
  /** What people wrote; masked before it is kept or sent. */
  readonly text: string
  /** Names that are known: authors, handles, people of the team. */
  readonly names: readonly string[]
  /** Items that it is about: with them the question is forgotten. */
  readonly itemIds: readonly string[]
  readonly mostTokens: number
  /** The same question about the same words is asked once: whoever asks again is given that one. */
  readonly isOnce?: boolean
}

/**
 * Asks the provider; the answer comes by a job, which announces `understanding.provider_answered`.
 * @throws conflict where deep reading is off, or where the month's cap could be passed. @returns the question as it waits.
 */
export const askProvider = async (ctx: Ctx, asking: Asking): Promise<contract.ProviderAsk> => {
  const provider = await store.findProvider(ctx, { isHeld: true })
  if (provider === undefined || !provider.is_on) throw conflict('understanding.provider_off')
  const key = asking.isOnce ? keyOf(asking, provider) : null
  const same = key === null ? undefined : await store.findAskOf(ctx, key)
  if (same !== undefined) return shownAsk(same)
  const mask = makeMask(asking.names)
  const question: Question = {
    instruction: asking.instruction,
    text: mask.hide(asking.text),
    mostTokens: asking.mostTokens,
  }
  const cost = mostCostOf(question, priceOf(provider))
  const spent = await store.sumCosts(ctx, monthOf(ctx.now))
  if (spent + cost > Number(provider.monthly_cap)) throw conflict('understanding.provider_cap')
  const id = makeId(ctx.now)
  const kept: KeptQuestion = { ...question, sealed: ctx.world.secrets.seal(JSON.stringify(mask.marks), id) }
  await store.insertAsk(ctx, {
    id,
    purpose: asking.purpose,
    item_ids: [...asking.itemIds],
    key,
    question: JSON.stringify(kept),
    asked_by: actorName(ctx.actor),
    cost,
  })
  await startJob(ctx, askQueue, { askId: id }, { key: id })
  return shownAsk((await store.findAsk(ctx, id))!)
}

/** Another model is another question. */
const keyOf = ({ purpose, instruction, text }: Asking, { url, model }: ProviderRow): string =>
  createHash('sha256')
    .update(JSON.stringify([purpose, url, model, instruction, text]))
    .digest('base64url')

interface KeptQuestion extends Question {
  /** What the marks stand for, sealed with the id of the question. */
  readonly sealed: string
}

interface AskPlan {
  readonly askId: string
  readonly reach: Reach
  readonly price: Price
  readonly question: Question
  readonly marks: Marks
  readonly most: number
}

/** @returns null where it was answered, or nobody may be asked any more. */
export const planAsk = async (ctx: Ctx, { askId }: { askId: string }): Promise<AskPlan | null> => {
  const ask = await store.findAsk(ctx, askId)
  if (ask === undefined || ask.state !== 'waiting' || ask.question === null) return null
  const provider = await store.findProvider(ctx)
  if (provider === undefined || !provider.is_on) {
    await store.settleAsk(ctx, askId, { ...nothing, state: 'failed', failure: 'unreachable', cost: 0 })
    return null
  }
  const { secrets } = ctx.world
  const { sealed, ...question } = JSON.parse(ask.question) as KeptQuestion
  return {
    askId,
    question,
    marks: JSON.parse(secrets.open(sealed, askId)) as Marks,
    price: priceOf(provider),
    most: Number(ask.cost),
    reach: {
      kind: provider.kind,
      url: provider.url,
      model: provider.model,
      key: secrets.open(provider.key, keyPlace(ctx)),
    },
  }
}

type AskOutcome = { readonly answer: Answer } | { readonly failure: Failure; readonly wasHeard: boolean }

/** Asks over the guarded fetch, at the one address that was set: no redirect is followed. */
export const callProvider = async (world: World, plan: AskPlan, signal: AbortSignal): Promise<AskOutcome> => {
  const { url, ...request } = requestOf(plan.reach, plan.question, plan.askId)
  try {
    const response = await world.fetch(url, {
      method: 'POST',
      ...request,
      maxRedirects: 0,
      maxBytes: answerBytes,
      timeoutMs: answerMs,
      signal,
    })
    if (response.status !== 200) return { failure: failureOf(response.status), wasHeard: false }
    const answer = readAnswer(plan.reach.kind, Buffer.from(await response.bytes()).toString('utf8'))
    return answer === null ? { failure: 'unreadable', wasHeard: true } : { answer }
  } catch (error) {
    if (!isFetchRefusal(error) || error.code === 'fetch.cancelled') throw error
    if (error.code === 'fetch.timeout') return { failure: 'timeout', wasHeard: true }
    if (error.code.startsWith('fetch.too_') || error.code === 'fetch.bad_encoding')
      return { failure: 'broken', wasHeard: true }
    const isRefused = error.code === 'fetch.address_refused' || error.code === 'fetch.bad_url'
    return { failure: isRefused ? 'refused_address' : 'unreachable', wasHeard: false }
  }
}

/** Keeps the answer with the real words in it. What was heard and not understood is counted at the most it can have cost. */
export const settleAsk = async (ctx: Ctx, plan: AskPlan, outcome: AskOutcome): Promise<void> => {
  const settled =
    'answer' in outcome
      ? await store.settleAsk(ctx, plan.askId, {
          state: 'answered',
          failure: null,
          answer: unmask(outcome.answer.text, plan.marks),
          tokens_read: outcome.answer.tokens?.read ?? null,
          tokens_written: outcome.answer.tokens?.written ?? null,
          cost: outcome.answer.tokens === null ? plan.most : costOf(outcome.answer.tokens, plan.price),
        })
      : await store.settleAsk(ctx, plan.askId, {
          ...nothing,
          state: 'failed',
          failure: outcome.failure,
          cost: outcome.wasHeard ? plan.most : 0,
        })
  if (settled) await announce(ctx, providerAnswered, { ids: [plan.askId] })
}

const nothing = { answer: null, tokens_read: null, tokens_written: null } as const

export const getAsk = async (ctx: Ctx, { askId }: { askId: string }): Promise<contract.ProviderAsk> => {
  const row = await store.findAsk(ctx, askId)
  if (row === undefined) throw notFound('ask')
  return shownAsk(row)
}

const tryInstruction = 'Answer with the one word OK.'

export const tryProvider = (ctx: Ctx): Promise<contract.ProviderAsk> =>
  askProvider(ctx, { purpose: 'try', instruction: tryInstruction, text: 'OK?', names: [], itemIds: [], mostTokens: 16 })

export const shownAsk = (row: AskRow): contract.ProviderAsk => ({
  id: row.id,
  purpose: row.purpose,
  state: row.state,
  answer: row.answer,
  failure: row.failure as contract.ProviderAsk['failure'],
  tokensRead: row.tokens_read,
  tokensWritten: row.tokens_written,
  cost: Number(row.cost),
  askedAt: row.asked_at.toISOString(),
  askedBy: row.asked_by,
})

const shownProvider = (row: ProviderRow): contract.Provider => ({
  kind: row.kind,
  url: row.url,
  model: row.model,
  hasKey: true,
  priceRead: Number(row.price_read),
  priceWritten: Number(row.price_written),
  monthlyCap: Number(row.monthly_cap),
  isOn: row.is_on,
  changedAt: row.changed_at.toISOString(),
  changedBy: row.changed_by,
})

const priceOf = (row: ProviderRow): Price => ({ read: Number(row.price_read), written: Number(row.price_written) })

const keyPlace = (ctx: Ctx): string => `understanding.provider:${ctx.workspaceId}`

/** Caps are by the month of UTC. */
const monthOf = (at: Date): Date => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1))
