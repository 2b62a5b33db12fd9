/** Listening's chart of 오늘: mentions by the hour, the negative ones filled, last week in grey. */
import { useMemo } from 'react'
import type { Line } from '../kit/line.ts'
import { LineChart } from '../kit/line-chart.tsx'
import { Card } from '../kit/page.tsx'
import { Skeleton } from '../kit/states.tsx'
import { useLocale } from '../platform/i18n.ts'
import { useGo } from '../platform/links.tsx'
import { useFormats } from '../platform/session.ts'
import { hourMs } from './days.ts'
import { drawnHours } from './today-numbers.ts'
import { useHasHeard } from './use-has-heard.ts'
import { useToday } from './use-today.ts'
import { words } from './words.ts'

export const TodayChart = () => {
  const t = words.useT()
  const locale = useLocale()
  const go = useGo()
  const formats = useFormats()
  const numbers = useToday()
  const hours = numbers?.hours
  const total = t('today.total')
  const negative = t('today.negative')
  const before = t('today.before')
  const drawn = useMemo(() => new Set(hours && drawnHours(hours).map(hour => hour.at)), [hours])
  const at = useMemo(() => hours?.map(hour => hour.at / 1000) ?? [], [hours])
  const lines = useMemo(
    (): readonly Line[] =>
      hours
        ? [
            { label: before, tone: 'compare', values: hours.map(hour => hour.before.total) },
            {
              label: total,
              tone: 'ink',
              values: hours.map(hour => (drawn.has(hour.at) ? (hour.today?.total ?? null) : null)),
            },
            {
              label: negative,
              tone: 'neg',
              shape: '▼',
              isFilled: true,
              values: hours.map(hour => (drawn.has(hour.at) ? (hour.today?.negative ?? null) : null)),
            },
          ]
        : [],
    [hours, drawn, before, total, negative],
  )
  if (useHasHeard() === false) return null
  return (
    <Card title={t('today.chart')} note={t('today.chartNote')}>
      {numbers ? (
        <LineChart
          at={at}
          lines={lines}
          grain="hour"
          timeZone={formats.timeZone}
          locale={locale}
          label={t('today.chartLabel', {
            total: numbers.today.total,
            negative: numbers.today.negative,
            before: numbers.before.total,
          })}
          onPick={second =>
            go('/listen', {
              column: 'all',
              from: new Date(second * 1000).toISOString(),
              to: new Date(second * 1000 + hourMs).toISOString(),
            })
          }
        />
      ) : (
        <Skeleton className="h-[230px] w-full" />
      )}
    </Card>
  )
}
