/** SQL of policies, their versions and signatures, and of what was answered under them. */
import { sql } from 'kysely'
import type { PolicyVersion } from '../../../contract/voice/policies.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { PolicyRow, PolicyVersionRow, VoiceTables } from '../tables.ts'

export const findPolicies = (ctx: Ctx): Promise<PolicyRow[]> =>
  tables<VoiceTables>(ctx)
    .selectFrom('voice.policies')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .orderBy(sql`archived_at is not null`)
    .orderBy('name')
    .orderBy('id')
    .execute()

/** A policy, locked until the transaction ends: its versions change under this lock alone. */
export const lockPolicy = (ctx: Ctx, id: string): Promise<PolicyRow | undefined> =>
  tables<VoiceTables>(ctx)
    .selectFrom('voice.policies')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const insertPolicy = async (
  ctx: Ctx,
  row: Pick<PolicyRow, 'id' | 'name' | 'words' | 'departments' | 'created_by'>,
): Promise<void> => {
  await sql`
    insert into voice.policies (workspace_id, id, name, words, departments, created_at, created_by)
    values (${ctx.workspaceId}, ${row.id}, ${row.name}, ${row.words}::text[], ${JSON.stringify(row.departments)}::jsonb,
      ${ctx.now}, ${row.created_by})`.execute(ctx.tx)
}

export const changePolicy = async (
  ctx: Ctx,
  id: string,
  change: Partial<Pick<PolicyRow, 'name' | 'words' | 'archived_at' | 'archived_by'>>,
): Promise<void> => {
  await tables<VoiceTables>(ctx)
    .updateTable('voice.policies')
    .set(change)
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()
}

/** A version, its policy, and who of the members signed it. */
export type FoundVersion = PolicyVersion & { policyId: string; signers: string[] }

/** Versions with their signatures, newest first; of one policy, or those that live or wait. A row each. */
export const findVersions = async (ctx: Ctx, policyId: string | null): Promise<FoundVersion[]> => {
  const { rows } = await sql<FoundVersion>`
    select version.policy_id as "policyId", version.id, version.number, version.body,
      to_char(version.review_on, 'YYYY-MM-DD') as "reviewOn", version.written_by as "writtenBy",
      version.written_at as "writtenAt", version.live_at as "liveAt", version.ended_at as "endedAt",
      coalesce((
        select json_agg(json_build_object('department', signature.department, 'by', signature.signed_by, 'at', signature.signed_at)
          order by signature.signed_at, signature.department)
        from voice.signatures as signature
        where signature.workspace_id = version.workspace_id and signature.version_id = version.id), '[]') as signatures,
      array(
        select signature.member_id::text from voice.signatures as signature
        where signature.workspace_id = version.workspace_id and signature.version_id = version.id) as signers
    from voice.policy_versions as version
    where version.workspace_id = ${ctx.workspaceId}
      and (${policyId}::uuid is null and version.ended_at is null or version.policy_id = ${policyId}::uuid)
    order by version.policy_id, version.number desc`.execute(ctx.tx)
  return rows.map(row => ({
    ...row,
    writtenAt: iso(row.writtenAt),
    liveAt: row.liveAt && iso(row.liveAt),
    endedAt: row.endedAt && iso(row.endedAt),
    signatures: row.signatures.map(one => ({ ...one, at: iso(one.at) })),
  }))
}

/** What the driver or JSON made of a timestamptz, as an instant of the wire. */
const iso = (at: unknown): string => (at instanceof Date ? at.toISOString() : String(at).replace(/\+00:00$/, 'Z'))

/** Writes the version that waits for signatures; one that waited is replaced, and its signatures fall away. */
export const writeDraft = async (
  ctx: Ctx,
  row: Pick<PolicyVersionRow, 'id' | 'policy_id' | 'body' | 'review_on' | 'written_by'>,
): Promise<void> => {
  await sql`
    delete from voice.signatures where workspace_id = ${ctx.workspaceId} and version_id in (
      select id from voice.policy_versions
      where workspace_id = ${ctx.workspaceId} and policy_id = ${row.policy_id} and live_at is null)`.execute(ctx.tx)
  await sql`
    delete from voice.policy_versions
    where workspace_id = ${ctx.workspaceId} and policy_id = ${row.policy_id} and live_at is null`.execute(ctx.tx)
  await sql`
    insert into voice.policy_versions (workspace_id, id, policy_id, number, body, review_on, written_by, written_at)
    select ${ctx.workspaceId}::int, ${row.id}::uuid, ${row.policy_id}::uuid, coalesce(max(number), 0) + 1, ${row.body}::text,
      ${row.review_on}::date, ${row.written_by}::text, ${ctx.now}::timestamptz
    from voice.policy_versions where workspace_id = ${ctx.workspaceId} and policy_id = ${row.policy_id}::uuid`.execute(
    ctx.tx,
  )
}

