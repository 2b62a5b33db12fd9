/** The conversations of a queue as a file, made page by page while it is sent. */
import type { Field } from '../../../contract/access.ts'
import type { Input } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox.ts'
import type { Conversation } from '../../../contract/inbox.ts'
import { fieldsOf, writtenFieldValue } from '../../access/index.ts'
import { contentTypes, type WrittenCell, writeTable } from '../../channels/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { Download, InTransaction } from '../../platform/route.ts'
import { listConversations } from './queues.ts'

/** What one page of a list may hold. */
const rowsOfPage = 100

const headers = (fields: readonly Field[]): string[] => [
  'maeari_conversation',
  'customer_id',
  'customer_name',
  'channel',
  'public',
  'state',
  'assignee',
  'opened_at',
  'due_at',
  'first_answered_at',
  'resolved_at',
  'last_message_at',
  'messages',
  'sentiment',
  'preview',
  'tags',
  ...fields.map(field => `field_${field.key}`),
]

const cells = (one: Conversation, fields: readonly Field[]): WrittenCell[] => [
  one.id,
  one.customerId,
  one.customerName,
  one.channel,
  String(one.isPublic),
  one.ticket.state,
  one.ticket.assignee?.name ?? null,
  one.ticket.openedAt,
  one.ticket.dueAt,
  one.ticket.firstAnsweredAt,
  one.ticket.resolvedAt,
  one.lastMessageAt,
  one.messageCount,
  one.sentiment,
  one.preview,
  one.tags.map(tag => tag.name).join('; '),
  ...fields.map(field => writtenFieldValue(field, one.fields[field.key])),
]

type Asked = Input<typeof contract.exportConversations>

export const exportConversations = async (ctx: Ctx, input: Asked): Promise<Download> => {
  const fields = await fieldsOf(ctx, 'conversation')
  // A filter that cannot be read is refused before the file begins.
  await listConversations(ctx, { ...input, limit: 1 })
  return {
    fileName: `maeari-conversations-${ctx.now.toISOString().slice(0, 10)}.${input.format}`,
    contentType: contentTypes[input.format],
    bytes: inTransaction => writeTable(input.format, headers(fields), pagesOf(inTransaction, input, fields)),
  }
}

async function* pagesOf(
  inTransaction: InTransaction,
  input: Asked,
  fields: readonly Field[],
): AsyncGenerator<WrittenCell[][]> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const asked: { cursor?: string; limit: number } = cursor ? { cursor, limit: rowsOfPage } : { limit: rowsOfPage }
    const page: { items: Conversation[]; next: string | null } = await inTransaction(ctx =>
      listConversations(ctx, { ...input, ...asked }),
    )
    yield page.items.map(one => cells(one, fields))
    cursor = page.next
  }
}
