/** The profile: what is known, what is closed to whom, verification, notes, stages, relations, look-up, silences. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as api from '../../contract/customers.ts'
import { type Permission, permissions, roleTable } from '../../contract/permissions.ts'
import { openAnswering, word } from '../../tools/testing/answering.ts'
import { drain } from '../../tools/testing/drain.ts'
import { startProgram, type TestProgram, type TestWorkspace } from '../../tools/testing/program.ts'
import { listConversations } from '../inbox/actions/queues.ts'
import { resolveConversation } from '../inbox/actions/tickets.ts'
import { noteSilences } from '../inbox/actions/waits.ts'
import type { Actor, Ctx } from '../platform/ctx.ts'
import { keyText, takeClaims } from './actions/claims.ts'
import { type NewActivity, recordActivities } from './actions/meeting.ts'
import * as people from './actions/people.ts'
import * as profile from './actions/profile.ts'
import * as verifying from './actions/verifying.ts'
import { closedBecause, openKinds, rules } from './policy.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const now = new Date('2026-11-20T03:00:00Z')
const jiwoo = { kind: 'external', namespace: 'naver_smartstore', value: 'buyer-7' } as const

/** 지우, who bought twice and called in vain. */
const meet = async (at: TestWorkspace) => {
  const claim = {
    key: jiwoo,
    keys: [
      { kind: 'phone', namespace: '', value: '010 1234 5678', isVerified: true },
      { kind: 'email', namespace: '', value: 'jiwoo@example.com', isVerified: false },
    ] as const,
    attributes: [{ name: 'name', value: '김지우' }],
    seenAt: new Date('2026-10-01T00:00:00Z'),
    source: { kind: 'import', id: 'orders.xlsx' } as const,
  }
  const customerId = (await at.change(ctx => takeClaims(ctx, [claim]))).get(keyText(jiwoo))!
  const row = (kind: NewActivity['kind'], day: number, detail: NewActivity['detail'] = {}): NewActivity => ({
    customerId,
    kind,
    sourceId: crypto.randomUUID(),
    channel: kind.startsWith('call') ? 'call' : kind === 'said' ? 'bluesky' : 'naver_smartstore',
    at: new Date(Date.UTC(2026, 10, day, 10)),
    what: { text: `${kind} ${day}`, url: null },
    conversationId: null,
    detail,
  })
  await at.change(ctx =>
    recordActivities(ctx, [
      row('ordered', 1, { amount: 129_000, currency: 'KRW', orderNumber: 'A-1' }),
      row('ordered', 3, { amount: 30_000, currency: 'KRW', orderNumber: 'A-2' }),
      row('returned', 4, { amount: 30_000, currency: 'KRW', orderNumber: 'A-2' }),
      row('call_failed', 5, { waitSeconds: 180, cause: 'BUSY' }),
      row('call_answered', 6, { talkSeconds: 600 }),
      row('said', 7),
      row('answered', 8),
    ]),
  )
  return customerId
}
const actor = (held: readonly Permission[]): Actor => ({
  kind: 'key',
  keyId: '00000000-0000-7000-8000-000000000002',
  name: 'key',
  permissions: new Set(held),
})
const kindsSeen = async (at: TestWorkspace, customerId: string, held: readonly Permission[]) => {
  const page = await at.change(ctx => people.listActivities(ctx, { customerId, limit: 50 }), { actor: actor(held) })
  return page.items.map(one => one.kind)
}

