/** Voice: policies that two people sign, what stays beside an answer, the guide and saved replies. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answering, openAnswering, word } from '../../tools/testing/answering.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { reply } from '../inbox/actions/answering.ts'
import { checkReply } from '../inbox/actions/drafting.ts'
import { getConversation, listConversations } from '../inbox/actions/queues.ts'
import type { Ctx } from '../platform/ctx.ts'
import { getGuide, writeGuide } from './actions/guides.ts'
import {
  createPolicy,
  listPolicies,
  listPolicyVersions,
  reviewPolicy,
  signPolicy,
  writePolicy,
} from './actions/policies.ts'
import { createSavedReply, listSavedReplies, removeSavedReply, restoreSavedReply } from './actions/saved-replies.ts'

let testing: TestProgram
beforeAll(async () => {
  testing = await startProgram()
})
afterAll(() => testing.stop())

const body = '환불은 3일 안에 처리합니다.'
const write = (ctx: Ctx, reviewOn = '2099-01-01') =>
  createPolicy(ctx, { name: '환불', words: ['환불'], body, reviewOn })

/** 민준, another member of the same workspace, in a role. */
const another = async (at: Answering, role: string): Promise<<T>(verb: (ctx: Ctx) => Promise<T>) => Promise<T>> => {
  const memberId = crypto.randomUUID()
  const userId = crypto.randomUUID()
  await testing.program.database.pool.query(
    `insert into access.users (id, name, email, locale) values ($1, '민준', $2, 'ko')`,
    [userId, `${userId}@example.com`],
  )
  await testing.program.database.pool.query(
    `insert into access.members (workspace_id, id, user_id, role, joined_at) values ($1, $2, $3, $4, now())`,
    [at.id, memberId, userId, role],
  )
  const actor = { ...at.jiwoo, kind: 'member' as const, memberId, userId, name: '민준' } as Answering['jiwoo']
  return verb => at.change(verb, { actor })
}

describe('a policy', () => {
  test('counts once two people have signed for two departments, and not before', async () => {
    const at = await openAnswering(testing)
    const minjun = await another(at, 'support_lead')
    const policy = await at.act(ctx => write(ctx))
    expect(policy).toMatchObject({ live: null, draft: { number: 1, signatures: [] }, maySign: ['comms', 'support'] })
    const versionId = policy.draft!.id
    const sign = (department: string) => (ctx: Ctx) => signPolicy(ctx, { policyId: policy.id, versionId, department })
    expect(await at.act(sign('comms'))).toMatchObject({ live: null, maySign: [] })
    await expect(at.act(sign('support'))).rejects.toMatchObject({ code: 'voice.signed_already' })
    await expect(minjun(sign('comms'))).rejects.toMatchObject({ code: 'voice.not_in_department' })
    const live = await minjun(sign('support'))
    expect(live).toMatchObject({ draft: null, live: { number: 1, body }, isOverdue: false })
    expect(live.live!.signatures.map(one => [one.department, one.by])).toEqual([
      ['comms', '지우'],
      ['support', '민준'],
    ])
  })

  test('asks for its signatures anew when its words change, and keeps every version', async () => {
    const at = await openAnswering(testing)
    const minjun = await another(at, 'support_lead')
    const { id, draft } = await at.act(ctx => write(ctx))
    await at.act(ctx => signPolicy(ctx, { policyId: id, versionId: draft!.id, department: 'comms' }))
    const changed = {
      policyId: id,
      name: '환불',
      words: ['환불'],
      body: '환불은 5일 안에 처리합니다.',
      reviewOn: '2099-01-01',
    }
    const second = await at.act(ctx => writePolicy(ctx, changed))
    expect(second.draft).toMatchObject({ signatures: [] })
    await expect(
      minjun(ctx => signPolicy(ctx, { policyId: id, versionId: draft!.id, department: 'support' })),
    ).rejects.toMatchObject({ code: 'voice.draft_changed' })
    const versionId = second.draft!.id
    await at.act(ctx => signPolicy(ctx, { policyId: id, versionId, department: 'comms' }))
    await minjun(ctx => signPolicy(ctx, { policyId: id, versionId, department: 'support' }))
    await at.act(ctx => writePolicy(ctx, { ...changed, body }))
    expect((await at.act(ctx => listPolicyVersions(ctx, { policyId: id }))).items.map(one => one.body)).toEqual([
      body,
      changed.body,
    ])
  })

  test('past its review date says so until somebody has looked at it', async () => {
    const at = await openAnswering(testing)
    const minjun = await another(at, 'support_lead')
    const { id, draft } = await at.act(ctx => write(ctx, '2020-01-01'))
    const versionId = draft!.id
    await at.act(ctx => signPolicy(ctx, { policyId: id, versionId, department: 'comms' }))
    await minjun(ctx => signPolicy(ctx, { policyId: id, versionId, department: 'support' }))
    expect((await at.act(listPolicies)).items).toMatchObject([{ isOverdue: true }])
    expect(await at.act(ctx => reviewPolicy(ctx, { policyId: id, reviewOn: '2099-01-01' }))).toMatchObject({
      isOverdue: false,
    })
  })
})

