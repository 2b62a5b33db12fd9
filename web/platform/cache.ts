/** The query cache, keyed by endpoint: optimistic changes that know their way back, and refetching by endpoint. */
import type { InfiniteData, Query, QueryClient, QueryFilters, QueryKey } from '@tanstack/react-query'
import type { AnyEndpoint, Output } from '../../contract/endpoint.ts'

/** `[endpoint, workspace or null, input]`; lists in pages carry a fourth part, `pages`. */
export const keyOf = (endpoint: AnyEndpoint, workspaceId: number | null, input: unknown): QueryKey => [
  endpoint.name,
  workspaceId,
  input,
]

type ItemOf<E> = Output<E> extends { items: readonly (infer I)[] } ? I : never
interface Listed {
  items: unknown[]
}

/** What a change may do to the cache before the server has answered. */
export interface Draft {
  /** Rewrites what is kept of an endpoint (not of lists in pages). Return the same value to leave it. */
  update: <E extends AnyEndpoint>(endpoint: E, change: (kept: Output<E>) => Output<E>) => void
  /** Rewrites each item of the lists of an endpoint, in pages or whole; null takes an item out. */
  updateItems: <E extends AnyEndpoint>(endpoint: E, change: (item: ItemOf<E>) => ItemOf<E> | null) => void
}

/** Runs an optimistic change. @returns the way back: puts everything touched as it was. */
export const applyDraft = (client: QueryClient, draw: (draft: Draft) => void): (() => void) => {
  const before = new Map<QueryKey, unknown>()
  const touch = (endpoint: AnyEndpoint, change: (kept: unknown) => unknown) => {
    for (const query of client.getQueryCache().findAll({ queryKey: [endpoint.name] })) {
      const kept = query.state.data
      if (kept === undefined) continue
      const next = change(kept)
      if (next === kept) continue
      if (!before.has(query.queryKey)) before.set(query.queryKey, kept)
      void client.cancelQueries({ queryKey: query.queryKey, exact: true })
      client.setQueryData(query.queryKey, next)
    }
  }
  draw({
    update: (endpoint, change) => touch(endpoint, kept => (isPaged(kept) ? kept : change(kept as never))),
    updateItems: (endpoint, change) => touch(endpoint, kept => changeItems(kept, change as (item: unknown) => unknown)),
  })
  return () => {
    for (const [key, kept] of before) client.setQueryData(key, kept)
  }
}

const isPaged = (kept: unknown): kept is InfiniteData<Listed> =>
  typeof kept === 'object' && kept !== null && 'pages' in kept && Array.isArray(kept.pages)

const changeItems = (kept: unknown, change: (item: unknown) => unknown): unknown => {
  if (isPaged(kept)) return { ...kept, pages: kept.pages.map(page => changeListed(page, change)) }
  if (typeof kept === 'object' && kept !== null && 'items' in kept) return changeListed(kept as Listed, change)
  return kept
}

const changeListed = (listed: Listed, change: (item: unknown) => unknown): Listed => ({
  ...listed,
  items: listed.items.map(change).filter(item => item !== null),
})

/**
 * Asks again for what is on screen of what a filter matches, and forgets the rest. A question on its way is let be and asked once more when its
 * answer is here: that answer may be older than what was just told. So nothing told meanwhile is missed, and a storm of facts starves no list.
 * (The query library alone gives a first question that is under way to whoever asks anew.)
 * @param way `now` drops a question on its way that only refreshes: after a change of one's own, its answer would draw what stood before.
 */
export const askAgain = (client: QueryClient, filters: QueryFilters = {}, way: 'patient' | 'now' = 'patient'): void => {
  const isLetBe = ({ state }: Query) =>
    state.fetchStatus === 'fetching' && (way === 'patient' || state.data === undefined)
  for (const query of client.getQueryCache().findAll(filters)) if (isLetBe(query)) askAfterwards(client, query)
  void client.invalidateQueries({
    ...filters,
    predicate: query => !isLetBe(query) && (filters.predicate?.(query) ?? true),
  })
}

/** Questions that are asked once more when their answer is here. */
const awaited = new WeakSet<Query>()

const askAfterwards = (client: QueryClient, query: Query): void => {
  if (awaited.has(query)) return
  awaited.add(query)
  const leave = client.getQueryCache().subscribe(event => {
    if (event.query !== query || (event.type !== 'removed' && query.state.fetchStatus === 'fetching')) return
    leave()
    awaited.delete(query)
    askAgain(client, { queryKey: query.queryKey, exact: true })
  })
}

/** Asks again for what is on screen of these endpoints and forgets the rest; many calls within the delay become one. */
export const refetcher = (
  client: QueryClient,
  { delayMs = 150, way = 'patient' }: { delayMs?: number; way?: 'patient' | 'now' } = {},
): ((endpoints: readonly AnyEndpoint[]) => void) => {
  const due = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    timer = undefined
    for (const name of due) askAgain(client, { queryKey: [name] }, way)
    due.clear()
  }
  return endpoints => {
    for (const endpoint of endpoints) due.add(endpoint.name)
    if (timer === undefined) timer = setTimeout(flush, delayMs)
  }
}
