/** Listening's measures of 오늘: unanswered complaints, mood, volume; each opens its rows. */
import { Measure } from '../platform/measure.tsx'
import { useFormats } from '../platform/session.ts'
import { useHasHeard } from './use-has-heard.ts'
import { useToday, useWeekLedger } from './use-today.ts'
import { words } from './words.ts'

export const UnansweredMeasure = () => {
  const hasHeard = useHasHeard()
  const t = words.useT()
  const formats = useFormats()
  const ledger = useWeekLedger()
  const waiting = ledger?.negativePending ?? 0
  if (hasHeard === false) return null
  return (
    <Measure
      name={t('today.unanswered')}
      value={ledger ? formats.number(waiting) : '–'}
      tone={waiting > 0 ? 'neg' : undefined}
      note={
        ledger?.negativeTotal
          ? t('today.unansweredNote', {
              total: formats.number(ledger.negativeTotal),
              share: formats.share(waiting / ledger.negativeTotal),
            })
          : t('today.unansweredNone')
      }
      to="/listen"
      search={{ column: 'all', sentiment: 'negative', state: 'pending', period: 'week' }}
    />
  )
}

export const MoodMeasure = () => {
  const hasHeard = useHasHeard()
  const t = words.useT()
  const formats = useFormats()
  const numbers = useToday()
  const note = () => {
    if (!numbers || numbers.mood === null) return t('today.moodNone')
    if (numbers.moodBefore === null) return t('today.moodNoBefore')
    const by = numbers.mood - numbers.moodBefore
    if (Math.abs(by) < 0.005) return t('today.moodSame')
    return t(by > 0 ? 'today.moodUp' : 'today.moodDown', { by: Math.abs(by).toFixed(2) })
  }
  if (hasHeard === false) return null
  return (
    <Measure
      name={t('today.mood')}
      title={t('today.moodHow')}
      value={numbers?.mood === null || !numbers ? '–' : formats.signed(numbers.mood, 2)}
      note={note()}
      to="/listen"
      search={{ column: 'all', period: 'week' }}
    />
  )
}

export const VolumeMeasure = () => {
  const hasHeard = useHasHeard()
  const t = words.useT()
  const formats = useFormats()
  const numbers = useToday()
  if (hasHeard === false) return null
  return (
    <Measure
      name={t('today.volume')}
      value={numbers ? formats.number(numbers.today.total) : '–'}
      note={
        numbers &&
        (numbers.passedHours > 0
          ? t('today.volumeBefore', {
              hour: numbers.passedHours,
              before: formats.number(numbers.beforeSoFar.total),
            })
          : t('today.volumeDay', { before: formats.number(numbers.before.total) }))
      }
      to="/listen"
      search={{ column: 'all', ...(numbers?.hours[0] ? { from: new Date(numbers.hours[0].at).toISOString() } : {}) }}
    />
  )
}
