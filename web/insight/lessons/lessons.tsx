/** 인사이트 → 고쳐서 배운 것: the words that corrections taught, each of which opens its posts and can be switched off. */
import { GraduationCap } from 'lucide-react'
import { useMemo } from 'react'
import type { Output } from '../../../contract/endpoint.ts'
import { getLessons, type Lesson, switchLesson } from '../../../contract/lessons.ts'
import { Button } from '../../kit/button.tsx'
import { SentimentChip } from '../../kit/chip.tsx'
import { LineChart } from '../../kit/line-chart.tsx'
import { Card, Page, Scroll, TopBar } from '../../kit/page.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { BackLink } from '../../platform/back-link.tsx'
import { useLocale } from '../../platform/i18n.ts'
import { PageLink } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { words } from './words.ts'

type Learned = Output<typeof getLessons>

export const LessonsPage = () => {
  const t = words.useT()
  const learned = useEndpoint(getLessons, {})
  return (
    <Page
      bar={
        <TopBar
          lead={<BackLink to="/insight/quality" label={t('back')} />}
          title={t('title')}
          note={<span className="max-md:hidden">{t('hint')}</span>}
        />
      }
    >
      <Scroll className="px-6 py-5 max-md:px-3">
        <Loaded query={learned}>
          {data =>
            data.corrections === 0 && data.off.length === 0 ? (
              <EmptyState icon={GraduationCap} title={t('none')} hint={t('noneHint')}>
                <Button asChild>
                  <PageLink to="/listen">{t('goListen')}</PageLink>
                </Button>
              </EmptyState>
            ) : (
              <div className="grid grid-cols-[minmax(0,1fr)_340px] items-start gap-5 max-lg:grid-cols-1">
                <Words learned={data} />
                <div className="flex flex-col gap-5">
                  <SoFar learned={data} />
                  <Agreement weeks={data.weeks} />
                  {data.off.length > 0 && <Off off={data.off} />}
                </div>
              </div>
            )
          }
        </Loaded>
      </Scroll>
    </Page>
  )
}

/** How far a lesson pulls, in words: logits of 1 and 2 move an even chance to three and to seven of eight. */
const muchOf = (strength: number) => (strength < 1 ? 'much.little' : strength < 2.2 ? 'much.some' : 'much.much')

const Words = ({ learned: { lessons, total } }: { learned: Learned }) => {
  const t = words.useT()
  const formats = useFormats()
  if (lessons.length === 0)
    return (
      <Card title={t('taught')}>
        <p className="mt-2 text-muted text-sm">{t('none')}</p>
      </Card>
    )
  return (
    <Card title={t('taught')} note={t('taughtNote')}>
      <ul className="mt-1.5 flex flex-col">
        {lessons.map(lesson => (
          <LessonRow key={lesson.word} lesson={lesson} />
        ))}
      </ul>
      {total > lessons.length && (
        <p className="mt-2 text-muted text-xs">
          {t('more', { total: formats.number(total), shown: formats.number(lessons.length) })}
        </p>
      )}
    </Card>
  )
}

const LessonRow = ({ lesson }: { lesson: Lesson }) => {
  const t = words.useT()
  const formats = useFormats()
  const mayCorrect = useMay()('understanding.correct')
  const turn = useSwitch()
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-3 border-hair border-b py-2 last:border-b-0">
      <span className="flex min-w-0 flex-col">
        <span className="truncate font-semibold" title={lesson.word}>
          {t('sentence', { word: lesson.word })}
        </span>
        <span className="flex flex-wrap items-center gap-1.5 text-muted text-xs">
          <SentimentChip label={lesson.towards} />
          {t('towards', { much: t(muchOf(lesson.strength)) })}
        </span>
      </span>
      <PageLink
        to="/insight/corrections"
        search={{ word: lesson.word }}
        className="rounded-sm text-muted text-xs tabular-nums hover:underline pointer-coarse:py-3"
      >
        {t('posts', { count: formats.number(lesson.posts) })}
      </PageLink>
      {mayCorrect && (
        <Button
          size="sm"
          tone="quiet"
          aria-label={t('switchOffLabel', { word: lesson.word })}
          onClick={() => turn(lesson.word, true)}
        >
          {t('switchOff')}
        </Button>
      )}
    </li>
  )
}

