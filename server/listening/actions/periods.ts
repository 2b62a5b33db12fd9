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

const reportDays = 92

/** The period of a report over single rows. @throws invalid('to') when it is longer than 92 days, or backwards. */
export const readReport = (input: { from: string; to: string }): Ends => {
  const period = readPeriod(input)
  const days = (period.to.getTime() - period.from.getTime()) / 86_400_000
  if (days > reportDays) throw invalid('to', 'listening.report_too_long', { days: reportDays })
  return period
}
