/** Verbs of policies: written, signed by two departments, reviewed, shown where they hold, kept with what was answered. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/voice/policies.ts'
import type { Department, Policy, PolicyVersion } from '../../../contract/voice/policies.ts'
import { listMembers, workspaceSettings } from '../../access/index.ts'
import { announce } from '../../platform/announce.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { conflict, invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { normalise } from '../../understanding/index.ts'
import { policiesChanged } from '../events.ts'
import * as store from '../store/policies.ts'
import type { PolicyRow } from '../tables.ts'

/** Communications leads, support supports; who owns the workspace may stand in for either, but for one alone. */
const defaultDepartments: Department[] = [
  { key: 'comms', name: '', roles: ['comms_lead', 'owner', 'admin'] },
  { key: 'support', name: '', roles: ['support_lead', 'owner', 'admin'] },
]
const countedDays = 30
const msOfDay = 86_400_000

export const listPolicies = async (ctx: Ctx): Promise<Output<typeof contract.listPolicies>> => ({
  items: await showPolicies(ctx, await store.findPolicies(ctx)),
})

export const listPolicyVersions = async (
  ctx: Ctx,
  input: { policyId: string },
): Promise<Output<typeof contract.listPolicyVersions>> => {
  const items = await store.findVersions(ctx, input.policyId)
  if (items.length === 0) throw notFound('policy')
  return { items: items.map(versionNoun) }
}

export const createPolicy = async (ctx: Ctx, input: Input<typeof contract.createPolicy>): Promise<Policy> => {
  const id = makeId(ctx.now)
  const by = actorName(ctx.actor)
  const departments = input.departments ?? defaultDepartments
  await store.insertPolicy(ctx, { id, name: input.name, words: input.words, departments, created_by: by })
  await store.writeDraft(ctx, {
    id: makeId(ctx.now),
    policy_id: id,
    body: input.body,
    review_on: input.reviewOn,
    written_by: by,
  })
  return tell(ctx, id)
}

/** Writes the next version; signatures that an unfinished one had fall away, since they were of other words. */
export const writePolicy = async (ctx: Ctx, input: Input<typeof contract.writePolicy>): Promise<Policy> => {
  await lock(ctx, input.policyId)
  await store.changePolicy(ctx, input.policyId, { name: input.name, words: input.words })
  await store.writeDraft(ctx, {
    id: makeId(ctx.now),
    policy_id: input.policyId,
    body: input.body,
    review_on: input.reviewOn,
    written_by: actorName(ctx.actor),
  })
  return tell(ctx, input.policyId)
}

/**
 * Signs the waiting version; the last signature makes it count. The same signature again changes nothing.
 * @throws 409 where the text was changed meanwhile, or the person has signed for another department.
 */
export const signPolicy = async (ctx: Ctx, input: Input<typeof contract.signPolicy>): Promise<Policy> => {
  const row = await lock(ctx, input.policyId)
  const version = (await store.findVersions(ctx, row.id)).find(one => one.id === input.versionId)
  if (version === undefined) throw conflict('voice.draft_changed')
  const department = row.departments.find(one => one.key === input.department)
  if (department === undefined) throw invalid('department', 'voice.not_in_department')
  const role = await ownRole(ctx)
  if (ctx.actor.kind !== 'member' || role === null || !department.roles.includes(role))
    throw invalid('department', 'voice.not_in_department')
  if (version.signatures.some(one => one.department === department.key)) return tell(ctx, row.id)
  const signed = await store.insertSignature(ctx, {
    versionId: version.id,
    department: department.key,
    memberId: ctx.actor.memberId,
    by: actorName(ctx.actor),
  })
  if (!signed) throw conflict('voice.signed_already')
  const all = new Set([...version.signatures.map(one => one.department), department.key])
  if (version.liveAt === null && row.departments.every(one => all.has(one.key)))
    await store.makeLive(ctx, row.id, version.id)
  return tell(ctx, row.id)
}

export const reviewPolicy = async (ctx: Ctx, input: Input<typeof contract.reviewPolicy>): Promise<Policy> => {
  const row = await lock(ctx, input.policyId)
  const live = (await store.findVersions(ctx, row.id)).find(isLive)
  if (live === undefined) throw conflict('voice.nothing_live')
  await store.recordReview(ctx, {
    id: makeId(ctx.now),
    versionId: live.id,
    by: actorName(ctx.actor),
    reviewOn: input.reviewOn,
  })
  return tell(ctx, row.id)
}

