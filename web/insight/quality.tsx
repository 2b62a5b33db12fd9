/** 인사이트 → 분석 품질: how right the machine is in this workspace, by blind labels and by what people correct. */
import { Gauge } from 'lucide-react'
import { useMemo } from 'react'
import type { Output } from '../../contract/endpoint.ts'
import { drawQuality, getQuality, type QualityLine, type QualityShare } from '../../contract/quality.ts'
import { Button } from '../kit/button.tsx'
import { type Column, DataTable } from '../kit/data-table.tsx'
import { LineChart } from '../kit/line-chart.tsx'
import { Card, Page, Scroll, TopBar } from '../kit/page.tsx'
import { EmptyState } from '../kit/states.tsx'
import { useLocale } from '../platform/i18n.ts'
import { PageLink, useGo } from '../platform/links.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useFormats, useMay } from '../platform/session.ts'
import { words as deepWords } from './deep/words.ts'
import { words as lessonWords } from './lessons/words.ts'
import { words } from './words.ts'

type Quality = Output<typeof getQuality>

export const QualityPage = () => {
  const t = words.useT()
  const lessons = lessonWords.useT()
  const deep = deepWords.useT()
  const go = useGo()
  const mayLabel = useMay()('understanding.correct')
  const quality = useEndpoint(getQuality, {})
  const draw = useVerb(drawQuality, {
    refetch: [getQuality],
    onDone: round => go(`/insight/quality/${round.id}`),
  })
  const begun = quality.data?.rounds.find(round => round.labelled < round.posts)
  const label =
    mayLabel &&
    (begun ? (
      <Button asChild tone="primary">
        <PageLink to={`/insight/quality/${begun.id}`}>{t('quality.goOn')}</PageLink>
      </Button>
    ) : (
      <Button tone="primary" isBusy={draw.isRunning} onClick={() => draw.run({ posts: 100 })}>
        {t('quality.draw')}
      </Button>
    ))
  const actions = (
    <>
      <Button asChild>
        <PageLink to="/insight/lessons">{lessons('open')}</PageLink>
      </Button>
      {mayLabel && (
        <Button asChild className="max-md:hidden">
          <PageLink to="/insight/teacher">{deep('teacher')}</PageLink>
        </Button>
      )}
      {label}
    </>
  )
  return (
    <Page
      bar={
        <TopBar
          title={t('quality.title')}
          note={<span className="max-md:hidden">{t('quality.hint')}</span>}
          actions={actions}
        />
      }
    >
      <Scroll className="px-6 py-5 max-md:px-3">
        <Loaded query={quality}>
          {data => (
            <div className="grid grid-cols-[minmax(0,1fr)_340px] items-start gap-5 max-lg:grid-cols-1">
              <Measured quality={data} />
              <div className="flex flex-col gap-5">
                <Weeks quality={data} />
                <Corrections quality={data} />
                {data.rounds.length > 0 && <Rounds quality={data} mayLabel={mayLabel} />}
              </div>
            </div>
          )}
        </Loaded>
      </Scroll>
    </Page>
  )
}

const Measured = ({ quality: { labelled, sentiment, lines } }: { quality: Quality }) => {
  const t = words.useT()
  const formats = useFormats()
  const columns = useColumns()
  if (labelled === 0 || sentiment.share === null)
    return <EmptyState icon={Gauge} title={t('quality.none')} hint={t('quality.noneHint')} />
  return (
    <div className="flex flex-col gap-5">
      <Card title={t('quality.agree')}>
        <p className="mt-1 font-semibold text-2xl tabular-nums">{formats.share(sentiment.share)}</p>
        <p className="text-muted text-sm">
          {t('quality.agreeNote', {
            labelled: formats.number(labelled),
            low: formats.share(sentiment.low ?? 0),
            high: formats.share(sentiment.high ?? 1),
          })}
        </p>
        {labelled < 100 && <p className="mt-1 text-muted text-xs">{t('quality.few')}</p>}
      </Card>
      <Card title={t('quality.lines')} note={t('quality.linesNote')}>
        <DataTable
          label={t('quality.lines')}
          rows={lines}
          columns={columns}
          idOf={line => `${line.field} ${line.label}`}
        />
      </Card>
    </div>
  )
}

