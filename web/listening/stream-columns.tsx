/** The columns of the stream; h and l walk between them, with shift they move the one that is walked, - takes it away. */
import { useEffect, useRef, useState } from 'react'
import { cx } from '../kit/class.ts'
import { useShortcut } from '../kit/shortcuts.tsx'
import { StreamColumn } from './stream-column.tsx'
import type { Columns } from './use-columns.ts'
import type { StreamView } from './view.ts'
import { words } from './words.ts'

interface StreamColumnsProps {
  view: StreamView
  columns: Columns
  onOpen: (mentionId: string) => void
  onClear: () => void
}

export const StreamColumns = ({ view, columns, onOpen, onClear }: StreamColumnsProps) => {
  const t = words.useT()
  const { shown, room, move, remove } = columns
  const [walked, walk] = useState<string | null>(null)
  const found = shown.findIndex(column => column.name === walked)
  const here = Math.max(0, found)
  const active = shown[here]
  const isMany = shown.length > 1
  const step = (by: number) => walk(shown[Math.max(0, Math.min(shown.length - 1, here + by))]?.name ?? null)
  const shift = (by: number) => {
    if (!active || here + by < 0 || here + by >= shown.length) return
    walk(active.name)
    move(active.name, here + by)
  }
  useShortcut('h', t('key.left'), () => step(-1), { when: isMany })
  useShortcut('l', t('key.right'), () => step(1), { when: isMany })
  useShortcut('shift+h', t('column.left'), () => shift(-1), { when: isMany && room > 1 })
  useShortcut('shift+l', t('column.right'), () => shift(1), { when: isMany && room > 1 })
  useShortcut('-', t('column.remove'), () => active && remove(active.name), { when: isMany })
  const strip = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (found >= 0) strip.current?.children[found]?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [found])
  const drawn = room === 1 ? shown.slice(here, here + 1) : shown
  return (
    <div
      ref={strip}
      className={cx(
        'scroll-quiet grid min-h-0 min-w-0 grow divide-x divide-hair overflow-y-hidden',
        drawn.length === 1 && 'mx-auto max-w-[720px] border-hair md:border-x',
      )}
      style={{ gridTemplateColumns: `repeat(${drawn.length}, minmax(${drawn.length > 1 ? '330px' : '0'}, 1fr))` }}
    >
      {drawn.map(column => (
        <StreamColumn
          key={column.name}
          view={view}
          column={column}
          columns={columns}
          onSwitch={room === 1 ? walk : null}
          isHere={column.name === active?.name}
          onHere={() => walk(column.name)}
          onOpen={onOpen}
          onClear={onClear}
        />
      ))}
    </div>
  )
}
