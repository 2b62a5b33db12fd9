/** The profile: what is known of somebody, as far as the reader may see it. */
import type * as contract from '../../../contract/customers.ts'
import type { Attribute, Profile } from '../../../contract/customers.ts'
import type { Input, Output } from '../../../contract/endpoint.ts'
import { fieldsOf, readFieldChanges } from '../../access/index.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { stemOf, tokenise } from '../../understanding/index.ts'
import { covered, normalEmail } from '../identity-values.ts'
import { busiestHours, interestsOf, knownOf, questionOf, surenessOf, usualChannel } from '../knowing.ts'
import { normalPhone, showPhone } from '../phone.ts'
import { closedBecause, contactAttributes } from '../policy.ts'
import { chooseShown } from '../shown.ts'
import { lockCustomers, wholeOf } from '../store/leaves.ts'
import { identitiesOf } from '../store/people.ts'
import * as store from '../store/profile.ts'
import { attributesOf, type ToldAttribute } from '../store/shown.ts'
import { type Sight, seenAmong } from '../store/sight.ts'
import { recordActivities } from './meeting.ts'
import { tellAttribute as tell } from './people.ts'
import { readerOf } from './reading.ts'
import { showAgain, tellChanged } from './showing.ts'
import { ownStages } from './stages.ts'
import { verificationNoun } from './verifying.ts'

/** Minutes that an answer and a note take to write: what the profile reckons with, and says so. */
const minutesOf = { answered: 3, note: 1 } as const
const textsRead = 200

export const getProfile = async (ctx: Ctx, input: Input<typeof contract.getProfile>): Promise<Profile> => {
  const { shownId, leafIds } = await wholeOf(ctx, input.customerId)
  const log = await store.verificationsOf(ctx, leafIds)
  const verification = log.find(one => one.ended_at === null) ?? null
  const reader = readerOf(ctx, verification !== null)
  const parts = {
    contacts: closedBecause('contacts', reader),
    history: closedBecause('history', reader),
    value: closedBecause('value', reader),
  }
  const told = await attributesOf(ctx, leafIds)
  const shown = chooseShown(told)
  const identities = await identitiesOf(ctx, leafIds)
  const sums = new Map((await store.kindSums(ctx, leafIds)).map(sum => [sum.kind, sum]))
  const habits = await habitsOf(ctx, leafIds, shown, parts.history === null)
  const bought = (sums.get('ordered')?.count ?? 0) + (sums.get('purchased')?.count ?? 0)
  const known = knownOf({
    shown,
    keys: new Set(identities.map(one => one.kind)),
    isVerified: verification !== null,
    bought,
    isHabitSeen: habits.channel !== null,
  })
  const texts = await store.textsOf(ctx, leafIds, textsRead)
  return {
    customerId: shownId,
    parts,
    verification: verification && verificationNoun(verification),
    attributes: told.map(one => attributeNoun(one, shown.get(one.name)?.id === one.id, parts.contacts === null)),
    known,
    sureness: surenessOf(known),
    question: questionOf(known),
    isMinor: shown.get('minor')?.value === 'true',
    value: parts.value === null ? await worthOf(ctx, leafIds, sums) : null,
    cost: parts.value === null ? costOf(sums) : null,
    mood: await store.moodsOf(ctx, leafIds),
    interests: interestsOf(texts.map(wordsOf), (await store.sampleTexts(ctx, textsRead)).map(wordsOf)),
    ...habits,
  }
}

/** The likeliest stem of each word of a text. */
const wordsOf = (text: string): string[] =>
  tokenise(text).flatMap(token => (token.kind === 'word' || token.kind === 'tag' ? [stemOf(token)] : []))

const attributeNoun = (one: ToldAttribute, isShown: boolean, isOpen: boolean): Attribute => {
  const isMasked = !isOpen && contactAttributes.includes(one.name)
  return {
    id: one.id,
    name: one.name,
    value: isMasked ? covered(one.name, one.value) : one.name === 'phone' ? showPhone(one.folded) : one.value,
    isVerified: one.is_verified,
    source: { kind: one.source_kind, id: one.source_id },
    at: one.at.toISOString(),
    by: one.noted_by,
    leafId: one.customer_id,
    isShown,
    isMasked,
  }
}