describe('before and after verification', () => {
  test('only public data shows; then orders, calls and contact details open to those who may see them, until it is ended', async () => {
    const at = await testing.workspace()
    const customerId = await meet(at)
    const see = <T>(verb: (ctx: Ctx) => Promise<T>, held: readonly Permission[] = permissions) =>
      at.change(verb, { actor: actor(held), now })
    const open = () => see(ctx => profile.getProfile(ctx, { customerId }))
    const closed = await open()
    expect(closed.parts).toEqual({ contacts: 'unverified', history: 'unverified', value: null })
    expect(await kindsSeen(at, customerId, permissions)).toEqual(['answered', 'said'])
    expect(closed.attributes.find(one => one.name === 'phone')).toMatchObject({
      value: '010-****-5678',
      isMasked: true,
    })
    expect(JSON.stringify(closed)).not.toMatch(/1234.?5678|jiwoo@/)
    const shown = await see(ctx => people.getCustomer(ctx, { customerId }))
    expect(JSON.stringify(shown)).not.toMatch(/buyer-7|1234.?5678/)

    const made = await see(ctx => verifying.verifyCustomer(ctx, { customerId, how: 'order', note: '주문번호 확인' }))
    expect(made).toMatchObject({ how: 'order', by: 'key', at: now.toISOString(), endedAt: null })
    const opened = await open()
    expect(opened.parts).toEqual({ contacts: null, history: null, value: null })
    expect(opened.attributes.find(one => one.name === 'phone')).toMatchObject({
      value: '010-1234-5678',
      isMasked: false,
    })
    expect(await kindsSeen(at, customerId, permissions)).toEqual([
      'verified',
      'answered',
      'said',
      'call_answered',
      'call_failed',
      'returned',
      'ordered',
      'ordered',
    ])
    const { viewer } = roleTable
    expect(await kindsSeen(at, customerId, viewer)).toEqual(['verified', 'answered', 'said'])
    expect((await see(ctx => profile.getProfile(ctx, { customerId }), viewer)).value).toBeNull()

    await see(ctx => verifying.endVerification(ctx, { customerId, verificationId: made.id }))
    expect((await open()).parts.history).toBe('unverified')
    const { items } = await see(ctx => verifying.listVerifications(ctx, { customerId }))
    expect(items).toMatchObject([{ how: 'order', by: 'key', endedBy: 'key' }])
  })

  test.each([
    ['nobody', [], ['permission', 'permission', 'permission']],
    ['an analyst', ['customers.read', 'customers.value'], ['permission', 'permission', null]],
    ['a marketer', ['customers.read', 'customers.contacts'], ['unverified', 'permission', 'permission']],
    ['an agent', roleTable.agent, ['unverified', 'unverified', null]],
    ['an owner', roleTable.owner, ['unverified', 'unverified', null]],
  ] as const)('%s sees no more than the table says', (_, held, expected) => {
    const reader = { permissions: new Set<Permission>(held), isVerified: false }
    expect((['contacts', 'history', 'value'] as const).map(part => closedBecause(part, reader))).toEqual(expected)
    const verified = { ...reader, isVerified: true }
    const isOpen = held.some(one => one === rules.history.permission)
    expect(openKinds(verified).includes('ordered')).toBe(isOpen)
    expect(openKinds(reader).includes('ordered')).toBe(false)
  })
})

test('value, cost, what is known and the one question are reckoned from what happened', async () => {
  const at = await testing.workspace()
  const customerId = await meet(at)
  const found = await at.change(ctx => profile.getProfile(ctx, { customerId }))
  expect(found.value).toEqual({
    orders: 2,
    returned: 1,
    sums: [{ currency: 'KRW', amount: 129_000 }],
    firstAt: '2026-11-01T10:00:00.000Z',
    lastAt: '2026-11-03T10:00:00.000Z',
  })
  expect(found.cost).toEqual({ answers: 1, notes: 0, calls: 1, minutes: 13 })
  expect(Object.fromEntries(found.known.map(one => [one.facet, one.state]))).toEqual({
    name: 'likely',
    contact: 'sure',
    identity: 'likely',
    purchase: 'sure',
    company: 'unknown',
    preference: 'likely',
  })
  expect(found.question).toBe('identity')
  expect((await at.change(ctx => people.getCustomer(ctx, { customerId }))).stage).toBe('customer')
  await at.change(ctx => profile.tellAttribute(ctx, { customerId, name: 'preferred_channel', value: 'email' }))
  expect((await at.change(ctx => profile.getProfile(ctx, { customerId }))).channel).toMatchObject({
    value: 'email',
    by: 'told',
  })
})

test('what somebody told can be taken back, and the next source is shown', async () => {
  const at = await testing.workspace()
  const customerId = await meet(at)
  const { id } = await at.change(ctx => profile.tellAttribute(ctx, { customerId, name: 'name', value: '지우 님' }))
  const name = async () => (await at.change(ctx => people.getCustomer(ctx, { customerId }))).name
  expect(await name()).toBe('지우 님')
  await at.change(ctx => profile.withdrawAttribute(ctx, { customerId, attributeId: id }))
  expect(await name()).toBe('김지우')
})

test('a stage that a person gives holds, and what happens carries it on but not back', async () => {
  const at = await testing.workspace()
  const customerId = await meet(at)
  const stage = async () => (await at.change(ctx => people.getCustomer(ctx, { customerId }))).stage
  const give = (to: api.Stage, minute: number) =>
    at.change(ctx => profile.setStage(ctx, { customerId, stage: to }), {
      now: new Date(now.getTime() + minute * 60_000),
    })
  await give('advocate', 0)
  expect(await stage()).toBe('advocate')
  await give('lost', 1)
  expect(await stage()).toBe('lost')
  await give('lead', 2)
  expect(await stage()).toBe('customer')
})

