/** Rows about people: whoever is known by the same id learns what is new, the others are met. */
import type { PreviewRow } from '../../../../contract/channels.ts'
import type { Locale } from '../../../../contract/scalars.ts'
import type { Brought, ImportLook, ImportRow, TableRow } from '../../../channels/index.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { actorName } from '../../../platform/ctx.ts'
import { makeId } from '../../../platform/ids.ts'
import { type Change, echoOf, learn, type Said, valuesByName } from '../../imports/changes.ts'
import { type ReadContact, readContacts } from '../../imports/contact-rows.ts'
import type { ReadPerson } from '../../imports/person.ts'
import { leavesByKeys } from '../../store/claims.ts'
import { insertEchoes } from '../../store/echoes.ts'
import { saidOf } from '../../store/imports.ts'
import { ownGroups } from '../../store/leaves.ts'
import { insertMerges } from '../../store/merges.ts'
import { type Claim, type ClaimKey, keyText, takeClaims } from '../claims.ts'
import { takeConsents } from '../consents.ts'
import { groupsOf, regroup } from '../grouping.ts'
import { type Line, previewRow, readLines, refusalsOf } from './reading.ts'

/** The key of somebody in a file's system. */
export const keyOf = ({ key }: Pick<ReadPerson, 'key'>): ClaimKey => ({
  kind: 'external',
  namespace: key.system,
  value: key.value,
})

/** What a row says of somebody, as attributes. */
export const factsOf = (person: ReadPerson): { name: string; value: string }[] => [
  ...(person.name === '' ? [] : [{ name: 'name', value: person.name }]),
  ...person.emails.map(value => ({ name: 'email', value })),
  ...person.phones.map(value => ({ name: 'phone', value })),
  ...person.facts,
]

export const claimOf = (row: ImportRow, person: ReadPerson, seenAt: Date): Claim => ({
  key: keyOf(person),
  attributes: factsOf(person),
  seenAt,
  source: { kind: 'import', id: row.id },
})

export interface Met {
  isNew: boolean
  changes: Change[]
  /** The import that said exactly this, and nobody anything else. */
  echoOf: string | null
}

/** For each person in order: whether they are here already, and what is not known of them yet. Nothing is stored. */
export const meet = async (ctx: Ctx, people: readonly ReadPerson[]): Promise<Met[]> => {
  const leaves = await leavesByKeys(ctx, people.map(keyOf))
  const said = await saidOf(ctx, [...new Set(leaves.values())])
  const known = new Map<string, Said>()
  return people.map(person => {
    const key = keyText(keyOf(person))
    const leafId = leaves.get(key)
    const rows = leafId === undefined ? undefined : (said.get(leafId) ?? [])
    const before = known.get(key) ?? (rows && valuesByName(rows))
    const now = before ?? new Map()
    known.set(key, now)
    const facts = factsOf(person)
    return { isNew: before === undefined, changes: learn(now, facts), echoOf: rows ? echoOf(rows, facts) : null }
  })
}

const outcomeOf = ({ isNew, changes }: Omit<Met, 'echoOf'>): PreviewRow['outcome'] =>
  isNew ? 'new' : changes.length > 0 ? 'updated' : 'known'

const readAll = (row: ImportRow, look: ImportLook, rows: readonly TableRow[]) => {
  const lines = readLines(row, look, rows, readContacts)
  return { lines, contacts: lines.flatMap(({ read }) => (read.ok ? [read.value] : [])) }
}

const countsOf = (lines: readonly Line<ReadContact>[], met: readonly Met[]) => {
  const outcomes = met.map(outcomeOf)
  const count = (outcome: PreviewRow['outcome']) => outcomes.filter(one => one === outcome).length
  return {
    rows: lines.length,
    added: count('new'),
    updated: count('updated'),
    known: count('known'),
    refused: lines.length - met.length,
    customers: count('new'),
  }
}

