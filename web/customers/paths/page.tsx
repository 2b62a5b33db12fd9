/** 구매로 이어진 길 → 하나씩: the orders and visits behind a number of the report of paths. */
import { Route } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  listPathOrders,
  listPathVisits,
  type PathOrder,
  type PathPart,
  type PathVisit,
  pathPart,
} from '../../../contract/customers.ts'
import { useChannelName } from '../../channels/index.ts'
import { Button } from '../../kit/button.tsx'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { Card, FilterBar, Page, Scroll, TopBar } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { EmptyState, SkeletonRows } from '../../kit/states.tsx'
import { BackLink } from '../../platform/back-link.tsx'
import { PageLink, useView } from '../../platform/links.tsx'
import { Failed } from '../../platform/loaded.tsx'
import { usePages } from '../../platform/query.ts'
import { useFormats, useNow } from '../../platform/session.ts'
import { money } from '../money.ts'
import { type PathRows, readPathRows } from './rows.ts'
import { words } from './words.ts'

const dayMs = 86_400_000
const atOnce = 50

export const PathsPage = () => {
  const t = words.useT()
  const formats = useFormats()
  const [view, setView] = useView(readPathRows)
  const now = useNow()
  // A month up to the coming midnight of UTC, so that the question stays the same while the page stands open.
  const end = Math.ceil(now.getTime() / dayMs) * dayMs
  const from = view.from ?? new Date(end - 30 * dayMs).toISOString()
  const to = view.to ?? new Date(end).toISOString()
  const placeName = usePlaceName()
  return (
    <Page
      bar={
        <TopBar
          lead={<BackLink to="/listen/places" label={t('back')} />}
          title={t('title')}
          note={
            <span className="tabular-nums max-md:hidden">
              {formats.date(from)} – {formats.date(new Date(Date.parse(to) - 1))}
            </span>
          }
        />
      }
    >
      <FilterBar label={t('which')}>
        {view.tab === 'orders' && (
          <Select<PathPart | 'all'>
            isCompact
            label={t('which')}
            value={view.part ?? 'all'}
            choices={[
              { value: 'all', label: t('all') },
              ...pathPart.options.map(part => ({ value: part, label: t(part) })),
            ]}
            onChange={part => setView({ part: part === 'all' ? undefined : part })}
          />
        )}
        {view.place !== undefined && view.seenBy !== undefined && (
          <Button
            size="sm"
            onClick={() => setView({ place: undefined, seenBy: undefined, tab: undefined })}
            aria-label={t('everyPlace')}
          >
            {placeName(view.place, view.seenBy)} ×
          </Button>
        )}
      </FilterBar>
      <Scroll className="px-6 py-5 max-md:px-3">
        {view.tab === 'visits' ? (
          <Visits view={view} from={from} to={to} />
        ) : (
          <Orders view={view} from={from} to={to} />
        )}
      </Scroll>
    </Page>
  )
}

interface Asked {
  view: PathRows
  from: string
  to: string
}

const Orders = ({ view, from, to }: Asked) => {
  const t = words.useT()
  const { part, place, seenBy } = view
  const orders = usePages(listPathOrders, {
    ...{ from, to, limit: atOnce },
    ...(part === undefined ? {} : { part }),
    ...(place === undefined ? {} : { place }),
    ...(seenBy === undefined ? {} : { seenBy }),
  })
  const columns = useOrderColumns()
  return (
    <Rows pages={orders} empty={t('none')} note={t('namesNote')}>
      <DataTable label={t('orders')} rows={orders.items} columns={columns} idOf={order => order.id} />
    </Rows>
  )
}

const Visits = ({ view, from, to }: Asked) => {
  const t = words.useT()
  const seenBy = view.seenBy === 'mark' ? 'mark' : 'link'
  const visits = usePages(listPathVisits, { from, to, limit: atOnce, place: view.place ?? '', seenBy })
  const columns = useVisitColumns()
  return (
    <Rows pages={visits} empty={t('noVisits')} note={t('namesNote')}>
      <DataTable label={t('visits')} rows={visits.items} columns={columns} idOf={visit => visit.id} />
    </Rows>
  )
}

