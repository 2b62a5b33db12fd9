/** What the columns of a table have shown: gathered over the whole file, and asked where names say too little. */
import type { ImportColumn, ImportField } from '../../../contract/channels.ts'
import { type MomentEvidence, noMoments, noteMoment } from '../files/moments.ts'
import { type NumberEvidence, noNumbers, noteNumber } from '../files/numbers.ts'

export interface ColumnEvidence {
  filled: number
  samples: string[]
  moments: MomentEvidence
  numbers: NumberEvidence
}

export const noEvidence = (): ColumnEvidence => ({ filled: 0, samples: [], moments: noMoments(), numbers: noNumbers() })

const mostSamples = 30
const sampleLength = 300

export const noteCell = (evidence: ColumnEvidence, cell: string): void => {
  if (cell === '') return
  evidence.filled += 1
  if (evidence.samples.length < mostSamples) evidence.samples.push(cell.slice(0, sampleLength))
  if (cell.length > 40) return
  noteMoment(evidence.moments, cell)
  noteNumber(evidence.numbers, cell)
}

/**
 * Whether `3/4/2026` is the third of April in the column of dates; null where every value reads one way only, or none
 * can be read both ways.
 */
export const isDayFirstOf = (
  columns: readonly ImportColumn[],
  evidence: readonly ColumnEvidence[],
  dates: readonly ImportField[],
): boolean | null => {
  const column = columns.find(one => one.field !== null && dates.includes(one.field))
  const moments = column && evidence[column.at]?.moments
  if (!column || !moments) return null
  if (moments.dayFirst !== moments.dayLast) return moments.dayFirst > moments.dayLast
  return evidence[column.at]!.samples.some(value => /^\s*\d{1,2}([./-])\s?\d{1,2}\1\s?\d{2,4}/.test(value))
    ? false
    : null
}
