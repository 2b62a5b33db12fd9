/** The views that a person can open: their own, the shared ones, and those that every workspace is offered. */
import { listViews, type OfferedView, offeredViews, type SavedView } from '../../contract/listening.ts'
import { useEndpoint } from '../platform/query.ts'
import type { ViewFilter } from './view.ts'
import { words } from './words.ts'

export interface OpenableView {
  readonly id: string
  readonly name: string
  /** One sentence on what it shows, of those that are offered. */
  readonly hint?: string
  readonly filter: ViewFilter
  readonly columns: readonly string[]
  /** Null for those that are offered: they are nobody's. */
  readonly saved: SavedView | null
}

const offered: Record<OfferedView, ViewFilter> = {
  angry: { sentiment: ['negative'], state: ['pending'] },
  crisis: { crisis: true },
  questions: { intent: ['question'], state: ['pending'] },
  untagged: { untagged: true },
}

export interface Views {
  /** False until the saved ones are here. */
  readonly isHere: boolean
  readonly saved: readonly OpenableView[]
  readonly offered: readonly OpenableView[]
  readonly defaultId: string | null
  readonly find: (id: string) => OpenableView | undefined
}

export const useViews = (): Views => {
  const t = words.useT()
  const { data } = useEndpoint(listViews, {}, { staleMs: 5 * 60_000 })
  const saved = (data?.items ?? []).map(view => ({ ...view, saved: view }))
  const ready = offeredViews.map(id => ({
    id,
    name: t(`view.${id}`),
    hint: t(`view.${id}Hint`),
    filter: offered[id],
    columns: [],
    saved: null,
  }))
  return {
    isHere: data !== undefined,
    saved,
    offered: ready,
    defaultId: data?.defaultId ?? null,
    find: id => [...saved, ...ready].find(view => view.id === id),
  }
}
