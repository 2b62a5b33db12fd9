/** A table of numbers whose cells are darker where more is; each cell opens its rows. */
import type { ReactNode } from 'react'
import { cx } from './class.ts'

export interface HeatCell {
  readonly count: number
  /** How dark it is, from 0 to 1, where that is not its share of the highest count. */
  readonly weight?: number
  /** What stands in it, where that is not the count. */
  readonly shown?: string
  /** The cell in words: what, where, how many. */
  readonly says: string
  /** Marked by a dashed edge: much is said here, and we are not there. */
  readonly isBlind?: boolean
}

export interface HeatRow {
  readonly name: string
  readonly label: ReactNode
  readonly cells: readonly HeatCell[]
}

export const Heat = ({
  label,
  columns,
  rows,
  onOpen,
}: {
  label: string
  columns: readonly { readonly name: string; readonly label: ReactNode }[]
  rows: readonly HeatRow[]
  onOpen: (row: string, column: string) => void
}) => {
  const top = Math.max(1, ...rows.flatMap(row => row.cells.map(cell => cell.count)))
  return (
    <div className="scroll-quiet mt-2 overflow-x-auto">
      <table aria-label={label} className="w-full border-separate border-spacing-[3px] text-sm">
        <thead>
          <tr>
            <td />
            {columns.map(column => (
              <th
                key={column.name}
                scope="col"
                className="max-w-24 truncate px-1 pb-1 text-center font-medium text-faint text-xs"
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.name}>
              <th scope="row" className="max-w-32 truncate pr-2 text-left font-normal text-muted">
                {row.label}
              </th>
              {row.cells.map((cell, index) => (
                <td key={columns[index]?.name} className="p-0">
                  <Cell
                    cell={cell}
                    strength={cell.weight ?? cell.count / top}
                    onOpen={() => onOpen(row.name, columns[index]!.name)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The ground stays light enough for dark ink, and calm where much is said. */
const Cell = ({ cell, strength, onOpen }: { cell: HeatCell; strength: number; onOpen: () => void }) => {
  const mix = Math.round(Math.sqrt(strength) * 45)
  return (
    <button
      type="button"
      aria-label={cell.says}
      title={cell.says}
      disabled={cell.count === 0}
      onClick={onOpen}
      className={cx(
        'h-8 w-full min-w-11 rounded-sm text-center text-xs tabular-nums enabled:hover:underline pointer-coarse:h-10',
        cell.count === 0 ? 'text-faint' : 'text-ink',
        cell.isBlind && 'outline-1 outline-dashed outline-warn -outline-offset-1',
      )}
      style={{ background: `color-mix(in srgb, var(--accent) ${mix}%, var(--sunken))` }}
    >
      {cell.shown ?? cell.count}
    </button>
  )
}
