/** The state of 응대 as its address says it: queue, search, the conversation that is open, the pane of a narrow screen. */
import { useCallback } from 'react'
import { type Queue, queue as queueSchema } from '../../contract/inbox.ts'
import { useGo, usePathParams, useView } from '../platform/links.tsx'

export interface InboxView {
  /** Null: the address names none, and the page chooses. */
  readonly queue: Queue | null
  readonly q: string
  readonly conversationId: string | null
  /** On screens too narrow for three panes: the customer stands in the thread's place. */
  readonly isCustomerShown: boolean
  readonly choose: (queue: Queue) => void
  readonly search: (q: string) => void
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
    isCustomerShown: search.pane === 'customer',
  }))
  const open = useCallback(
    (id: string | null, isStep = true) =>
      go(
        id ? `/inbox/${id}` : '/inbox',
        { queue: view.queue ?? undefined, q: view.q || undefined },
        { replace: !isStep },
      ),
    [go, view.queue, view.q],
  )
  return {
    ...view,
    conversationId,
    choose: queue => setView({ queue }),
    search: q => setView({ q: q || undefined }),
    open,
    showCustomer: isShown => setView({ pane: isShown ? 'customer' : undefined }, { push: isShown }),
  }
}
