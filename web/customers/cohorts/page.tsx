/** Who came back: customers by the month in which they were met, and the share that did something in each month after. */
import { ArrowLeft, UserRound, X } from 'lucide-react'
import { getCohorts, listCohort } from '../../../contract/customers/cohorts.ts'
import type { Output } from '../../../contract/endpoint.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { Heat } from '../../kit/heat.tsx'
import { Page, Scroll, TopBar } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { EmptyState, SkeletonRows } from '../../kit/states.tsx'
import { PageLink, useGo, useView } from '../../platform/links.tsx'
import { Failed, Loaded } from '../../platform/loaded.tsx'
import { useEndpoint, usePages } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import { useShownChannel } from '../channel-name.ts'
import { words } from './words.ts'

type Cohorts = Output<typeof getCohorts>
const periods = [6, 12, 24]
const everywhere = '*'

export const CohortsPage = () => {
  const t = words.useT()
  const go = useGo()
  const sourceName = useSourceName()
  const [view, setView] = useView(search => ({
    months: periods.includes(Number(search.months)) ? Number(search.months) : 12,
    source: typeof search.source === 'string' ? search.source : undefined,
    month: typeof search.month === 'string' && /^\d{4}-\d\d$/.test(search.month) ? search.month : null,
    later: Number(search.later) || 0,
  }))
  const query = useEndpoint(getCohorts, { months: view.months, ...(view.source ? { source: view.source } : {}) })
  const formats = useFormats()
  const sources = query.data?.sources.map(one => one.source) ?? []
  const choices = [...new Set([...sources, ...(view.source ? [view.source] : [])])]
  return (
    <Page
      bar={
        <TopBar
          lead={<IconButton label={t('back')} icon={ArrowLeft} onClick={() => go('/customers')} />}
          title={t('title')}
        />
      }
    >
      <Scroll className="p-5 max-md:p-4">
        <div className="mx-auto flex max-w-5xl flex-col gap-4">
          <p className="max-w-2xl text-muted text-sm">{t('hint')}</p>
          <div className="flex flex-wrap items-end gap-3 text-sm">
            <div className="flex min-w-40 flex-col gap-1">
              <span className="text-muted text-xs">{t('months')}</span>
              <Select
                label={t('months')}
                value={String(view.months)}
                onChange={months => setView({ months })}
                choices={periods.map(count => ({ value: String(count), label: t('months.count', { count }) }))}
              />
            </div>
            <div className="flex min-w-40 flex-col gap-1">
              <span className="text-muted text-xs">{t('source')}</span>
              <Select
                label={t('source')}
                value={view.source ?? everywhere}
                onChange={source => setView({ source: source === everywhere ? undefined : source })}
                choices={[
                  { value: everywhere, label: t('all') },
                  ...choices.map(source => ({ value: source, label: sourceName(source) })),
                ]}
              />
            </div>
            {query.data?.countedAt && (
              <span className="pb-1.5 text-muted text-xs">
                {t('counted', { when: formats.moment(query.data.countedAt) })}
              </span>
            )}
          </div>
          <Loaded query={query} waiting={<SkeletonRows count={8} hasFace={false} />}>
            {told => (
              <Table
                told={told}
                onOpen={(month, later) =>
                  setView({ month, later: later === 0 ? undefined : String(later) }, { push: true })
                }
              />
            )}
          </Loaded>
          {view.month && (
            <Members
              key={`${view.month} ${view.later} ${view.source}`}
              month={view.month}
              later={view.later}
              source={view.source}
              onClose={() => setView({ month: undefined, later: undefined })}
            />
          )}
        </div>
      </Scroll>
    </Page>
  )
}

/** A file's system is called as it is; what came in tables of one's own is a file. */
const useSourceName = () => {
  const t = words.useT()
  const channelName = useShownChannel()
  return (source: string) => (source === 'file' ? t('file') : channelName(source))
}

const useMonthName = () => {
  const t = words.useT()
  return (month: string) => t('month', { year: month.slice(0, 4), month: Number(month.slice(5)) })
}

const Table = ({ told, onOpen }: { told: Cohorts; onOpen: (month: string, later: number) => void }) => {
  const t = words.useT()
  const formats = useFormats()
  const monthName = useMonthName()
  if (told.countedAt === null) return <EmptyState icon={UserRound} title={t('counting')} />
  const cohorts = told.cohorts.filter(one => one.customers > 0)
  if (cohorts.length === 0) return <EmptyState icon={UserRound} title={t('empty')} hint={t('emptyHint')} />
  const longest = Math.max(...cohorts.map(one => one.active.length))
  return (
    <Heat
      label={t('title')}
      columns={[
        { name: '0', label: t('met') },
        ...Array.from({ length: longest }, (_, at) => ({ name: String(at + 1), label: t('later', { count: at + 1 }) })),
      ]}
      rows={cohorts.map(({ month, customers, active }) => ({
        name: month,
        label: monthName(month),
        cells: [
          {
            count: customers,
            weight: 0,
            shown: formats.number(customers),
            says: t('saysMet', { month: monthName(month), count: customers }),
          },
          ...active.map((count, at) => {
            const share = formats.share(count / customers)
            return {
              count,
              weight: count / customers,
              shown: share,
              says: t('says', { month: monthName(month), of: customers, later: at + 1, count, share }),
            }
          }),
        ],
      }))}
      onOpen={(month, later) => onOpen(month, Number(later))}
    />
  )
}

interface MembersProps {
  month: string
  later: number
  source: string | undefined
  onClose: () => void
}

/** The rows behind a number. */
const Members = ({ month, later, source, onClose }: MembersProps) => {
  const t = words.useT()
  const formats = useFormats()
  const monthName = useMonthName()
  const members = usePages(listCohort, { month, later, ...(source ? { source } : {}) })
  const title =
    later === 0 ? t('rowsMet', { month: monthName(month) }) : t('rowsLater', { month: monthName(month), later })
  return (
    <section aria-label={title} className="rounded-md border border-hair bg-panel">
      <div className="flex items-center gap-2 border-hair border-b px-4 py-2">
        <h2 className="grow font-semibold text-sm">{title}</h2>
        <IconButton label={t('close')} icon={X} onClick={onClose} />
      </div>
      {members.isPending && <SkeletonRows count={4} />}
      {Boolean(members.error) && members.items.length === 0 && (
        <Failed error={members.error} onRetry={members.refetch} />
      )}
      <ul>
        {members.items.map(customer => (
          <li key={customer.id} className="border-hair border-b last:border-b-0">
            <PageLink
              to={`/customers/${customer.id}`}
              className="flex min-h-11 items-center gap-2.5 px-4 py-1.5 text-sm hover:bg-hover"
            >
              <Avatar name={customer.name} size={24} />
              <span className="min-w-0 grow truncate font-medium">{customer.name}</span>
              <span className="shrink-0 text-muted text-xs tabular-nums">
                {t('last', { when: formats.past(customer.lastSeenAt) })}
              </span>
            </PageLink>
          </li>
        ))}
      </ul>
      {members.hasMore && (
        <div className="p-2">
          <Button size="sm" tone="quiet" isBusy={members.isLoadingMore} onClick={members.loadMore}>
            {t('more')}
          </Button>
        </div>
      )}
    </section>
  )
}
