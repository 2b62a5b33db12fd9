/** What customers agreed to and chose, and whether we may write to them. */

import type * as contract from '../../../contract/customers/consents.ts'
import type { ConsentDeed, ConsentPurpose, ContactVerdict } from '../../../contract/customers/consents.ts'
import type { Input, Output } from '../../../contract/endpoint.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { currentConsents, hourIn, isMinorAt, mayWrite, noChoice, type Person } from '../contact-policy.ts'
import * as store from '../store/consents.ts'
import { leavesOf, shownOf } from '../store/leaves.ts'
import { recordActivities } from './meeting.ts'
import { tellChanged } from './showing.ts'

/** One word on a consent, as a source tells it: a page, a file, a person. The same of the same source again is nothing new. */
export interface ToldConsent {
  /** The leaf that it came to. */
  customerId: string
  purpose: ConsentPurpose
  channel: string
  isGiven: boolean
  at: Date
  wording: string | null
  proof: string | null
  source: { kind: 'web' | 'import' | 'api' | 'person' | 'mail' | 'call'; id: string }
}

/** Adds words on consents to the history, in batches: what imports, pages and forms bring. */
export const takeConsents = async (ctx: Ctx, told: readonly ToldConsent[]): Promise<void> => {
  if (told.length === 0) return
  const rows = told.map(one => rowOf(ctx, { ...one, deed: one.isGiven ? 'given' : 'withdrawn' }))
  const leaves = await store.insertConsents(ctx, rows)
  await tellChanged(ctx, [...new Set((await shownOf(ctx, leaves)).values())])
}

const rowOf = (ctx: Ctx, one: Omit<ToldConsent, 'isGiven'> & { deed: ConsentDeed }): store.ConsentRow => ({
  id: makeId(ctx.now),
  customer_id: one.customerId,
  purpose: one.purpose,
  channel: one.channel,
  deed: one.deed,
  at: one.at > ctx.now ? ctx.now : one.at,
  wording: one.wording,
  proof: one.proof,
  source_kind: one.source.kind,
  source_id: one.source.id,
  recorded_by: actorName(ctx.actor),
})

/**
 * Whether customers may be written to: every room that writes on its own asks here first. Ids of nobody, of other
 * workspaces and of the erased are told `unknown`.
 * @param customerIds leaves or shown ones @param asked.channel `email`, `sms`, `kakao_channel`, … @param asked.at when it would go
 */
export const mayContact = async (
  ctx: Ctx,
  customerIds: readonly string[],
  asked: { purpose: contract.ContactPurpose; channel: string; at: Date },
): Promise<Map<string, ContactVerdict>> => {
  const { people, shown } = await peopleOf(ctx, customerIds, asked.at)
  const localHour = hourIn(asked.at, await store.timeZoneOf(ctx))
  return new Map(
    customerIds.map(id => [id, mayWrite(people.get(shown.get(id) ?? '') ?? null, { ...asked, localHour })] as const),
  )
}

/** Customers whom no segment may hold: minors, by their birth date or a mark. @returns those of the given ids. */
export const minorsAmong = async (ctx: Ctx, customerIds: readonly string[]): Promise<Set<string>> => {
  const { people, shown } = await peopleOf(ctx, customerIds, ctx.now)
  return new Set(customerIds.filter(id => people.get(shown.get(id) ?? '')?.isMinor))
}

const peopleOf = async (ctx: Ctx, customerIds: readonly string[], at: Date) => {
  const shown = await shownOf(ctx, customerIds)
  const leaves = await leavesOf(ctx, [...new Set(shown.values())])
  const leafIds = [...leaves.keys()]
  const byPerson = <T extends { customer_id: string }>(rows: readonly T[]) =>
    Map.groupBy(rows, row => leaves.get(row.customer_id)!)
  const history = byPerson(await store.consentRows(ctx, leafIds))
  const ages = byPerson(await store.agesOf(ctx, leafIds))
  const choices = Map.groupBy(await store.choicesOf(ctx, leafIds), one => leaves.get(one.customerId)!)
  const people = new Map<string, Person>()
  for (const id of new Set(leaves.values())) {
    const chosen = choices.get(id) ?? []
    const told = ages.get(id) ?? []
    people.set(id, {
      consents: currentConsents(history.get(id) ?? []),
      choice: chosen[0]?.choice ?? noChoice,
      isMinor:
        chosen.some(one => one.choice.isMinor) ||
        told.some(one => (one.name === 'minor' ? one.value === 'true' : isMinorAt(one.value, at))),
    })
  }
  return { people, shown, leaves, history }
}

