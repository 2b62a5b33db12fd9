/** The customers of a list as a file, made page by page while it is sent. */
import type { Field } from '../../../contract/access.ts'
import type * as contract from '../../../contract/customers.ts'
import type { Customer } from '../../../contract/customers.ts'
import type { Input } from '../../../contract/endpoint.ts'
import { fieldsOf, writtenFieldValue } from '../../access/index.ts'
import { contentTypes, type WrittenCell, writeTable } from '../../channels/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { Download, InTransaction } from '../../platform/route.ts'
import type { Sight } from '../store/sight.ts'
import { pageOfCustomers, withIdentities } from './people.ts'
import { listStages } from './stages.ts'

const rowsOfPage = 500

const headers = (fields: readonly Field[]): string[] => [
  'maeari_customer',
  'name',
  'stage',
  'own_stage',
  'first_seen_at',
  'last_seen_at',
  'said',
  'answered',
  'bought',
  'identities',
  'tags',
  ...fields.map(field => `field_${field.key}`),
]

type Names = ReadonlyMap<string, string | null>

const cells = (one: Customer, fields: readonly Field[], stages: Names): WrittenCell[] => [
  one.id,
  one.name,
  one.stage,
  one.stageId === null ? (stages.get(one.stage) ?? null) : (stages.get(one.stageId) ?? null),
  one.firstSeenAt,
  one.lastSeenAt,
  one.counts.said,
  one.counts.answered,
  one.counts.bought,
  one.identities.map(identity => `${identity.channel}:${identity.handle}`).join('; '),
  one.tags.map(tag => tag.name).join('; '),
  ...fields.map(field => writtenFieldValue(field, one.fields[field.key])),
]

export const exportCustomers = async (
  ctx: Ctx,
  input: Input<typeof contract.exportCustomers>,
  sight: Sight,
): Promise<Download> => {
  const fields = await fieldsOf(ctx, 'customer')
  const stages: Names = new Map((await listStages(ctx, {})).items.map(stage => [stage.id, stage.name]))
  // A filter that cannot be read is refused before the file begins.
  await pageOfCustomers(ctx, input, null, 1, sight)
  return {
    fileName: `maeari-customers-${ctx.now.toISOString().slice(0, 10)}.${input.format}`,
    contentType: contentTypes[input.format],
    bytes: inTransaction =>
      writeTable(input.format, headers(fields), pagesOf(inTransaction, input, fields, stages, sight)),
  }
}

async function* pagesOf(
  inTransaction: InTransaction,
  input: Input<typeof contract.exportCustomers>,
  fields: readonly Field[],
  stages: Names,
  sight: Sight,
): AsyncGenerator<WrittenCell[][]> {
  for (let after: { at: string; id: string } | null = null; ; ) {
    const place: { at: string; id: string } | null = after
    const page: { rows: WrittenCell[][]; last: { at: string; id: string } | null } = await inTransaction(async ctx => {
      const found = await pageOfCustomers(ctx, input, place, rowsOfPage, sight)
      const rows = found.slice(0, rowsOfPage)
      const people = await withIdentities(ctx, rows)
      const end = found.length > rowsOfPage ? rows.at(-1)! : null
      return {
        rows: people.map(one => cells(one, fields, stages)),
        last: end && { at: end.last_seen_at.toISOString(), id: end.id },
      }
    })
    yield page.rows
    if (page.last === null) return
    after = page.last
  }
}
