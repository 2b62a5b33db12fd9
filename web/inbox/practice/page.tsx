/** 설정 → 연습과 훈련: the way to the practice workspace, the guided task, the drill that runs, and those before. */
import { GraduationCap } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { getMe } from '../../../contract/access.ts'
import {
  type Drill,
  type DrillScenario,
  drillScenario,
  getPractice,
  listDrills,
  openPractice,
  startDrill,
} from '../../../contract/inbox/practice.ts'
import type { Locale } from '../../../contract/scalars.ts'
import { Button } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { Field, Input } from '../../kit/field.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { EmptyState, SkeletonRows } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { useLocale } from '../../platform/i18n.ts'
import { PageLink, placeOf, useGoTo, useView } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { fieldProblem } from '../../platform/problem.ts'
import { useEndpoint, usePages, useVerb } from '../../platform/query.ts'
import { useFormats, useMay, useSession } from '../../platform/session.ts'
import { SettingsHead } from '../../platform/shell/settings-head.tsx'
import { DrillPanel } from './drill.tsx'
import { GuidedCard } from './guided.tsx'
import { words } from './words.ts'

const here = '/settings/practice'

export const PracticePage = () => {
  const t = words.useT()
  const query = useEndpoint(getPractice, {})
  return (
    <>
      <SettingsHead title={t('title')} hint={t('hint')} />
      <div className="mt-4 flex flex-col gap-4">
        <Loaded query={query} waiting={<SkeletonRows count={4} hasFace={false} />}>
          {({ isPractice, workspaceId, runningId }) =>
            isPractice ? <Ground runningId={runningId} /> : <Elsewhere workspaceId={workspaceId} />
          }
        </Loaded>
      </div>
    </>
  )
}

const Elsewhere = ({ workspaceId }: { workspaceId: number | null }) => {
  const t = words.useT()
  const mayOpen = useMay()('access.manage')
  const goTo = useGoTo()
  const toasts = useToasts()
  const session = useSession()
  const opening = useVerb(openPractice, {
    refetch: [getMe, getPractice],
    onDone: async made => {
      await session.refetch()
      if (workspaceId === null) goTo(placeOf(made.id, here))
      else toasts.show({ text: t('elsewhere.renewed'), tone: 'good' })
    },
  })
  return (
    <EmptyState icon={GraduationCap} title={t('elsewhere.title')} hint={t('elsewhere.hint')}>
      {workspaceId !== null && (
        <Button tone="primary" onClick={() => goTo(placeOf(workspaceId, here))}>
          {t('elsewhere.go')}
        </Button>
      )}
      {mayOpen && (
        <Button
          tone={workspaceId === null ? 'primary' : 'plain'}
          isBusy={opening.isRunning}
          onClick={() => opening.run({})}
        >
          {t(workspaceId === null ? 'elsewhere.open' : 'elsewhere.renew')}
        </Button>
      )}
      {!mayOpen && workspaceId === null && <p className="text-muted">{t('elsewhere.ask')}</p>}
    </EmptyState>
  )
}

const Ground = ({ runningId }: { runningId: string | null }) => {
  const [view] = useView(search => ({ drill: typeof search.drill === 'string' ? search.drill : undefined }))
  const shown = view.drill ?? runningId
  const top = useRef<HTMLDivElement>(null)
  // A past drill is chosen at the end of the page and read at its beginning.
  useEffect(() => {
    if (view.drill) top.current?.scrollIntoView()
  }, [view.drill])
  return (
    <>
      <div ref={top} className="scroll-mt-4 empty:hidden">
        {shown && <DrillPanel key={shown} drillId={shown} />}
      </div>
      <GuidedCard />
      <Start isRunning={runningId !== null} />
      <Past />
    </>
  )
}

const whole = (text: string): number => Number.parseInt(text, 10) || 0

