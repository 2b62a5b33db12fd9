/** 오늘: whose turn it is, and how soon we answer. */
import { getInboxSummary, listConversations } from '../../contract/inbox.ts'
import { Card } from '../kit/page.tsx'
import { Skeleton } from '../kit/states.tsx'
import { useChannelName } from '../listening/index.ts'
import { PageLink } from '../platform/links.tsx'
import { Failed } from '../platform/loaded.tsx'
import { Measure } from '../platform/measure.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useFormats, useMay, useWorkspace } from '../platform/session.ts'
import { belongs } from './belongs.ts'
import { ClockChip } from './clock-chip.tsx'
import { words } from './words.ts'

export const MyTurn = () => {
  const t = words.useT()
  const formats = useFormats()
  const may = useMay()('inbox.read')
  const { memberId } = useWorkspace()
  const channelName = useChannelName()
  const summary = useEndpoint(getInboxSummary, {}, { when: may }).data
  const query = useEndpoint(listConversations, { queue: 'mine', limit: 5 }, { when: may })
  if (!may) return null
  const items = (query.data?.items ?? []).filter(one => belongs(one, 'mine', memberId))
  return (
    <Card
      title={
        <PageLink to="/inbox" search={{ queue: 'mine' }} className="-my-1 rounded-sm py-1 hover:underline">
          {t('today.mine')}
        </PageLink>
      }
      note={summary && formats.number(summary.mine)}
    >
      {!query.data && !query.error && <Skeleton className="mt-3 h-10 w-full" />}
      {!query.data && Boolean(query.error) && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && items.length === 0 && (
        <p className="mt-1.5 text-muted text-sm">
          {t('today.none')}{' '}
          {summary !== undefined && summary.unassigned > 0 && (
            <PageLink
              to="/inbox"
              search={{ queue: 'unassigned' }}
              className="inline-block rounded-sm py-0.5 text-accent-text underline underline-offset-2"
            >
              {t('today.takeUnassigned', { count: summary.unassigned })}
            </PageLink>
          )}
        </p>
      )}
      <ul>
        {items.map(one => (
          <li key={one.id} className="border-hair border-b last:border-0">
            <PageLink
              to={`/inbox/${one.id}`}
              search={{ queue: 'mine' }}
              className="-mx-2 grid grid-cols-[minmax(0,1fr)_auto] gap-x-2.5 rounded-sm px-2 py-2 hover:bg-hover"
            >
              <span className="truncate font-semibold">{one.customerName}</span>
              <ClockChip ticket={one.ticket} />
              <span className="col-span-2 truncate text-muted text-xs">
                {channelName(one.channel)} · {one.preview}
              </span>
            </PageLink>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** How soon we answer, in 오늘's first row; it opens what was answered and resolved. */
export const WithinTarget = () => {
  const t = words.useT()
  const formats = useFormats()
  const may = useMay()('inbox.read')
  const { data, error } = useEndpoint(getInboxSummary, {}, { when: may })
  if (!may || error) return null
  if (!data) return <div className="h-24" />
  const { withinTarget, withinTargetBefore, medianMinutes } = data
  if (withinTarget === null && withinTargetBefore === null && data.open === 0) return null
  const before =
    withinTargetBefore !== null
      ? t('today.before', { share: formats.share(withinTargetBefore) })
      : medianMinutes !== null && t('today.median', { count: Math.round(medianMinutes) })
  return (
    <Measure
      name={t('today.within', { minutes: data.targetMinutes })}
      value={withinTarget === null ? '–' : formats.share(withinTarget)}
      note={withinTarget === null ? t('today.noAnswers') : [t('today.target'), before].filter(Boolean).join(' · ')}
      to="/inbox"
      search={{ queue: 'resolved' }}
    />
  )
}