type Labelled = Parameters<ReturnType<typeof words.useT>>[0]
const labelWord = (label: string): Labelled => `label.${label}` as Labelled

const useColumns = (): readonly Column<QualityLine>[] => {
  const t = words.useT()
  return [
    {
      name: 'label',
      head: t('quality.label'),
      isMain: true,
      draw: line => (
        <span className="flex flex-col">
          <span className="font-semibold">{t(labelWord(line.label))}</span>
          <span className="text-muted text-xs">{t(`field.${line.field}`)}</span>
        </span>
      ),
    },
    { name: 'precision', head: t('quality.precision'), isNumber: true, draw: line => <Share share={line.precision} /> },
    { name: 'recall', head: t('quality.recall'), isNumber: true, draw: line => <Share share={line.recall} /> },
  ]
}

const Share = ({ share }: { share: QualityShare }) => {
  const t = words.useT()
  const formats = useFormats()
  if (share.share === null) return <span className="text-faint">{t('quality.unknown')}</span>
  const said = {
    share: formats.share(share.share),
    low: formats.share(share.low ?? 0),
    high: formats.share(share.high ?? 1),
  }
  return (
    <span className="flex flex-col items-end tabular-nums">
      <span>{t('quality.share', said)}</span>
      <span className="text-muted text-xs">{t('quality.counted', { right: share.right, of: share.of })}</span>
    </span>
  )
}

const Weeks = ({ quality: { weeks } }: { quality: Quality }) => {
  const t = words.useT()
  const locale = useLocale()
  const formats = useFormats()
  const line = t('quality.weeksLine')
  const at = useMemo(() => weeks.map(week => Date.parse(week.at) / 1000), [weeks])
  const lines = useMemo(
    () => [{ label: line, tone: 'accent' as const, isFilled: true, values: weeks.map(week => week.corrected) }],
    [weeks, line],
  )
  if (weeks.length < 2) return null
  const sum = (of: 'read' | 'corrected') => formats.number(weeks.reduce((all, week) => all + week[of], 0))
  return (
    <Card title={t('quality.weeks')} note={t('quality.weeksNote')}>
      <LineChart
        at={at}
        lines={lines}
        grain="day"
        height={130}
        timeZone={formats.timeZone}
        locale={locale}
        label={t('quality.weeksLabel', { read: sum('read'), corrected: sum('corrected') })}
      />
    </Card>
  )
}

const Corrections = ({ quality: { corrections } }: { quality: Quality }) => {
  const t = words.useT()
  const formats = useFormats()
  return (
    <Card title={t('quality.corrections')}>
      {corrections.length === 0 ? (
        <p className="mt-2 text-muted text-sm">{t('quality.correctionsNone')}</p>
      ) : (
        <ul className="mt-1.5 flex flex-col">
          {corrections.map(({ from, into, count }) => (
            <li key={`${from} ${into}`} className="flex items-baseline gap-2 border-hair border-b py-2 last:border-b-0">
              <span className="grow">
                {t('quality.correction', { from: t(labelWord(from)), into: t(labelWord(into)) })}
              </span>
              <PageLink
                to="/insight/corrections"
                search={{ from, into }}
                className="text-muted text-xs tabular-nums hover:underline"
              >
                {t('quality.times', { count: formats.number(count) })}
              </PageLink>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

const Rounds = ({ quality: { rounds }, mayLabel }: { quality: Quality; mayLabel: boolean }) => {
  const t = words.useT()
  const formats = useFormats()
  return (
    <Card title={t('quality.rounds')}>
      <ul className="mt-1.5 flex flex-col">
        {rounds.map(round => (
          <li key={round.id} className="flex items-baseline gap-2 border-hair border-b py-2 last:border-b-0">
            <span className="flex min-w-0 grow flex-col">
              <span className="truncate">
                {t('quality.round', { when: formats.date(round.drawnAt), by: round.drawnBy })}
              </span>
              <span className="text-muted text-xs tabular-nums">
                {t('quality.progress', {
                  posts: formats.number(round.posts),
                  labelled: formats.number(round.labelled),
                })}
              </span>
            </span>
            {mayLabel && (
              <PageLink
                to={`/insight/quality/${round.id}`}
                className="rounded-sm text-accent-text text-sm hover:underline"
              >
                {t('quality.open')}
              </PageLink>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
