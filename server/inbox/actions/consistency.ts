/** The same question with different remedies: a week's answers and grants beside each other, for people to even out. */
import type { Output } from '../../../contract/endpoint.ts'
import type { listInconsistencies as endpoint, Remedy } from '../../../contract/inbox/consistency.ts'
import { memberNames, workspaceSettings } from '../../access/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { checkDraft } from '../../voice/index.ts'
import { instantOf, weekdayOf, zoneOf } from '../clocks/zone.ts'
import { type AnsweredRow, findAnswered } from '../store/consistency.ts'
import { differ, sameQuestions } from '../suggesting/comparing.ts'

const groupsMost = 30
/** Rows of a group that are shown and read beside each other. */
const rowsMost = 12
/** Earlier answers that one is read against. */
const saidMost = 5
const shownLength = 300

export const listInconsistencies = async (
  ctx: Ctx,
  input: { week?: string | undefined },
): Promise<Output<typeof endpoint>> => {
  const { timeZone } = await workspaceSettings(ctx)
  const { from, to } = weekAround(input.week === undefined ? ctx.now : new Date(input.week), timeZone)
  const rows = await findAnswered(ctx, from, to)
  const members = rows.flatMap(row => row.memberId ?? [])
  const names = await memberNames(ctx, [...new Set(members)])
  const groups = sameQuestions(rows).map(({ shared, rows: all }) => {
    const some = all.slice(-rowsMost)
    return {
      shared: [...shared],
      grantsDiffer: differ(some.map(row => row.grants)),
      remedies: some.map((row, n) => remedyOf(row, some.slice(Math.max(0, n - saidMost), n), names)),
    }
  })
  const uneven = groups.filter(one => one.grantsDiffer || one.remedies.some(row => row.conflicts.length > 0))
  return { from: from.toISOString(), to: to.toISOString(), compared: rows.length, groups: uneven.slice(0, groupsMost) }
}

/** The week in which an instant lies, from Monday to Monday as clocks of the zone show it. */
const weekAround = (at: Date, timeZone: string): { from: Date; to: Date } => {
  const zone = zoneOf(timeZone)
  const day = zone.dayOf(at.getTime())
  const monday = day - weekdayOf(day)
  return { from: new Date(instantOf(zone, monday, 0)), to: new Date(instantOf(zone, monday + 7, 0)) }
}

const remedyOf = (row: AnsweredRow, before: readonly AnsweredRow[], names: ReadonlyMap<string, string>): Remedy => ({
  conversationId: row.conversationId,
  customerName: row.customerName,
  question: cut(row.question),
  answer: cut(row.answer),
  by: (row.memberId && names.get(row.memberId)) || (row.writtenBy ?? '—'),
  at: row.at.toISOString(),
  grants: row.grants,
  conflicts:
    before.length === 0
      ? []
      : checkDraft({
          text: row.answer,
          public: false,
          customer: { name: row.customerName },
          thread: [row.question],
          said: before.map(one => one.answer),
        }).flatMap(fault => (fault.kind === 'conflicting_promise' ? [fault.why] : [])),
})

const cut = (text: string): string =>
  text.length > shownLength ? `${text.slice(0, shownLength).toWellFormed()}…` : text
