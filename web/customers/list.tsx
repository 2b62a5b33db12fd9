/** 고객: everybody whom we have heard, last heard first. */
import { BadgeCheck, Search, UserRound } from 'lucide-react'
import { useState } from 'react'
import { type Customer, listCustomers } from '../../contract/customers.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { cx } from '../kit/class.ts'
import { Page, TopBar } from '../kit/page.tsx'
import { useShortcut } from '../kit/shortcuts.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { VirtualList } from '../kit/virtual-list.tsx'
import { PageLink, useGo, useView } from '../platform/links.tsx'
import { Failed } from '../platform/loaded.tsx'
import { usePages } from '../platform/query.ts'
import { useFormats, useMay } from '../platform/session.ts'
import { ChannelSign } from './channel.tsx'
import { useShownChannel } from './channel-name.ts'
import { CohortsLink } from './cohorts/link.tsx'
import { ExportCustomers } from './export-menu.tsx'
import { shownHandle } from './handle.ts'
import { ImportLink } from './imports/pages.tsx'
import { isNarrowed, isStage, ListFilters, type ListView, nothingChosen } from './list-filters.tsx'
import { MatchesLink } from './matches/link.tsx'
import { MergeBar } from './merge-bar.tsx'
import { stageTones } from './profile/stage-menu.tsx'
import { stageOf, useStages } from './stages/names.ts'
import { words } from './words.ts'

const grid =
  'grid grid-cols-[minmax(0,1.1fr)_minmax(0,1.4fr)_72px_72px_112px] items-center gap-x-4 px-5 max-md:grid-cols-[minmax(0,1fr)_auto] max-md:px-4'

const listOf = (value: string | readonly string[] | undefined): string[] =>
  value === undefined ? [] : [value].flat().map(String)

/** The view as the API is asked for it. */
const askedOf = (view: ListView) => ({
  ...(view.q ? { q: view.q } : {}),
  ...(view.stages.length > 0 ? { stage: [...view.stages] } : {}),
  ...(view.own.length > 0 ? { stageId: [...view.own] } : {}),
  ...(view.tags.length > 0 ? { tag: [...view.tags] } : {}),
  ...(view.fields.length > 0 ? { field: [...view.fields] } : {}),
  ...(view.channels.length > 0 ? { channel: [...view.channels] } : {}),
  ...(view.isBuyer ? { buyer: true } : {}),
  ...(view.isFollowed ? { followed: true } : {}),
})

