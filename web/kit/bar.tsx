/** Small pictures of numbers: a bar in parts (the ledger), and a sparkline. */
import type { ReactNode } from 'react'
import { cx } from './class.ts'
import { type PartTone, partFills } from './parts.ts'

export interface Part {
  readonly name: string
  readonly label: ReactNode
  readonly count: number
  readonly tone: PartTone
  /** What the part's line says after its label: `61%`. */
  readonly says: string
  readonly onOpen?: () => void
}

/** A bar whose parts are named below it; each opens its rows. */
export const PartsBar = ({ parts, label }: { parts: readonly Part[]; label: string }) => {
  const total = parts.reduce((sum, part) => sum + part.count, 0)
  return (
    <div>
      <div
        role="img"
        aria-label={label}
        className="mt-2.5 mb-2 flex h-2.5 gap-px overflow-hidden rounded-full bg-neu-soft"
      >
        {parts.map(part => (
          <span
            key={part.name}
            className={cx('min-w-0', partFills[part.tone])}
            style={{ width: total ? `${(part.count / total) * 100}%` : 0 }}
          />
        ))}
      </div>
      <ul className="grid grid-cols-2 gap-x-3 gap-y-1 text-muted text-xs">
        {parts.map(part => (
          <li key={part.name}>
            <PartName part={part} />
          </li>
        ))}
      </ul>
    </div>
  )
}

const PartName = ({ part }: { part: Part }) => {
  const text = (
    <>
      <span
        aria-hidden
        className={cx('mr-1.5 inline-block size-1.5 rounded-full align-middle', partFills[part.tone])}
      />
      {part.label} <span className="tabular-nums">{part.says}</span>
    </>
  )
  if (!part.onOpen) return text
  return (
    <button
      type="button"
      onClick={part.onOpen}
      className="min-h-6 rounded-sm text-left hover:text-ink hover:underline pointer-coarse:min-h-8"
    >
      {text}
    </button>
  )
}

/** A line without axes beside a name; `label` says it in words. */
export const Sparkline = ({
  values,
  label,
  width = 86,
  height = 22,
}: {
  values: readonly number[]
  label: string
  width?: number
  height?: number
}) => {
  const top = Math.max(1, ...values)
  const step = values.length > 1 ? width / (values.length - 1) : width
  const path = values
    .map(
      (value, index) =>
        `${index ? 'L' : 'M'}${(index * step).toFixed(1)} ${(height - 2 - (value / top) * (height - 4)).toFixed(1)}`,
    )
    .join('')
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="shrink-0"
    >
      <path d={path} fill="none" stroke="currentColor" strokeWidth={1.5} strokeLinejoin="round" />
    </svg>
  )
}
