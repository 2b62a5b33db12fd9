/** Listens to what networks say of their limits, in every answer that a connector is given. */
import type { World } from '../../platform/ctx.ts'
import type { Outside } from '../connector.ts'
import { patienceOf } from '../limits.ts'

/** The outside for one call of a connector, and the longest patience that its answers asked for. */
export const watchPatience = (
  world: World,
  now: Date,
): { readonly outside: Outside; readonly patience: () => { patienceSeconds?: number } } => {
  let longest = 0
  const fetch: Outside['fetch'] = async (url, request) => {
    const answer = await world.fetch(url, request)
    longest = Math.max(longest, patienceOf(answer.headers, now) ?? 0)
    return answer
  }
  return {
    outside: { fetch, openSocket: world.openSocket, reach: world.reach, memo: world.memo },
    patience: () => (longest > 0 ? { patienceSeconds: longest } : {}),
  }
}
