/** The desk of the stream: what is selected, what can be done with it, and where a reason is typed. */
import { createContext, type ReactNode, use, useMemo, useState } from 'react'
import type { Mention, MentionState } from '../../contract/listening.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import { type Chosen, useWork, type Work } from './use-work.ts'
import type { StreamFilter } from './view.ts'

/** A column as far as a selection needs it. */
export interface SelectedFrom {
  readonly name: string
  readonly filter: StreamFilter
}

export interface Selection {
  readonly ids: ReadonlySet<string>
  readonly mentions: readonly Mention[]
  /** The column of the last choice, whose filter may be chosen whole. */
  readonly from: SelectedFrom | null
  /** All that the filter of `from` finds is chosen, and how many those are. */
  readonly all: number | null
  /** Takes a group in, or out where all of it is in. */
  readonly toggle: (group: readonly Mention[], from: SelectedFrom) => void
  /** Takes mentions in. */
  readonly add: (mentions: readonly Mention[], from: SelectedFrom) => void
  readonly chooseAll: (from: SelectedFrom, total: number) => void
  readonly clear: () => void
}

interface Desk {
  readonly selection: Selection
  readonly work: Work
  /** What is selected, to be handed to a verb. */
  readonly chosen: Chosen
}

const DeskContext = createContext<Desk | null>(null)

export const useDesk = (): Desk => {
  const desk = use(DeskContext)
  if (!desk) throw new Error('useDesk outside DeskProvider')
  return desk
}

interface Kept {
  readonly mentions: ReadonlyMap<string, Mention>
  readonly from: SelectedFrom | null
  readonly all: number | null
}

const nothing: Kept = { mentions: new Map(), from: null, all: null }

export const DeskProvider = ({ children }: { children: ReactNode }) => {
  const [kept, setKept] = useState(nothing)
  const [asked, ask] = useState<{ chosen: Chosen; state: MentionState } | null>(null)
  const work = useWork((chosen, state) => ask({ chosen, state }))
  const selection = useMemo<Selection>(() => {
    const put = (change: (mentions: Map<string, Mention>) => void, from: SelectedFrom) =>
      setKept(before => {
        const mentions = new Map(before.mentions)
        change(mentions)
        return { mentions, from, all: null }
      })
    return {
      ids: new Set(kept.mentions.keys()),
      mentions: [...kept.mentions.values()],
      from: kept.from,
      all: kept.all,
      toggle: (group, from) =>
        put(mentions => {
          const isIn = group.every(mention => mentions.has(mention.id))
          for (const mention of group) {
            if (isIn) mentions.delete(mention.id)
            else mentions.set(mention.id, mention)
          }
        }, from),
      add: (more, from) =>
        put(mentions => {
          for (const mention of more) mentions.set(mention.id, mention)
        }, from),
      chooseAll: (from, total) => setKept(before => ({ ...before, from, all: total })),
      clear: () => setKept(nothing),
    }
  }, [kept])
  const desk = useMemo<Desk>(() => {
    const { mentions, from, all } = selection
    return {
      selection,
      work,
      chosen: all !== null && from ? { mentions, filter: from.filter, total: all } : { mentions },
    }
  }, [selection, work])
  return (
    <DeskContext value={desk}>
      {children}
      {asked && (
        <ReasonDialog
          state={asked.state}
          onClose={() => ask(null)}
          onReason={reason => work.end(asked.chosen, asked.state, reason)}
        />
      )}
    </DeskContext>
  )
}
