/** What people do with mentions, one or many: shown at once, and taken back from a toast, each to what it was. */
import { useMemo, useRef } from 'react'
import type { CallInput } from '../../contract/endpoint.ts'
import {
  changeMentions,
  countMentions,
  getLedger,
  getMention,
  listChannelVolumes,
  listMentions,
  listTags,
  listVolumes,
  type Mention,
  type MentionChange,
  type MentionState,
  type Tag,
  undoMentions,
} from '../../contract/listening.ts'
import type { SentimentLabel } from '../../contract/understanding.ts'
import { useToasts } from '../kit/toast.tsx'
import { words as kitWords } from '../kit/words.ts'
import type { Draft } from '../platform/cache.ts'
import { readClock } from '../platform/clock.ts'
import { useVerb } from '../platform/query.ts'
import { useFormats, useMay, useMe } from '../platform/session.ts'
import type { StreamFilter } from './view.ts'
import { words } from './words.ts'

/** Mentions that are on screen, or all that a filter finds with how many those are. */
export type Chosen =
  | { readonly mentions: readonly Mention[] }
  | { readonly mentions: readonly Mention[]; readonly filter: StreamFilter; readonly total: number }

export type Owner = { readonly memberId: string; readonly name: string } | null

export interface Work {
  /** May end, assign and tag. */
  readonly mayWork: boolean
  readonly mayCorrect: boolean
  readonly end: (chosen: Chosen, state: MentionState, reason?: string) => void
  readonly assign: (chosen: Chosen, owner: Owner) => void
  readonly tag: (chosen: Chosen, change: { add?: readonly Tag[]; remove?: readonly Tag[] }) => void
  /** Null takes corrections back. */
  readonly correct: (chosen: Chosen, sentiment: SentimentLabel | null) => void
}

type ChangeInput = CallInput<typeof changeMentions>
type Apply = (mention: Mention) => Mention

/** @param askReason opens the place where a reason is typed. */
export const useWork = (askReason: (chosen: Chosen, state: MentionState) => void): Work => {
  const t = words.useT()
  const kit = kitWords.useT()
  const me = useMe()
  const may = useMay()
  const formats = useFormats()
  const toasts = useToasts()
  // What an input does on screen; the input itself carries ids alone.
  const applies = useRef(new WeakMap<object, Apply>())
  const draw = (draft: Draft, input: object) => {
    const apply = applies.current.get(input)
    if (!apply) return
    draft.updateItems(listMentions, apply)
    draft.update(getMention, kept => ({ ...kept, ...apply(kept) }))
  }
  const numbers = [countMentions, getLedger, listVolumes, listChannelVolumes, listTags]
  const change = useVerb(changeMentions, { draw, refetch: numbers })
  const undo = useVerb(undoMentions, {
    draw,
    refetch: numbers,
    onDone: ({ skipped }) => skipped > 0 && toasts.show({ text: t('work.skipped', { count: skipped }) }),
  })

  const totalOf = (chosen: Chosen) => formats.number('filter' in chosen ? chosen.total : chosen.mentions.length)
  const isOne = (chosen: Chosen) => !('filter' in chosen) && chosen.mentions.length === 1

  const run = (
    chosen: Chosen,
    what: MentionChange,
    apply: Apply,
    toast: { text: string; action?: { label: string; run: () => void } },
  ) => {
    if (chosen.mentions.length === 0 && !('filter' in chosen)) return
    const byId = new Map(chosen.mentions.map(mention => [mention.id, mention]))
    const mentions = 'filter' in chosen ? { filter: chosen.filter } : { ids: [...byId.keys()] }
    const input: ChangeInput = { mentions, change: what }
    applies.current.set(input, one => (byId.has(one.id) ? apply(one) : one))
    const answered = change.ask(input).catch(() => null)
    toasts.show({
      ...toast,
      onUndo: () =>
        void answered.then(answer => {
          if (!answer?.changeId) return
          const back = { changeId: answer.changeId }
          applies.current.set(back, one => withWorkOf(one, byId.get(one.id)))
          undo.run(back)
        }),
    })
  }

  const end: Work['end'] = (chosen, state, reason = '') => {
    const name = t(`state.${state}`)
    const text = isOne(chosen) ? t(`closed.${state}`) : t('work.ended', { total: totalOf(chosen), state: name })
    const ending = { state, by: me.user.name, reason: reason || null, at: readClock().toISOString() }
    const needsReason = (state === 'stance' || state === 'not_ours') && reason === ''
    const action = { label: t('work.reason'), run: () => askReason(chosen, state) }
    run(chosen, { kind: 'end', state, reason }, one => ({ ...one, ending }), needsReason ? { text, action } : { text })
  }
  const assign: Work['assign'] = (chosen, owner) => {
    const total = totalOf(chosen)
    const text = owner ? t('work.assigned', { total, name: owner.name }) : t('work.unassigned', { total })
    run(chosen, { kind: 'assign', memberId: owner?.memberId ?? null }, one => ({ ...one, owner }), { text })
  }
  const tag: Work['tag'] = (chosen, { add = [], remove = [] }) => {
    const gone = new Set([...add, ...remove].map(one => one.id))
    const text = t(add.length > 0 ? 'work.tagged' : 'work.untagged', { total: totalOf(chosen) })
    const ids = { add: add.map(one => one.id), remove: remove.map(one => one.id) }
    const apply: Apply = one => ({ ...one, tags: [...one.tags.filter(tag => !gone.has(tag.id)), ...add] })
    run(chosen, { kind: 'tag', ...ids }, apply, { text })
  }
  const correct: Work['correct'] = (chosen, sentiment) => {
    const correction = sentiment && { sentiment, by: me.user.name, at: readClock().toISOString() }
    const one = sentiment ? t('corrected', { feeling: kit(`sentiment.${sentiment}`) }) : t('corrected.back')
    const text = isOne(chosen) ? one : t('work.corrected', { total: totalOf(chosen) })
    const apply: Apply = mention => ({ ...mention, reading: { ...mention.reading, correction } })
    run(chosen, { kind: 'correct', sentiment }, apply, { text })
  }

  const mayWork = may('listening.close')
  const mayCorrect = may('understanding.correct')
  const latest = useRef({ end, assign, tag, correct })
  latest.current = { end, assign, tag, correct }
  return useMemo(
    () => ({
      mayWork,
      mayCorrect,
      end: (...given) => mayWork && latest.current.end(...given),
      assign: (...given) => mayWork && latest.current.assign(...given),
      tag: (...given) => mayWork && latest.current.tag(...given),
      correct: (...given) => mayCorrect && latest.current.correct(...given),
    }),
    [mayWork, mayCorrect],
  )
}

/** A mention with what people made of it as it was before. */
const withWorkOf = (mention: Mention, before: Mention | undefined): Mention =>
  before === undefined
    ? mention
    : {
        ...mention,
        ending: before.ending,
        owner: before.owner,
        tags: before.tags,
        reading: { ...mention.reading, correction: before.reading.correction },
      }

/** What a click on a feeling asks for: choosing what the machine said takes a correction back. Undefined: nothing. */
export const correctionFor = (mention: Mention, sentiment: SentimentLabel): SentimentLabel | null | undefined => {
  const before = mention.reading.correction?.sentiment ?? null
  const machine = mention.reading.sentiment?.label ?? null
  const next = sentiment === machine && before !== null ? null : sentiment
  return next === before || (before === null && next === machine) ? undefined : next
}
