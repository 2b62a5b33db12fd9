/** Moves: how work came to a team or a member by itself, said in words and put back; and what returns when somebody goes. */
import type { Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox/routing.ts'
import type { Move } from '../../../contract/inbox/routing.ts'
import { isMember, listTeams, memberNames } from '../../access/index.ts'
import { announce } from '../../platform/announce.ts'
import { noteChange } from '../../platform/audit.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { conflict, invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { conversationsChanged } from '../events.ts'
import { lockConversation } from '../store/conversations.ts'
import * as store from '../store/moves.ts'
import { conversationById } from '../store/queues.ts'

const shownMoves = 10
/** Ids that one fact carries. */
const atOnce = 1000

export const listMoves = async (ctx: Ctx, input: { conversationId: string }): Promise<{ items: Move[] }> => {
  if ((await conversationById(ctx, input.conversationId)) === undefined) throw notFound('conversation')
  const rows = await store.findMoves(ctx, input.conversationId, shownMoves)
  const names = await memberNames(ctx, [
    ...new Set(rows.flatMap(row => [row.fromMemberId ?? [], row.toMemberId ?? []].flat())),
  ])
  return { items: rows.map((row, at) => moveNoun(row, names, at === 0)) }
}

const moveNoun = (row: store.MoveRow, names: ReadonlyMap<string, string>, isLast: boolean): Move => ({
  id: row.id,
  kind: row.kind,
  ruleName: row.ruleName,
  fromTeam: row.fromTeam,
  fromMember: row.fromMemberId && (names.get(row.fromMemberId) ?? '—'),
  toTeam: row.toTeam,
  toMember: row.toMemberId && (names.get(row.toMemberId) ?? '—'),
  at: row.at.toISOString(),
  undoneAt: row.undoneAt?.toISOString() ?? null,
  undoneBy: row.undoneBy,
  mayUndo: isLast && row.undoneAt === null && row.isStanding && row.kind !== 'left',
})

/** Puts the work back to where the move had taken it from. The same again changes nothing. @throws 409 once it went on. */
export const undoMove = async (ctx: Ctx, input: { conversationId: string; moveId: string }): Promise<Move> => {
  if ((await lockConversation(ctx, input.conversationId)) === undefined) throw notFound('conversation')
  const [last] = await store.findMoves(ctx, input.conversationId, 1)
  const move = (await store.findMoves(ctx, input.conversationId, shownMoves)).find(one => one.id === input.moveId)
  if (move === undefined || last === undefined) throw notFound('move')
  if (move.undoneAt === null) {
    if (move.id !== last.id || !move.isStanding || move.kind === 'left') throw conflict('inbox.moved_meanwhile')
    const to = { teamId: move.fromTeamId, memberId: move.fromMemberId }
    await store.placeTicket(ctx, input.conversationId, to, actorName(ctx.actor))
    await store.setMoveUndone(ctx, move.id, actorName(ctx.actor))
    await announce(ctx, conversationsChanged, { ids: [input.conversationId] })
  }
  return (await listMoves(ctx, input)).items.find(one => one.id === move.id)!
}

/** Gives the work to a team; whoever of another team has it keeps it only where they belong to the new one too. */
export const assignTeam = async (
  ctx: Ctx,
  input: { conversationId: string; teamId: string | null },
): Promise<Output<typeof contract.assignTeam>> => {
  if ((await lockConversation(ctx, input.conversationId)) === undefined) throw notFound('conversation')
  const team = await teamOf(ctx, input.teamId)
  const before = await store.placeOfTicket(ctx, input.conversationId)
  const memberId =
    team && before?.memberId && !team.memberIds.includes(before.memberId) ? null : (before?.memberId ?? null)
  if (await store.placeTicket(ctx, input.conversationId, { teamId: input.teamId, memberId }, actorName(ctx.actor))) {
    noteChange(ctx, { noun: 'ticket', id: input.conversationId, before, after: { teamId: input.teamId, memberId } })
    await announce(ctx, conversationsChanged, { ids: [input.conversationId] })
  }
  return { team: team && { id: team.id, name: team.name, tone: team.tone } }
}

/** A team that stands. @throws 422 */
export const teamOf = async (ctx: Ctx, teamId: string | null) => {
  if (teamId === null) return null
  const team = (await listTeams(ctx)).items.find(one => one.id === teamId)
  if (team === undefined) throw invalid('teamId', 'inbox.no_such_team')
  return team
}

/** Returns open work of a member to the queue of its team; with `left` all of it. @returns how much */
export const returnWork = async (ctx: Ctx, memberId: string, kind: 'away' | 'left'): Promise<number> => {
  const work = await store.lockWorkOf(ctx, memberId, kind === 'away')
  for (let from = 0; from < work.length; from += atOnce) {
    const some = work.slice(from, from + atOnce)
    await store.moveTickets(
      ctx,
      some.map(one => ({
        id: makeId(ctx.now),
        conversationId: one.conversationId,
        kind,
        ruleId: null,
        ruleName: null,
        toTeamId: one.teamId,
        toMemberId: null,
      })),
      actorName(ctx.actor),
    )
    await announce(ctx, conversationsChanged, { ids: some.map(one => one.conversationId) })
  }
  return work.length
}

/** Hears that members left: their work is nobody's, so that somebody takes it. Who came back meanwhile keeps theirs. */
export const returnWorkOfLeft = async (ctx: Ctx, input: { ids: readonly string[] }): Promise<void> => {
  for (const memberId of input.ids) {
    if (await isMember(ctx, memberId)) continue
    await returnWork(ctx, memberId, 'left')
    await store.releaseResolved(ctx, [memberId])
  }
}
