/** Which conversations of the queue are selected; what leaves the list leaves the selection. */
import { useCallback, useMemo, useState } from 'react'

export interface Selection {
  readonly ids: readonly string[]
  readonly has: (id: string) => boolean
  readonly toggle: (id: string) => void
  readonly add: (ids: readonly string[]) => void
  readonly clear: () => void
}

/** More are not changed at once. */
const most = 200

/** @param listed what the list holds now. */
export const useSelection = (listed: readonly { id: string }[]): Selection => {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const ids = useMemo(() => listed.map(one => one.id).filter(id => chosen.has(id)), [listed, chosen])
  return {
    ids,
    has: id => chosen.has(id),
    toggle: useCallback(
      (id: string) =>
        setChosen(before => {
          const after = new Set(before)
          if (!after.delete(id) && after.size < most) after.add(id)
          return after
        }),
      [],
    ),
    add: useCallback(
      (more: readonly string[]) => setChosen(before => new Set([...before, ...more].slice(0, most))),
      [],
    ),
    clear: useCallback(() => setChosen(new Set()), []),
  }
}
