/** An alert opened: what it says, against what it was compared, and the posts behind it. */
import { useEffect } from 'react'
import { getAlert, type Mention } from '../../contract/listening.ts'
import { useChannelName } from '../channels/index.ts'
import { Button } from '../kit/button.tsx'
import { Chip, SentimentChip } from '../kit/chip.tsx'
import { Sheet } from '../kit/dialog.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { PageLink } from '../platform/links.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { statusOf } from '../platform/problem.ts'
import { useEndpoint } from '../platform/query.ts'
import { useFormats, useNow } from '../platform/session.ts'
import { alertLine, rowsOf, useComparison } from './alert-lines.ts'
import { useSeeing } from './use-seeing.ts'
import { words } from './words.ts'

export const AlertSheet = ({ alertId, onClose }: { alertId: string; onClose: () => void }) => {
  const t = words.useT()
  const formats = useFormats()
  const now = useNow()
  const comparison = useComparison()
  const query = useEndpoint(getAlert, { alertId })
  const alert = query.data
  const { see } = useSeeing()
  const isSeen = alert?.isSeen ?? true
  // Who opened it has seen it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each alert that is opened unseen.
  useEffect(() => {
    if (!isSeen) see({ id: alertId }, true)
  }, [alertId, isSeen])
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={alert?.rule.name ?? t('alerts.title')}
      hint={alert && alertLine(alert, t, formats, now)}
      actions={
        alert && (
          <>
            <Button asChild>
              <PageLink to={`/alerts/rules/${alert.rule.id}`}>{t('rules.edit')}</PageLink>
            </Button>
            <Button asChild tone="primary">
              <PageLink to="/listen" search={rowsOf(alert)}>
                {t('alerts.showRows', { count: alert.count })}
              </PageLink>
            </Button>
          </>
        )
      }
    >
      {statusOf(query.error) === 404 ? (
        <EmptyState title={t('alerts.gone')} />
      ) : (
        <Loaded query={query} waiting={<SkeletonRows count={3} />}>
          {opened => (
            <>
              <div className="flex flex-wrap items-center gap-1.5 text-muted text-sm">
                {opened.isCrisis && <Chip tone="neg">{t('alerts.crisis')}</Chip>}
                {comparison(opened) && <Chip>{comparison(opened)}</Chip>}
                <span className="tabular-nums">{formats.moment(opened.raisedAt)}</span>
                {opened.compared && (
                  <span>
                    {opened.rearmedAt
                      ? t('alerts.rearmed', { time: formats.moment(opened.rearmedAt) })
                      : t('alerts.standing')}
                  </span>
                )}
              </div>
              <ShortPosts label={t('alerts.behind')} mentions={opened.mentions} />
            </>
          )}
        </Loaded>
      )}
    </Sheet>
  )
}

/** Posts in three lines each; each opens in the stream. */
export const ShortPosts = ({ label, mentions }: { label: string; mentions: readonly Mention[] }) => {
  const formats = useFormats()
  const channelName = useChannelName()
  return (
    <ul aria-label={label} className="flex flex-col gap-2">
      {mentions.map(({ id, item, reading }) => (
        <li key={id}>
          <PageLink
            to="/listen"
            search={{ open: id }}
            className="flex flex-col gap-1 rounded-md border border-hair px-3 py-2.5 hover:bg-hover"
          >
            <span className="flex items-center gap-2 text-muted text-xs">
              <span className="truncate font-semibold text-ink">{item.author.displayName || item.author.handle}</span>
              <span className="shrink-0">{channelName(item.channel)}</span>
              <span className="ml-auto shrink-0 tabular-nums">{formats.ago(item.occurredAt)}</span>
            </span>
            <span className="line-clamp-2 text-sm">
              {item.title && `${item.title} · `}
              {item.text}
            </span>
            <span>
              <SentimentChip
                label={reading.correction?.sentiment ?? reading.sentiment?.label ?? null}
                isCorrected={reading.correction !== null}
              />
            </span>
          </PageLink>
        </li>
      ))}
    </ul>
  )
}
