/** What a row would tell that is not known yet, as a preview shows it. */
import type { ImportField, PreviewRow } from '../../../contract/channels.ts'

export type Change = PreviewRow['changes'][number]
/** What is said of somebody already, by name. */
export type Said = Map<string, string[]>

/** Attributes by the fields that hold them, so that the web has words for them. */
const fields: Readonly<Record<string, ImportField>> = {
  name: 'name',
  email: 'email',
  phone: 'phone',
  company: 'company',
  occupation: 'jobTitle',
  department: 'department',
  sex: 'sex',
  language: 'language',
  time_zone: 'timeZone',
  website: 'website',
  handle: 'handle',
  origin: 'origin',
  country: 'country',
  birth_date: 'birthDate',
  place: 'region',
  address: 'address',
  post_code: 'postCode',
  lifecycle: 'stage',
  owner: 'owner',
  note: 'note',
  customer_since: 'createdAt',
  tag: 'tags',
  recipient: 'recipient',
}

/** Names of which several stand beside each other: another one changes none. */
const many: ReadonlySet<string> = new Set(['email', 'phone', 'tag', 'detail', 'note', 'handle'])
/** Worked out of others, and not shown beside them. */
const silent: ReadonlySet<string> = new Set(['stage'])

interface Told {
  readonly name: string
  readonly value: string
}

export const valuesByName = (rows: readonly Told[]): Said => {
  const said: Said = new Map()
  for (const { name, value } of rows) said.set(name, [...(said.get(name) ?? []), value])
  return said
}

/**
 * The import that said exactly these facts of somebody of whom nobody said anything else: then telling them again changes
 * nothing of what is shown. Null where it would.
 */
export const echoOf = (
  rows: readonly (Told & { source_kind: string; source_id: string })[],
  facts: readonly Told[],
): string | null => {
  const [first] = rows
  if (first?.source_kind !== 'import') return null
  const keys = new Set(facts.map(one => `${one.name}\n${one.value}`))
  const isSame = (row: (typeof rows)[number]): boolean =>
    row.source_kind === 'import' && row.source_id === first.source_id && keys.has(`${row.name}\n${row.value}`)
  return rows.length === keys.size && rows.every(isSame) ? first.source_id : null
}

/** Adds what is new to `known`. @returns the changes, in the order in which the row tells them. */
export const learn = (known: Said, told: readonly { name: string; value: string }[]): Change[] => {
  const changes: Change[] = []
  for (const { name, value } of told) {
    const before = known.get(name) ?? []
    if (before.includes(value)) continue
    known.set(name, [...before, value])
    if (silent.has(name)) continue
    const [header = '', ...rest] = name === 'detail' ? value.split(': ') : []
    changes.push({
      name: name === 'detail' ? header : (fields[name] ?? name),
      before: many.has(name) ? null : (before.at(-1) ?? null),
      after: (name === 'detail' ? rest.join(': ') : value).slice(0, 200),
    })
  }
  return changes
}
