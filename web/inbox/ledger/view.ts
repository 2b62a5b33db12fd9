/** Pure: the period of a page, in days of the workspace. */
export const periods = ['week', 'month', 'quarter'] as const
export type Period = (typeof periods)[number]

const days: Record<Period, number> = { week: 7, month: 30, quarter: 90 }
const dayMs = 86_400_000
const hourMs = 3_600_000

export interface Span {
  readonly from: string
  readonly to: string
}

/** The last so many days, up to the end of the running hour, so that the question stays the same for an hour. */
export const spanOf = (period: Period, now: Date): Span => {
  const end = (Math.floor(now.getTime() / hourMs) + 1) * hourMs
  return { from: new Date(end - days[period] * dayMs).toISOString(), to: new Date(end).toISOString() }
}
