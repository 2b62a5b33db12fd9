/** Imports as the contract shows them. */
import type { FileImport } from '../../../../contract/channels.ts'
import type { Locale } from '../../../../contract/scalars.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { sentence } from '../../../platform/sentences.ts'
import { fileSentences } from '../../files/sentences.ts'
import type { ImportKind } from '../../imports/kind.ts'
import { asksAddresses, importLook, shownTable } from '../../imports/look.ts'
import { importSentences } from '../../imports/sentences.ts'
import type { ImportRow } from '../../tables.ts'

/** The kinds that a file may hold, as the rooms supply them in the order of the street. */
export type Kinds = readonly ImportKind[]

/** The kinds whose rows the actor may bring and see; the program itself may all. */
export const allowedKinds = ({ actor }: Ctx, kinds: Kinds): Kinds =>
  kinds.filter(kind => actor.kind === 'system' || ('permissions' in actor && actor.permissions.has(kind.permission)))

export const sentenceOf = (kinds: Kinds, code: string, params: unknown, locale: Locale): string => {
  const known = Object.assign({}, fileSentences, importSentences, ...kinds.map(kind => kind.sentences))
  return sentence(known, code, locale, (params ?? {}) as Record<string, string | number>)
}

export const problemOf = (
  kinds: Kinds,
  code: string,
  params: unknown,
  locale: Locale,
): { code: string; message: string } => ({ code, message: sentenceOf(kinds, code, params, locale) })

export const importNoun = (row: ImportRow, locale: Locale, kinds: Kinds): FileImport => {
  const look = row.look === null ? null : importLook.parse(row.look)
  return {
    id: row.id,
    fileName: row.file_name,
    byteSize: row.byte_size,
    state: row.state,
    problem: row.problem_code === null ? null : problemOf(kinds, row.problem_code, row.problem_params, locale),
    reading: look?.reading ?? null,
    tables: look?.tables.map(shownTable) ?? [],
    zone: row.zone,
    topicId: row.topic_id,
    channel: row.channel,
    system: row.system,
    keepsAddresses: row.keeps_addresses,
    asksAddresses: look !== null && asksAddresses(look),
    ownNames: row.own_names,
    totalRows: row.total_rows,
    counts: {
      rows: row.rows,
      added: row.added,
      updated: row.updated,
      known: row.known,
      refused: row.refused,
      mentions: row.mentions,
      customers: row.customers,
      masked: row.masked,
    },
    kept: row.kept,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    finishedAt: row.finished_at?.toISOString() ?? null,
    undoneAt: row.undone_at?.toISOString() ?? null,
  }
}
