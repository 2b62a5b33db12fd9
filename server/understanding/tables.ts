/** Rows of understanding: what a model read of an item, and what people corrected. */
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

export interface UnderstandingTables {
  'understanding.readings': ReadingRow
  'understanding.corrections': CorrectionRow
}
