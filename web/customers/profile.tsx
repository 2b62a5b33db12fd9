/** A customer's profile: who they are at the left of what happened, in order. */
import { ArrowLeft, History, UserRound } from 'lucide-react'
import { type Customer, getCustomer, listActivities } from '../../contract/customers.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Button, IconButton } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Page, TopBar } from '../kit/page.tsx'
import { useShortcut } from '../kit/shortcuts.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { VirtualList } from '../kit/virtual-list.tsx'
import { useGo, usePathParams } from '../platform/links.tsx'
import { Failed } from '../platform/loaded.tsx'
import { statusOf } from '../platform/problem.ts'
import { useEndpoint, usePages } from '../platform/query.ts'
import { useFormats } from '../platform/session.ts'
import { Slotted } from '../platform/slots.tsx'
import { Identities } from './identities.tsx'
import { CustomerName } from './name.tsx'
import { Part } from './part.tsx'
import { customerPanel } from './slots.ts'
import { TimelineRow } from './timeline.tsx'
import { words } from './words.ts'

export const ProfilePage = () => {
  const t = words.useT()
  const go = useGo()
  const { customerId = '' } = usePathParams()
  const customer = useEndpoint(getCustomer, { customerId })
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
      {customer.data && <Profile customer={customer.data} />}
      {!customer.data && !customer.error && <SkeletonRows count={8} />}
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

const Profile = ({ customer }: { customer: Customer }) => {
  const t = words.useT()
  const activities = usePages(listActivities, { customerId: customer.id })
  const head = (
    <>
      <Head customer={customer} />
      <div className="flex flex-col gap-4 border-hair border-b px-4 py-3.5 lg:hidden">
        <About customer={customer} />
      </div>
      {activities.isPending && <SkeletonRows count={6} hasFace={false} />}
      {Boolean(activities.error) && activities.items.length === 0 && (
        <Failed error={activities.error} onRetry={activities.refetch} />
      )}
      {!activities.isPending && !activities.error && activities.items.length === 0 && (
        <EmptyState icon={History} title={t('timeline.empty')} />
      )}
    </>
  )
  return (
    <div className="grid min-h-0 grow grid-cols-[minmax(0,1fr)_316px] max-lg:grid-cols-1">
      <div className="flex min-h-0 min-w-0 flex-col bg-panel">
        <VirtualList
          items={activities.items}
          idOf={activity => activity.id}
          draw={activity => <TimelineRow activity={activity} />}
          label={t('profile.timeline')}
          estimate={66}
          hasMore={activities.hasMore}
          isLoadingMore={activities.isLoadingMore}
          onMore={activities.loadMore}
          placeName={`timeline:${customer.id}`}
          head={head}
        />
      </div>
      <aside
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label={t('profile.facts')}
        className="scroll-quiet border-hair border-l bg-panel max-lg:hidden"
      >
        <div className="flex flex-col gap-4 p-4">
          <About customer={customer} />
        </div>
      </aside>
    </div>
  )
}

const Head = ({ customer }: { customer: Customer }) => {
  const t = words.useT()
  const formats = useFormats()
  return (
    <div className="flex items-center gap-3.5 border-hair border-b px-5 py-4 max-md:px-4">
      <Avatar name={customer.name} size={44} />
      <div className="flex min-w-0 flex-col gap-0.5">
        <CustomerName key={customer.id} customer={customer} />
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-xs tabular-nums">
          <Chip tone={customer.stage === 'known' ? 'acc' : 'neu'}>{t(`stage.${customer.stage}`)}</Chip>
          <span>{t('profile.said', { count: customer.counts.said })}</span>
          <span>{t('profile.answered', { count: customer.counts.answered })}</span>
          <span>{t('profile.first', { when: formats.date(customer.firstSeenAt) })}</span>
          <span>{t('profile.last', { when: formats.past(customer.lastSeenAt) })}</span>
        </p>
      </div>
    </div>
  )
}

const About = ({ customer }: { customer: Customer }) => {
  const t = words.useT()
  return (
    <>
      <Part title={t('profile.identities')}>
        <Identities identities={customer.identities} />
      </Part>
      <Slotted slot={customerPanel} give={{ customerId: customer.id }} />
    </>
  )
}