test('notes are added, written anew and taken away; those of another customer are not touched', async () => {
  const at = await testing.workspace()
  const customerId = await meet(at)
  const { id } = await at.change(ctx => profile.noteCustomer(ctx, { customerId, text: '아이가 둘' }))
  await at.change(ctx => profile.rewriteNote(ctx, { customerId, noteId: id, text: '아이가 셋' }))
  const notes = async () => {
    const { items } = await at.change(ctx => people.listActivities(ctx, { customerId, kind: ['note'], limit: 10 }))
    return items.map(one => [one.text, one.detail.isProfile])
  }
  expect(await notes()).toEqual([['아이가 셋', true]])
  const other = (
    await at.change(ctx =>
      takeClaims(ctx, [{ key: { ...jiwoo, value: 'other' }, seenAt: now, source: { kind: 'import', id: 'x' } }]),
    )
  )
    .values()
    .next().value!
  const strange = { workspaceId: at.id, customerId: other, noteId: id }
  expect(await testing.owner.ask(api.rewriteNote, { ...strange, text: '남의 것' })).toMatchObject({ status: 404 })
  await testing.owner.call(api.removeNote, strange)
  expect(await notes()).toHaveLength(1)
  await at.change(ctx => profile.removeNote(ctx, { customerId, noteId: id }))
  expect(await notes()).toEqual([])
})

test('two who belong together are told from both sides, once, until it is ended', async () => {
  const at = await testing.workspace()
  const customerId = await meet(at)
  const otherId = (
    await at.change(ctx =>
      takeClaims(ctx, [{ key: { ...jiwoo, value: 'company' }, seenAt: now, source: { kind: 'import', id: 'x' } }]),
    )
  )
    .values()
    .next().value!
  const input = { customerId, otherId, kind: 'works_at' as const, note: '' }
  const made = await at.change(ctx => verifying.relateCustomers(ctx, input))
  expect((await at.change(ctx => verifying.relateCustomers(ctx, input))).id).toBe(made.id)
  const of = async (id: string) => (await at.change(ctx => verifying.listRelations(ctx, { customerId: id }))).items
  expect(await of(customerId)).toMatchObject([{ kind: 'works_at', isForward: true, other: { id: otherId } }])
  expect(await of(otherId)).toMatchObject([{ kind: 'works_at', isForward: false, other: { id: customerId } }])
  await at.change(ctx => verifying.endRelation(ctx, { customerId: otherId, relationId: made.id }))
  expect(await of(customerId)).toEqual([])
})

test('a look-up finds whoever is behind a number, an address, a handle or an id, in any spelling, keys first', async () => {
  const at = await openAnswering(testing)
  await at.hear([word('안녕하세요', { who: 'dubu' })])
  await at.react()
  const customerId = await meet(at)
  const workspaceId = at.id
  const find = async (asked: Parameters<typeof profile.lookUpCustomer>[1]) =>
    (await testing.owner.call(api.lookUpCustomer, { workspaceId, ...asked })).items.map(one => [
      one.customerId,
      one.isKey,
    ])
  for (const phone of ['01012345678', '+82 10-1234-5678', '(010) 1234.5678'])
    expect(await find({ phone })).toEqual([[customerId, true]])
  expect(await find({ email: 'JIWOO@example.com' })).toEqual([[customerId, false]])
  expect(await find({ external: 'buyer-7' })).toEqual([[customerId, true]])
  expect(await find({ external: 'buyer-7', system: 'coupang' })).toEqual([])
  expect(await find({ handle: '@Dubu.example' })).toHaveLength(1)
  expect(await find({ phone: 'nonsense' })).toEqual([])
  expect(await find({})).toEqual([])
})

test('a day without an answer stands on the timeline, and so does its end', async () => {
  const at = await openAnswering(testing)
  const askedAt = new Date('2026-11-17T01:00:00Z')
  await at.hear([word('답을 기다립니다', { at: askedAt })], askedAt)
  await at.react()
  const [conversation] = (await at.act(ctx => listConversations(ctx, { queue: 'open', limit: 5 }))).items
  const waits = async () => {
    const { items } = await at.act(ctx =>
      people.listActivities(ctx, { customerId: conversation!.customerId, kind: ['waited'], limit: 5 }),
    )
    return items.map(one => [one.at, one.detail])
  }
  await at.act(noteSilences, new Date('2026-11-18T00:59:00Z'))
  expect(await waits()).toEqual([])
  for (const hour of [2, 3]) await at.act(noteSilences, new Date(Date.UTC(2026, 10, 18, hour)))
  const since = askedAt.toISOString()
  expect(await waits()).toEqual([['2026-11-18T01:00:00.000Z', { since, until: null }]])
  const resolvedAt = new Date('2026-11-20T01:00:00Z')
  await at.act(ctx => resolveConversation(ctx, { conversationId: conversation!.id }), resolvedAt)
  await drain(testing, 'inbox')
  expect(await waits()).toEqual([['2026-11-18T01:00:00.000Z', { since, until: resolvedAt.toISOString() }]])
})
