/** What the machine read in a post: the feeling in a chip, why and how sure behind it, and a click that corrects it. */
import { useState } from 'react'
import type { Mention } from '../../contract/listening.ts'
import { sentimentLabel } from '../../contract/understanding.ts'
import { Chip, SentimentChip, sentimentShape } from '../kit/chip.tsx'
import { cx } from '../kit/class.ts'
import { Popover } from '../kit/popover.tsx'
import { words as kitWords } from '../kit/words.ts'
import { formatConfidence } from '../platform/format.ts'
import { useDesk } from './desk.tsx'
import { underlines } from './post-text.tsx'
import { reasonsOf } from './spans.ts'
import { correctionFor } from './use-work.ts'
import { sentimentOf } from './view.ts'
import { words } from './words.ts'

/** The chip that opens the reading, and the chips of what else was read. */
export const ReadingChips = ({ mention }: { mention: Mention }) => {
  const t = words.useT()
  const { reading } = mention
  const [isOpen, setOpen] = useState(false)
  const label = sentimentOf(mention)
  return (
    <>
      <Popover
        label={t('reading.title')}
        isOpen={isOpen}
        onOpen={setOpen}
        trigger={
          <button
            type="button"
            onClick={event => event.stopPropagation()}
            className="relative rounded-full pointer-coarse:after:absolute pointer-coarse:after:-inset-y-3 pointer-coarse:after:inset-x-0"
          >
            <SentimentChip
              label={label}
              isCorrected={Boolean(reading.correction?.sentiment)}
              {...(reading.sentiment ? { confidence: reading.sentiment.confidence } : {})}
            />
            <span className="sr-only">{t('reading.open')}</span>
          </button>
        }
      >
        <Reading mention={mention} onDone={() => setOpen(false)} />
      </Popover>
      {reading.intents
        ?.filter(intent => intent.label !== 'other')
        .map(intent => (
          <Chip key={intent.label}>{t(`intent.${intent.label}`)}</Chip>
        ))}
      {reading.urgency === 'high' && <Chip tone="warn">{t('urgency.high')}</Chip>}
      {reading.crisis?.value && <Chip tone="neg">{t('crisis')}</Chip>}
    </>
  )
}

/** `까닭: 연결도 안 되고 · 계속 오류 고치기` */
export const WhyLine = ({ mention }: { mention: Mention }) => {
  const t = words.useT()
  const [isOpen, setOpen] = useState(false)
  const { mayCorrect } = useDesk().work
  const label = sentimentOf(mention)
  const reasons = reasonsOf(mention)
  if (label === null || (reasons.length === 0 && !mention.reading.correction?.sentiment)) return null
  return (
    <p className="text-muted text-xs">
      {reasons.length === 0 ? (
        t('reading.byPerson', { name: mention.reading.correction?.by ?? '' })
      ) : (
        <>
          {t('reading.why')}{' '}
          {reasons.map((reason, index) => (
            <span key={reason.text}>
              {index > 0 && ' · '}
              <span className={cx('underline underline-offset-3', underlines[label])}>{reason.text}</span>
            </span>
          ))}
        </>
      )}
      {mayCorrect && (
        <Popover
          label={t('reading.title')}
          isOpen={isOpen}
          onOpen={setOpen}
          trigger={
            <button
              type="button"
              onClick={event => event.stopPropagation()}
              className="relative ml-2 rounded-sm font-medium text-accent-text hover:underline pointer-coarse:after:absolute pointer-coarse:after:-inset-x-2 pointer-coarse:after:-inset-y-3"
            >
              {t('reading.correct')}
            </button>
          }
        >
          <Reading mention={mention} onDone={() => setOpen(false)} />
        </Popover>
      )}
    </p>
  )
}

const Reading = ({ mention, onDone }: { mention: Mention; onDone: () => void }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const { mayCorrect, correct } = useDesk().work
  const { reading } = mention
  const label = sentimentOf(mention)
  const unread = (['intents', 'urgency', 'crisis', 'answerable', 'spam', 'emotions'] as const).filter(
    field => reading[field] === null,
  )
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: only keeps a click here from choosing the post behind.
    <div className="flex flex-col gap-3" onClick={event => event.stopPropagation()}>
      <div className="flex flex-col gap-1">
        <p className="font-semibold">{t('reading.feeling')}</p>
        {sentimentLabel.options.map(one => (
          <button
            key={one}
            type="button"
            disabled={!mayCorrect}
            aria-pressed={one === label}
            onClick={() => {
              const next = correctionFor(mention, one)
              if (next !== undefined) correct({ mentions: [mention] }, next)
              onDone()
            }}
            className={cx(
              'grid h-7 grid-cols-[16px_44px_minmax(0,1fr)_32px] items-center gap-1.5 rounded-sm px-1.5 text-left enabled:hover:bg-hover disabled:cursor-default pointer-coarse:h-11',
              one === label && 'bg-accent-soft font-semibold text-accent-text',
            )}
          >
            <span aria-hidden className={cx(feelingText[one], 'text-xs')}>
              {sentimentShape[one]}
            </span>
            {kit(`sentiment.${one}`)}
            <span aria-hidden className="h-1 overflow-hidden rounded-full bg-neu-soft">
              <span
                className={cx('block h-full rounded-full', feelingFill[one])}
                style={{ width: `${Math.round((reading.sentiment?.scores[one] ?? 0) * 100)}%` }}
              />
            </span>
            <span className="text-right text-muted text-xs tabular-nums">
              {reading.sentiment ? formatConfidence(reading.sentiment.scores[one] ?? 0) : '–'}
            </span>
          </button>
        ))}
      </div>
      <p className="text-muted text-xs">
        {reading.correction?.sentiment
          ? t('reading.byPersonLong', { name: reading.correction.by })
          : mayCorrect
            ? t('reading.hint')
            : t('reading.hintRead')}
      </p>
      <p className="border-hair border-t pt-2 text-faint text-xs">
        {t('reading.model', { language: reading.language, model: reading.model })}
        {unread.length > 0 && (
          <>
            <br />
            {t('reading.unread', { fields: unread.map(field => t(`field.${field}`)).join(' · ') })}
          </>
        )}
      </p>
    </div>
  )
}

const feelingText = { positive: 'text-pos', neutral: 'text-muted', negative: 'text-neg', mixed: 'text-mix' } as const
const feelingFill = { positive: 'bg-pos', neutral: 'bg-neu', negative: 'bg-neg', mixed: 'bg-mix' } as const
