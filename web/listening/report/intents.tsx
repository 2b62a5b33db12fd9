/** What people do when they speak of us: ask, complain, praise …, against the period before. */
import { intentLabel } from '../../../contract/understanding.ts'
import { Card } from '../../kit/page.tsx'
import { Ranks } from '../../kit/ranks.tsx'
import { useGo } from '../../platform/links.tsx'
import { useFormats } from '../../platform/session.ts'
import { words as listeningWords } from '../words.ts'
import type { Report } from './frame.tsx'
import { reportDays, rowsBehind, type Sums } from './view.ts'
import { words } from './words.ts'

const named = intentLabel.options.filter(intent => intent !== 'other')

export const Intents = ({
  report: { view, spans },
  now,
  past,
}: {
  report: Report
  now: Sums
  past: Sums | undefined
}) => {
  const t = words.useT()
  const listening = listeningWords.useT()
  const go = useGo()
  const formats = useFormats()
  const ranks = named
    .map(intent => ({
      name: intent,
      label: listening(`intent.${intent}`),
      value: now.intents[intent] ?? 0,
      ...(past === undefined ? {} : { before: past.intents[intent] ?? 0 }),
      tone: intent === 'complaint' ? ('neg' as const) : intent === 'praise' ? ('pos' as const) : ('rest' as const),
      says: t('numbers.intentSays', {
        count: formats.number(now.intents[intent] ?? 0),
        share: formats.share(now.total ? (now.intents[intent] ?? 0) / now.total : 0),
      }),
      onOpen: () => go('/listen', rowsBehind(view, spans.now, { intent })),
    }))
    .sort((a, b) => b.value - a.value)
  return (
    <Card title={t('numbers.intents')} note={t('numbers.intentsNote')}>
      <Ranks
        label={t('numbers.intents')}
        ranks={ranks}
        beforeSays={t('numbers.beforeLine', { days: reportDays[view.period] })}
      />
    </Card>
  )
}
