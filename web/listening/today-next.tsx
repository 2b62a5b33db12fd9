/** Above 오늘 while nothing has been heard: the next step. */
import { ArrowRight, Check } from 'lucide-react'
import { listSources } from '../../contract/channels.ts'
import { listTopics } from '../../contract/listening.ts'
import { cx } from '../kit/class.ts'
import { PageLink } from '../platform/links.tsx'
import { useEndpoint } from '../platform/query.ts'
import { useMay } from '../platform/session.ts'
import { DemoButton } from './demo-offer.tsx'
import { useHasHeard } from './use-has-heard.ts'
import { words } from './words.ts'

export const TodayNext = () => {
  const t = words.useT()
  const may = useMay()
  const hasHeard = useHasHeard()
  const topics = useEndpoint(listTopics, {}, { when: may('listening.read') }).data?.items
  const sources = useEndpoint(listSources, {}, { when: may('channels.read') }).data?.items
  if (hasHeard !== false || !topics || !sources || !may('listening.manage')) return null
  const isListening = topics.length > 0 && sources.length > 0
  return (
    <section aria-label={t('today.next')} className="mb-[18px] rounded-lg border border-hair bg-panel px-5 py-4">
      <h2 className="font-bold text-lg">{isListening ? t('today.waitingTitle') : t('today.emptyTitle')}</h2>
      <p className="text-muted">
        {isListening
          ? t('today.waitingHint', { topics: topics.length, sources: sources.length })
          : t('today.emptyHint')}
      </p>
      <ol className="mt-3 grid grid-cols-2 gap-2.5 max-md:grid-cols-1">
        <NextStep
          title={t('today.stepTopic')}
          hint={t('today.stepTopicHint')}
          isDone={topics.length > 0}
          isNext={topics.length === 0}
          step="goal"
        />
        <NextStep
          title={t('today.stepSource')}
          hint={t('today.stepSourceHint')}
          isDone={sources.length > 0}
          isNext={topics.length > 0 && sources.length === 0}
          step="channels"
        />
      </ol>
      <div className="mt-2.5 empty:hidden">
        <DemoButton />
      </div>
    </section>
  )
}

const NextStep = ({
  title,
  hint,
  isDone,
  isNext,
  step,
}: {
  title: string
  hint: string
  isDone: boolean
  isNext: boolean
  step: string
}) => {
  const t = words.useT()
  return (
    <li>
      <PageLink
        to="/begin"
        search={{ step }}
        className={cx(
          'flex min-h-14 items-center gap-3 rounded-md border px-3.5 py-2 hover:bg-hover',
          isNext ? 'border-accent' : 'border-hair',
        )}
      >
        <span className="grow">
          <span className="block font-semibold">{title}</span>
          <span className="text-muted text-xs">{isDone ? t('today.stepDone') : hint}</span>
        </span>
        {isDone ? (
          <Check size={16} className="text-pos" aria-hidden />
        ) : (
          <ArrowRight size={16} className={isNext ? 'text-accent-text' : 'text-faint'} aria-hidden />
        )}
      </PageLink>
    </li>
  )
}
