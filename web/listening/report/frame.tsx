/** The frame of 듣기 → 수치: its three pages, the topic and the period that they share. */
import type { ReactNode } from 'react'
import { listTopics } from '../../../contract/listening.ts'
import { cx } from '../../kit/class.ts'
import { FilterBar, Page, Scroll, TopBar } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { BackLink } from '../../platform/back-link.tsx'
import { PageLink, useView } from '../../platform/links.tsx'
import { useEndpoint } from '../../platform/query.ts'
import { useFormats, useNow } from '../../platform/session.ts'
import { useIsHere } from '../../platform/shell/nav-link.tsx'
import { PrintButton } from './print-button.tsx'
import { type ReportPeriod, type ReportView, readReportView, reportPeriods, type Span, spansOf } from './view.ts'
import { words } from './words.ts'

const pages = [
  { path: '/listen/numbers', word: 'report.numbers' },
  { path: '/listen/speakers', word: 'report.speakers' },
  { path: '/listen/places', word: 'report.places' },
] as const

/** What a page of the report is about. */
export interface Report {
  readonly view: ReportView
  readonly spans: { readonly now: Span; readonly before: Span }
  readonly change: (change: Readonly<Record<string, string | undefined>>) => void
}

export const useReport = (): Report => {
  const [view, change] = useView(readReportView)
  const { timeZone } = useFormats()
  return { view, change, spans: spansOf(view.period, useNow(), timeZone) }
}

export const ReportFrame = ({ report, title, children }: { report: Report; title: string; children: ReactNode }) => {
  const t = words.useT()
  return (
    <Page
      bar={
        <TopBar
          lead={<BackLink to="/listen" label={t('report.back')} />}
          title={title}
          note={<Dates report={report} />}
          actions={<PrintButton />}
        />
      }
    >
      <FilterBar label={t('report.about')}>
        <nav aria-label={t('report.pages')} className="flex shrink-0 gap-1">
          {pages.map(page => (
            <PageTab key={page.path} path={page.path} view={report.view} label={t(page.word)} />
          ))}
        </nav>
        <span className="mx-1 h-5 w-px shrink-0 bg-hair" />
        <Choices report={report} />
      </FilterBar>
      <Scroll className="px-6 py-5 max-md:px-3">{children}</Scroll>
    </Page>
  )
}

const PageTab = ({ path, view, label }: { path: string; view: ReportView; label: string }) => {
  const isHere = useIsHere(path)
  return (
    <PageLink
      to={path}
      search={{ period: view.period, topic: view.topic }}
      aria-current={isHere ? 'page' : undefined}
      className={cx(
        'inline-flex h-7 items-center rounded-full px-3 font-medium text-sm pointer-coarse:h-11',
        isHere ? 'bg-accent-soft text-accent-text' : 'text-muted hover:bg-hover hover:text-ink',
      )}
    >
      {label}
    </PageLink>
  )
}

const Choices = ({ report: { view, change } }: { report: Report }) => {
  const t = words.useT()
  const topics = useEndpoint(listTopics, {}).data?.items ?? []
  return (
    <>
      <Select
        isCompact
        label={t('report.topic')}
        value={view.topic ?? 'all'}
        choices={[
          { value: 'all', label: t('report.allTopics') },
          ...topics.map(topic => ({ value: topic.id, label: topic.name })),
        ]}
        onChange={topic => change({ topic: topic === 'all' ? undefined : topic })}
      />
      <Select<ReportPeriod>
        isCompact
        label={t('report.when')}
        value={view.period}
        choices={reportPeriods.map(period => ({ value: period, label: t(`report.period.${period}`) }))}
        onChange={period => change({ period })}
      />
    </>
  )
}

const Dates = ({ report: { spans } }: { report: Report }) => {
  const formats = useFormats()
  const last = new Date(Date.parse(spans.now.to) - 1)
  return (
    <span className="tabular-nums max-md:hidden">
      {formats.date(spans.now.from)} – {formats.date(last)}
    </span>
  )
}
