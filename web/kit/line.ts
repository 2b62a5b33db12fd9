/** What a line chart is given. */

export interface Line {
  readonly label: string
  /** One value a point of `at`; null where there is none yet. */
  readonly values: readonly (number | null)[]
  readonly tone: 'ink' | 'pos' | 'neg' | 'mix' | 'accent' | 'compare'
  /** Fills the area below it. */
  readonly isFilled?: boolean
  /** ▼ and its kin, before the label at the end of the line. */
  readonly shape?: string
}

export interface ChartMark {
  /** Seconds since 1970. */
  readonly at: number
  readonly label: string
}

export interface LineChartProps {
  /** Seconds since 1970, ascending. */
  readonly at: readonly number[]
  readonly lines: readonly Line[]
  readonly marks?: readonly ChartMark[]
  readonly height?: number
  /** What the chart shows, in a sentence: read aloud instead of the picture. */
  readonly label: string
  readonly timeZone: string
  readonly grain: 'hour' | 'day'
  readonly locale: 'ko' | 'en'
  /** A point was clicked: opens the rows behind it. */
  readonly onPick?: (at: number) => void
}
