/** A plain table: hairlines, quiet heads, actions at the end of a row; on a phone it keeps the columns that matter. */
import type { ReactNode } from 'react'
import { cx } from './class.ts'

export interface Column<Row> {
  readonly name: string
  readonly head: ReactNode
  readonly draw: (row: Row) => ReactNode
  readonly isNumber?: boolean
  /** Takes the room that others leave, and gives way first: its long lines are cut. */
  readonly isMain?: boolean
  /** Hidden on narrow screens. */
  readonly isWide?: boolean
  readonly className?: string
}

export const DataTable = <Row,>({
  label,
  rows,
  columns,
  idOf,
  isHeadless,
}: {
  label: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  idOf: (row: Row) => string
  /** Heads are read aloud but not shown. */
  isHeadless?: boolean
}) => (
  <table className="w-full border-collapse text-sm" aria-label={label}>
    <thead className={isHeadless ? 'sr-only' : ''}>
      <tr>
        {columns.map(column => (
          <th
            key={column.name}
            scope="col"
            className={cx(
              'whitespace-nowrap border-hair border-b px-3 py-2 text-left font-medium text-faint text-xs first:pl-0 last:pr-0',
              column.isNumber && 'text-right',
              column.isWide && 'max-md:hidden',
            )}
          >
            {column.head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map(row => (
        <tr key={idOf(row)} className="border-hair border-b last:border-b-0">
          {columns.map(column => (
            <td
              key={column.name}
              className={cx(
                'px-3 py-2.5 align-middle first:pl-0 last:pr-0',
                column.isNumber && 'whitespace-nowrap text-right tabular-nums',
                column.isWide && 'max-md:hidden',
                column.isMain && 'max-md:w-full max-md:max-w-0',
                column.className,
              )}
            >
              {column.draw(row)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)
