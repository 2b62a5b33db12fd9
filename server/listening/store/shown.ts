/** SQL of mentions as people see them: each with its topics, tags and owner in one row, so that a page is one question. */
import { sql } from 'kysely'
import type { FieldValues } from '../../../contract/access.ts'
import type { MentionState, Tag, TopicKind } from '../../../contract/listening.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'

export interface ShownMention {
  id: string
  item_id: string
  state: MentionState
  state_by: string | null
  state_reason: string | null
  state_at: Date
  owner: { memberId: string; name: string } | null
  /** 32 hexadecimal digits. */
  print: string | null
  is_followed: boolean
  /** Its feed gave the beginning only. */
  is_excerpt: boolean
  /** Archived ones too. */
  topics: { id: string; name: string; kind: TopicKind }[]
  tags: Tag[]
  fields: FieldValues
}

/** Mentions by id. Unknown ids and those of other workspaces are left out. */
export const findMentions = async (ctx: Ctx, mentionIds: readonly string[]): Promise<ShownMention[]> => {
  const { rows } = await sql<ShownMention>`
    select mention.id, mention.item_id, mention.state, mention.state_by, mention.state_reason, mention.state_at, mention.fields,
      replace(mention.print::text, '-', '') as print,
      (select jsonb_build_object('memberId', member.id, 'name', person.name)
        from access.members as member join access.users as person on person.id = member.user_id
        where member.workspace_id = mention.workspace_id and member.id = mention.owner_id) as owner,
      exists (select from listening.followed_authors as followed
        where followed.workspace_id = item.workspace_id and followed.author_id = item.author_id) as is_followed,
      exists (select from channels.item_parts as beside
        where beside.workspace_id = item.workspace_id and beside.item_id = item.id
          and beside.notices @> '[{"code": "channels.feed_teaser"}]') as is_excerpt,
      array(select jsonb_build_object('id', topic.id, 'name', topic.name, 'kind', topic.kind)
        from listening.mention_topics as link
        join listening.topics as topic on topic.workspace_id = link.workspace_id and topic.id = link.topic_id
        where link.workspace_id = mention.workspace_id and link.mention_id = mention.id
        order by topic.created_at, topic.id) as topics,
      array(select jsonb_build_object('id', tag.id, 'name', tag.name, 'tone', tag.tone)
        from listening.mention_tags as link
        join listening.tags as tag on tag.workspace_id = link.workspace_id and tag.id = link.tag_id
        where link.workspace_id = mention.workspace_id and link.mention_id = mention.id and tag.removed_at is null
        order by lower(tag.name)) as tags
    from listening.mentions as mention
    join channels.items as item on item.workspace_id = mention.workspace_id and item.id = mention.item_id
    where mention.workspace_id = ${ctx.workspaceId} and mention.id = any(${mentionIds}::uuid[])`.execute(tables(ctx))
  return rows
}