const Rows = ({
  pages,
  empty,
  note,
  children,
}: {
  pages: ReturnType<typeof usePages<typeof listPathOrders>> | ReturnType<typeof usePages<typeof listPathVisits>>
  empty: string
  note: string
  children: ReactNode
}) => {
  const t = words.useT()
  if (pages.isPending) return <SkeletonRows hasFace={false} />
  if (pages.error && pages.items.length === 0) return <Failed error={pages.error} onRetry={pages.refetch} />
  if (pages.items.length === 0) return <EmptyState icon={Route} title={empty} hint={t('noneHint')} />
  return (
    <Card>
      {children}
      {pages.hasMore && (
        <Button size="sm" className="mt-3" isBusy={pages.isLoadingMore} onClick={pages.loadMore}>
          {t('more')}
        </Button>
      )}
      <p className="mt-3 text-muted text-xs">{note}</p>
    </Card>
  )
}

const useOrderColumns = (): readonly Column<PathOrder>[] => {
  const t = words.useT()
  const formats = useFormats()
  return [
    {
      name: 'order',
      head: t('order'),
      isMain: true,
      draw: order => (
        <TwoLines
          first={order.amount === null ? t('amountUnknown') : money(order.amount, order.currency ?? 'KRW')}
          second={order.number === null ? formats.moment(order.at) : `${formats.moment(order.at)} · ${order.number}`}
        />
      ),
    },
    { name: 'exposure', head: t('place'), draw: ({ exposure }) => <Exposure exposure={exposure} /> },
    {
      name: 'visit',
      head: t('visit'),
      isWide: true,
      draw: ({ visit }) =>
        visit === null ? (
          <span className="text-muted">{t('unknown')}</span>
        ) : (
          <TwoLines
            first={pageName(visit.landed) ?? t('page')}
            second={`${formats.moment(visit.at)} · ${t('pages', { count: visit.pages })}`}
          />
        ),
    },
    { name: 'customer', head: t('customer'), isWide: true, draw: ({ customer }) => <Customer customer={customer} /> },
  ]
}

const useVisitColumns = (): readonly Column<PathVisit>[] => {
  const t = words.useT()
  const formats = useFormats()
  return [
    {
      name: 'visit',
      head: t('visit'),
      isMain: true,
      draw: visit => (
        <TwoLines
          first={pageName(visit.landed) ?? t('page')}
          second={`${formats.moment(visit.at)} · ${t('pages', { count: visit.pages })}`}
        />
      ),
    },
    { name: 'post', head: t('post'), draw: ({ mentionId }) => <Post mentionId={mentionId} /> },
    { name: 'customer', head: t('customer'), draw: ({ customer }) => <Customer customer={customer} /> },
  ]
}

const pageName = (page: { url: string; title: string } | null): string | null => {
  if (page === null) return null
  return page.title || (URL.canParse(page.url) ? new URL(page.url).pathname : page.url) || null
}

const TwoLines = ({ first, second }: { first: ReactNode; second: ReactNode }) => (
  <span className="flex min-w-0 flex-col">
    <span className="truncate font-medium">{first}</span>
    <span className="truncate text-muted text-xs tabular-nums">{second}</span>
  </span>
)

const Exposure = ({ exposure }: Pick<PathOrder, 'exposure'>) => {
  const t = words.useT()
  const formats = useFormats()
  const placeName = usePlaceName()
  if (exposure === null) return <span className="text-muted">{t('unknown')}</span>
  const { place, seenBy, at, mentionId } = exposure
  return (
    <TwoLines
      first={placeName(place, seenBy)}
      second={
        <>
          {formats.moment(at)} · {mentionId === null ? t(`short.${seenBy}`) : <Post mentionId={mentionId} />}
        </>
      }
    />
  )
}

const Post = ({ mentionId }: { mentionId: string | null }) => {
  const t = words.useT()
  if (mentionId === null) return <span className="text-muted">{t('postUnknown')}</span>
  return (
    <PageLink
      to="/listen"
      search={{ column: 'all', open: mentionId }}
      className="rounded-sm text-accent-text underline underline-offset-3"
    >
      {t('openPost')}
    </PageLink>
  )
}

const Customer = ({ customer }: { customer: { id: string; name: string } | null }) => {
  const t = words.useT()
  if (customer === null) return <span className="text-muted">{t('unnamed')}</span>
  return (
    <PageLink to={`/customers/${customer.id}`} className="rounded-sm hover:underline">
      {customer.name}
    </PageLink>
  )
}

const usePlaceName = () => {
  const channelName = useChannelName()
  return (place: string, seenBy: string) => (seenBy === 'talk' ? channelName(place) : place)
}
