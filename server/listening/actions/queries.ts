/** Queries before they belong to a topic: read, and suggested from what the person knows. */
import type { Input, Output } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/listening.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { groupsOf } from '../query-groups.ts'
import { printQuery } from '../query-text.ts'
import { storable } from '../storable.ts'
import { suggestQuery as suggest } from '../suggest.ts'
import { readableQuery } from './topics.ts'

/** The canonical text of a query and its groups; one that cannot be read is refused with its place. */
export const readQuery = async (
  _ctx: Ctx,
  input: Input<typeof contract.readQuery>,
): Promise<Output<typeof contract.readQuery>> => {
  const { query } = readableQuery(input.query)
  const groups = groupsOf(query)
  return {
    query: printQuery(query),
    groups: groups && {
      find: [...groups.find],
      with: groups.with.map(terms => [...terms]),
      without: [...groups.without],
    },
  }
}

/** What the wizard makes of the slots. */
export const suggestQuery = async (
  _ctx: Ctx,
  { workspaceId: _, name, ...slots }: Input<typeof contract.suggestQuery> & { workspaceId?: number },
): Promise<Output<typeof contract.suggestQuery>> => {
  const given = Object.fromEntries(Object.entries(slots).map(([slot, terms]) => [slot, terms.map(storable)]))
  const { query, variants, exclusions, offers } = suggest(storable(name), given)
  return {
    query,
    variants: [...variants],
    exclusions: [...exclusions],
    offers: { short: [...offers.short], narrowing: [...offers.narrowing] },
  }
}
