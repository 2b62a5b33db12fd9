/** Chips: small facts in a pill; feeling has a colour, a shape and a word. */
import type { ReactNode } from 'react'
import type { SentimentLabel } from '../../contract/understanding.ts'
import { formatConfidence } from '../platform/format.ts'
import { cx } from './class.ts'
import { words } from './words.ts'

export type Tone = 'neu' | 'pos' | 'neg' | 'mix' | 'acc' | 'warn'

const tones: Record<Tone, string> = {
  neu: 'bg-neu-soft text-muted',
  pos: 'bg-pos-soft text-pos',
  neg: 'bg-neg-soft text-neg',
  mix: 'bg-mix-soft text-mix',
  acc: 'bg-accent-soft text-accent-text',
  warn: 'bg-warn-soft text-warn',
}

export const Chip = ({
  tone = 'neu',
  hasDot,
  className,
  children,
}: {
  tone?: Tone
  hasDot?: boolean
  className?: string
  children: ReactNode
}) => (
  <span
    className={cx(
      'inline-flex h-[22px] shrink-0 items-center gap-1.5 whitespace-nowrap rounded-full px-2 font-medium text-xs',
      tones[tone],
      className,
    )}
  >
    {hasDot && <span className="size-1.5 rounded-full bg-current" aria-hidden />}
    {children}
  </span>
)

export const sentimentTone: Record<SentimentLabel, Tone> = {
  positive: 'pos',
  neutral: 'neu',
  negative: 'neg',
  mixed: 'mix',
}
export const sentimentShape: Record<SentimentLabel, string> = { positive: '▲', neutral: '■', negative: '▼', mixed: '◆' }

interface SentimentChipProps {
  /** Null: no model has read it yet, and the chip says so. */
  label: SentimentLabel | null
  /** In [0, 1]; shown with two decimals. */
  confidence?: number
  /** A person has said so: no confidence then. */
  isCorrected?: boolean
  /** A word of its own in place of the feeling's, such as an intent. */
  word?: string
}

/** ▲ 긍정 0.88 · ▼ 부정 0.94 · ■ 중립 · ◆ 혼합 */
export const SentimentChip = ({ label, confidence, isCorrected, word }: SentimentChipProps) => {
  const t = words.useT()
  if (!label) return <Chip>{t('sentiment.none')}</Chip>
  const isSure = confidence !== undefined && !isCorrected
  return (
    <Chip tone={sentimentTone[label]}>
      <span aria-hidden>{sentimentShape[label]}</span>
      {word ?? t(`sentiment.${label}`)}
      {isSure && (
        <span className="tabular-nums" title={t('sentiment.sure', { value: formatConfidence(confidence) })}>
          {formatConfidence(confidence)}
        </span>
      )}
      {isCorrected && <span aria-hidden>✓</span>}
    </Chip>
  )
}
