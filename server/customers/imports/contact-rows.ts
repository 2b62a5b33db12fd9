/** A row of a table of people becomes what it says of one, or a reason why it cannot. */
import { foldName, isRuinedId, type LookTable } from '../../channels/index.ts'
import { cellsOf, said, systemOf } from './cells.ts'
import { type ConsentSaid, readConsents } from './consent.ts'
import { type ReadPerson, readPerson, toldAs } from './person.ts'

export interface ReadContact extends ReadPerson {
  /** Further ids in systems of their own. */
  otherKeys: { system: string; value: string }[]
  consents: ConsentSaid[]
  /** The id of whom the system merged this one into. */
  mergedInto: string | null
  /** When the file's system last touched it; null where it does not say. */
  seenAt: Date | null
}

export type RowRead<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly params: Readonly<Record<string, string>> }

export interface PeoplePlan {
  readonly table: LookTable
  readonly zone: string
  readonly keepsAddresses: boolean
  readonly row: { system: string | null; file_name: string }
}

export const refusedRow = (code: string, params: Record<string, string> = {}) =>
  ({ ok: false, code: `customers.import.row.${code}`, params }) as const

export const readContacts = (plan: PeoplePlan): ((raw: readonly string[]) => RowRead<ReadContact>) => {
  const cellsAt = cellsOf(plan)
  const system = systemOf(plan.row, plan.table)
  return raw => {
    const cells = cellsAt(raw)
    const person = readPerson(cells, system, plan.keepsAddresses)
    if (person === null) {
      const id = cells.one('externalId')
      return isRuinedId(id) ? refusedRow('ruined_id', { value: id.slice(0, 40) }) : refusedRow('nobody')
    }
    const mergedInto = said(cells.one('mergedInto'))
    const stage = said(cells.one('stage'))
    const createdAt = cells.moment('createdAt')
    const facts = [
      ...person.facts,
      ...toldAs('lifecycle', stage),
      ...toldAs('stage', stageOf(stage) ?? ''),
      ...toldAs('owner', cells.one('owner')),
      ...toldAs('note', cells.all('note').join('\n')),
      ...toldAs('customer_since', createdAt?.toISOString() ?? ''),
      ...cells.all('tags').flatMap(tags => tagsIn(tags).flatMap(tag => toldAs('tag', tag))),
      ...[...cells.named('detail'), ...cells.named(null)].flatMap(({ header, value }) =>
        said(value) === '' ? [] : toldAs('detail', `${header}: ${said(value)}`),
      ),
    ]
    return {
      ok: true,
      value: {
        ...person,
        facts,
        otherKeys: cells
          .named('otherId')
          .filter(({ header, value }) => said(value) !== '' && !isRuinedId(value) && !isGroupId(header))
          .map(({ header, value }) => ({ system: `${system}:${foldName(header)}`, value })),
        consents: readConsents(cells),
        mergedInto: mergedInto === '' || mergedInto === person.key.value ? null : mergedInto,
        seenAt: cells.moment('seenAt') ?? createdAt,
      },
    }
  }
}

/** Ids of companies and accounts are those of many. */
const isGroupId = (header: string): boolean => /account|company|compan|associated|사업자|거래처/i.test(header)

/** Labels are parted by commas and semicolons; Mailchimp puts each in quotes. */
const tagsIn = (cell: string): string[] =>
  cell
    .split(/[,;|]/)
    .map(tag => tag.trim().replace(/^"|"$/g, '').trim())
    .filter(tag => tag !== '')

/** What other products call the stages of a customer, as ours. */
const stageOf = (word: string): 'lead' | 'customer' | 'advocate' | 'lost' | null => {
  const plain = word.toLowerCase().replace(/[\s_-]/g, '')
  if (
    /^(lead|subscriber|marketingqualifiedlead|salesqualifiedlead|mql|sql|opportunity|prospect|잠재고객?|가망고객?)$/.test(
      plain,
    )
  )
    return 'lead'
  if (/^(customer|client|고객|기존고객|구매고객|회원)$/.test(plain)) return 'customer'
  if (/^(evangelist|advocate|ambassador|vip|단골|우수고객)$/.test(plain)) return 'advocate'
  return /^(churned|lost|former|탈퇴|이탈|해지)(고객|회원)?$/.test(plain) ? 'lost' : null
}
