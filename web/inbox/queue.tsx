/** The queue: what waits, by its clock. */
import { CircleCheck, Inbox, Search, X } from 'lucide-react'
import { type Conversation, getInboxSummary, type Queue, queue as queueSchema } from '../../contract/inbox.ts'
import { Button } from '../kit/button.tsx'
import { cx } from '../kit/class.ts'
import { SearchBox } from '../kit/search-box.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { Tabs } from '../kit/tabs.tsx'
import { VirtualList } from '../kit/virtual-list.tsx'
import { PageLink } from '../platform/links.tsx'
import { Failed } from '../platform/loaded.tsx'
import { type Pages, useEndpoint } from '../platform/query.ts'
import { BulkBar } from './desk/bulk-bar.tsx'
import type { Selection } from './desk/selection.ts'
import { words as desk } from './desk/words.ts'
import { QueueRow } from './queue-row.tsx'
import { SavedQueues } from './queues/bar.tsx'
import { words as saved } from './queues/words.ts'
import type { InboxView } from './view.ts'
import { words } from './words.ts'

interface QueuePaneProps {
  view: InboxView
  queue: Queue
  pages: Pages<Conversation>
  items: readonly Conversation[]
  selection: Selection
  className?: string
}

export const QueuePane = ({ view, queue, pages, items, selection, className }: QueuePaneProps) => {
  const t = words.useT()
  const td = desk.useT()
  const counts = useEndpoint(getInboxSummary, {}).data
  return (
    <section
      aria-label={t('queue.label')}
      className={cx('flex min-h-0 min-w-0 flex-col border-hair border-r bg-panel', className)}
    >
      <Tabs
        label={t('queue.label')}
        value={view.savedId ? ('' as Queue) : queue}
        onChange={view.choose}
        tabs={queueSchema.options.map(value => ({
          value,
          label: t(`queue.${value}`),
          count: value === 'resolved' ? undefined : counts?.[value],
        }))}
      />
      <SavedQueues view={view} queue={queue} />
      <div className="shrink-0 border-hair border-b">
        <SearchBox label={t('queue.search')} q={view.q} onSearch={view.searchFor} maxLength={200} isBare />
      </div>
      {pages.isPending && <SkeletonRows count={7} />}
      {Boolean(pages.error) && items.length === 0 && <Failed error={pages.error} onRetry={pages.refetch} />}
      {!pages.isPending && !pages.error && items.length === 0 && !pages.hasMore && (
        <EmptyQueue view={view} queue={queue} unassigned={counts?.unassigned ?? 0} />
      )}
      {(items.length > 0 || pages.hasMore) && (
        <VirtualList
          items={items}
          idOf={one => one.id}
          draw={(one, { isActive }) => (
            <QueueRow conversation={one} isActive={isActive} view={view} selection={selection} />
          )}
          label={t('queue.list')}
          estimate={108}
          hasMore={pages.hasMore}
          isLoadingMore={pages.isLoadingMore}
          onMore={pages.loadMore}
          activeId={view.conversationId}
          onActive={id => view.open(id, view.conversationId === null)}
          onExtend={selection.add}
          onChoose={selection.toggle}
          keyLabels={{
            next: t('queue.next'),
            before: t('queue.before'),
            extend: td('bulk.extend'),
            choose: td('bulk.key'),
          }}
          placeName={`inbox:${view.savedId ?? queue}:${view.sort}:${view.q}:${view.fields.join()}`}
        />
      )}
      {selection.ids.length > 0 && <BulkBar ids={selection.ids} onDone={selection.clear} />}
    </section>
  )
}

const EmptyQueue = ({ view, queue, unassigned }: { view: InboxView; queue: Queue; unassigned: number }) => {
  const t = words.useT()
  const ts = saved.useT()
  if (view.fields.length > 0 && !view.q)
    return (
      <EmptyState icon={Search} title={ts('none')}>
        <Button icon={X} onClick={() => view.narrowTo([])}>
          {ts('all')}
        </Button>
      </EmptyState>
    )
  if (view.savedId && !view.q) return <EmptyState icon={Inbox} title={ts('empty')} hint={ts('emptyHint')} />
  if (view.q)
    return (
      <EmptyState icon={Search} title={t('queue.none', { q: view.q })}>
        <Button icon={X} onClick={() => view.searchFor('')}>
          {t('queue.clear')}
        </Button>
      </EmptyState>
    )
  return (
    <EmptyState
      icon={queue === 'mine' || queue === 'unassigned' ? CircleCheck : Inbox}
      title={t(`queue.empty.${queue}`)}
      hint={t(`queue.empty.${queue}Hint`)}
    >
      {queue === 'mine' && unassigned > 0 && (
        <Button tone="primary" onClick={() => view.choose('unassigned')}>
          {t('queue.empty.mineStep', { count: unassigned })}
        </Button>
      )}
      {queue === 'open' && (
        <Button asChild tone="primary">
          <PageLink to="/listen">{t('queue.empty.openStep')}</PageLink>
        </Button>
      )}
    </EmptyState>
  )
}
