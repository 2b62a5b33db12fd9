/** 듣기 → 주제 → 한 주제: the goal and what the last week says to it, the figures of its kind, and by which words it is found. */
import { Pencil, Radio } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { listChannelVolumes, listTopics, listVolumes, type Topic } from '../../contract/listening.ts'
import { useChannelName } from '../channels/index.ts'
import { Sparkline } from '../kit/bar.tsx'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Page, Scroll, TopBar } from '../kit/page.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { BackLink } from '../platform/back-link.tsx'
import { PageLink, usePathParams } from '../platform/links.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useFormats, useMay } from '../platform/session.ts'
import { PastProgress } from './past-progress.tsx'
import { type AnswerInput, answerOf, type Figure, figuresOf, rowsBehind, sumDays } from './topic-answer.ts'
import { useFortnight } from './use-fortnight.ts'
import { useWeek } from './use-today.ts'
import { words } from './words.ts'

const TopicStories = lazy(() => import('./themes/topic-stories.tsx').then(module => ({ default: module.TopicStories })))

export const TopicPage = () => {
  const t = words.useT()
  const may = useMay()
  const { topicId } = usePathParams()
  const topics = useEndpoint(listTopics, {})
  const topic = topics.data?.items.find(one => one.id === topicId)
  return (
    <Page
      bar={
        <TopBar
          lead={<BackLink to="/listen/topics" label={t('topics.title')} />}
          title={topic?.name ?? t('topics.title')}
          note={topic && <Chip>{t(`kind.${topic.kind}`)}</Chip>}
          actions={
            topic && (
              <>
                <Button asChild>
                  <PageLink to="/listen" search={{ topicId: topic.id }}>
                    <Radio className="max-md:hidden" size={15} strokeWidth={1.7} aria-hidden />
                    {t('topic.stream')}
                  </PageLink>
                </Button>
                {may('listening.manage') && (
                  <Button asChild>
                    <PageLink to={`/listen/topics/${topic.id}/edit`}>
                      <Pencil className="max-md:hidden" size={15} strokeWidth={1.7} aria-hidden />
                      {t('topics.edit')}
                    </PageLink>
                  </Button>
                )}
              </>
            )
          }
        />
      }
    >
      <Scroll>
        <Loaded query={topics} waiting={<SkeletonRows hasFace={false} />}>
          {({ items }) => (topic ? <Report topic={topic} topics={items} /> : <TopicGone />)}
        </Loaded>
      </Scroll>
    </Page>
  )
}

export const TopicGone = () => {
  const t = words.useT()
  return (
    <EmptyState title={t('topics.gone')} hint={t('topics.goneHint')}>
      <Button asChild>
        <PageLink to="/listen/topics">{t('topics.title')}</PageLink>
      </Button>
    </EmptyState>
  )
}

const Report = ({ topic, topics }: { topic: Topic; topics: readonly Topic[] }) => {
  const t = words.useT()
  const volumes = useEndpoint(listVolumes, { ...useFortnight(), grain: 'day', topicId: topic.id })
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-5 px-4 py-6">
      <PastProgress topic={topic} />
      <Loaded query={volumes} waiting={<SkeletonRows hasFace={false} count={3} />}>
        {({ items }) => <Head topic={topic} topics={topics} days={items} />}
      </Loaded>
      <Suspense fallback={<SkeletonRows hasFace={false} count={3} />}>
        <TopicStories topic={topic} />
      </Suspense>
      <section aria-labelledby="topic-query" className="flex flex-col gap-1.5">
        <h2 id="topic-query" className="font-semibold text-sm">
          {t('query.title')}
        </h2>
        <p title={topic.query} className="line-clamp-6 break-words rounded-md bg-sunken px-3 py-2 font-mono text-sm">
          {topic.query}
        </p>
      </section>
    </div>
  )
}

type Days = Parameters<typeof sumDays>[0]

const Head = ({ topic, topics, days }: { topic: Topic; topics: readonly Topic[]; days: Days }) => {
  const t = words.useT()
  const formats = useFormats()
  const channelName = useChannelName()
  const { from, to } = useWeek()
  const channels = useEndpoint(listChannelVolumes, { from, to, topicId: topic.id })
  const [channel = null] = [...(channels.data?.items ?? [])].sort((a, b) => b.total - a.total)
  const begin = Date.parse(from)
  const input: AnswerInput = {
    kind: topic.kind,
    week: sumDays(days.filter(day => Date.parse(day.at) >= begin)),
    before: sumDays(days.filter(day => Date.parse(day.at) < begin)),
    ours: topics.filter(one => one.kind === 'brand').reduce((sum, one) => sum + one.mentions.last7Days, 0),
    channel,
  }
  const { week, before } = input
  const { sentence, trend, verdict } = answerOf(input)
  const share = (part: number) => formats.share(part / Math.max(1, week.total))
  const said = {
    name: topic.name,
    total: formats.number(week.total),
    before: formats.number(before.total),
    ours: formats.number(input.ours),
    positive: share(week.positive),
    negative: share(week.negative),
    complaints: formats.number(week.complaints),
    praise: formats.number(week.praise),
    peak: week.peak ? formats.day(week.peak.at) : '',
    peakCount: formats.number(week.peak?.total ?? 0),
    channel: channel ? channelName(channel.channel) : '',
    channelShare: share(channel?.total ?? 0),
    trend: t(`trend.${trend}`),
    verdict: t(topic.kind === 'product' ? `verdict.product.${verdict}` : `verdict.${verdict}`),
  }
  const value = (figure: Figure): string => {
    if (figure === 'ours') return said.ours
    if (figure === 'peak') return said.peak ? `${said.peak} · ${said.peakCount}` : '–'
    if (figure === 'positive' || figure === 'negative') return share(week[figure])
    return formats.number(week[figure])
  }
  return (
    <>
      <section aria-labelledby="topic-goal" className="flex flex-col gap-1">
        <h2 id="topic-goal" className="text-muted text-sm">
          {topic.goal}
        </h2>
        <p className="font-semibold text-lg">{t(`answer.${sentence}`, said)}</p>
        <p className="text-faint text-xs">{t('answer.basis', said)}</p>
      </section>
      <dl className="grid grid-cols-4 divide-x divide-hair rounded-md border border-hair bg-panel max-md:grid-cols-2 max-md:divide-x-0">
        {figuresOf[topic.kind].map(figure => (
          <FigureCell key={figure} topicId={topic.id} figure={figure} value={value(figure)} />
        ))}
        <FigureCell topicId={topic.id} figure="untagged" value={share(week.untagged)} />
      </dl>
      {days.some(day => day.total > 0) && (
        <span className="text-muted">
          <Sparkline
            values={days.map(day => day.total)}
            width={320}
            height={48}
            label={t('stream.spark', { name: topic.name })}
          />
        </span>
      )}
    </>
  )
}

const FigureCell = ({ topicId, figure, value }: { topicId: string; figure: Figure | 'untagged'; value: string }) => {
  const t = words.useT()
  const rows = rowsBehind(figure)
  const shown = <span className="font-semibold text-lg tabular-nums">{value}</span>
  return (
    <div className="flex flex-col gap-0.5 px-3.5 py-2.5">
      <dt className="text-muted text-xs">{t(`figure.${figure}`)}</dt>
      <dd>
        {rows === null ? (
          shown
        ) : (
          <PageLink to="/listen" search={{ topicId, period: 'week', ...rows }} className="rounded-sm hover:underline">
            {shown}
          </PageLink>
        )}
      </dd>
    </div>
  )
}