export const archivePolicy = async (ctx: Ctx, input: Input<typeof contract.archivePolicy>): Promise<Policy> => {
  await lock(ctx, input.policyId)
  await store.changePolicy(ctx, input.policyId, {
    archived_at: input.isArchived ? ctx.now : null,
    archived_by: input.isArchived ? actorName(ctx.actor) : null,
  })
  return tell(ctx, input.policyId)
}

/** The policies that hold for what a customer asks, with their live version: one of their words is in the question. */
export const policiesFor = async (ctx: Ctx, question: string): Promise<{ policy: Policy; live: PolicyVersion }[]> => {
  const asked = normalise(question).text
  const rows = (await store.findPolicies(ctx)).filter(
    row => row.archived_at === null && row.words.some(word => asked.includes(normalise(word).text)),
  )
  if (rows.length === 0) return []
  return (await showPolicies(ctx, rows)).flatMap(policy => (policy.live ? [{ policy, live: policy.live }] : []))
}

/** Keeps under which version an answer went out. @throws 422 for a version that never counted. */
export const applyPolicy = async (ctx: Ctx, answerId: string, versionId: string): Promise<void> => {
  if (!(await store.insertApplied(ctx, answerId, versionId))) throw invalid('policyVersionId', 'voice.unknown_policy')
}

/** The policy version that each of these answers went out under, by answer. */
export const policiesOf = async (ctx: Ctx, answerIds: readonly string[]): Promise<Map<string, store.AppliedTo>> =>
  answerIds.length === 0
    ? new Map()
    : new Map((await store.findApplied(ctx, answerIds)).map(one => [one.answerId, one]))

const tell = async (ctx: Ctx, policyId: string): Promise<Policy> => {
  await announce(ctx, policiesChanged, { ids: [policyId] })
  const row = await lock(ctx, policyId)
  return (await showPolicies(ctx, [row]))[0]!
}

const lock = async (ctx: Ctx, policyId: string): Promise<PolicyRow> => {
  const row = await store.lockPolicy(ctx, policyId)
  if (row === undefined) throw notFound('policy')
  return row
}

const isLive = (version: PolicyVersion): boolean => version.liveAt !== null && version.endedAt === null

const versionNoun = ({ policyId: _policy, signers: _signers, ...version }: store.FoundVersion): PolicyVersion => version

const showPolicies = async (ctx: Ctx, rows: readonly PolicyRow[]): Promise<Policy[]> => {
  const versions = await store.findVersions(ctx, null)
  const answers = await store.countApplied(ctx, new Date(ctx.now.getTime() - countedDays * msOfDay))
  const role = ctx.actor.kind === 'member' && ctx.actor.permissions.has('voice.sign') ? await ownRole(ctx) : null
  const me = ctx.actor.kind === 'member' ? ctx.actor.memberId : null
  const { timeZone } = await workspaceSettings(ctx)
  const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(ctx.now)
  return rows.map(row => {
    const own = versions.filter(one => one.policyId === row.id)
    const live = own.find(isLive)
    const draft = own.find(one => one.liveAt === null)
    const open = draft && me !== null && !draft.signers.includes(me) ? row.departments : []
    return {
      id: row.id,
      name: row.name,
      words: row.words,
      departments: row.departments,
      live: live ? versionNoun(live) : null,
      draft: draft ? versionNoun(draft) : null,
      isOverdue: live !== undefined && live.reviewOn < today,
      maySign: open
        .filter(
          one =>
            role !== null &&
            one.roles.includes(role) &&
            !draft?.signatures.some(({ department }) => department === one.key),
        )
        .map(one => one.key),
      answers: answers.get(row.id) ?? 0,
      isArchived: row.archived_at !== null,
    }
  })
}

const ownRole = async (ctx: Ctx): Promise<string | null> => {
  const { actor } = ctx
  if (actor.kind !== 'member') return null
  const { items } = await listMembers(ctx)
  return items.find(member => member.id === actor.memberId)?.role ?? null
}