/** What they told us of channel and time; else what they do, of what the reader may see. */
const habitsOf = async (
  ctx: Ctx,
  leafIds: readonly string[],
  shown: ReadonlyMap<string, ToldAttribute>,
  isHistoryOpen: boolean,
): Promise<Pick<Profile, 'channel' | 'time'>> => {
  const rows = (await store.habitsOf(ctx, leafIds)).filter(
    row => isHistoryOpen || !['call', 'web'].includes(row.channel),
  )
  const byChannel = [...Map.groupBy(rows, row => row.channel)].map(([channel, own]) => ({
    channel,
    count: own.reduce((sum, row) => sum + row.count, 0),
  }))
  const hours = Array.from({ length: 24 }, () => 0)
  for (const row of rows) hours[row.hour] = hours[row.hour]! + row.count
  const told = (name: string) => {
    const one = shown.get(name)
    return one && { value: one.value, by: 'told' as const, share: null, from: 1 }
  }
  const seen = <T extends object>(one: T | null) => one && { ...one, by: 'seen' as const }
  return {
    channel: told('preferred_channel') ?? seen(usualChannel(byChannel)),
    time: told('preferred_time') ?? seen(busiestHours(hours)),
  }
}

type Sums = ReadonlyMap<string, store.KindSum>

const worthOf = async (ctx: Ctx, leafIds: readonly string[], sums: Sums): Promise<Profile['value']> => {
  const bought = ['ordered', 'purchased'].flatMap(kind => sums.get(kind) ?? [])
  const returned = ['cancelled', 'returned'].flatMap(kind => sums.get(kind) ?? [])
  const firsts = bought.map(one => one.first_at.toISOString()).sort()
  const lasts = bought.map(one => one.last_at.toISOString()).sort()
  return {
    orders: bought.reduce((sum, one) => sum + one.count, 0),
    returned: returned.reduce((sum, one) => sum + one.count, 0),
    sums: await store.spentSums(ctx, leafIds),
    firstAt: firsts[0] ?? null,
    lastAt: lasts.at(-1) ?? null,
  }
}

const costOf = (sums: Sums): Profile['cost'] => {
  const count = (kind: string) => sums.get(kind)?.count ?? 0
  const talked = sums.get('call_answered')?.talk_seconds ?? 0
  const written = count('answered') * minutesOf.answered + count('note') * minutesOf.note
  return {
    answers: count('answered'),
    notes: count('note'),
    calls: count('call_answered'),
    minutes: Math.round(written + talked / 60),
  }
}

/** Says where a customer stands; it is noted on the timeline, with who said so. */
export const setStage = async (
  ctx: Ctx,
  input: Input<typeof contract.setStage>,
): Promise<Output<typeof contract.setStage>> => {
  const shownId = (await lockCustomers(ctx, [input.customerId])).get(input.customerId)
  if (shownId === undefined) throw notFound('customer')
  const { customerId, stage, stageId = null } = input
  if (stageId !== null && (await ownStages(ctx)).get(stageId) !== stage)
    throw invalid('stageId', 'customers.stage_beyond_meaning')
  const id = await tell(ctx, {
    leafId: customerId,
    name: 'stage',
    value: stageId === null ? stage : `${stage}:${stageId}`,
  })
  await recordActivities(ctx, [
    {
      customerId,
      kind: 'staged',
      sourceId: id,
      channel: 'maeari',
      at: ctx.now,
      what: { text: '', url: null },
      conversationId: null,
      detail: { stage, by: actorName(ctx.actor) },
    },
  ])
  await showAgain(ctx, [shownId])
  await tellChanged(ctx, [shownId])
  return { stage, stageId }
}

