/** Reads the two ends of a period that a reader asks for. */
import { invalid } from '../../platform/errors.ts'

export interface Ends {
  from: Date
  to: Date
}

/** @throws invalid('to') when the period ends before it begins. */
export const readPeriod = (input: { from: string; to: string }): Ends => {
  const from = new Date(input.from)
  const to = new Date(input.to)
  if (to <= from) throw invalid('to', 'listening.period_backwards')
  return { from, to }
}
