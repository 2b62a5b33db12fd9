/** Columns over time, each in parts from the ground up; one of them is reached by Tab, the arrows go on, Enter opens its rows. */
import { type KeyboardEvent, useRef, useState } from 'react'
import { cx } from './class.ts'
import { type PartTone, partFills } from './parts.ts'
import { Tooltip } from './tooltip.tsx'

export interface TimeColumn {
  readonly name: string
  /** Below the column, where there is room: `21`, `11월 1일`. */
  readonly mark: string
  /** The whole column in words: its day and its numbers. */
  readonly says: string
  /** From the ground up. */
  readonly parts: readonly { readonly tone: PartTone; readonly count: number }[]
}

const mostMarks = 8

export const Columns = ({
  columns,
  label,
  height = 150,
  onOpen,
}: {
  columns: readonly TimeColumn[]
  label: string
  height?: number
  onOpen: (name: string) => void
}) => {
  const [active, setActive] = useState(columns.length - 1)
  const row = useRef<HTMLDivElement>(null)
  const top = Math.max(1, ...columns.map(totalOf))
  const everyMark = Math.ceil(columns.length / mostMarks)
  const walk = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, Home: -columns.length, End: columns.length }[event.key]
    if (by === undefined) return
    event.preventDefault()
    const next = Math.min(columns.length - 1, Math.max(0, active + by))
    setActive(next)
    row.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons that the arrows walk through.
    <div role="group" aria-label={label}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the buttons within. */}
      <div ref={row} onKeyDown={walk} className="flex items-end gap-[2px]" style={{ height }}>
        {columns.map((column, index) => (
          <Tooltip key={column.name} text={column.says} side="top">
            <button
              type="button"
              aria-label={column.says}
              tabIndex={index === Math.min(active, columns.length - 1) ? 0 : -1}
              onFocus={() => setActive(index)}
              onClick={() => onOpen(column.name)}
              className="group flex h-full min-w-0 grow basis-0 flex-col-reverse rounded-[2px] hover:bg-hover"
            >
              {column.parts.map(part => (
                <span
                  key={part.tone}
                  aria-hidden
                  className={cx('w-full group-hover:opacity-80', partFills[part.tone])}
                  style={{ height: `${(part.count / top) * 100}%` }}
                />
              ))}
            </button>
          </Tooltip>
        ))}
      </div>
      <div aria-hidden className="mt-1 flex gap-[2px] text-2xs text-faint tabular-nums">
        {columns.map((column, index) => (
          <span key={column.name} className="min-w-0 grow basis-0 overflow-visible whitespace-nowrap">
            {index % everyMark === 0 ? column.mark : ''}
          </span>
        ))}
      </div>
    </div>
  )
}

const totalOf = (column: TimeColumn): number => column.parts.reduce((sum, part) => sum + part.count, 0)