export const CustomersPage = () => {
  const t = words.useT()
  const go = useGo()
  const may = useMay()
  const [view, setView] = useView(
    (search): ListView => ({
      q: typeof search.q === 'string' ? search.q : '',
      stages: listOf(search.stage).filter(isStage),
      own: listOf(search.own),
      tags: listOf(search.tag),
      fields: listOf(search.field),
      channels: listOf(search.channel),
      isBuyer: search.buyer === 'true',
      isFollowed: search.followed === 'true',
    }),
  )
  const onView = (change: Partial<ListView>) => {
    const next = { ...view, ...change }
    setView({
      q: next.q || undefined,
      stage: [...next.stages],
      own: [...next.own],
      tag: [...next.tags],
      field: [...next.fields],
      channel: [...next.channels],
      buyer: next.isBuyer ? 'true' : undefined,
      followed: next.isFollowed ? 'true' : undefined,
    })
  }
  const [active, setActive] = useState<string | null>(null)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const choose = (id: string) =>
    setChosen(before => (before.includes(id) ? before.filter(one => one !== id) : [...before, id]))
  const customers = usePages(listCustomers, askedOf(view), { keep: true })
  const mayMerge = may('customers.merge')
  useShortcut('x', t('list.chooseKey'), () => active && choose(active), { when: mayMerge && active !== null })
  return (
    <Page
      bar={
        <TopBar
          title={t('list.title')}
          actions={
            <>
              <ExportCustomers asked={askedOf(view)} />
              {may('customers.all') && <CohortsLink />}
              <MatchesLink />
              <ImportLink />
            </>
          }
        />
      }
    >
      {chosen.length > 0 ? (
        <MergeBar chosen={chosen} onClear={() => setChosen([])} />
      ) : (
        <ListFilters view={view} onView={onView} />
      )}
      {customers.isPending && <SkeletonRows count={12} />}
      {Boolean(customers.error) && customers.items.length === 0 && (
        <Failed error={customers.error} onRetry={customers.refetch} />
      )}
      {!customers.isPending && !customers.error && customers.items.length === 0 && (
        <NoCustomers q={view.q} isNarrowed={isNarrowed(view)} onClear={() => onView({ q: '', ...nothingChosen })} />
      )}
      {customers.items.length > 0 && (
        <>
          <Heads />
          <VirtualList
            className="bg-panel"
            items={customers.items}
            idOf={customer => customer.id}
            draw={(customer, { isActive }) => (
              <Row
                customer={customer}
                isActive={isActive}
                isChosen={chosen.includes(customer.id)}
                onChoose={mayMerge ? () => choose(customer.id) : undefined}
              />
            )}
            label={t('list.title')}
            estimate={45}
            hasMore={customers.hasMore}
            isLoadingMore={customers.isLoadingMore}
            onMore={customers.loadMore}
            activeId={active}
            onActive={setActive}
            onOpen={id => go(`/customers/${id}`)}
            {...(mayMerge
              ? { onExtend: (ids: readonly string[]) => setChosen(before => [...new Set([...before, ...ids])]) }
              : {})}
            keyLabels={{ next: t('list.next'), before: t('list.before'), open: t('list.open') }}
            placeName={`customers:${JSON.stringify(view)}`}
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

interface RowProps {
  customer: Customer
  isActive: boolean
  isChosen: boolean
  onChoose: (() => void) | undefined
}

const Row = ({ customer, isActive, isChosen, onChoose }: RowProps) => {
  const t = words.useT()
  const formats = useFormats()
  const known = useStages()
  const { said, answered, bought } = customer.counts
  return (
    <div className="group relative">
      <PageLink
        to={`/customers/${customer.id}`}
        className={cx(
          grid,
          'min-h-11 border-hair border-b py-1.5 -outline-offset-2',
          isActive || isChosen ? 'bg-accent-soft' : 'hover:bg-hover',
        )}
      >
        <span className="flex min-w-0 items-center gap-2.5">
          <span className={cx(onChoose && (isChosen ? 'invisible' : 'group-hover:invisible'))}>
            <Avatar name={customer.name} />
          </span>
          <span className="flex min-w-0 flex-col">
            <span className="flex min-w-0 items-center gap-2">
              <span className="truncate font-semibold">{customer.name}</span>
              {bought > 0 && (
                <BadgeCheck size={13} className="shrink-0 text-pos" role="img" aria-label={t('list.buyers')} />
              )}
              {customer.stage !== 'stranger' && (
                <Chip tone={stageTones[customer.stage]}>{stageOf(known, customer)?.name}</Chip>
              )}
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
      {onChoose && (
        <label
          className={cx(
            'absolute inset-y-0 left-3 grid w-11 cursor-pointer place-items-center max-md:left-2',
            !isChosen && 'opacity-0 focus-within:opacity-100 group-hover:opacity-100',
          )}
        >
          <input
            type="checkbox"
            className="size-4 accent-(--color-accent)"
            checked={isChosen}
            aria-label={t('list.choose', { name: customer.name })}
            onChange={onChoose}
          />
        </label>
      )}
    </div>
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
  const channelName = useShownChannel()
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

const NoCustomers = ({ q, isNarrowed, onClear }: { q: string; isNarrowed: boolean; onClear: () => void }) => {
  const t = words.useT()
  if (isNarrowed)
    return (
      <EmptyState icon={Search} title={t('list.noneFilter')}>
        <Button onClick={onClear}>{t('list.all')}</Button>
      </EmptyState>
    )
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
