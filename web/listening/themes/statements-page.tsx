/** 듣기 → 연관 주제 → 필요와 선입견: what several people state, in their own sentences. */
import { Lightbulb } from 'lucide-react'
import { listStatements, listTopics, type StatementCluster } from '../../../contract/listening.ts'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import { useReport } from '../report/frame.tsx'
import { type ReportPeriod, reportPeriods } from '../report/view.ts'
import { words as report } from '../report/words.ts'
import { ThemesFrame } from './frame.tsx'
import { QuoteList } from './quote-list.tsx'
import { words } from './words.ts'

export const StatementsPage = () => {
  const t = words.useT()
  const r = report.useT()
  const formats = useFormats()
  const { view, spans, change } = useReport()
  const topics = useEndpoint(listTopics, {}).data?.items ?? []
  const stated = useEndpoint(listStatements, {
    ...spans.now,
    ...(view.topic === undefined ? {} : { topicId: view.topic }),
  })
  return (
    <ThemesFrame
      title={t('statements.title')}
      note={t('statements.hint')}
      choices={
        <>
          <Select
            isCompact
            label={r('report.topic')}
            value={view.topic ?? 'all'}
            choices={[
              { value: 'all', label: r('report.allTopics') },
              ...topics.map(topic => ({ value: topic.id, label: topic.name })),
            ]}
            onChange={topic => change({ topic: topic === 'all' ? undefined : topic })}
          />
          <Select<ReportPeriod>
            isCompact
            label={r('report.when')}
            value={view.period}
            choices={reportPeriods.map(period => ({ value: period, label: r(`report.period.${period}`) }))}
            onChange={period => change({ period })}
          />
        </>
      }
    >
      <Loaded query={stated}>
        {({ needs, preconceptions, read, isMore }) => (
          <div className="flex flex-col gap-4">
            <p className="text-muted text-sm">
              {t(isMore ? 'statements.readMore' : 'statements.read', { read: formats.number(read) })}
            </p>
            <div className="grid grid-cols-2 items-start gap-5 max-lg:grid-cols-1">
              <Card title={t('statements.needs')} note={t('statements.needsNote')}>
                <Clusters clusters={needs} kind="need" />
              </Card>
              <Card title={t('statements.preconceptions')} note={t('statements.preconceptionsNote')}>
                <Clusters clusters={preconceptions} kind="preconception" />
              </Card>
            </div>
          </div>
        )}
      </Loaded>
    </ThemesFrame>
  )
}

const Clusters = ({ clusters, kind }: { clusters: readonly StatementCluster[]; kind: 'need' | 'preconception' }) => {
  const t = words.useT()
  const formats = useFormats()
  if (clusters.length === 0) return <EmptyState icon={Lightbulb} title={t('statements.none')} />
  return (
    <ul className="mt-2 flex flex-col gap-4">
      {clusters.map(cluster => (
        <li key={cluster.about} className="flex flex-col gap-1.5">
          <h3 className="font-semibold">{t(`statements.${kind}`, { about: cluster.about })}</h3>
          <p className="text-muted text-xs tabular-nums">
            {t('statements.counts', {
              authors: formats.number(cluster.authors),
              mentions: formats.number(cluster.mentions),
            })}{' '}
            · <span className="text-pos">▲ {cluster.positive}</span> ·{' '}
            <span className="text-neg">▼ {cluster.negative}</span>
          </p>
          <QuoteList quotes={cluster.quotes} label={cluster.about} />
        </li>
      ))}
    </ul>
  )
}
