/** One drill: how it goes while it runs, and its report: the score and its parts, faults, who was missed, what to train. */
import { useState } from 'react'
import {
  type Drill,
  type DrillLesson,
  type DrillReport,
  endDrill,
  getDrill,
  getPractice,
  listDrills,
} from '../../../contract/inbox/practice.ts'
import type { FaultKind } from '../../../contract/voice/drafts.ts'
import { Button } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { Card } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { PageLink, useGo } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { useFaultName } from '../../voice/index.ts'
import { words } from './words.ts'

export const DrillPanel = ({ drillId }: { drillId: string }) => {
  const t = words.useT()
  const query = useEndpoint(getDrill, { drillId }, { keep: true })
  return (
    <Loaded query={query} waiting={<Skeleton className="h-64 w-full" />}>
      {({ drill, report }) => (
        <section aria-label={t(`scenario.${drill.scenario}`)} className="flex flex-col gap-3">
          <Head drill={drill} report={report} />
          <Train report={report} />
          <div className="grid items-start gap-3 md:grid-cols-2">
            <Faults report={report} />
            <Missed report={report} />
          </div>
          <Members report={report} />
        </section>
      )}
    </Loaded>
  )
}

const useMinutes = () => {
  const t = words.useT()
  return (value: number | null) => (value === null ? '—' : t('speed.minutes', { count: Math.round(value * 10) / 10 }))
}

const Head = ({ drill, report }: { drill: Drill; report: DrillReport }) => {
  const t = words.useT()
  const formats = useFormats()
  const minutes = useMinutes()
  const go = useGo()
  const cells = [
    [t('speed.median'), minutes(report.medianMinutes)],
    [t('speed.p90'), minutes(report.p90Minutes)],
    [
      t('speed.urgent'),
      report.urgent.of === 0 ? '—' : t('speed.of', { count: report.urgent.inTime, of: report.urgent.of }),
    ],
  ] as const
  return (
    <Card
      title={t(`scenario.${drill.scenario}`)}
      note={drill.endedAt ? formats.moment(drill.startedAt) : t('drill.until', { when: formats.time(drill.endsAt) })}
    >
      <p className="mt-1 flex flex-wrap items-center gap-2 text-muted text-sm">
        {!drill.endedAt && <Chip tone="acc">{t('drill.running')}</Chip>}
        <span role="status" className="tabular-nums">
          {t('drill.played', { played: report.played, posts: report.posts })}
        </span>
        <span>{t('drill.by', { by: drill.startedBy, minutes: drill.targetMinutes })}</span>
      </p>
      <div className="mt-3 grid gap-4 sm:grid-cols-[auto_1fr]">
        <Score score={report.score} />
        <Parts report={report} />
      </div>
      <dl className="mt-3 grid grid-cols-3 gap-3 border-hair border-t pt-2">
        {cells.map(([name, value]) => (
          <div key={name}>
            <dt className="text-muted text-xs">{name}</dt>
            <dd className="font-semibold tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {!drill.endedAt && (
        <div className="mt-3 flex gap-2">
          <Button tone="primary" onClick={() => go('/inbox')}>
            {t('drill.inbox')}
          </Button>
          <End drill={drill} />
        </div>
      )}
    </Card>
  )
}

const End = ({ drill }: { drill: Drill }) => {
  const t = words.useT()
  const mayEnd = useMay()('inbox.manage')
  const toasts = useToasts()
  const [isAsking, setAsking] = useState(false)
  const verb = useVerb(endDrill, {
    refetch: [getDrill, getPractice, listDrills],
    onDone: () => toasts.show({ text: t('drill.ended'), tone: 'good' }),
  })
  if (!mayEnd) return null
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('drill.end')}</Button>
      {isAsking && (
        <ConfirmDialog
          title={t('drill.end')}
          hint={t('drill.endSure')}
          verb={t('drill.end')}
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            verb.run({ drillId: drill.id })
          }}
        />
      )}
    </>
  )
}

const Score = ({ score }: { score: number | null }) => {
  const t = words.useT()
  return (
    <div className="min-w-28">
      <p className="text-muted text-xs">{t('score')}</p>
      {score === null ? (
        <p className="text-sm">{t('score.none')}</p>
      ) : (
        <p className="font-bold text-2xl tabular-nums">{t('score.label', { score })}</p>
      )}
    </div>
  )
}

