/** Imports as the contract shows them. */
import type { FileImport } from '../../../../contract/listening.ts'
import type { Locale } from '../../../../contract/scalars.ts'
import { importLook, shownTable } from '../../import-look.ts'
import { sentenceOf } from '../../import-sentences.ts'
import type { ImportRow } from '../../tables.ts'

export const problemOf = (code: string, params: unknown, locale: Locale): { code: string; message: string } => ({
  code,
  message: sentenceOf(code, locale, params),
})

export const importNoun = (row: ImportRow, locale: Locale): FileImport => {
  const look = row.look === null ? null : importLook.parse(row.look)
  return {
    id: row.id,
    fileName: row.file_name,
    byteSize: row.byte_size,
    state: row.state,
    problem: row.problem_code === null ? null : problemOf(row.problem_code, row.problem_params, locale),
    reading: look?.reading ?? null,
    tables: look?.tables.map(shownTable) ?? [],
    zone: row.zone,
    topicId: row.topic_id,
    channel: row.channel,
    totalRows: row.total_rows,
    counts: {
      rows: row.rows,
      added: row.added,
      known: row.known,
      refused: row.refused,
      mentions: row.mentions,
      masked: row.masked,
    },
    kept: row.kept,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    finishedAt: row.finished_at?.toISOString() ?? null,
    undoneAt: row.undone_at?.toISOString() ?? null,
  }
}
