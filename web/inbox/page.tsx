/** 응대: the queue, the conversation, the customer; on a phone one after the other. */
import { useCallback, useRef, useState } from 'react'
import { type Conversation, getInboxSummary, listConversations, type Queue } from '../../contract/inbox.ts'
import { Chip } from '../kit/chip.tsx'
import { cx } from '../kit/class.ts'
import { Page, TopBar } from '../kit/page.tsx'
import { SkeletonRows } from '../kit/states.tsx'
import { useEndpoint, usePages } from '../platform/query.ts'
import { useFormats, useWorkspace } from '../platform/session.ts'
import { belongs } from './belongs.ts'
import { CustomerPane } from './customer-pane.tsx'
import { useSelection } from './desk/selection.ts'
import { QueuePane } from './queue.tsx'
import { askedOf } from './queues/narrowing.tsx'
import { ThreadPane } from './thread.tsx'
import { useTicketVerbs } from './verbs.ts'
import { type InboxView, useInboxView } from './view.ts'
import { words } from './words.ts'

export const InboxPage = () => {
  const view = useInboxView()
  const summary = useEndpoint(getInboxSummary, {})
  // Chosen once, from what waits when the page opens, so that the list never changes under the reader.
  const [chosen, setChosen] = useState<Queue | null>(null)
  const queue = view.queue ?? chosen
  if (!queue && (summary.data || summary.error)) setChosen(firstQueue(summary.data))
  return (
    <Page bar={<Bar isBehindThread={view.conversationId !== null} />}>
      {queue ? <Panes view={view} queue={queue} /> : <SkeletonRows count={8} />}
    </Page>
  )
}

const firstQueue = (counts: { mine: number; unassigned: number } | undefined): Queue => {
  if (!counts) return 'open'
  return counts.mine > 0 ? 'mine' : counts.unassigned > 0 ? 'unassigned' : 'open'
}

const Panes = ({ view, queue }: { view: InboxView; queue: Queue }) => {
  const { memberId } = useWorkspace()
  const pages = usePages(listConversations, askedOf(view, queue))
  // What a saved queue asks for the server alone knows.
  const items = view.savedId ? pages.items : pages.items.filter(one => belongs(one, queue, memberId))
  const selection = useSelection(items)
  const { open, conversationId } = view
  const verbs = useTicketVerbs(useCallback((id: string) => open(id), [open]))

  // Where the open one stands, or stood before an answer sent it down the queue.
  const place = useRef(0)
  const at = items.findIndex(one => one.id === conversationId)
  if (at >= 0) place.current = at

  /** Resolving goes on to the next of the queue, so that a hand can stay on one key. */
  const resolve = (conversation: Conversation) => {
    const rest = items.filter(one => one.id !== conversation.id)
    verbs.resolve(conversation)
    open((rest[place.current] ?? rest.at(-1))?.id ?? null, false)
  }
  return (
    <div className="grid min-h-0 grow grid-cols-[344px_minmax(0,1fr)_316px] grid-rows-1 max-md:grid-cols-1 max-xl:grid-cols-[320px_minmax(0,1fr)]">
      <QueuePane
        view={view}
        queue={queue}
        pages={pages}
        items={items}
        selection={selection}
        className={cx(conversationId && 'max-md:hidden')}
      />
      <ThreadPane
        key={conversationId ?? ''}
        view={view}
        verbs={{ ...verbs, resolve }}
        className={cx(conversationId ? view.isCustomerShown && 'max-xl:hidden' : 'max-md:hidden xl:col-span-2')}
      />
      {conversationId && (
        <CustomerPane
          view={view}
          conversationId={conversationId}
          className={cx(!view.isCustomerShown && 'max-xl:hidden')}
        />
      )}
    </div>
  )
}

const Bar = ({ isBehindThread }: { isBehindThread: boolean }) => {
  const t = words.useT()
  const formats = useFormats()
  const summary = useEndpoint(getInboxSummary, {}).data
  return (
    <div className={cx(isBehindThread && 'max-md:sr-only')}>
      <TopBar
        title={t('title')}
        facts={
          summary && (
            <>
              {summary.withinTarget !== null && (
                <Chip tone={summary.withinTarget < 0.9 ? 'warn' : 'pos'} hasDot>
                  {t('facts.within', {
                    minutes: summary.targetMinutes,
                    share: formats.share(summary.withinTarget),
                  })}
                </Chip>
              )}
              {summary.overdue > 0 && <Chip tone="neg">{t('facts.overdue', { count: summary.overdue })}</Chip>}
            </>
          )
        }
      />
    </div>
  )
}