export const previewContacts = async (
  ctx: Ctx,
  row: ImportRow,
  look: ImportLook,
  rows: readonly TableRow[],
  locale: Locale,
) => {
  const { lines, contacts } = readAll(row, look, rows)
  const met = await meet(ctx, contacts)
  let n = 0
  return {
    rows: lines.map(one => {
      if (!one.read.ok) return previewRow('contacts', one, locale, null)
      const { isNew, changes } = met[n++]!
      const { name, seenAt, key } = one.read.value
      return previewRow('contacts', one, locale, {
        outcome: outcomeOf({ isNew, changes }),
        author: name || null,
        text: '',
        channel: key.system,
        publishedAt: seenAt?.toISOString() ?? null,
        changes,
      })
    }),
    counts: countsOf(lines, met),
  }
}

export const bringContacts = async (
  ctx: Ctx,
  row: ImportRow,
  look: ImportLook,
  rows: readonly TableRow[],
): Promise<Brought> => {
  const { lines, contacts } = readAll(row, look, rows)
  const isMerging = contacts.some(contact => contact.mergedInto !== null)
  // The lock of all groups comes before any other.
  if (isMerging) await ownGroups(ctx)
  const met = await meet(ctx, contacts)
  const leaves = await takeClaims(
    ctx,
    contacts.map((contact, n) => ({
      ...claimOf(row, contact, contact.seenAt ?? row.created_at),
      // What an earlier file had told just so is not written again: that this one told it too is one row.
      ...(met[n]!.echoOf === null ? {} : { attributes: [] }),
      keys: contact.otherKeys.map(({ system, value }) => ({
        kind: 'external' as const,
        namespace: system,
        value,
        isVerified: true,
      })),
    })),
  )
  await insertEchoes(
    ctx,
    row.id,
    contacts.flatMap((contact, n) => {
      const { echoOf: of } = met[n]!
      if (of === null || of === row.id) return []
      return [{ customerId: leaves.get(keyText(keyOf(contact)))!, of, at: contact.seenAt ?? row.created_at }]
    }),
  )
  await takeConsents(
    ctx,
    contacts.flatMap(contact =>
      contact.consents.map(({ at, ...one }) => ({
        ...one,
        customerId: leaves.get(keyText(keyOf(contact)))!,
        at: at ?? contact.seenAt ?? row.created_at,
        wording: null,
        proof: one.proof ?? row.file_name,
        source: { kind: 'import' as const, id: row.id },
      })),
    ),
  )
  if (isMerging) await joinMerged(ctx, row, contacts, leaves)
  return { counts: countsOf(lines, met), refusals: refusalsOf(lines) }
}

/** Those whom the file's system had merged are one here too; the merge can be undone like any other. */
const joinMerged = async (
  ctx: Ctx,
  row: ImportRow,
  contacts: readonly ReadContact[],
  leaves: ReadonlyMap<string, string>,
): Promise<void> => {
  const pairs = contacts.flatMap(contact =>
    contact.mergedInto === null
      ? []
      : [{ from: contact, into: { key: { system: contact.key.system, value: contact.mergedInto } } }],
  )
  const masters = await takeClaims(
    ctx,
    pairs.map(({ into }) => ({ key: keyOf(into), seenAt: row.created_at, source: { kind: 'import', id: row.id } })),
  )
  const joins = pairs.map(({ from, into }) => ({
    left: masters.get(keyText(keyOf(into)))!,
    right: leaves.get(keyText(keyOf(from)))!,
    from,
  }))
  const before = await groupsOf(
    ctx,
    joins.flatMap(one => [one.left, one.right]),
  )
  const wanted = joins.filter(one => one.left !== one.right && before.get(one.left) !== before.get(one.right))
  if (wanted.length === 0) return
  await insertMerges(
    ctx,
    wanted.map(({ left, right, from }) => ({
      id: makeId(ctx.now),
      left_id: left,
      right_id: right,
      how: 'import' as const,
      why: from.key.system,
      evidence: [{ kind: 'merged_in', namespace: from.key.system, from: from.key.value, into: from.mergedInto }],
      operation_id: row.id,
      identity_id: null,
      redoes_id: null,
      made_by: actorName(ctx.actor),
    })),
  )
  await regroup(ctx, before)
}
