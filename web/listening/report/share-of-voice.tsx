/** Share of voice: our brand and products against the rivals that have topics. */
import { getShareOfVoice, listTopics, type Topic } from '../../../contract/listening.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/page.tsx'
import { Ranks } from '../../kit/ranks.tsx'
import { Skeleton } from '../../kit/states.tsx'
import { PageLink, useGo } from '../../platform/links.tsx'
import { Failed } from '../../platform/loaded.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import type { Report } from './frame.tsx'
import { reportDays, rowsBehind } from './view.ts'
import { words } from './words.ts'

/** As many as the server compares at once. */
const comparedAtMost = 20

export const ShareOfVoice = ({ report }: { report: Report }) => {
  const t = words.useT()
  const topics = useEndpoint(listTopics, {})
  const days = reportDays[report.view.period]
  const compared = comparedTopics(topics.data?.items ?? [])
  return (
    <Card title={t('numbers.share')} note={compared && t('numbers.shareNote', { days })}>
      {topics.data === undefined ? (
        <Skeleton className="mt-3 h-32 w-full" />
      ) : (
        <Body report={report} topics={compared} />
      )}
    </Card>
  )
}

/** Brands against rivals; null where one of the two is missing and there is nothing to compare. */
export const comparedTopics = (topics: readonly Topic[]): readonly Topic[] | null => {
  const ours = topics.filter(topic => topic.kind === 'brand')
  const rivals = topics.filter(topic => topic.kind === 'competitor')
  return ours.length && rivals.length ? [...ours, ...rivals].slice(0, comparedAtMost) : null
}

const Body = ({ report, topics }: { report: Report; topics: readonly Topic[] | null }) => {
  const t = words.useT()
  const may = useMay()
  if (topics !== null) return <Bars report={report} topics={topics} />
  return (
    <div className="mt-3 flex flex-col items-start gap-3">
      <p className="text-muted text-sm">{t('numbers.shareNone')}</p>
      {may('listening.manage') && (
        <Button asChild>
          <PageLink to="/listen/topics/new" search={{ kind: 'competitor' }}>
            {t('numbers.shareNew')}
          </PageLink>
        </Button>
      )}
    </div>
  )
}

const Bars = ({ report: { view, spans }, topics }: { report: Report; topics: readonly Topic[] }) => {
  const t = words.useT()
  const go = useGo()
  const formats = useFormats()
  const topicId = topics.map(topic => topic.id)
  const now = useEndpoint(getShareOfVoice, { ...spans.now, topicId })
  const before = useEndpoint(getShareOfVoice, { ...spans.before, topicId })
  if (now.error && !now.data) return <Failed error={now.error} onRetry={() => void now.refetch()} />
  if (!now.data) return <Skeleton className="mt-3 h-32 w-full" />
  const past = new Map(before.data?.topics.map(voice => [voice.id, voice]))
  const ranks = now.data.topics
    .toSorted((a, b) => b.share - a.share)
    .map(voice => {
      const then = past.get(voice.id)?.share
      return {
        name: voice.id,
        label: voice.name,
        value: voice.share,
        ...(then === undefined ? {} : { before: then }),
        tone: voice.kind === 'brand' ? ('accent' as const) : ('rest' as const),
        says: t('numbers.shareSays', { share: formats.share(voice.share), count: formats.number(voice.counts.total) }),
        onOpen: () => go('/listen', rowsBehind({ topic: voice.id }, spans.now)),
      }
    })
  const days = reportDays[view.period]
  return <Ranks ranks={ranks} label={t('numbers.share')} beforeSays={t('numbers.shareBefore', { days })} />
}
