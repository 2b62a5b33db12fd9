/** Who stands behind authors, asked for many at once: chips of one screen make one request. */
import type { QueryClient } from '@tanstack/react-query'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { findCustomers } from '../../contract/customers.ts'
import type { Output } from '../../contract/endpoint.ts'
import { keyOf } from '../platform/cache.ts'
import { call } from '../platform/client.ts'
import { useMay } from '../platform/session.ts'
import { usePathWorkspace } from '../platform/workspace.ts'

export type FoundCustomer = Output<typeof findCustomers>['items'][number]

type Ask = (authorId: string) => Promise<FoundCustomer | null>
type Waiting = { resolve: (found: FoundCustomer | null) => void; reject: (error: unknown) => void }

/** Pure but for its timer: gathers ids for a moment and asks for them together, at most `most` at once. */
export const gather = (
  askMany: (authorIds: string[]) => Promise<readonly FoundCustomer[]>,
  { waitMs = 16, most = 200 } = {},
): Ask => {
  let due = new Map<string, Waiting[]>()
  const flush = async (batch: Map<string, Waiting[]>) => {
    try {
      const found = new Map((await askMany([...batch.keys()])).map(one => [one.authorId, one]))
      for (const [id, waiting] of batch) for (const one of waiting) one.resolve(found.get(id) ?? null)
    } catch (error) {
      for (const waiting of batch.values()) for (const one of waiting) one.reject(error)
    }
  }
  const send = () => {
    const batch = due
    due = new Map()
    if (batch.size > 0) void flush(batch)
  }
  return authorId =>
    new Promise((resolve, reject) => {
      if (due.size === 0) setTimeout(send, waitMs)
      due.set(authorId, [...(due.get(authorId) ?? []), { resolve, reject }])
      if (due.size >= most) send()
    })
}

const asks = new WeakMap<QueryClient, Map<number, Ask>>()

const askOf = (client: QueryClient, workspaceId: number): Ask => {
  const byWorkspace = asks.get(client) ?? new Map<number, Ask>()
  asks.set(client, byWorkspace)
  const known = byWorkspace.get(workspaceId)
  if (known) return known
  const made = gather(async authorIds => (await call(findCustomers, { authorIds }, { workspaceId })).items)
  byWorkspace.set(workspaceId, made)
  return made
}

/** The customer behind an author: undefined until known, null for nobody. */
export const useCustomerOf = (authorId: string): FoundCustomer | null | undefined => {
  const client = useQueryClient()
  const workspaceId = usePathWorkspace()
  const may = useMay()
  const query = useQuery({
    queryKey: keyOf(findCustomers, workspaceId, { authorId }),
    queryFn: () => askOf(client, workspaceId ?? 0)(authorId),
    enabled: workspaceId !== null && may('customers.read'),
    staleTime: 60_000,
  })
  return query.data
}
