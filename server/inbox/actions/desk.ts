/** A desk to begin with, for a rehearsal: rules that share work among teams, a queue of the team's, a macro. */
import type { Ctx } from '../../platform/ctx.ts'
import { makeId } from '../../platform/ids.ts'
import { keepMacro } from '../store/bulk.ts'
import { keepQueue } from '../store/filters.ts'
import { keepRule } from '../store/routing.ts'

export const openDesk = async (
  ctx: Ctx,
  { careId, pressId, ownerId }: { careId: string; pressId: string; ownerId: string | null },
): Promise<void> => {
  const rule = { isOn: true, memberId: null }
  const press = {
    ...rule,
    name: '홍보 문의',
    conditions: { intents: ['suggestion' as const] },
    teamId: pressId,
    shares: false,
  }
  await keepRule(ctx, { ...press, id: makeId(ctx.now) }, '민준')
  await keepRule(
    ctx,
    { ...rule, id: makeId(ctx.now), name: '모든 문의', conditions: {}, teamId: careId, shares: false },
    '민준',
  )
  await keepMacro(
    ctx,
    { id: makeId(ctx.now), name: '맡고 해결', steps: { assign: 'me', sends: false, close: true } },
    '민준',
  )
  if (ownerId === null) return
  const filter = { state: 'open' as const, sort: 'risk' as const, sentiments: ['negative' as const] }
  await keepQueue(ctx, { id: makeId(ctx.now), name: '화난 고객', isShared: true, ownerId, filter })
}
