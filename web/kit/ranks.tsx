/** A ranking as bars that lie: name, bar, number, and where it stood before; each opens its rows. */
import type { ReactNode } from 'react'
import { cx } from './class.ts'
import { type PartTone, partFills } from './parts.ts'

export interface Rank {
  readonly name: string
  readonly label: ReactNode
  /** What the length of the bar stands for. */
  readonly value: number
  /** The value of the period before: a mark on the bar. */
  readonly before?: number
  /** The number in words, at the end: `1,204 · 12%`. */
  readonly says: ReactNode
  readonly tone?: PartTone
  /** A part of the bar in another colour, from its start. */
  readonly within?: { readonly value: number; readonly tone: PartTone }
  readonly onOpen?: () => void
}

export const Ranks = ({ ranks, label, beforeSays }: { ranks: readonly Rank[]; label: string; beforeSays?: string }) => {
  const top = Math.max(Number.MIN_VALUE, ...ranks.flatMap(rank => [rank.value, rank.before ?? 0]))
  const width = (value: number) => `${(value / top) * 100}%`
  return (
    <ul aria-label={label} className="mt-2.5 flex flex-col gap-0.5">
      {ranks.map(rank => (
        <li key={rank.name}>
          <Line onOpen={rank.onOpen}>
            <span className="truncate text-left">{rank.label}</span>
            <span aria-hidden className="relative block h-2.5 rounded-full bg-sunken">
              <span
                className={cx('absolute inset-y-0 left-0 rounded-full', partFills[rank.tone ?? 'accent'])}
                style={{ width: width(rank.value) }}
              />
              {rank.within && (
                <span
                  className={cx('absolute inset-y-0 left-0 rounded-full', partFills[rank.within.tone])}
                  style={{ width: width(rank.within.value) }}
                />
              )}
              {rank.before !== undefined && (
                <span
                  title={beforeSays}
                  className="-inset-y-0.5 absolute w-[2px] rounded-full bg-faint"
                  style={{ left: width(rank.before) }}
                />
              )}
            </span>
            <span className="text-right text-muted tabular-nums">{rank.says}</span>
          </Line>
        </li>
      ))}
    </ul>
  )
}

const look =
  'grid min-h-8 w-full grid-cols-[minmax(72px,26%)_minmax(0,1fr)_minmax(88px,auto)] items-center gap-3 rounded-sm px-1 text-sm'

const Line = ({ onOpen, children }: { onOpen: (() => void) | undefined; children: ReactNode }) =>
  onOpen ? (
    <button type="button" onClick={onOpen} className={cx(look, 'hover:bg-hover pointer-coarse:min-h-11')}>
      {children}
    </button>
  ) : (
    <div className={look}>{children}</div>
  )
