/** The state of 응대 as its address says it: queue, search, the conversation that is open, the pane of a narrow screen. */
import { useCallback, useMemo } from 'react'
import { type QueueSort, queueSort } from '../../contract/inbox/queues.ts'
import { type Queue, queue as queueSchema } from '../../contract/inbox.ts'
import { useGo, usePathParams, useView } from '../platform/links.tsx'

export interface InboxView {
  /** Null: the address names none, and the page chooses. */
  readonly queue: Queue | null
  readonly q: string
  /** A saved queue, in place of `queue`. */
  readonly savedId: string | null
  readonly sort: QueueSort
  /** Conditions on the workspace's own fields, `key:value`. */
  readonly fields: readonly string[]
  /** What a link to another conversation keeps of the address. */
  readonly search: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly conversationId: string | null
  /** On screens too narrow for three panes: the customer stands in the thread's place. */
  readonly isCustomerShown: boolean
  readonly choose: (queue: Queue) => void
  readonly chooseSaved: (id: string) => void
  readonly sortBy: (sort: QueueSort) => void
  readonly searchFor: (q: string) => void
  readonly narrowTo: (fields: readonly string[]) => void
  /** Opens a conversation; null closes it. `isStep` lets Back undo it. */
  readonly open: (conversationId: string | null, isStep?: boolean) => void
  readonly showCustomer: (isShown: boolean) => void
}

export const useInboxView = (): InboxView => {
  const { conversationId = null } = usePathParams()
  const go = useGo()
  const [view, setView] = useView(search => ({
    queue: queueSchema.safeParse(search.queue).data ?? null,
    q: typeof search.q === 'string' ? search.q : '',
    savedId: typeof search.saved === 'string' ? search.saved : null,
    sort: queueSort.safeParse(search.sort).data ?? ('clock' as const),
    fields: [search.field ?? []].flat(),
    isCustomerShown: search.pane === 'customer',
  }))
  const { queue, q, savedId, sort } = view
  const asked = view.fields.join('\n')
  const search = useMemo(
    () => ({
      queue: queue ?? undefined,
      q: q || undefined,
      saved: savedId ?? undefined,
      sort: sort === 'clock' ? undefined : sort,
      field: asked === '' ? undefined : asked.split('\n'),
    }),
    [queue, q, savedId, sort, asked],
  )
  const open = useCallback(
    (id: string | null, isStep = true) => go(id ? `/inbox/${id}` : '/inbox', search, { replace: !isStep }),
    [go, search],
  )
  return {
    ...view,
    conversationId,
    search,
    choose: next => setView({ queue: next, saved: undefined }),
    chooseSaved: id => setView({ saved: id }),
    sortBy: next => setView({ sort: next === 'clock' ? undefined : next }),
    searchFor: text => setView({ q: text || undefined }),
    narrowTo: fields => setView({ field: fields.length > 0 ? [...fields] : undefined }),
    open,
    showCustomer: isShown => setView({ pane: isShown ? 'customer' : undefined }, { push: isShown }),
  }
}
