/** Rows of call records: each call once on the timeline of whoever has the number. */
import type { PreviewRow } from '../../../../contract/channels.ts'
import type { Locale } from '../../../../contract/scalars.ts'
import {
  type Brought,
  type ImportLook,
  type ImportRow,
  momentRules,
  noMoments,
  readMoment,
  type TableRow,
} from '../../../channels/index.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type Call, joinLegs, readCallRow } from '../../calls/records.ts'
import { placesOf } from '../../imports/call-columns.ts'
import { systemOf } from '../../imports/cells.ts'
import { type PeoplePlan, type RowRead, refusedRow } from '../../imports/contact-rows.ts'
import { showPhone } from '../../phone.ts'
import { knownCalls, leavesByNumbers } from '../../store/calls.ts'
import { takeCalls } from '../calls.ts'
import { previewRow, readLines, refusalsOf } from './reading.ts'

const readCalls = ({ table, zone }: PeoplePlan): ((cells: readonly string[]) => RowRead<Call>) => {
  const places = placesOf(table.columns)
  const rules = {
    ...momentRules((places.start !== undefined && table.evidence[places.start]?.moments) || noMoments(), zone),
    ...(table.isDayFirst === null ? {} : { isDayFirst: table.isDayFirst }),
  }
  return cells => {
    const read = readCallRow(cells, places, written => readMoment(written, rules))
    return read.ok ? { ok: true, value: read.call } : refusedRow(read.why === 'no_id' ? 'no_time' : read.why)
  }
}

/** A call that was forwarded is told in several rows; a file of several tables holds calls of one system. */
const readAll = (row: ImportRow, look: ImportLook, rows: readonly TableRow[]) => {
  const lines = readLines(row, look, rows, readCalls)
  const table = look.tables[rows[0]?.[0] ?? 0]!
  return {
    lines,
    system: systemOf(row, table),
    calls: joinLegs(lines.flatMap(({ read }) => (read.ok ? [read.value] : []))),
  }
}

export const previewCalls = async (
  ctx: Ctx,
  row: ImportRow,
  look: ImportLook,
  rows: readonly TableRow[],
  locale: Locale,
): Promise<{ rows: PreviewRow[]; counts: Record<string, number> }> => {
  const { lines, system, calls } = readAll(row, look, rows)
  const known = await knownCalls(
    ctx,
    system,
    calls.map(call => call.id),
  )
  const numbers = [...new Set(calls.flatMap(call => call.number ?? []))]
  const leaves = await leavesByNumbers(ctx, numbers)
  const refused = lines.filter(one => !one.read.ok).length
  return {
    rows: lines.map(one => {
      if (!one.read.ok) return previewRow('calls', one, locale, null)
      const call = one.read.value
      return previewRow('calls', one, locale, {
        outcome: known.has(call.id) ? 'known' : 'new',
        author: call.number === null ? null : showPhone(call.number),
        text: [call.cause, call.agent].filter(Boolean).join(' · '),
        channel: 'call',
        publishedAt: call.startedAt.toISOString(),
      })
    }),
    counts: {
      rows: lines.length,
      added: calls.filter(call => !known.has(call.id)).length,
      known: calls.filter(call => known.has(call.id)).length,
      refused,
      customers: numbers.filter(number => !leaves.has(number)).length,
    },
  }
}

export const bringCalls = async (
  ctx: Ctx,
  row: ImportRow,
  look: ImportLook,
  rows: readonly TableRow[],
): Promise<Brought> => {
  const { lines, system, calls } = readAll(row, look, rows)
  const refusals = refusalsOf(lines)
  const leaves = await leavesByNumbers(ctx, [...new Set(calls.flatMap(call => call.number ?? []))])
  const taken = await takeCalls(ctx, system, { kind: 'import', id: row.id }, calls)
  const fresh = taken.filter(one => one.isNew)
  const met = new Set(fresh.flatMap(one => one.customerId ?? []))
  for (const leaf of leaves.values()) met.delete(leaf)
  return {
    counts: {
      rows: lines.length,
      added: fresh.length,
      known: calls.length - fresh.length,
      refused: refusals.length,
      customers: met.size,
    },
    refusals,
  }
}
