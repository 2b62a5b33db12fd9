/** On a topic: its reputation over 30 days, the stories that are passed on, and what interests people in it. */
import { useMemo } from 'react'
import { getTopicStories, listVolumes, type Topic } from '../../../contract/listening.ts'
import { Chip } from '../../kit/chip.tsx'
import { LineChart } from '../../kit/line-chart.tsx'
import { Card } from '../../kit/page.tsx'
import { SkeletonRows } from '../../kit/states.tsx'
import { useLocale } from '../../platform/i18n.ts'
import { PageLink } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats, useNow } from '../../platform/session.ts'
import { spansOf } from '../report/view.ts'
import { QuoteList } from './quote-list.tsx'
import { words } from './words.ts'

export const TopicStories = ({ topic }: { topic: Topic }) => {
  const t = words.useT()
  const formats = useFormats()
  const span = spansOf('month', useNow(), formats.timeZone).now
  const told = useEndpoint(getTopicStories, { topicId: topic.id, ...span })
  return (
    <section aria-labelledby="topic-stories" className="flex flex-col gap-3">
      <h2 id="topic-stories" className="font-semibold text-sm">
        {t('stories.title')}
      </h2>
      <Card title={t('stories.trend')} note={t('stories.trendNote')}>
        <Trend topic={topic} span={span} />
      </Card>
      <Loaded query={told} waiting={<SkeletonRows hasFace={false} count={3} />}>
        {({ stories, interests, read }) => (
          <>
            <Card title={t('stories.stories')} note={t('stories.read', { read: formats.number(read) })}>
              {stories.length === 0 && <p className="mt-2 text-muted text-sm">{t('stories.storiesNone')}</p>}
              <ol className="mt-2 flex flex-col gap-3">
                {stories.map(story => (
                  <li key={story.quote.mentionId} className="flex flex-col gap-1">
                    <p className="text-muted text-xs">
                      {t('stories.told', {
                        authors: formats.number(story.authors),
                        posts: formats.number(story.posts),
                        reach: formats.number(story.reach),
                      })}
                    </p>
                    <QuoteList quotes={[story.quote]} label={t('stories.stories')} />
                  </li>
                ))}
              </ol>
            </Card>
            <Card title={t('stories.interests')} note={t('stories.interestsNote')}>
              {interests.length === 0 && <p className="mt-2 text-muted text-sm">{t('stories.interestsNone')}</p>}
              <ul className="mt-2 flex flex-col gap-4">
                {interests.map(interest => (
                  <li key={interest.q} className="flex flex-col gap-1.5">
                    <p className="flex flex-wrap items-center gap-2">
                      <PageLink
                        to="/listen"
                        search={{ topicId: topic.id, q: interest.q, from: span.from, to: span.to }}
                        className="font-semibold hover:underline"
                      >
                        {interest.label}
                      </PageLink>
                      <span className="text-muted text-xs tabular-nums">
                        {t('themes.counts', { mentions: formats.number(interest.mentions) })} ·{' '}
                        <span className="text-pos">▲ {interest.positive}</span> ·{' '}
                        <span className="text-neg">▼ {interest.negative}</span>
                      </span>
                      {interest.words.slice(1, 4).map(word => (
                        <Chip key={word}>{word}</Chip>
                      ))}
                    </p>
                    <QuoteList quotes={interest.posts} label={interest.label} />
                  </li>
                ))}
              </ul>
            </Card>
          </>
        )}
      </Loaded>
    </section>
  )
}

const Trend = ({ topic, span }: { topic: Topic; span: { from: string; to: string } }) => {
  const t = words.useT()
  const locale = useLocale()
  const formats = useFormats()
  const days = useEndpoint(listVolumes, { ...span, grain: 'day', topicId: topic.id }).data?.items
  const [positive, negative] = [t('stories.lineTotal'), t('stories.lineNegative')]
  const lines = useMemo(
    () => [
      { label: positive, tone: 'pos' as const, shape: '▲', values: days?.map(day => day.positive) ?? [] },
      {
        label: negative,
        tone: 'neg' as const,
        shape: '▼',
        isFilled: true,
        values: days?.map(day => day.negative) ?? [],
      },
    ],
    [days, positive, negative],
  )
  const at = useMemo(() => days?.map(day => Date.parse(day.at) / 1000) ?? [], [days])
  if (!days) return <SkeletonRows hasFace={false} count={2} />
  const sum = (of: 'positive' | 'negative') => formats.number(days.reduce((all, day) => all + day[of], 0))
  return (
    <LineChart
      at={at}
      lines={lines}
      grain="day"
      height={150}
      timeZone={formats.timeZone}
      locale={locale}
      label={t('stories.trendLabel', { positive: sum('positive'), negative: sum('negative') })}
    />
  )
}