/** Writes down what a person said of a customer. */
export const tellAttribute = async (
  ctx: Ctx,
  input: Input<typeof contract.tellAttribute>,
): Promise<Output<typeof contract.tellAttribute>> => {
  const shownId = (await lockCustomers(ctx, [input.customerId])).get(input.customerId)
  if (shownId === undefined) throw notFound('customer')
  const field = (await fieldsOf(ctx, 'customer')).find(one => one.key === input.name)
  const [read] = field ? readFieldChanges([field], { [field.key]: input.value }) : []
  const value = read ? String(read.value) : input.value
  const id = await tell(ctx, { leafId: input.customerId, name: input.name, value })
  await showAgain(ctx, [shownId])
  await tellChanged(ctx, [shownId])
  return { id }
}

export const withdrawAttribute = async (
  ctx: Ctx,
  input: Input<typeof contract.withdrawAttribute>,
): Promise<{ ok: true }> => {
  const { shownId, leafIds } = await wholeOf(ctx, input.customerId)
  await lockCustomers(ctx, leafIds)
  if (await store.withdrawAttribute(ctx, input.attributeId, leafIds, actorName(ctx.actor))) {
    await showAgain(ctx, [shownId])
    await tellChanged(ctx, [shownId])
  }
  return { ok: true }
}

export const noteCustomer = async (
  ctx: Ctx,
  input: Input<typeof contract.noteCustomer>,
): Promise<Output<typeof contract.noteCustomer>> => {
  await wholeOf(ctx, input.customerId)
  const sourceId = makeId(ctx.now)
  const given = input.at === undefined ? ctx.now : new Date(input.at)
  await recordActivities(ctx, [
    {
      customerId: input.customerId,
      kind: 'note',
      sourceId,
      channel: 'maeari',
      at: given > ctx.now ? ctx.now : given,
      what: { text: input.text, url: null },
      conversationId: null,
      detail: {
        isProfile: true,
        by: actorName(ctx.actor),
        memberId: ctx.actor.kind === 'member' ? ctx.actor.memberId : null,
      },
    },
  ])
  const row = await store.activityOfSource(ctx, input.customerId, 'note', sourceId)
  return { id: row!.id }
}

export const rewriteNote = async (ctx: Ctx, input: Input<typeof contract.rewriteNote>): Promise<{ ok: true }> => {
  const { shownId, leafIds } = await wholeOf(ctx, input.customerId)
  if (!(await store.writeNote(ctx, input.noteId, leafIds, input.text))) throw notFound('note')
  await tellChanged(ctx, [shownId])
  return { ok: true }
}

export const removeNote = async (ctx: Ctx, input: Input<typeof contract.removeNote>): Promise<{ ok: true }> => {
  const { shownId, leafIds } = await wholeOf(ctx, input.customerId)
  await store.deleteNote(ctx, input.noteId, leafIds)
  await tellChanged(ctx, [shownId])
  return { ok: true }
}

/** Who is behind a number, an address, a handle or an id elsewhere. Nothing that can be looked for finds nobody. */
export const lookUpCustomer = async (
  ctx: Ctx,
  input: Input<typeof contract.lookUpCustomer>,
  sight: Sight | null = null,
): Promise<Output<typeof contract.lookUpCustomer>> => {
  const handle = input.handle?.normalize('NFKC').replace(/^@/, '').toLowerCase()
  const rows = await store.lookUp(ctx, {
    phone: input.phone ? normalPhone(input.phone) : null,
    email: input.email ? normalEmail(input.email) : null,
    handle: handle || null,
    external: input.external || null,
    system: input.system || null,
  })
  const seen = await seenAmong(
    ctx,
    sight,
    rows.map(row => row.customerId),
  )
  return {
    items: rows
      .filter(row => seen.has(row.customerId))
      .map(row => ({
        customerId: row.customerId,
        name: row.name,
        stage: row.stage,
        isBuyer: row.bought > 0,
        said: row.said,
        answered: row.answered,
        lastSeenAt: row.last_seen_at.toISOString(),
        isKey: row.is_key,
      })),
  }
}
