/** Rows of understanding: what a model read of an item, and what people corrected. */
import type { QualityLabel } from '../../contract/quality.ts'
import type { Reading, SentimentLabel } from '../../contract/understanding.ts'

/** One a kept item; never rewritten by people. */
export interface ReadingRow {
  workspace_id: number
  item_id: string
  language: string
  /** What the machine read; null where no model reads it. */
  sentiment: SentimentLabel | null
  confidence: number | null
  /** The whole reading as the contract has it. */
  reading: Reading
  model: string
  at: Date
}

/** One a correction, counted up from 1 within its item: the last one counts, and null takes the correction back. */
export interface CorrectionRow {
  workspace_id: number
  item_id: string
  number: number
  sentiment: SentimentLabel | null
  by: string
  at: Date
}

/** Posts drawn at random at one time, for labelling without sight of the reading. */
export interface QualityRoundRow {
  workspace_id: number
  id: string
  drawn_at: Date
  drawn_by: string
}

/** One of them, by its place in the round; the label is null until a person gave one. */
export interface QualityPostRow {
  workspace_id: number
  round_id: string
  place: number
  item_id: string
  label: QualityLabel | null
  labelled_at: Date | null
  labelled_by: string | null
}

/** Counts what changes a workspace's own weights: corrections, words switched off, posts that go. */
export interface LearningRow {
  workspace_id: number
  version: number
}

/** A word that people do not want to count. */
export interface LessonOffRow {
  workspace_id: number
  word: string
  by: string
  at: Date
}

/** The provider of deep reading; its key is sealed. Numbers are PostgreSQL's numeric, as text. */
export interface ProviderRow {
  workspace_id: number
  kind: 'openai' | 'anthropic'
  url: string
  model: string
  key: string
  price_read: string
  price_written: string
  monthly_cap: string
  is_on: boolean
  changed_at: Date
  changed_by: string
}

/**
 * One question to it. `question` holds the masked question and, sealed, what the marks stand for, until there is an answer; `cost` is
 * the most that it can cost while it waits.
 */
export interface AskRow {
  workspace_id: number
  id: string
  purpose: 'try' | 'summary' | 'sample' | 'draft'
  item_ids: string[]
  /** What it is about, of a kind that is asked once: a hash of the words as they were. */
  key: string | null
  state: 'waiting' | 'answered' | 'failed'
  question: string | null
  answer: string | null
  failure: string | null
  tokens_read: number | null
  tokens_written: number | null
  cost: string
  asked_at: Date
  asked_by: string
  answered_at: Date | null
}

export interface UnderstandingTables {
  'understanding.readings': ReadingRow
  'understanding.corrections': CorrectionRow
  'understanding.learning': LearningRow
  'understanding.lessons_off': LessonOffRow
  'understanding.providers': ProviderRow
  'understanding.asks': AskRow
  'understanding.quality_rounds': QualityRoundRow
  'understanding.quality_posts': QualityPostRow
}
