/** Rows of files that are brought. */
import type { ImportHome, ImportState } from '../../../contract/channels.ts'

export interface ImportRow {
  workspace_id: number
  id: string
  file_name: string
  byte_size: number
  state: ImportState
  problem_code: string | null
  problem_params: unknown
  /** How it is read and what its columns hold; `ImportLook` of `imports/look.ts`. */
  look: unknown
  zone: string
  /** Of a later room, so not a foreign key. */
  topic_id: string | null
  channel: string | null
  /** Where it was brought. */
  home: ImportHome
  /** The kinds that whoever brought it may bring. */
  allowed: string[]
  /** The kinds of its tables, once they are known. */
  kinds: string[]
  system: string | null
  keeps_addresses: boolean | null
  own_names: string[]
  total_rows: number
  /** The chunk that is brought in next. */
  next_chunk: number
  rows: number
  added: number
  updated: number
  known: number
  refused: number
  mentions: number
  customers: number
  masked: number
  kept: number
  created_at: Date
  created_by: string
  moved_at: Date
  finished_at: Date | null
  undone_at: Date | null
  undone_by: string | null
}

export interface ImportPieceRow {
  workspace_id: number
  import_id: string
  number: number
  bytes: Buffer
  /** Pieces of before 0361 are not. */
  is_sealed: boolean
  /** Of what is sealed. */
  length: number | null
}

export interface ImportChunkRow {
  workspace_id: number
  import_id: string
  number: number
  /** JSON: a list of `[table, row, cells]`. */
  rows: string
}

export interface ImportRefusalRow {
  workspace_id: number
  import_id: string
  row: number
  code: string
  params: unknown
  cells: unknown
}

/** Part of the room's view. */
export interface ImportTables {
  'channels.imports': ImportRow
  'channels.import_pieces': ImportPieceRow
  'channels.import_chunks': ImportChunkRow
  'channels.import_refusals': ImportRefusalRow
}