/** Switches a word off or on at once; the toast takes it back. */
const useSwitch = (): ((word: string, isOff: boolean) => void) => {
  const t = words.useT()
  const toasts = useToasts()
  const change = useVerb(switchLesson, { refetch: [getLessons] })
  return (word, isOff) => {
    change.run({ word, isOff })
    toasts.show({
      text: t(isOff ? 'switchedOff' : 'switchedOn', { word }),
      onUndo: () => change.run({ word, isOff: !isOff }),
    })
  }
}

const SoFar = ({ learned: { corrections, learntFrom, readOtherwise } }: { learned: Learned }) => {
  const t = words.useT()
  const formats = useFormats()
  return (
    <Card title={t('numbers')}>
      <dl className="mt-1.5 flex flex-col">
        <div className="flex items-baseline justify-between border-hair border-b py-2">
          <dt>{t('corrections')}</dt>
          <dd>
            <PageLink to="/insight/corrections" className="font-semibold tabular-nums hover:underline">
              {t('correctionsCount', { count: formats.number(corrections) })}
            </PageLink>
          </dd>
        </div>
        <div className="flex items-baseline justify-between py-2">
          <dt>{t('readOtherwise')}</dt>
          <dd className="font-semibold tabular-nums">
            {t('readOtherwiseCount', { count: formats.number(readOtherwise) })}
          </dd>
        </div>
      </dl>
      <p className="text-muted text-xs">
        {corrections > learntFrom && `${t('learntFrom', { count: formats.number(learntFrom) })} `}
        {t('scope')}
      </p>
    </Card>
  )
}

const Agreement = ({ weeks }: { weeks: Learned['weeks'] }) => {
  const t = words.useT()
  const locale = useLocale()
  const formats = useFormats()
  const line = t('agreementLine')
  const at = useMemo(() => weeks.map(week => Date.parse(week.at) / 1000), [weeks])
  const lines = useMemo(
    () => [
      {
        label: line,
        tone: 'accent' as const,
        isFilled: true,
        values: weeks.map(week => Math.round((100 * week.foreseen) / week.corrections)),
      },
    ],
    [weeks, line],
  )
  if (weeks.length === 0) return null
  const sum = (of: 'corrections' | 'foreseen') => formats.number(weeks.reduce((all, week) => all + week[of], 0))
  const said = { corrections: sum('corrections'), foreseen: sum('foreseen') }
  return (
    <Card title={t('agreement')} note={weeks.length > 1 ? t('agreementNote') : t('agreementOne', said)}>
      {weeks.length > 1 && (
        <LineChart
          at={at}
          lines={lines}
          grain="day"
          height={130}
          timeZone={formats.timeZone}
          locale={locale}
          label={t('agreementLabel', said)}
        />
      )}
      <p className="mt-1.5 text-muted text-xs">{t('agreementHint')}</p>
    </Card>
  )
}

const Off = ({ off }: { off: Learned['off'] }) => {
  const t = words.useT()
  const formats = useFormats()
  const mayCorrect = useMay()('understanding.correct')
  const turn = useSwitch()
  return (
    <Card title={t('off')} note={t('offNote')}>
      <ul className="mt-1.5 flex flex-col">
        {off.map(({ word, by, at }) => (
          <li key={word} className="flex items-center gap-3 border-hair border-b py-2 last:border-b-0">
            <span className="flex min-w-0 grow flex-col">
              <span className="truncate">{t('sentence', { word })}</span>
              <span className="text-muted text-xs">{t('offBy', { by, when: formats.date(at) })}</span>
            </span>
            {mayCorrect && (
              <Button
                size="sm"
                tone="quiet"
                aria-label={t('switchOnLabel', { word })}
                onClick={() => turn(word, false)}
              >
                {t('switchOn')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
