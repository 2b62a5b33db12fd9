/** How wide a place on screen is. */
import { type RefObject, useEffect, useState } from 'react'

/** The width of an element in pixels, 0 until it has been measured. */
export const useWidth = (place: RefObject<HTMLElement | null>): number => {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const watcher = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [place])
  return width
}
