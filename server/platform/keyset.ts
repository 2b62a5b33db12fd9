/** Cursors of keyset pages: opaque on the wire, an array of sort values inside. */
import { invalid } from './errors.ts'

export type CursorValues = readonly (string | number)[]

export const writeCursor = (values: CursorValues): string => Buffer.from(JSON.stringify(values)).toString('base64url')

/** @param length how many values the list sorts by. @throws invalid('cursor') for anything that we did not write. */
export const readCursor = (cursor: string | undefined, length: number): CursorValues | null => {
  if (cursor === undefined) return null
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (
      Array.isArray(values) &&
      values.length === length &&
      values.every(v => typeof v === 'string' || typeof v === 'number')
    )
      return values
  } catch {
    // falls through to the refusal
  }
  throw invalid('cursor', 'bad_cursor')
}

/** Cuts a list that was fetched with one row more than the page holds. */
export const cutPage = <T>(
  rows: readonly T[],
  limit: number,
  key: (row: T) => CursorValues,
): { items: T[]; next: string | null } => {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? writeCursor(key(last)) : null }
}
