/** How a mention ends, and what feeling it has, as verbs of the screen: shown at once, taken back from a toast. */
import {
  closeMention,
  countMentions,
  getLedger,
  getMention,
  listChannelVolumes,
  listMentions,
  listVolumes,
  type Mention,
  type MentionState,
} from '../../contract/listening.ts'
import { correctReading, type SentimentLabel } from '../../contract/understanding.ts'
import { useToasts } from '../kit/toast.tsx'
import { words as kitWords } from '../kit/words.ts'
import { readClock } from '../platform/clock.ts'
import { useVerb } from '../platform/query.ts'
import { useMay, useMe } from '../platform/session.ts'
import { words } from './words.ts'

export interface Endings {
  readonly mayClose: boolean
  readonly close: (mention: Mention, state: MentionState) => void
}

/** Says how mentions ended; the toast's way back restores the state before. */
export const useEndings = (): Endings => {
  const t = words.useT()
  const me = useMe()
  const toasts = useToasts()
  const mayClose = useMay()('listening.close')
  const verb = useVerb(closeMention, {
    draw: (draft, { mentionId, state, reason }) => {
      const ended = <M extends Mention>(one: M): M =>
        one.id === mentionId
          ? {
              ...one,
              ending: { state, by: me.user.name, reason: reason || null, at: readClock().toISOString() },
            }
          : one
      draft.updateItems(listMentions, ended)
      draft.update(getMention, ended)
    },
    refetch: [countMentions, getLedger],
  })
  const close = (mention: Mention, state: MentionState) => {
    if (!mayClose || mention.ending.state === state) return
    const { state: before, reason } = mention.ending
    verb.run({ mentionId: mention.id, state })
    toasts.show({
      text: t(`closed.${state}`),
      onUndo: () => verb.run({ mentionId: mention.id, state: before, reason: reason ?? '' }),
    })
  }
  return { mayClose, close }
}

export interface Corrections {
  readonly mayCorrect: boolean
  readonly correct: (mention: Mention, sentiment: SentimentLabel | null) => void
}

/** Corrects what the machine felt; the toast's way back restores what stood before. */
export const useCorrections = (): Corrections => {
  const t = words.useT()
  const kit = kitWords.useT()
  const me = useMe()
  const toasts = useToasts()
  const mayCorrect = useMay()('understanding.correct')
  const verb = useVerb(correctReading, {
    draw: (draft, { itemId, sentiment }) => {
      const correction = sentiment && { sentiment, by: me.user.name, at: readClock().toISOString() }
      const corrected = <M extends Mention>(one: M): M =>
        one.item.id === itemId ? { ...one, reading: { ...one.reading, correction } } : one
      draft.updateItems(listMentions, corrected)
      draft.update(getMention, corrected)
    },
    refetch: [countMentions, getLedger, listVolumes, listChannelVolumes],
  })
  const correct = (mention: Mention, sentiment: SentimentLabel | null) => {
    const before = mention.reading.correction?.sentiment ?? null
    const machine = mention.reading.sentiment?.label ?? null
    // Choosing what the machine said takes a correction back rather than repeating the machine.
    const next = sentiment === machine && before !== null ? null : sentiment
    if (!mayCorrect || next === before || (before === null && next === machine)) return
    verb.run({ itemId: mention.item.id, sentiment: next })
    toasts.show({
      text: next ? t('corrected', { feeling: kit(`sentiment.${next}`) }) : t('corrected.back'),
      onUndo: () => verb.run({ itemId: mention.item.id, sentiment: before }),
    })
  }
  return { mayCorrect, correct }
}
