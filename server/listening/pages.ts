/** Cuts batches into pages: what one statement writes and one fact tells. */

const pageSize = 1000

export const pagesOf = <T>(rows: readonly T[]): T[][] => {
  const pages: T[][] = []
  for (let from = 0; from < rows.length; from += pageSize) pages.push(rows.slice(from, from + pageSize))
  return pages
}
