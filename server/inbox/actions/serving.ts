/** What serving one customer cost, by the costs of contacts that an administrator set for the team. */

import type { Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/inbox/serving.ts'
import { leavesOf, shownOf } from '../../customers/index.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { notFound } from '../../platform/errors.ts'
import { contactsOf } from '../store/serving.ts'
import { getTeamSettings } from './measures.ts'

export const getServingCost = async (
  ctx: Ctx,
  { customerId }: { customerId: string },
): Promise<Output<typeof contract.getServingCost>> => {
  const shown = (await shownOf(ctx, [customerId])).get(customerId)
  if (shown === undefined) throw notFound('customer')
  const { costs } = await getTeamSettings(ctx)
  const channels = (await contactsOf(ctx, [...(await leavesOf(ctx, [shown])).keys()])).map(({ channel, contacts }) => {
    const cost = costs[channel] ?? null
    return { channel, contacts, cost, spent: cost === null ? null : cost * contacts }
  })
  const known = channels.flatMap(({ spent }) => (spent === null ? [] : [spent]))
  return { spent: known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0), channels }
}
