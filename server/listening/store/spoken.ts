/** SQL of a period: the mentions to count, through the index of a topic or of all. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'

/** From `from` on, and before `to`. */
export interface Ends {
  from: Date
  to: Date
}

/** The mentions of a period, of one topic or of all: what follows `from`; more conditions may follow with `and`. */
export const spokenIn = (ctx: Ctx, topicId: string | undefined, { from, to }: Ends) =>
  topicId === undefined
    ? sql`listening.mentions as mention
        where mention.workspace_id = ${ctx.workspaceId}
          and mention.occurred_at >= ${from}::timestamptz and mention.occurred_at < ${to}::timestamptz`
    : sql`listening.mention_topics as link join listening.mentions as mention
          on mention.workspace_id = link.workspace_id and mention.id = link.mention_id
        where mention.workspace_id = ${ctx.workspaceId} and link.workspace_id = ${ctx.workspaceId}
          and link.topic_id = ${topicId}::uuid
          and link.occurred_at >= ${from}::timestamptz and link.occurred_at < ${to}::timestamptz`
