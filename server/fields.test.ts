/** Fields, stages and tags that a workspace adds while it runs, on customers, conversations and mentions. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createField, createKey, listFields, removeField, restoreField, updateField } from '../contract/access.ts'
import {
  createStage,
  exportCustomers,
  getCustomer,
  getProfile,
  listCustomers,
  listStages,
  mergeCustomers,
  removeStage,
  renameStage,
  restoreStage,
  setCustomerFields,
  setStage,
  tagCustomer,
  tellAttribute,
  undoOperation,
} from '../contract/customers.ts'
import {
  exportConversations,
  listConversations,
  resolveConversation,
  setConversationFields,
  tagConversation,
} from '../contract/inbox.ts'
import {
  createExport,
  createTag,
  listMentions,
  removeTag,
  restoreTag,
  setMentionFields,
} from '../contract/listening.ts'
import { type Answering, openAnswering, word } from '../tools/testing/answering.ts'
import { drain } from '../tools/testing/drain.ts'
import { startProgram, type TestProgram } from '../tools/testing/program.ts'
import { keyText, takeClaims } from './customers/index.ts'

let testing: TestProgram
let at: Answering
let workspaceId: number
beforeAll(async () => {
  testing = await startProgram()
  at = await openAnswering(testing)
  workspaceId = at.id
})
afterAll(() => testing.stop())

const owner = () => testing.owner

const claim = (value: string, attributes: { name: string; value: string }[] = []) => ({
  key: { kind: 'external' as const, namespace: 'shop', value },
  attributes: [{ name: 'name', value: `손님 ${value}` }, ...attributes],
  seenAt: new Date('2026-11-01T00:00:00Z'),
  source: { kind: 'import' as const, id: 'people.csv' },
})
const meet = async (value: string, attributes: { name: string; value: string }[] = []) => {
  const one = claim(value, attributes)
  return (await at.change(ctx => takeClaims(ctx, [one]))).get(keyText(one.key))!
}
const found = async (field: string[]) =>
  (await owner().call(listCustomers, { workspaceId, field })).items.map(one => one.name).sort()

test('what a source told before a field was made is read by it, and counts once it stands', async () => {
  await meet('a', [{ name: 'grade', value: '골드' }])
  const field = await owner().call(createField, {
    workspaceId,
    noun: 'customer',
    key: 'grade',
    name: '등급',
    kind: 'choice',
    choices: ['골드', '실버'],
  })
  await drain(testing, 'customers')
  const later = await meet('b', [{ name: 'grade', value: '실버' }])
  await meet('c', [{ name: 'grade', value: '모름' }])
  expect(await found(['grade:골드'])).toEqual(['손님 a'])
  expect(await found(['grade:골드', 'grade:실버'])).toEqual(['손님 a', '손님 b'])
  expect(await found(['grade:-'])).toContain('손님 c')
  expect((await owner().call(getCustomer, { workspaceId, customerId: later })).fields).toEqual({ grade: 'c2' })

  // Renamed, the choice keeps whoever has it, and files that use the old name still mean it.
  const choices = [{ id: 'c1', name: '금' }, { id: 'c2', name: '은' }, { name: '동' }]
  await owner().call(updateField, { workspaceId, fieldId: field.id, choices })
  await drain(testing, 'customers')
  await meet('d', [{ name: 'grade', value: '골드' }])
  expect(await found(['grade:금'])).toEqual(['손님 a', '손님 d'])
  // A choice that is taken away keeps the rows that have it, too.
  const fewer = await owner().call(updateField, { workspaceId, fieldId: field.id, choices: [{ id: 'c1', name: '금' }] })
  expect(fewer.choices.map(one => [one.id, one.isRemoved])).toEqual([
    ['c1', false],
    ['c2', true],
    ['c3', true],
  ])
  expect(await found(['grade:c2'])).toEqual(['손님 b'])
})

test('a field is taken out of sight without loss, and nothing is half-written', async () => {
  const customerId = await meet('e')
  const make = (name: string, kind: 'number' | 'date', isRequired = false) =>
    owner().call(createField, { workspaceId, noun: 'customer', name, kind, isRequired })
  const points = await make('Points', 'number', true)
  const since = await make('Since', 'date')
  const set = (values: Record<string, string | number | null>) =>
    owner().ask(setCustomerFields, { workspaceId, customerId, values })
  const refused = await set({ points: '1,200', since: 'yesterday' })
  expect(refused).toMatchObject({ status: 422, problem: { code: 'access.bad_date' } })
  expect((await owner().call(getCustomer, { workspaceId, customerId })).fields).toEqual({})
  expect(await set({ points: '1,200', since: '2024. 1. 2.' })).toMatchObject({
    body: { fields: { points: 1200, since: '2024-01-02' } },
  })
  expect(await set({ points: null })).toMatchObject({ status: 422, problem: { code: 'access.field_required' } })
  expect(await set({ nobody: 1 })).toMatchObject({ status: 422, problem: { code: 'access.unknown_field' } })
  expect(await found(['points:1000..1300', 'since:<=2024-12-31'])).toEqual(['손님 e'])
  expect(await found(['points:>=1201'])).toEqual([])
  expect(await owner().ask(listCustomers, { workspaceId, field: ['points:many'] })).toMatchObject({
    status: 422,
    problem: { code: 'access.bad_field_filter' },
  })
  // The attribute is typed wherever it is told.
  const told = await owner().ask(tellAttribute, { workspaceId, customerId, name: 'points', value: 'plenty' })
  expect(told).toMatchObject({ status: 422, problem: { code: 'access.bad_number' } })

  await owner().call(removeField, { workspaceId, fieldId: points.id })
  expect((await owner().call(getCustomer, { workspaceId, customerId })).fields).toEqual({ since: '2024-01-02' })
  expect((await owner().call(listFields, { workspaceId, noun: 'customer' })).items.map(one => one.key)).not.toContain(
    'points',
  )
  // Whatever is written meanwhile, what was there comes back.
  await set({ since: '2025-01-01' })
  await owner().call(restoreField, { workspaceId, fieldId: points.id })
  await drain(testing, 'customers')
  expect((await owner().call(getCustomer, { workspaceId, customerId })).fields).toEqual({
    points: 1200,
    since: '2025-01-01',
  })
  expect(await owner().ask(createField, { workspaceId, noun: 'customer', name: 'points', kind: 'text' })).toMatchObject(
    {
      status: 422,
      problem: { code: 'access.field_name_taken' },
    },
  )
  const moved = await owner().call(updateField, { workspaceId, fieldId: since.id, position: 0 })
  expect(moved.position).toBe(0)
  expect((await owner().call(listFields, { workspaceId, noun: 'customer' })).items[0]!.key).toBe('since')
})

test('values and tags go with a merge and come apart again exactly', async () => {
  const [left, right] = [await meet('f'), await meet('g')]
  const vip = await owner().call(createTag, { workspaceId, name: 'VIP' })
  await owner().call(setCustomerFields, { workspaceId, customerId: right, values: { since: '2020-05-05' } })
  await owner().call(tagCustomer, { workspaceId, customerId: right, add: [vip.id] })
  const see = (customerId: string) => owner().call(getCustomer, { workspaceId, customerId })
  const before = [await see(left), await see(right)]
  const { operationId } = await owner().call(mergeCustomers, { workspaceId, groups: [[left, right]] })
  expect(await see(left)).toMatchObject({ fields: { since: '2020-05-05' }, tags: [{ name: 'VIP' }] })
  await owner().call(undoOperation, { workspaceId, operationId })
  expect([await see(left), await see(right)]).toEqual(before)
})

test('a stage of the workspace’s own stays within its meaning, is renamed and taken away without loss', async () => {
  const customerId = await meet('h')
  const regular = await owner().call(createStage, { workspaceId, meaning: 'customer', name: '단골' })
  const see = () => owner().call(getCustomer, { workspaceId, customerId })
  await owner().call(setStage, { workspaceId, customerId, stage: 'customer', stageId: regular.id })
  expect(await see()).toMatchObject({ stage: 'customer', stageId: regular.id })
  const wrong = await owner().ask(setStage, { workspaceId, customerId, stage: 'lost', stageId: regular.id })
  expect(wrong).toMatchObject({ status: 422, problem: { code: 'customers.stage_beyond_meaning' } })
  const inStage = async () =>
    (await owner().call(listCustomers, { workspaceId, stageId: [regular.id] })).items.map(one => one.id)
  expect(await inStage()).toEqual([customerId])
  await owner().call(renameStage, { workspaceId, stageId: 'customer', name: '구매 고객' })
  await owner().call(removeStage, { workspaceId, stageId: regular.id })
  expect(await see()).toMatchObject({ stage: 'customer', stageId: null })
  const { items } = await owner().call(listStages, { workspaceId })
  expect(items.find(one => one.id === 'customer')).toMatchObject({ name: '구매 고객', customers: 1 })
  await owner().call(restoreStage, { workspaceId, stageId: regular.id })
  expect(await see()).toMatchObject({ stageId: regular.id })
  expect(await owner().ask(removeStage, { workspaceId, stageId: 'customer' })).toMatchObject({ status: 409 })
  // Further on, the own stage is behind them.
  await owner().call(setStage, { workspaceId, customerId, stage: 'advocate' })
  expect(await see()).toMatchObject({ stage: 'advocate', stageId: null })
})

test('mentions and conversations carry fields and tags; a required one is filled before a conversation is resolved', async () => {
  await at.hear([word('배송이 늦어요'), word('칭찬합니다')])
  await at.react()
  const make = (noun: 'mention' | 'conversation', name: string, kind: 'text' | 'yes_no', isRequired = false) =>
    owner().call(createField, { workspaceId, noun, name, kind, isRequired })
  await make('mention', 'Order', 'text')
  await make('conversation', 'Cause', 'text', true)
  const [mention] = (await owner().call(listMentions, { workspaceId })).items
  const { fields } = await owner().call(setMentionFields, {
    workspaceId,
    mentionId: mention!.id,
    values: { order: '=A-1002' },
  })
  expect(fields).toEqual({ order: '=A-1002' })
  const holding = await owner().call(listMentions, { workspaceId, field: ['order:a-10'] })
  expect(holding.items.map(one => one.id)).toEqual([mention!.id])
  for (const format of ['csv', 'xlsx', 'jsonl'] as const) {
    const made = await owner().call(createExport, { workspaceId, format, filter: { field: ['order:*'] } })
    expect(made.total).toBe(1)
    const file = await raw(`/api/w/${workspaceId}/exports/${made.id}/file`)
    if (format === 'jsonl') expect(JSON.parse(file)).toMatchObject({ field_order: '=A-1002' })
    if (format === 'csv') expect(file).toContain("'=A-1002")
    if (format === 'xlsx') expect(file.startsWith('PK')).toBe(true)
  }

  const [conversation] = (await owner().call(listConversations, { workspaceId })).items
  const conversationId = conversation!.id
  const late = await owner().call(createTag, { workspaceId, name: '지연' })
  const shipping = await owner().call(createTag, { workspaceId, name: '배송' })
  const resolve = () => owner().ask(resolveConversation, { workspaceId, conversationId })
  expect(await resolve()).toMatchObject({ status: 422, problem: { code: 'inbox.field_missing' } })
  await owner().call(setConversationFields, { workspaceId, conversationId, values: { cause: '택배사 파업' } })
  const marked = await owner().call(tagConversation, { workspaceId, conversationId, add: [late.id, late.id] })
  expect(marked).toMatchObject({ fields: { cause: '택배사 파업' }, tags: [{ name: '지연' }] })
  const seen = async (tag: string[], field: string[]) =>
    (await owner().call(listConversations, { workspaceId, tag, field })).items.map(one => one.id)
  expect(await seen([late.id], ['cause:택배'])).toEqual([conversationId])
  expect(await seen([shipping.id], [])).toEqual([])
  // A tag that is merged into another is meant by it; brought back, it is itself again.
  await owner().call(removeTag, { workspaceId, tagId: late.id, into: shipping.id })
  expect(await seen([shipping.id], [])).toEqual([conversationId])
  await owner().call(restoreTag, { workspaceId, tagId: late.id })
  expect(await seen([shipping.id], [])).toEqual([])
  expect(await seen([late.id], [])).toEqual([conversationId])
  const lines = (await raw(`/api/w/${workspaceId}/conversations/export?format=jsonl&field=cause:*`)).trim().split('\n')
  expect(lines.map(line => JSON.parse(line))).toMatchObject([{ tags: '지연', field_cause: '택배사 파업' }])
  expect(await resolve()).toMatchObject({ status: 200 })
})

test('lists of customers leave as a file with their fields; who may not take them out is refused', async () => {
  const file = await raw(`/api/w/${workspaceId}/customers/export?format=jsonl&field=grade:*`)
  const rows = file
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(rows.map(row => [row.name, row.field_grade]).sort()).toEqual([
    ['손님 a', '금'],
    ['손님 b', '은'],
    ['손님 d', '금'],
  ])
  const { key } = await owner().call(createKey, { workspaceId, name: 'outside', role: 'partner' })
  const partner = testing.caller({ authorization: `Bearer ${key}` })
  expect(await partner.ask(exportCustomers, { workspaceId })).toMatchObject({ status: 403 })
  expect(await partner.ask(exportConversations, { workspaceId })).toMatchObject({ status: 403 })
  const asked = await partner.ask(createField, { workspaceId, noun: 'customer', name: 'x', kind: 'text' })
  expect(asked).toMatchObject({ status: 403 })
  const { attributes } = await owner().call(getProfile, { workspaceId, customerId: await meet('a') })
  expect(attributes.find(one => one.name === 'grade')).toMatchObject({ value: '골드', source: { kind: 'import' } })
})

const raw = async (path: string): Promise<string> => {
  const answer = await fetch(`${testing.url}${path}`, { headers: { cookie: owner().cookie } })
  expect(answer.status).toBe(200)
  return answer.text()
}