export const getConsents = async (ctx: Ctx, input: { customerId: string }): Promise<contract.CustomerConsents> => {
  const { people, shown, history } = await peopleOf(ctx, [input.customerId], ctx.now)
  const id = shown.get(input.customerId)
  const person = people.get(id ?? '')
  if (id === undefined || person === undefined) throw notFound('customer')
  const localHour = hourIn(ctx.now, await store.timeZoneOf(ctx))
  const channels = new Set(person.consents.filter(one => one.purpose === 'marketing').map(one => one.channel))
  channels.delete('all')
  return {
    current: person.consents,
    history: (history.get(id) ?? []).toReversed().map(entryNoun),
    choice: person.choice,
    isMinor: person.isMinor,
    marketing: [...channels].map(channel => ({
      channel,
      verdict: mayWrite(person, { purpose: 'marketing', channel, localHour }),
    })),
  }
}

const entryNoun = (row: store.ConsentRow): contract.CustomerConsents['history'][number] => ({
  id: row.id,
  purpose: row.purpose,
  channel: row.channel,
  deed: row.deed,
  at: row.at.toISOString(),
  wording: row.wording,
  proof: row.proof,
  source: { kind: row.source_kind, id: row.source_id },
  recordedBy: row.recorded_by,
})

/** @throws invalid('at') for an instant to come. */
export const recordConsent = async (
  ctx: Ctx,
  input: Input<typeof contract.recordConsent>,
): Promise<contract.CustomerConsents> => {
  const at = input.at === undefined ? ctx.now : new Date(input.at)
  if (at.getTime() > ctx.now.getTime() + 60_000) throw invalid('at', 'customers.consent_to_come')
  if (!(await shownOf(ctx, [input.customerId])).has(input.customerId)) throw notFound('customer')
  const { customerId, purpose, channel, deed, wording, proof } = input
  const id = makeId(ctx.now)
  await store.insertConsents(ctx, [
    rowOf(ctx, { customerId, purpose, channel, deed, at, wording, proof, source: { kind: 'person', id } }),
  ])
  if (deed !== 'confirmed')
    await recordActivities(ctx, [
      {
        customerId,
        kind: deed === 'given' ? 'consented' : 'withdrew',
        sourceId: id,
        channel: channel === 'all' ? 'web' : channel,
        at,
        what: { text: '', url: null },
        conversationId: null,
        detail: { purpose, channel },
      },
    ])
  await tellChanged(ctx, [...(await shownOf(ctx, [customerId])).values()])
  return getConsents(ctx, input)
}

export const setContactChoice = async (
  ctx: Ctx,
  input: Input<typeof contract.setContactChoice>,
): Promise<contract.CustomerConsents> => {
  if (!(await shownOf(ctx, [input.customerId])).has(input.customerId)) throw notFound('customer')
  const { customerId, channels, refused, hours, isMinor } = input
  await store.insertChoice(ctx, {
    id: makeId(ctx.now),
    customerId,
    choice: { channels, refused, hours, isMinor },
    by: actorName(ctx.actor),
  })
  await tellChanged(ctx, [...(await shownOf(ctx, [customerId])).values()])
  return getConsents(ctx, input)
}

export const askMayContact = async (
  ctx: Ctx,
  input: Input<typeof contract.askMayContact>,
): Promise<Output<typeof contract.askMayContact>> => {
  const at = input.at === undefined ? ctx.now : new Date(input.at)
  const verdicts = await mayContact(ctx, input.customerIds, { purpose: input.purpose, channel: input.channel, at })
  return { items: [...verdicts].map(([customerId, verdict]) => ({ customerId, verdict })) }
}

const yearsMs = 2 * 365 * 86_400_000
const mostDue = 200

/** Consents whose two years are over, or will be within the days. */
export const listDueConsents = async (
  ctx: Ctx,
  input: Input<typeof contract.listDueConsents>,
): Promise<Output<typeof contract.listDueConsents>> => {
  const until = new Date(ctx.now.getTime() + input.days * 86_400_000)
  const customers = await store.customersWithOldConsents(ctx, new Date(until.getTime() - yearsMs), mostDue)
  const { people } = await peopleOf(
    ctx,
    customers.map(one => one.id),
    ctx.now,
  )
  const due = customers.flatMap(({ id, name }) =>
    (people.get(id)?.consents ?? [])
      .filter(one => one.confirmBy !== null && one.confirmBy <= until.toISOString())
      .map(one => ({ ...one, customerId: id, name })),
  )
  return { items: due.sort((a, b) => (a.confirmBy! < b.confirmBy! ? -1 : 1)).slice(0, mostDue) }
}
