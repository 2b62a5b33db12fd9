/** A long list that draws only what is seen, loads the next page in time, keeps its place and is walked with j and k. */
import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { cx } from './class.ts'
import { useShortcut } from './shortcuts.tsx'
import { drawn, standAt, step } from './walk.ts'
import { words } from './words.ts'

interface VirtualListProps<Item> {
  items: readonly Item[]
  idOf: (item: Item) => string
  draw: (item: Item, state: { isActive: boolean; index: number }) => ReactNode
  /** Its name, read aloud. */
  label: string
  /** A row's height in pixels before it has been measured. */
  estimate: number
  hasMore?: boolean
  isLoadingMore?: boolean
  onMore?: () => void
  activeId?: string | null
  /** j, k and the arrows move; Enter calls `onOpen`. Without it the list is not walked. */
  onActive?: (id: string) => void
  onOpen?: (id: string) => void
  /** shift with j and k takes the row that is left, and the one that is reached, into a selection. */
  onExtend?: (ids: readonly string[]) => void
  /** x takes the row that was reached into a selection, or out of it. */
  onChoose?: (id: string) => void
  /** Names of the shortcuts for the `?` sheet. */
  keyLabels?: { next: string; before: string; open?: string; extend?: string; choose?: string }
  /** Remembers the place under this name while the tab is open: coming back shows the same rows. */
  placeName?: string
  className?: string
  /** Scrolls with the rows, above them. */
  head?: ReactNode
  /** Hears whether the first row is in sight. */
  onTop?: (isAtTop: boolean) => void
  /** Floats over the rows while the first is out of sight: a pill that leads back up. */
  above?: (goTop: () => void) => ReactNode
}

interface Place {
  offset: number
  sizes: VirtualItem[]
}
const places = new Map<string, Place>()

export const VirtualList = <Item,>(props: VirtualListProps<Item>) => {
  const { items, idOf, draw, label, estimate, hasMore, isLoadingMore, onMore, activeId, onActive, onOpen, placeName } =
    props
  const t = words.useT()
  const scroller = useRef<HTMLDivElement>(null)
  const place = placeName ? places.get(placeName) : undefined
  const [isScrolled, setScrolled] = useState((place?.offset ?? 0) > 24)
  const isAtTop = (scroller.current?.scrollTop ?? place?.offset ?? 0) < 4
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimate,
    getItemKey: index => idOf(items[index] as Item),
    overscan: 6,
    // Rows that arrive above what is read must not move it; at the very top they may show themselves.
    anchorTo: isAtTop ? 'start' : 'end',
    ...(place ? { initialOffset: place.offset, initialMeasurementsCache: place.sizes } : {}),
  })
  const rows = virtual.getVirtualItems()
  const lastIndex = rows.at(-1)?.index ?? -1

  // A row that was drawn anew is measured before it is painted: the observer alone would show it once at its old height.
  const list = useRef<HTMLUListElement>(null)
  useLayoutEffect(() => {
    for (const element of list.current?.children ?? []) virtual.measureElement(element)
  })

  useEffect(() => {
    if (hasMore && !isLoadingMore && lastIndex >= items.length - 8) onMore?.()
  }, [hasMore, isLoadingMore, lastIndex, items.length, onMore])

  useEffect(() => {
    if (!placeName) return
    return () => {
      places.set(placeName, { offset: virtual.scrollOffset ?? 0, sizes: virtual.measurementsCache })
    }
  }, [placeName, virtual])

  const { onTop } = props
  useEffect(() => onTop?.(!isScrolled), [onTop, isScrolled])

  const walk = useRef(standAt(activeId ?? null))
  const drawnId = useRef(activeId)
  if (drawnId.current !== activeId) {
    drawnId.current = activeId
    walk.current = drawn(walk.current, activeId ?? null)
  }
  const lastAt = useRef(0)
  /** Where the hand stands now, which the page may draw only a moment later. */
  const standing = (): number => {
    const at = items.findIndex(item => idOf(item) === walk.current.at)
    if (at >= 0) lastAt.current = at
    return at
  }
  standing()
  const move = (by: number) => {
    const at = standing()
    // What was active has left the list: the row that took its place is the next one.
    const to = at >= 0 ? at + by : by > 0 ? lastAt.current : lastAt.current - 1
    const next = Math.max(0, Math.min(items.length - 1, to))
    const item = items[next]
    if (!item) return
    walk.current = step(walk.current, idOf(item))
    onActive?.(idOf(item))
    virtual.scrollToIndex(next, { align: 'auto' })
  }
  const walks = Boolean(onActive) && items.length > 0
  const names = props.keyLabels ?? { next: '↓', before: '↑' }
  useShortcut('j', names.next, () => move(1), { when: walks })
  useShortcut('k', names.before, () => move(-1), { when: walks })
  const extend = (by: number) => {
    const at = standing()
    const left = items[at]
    const reached = items[Math.max(0, Math.min(items.length - 1, (at >= 0 ? at : -1) + by))]
    move(by)
    props.onExtend?.([left, reached].filter(item => item !== undefined).map(idOf))
  }
  const mayExtend = walks && Boolean(props.onExtend)
  useShortcut('shift+j', names.extend ?? '⇧↓', () => extend(1), { when: mayExtend })
  useShortcut('shift+k', names.extend ?? '⇧↑', () => extend(-1), { when: mayExtend })
  useShortcut('x', names.choose ?? 'x', () => items[standing()] && props.onChoose?.(idOf(items[standing()] as Item)), {
    when: walks && Boolean(props.onChoose),
  })
  useShortcut('enter', names.open ?? '↵', () => activeId && onOpen?.(activeId), {
    when: walks && Boolean(onOpen) && Boolean(activeId),
  })

  return (
    <div
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      onScroll={event => setScrolled(event.currentTarget.scrollTop > 24)}
      className={cx('scroll-quiet min-h-0 grow outline-none [overflow-anchor:none]', props.className)}
    >
      {isScrolled && props.above && (
        <div className="sticky top-2 z-10 flex h-0 justify-center">
          {props.above(() => virtual.scrollToIndex(0, { align: 'start' }))}
        </div>
      )}
      {props.head}
      <ul ref={list} aria-label={label} className="relative" style={{ height: virtual.getTotalSize() }}>
        {rows.map(row => {
          const item = items[row.index] as Item
          const isActive = idOf(item) === activeId
          return (
            <li
              key={row.key}
              ref={virtual.measureElement}
              data-index={row.index}
              aria-setsize={hasMore ? -1 : items.length}
              aria-posinset={row.index + 1}
              aria-current={isActive || undefined}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${row.start}px)` }}
            >
              {draw(item, { isActive, index: row.index })}
            </li>
          )
        })}
      </ul>
      {isLoadingMore && (
        <p role="status" className="py-3 text-center text-faint text-xs">
          {t('loadingMore')}
        </p>
      )}
    </div>
  )
}
