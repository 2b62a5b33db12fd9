/** The columns of the stream, as many as fit; h and l walk between them. */
import { useState } from 'react'
import type { Topic } from '../../contract/listening.ts'
import { cx } from '../kit/class.ts'
import { useShortcut } from '../kit/shortcuts.tsx'
import type { Search } from '../platform/links.tsx'
import { StreamColumn } from './stream-column.tsx'
import type { StreamView } from './view.ts'
import { words } from './words.ts'

/** A column narrower than this cannot be read. */
const columnWidth = 330

interface StreamColumnsProps {
  view: StreamView
  /** Null: every mention. */
  topics: readonly (Topic | null)[]
  width: number
  onChange: (change: Search, options?: { push?: boolean }) => void
}

export const StreamColumns = ({ view, topics, width, onChange }: StreamColumnsProps) => {
  const t = words.useT()
  const [at, setAt] = useState(0)
  const room = Math.max(1, Math.min(3, Math.floor(width / columnWidth)))
  const columns = topics.slice(0, room)
  const here = Math.min(at, columns.length - 1)
  useShortcut('h', t('key.left'), () => setAt(Math.max(0, here - 1)), { when: columns.length > 1 })
  useShortcut('l', t('key.right'), () => setAt(Math.min(columns.length - 1, here + 1)), { when: columns.length > 1 })
  return (
    <div
      className={cx(
        'grid min-h-0 min-w-0 grow divide-x divide-hair',
        columns.length === 1 && 'mx-auto max-w-[720px] border-hair md:border-x',
      )}
      style={{ gridTemplateColumns: `repeat(${columns.length}, minmax(0, 1fr))` }}
    >
      {columns.map((topic, index) => (
        <StreamColumn
          key={topic?.id ?? 'all'}
          view={view}
          topic={topic}
          others={columns.length === 1 ? topics : []}
          isHere={index === here}
          onHere={() => setAt(index)}
          onChange={onChange}
        />
      ))}
    </div>
  )
}
