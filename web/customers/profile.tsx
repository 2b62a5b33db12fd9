/** A customer's profile: what happened, in order, beside all that is known of them. */
import { ArrowLeft, BadgeCheck, History, Lock, UserRound } from 'lucide-react'
import { useEffect } from 'react'
import { type Customer, getCustomer, listActivities } from '../../contract/customers.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Button, IconButton } from '../kit/button.tsx'
import { cx } from '../kit/class.ts'
import { Page, TopBar } from '../kit/page.tsx'
import { useShortcut } from '../kit/shortcuts.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { Tabs } from '../kit/tabs.tsx'
import { VirtualList } from '../kit/virtual-list.tsx'
import { useGo, usePathParams, useView } from '../platform/links.tsx'
import { Failed } from '../platform/loaded.tsx'
import { statusOf } from '../platform/problem.ts'
import { useEndpoint, usePages } from '../platform/query.ts'
import { useFormats } from '../platform/session.ts'
import { CustomerName } from './name.tsx'
import { About } from './profile/about.tsx'
import { StageMenu } from './profile/stage-menu.tsx'
import { isGroup, kindsOf, TimelineFilters, type TimelineView } from './profile/timeline-filters.tsx'
import { words as profileWords } from './profile/words.ts'
import { TimelineRow } from './timeline.tsx'
import { words } from './words.ts'

export const ProfilePage = () => {
  const t = words.useT()
  const go = useGo()
  const { customerId = '' } = usePathParams()
  const customer = useEndpoint(getCustomer, { customerId })
  const [search] = useView(all => all)
  const shownId = customer.data?.isAlias ? customer.data.id : null
  useEffect(() => {
    // An old id finds whoever it is now, under the address that they have now.
    if (shownId) go(`/customers/${shownId}`, search, { replace: true })
  }, [shownId, search, go])
  const back = () => go('/customers')
  useShortcut('escape', t('profile.back'), back)
  return (
    <Page
      bar={
        <TopBar
          lead={<IconButton label={t('profile.back')} icon={ArrowLeft} onClick={back} />}
          title={t('list.title')}
        />
      }
    >
      {customer.data && !customer.data.isAlias && <Profile customer={customer.data} />}
      {((!customer.data && !customer.error) || shownId) && <SkeletonRows count={8} />}
      {!customer.data && statusOf(customer.error) === 404 && (
        <EmptyState icon={UserRound} title={t('profile.missing')} hint={t('profile.missingHint')}>
          <Button onClick={back}>{t('profile.back')}</Button>
        </EmptyState>
      )}
      {!customer.data && Boolean(customer.error) && statusOf(customer.error) !== 404 && (
        <Failed error={customer.error} onRetry={() => void customer.refetch()} />
      )}
    </Page>
  )
}

const listOf = (value: string | readonly string[] | undefined): string[] =>
  value === undefined ? [] : [value].flat().map(String)

const Profile = ({ customer }: { customer: Customer }) => {
  const p = profileWords.useT()
  const [view, setView] = useView(search => ({
    tab: search.tab === 'about' ? ('about' as const) : ('timeline' as const),
    groups: listOf(search.kind).filter(isGroup),
    channels: listOf(search.channel),
  }))
  const onView = ({ groups, channels }: TimelineView) => setView({ kind: [...groups], channel: [...channels] })
  return (
    <div className="flex min-h-0 grow flex-col">
      <Head customer={customer} />
      <div className="lg:hidden">
        <Tabs
          label={p('tab.title')}
          value={view.tab}
          onChange={tab => setView({ tab })}
          tabs={[
            { value: 'timeline', label: p('tab.timeline') },
            { value: 'about', label: p('tab.about') },
          ]}
        />
      </div>
      <div className="grid min-h-0 grow grid-cols-[minmax(0,1fr)_336px] max-lg:grid-cols-1">
        <div className={cx('flex min-h-0 min-w-0 flex-col bg-panel', view.tab === 'about' && 'max-lg:hidden')}>
          <Timeline customer={customer} view={view} onView={onView} />
        </div>
        <aside
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
          tabIndex={0}
          aria-label={p('tab.about')}
          className={cx(
            'scroll-quiet min-h-0 border-hair bg-panel lg:border-l',
            view.tab === 'timeline' && 'max-lg:hidden',
          )}
        >
          <div className="flex flex-col gap-5 p-4">
            <About key={customer.id} customer={customer} />
          </div>
        </aside>
      </div>
    </div>
  )
}

const Timeline = ({
  customer,
  view,
  onView,
}: {
  customer: Customer
  view: TimelineView
  onView: (view: TimelineView) => void
}) => {
  const t = words.useT()
  const p = profileWords.useT()
  const isNarrowed = view.groups.length + view.channels.length > 0
  const activities = usePages(
    listActivities,
    {
      customerId: customer.id,
      ...(view.groups.length > 0 ? { kind: kindsOf(view.groups) } : {}),
      ...(view.channels.length > 0 ? { channel: [...view.channels] } : {}),
    },
    { keep: true },
  )
  const head = (
    <>
      {activities.isPending && <SkeletonRows count={6} hasFace={false} />}
      {Boolean(activities.error) && activities.items.length === 0 && (
        <Failed error={activities.error} onRetry={activities.refetch} />
      )}
      {!activities.isPending && !activities.error && activities.items.length === 0 && (
        <EmptyState
          icon={isNarrowed ? Lock : History}
          title={isNarrowed ? p('filter.none') : t('timeline.empty')}
          {...(isNarrowed ? { hint: p('closed') } : {})}
        >
          {isNarrowed && <Button onClick={() => onView({ groups: [], channels: [] })}>{p('filter.clear')}</Button>}
        </EmptyState>
      )}
    </>
  )
  return (
    <>
      <TimelineFilters customer={customer} view={view} onView={onView} />
      <VirtualList
        items={activities.items}
        idOf={activity => activity.id}
        draw={activity => <TimelineRow activity={activity} />}
        label={t('profile.timeline')}
        estimate={66}
        hasMore={activities.hasMore}
        isLoadingMore={activities.isLoadingMore}
        onMore={activities.loadMore}
        placeName={`timeline:${customer.id}:${view.groups.join()}:${view.channels.join()}`}
        head={head}
      />
    </>
  )
}

const Head = ({ customer }: { customer: Customer }) => {
  const t = words.useT()
  const p = profileWords.useT()
  const formats = useFormats()
  const { said, answered, bought } = customer.counts
  return (
    <div className="flex shrink-0 items-center gap-3.5 border-hair border-b bg-panel px-5 py-3 max-md:px-4">
      <Avatar name={customer.name} size={44} />
      <div className="flex min-w-0 flex-col gap-0.5">
        <CustomerName key={customer.id} customer={customer} />
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-xs tabular-nums">
          <StageMenu customer={customer} />
          {bought > 0 && (
            <span title={p('buyerHint', { count: bought })} className="inline-flex items-center gap-1 text-pos">
              <BadgeCheck size={13} aria-hidden />
              {p('buyer')}
            </span>
          )}
          <span>{t('profile.said', { count: said })}</span>
          <span>{t('profile.answered', { count: answered })}</span>
          <span>{t('profile.first', { when: formats.date(customer.firstSeenAt) })}</span>
          <span>{t('profile.last', { when: formats.past(customer.lastSeenAt) })}</span>
        </p>
      </div>
    </div>
  )
}
