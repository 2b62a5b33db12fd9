/** Clocks on tickets: what is due by the promise that holds for each. */
import { type ClockSettings, defaultPolicy } from '../../../../contract/inbox/clocks.ts'
import { announce, startJob } from '../../../platform/announce.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { choosePolicy } from '../../clocks/choice.ts'
import { deadlinesOf } from '../../clocks/deadlines.ts'
import { conversationsChanged } from '../../events.ts'
import { findSettings } from '../../store/clocks/settings.ts'
import {
  type ClockRow,
  findMisclocked,
  findOpen,
  findStandings,
  findTurns,
  reopenSpoken,
  type StandingRow,
  writeClocks,
} from '../../store/clocks/tickets.ts'
import { lockConversations } from '../../store/conversations.ts'

/** What holds in a workspace that has settled nothing: the default promise, and nobody is told. */
export const noClocks: ClockSettings = {
  calendars: [],
  policies: [],
  alarms: { onWarning: false, onBreach: false, byMail: true, receiverIds: [] },
  acknowledgement: { isOn: false, text: '', onlyClosed: true, publicChannels: [] },
}

export const clocksOf = async (ctx: Ctx): Promise<ClockSettings> => (await findSettings(ctx))?.settings ?? noClocks

/**
 * Makes the tickets of locked conversations say what their messages say, whatever order those came in: a word after the
 * resolution opens the ticket again; the first question and the first answer are dated; what is due follows from the first
 * word that neither an answer nor an earlier resolution has covered, by the policy that holds.
 */
export const refreshTickets = async (ctx: Ctx, conversationIds: readonly string[]): Promise<void> => {
  await reopenSpoken(ctx, conversationIds)
  const standings = await findStandings(ctx, conversationIds)
  if (standings.length === 0) return
  const settings = await clocksOf(ctx)
  const chosen = standings.map(row => ({ row, ...choosePolicy(settings, row) }))
  const solved = chosen.filter(({ policy }) => policy.solveMinutes !== null && policy.pauses)
  const turns =
    solved.length === 0 ? new Map() : await findTurns(ctx, [...new Set(solved.map(one => one.row.conversationId))])
  const rows = chosen.map(({ row, policy, calendar }): ClockRow => {
    const due = deadlinesOf(policy, calendar, {
      openedAt: row.openedAt.getTime(),
      firstAnsweredAt: row.firstAnsweredAt?.getTime() ?? null,
      waitingSince: row.waitingSince?.getTime() ?? null,
      waited: waitedOf(turns.get(row.conversationId) ?? []),
    })
    return {
      ...standingOf(row),
      policyId: policy.id === defaultPolicy.id ? null : policy.id,
      kind: due.due?.kind ?? null,
      dueAt: dateOrNull(due.due?.at),
      warnAt: dateOrNull(due.due?.warnAt),
      firstDueAt: dateOrNull(due.first),
      nextDueAt: dateOrNull(due.next),
      solveDueAt: dateOrNull(due.solve),
    }
  })
  await writeClocks(ctx, rows, settings.alarms.onWarning || settings.alarms.onBreach)
}

const standingOf = ({ id, openedAt, firstAnsweredAt, waitingSince }: StandingRow) => ({
  id,
  openedAt,
  firstAnsweredAt,
  waitingSince,
})

const dateOrNull = (ms: number | null | undefined): Date | null => (ms == null ? null : new Date(ms))

/** Stretches from a word until the answer that followed it. */
const waitedOf = (turns: readonly { isAnswer: boolean; at: Date }[]): { from: number; to: number }[] => {
  const waited: { from: number; to: number }[] = []
  let since: number | null = null
  for (const { isAnswer, at } of turns) {
    if (!isAnswer) since ??= at.getTime()
    else if (since !== null) {
      if (at.getTime() > since) waited.push({ from: since, to: at.getTime() })
      since = null
    }
  }
  return waited
}

export const renewQueue = 'inbox.renew_clocks'
const atOnce = 500

/** Gives open tickets the deadlines of promises that were changed, a page at a time. */
export const renewClocks = async (ctx: Ctx, input: { after: string | null }): Promise<void> => {
  const ids = await findOpen(ctx, input.after, atOnce)
  if (ids.length === 0) return
  await lockConversations(ctx, ids)
  await refreshTickets(ctx, ids)
  await announce(ctx, conversationsChanged, { ids })
  if (ids.length === atOnce) await startJob(ctx, renewQueue, { after: ids.at(-1)! })
}

/** Hears that mentions ended or were opened again: what stands on the stance board is never overdue. */
export const followEndings = async (ctx: Ctx, input: { ids: readonly string[] }): Promise<void> => {
  const ids = await findMisclocked(ctx, input.ids)
  if (ids.length === 0) return
  await lockConversations(ctx, ids)
  await refreshTickets(ctx, ids)
  await announce(ctx, conversationsChanged, { ids })
}
