/** Finds tables in rows: the header below label lines, two header rows, totals, several tables one below the other. */

export type TableEvent =
  | { readonly kind: 'table'; readonly name: string; readonly headers: readonly string[]; readonly line: number }
  | { readonly kind: 'row'; readonly cells: readonly string[]; readonly line: number }
  /** A line that is no row: a label above the header, a total, a header that comes again. */
  | {
      readonly kind: 'aside'
      readonly why: 'label' | 'total' | 'header'
      readonly cells: readonly string[]
      readonly line: number
    }

export interface TableFinder {
  /** Takes the next line of the file, counted from 1 by itself. */
  push(cells: readonly string[]): TableEvent[]
  end(): TableEvent[]
}

interface Line {
  readonly cells: readonly string[]
  readonly line: number
}

/** The header stands among so many lines at the beginning. */
const headLines = 60

/** @param knows whether a name of a column is one that somebody uses. */
export const findTables = (name: string, knows: (header: string) => boolean): TableFinder => {
  let waiting: Line[] | null = []
  let line = 0
  let headers: readonly string[] = []
  let label = ''
  let isAfterGap = false

  const begin = (): TableEvent[] => {
    const held = waiting ?? []
    waiting = null
    const at = headerAt(held, knows)
    if (at === null) return held.some(one => isFilled(one.cells)) ? beginWithout(held) : []
    const events: TableEvent[] = []
    const group = at > 0 ? groupAbove(held[at - 1]!, held[at]!) : null
    for (const one of held.slice(0, group ? at - 1 : at))
      if (isFilled(one.cells)) {
        events.push({ kind: 'aside', why: 'label', ...one })
        label = firstFilled(one.cells)
      }
    headers = nameColumns(held[at]!.cells, group)
    events.push({ kind: 'table', name, headers, line: held[at]!.line })
    const second = held[at + 1]
    const isDoubled = second !== undefined && isSecondHeader(second.cells, held[at]!.cells, knows)
    if (isDoubled) events.push({ kind: 'aside', why: 'header', ...second })
    for (const one of held.slice(isDoubled ? at + 2 : at + 1)) events.push(...take(one))
    return events
  }

  /** Rows without a header above them: columns have numbers for names. */
  const beginWithout = (held: readonly Line[]): TableEvent[] => {
    const width = Math.max(...held.map(one => one.cells.length))
    headers = Array.from({ length: width }, (_, n) => `${n + 1}`)
    const events: TableEvent[] = [{ kind: 'table', name, headers, line: 0 }]
    for (const one of held) events.push(...take(one))
    return events
  }

  const take = (one: Line): TableEvent[] => {
    const { cells } = one
    if (!isFilled(cells)) {
      isAfterGap = true
      return []
    }
    const filled = cells.filter(cell => cell.trim() !== '').length
    const wasAfterGap = isAfterGap
    isAfterGap = false
    if (sameCells(cells, headers)) return [{ kind: 'aside', why: 'header', ...one }]
    if (wasAfterGap && isHeaderLike(cells) && cells.filter(knows).length >= 2) {
      headers = nameColumns(cells, null)
      return [{ kind: 'table', name: label || name, headers, line: one.line }]
    }
    if (wasAfterGap && filled === 1 && headers.length > 2) {
      label = firstFilled(cells)
      isAfterGap = true
      return [{ kind: 'aside', why: 'label', ...one }]
    }
    if (isTotal(cells, headers.length)) return [{ kind: 'aside', why: 'total', ...one }]
    return [{ kind: 'row', ...one }]
  }

  return {
    push(cells) {
      line += 1
      const one = { cells, line }
      if (waiting === null) return take(one)
      waiting.push(one)
      return waiting.length >= headLines ? begin() : []
    },
    end: () => (waiting === null ? [] : begin()),
  }
}

const isFilled = (cells: readonly string[]): boolean => cells.some(cell => cell.trim() !== '')

const firstFilled = (cells: readonly string[]): string => cells.find(cell => cell.trim() !== '')?.trim() ?? ''

const sameCells = (cells: readonly string[], headers: readonly string[]): boolean =>
  cells.length > 1 &&
  headers.length > 1 &&
  headers.every((header, n) => header === (cells[n] ?? '').trim() || header === '')

