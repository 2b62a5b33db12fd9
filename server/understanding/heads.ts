/** The columns of the tables: which label each speaks for, and which of them are weighed against each other. */
import { emotion, intentLabel, sentimentLabel, urgency } from '../../contract/understanding.ts'
import { DENSE } from './dense.ts'

/** A group whose columns exclude each other is read by softmax, the others as a yes or no each; `at` is its first column. */
export interface Group {
  readonly field: string
  readonly labels: readonly string[]
  readonly isExclusive: boolean
  readonly at: number
}

/** The columns of one table, and how many dense features its heads look at. */
export interface Layout {
  readonly groups: readonly Group[]
  readonly columns: number
  readonly dense: number
}

/** What public text teaches: the feeling of comments, and whether somebody asks. Its logits are dense features of SCHEME. */
export const SOCIAL = layout(0, [
  { field: 'feeling', labels: ['positive', 'neutral', 'negative'], isExclusive: true },
  { field: 'asks', labels: ['true'], isExclusive: false },
])

/** The fields of a reading. */
export const SCHEME = layout(DENSE + SOCIAL.columns, [
  { field: 'sentiment', labels: sentimentLabel.options, isExclusive: true },
  { field: 'intents', labels: intentLabel.options, isExclusive: false },
  { field: 'urgency', labels: urgency.options, isExclusive: true },
  { field: 'crisis', labels: ['true'], isExclusive: false },
  { field: 'answerable', labels: ['true'], isExclusive: false },
  { field: 'spam', labels: ['true'], isExclusive: false },
  { field: 'emotions', labels: emotion.options, isExclusive: false },
])

/** The names of the columns in their order, e.g. `sentiment.positive`. */
export function columnNames({ groups }: Layout): string[] {
  return groups.flatMap(group => group.labels.map(label => `${group.field}.${label}`))
}

export function groupOf({ groups }: Layout, field: string): Group {
  return groups.find(group => group.field === field)!
}

function layout(dense: number, groups: readonly Omit<Group, 'at'>[]): Layout {
  let columns = 0
  const placed = groups.map(group => {
    const at = columns
    columns += group.labels.length
    return { ...group, at }
  })
  return { groups: placed, columns, dense }
}
