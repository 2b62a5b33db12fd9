/** Sentiment by day as columns, and of the whole period as a bar. */
import type { Volume } from '../../../contract/listening.ts'
import type { SentimentLabel } from '../../../contract/understanding.ts'
import { type Part, PartsBar } from '../../kit/bar.tsx'
import { Columns, type TimeColumn } from '../../kit/columns.tsx'
import { Card } from '../../kit/page.tsx'
import type { PartTone } from '../../kit/parts.ts'
import { words as kitWords } from '../../kit/words.ts'
import { useGo } from '../../platform/links.tsx'
import { useFormats } from '../../platform/session.ts'
import { daysFrom } from '../days.ts'
import type { Report } from './frame.tsx'
import { rowsBehind, type Sums } from './view.ts'
import { words } from './words.ts'

/** From the ground up: what hurts stands on the ground, where columns can be compared. */
const order: readonly { label: SentimentLabel; tone: PartTone }[] = [
  { label: 'negative', tone: 'neg' },
  { label: 'mixed', tone: 'mix' },
  { label: 'neutral', tone: 'rest' },
  { label: 'positive', tone: 'pos' },
]

export const Feelings = ({
  report: { view, spans },
  days,
  now,
}: {
  report: Report
  days: readonly Volume[]
  now: Sums
}) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const go = useGo()
  const formats = useFormats()
  const columns = days.map(
    (day): TimeColumn => ({
      name: day.at,
      mark: formats.shortDate(day.at),
      says: t('numbers.feelingDay', { day: formats.date(day.at), ...day }),
      parts: order.map(({ label, tone }) => ({ tone, count: day[label] })),
    }),
  )
  const parts = order.toReversed().map(
    ({ label, tone }): Part => ({
      name: label,
      label: kit(`sentiment.${label}`),
      count: now[label],
      tone,
      says: `${formats.number(now[label])} · ${formats.share(now.total ? now[label] / now.total : 0)}`,
      onOpen: () => go('/listen', rowsBehind(view, spans.now, { sentiment: label })),
    }),
  )
  return (
    <Card title={t('numbers.feeling')} note={t('numbers.feelingNote')}>
      <PartsBar
        parts={parts}
        label={t('numbers.feelingSum', { parts: parts.map(part => `${part.label} ${part.says}`).join(', ') })}
      />
      <div className="mt-4">
        <Columns
          label={t('numbers.feelingLabel')}
          columns={columns}
          onOpen={at => {
            const to = daysFrom(new Date(at), 1, formats.timeZone).toISOString()
            go('/listen', rowsBehind(view, { from: at, to }))
          }}
        />
      </div>
    </Card>
  )
}
