/** Which post of a list the keys act on; when it leaves, the one that takes its place. */
import { useState } from 'react'

interface Place {
  readonly id: string
  readonly at: number
}

/** @returns the active item, and a way to choose another by its id. */
export const useActive = <Item extends { id: string }>(
  items: readonly Item[],
): [Item | undefined, (id: string | null) => void] => {
  const [place, setPlace] = useState<Place | null>(null)
  const found = place ? items.findIndex(item => item.id === place.id) : -1
  const at = place && found < 0 ? Math.min(place.at, items.length - 1) : found
  const active = items[at]
  if (place && active && (place.id !== active.id || place.at !== at)) setPlace({ id: active.id, at })
  return [active, id => setPlace(id === null ? null : { id, at: items.findIndex(item => item.id === id) })]
}
