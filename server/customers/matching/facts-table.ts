/** What is known of leaves, as the table that the matcher compares. */
import type { Facts } from './keys.ts'
import { buildTable, type RawTable } from './table.ts'

const headers = [
  'id',
  'name',
  'birth_date',
  'email',
  'email_2',
  'email_3',
  'phone',
  'phone_2',
  'phone_3',
  'handle',
  'signed_account',
  'signed_account_2',
  'signed_account_3',
  'signed_account_4',
  'address',
  'postcode',
  'place',
  'company',
]

const cellsOf = (facts: Facts): string[] => [
  facts.id,
  facts.name,
  facts.birth,
  ...[0, 1, 2].map(n => facts.emails[n] ?? ''),
  ...[0, 1, 2].map(n => facts.phones[n] ?? ''),
  facts.handle,
  ...[0, 1, 2, 3].map(n => facts.accounts[n] ?? ''),
  facts.address,
  facts.postcode,
  facts.place,
  facts.company,
]

/** Rows stand in the order of the facts. */
export const tableOfFacts = (all: readonly Facts[]): RawTable => {
  const builder = buildTable('id')
  builder.setHeaders(headers)
  for (const facts of all) builder.add(cellsOf(facts))
  return builder.finish()
}
