/** 고객: everybody whom we have heard, last heard first. */
import { Search, UserRound } from 'lucide-react'
import { useState } from 'react'
import { type Customer, listCustomers } from '../../contract/customers.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { cx } from '../kit/class.ts'
import { FilterBar, Page, TopBar } from '../kit/page.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { VirtualList } from '../kit/virtual-list.tsx'
import { useChannelName } from '../listening/index.ts'
import { PageLink, useGo, useView } from '../platform/links.tsx'
import { Failed } from '../platform/loaded.tsx'
import { usePages } from '../platform/query.ts'
import { useFormats } from '../platform/session.ts'
import { ChannelSign } from './channel.tsx'
import { shownHandle } from './handle.ts'
import { SearchBox } from './search-box.tsx'
import { words } from './words.ts'

const grid =
  'grid grid-cols-[minmax(0,1.1fr)_minmax(0,1.4fr)_72px_72px_112px] items-center gap-x-4 px-5 max-md:grid-cols-[minmax(0,1fr)_auto] max-md:px-4'

export const CustomersPage = () => {
  const t = words.useT()
  const go = useGo()
  const [view, setView] = useView(search => ({ q: typeof search.q === 'string' ? search.q : '' }))
  const [active, setActive] = useState<string | null>(null)
  const customers = usePages(listCustomers, view.q ? { q: view.q } : {}, { keep: true })
  return (
    <Page bar={<TopBar title={t('list.title')} />}>
      <FilterBar label={t('list.search')}>
        <div className="w-80 max-w-full max-md:w-full">
          <SearchBox
            label={t('list.search')}
            q={view.q}
            onSearch={q => setView({ q: q || undefined })}
            maxLength={100}
          />
        </div>
      </FilterBar>
      {customers.isPending && <SkeletonRows count={12} />}
      {Boolean(customers.error) && customers.items.length === 0 && (
        <Failed error={customers.error} onRetry={customers.refetch} />
      )}
      {!customers.isPending && !customers.error && customers.items.length === 0 && (
        <NoCustomers q={view.q} onClear={() => setView({ q: undefined })} />
      )}
      {customers.items.length > 0 && (
        <>
          <Heads />
          <VirtualList
            className="bg-panel"
            items={customers.items}
            idOf={customer => customer.id}
            draw={(customer, { isActive }) => <Row customer={customer} isActive={isActive} />}
            label={t('list.title')}
            estimate={45}
            hasMore={customers.hasMore}
            isLoadingMore={customers.isLoadingMore}
            onMore={customers.loadMore}
            activeId={active}
            onActive={setActive}
            onOpen={id => go(`/customers/${id}`)}
            keyLabels={{ next: t('list.next'), before: t('list.before'), open: t('list.open') }}
            placeName={`customers:${view.q}`}
          />
        </>
      )}
    </Page>
  )
}

const Heads = () => {
  const t = words.useT()
  return (
    <div
      aria-hidden
      className={cx(grid, 'h-8 shrink-0 border-hair border-b bg-panel text-faint text-xs max-md:hidden')}
    >
      <span>{t('list.name')}</span>
      <span>{t('list.identities')}</span>
      <span className="text-right">{t('list.said')}</span>
      <span className="text-right">{t('list.answered')}</span>
      <span className="text-right">{t('list.last')}</span>
    </div>
  )
}

const Row = ({ customer, isActive }: { customer: Customer; isActive: boolean }) => {
  const t = words.useT()
  const formats = useFormats()
  const { said, answered } = customer.counts
  return (
    <PageLink
      to={`/customers/${customer.id}`}
      className={cx(
        grid,
        'min-h-11 border-hair border-b py-1.5 -outline-offset-2',
        isActive ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
    >
      <span className="flex min-w-0 items-center gap-2.5">
        <Avatar name={customer.name} />
        <span className="flex min-w-0 flex-col">
          <span className="flex min-w-0 items-center gap-2">
            <span className="truncate font-semibold">{customer.name}</span>
            {customer.stage === 'known' && <Chip tone="acc">{t('stage.known')}</Chip>}
          </span>
          <span className="flex min-w-0 text-muted text-xs md:hidden">
            <Handles customer={customer} />
          </span>
        </span>
      </span>
      <span className="flex min-w-0 text-muted text-sm max-md:hidden">
        <Handles customer={customer} />
      </span>
      <Count label={t('list.said')} value={said} />
      <Count label={t('list.answered')} value={answered} />
      <time
        dateTime={customer.lastSeenAt}
        title={formats.moment(customer.lastSeenAt)}
        className="whitespace-nowrap text-right text-muted text-sm tabular-nums"
      >
        {formats.ago(customer.lastSeenAt)}
      </time>
    </PageLink>
  )
}

const Count = ({ label, value }: { label: string; value: number }) => {
  const formats = useFormats()
  return (
    <span className={cx('text-right tabular-nums max-md:hidden', value === 0 && 'text-faint')}>
      <span className="sr-only">{label} </span>
      {formats.number(value)}
    </span>
  )
}

const Handles = ({ customer }: { customer: Customer }) => {
  const t = words.useT()
  const channelName = useChannelName()
  const [first, ...rest] = customer.identities
  if (!first) return null
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <ChannelSign channel={first.channel} size={13} name={channelName(first.channel)} />
      <span className="truncate">{shownHandle(first.handle)}</span>
      {[...new Set(rest.map(identity => identity.channel))]
        .filter(channel => channel !== first.channel)
        .map(channel => (
          <ChannelSign key={channel} channel={channel} size={13} name={channelName(channel)} />
        ))}
      {rest.length > 0 && <span className="shrink-0 text-faint text-xs">{t('list.more', { count: rest.length })}</span>}
    </span>
  )
}

const NoCustomers = ({ q, onClear }: { q: string; onClear: () => void }) => {
  const t = words.useT()
  if (q)
    return (
      <EmptyState icon={Search} title={t('list.none', { q })} hint={t('list.noneHint')}>
        <Button onClick={onClear}>{t('list.clear')}</Button>
      </EmptyState>
    )
  return (
    <EmptyState icon={UserRound} title={t('list.empty')} hint={t('list.emptyHint')}>
      <Button asChild tone="primary">
        <PageLink to="/listen">{t('list.emptyStep')}</PageLink>
      </Button>
    </EmptyState>
  )
}
