/** 듣기 → 수치 → 한눈에: volume, sentiment, share of voice, channels, intents, and what is said where. */
import { AudioLines } from 'lucide-react'
import { useMemo } from 'react'
import { listVolumes, type Volume } from '../../../contract/listening.ts'
import { Emphasised } from '../../kit/emphasised.tsx'
import type { Line } from '../../kit/line.ts'
import { LineChart } from '../../kit/line-chart.tsx'
import { Card } from '../../kit/page.tsx'
import { EmptyState, Skeleton } from '../../kit/states.tsx'
import { useLocale } from '../../platform/i18n.ts'
import { PageLink, useGo } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import { daysFrom } from '../days.ts'
import { Channels } from './channels.tsx'
import { Feelings } from './feelings.tsx'
import { type Report, ReportFrame, useReport } from './frame.tsx'
import { Intents } from './intents.tsx'
import { Matrix } from './matrix.tsx'
import { ShareOfVoice } from './share-of-voice.tsx'
import { drawnDays, reportDays, rowsBehind, type Sums, sumOf } from './view.ts'
import { words } from './words.ts'

export const NumbersPage = () => {
  const t = words.useT()
  const report = useReport()
  const { view, spans } = report
  const about = { grain: 'day' as const, ...(view.topic === undefined ? {} : { topicId: view.topic }) }
  const volumes = useEndpoint(listVolumes, { ...about, ...spans.now })
  const before = useEndpoint(listVolumes, { ...about, ...spans.before })
  return (
    <ReportFrame report={report} title={t('report.open')}>
      <Loaded query={volumes} waiting={<Waiting />}>
        {({ items }) => <Numbers report={report} days={items} before={before.data?.items} />}
      </Loaded>
    </ReportFrame>
  )
}

const Waiting = () => (
  <div className="flex flex-col gap-5">
    <Skeleton className="h-6 w-2/3" />
    <Skeleton className="h-72 w-full" />
    <Skeleton className="h-56 w-full" />
  </div>
)

const Numbers = ({
  report,
  days,
  before,
}: {
  report: Report
  days: readonly Volume[]
  before: readonly Volume[] | undefined
}) => {
  const t = words.useT()
  const now = useMemo(() => sumOf(days), [days])
  const past = useMemo(() => (before === undefined ? undefined : sumOf(before)), [before])
  if (now.total === 0 && !past?.total) {
    return <EmptyState icon={AudioLines} title={t('report.none')} hint={t('report.noneHint')} />
  }
  return (
    <div className="mx-auto flex max-w-[1180px] flex-col gap-5">
      <Head report={report} now={now} past={past} />
      <VolumeCard report={report} days={days} before={before} />
      <div className="grid grid-cols-2 items-start gap-5 max-lg:grid-cols-1">
        <div className="flex min-w-0 flex-col gap-5">
          <Feelings report={report} days={days} now={now} />
          <Channels report={report} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <ShareOfVoice report={report} />
          <Intents report={report} now={now} past={past} />
        </div>
      </div>
      <Matrix report={report} />
    </div>
  )
}

/** What changed, in a sentence or two. */
const Head = ({ report: { view, spans }, now, past }: { report: Report; now: Sums; past: Sums | undefined }) => {
  const t = words.useT()
  const formats = useFormats()
  if (past === undefined) return <Skeleton className="h-6 w-2/3" />
  const numbers = {
    total: formats.number(now.total),
    before: formats.number(past.total),
    days: reportDays[view.period],
  }
  const change = past.total ? now.total / past.total - 1 : null
  const volume =
    change === null
      ? t('numbers.head.quiet', numbers)
      : change === 0
        ? t('numbers.head.same', numbers)
        : t('numbers.head.change', {
            ...numbers,
            share: formats.share(Math.abs(change)),
            way: t(change > 0 ? 'numbers.way.up' : 'numbers.way.down'),
          })
  return (
    <p className="text-md leading-7">
      <Emphasised text={volume} />{' '}
      {now.total > 0 && past.total > 0 && (
        <Emphasised
          text={t('numbers.head.feeling', {
            share: formats.share(now.negative / now.total),
            before: formats.share(past.negative / past.total),
          })}
        />
      )}{' '}
      <PageLink
        to="/listen"
        search={rowsBehind(view, spans.now)}
        className="text-accent-text underline underline-offset-4"
      >
        {t('numbers.head.open')}
      </PageLink>
    </p>
  )
}

const VolumeCard = ({
  report: { view },
  days,
  before,
}: {
  report: Report
  days: readonly Volume[]
  before: readonly Volume[] | undefined
}) => {
  const t = words.useT()
  const go = useGo()
  const locale = useLocale()
  const formats = useFormats()
  const length = reportDays[view.period]
  const [total, negative, past] = [t('numbers.total'), t('numbers.negative'), t('numbers.beforeLine', { days: length })]
  const at = useMemo(() => days.map(day => Date.parse(day.at) / 1000), [days])
  const lines = useMemo(
    (): readonly Line[] => [
      { label: past, tone: 'compare', values: days.map((_, n) => before?.[n]?.total ?? null) },
      { label: total, tone: 'ink', values: drawnDays(days, day => day.total) },
      { label: negative, tone: 'neg', shape: '▼', isFilled: true, values: drawnDays(days, day => day.negative) },
    ],
    [days, before, total, negative, past],
  )
  const label = t('numbers.volumeLabel', {
    total: formats.number(sumOf(days).total),
    before: formats.number(sumOf(before ?? []).total),
    days: length,
  })
  return (
    <Card title={t('numbers.volume')} note={t('numbers.volumeNote', { days: length })}>
      <LineChart
        at={at}
        lines={lines}
        grain="day"
        timeZone={formats.timeZone}
        locale={locale}
        label={label}
        onPick={second => {
          const from = new Date(second * 1000)
          const to = daysFrom(from, 1, formats.timeZone)
          go('/listen', rowsBehind(view, { from: from.toISOString(), to: to.toISOString() }))
        }}
      />
    </Card>
  )
}
