/** Mentions as a kind of file: what the engine of imports asks of this room. */
import type { ImportKind } from '../../../channels/index.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { invalid } from '../../../platform/errors.ts'
import { canBeMentions, mentionColumns } from '../../import-columns.ts'
import { importSentences } from '../../import-sentences.ts'
import { findTopic, findTopics } from '../../store/topics.ts'
import { bringMentions } from './mentions.ts'
import { previewMentions } from './previewing.ts'
import { type Holder, takeBackMentions } from './undoing.ts'

/** @param holders rooms that made something of items, the last of the street first. */
export const mentionFiles = (holders: readonly Holder[]): ImportKind => ({
  name: 'mentions',
  permission: 'listening.manage',
  sentences: importSentences,
  mapping: mentionColumns,
  dates: ['publishedAt'],
  suits: canBeMentions,
  missing({ tables }) {
    if (tables.length === 0) return 'listening.import.needs_text'
    return tables.some(table => table.columns.some(column => column.field === 'publishedAt'))
      ? null
      : 'listening.import.needs_date'
  },
  flags: [
    {
      name: 'topic',
      help: 'all rows of mentions go under the topic of this name too',
      async read(ctx, value) {
        const topics = await findTopics(ctx, false)
        const topic = topics.find(one => one.name.toLowerCase() === value.toLowerCase())
        return topic ? { topicId: topic.id } : { choices: topics.map(one => one.name) }
      },
    },
  ],
  async check(ctx: Ctx, { topicId }) {
    if (topicId && (await findTopic(ctx, topicId)) === undefined) throw invalid('topicId', 'not_found')
  },
  preview: previewMentions,
  bring: bringMentions,
  takeBack: takeBackMentions(holders),
})
