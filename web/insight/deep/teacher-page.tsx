/** 인사이트 → 교사와 견주기: labels of the provider beside the reader's own; a person takes over what they agree with. */
import { Scale } from 'lucide-react'
import { askTeacher, getProvider, getTeacher, type TeacherRow } from '../../../contract/deep-reading.ts'
import { correctReading } from '../../../contract/understanding.ts'
import { Button } from '../../kit/button.tsx'
import { SentimentChip } from '../../kit/chip.tsx'
import { Page, Scroll, TopBar } from '../../kit/page.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { BackLink } from '../../platform/back-link.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { words } from './words.ts'

export const TeacherPage = () => {
  const t = words.useT()
  const teacher = useEndpoint(getTeacher, {})
  const ask = useVerb(askTeacher, { refetch: [getTeacher, getProvider] })
  const isWaiting = teacher.data?.ask?.state === 'waiting' || ask.isRunning
  const actions = teacher.data?.isOn && (
    <Button tone="primary" isBusy={isWaiting} onClick={() => ask.run({ posts: 20 })}>
      {t('teacherAsk')}
    </Button>
  )
  return (
    <Page
      bar={
        <TopBar
          lead={<BackLink to="/insight/quality" label={t('back')} />}
          title={t('teacher')}
          note={<span className="max-md:hidden">{t('teacherHint')}</span>}
          actions={actions}
        />
      }
    >
      <Scroll>
        <Loaded query={teacher}>
          {({ isOn, ask: last, rows }) => {
            if (rows.length > 0) return <Rows rows={rows} />
            if (last?.failure)
              return <EmptyState icon={Scale} title={t('ask.failed')} hint={t(`failure.${last.failure}`)} />
            if (last?.state === 'waiting') return <EmptyState icon={Scale} title={t('teacherWaiting')} />
            return isOn ? (
              <EmptyState icon={Scale} title={t('teacherNone')} hint={t('teacherNoneHint')} />
            ) : (
              <EmptyState icon={Scale} title={t('teacherOff')} hint={t('teacherOffHint')} />
            )
          }}
        </Loaded>
      </Scroll>
    </Page>
  )
}

/** What counts of ours: a person's correction, else the reading. */
const oursOf = (row: TeacherRow) => row.corrected ?? row.read

const Rows = ({ rows }: { rows: readonly TeacherRow[] }) => {
  const t = words.useT()
  const said = rows.filter(row => row.teacher !== null)
  return (
    <>
      <p className="px-6 py-3 font-semibold max-md:px-3">
        {t('teacherSame', { of: said.length, same: said.filter(row => row.teacher === oursOf(row)).length })}
      </p>
      <ul aria-label={t('teacher')} className="bg-panel">
        {rows.map(row => (
          <Row key={row.itemId} row={row} />
        ))}
      </ul>
    </>
  )
}

const Row = ({ row }: { row: TeacherRow }) => {
  const t = words.useT()
  const toasts = useToasts()
  const correct = useVerb(correctReading, { refetch: [getTeacher] })
  const take = (teacher: NonNullable<TeacherRow['teacher']>) => {
    correct.run({ itemId: row.itemId, sentiment: teacher })
    toasts.show({
      text: t('took'),
      onUndo: () => correct.run({ itemId: row.itemId, sentiment: row.corrected }),
    })
  }
  return (
    <li className="flex flex-col gap-1.5 border-hair border-b px-6 py-3 max-md:px-3">
      <p className="line-clamp-3 whitespace-pre-line">{row.text}</p>
      <div className="flex flex-wrap items-center gap-1.5 text-muted text-xs">
        <span>{t('ours')}</span>
        <SentimentChip label={oursOf(row)} isCorrected={row.corrected !== null} />
        <span className="ml-2">{t('theirs')}</span>
        {row.teacher === null ? <span>{t('noLabel')}</span> : <SentimentChip label={row.teacher} />}
        {row.teacher !== null && row.teacher !== oursOf(row) && (
          <Button size="sm" tone="quiet" className="ml-auto" onClick={() => take(row.teacher!)}>
            {t('take')}
          </Button>
        )}
      </div>
    </li>
  )
}