test('a draft is checked against the policy that holds for the question, and the answer keeps its version', async () => {
  const at = await openAnswering(testing)
  const minjun = await another(at, 'support_lead')
  const { id, draft } = await at.act(ctx => write(ctx))
  const versionId = draft!.id
  await expect(
    at.act(ctx => reply(ctx, { conversationId: versionId, text: '네', policyVersionId: versionId }, 'ko')),
  ).rejects.toMatchObject({ status: 404 })
  await at.act(ctx => signPolicy(ctx, { policyId: id, versionId, department: 'comms' }))
  await minjun(ctx => signPolicy(ctx, { policyId: id, versionId, department: 'support' }))
  await at.hear([word('환불은 언제 되나요?')])
  await at.react()
  const [conversation] = (await at.act(ctx => listConversations(ctx, { queue: 'open', limit: 5 }))).items
  const conversationId = conversation!.id
  const checked = await at.act(ctx =>
    checkReply(ctx, { conversationId, text: '안녕하세요. 환불은 7일 안에 처리합니다.' }),
  )
  expect(checked.policies).toMatchObject([{ policyId: id, versionId, number: 1 }])
  expect(checked.faults).toMatchObject([{ kind: 'conflicting_promise', better: '3일' }])
  const sent = await at.act(ctx => reply(ctx, { conversationId, text: body, policyVersionId: versionId }, 'ko'))
  expect(sent.policy).toEqual({ policyId: id, name: '환불', number: 1 })
  const shown = await at.act(ctx => getConversation(ctx, { conversationId }, 'ko'))
  expect(shown.messages.map(one => one.policy?.number ?? null)).toEqual([null, 1])
  expect((await at.act(listPolicies)).items).toMatchObject([{ answers: 1 }])
  await expect(
    at.act(ctx => reply(ctx, { conversationId, text: '네', policyVersionId: conversationId }, 'ko')),
  ).rejects.toMatchObject({ code: 'voice.unknown_policy' })
  expect((await at.act(ctx => getConversation(ctx, { conversationId }, 'ko'))).messages).toHaveLength(2)
})

test('a guide is written over the version that was read, and drafts are checked by it', async () => {
  const at = await openAnswering(testing)
  const guide = {
    level: 'any' as const,
    avoid: [{ say: '무조건', instead: '' }],
    forbidden: ['평생 보장'],
    examples: [],
  }
  expect(await at.act(ctx => writeGuide(ctx, { ...guide, version: 0 }))).toMatchObject({
    version: 1,
    changedBy: '지우',
  })
  await expect(at.act(ctx => writeGuide(ctx, { ...guide, version: 0 }))).rejects.toMatchObject({
    code: 'voice.guide_changed',
  })
  expect(await at.act(getGuide)).toMatchObject({ forbidden: ['평생 보장'] })
  await at.hear([word('보증 기간이 궁금해요')])
  await at.react()
  const [conversation] = (await at.act(ctx => listConversations(ctx, { queue: 'open', limit: 5 }))).items
  const { faults } = await at.act(ctx =>
    checkReply(ctx, { conversationId: conversation!.id, text: '안녕하세요. 무조건 평생 보장해 드립니다.' }),
  )
  expect(faults.map(one => one.kind)).toEqual(['tone', 'conflicting_promise'])
})

test('a saved reply is found by its words, taken away and brought back', async () => {
  const at = await openAnswering(testing)
  const made = await at.act(ctx =>
    createSavedReply(ctx, { name: '배송 지연', text: '{고객명}님, 기다리게 해 드려 죄송합니다.' }),
  )
  const found = (q: string) => at.act(ctx => listSavedReplies(ctx, { q }))
  expect((await found('지연 죄송')).items).toEqual([made])
  expect((await found('환불')).items).toEqual([])
  await at.act(ctx => removeSavedReply(ctx, { savedReplyId: made.id }))
  expect((await found('')).items).toEqual([])
  await at.act(ctx => restoreSavedReply(ctx, { savedReplyId: made.id }))
  expect((await found('')).items).toEqual([made])
})
