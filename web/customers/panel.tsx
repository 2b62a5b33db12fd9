/** Who somebody is, in a narrow column: beside a conversation with them. */
import { ArrowRight } from 'lucide-react'
import { getCustomer, listActivities } from '../../contract/customers.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Skeleton } from '../kit/states.tsx'
import { PageLink } from '../platform/links.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useFormats } from '../platform/session.ts'
import { Slotted } from '../platform/slots.tsx'
import { Identities } from './identities.tsx'
import { Part } from './part.tsx'
import { Marks } from './profile/marks.tsx'
import { customerEvidence, customerPanel } from './slots.ts'
import { SmallTimelineRow } from './timeline.tsx'
import { Waits } from './touch/waits.tsx'
import { words } from './words.ts'

interface CustomerColumnProps {
  customerId: string
  /** The conversation that is open beside it. */
  besides?: string | undefined
}

/** Name, identities, what later rooms know, and the last things that happened. */
export const CustomerColumn = ({ customerId, besides }: CustomerColumnProps) => {
  const t = words.useT()
  const formats = useFormats()
  const customer = useEndpoint(getCustomer, { customerId })
  return (
    <Loaded query={customer} waiting={<Waiting />}>
      {shown => {
        const { name, identities, firstSeenAt, counts } = shown
        return (
          <div className="flex flex-col gap-4">
            <PageLink to={`/customers/${customerId}`} className="group flex items-center gap-2.5 rounded-sm">
              <Avatar name={name} size={36} />
              <span className="flex min-w-0 grow flex-col">
                <span className="truncate font-semibold group-hover:underline">{name}</span>
                <span className="truncate text-muted text-xs tabular-nums">
                  {t('panel.since', { when: formats.date(firstSeenAt) })} · {t('profile.said', { count: counts.said })}{' '}
                  · {t('profile.answered', { count: counts.answered })}
                </span>
              </span>
            </PageLink>
            <Waits customerId={customerId} />
            <Marks customer={shown} />
            <Part title={t('profile.identities')}>
              <Identities identities={identities} />
            </Part>
            <Slotted slot={customerEvidence} give={{ customerId }} />
            <Slotted slot={customerPanel} give={{ customerId, besides }} />
            <Past customerId={customerId} />
          </div>
        )
      }}
    </Loaded>
  )
}

const Past = ({ customerId }: { customerId: string }) => {
  const t = words.useT()
  const past = useEndpoint(listActivities, { customerId, limit: 12 })
  return (
    <Part title={t('panel.past')}>
      <Loaded query={past} waiting={<Lines />}>
        {({ items }) => (
          <ul>
            {items.map(activity => (
              <SmallTimelineRow key={activity.id} activity={activity} />
            ))}
          </ul>
        )}
      </Loaded>
      <PageLink
        to={`/customers/${customerId}`}
        className="inline-flex items-center gap-1 self-start rounded-sm text-accent-text text-xs hover:underline pointer-coarse:min-h-11"
      >
        {t('panel.all')}
        <ArrowRight size={12} aria-hidden />
      </PageLink>
    </Part>
  )
}

const Lines = () => (
  <div className="flex flex-col gap-2.5">
    <Skeleton className="h-3.5 w-4/5" />
    <Skeleton className="h-3.5 w-3/5" />
    <Skeleton className="h-3.5 w-2/3" />
  </div>
)

const Waiting = () => (
  <div className="flex flex-col gap-5">
    <div className="flex items-center gap-2.5">
      <Skeleton className="size-9 rounded-full" />
      <div className="flex grow flex-col gap-2">
        <Skeleton className="h-3.5 w-1/3" />
        <Skeleton className="h-3 w-2/3" />
      </div>
    </div>
    <Lines />
  </div>
)
