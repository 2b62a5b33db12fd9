/** The columns of an export of the stream: the same in every format, and known to the import of another workspace. */
import type { Field, FieldValues } from '../../contract/access.ts'
import type { Item } from '../../contract/channels.ts'
import type { Mention } from '../../contract/listening.ts'
import { writtenFieldValue } from '../access/index.ts'
import type { WrittenCell } from '../channels/index.ts'

/** A mention as it is exported, with what its network calls it. */
export interface ExportedMention {
  id: string
  item: Item
  reading: Mention['reading']
  topics: readonly { name: string }[]
  tags: readonly { name: string }[]
  fields: FieldValues
  owner: { name: string } | null
  ending: Mention['ending']
  remote: {
    remoteId: string
    revision: string
    authorId: string
    inReplyTo: string | null
    root: string | null
  }
}

type Column = readonly [name: string, take: (mention: ExportedMention) => WrittenCell]

const list = (names: readonly { name: string }[]): string => names.map(one => one.name).join('; ')

/** Names are words of the API; lists are parted by `; `, instants are ISO 8601 in UTC. */
const columns: readonly Column[] = [
  ['maeari_mention', one => one.id],
  ['published_at', one => one.item.publishedAt],
  ['occurred_at', one => one.item.occurredAt],
  ['channel', one => one.item.channel],
  ['kind', one => one.item.kind],
  ['title', one => one.item.title],
  ['text', one => one.item.text],
  ['url', one => one.item.url],
  ['author_name', one => one.item.author.displayName],
  ['author_handle', one => one.item.author.handle],
  ['author_url', one => one.item.author.url],
  ['author_id', one => one.remote.authorId],
  ['followers', one => one.item.author.followers],
  ['language', one => one.reading.language],
  ['sentiment', one => one.reading.correction?.sentiment ?? one.reading.sentiment?.label ?? null],
  ['sentiment_confidence', one => confidenceOf(one.reading)],
  ['sentiment_by', one => one.reading.correction?.by ?? null],
  ['intents', one => one.reading.intents?.map(intent => intent.label).join('; ') ?? null],
  ['urgency', one => one.reading.urgency],
  ['crisis', one => flag(one.reading.crisis?.value)],
  ['spam', one => flag(one.reading.spam)],
  ['topics', one => list(one.topics)],
  ['tags', one => list(one.tags)],
  ['owner', one => one.owner?.name ?? null],
  ['state', one => one.ending.state],
  ['state_by', one => one.ending.by],
  ['state_reason', one => one.ending.reason],
  ['state_at', one => one.ending.at],
  ['remote_id', one => one.remote.remoteId],
  ['revision', one => one.remote.revision],
  ['in_reply_to', one => one.remote.inReplyTo],
  ['root', one => one.remote.root],
]

const confidenceOf = ({ correction, sentiment }: ExportedMention['reading']): number | null =>
  correction?.sentiment || !sentiment ? null : Math.round(sentiment.confidence * 1000) / 1000

const flag = (value: boolean | null | undefined): string | null =>
  value === null || value === undefined ? null : String(value)

/** The fixed columns, then one for each of the workspace's own fields. */
export const exportHeaders = (fields: readonly Field[]): string[] => [
  ...columns.map(([name]) => name),
  ...fields.map(field => `field_${field.key}`),
]

export const exportCells = (mention: ExportedMention, fields: readonly Field[]): WrittenCell[] => [
  ...columns.map(([, take]) => take(mention)),
  ...fields.map(field => writtenFieldValue(field, mention.fields[field.key])),
]