/** The line with the most names that somebody uses; without any, the first that looks like names above rows that do not. */
const headerAt = (lines: readonly Line[], knows: (header: string) => boolean): number | null => {
  let best: { at: number; known: number } | null = null
  for (const [at, { cells }] of lines.entries()) {
    if (!isHeaderLike(cells)) continue
    const known = cells.filter(knows).length
    if (known > (best?.known ?? 0)) best = { at, known }
  }
  if (best && (best.known >= 2 || lines[best.at]!.cells.length === 1)) return best.at
  const width = usualWidth(lines)
  const at = lines.findIndex(({ cells }) => filledWidth(cells) >= Math.max(2, width * 0.6) && isHeaderLike(cells))
  if (at >= 0 && lines.slice(at + 1).some(({ cells }) => isFilled(cells) && !isHeaderLike(cells))) return at
  return best?.at ?? null
}

const filledWidth = (cells: readonly string[]): number => cells.filter(cell => cell.trim() !== '').length

const usualWidth = (lines: readonly Line[]): number => {
  const widths = lines.map(one => filledWidth(one.cells)).filter(width => width > 0)
  return widths.toSorted((a, b) => a - b)[Math.floor(widths.length / 2)] ?? 0
}

/** Names are short, differ, and are no data: no numbers, dates, links or addresses. */
const isHeaderLike = (cells: readonly string[]): boolean => {
  const names = cells.map(cell => cell.trim()).filter(name => name !== '')
  if (names.length === 0) return false
  const isName = (name: string) =>
    name.length <= 80 && !/^[\d\s.,:/%+-]+$|^https?:|@.+\.|^\d{4}[-./년]/i.test(name) && !name.endsWith(':')
  return names.every(isName) && new Set(names).size >= names.length * 0.7
}

/** A line of groups above the header: as wide as it, with gaps where a group goes on. */
const groupAbove = (above: Line, header: Line): readonly string[] | null => {
  const filled = filledWidth(above.cells)
  const isWide =
    above.cells.length >= header.cells.length - 1 && above.cells.findLastIndex(cell => cell.trim() !== '') >= 2
  if (filled < 2 || !isWide || filled >= filledWidth(header.cells) || !isHeaderLike(above.cells)) return null
  let group = ''
  return header.cells.map((_, n) => {
    group = (above.cells[n] ?? '').trim() || group
    return group
  })
}

/** The same header once more in another language. */
const isSecondHeader = (
  cells: readonly string[],
  first: readonly string[],
  knows: (header: string) => boolean,
): boolean =>
  isHeaderLike(cells) &&
  filledWidth(cells) >= filledWidth(first) * 0.8 &&
  cells.filter(knows).length >= Math.max(2, filledWidth(cells) / 2)

/** Every column has a name of its own: doubled ones take their group's name before them, or a number behind. */
const nameColumns = (cells: readonly string[], groups: readonly string[] | null): string[] => {
  const last = cells.findLastIndex(cell => cell.trim() !== '')
  const plain = cells.slice(0, last + 1).map(cell =>
    cell
      .replace(/^\ufeff/, '')
      .trim()
      .slice(0, 200),
  )
  const seen = new Map<string, number>()
  for (const name of plain) seen.set(name, (seen.get(name) ?? 0) + 1)
  const used = new Set<string>()
  return plain.map((name, n) => {
    const group = groups?.[n] ?? ''
    let own = name === '' ? group || `${n + 1}` : seen.get(name)! > 1 && group !== '' ? `${group} ${name}` : name
    for (let number = 2; used.has(own); number++) own = `${name || n + 1} ${number}`
    used.add(own)
    return own
  })
}

const totals = /^(총\s*)?(합계|총계|총합|소계|계)$|^(grand |sub)?totals?:?$|^sum(mary)?:?$|^(합계|total)\s*[:(]/i

/** A line that sums others: says so in its first words, and is otherwise numbers and gaps. */
const isTotal = (cells: readonly string[], width: number): boolean => {
  const filled = cells.map(cell => cell.trim()).filter(cell => cell !== '')
  const [first = '', ...rest] = filled
  return totals.test(first) && filled.length < Math.max(width, 2) && rest.every(cell => /^[\d.,\s%+-]+$/.test(cell))
}
