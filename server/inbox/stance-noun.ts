/** Rows of the stance board as the contract's nouns. */
import type { Stance } from '../../contract/inbox/stances.ts'

interface StanceLike {
  id: string
  title: string
  position: string
  version: number
  written_by: string
  written_at: Date
  /** `2026-12-01`. */
  review_on: string
  reviewed_at: Date | null
  reviewed_by: string | null
  archived_at: Date | null
  mentions: number
  before_read: number
  before_negative: number
  before_mentions: number
  since_read: number
  since_negative: number
  since_mentions: number
}

/** With fewer posts a share says nothing. */
const fewest = 5

const moodOf = (mentions: number, read: number, negative: number): Stance['before'] => ({
  mentions,
  negativeShare: read < fewest ? null : negative / read,
})

export const stanceNoun = (
  row: StanceLike,
  weeks: readonly { at: Date; mentions: number; negative: number }[],
  now: Date,
): Stance => ({
  id: row.id,
  title: row.title,
  position: row.position,
  version: row.version,
  writtenBy: row.written_by,
  writtenAt: row.written_at.toISOString(),
  reviewOn: row.review_on,
  isOverdue: row.archived_at === null && row.review_on <= now.toISOString().slice(0, 10),
  reviewedAt: row.reviewed_at?.toISOString() ?? null,
  reviewedBy: row.reviewed_by,
  isArchived: row.archived_at !== null,
  mentions: row.mentions,
  before: moodOf(row.before_mentions, row.before_read, row.before_negative),
  since: moodOf(row.since_mentions, row.since_read, row.since_negative),
  weeks: weeks.map(week => ({ at: week.at.toISOString(), mentions: week.mentions, negative: week.negative })),
})
