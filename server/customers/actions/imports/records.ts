/** Rows of tickets and chats: each stands once on the timeline of whoever it is about. */
import type { PreviewRow } from '../../../../contract/channels.ts'
import type { Locale } from '../../../../contract/scalars.ts'
import type { Brought, ImportLook, ImportRow, TableRow } from '../../../channels/index.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { stableId } from '../../imports/cells.ts'
import type { ReadPerson } from '../../imports/person.ts'
import { type ReadRecord, readChats, readTickets } from '../../imports/record-rows.ts'
import { knownRecords, noteRecords } from '../../store/imports.ts'
import { keyText, takeClaims } from '../claims.ts'
import { recordActivities } from '../meeting.ts'
import { claimOf, keyOf, meet } from './contacts.ts'
import { type Line, previewRow, readLines, refusalsOf } from './reading.ts'

type Kind = 'chats' | 'tickets'

interface Placed extends ReadRecord {
  person: ReadPerson
  sourceId: string
}

const readAll = (kind: Kind, row: ImportRow, look: ImportLook, rows: readonly TableRow[]) => {
  const lines = readLines(row, look, rows, plan =>
    kind === 'chats' ? readChats(plan, row.own_names) : readTickets(plan),
  )
  return { lines, placed: place(lines) }
}

/** What we said was said to whoever spoke last; before anybody spoke, to whoever speaks next. */
const place = (lines: readonly Line<ReadRecord>[]): (Placed | null)[] => {
  const reads = lines.map(({ read }) => (read.ok ? read.value : null))
  let last = reads.find(read => read?.person)?.person ?? null
  return reads.map(read => {
    if (read === null) return null
    last = read.person ?? last
    return last === null ? null : { ...read, person: last, sourceId: stableId(`${read.system}\0${read.id}`) }
  })
}

const countsOf = (lines: number, placed: readonly (Placed | null)[], known: ReadonlySet<string>, customers: number) => {
  const there = placed.filter(one => one !== null)
  const old = there.filter(one => known.has(one.sourceId)).length
  return { rows: lines, added: there.length - old, known: old, refused: lines - there.length, customers }
}

const newOnes = async (ctx: Ctx, placed: readonly Placed[]): Promise<number> =>
  (
    await meet(
      ctx,
      placed.map(one => one.person),
    )
  ).filter(one => one.isNew).length

export const previewRecords =
  (kind: Kind) =>
  async (
    ctx: Ctx,
    row: ImportRow,
    look: ImportLook,
    rows: readonly TableRow[],
    locale: Locale,
  ): Promise<{ rows: PreviewRow[]; counts: ReturnType<typeof countsOf> }> => {
    const { lines, placed } = readAll(kind, row, look, rows)
    const there = placed.filter(one => one !== null)
    const known = await knownRecords(
      ctx,
      there.map(one => one.sourceId),
    )
    return {
      rows: lines.map((line, n) => {
        const one = placed[n]
        if (!one) return previewRow(kind, line, locale, null)
        return previewRow(kind, line, locale, {
          outcome: known.has(one.sourceId) ? 'known' : 'new',
          author: one.kind === 'answered' ? (row.own_names[0] ?? null) : one.person.name,
          text: one.text.slice(0, 400).toWellFormed(),
          channel: channelOf(kind, one),
          publishedAt: one.at.toISOString(),
        })
      }),
      counts: countsOf(lines.length, placed, known, await newOnes(ctx, there)),
    }
  }

const channelOf = (kind: Kind, one: ReadRecord): string =>
  kind === 'chats' ? 'kakaotalk' : one.system.startsWith('table:') ? 'ticket' : one.system

export const bringRecords =
  (kind: Kind) =>
  async (ctx: Ctx, row: ImportRow, look: ImportLook, rows: readonly TableRow[]): Promise<Brought> => {
    const { lines, placed } = readAll(kind, row, look, rows)
    const there = placed.filter(one => one !== null)
    const customers = await newOnes(ctx, there)
    const leaves = await takeClaims(
      ctx,
      there.map(one => claimOf(row, one.person, one.at)),
    )
    const records = there.map(one => ({ ...one, customerId: leaves.get(keyText(keyOf(one.person)))! }))
    const before = await noteRecords(
      ctx,
      row.id,
      records.map(({ sourceId, kind: told, customerId }) => ({ sourceId, kind: told, customerId })),
    )
    await recordActivities(
      ctx,
      records
        .filter(one => !before.has(one.sourceId))
        .map(one => ({
          customerId: one.customerId,
          kind: one.kind,
          sourceId: one.sourceId,
          channel: channelOf(kind, one),
          at: one.at,
          what: { text: one.text, url: null },
          conversationId: null,
          ...(one.kind === 'imported' ? { detail: { what: 'ticket', from: one.system } } : {}),
        })),
    )
    return {
      counts: countsOf(lines.length, placed, new Set(before.keys()), customers),
      refusals: refusalsOf(lines),
    }
  }
