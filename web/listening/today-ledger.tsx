/** Listening's ledger on 오늘: how the mentions of the week ended; each part opens its rows. */
import type { MentionState } from '../../contract/listening.ts'
import { type Part, PartsBar } from '../kit/bar.tsx'
import { Card } from '../kit/page.tsx'
import { Skeleton } from '../kit/states.tsx'
import { useGo } from '../platform/links.tsx'
import { useFormats } from '../platform/session.ts'
import { useHasHeard } from './use-has-heard.ts'
import { useWeekLedger } from './use-today.ts'
import { words } from './words.ts'

const tones: Record<MentionState, Part['tone']> = {
  answered: 'pos',
  stance: 'accent',
  not_ours: 'rest',
  pending: 'neg',
}
const order: readonly MentionState[] = ['answered', 'stance', 'not_ours', 'pending']

export const TodayLedger = () => {
  const t = words.useT()
  const go = useGo()
  const formats = useFormats()
  const ledger = useWeekLedger()
  const hasHeard = useHasHeard()
  if (hasHeard === false) return null
  if (!ledger) {
    return (
      <Card title={t('today.ledger')}>
        <Skeleton className="mt-3 h-14 w-full" />
      </Card>
    )
  }
  const parts = order.map((state): Part => {
    const count = ledger.states[state] ?? 0
    return {
      name: state,
      label: t(`state.${state}`),
      count,
      tone: tones[state],
      says: formats.share(ledger.total ? count / ledger.total : 0),
      onOpen: () => go('/listen', { column: 'all', state, period: 'week' }),
    }
  })
  return (
    <Card title={t('today.ledger')} note={t('today.ledgerNote', { total: formats.number(ledger.total) })}>
      <PartsBar
        parts={parts}
        label={t('today.ledgerLabel', { parts: parts.map(part => `${part.label} ${part.says}`).join(', ') })}
      />
    </Card>
  )
}
