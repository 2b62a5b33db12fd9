/** Who is on call: members take weekly turns, and somebody may stand in for a while. */
import type { OnCallRota, OnCallStandIn } from '../../../contract/inbox/clocks.ts'
import { minutesOf } from './calendar.ts'
import { dayNumber, instantOf, zoneOf } from './zone.ts'

export interface Turn {
  memberId: string
  from: Date
  to: Date
}

const daysOfTurn = 7

/** The turn that holds at an instant; null before the first one, and where nobody takes turns. */
export const turnAt = (rota: OnCallRota, at: Date): Turn | null => {
  if (rota.memberIds.length === 0) return null
  const zone = zoneOf(rota.timeZone)
  const first = dayNumber(rota.startsOn)
  const startOf = (n: number): number => instantOf(zone, first + n * daysOfTurn, minutesOf(rota.handsOverAt))
  // By the local date, then put right by the hour of the hand-over.
  let n = Math.floor((zone.dayOf(at.getTime()) - first) / daysOfTurn)
  if (startOf(n) > at.getTime()) n -= 1
  if (n < 0) return null
  return {
    memberId: rota.memberIds[n % rota.memberIds.length]!,
    from: new Date(startOf(n)),
    to: new Date(startOf(n + 1)),
  }
}

/** The member who is on call: the last stand-in that was written for this instant, else whose turn it is. */
export const onCallAt = (
  rota: OnCallRota,
  standIns: readonly Pick<OnCallStandIn, 'memberId' | 'from' | 'to'>[],
  at: Date,
): string | null => {
  const standIn = standIns.findLast(one => new Date(one.from) <= at && at < new Date(one.to))
  return standIn?.memberId ?? turnAt(rota, at)?.memberId ?? null
}

/** The turns from an instant on, the one that holds first. */
export const turnsFrom = (rota: OnCallRota, at: Date, count: number): Turn[] => {
  const turns: Turn[] = []
  const zone = zoneOf(rota.timeZone)
  const opening = new Date(instantOf(zone, dayNumber(rota.startsOn), minutesOf(rota.handsOverAt)))
  let turn = turnAt(rota, at < opening ? opening : at)
  while (turn !== null && turns.length < count) {
    turns.push(turn)
    turn = turnAt(rota, turn.to)
  }
  return turns
}