const Start = ({ isRunning }: { isRunning: boolean }) => {
  const t = words.useT()
  const mayStart = useMay()('inbox.manage')
  const locale = useLocale()
  const [, setView] = useView(() => ({}) as { drill?: string | undefined })
  const [scenario, setScenario] = useState<DrillScenario>('delivery')
  const [language, setLanguage] = useState<Locale>(locale)
  const [minutes, setMinutes] = useState('15')
  const [target, setTarget] = useState('5')
  const verb = useVerb(startDrill, {
    isQuiet: true,
    refetch: [getPractice, listDrills],
    onDone: () => setView({ drill: undefined }),
  })
  const given = { scenario, language, minutes: whole(minutes), targetMinutes: whole(target) }
  if (!mayStart)
    return (
      <Card title={t('start.title')}>
        <p className="mt-2 text-muted text-sm">{t('start.may')}</p>
      </Card>
    )
  const ofField = (name: string) => fieldProblem(verb.error, name)
  const problem =
    verb.error && !ofField('minutes') && !ofField('targetMinutes') ? String((verb.error as Error).message) : null
  return (
    <Card title={t('start.title')}>
      <div className="mt-2 grid gap-3 sm:grid-cols-2">
        <Field label={t('start.scenario')}>
          <Select
            value={scenario}
            onChange={setScenario}
            choices={drillScenario.options.map(value => ({ value, label: t(`scenario.${value}`) }))}
          />
        </Field>
        <Field label={t('start.language')}>
          <Select
            value={language}
            onChange={setLanguage}
            choices={(['ko', 'en'] as const).map(value => ({ value, label: t(`language.${value}`) }))}
          />
        </Field>
        <Field label={t('start.minutes')} hint={t('start.minutesHint')} problem={ofField('minutes')}>
          <Input inputMode="numeric" value={minutes} onChange={event => setMinutes(event.target.value)} />
        </Field>
        <Field label={t('start.target')} problem={ofField('targetMinutes')}>
          <Input inputMode="numeric" value={target} onChange={event => setTarget(event.target.value)} />
        </Field>
      </div>
      {problem && (
        <p role="alert" className="mt-2 text-neg text-sm">
          {problem}
        </p>
      )}
      <div className="mt-3 flex items-center gap-3">
        <Button tone="primary" disabled={isRunning} isBusy={verb.isRunning} onClick={() => verb.run(given)}>
          {t('start.run')}
        </Button>
        {isRunning && <span className="text-muted text-sm">{t('start.running')}</span>}
      </div>
    </Card>
  )
}

const Past = () => {
  const t = words.useT()
  const pages = usePages(listDrills, {})
  const ended = pages.items.filter(one => one.endedAt !== null)
  return (
    <Card title={t('past.title')}>
      {pages.isPending && <SkeletonRows count={2} hasFace={false} />}
      {!pages.isPending && ended.length === 0 && <p className="mt-2 text-muted text-sm">{t('past.none')}</p>}
      <ul className="mt-2 flex flex-col">
        {ended.map(one => (
          <PastDrill key={one.id} drill={one} />
        ))}
      </ul>
      {pages.hasMore && (
        <Button size="sm" onClick={pages.loadMore}>
          {t('past.more')}
        </Button>
      )}
    </Card>
  )
}

const PastDrill = ({ drill }: { drill: Drill }) => {
  const t = words.useT()
  const formats = useFormats()
  const name = t(`scenario.${drill.scenario}`)
  return (
    <li className="border-hair border-t py-1">
      <PageLink
        to={here}
        search={{ drill: drill.id }}
        aria-label={t('past.open', { scenario: `${name} ${formats.moment(drill.startedAt)}` })}
        className="flex min-h-10 items-center gap-2 rounded-sm text-sm hover:bg-hover"
      >
        <span className="shrink-0 font-medium">{name}</span>
        <span className="min-w-0 grow truncate text-muted">
          {t('drill.by', { by: drill.startedBy, minutes: drill.targetMinutes })}
        </span>
        <Chip tone="neu">{drill.score ?? '—'}</Chip>
        <time className="shrink-0 text-muted text-xs" dateTime={drill.startedAt}>
          {formats.ago(drill.startedAt)}
        </time>
      </PageLink>
    </li>
  )
}