const Parts = ({ report: { parts } }: { report: DrillReport }) => {
  const t = words.useT()
  const formats = useFormats()
  if (parts.length === 0) return null
  return (
    <div>
      <ul className="flex flex-col gap-1 text-sm">
        {parts.map(({ part, share, weight }) => (
          <li key={part} className="grid grid-cols-[1fr_5rem_3rem] items-center gap-2">
            <span>
              {t(`part.${part}`)} <span className="text-muted text-xs">{t('part.weight', { weight })}</span>
            </span>
            <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-neu-soft">
              <span className="block h-full bg-accent" style={{ width: `${share * 100}%` }} />
            </span>
            <span className="text-right tabular-nums">{formats.share(share)}</span>
          </li>
        ))}
      </ul>
      <p className="mt-1 text-muted text-xs">{t('score.how')}</p>
    </div>
  )
}

const isFault = (lesson: DrillLesson): lesson is `fault.${FaultKind}` => lesson.startsWith('fault.')

const Train = ({ report: { train, asked } }: { report: DrillReport }) => {
  const t = words.useT()
  const faultName = useFaultName()
  if (asked === 0) return null
  const says = (lesson: DrillLesson) =>
    isFault(lesson)
      ? t('train.fault', { kind: faultName(lesson.slice('fault.'.length) as FaultKind) })
      : t(`train.${lesson}`)
  return (
    <Card title={t('train.title')}>
      {train.length === 0 ? (
        <p className="mt-2 text-sm">{t('train.none')}</p>
      ) : (
        <ul className="mt-2 flex list-disc flex-col gap-1 pl-5 text-sm">
          {train.map(lesson => (
            <li key={lesson}>{says(lesson)}</li>
          ))}
        </ul>
      )}
    </Card>
  )
}

const Faults = ({ report: { faults } }: { report: DrillReport }) => {
  const t = words.useT()
  const faultName = useFaultName()
  return (
    <Card title={t('faults.title')}>
      {faults.length === 0 && <p className="mt-2 text-muted text-sm">{t('faults.none')}</p>}
      <ul className="mt-1 flex flex-col">
        {faults.map(({ kind, count, conversationIds }) => (
          <li
            key={kind}
            className="flex flex-wrap items-center gap-2 border-hair border-t py-1.5 text-sm first:border-t-0"
          >
            <span className="grow">{faultName(kind)}</span>
            <span className="text-muted tabular-nums">{t('faults.count', { count })}</span>
            {conversationIds.map((id, n) => (
              <PageLink
                key={id}
                to={`/inbox/${id}`}
                aria-label={`${faultName(kind)}: ${t('faults.see', { n: n + 1 })}`}
                className="rounded-sm text-accent-text hover:underline"
              >
                {t('faults.see', { n: n + 1 })}
              </PageLink>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  )
}

const Missed = ({ report: { missed, asked } }: { report: DrillReport }) => {
  const t = words.useT()
  return (
    <Card title={t('missed.title')}>
      {missed.length === 0 && asked > 0 && <p className="mt-2 text-muted text-sm">{t('missed.none')}</p>}
      <ul className="mt-1 flex flex-col">
        {missed.map(one => (
          <li key={one.who} className="flex items-start gap-2 border-hair border-t py-1.5 text-sm first:border-t-0">
            <Chip tone={one.kind === 'urgent' ? 'neg' : 'neu'}>{t(`kind.${one.kind}`)}</Chip>
            {one.conversationId === null ? (
              <span className="min-w-0">{one.text}</span>
            ) : (
              <PageLink to={`/inbox/${one.conversationId}`} className="min-w-0 rounded-sm hover:underline">
                {one.who}: {one.text}
              </PageLink>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

const cell = 'whitespace-nowrap px-2 py-1.5 text-right tabular-nums first:pl-0 first:text-left'

const Members = ({ report: { members } }: { report: DrillReport }) => {
  const t = words.useT()
  const minutes = useMinutes()
  return (
    <Card title={t('members.title')}>
      {members.length === 0 ? (
        <p className="mt-2 text-muted text-sm">{t('members.none')}</p>
      ) : (
        <table className="mt-1 w-full text-sm">
          <thead>
            <tr className="text-muted text-xs">
              {(['name', 'answers', 'median', 'faults'] as const).map(name => (
                <th key={name} scope="col" className={`${cell} font-medium`}>
                  {t(`members.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {members.map(one => (
              <tr key={one.name} className="border-hair border-t">
                <th scope="row" className={`${cell} font-normal`}>
                  {one.name}
                </th>
                <td className={cell}>{one.answers}</td>
                <td className={cell}>{minutes(one.medianMinutes)}</td>
                <td className={cell}>{one.faults}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}
