/** SQL of drafts: one a member, conversation and kind. An empty one stays as the mark that it was let go. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'

export interface KeptDraft {
  memberId: string
  name: string
  kind: 'reply' | 'note'
  text: string
  turn: string
  changedAt: Date
}

/** A member's own, and those with words of members who left. */
export const findDrafts = async (ctx: Ctx, conversationId: string, memberId: string | null): Promise<KeptDraft[]> => {
  const { rows } = await sql<KeptDraft>`
    select draft.member_id as "memberId", person.name, draft.kind, draft.text, draft.turn, draft.changed_at as "changedAt"
    from inbox.drafts as draft
    join access.members as member on member.workspace_id = draft.workspace_id and member.id = draft.member_id
    join access.users as person on person.id = member.user_id
    where draft.workspace_id = ${ctx.workspaceId} and draft.conversation_id = ${conversationId}
      and (draft.member_id = ${memberId}::uuid or (member.removed_at is not null and draft.text <> ''))
    order by draft.changed_at desc`.execute(ctx.tx)
  return rows
}

export const keepDraft = async (
  ctx: Ctx,
  draft: { conversationId: string; memberId: string; kind: 'reply' | 'note'; text: string; turn: number },
): Promise<void> => {
  await sql`
    insert into inbox.drafts (workspace_id, conversation_id, member_id, kind, text, turn, changed_at)
    values (${ctx.workspaceId}, ${draft.conversationId}, ${draft.memberId}, ${draft.kind}, ${draft.text}, ${draft.turn},
      ${ctx.now})
    on conflict (workspace_id, conversation_id, member_id, kind) do update set text = excluded.text, turn = excluded.turn,
      changed_at = excluded.changed_at
    where inbox.drafts.turn < excluded.turn`.execute(ctx.tx)
}