/** @returns false where the department has signed, or the member has signed for another. */
export const insertSignature = async (
  ctx: Ctx,
  row: { versionId: string; department: string; memberId: string; by: string },
): Promise<boolean> => {
  const { rows } = await sql`
    insert into voice.signatures (workspace_id, version_id, department, member_id, signed_by, signed_at)
    values (${ctx.workspaceId}, ${row.versionId}, ${row.department}, ${row.memberId}, ${row.by}, ${ctx.now})
    on conflict do nothing
    returning 1`.execute(ctx.tx)
  return rows.length > 0
}

/** Makes a signed version count, and ends the one before it. */
export const makeLive = async (ctx: Ctx, policyId: string, versionId: string): Promise<void> => {
  await sql`
    update voice.policy_versions set ended_at = ${ctx.now}
    where workspace_id = ${ctx.workspaceId} and policy_id = ${policyId} and live_at is not null and ended_at is null`.execute(
    ctx.tx,
  )
  await sql`
    update voice.policy_versions set live_at = ${ctx.now}
    where workspace_id = ${ctx.workspaceId} and id = ${versionId}`.execute(ctx.tx)
}

export const recordReview = async (
  ctx: Ctx,
  row: { id: string; versionId: string; by: string; reviewOn: string },
): Promise<void> => {
  await sql`
    insert into voice.reviews (workspace_id, id, version_id, reviewed_by, reviewed_at, review_on)
    values (${ctx.workspaceId}, ${row.id}, ${row.versionId}, ${row.by}, ${ctx.now}, ${row.reviewOn}::date)`.execute(
    ctx.tx,
  )
  await sql`
    update voice.policy_versions set review_on = ${row.reviewOn}::date
    where workspace_id = ${ctx.workspaceId} and id = ${row.versionId}`.execute(ctx.tx)
}

/** Keeps under which version an answer went out; the same answer keeps its first. @returns false for a version that never counted. */
export const insertApplied = async (ctx: Ctx, answerId: string, versionId: string): Promise<boolean> => {
  const { rows } = await sql`
    insert into voice.applied (workspace_id, answer_id, version_id, at)
    select ${ctx.workspaceId}::int, ${answerId}::uuid, id, ${ctx.now}::timestamptz from voice.policy_versions
    where workspace_id = ${ctx.workspaceId} and id = ${versionId} and live_at is not null
    on conflict (workspace_id, answer_id) do update set at = voice.applied.at
    returning 1`.execute(ctx.tx)
  return rows.length > 0
}

export interface AppliedTo {
  answerId: string
  policyId: string
  name: string
  number: number
}

/** The policy version of each answer that has one. */
export const findApplied = async (ctx: Ctx, answerIds: readonly string[]): Promise<AppliedTo[]> => {
  const { rows } = await sql<AppliedTo>`
    select applied.answer_id as "answerId", policy.id as "policyId", policy.name, version.number
    from voice.applied as applied
    join voice.policy_versions as version
      on version.workspace_id = applied.workspace_id and version.id = applied.version_id
    join voice.policies as policy on policy.workspace_id = version.workspace_id and policy.id = version.policy_id
    where applied.workspace_id = ${ctx.workspaceId} and applied.answer_id = any(${answerIds}::uuid[])`.execute(ctx.tx)
  return rows
}

/** How many answers went out under each policy since an instant. */
export const countApplied = async (ctx: Ctx, since: Date): Promise<Map<string, number>> => {
  const { rows } = await sql<{ policyId: string; answers: number }>`
    select version.policy_id as "policyId", count(*)::int as answers
    from voice.applied as applied
    join voice.policy_versions as version
      on version.workspace_id = applied.workspace_id and version.id = applied.version_id
    where applied.workspace_id = ${ctx.workspaceId} and applied.at >= ${since}
    group by version.policy_id`.execute(ctx.tx)
  return new Map(rows.map(row => [row.policyId, row.answers]))
}
