/** The verbs of files that go out with answers. */
import { mostFileBytes, type OutgoingFile } from '../../../contract/channels.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { conflict, invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import type { Download, Piece } from '../../platform/route.ts'
import { isRefusedByMail, safeName, typeByContent, typeByName } from '../attached-files.ts'
import { storableText } from '../storable.ts'
import * as store from '../store/outgoing-files.ts'

/** @throws 422 for programs: mail servers return every mail that carries one. */
export const addFile = async (ctx: Ctx, input: { name: string }): Promise<{ id: string }> => {
  const name = safeName(storableText(input.name), 'file')
  if (isRefusedByMail(name)) throw invalid('name', 'channels.file_refused')
  const id = makeId(ctx.now)
  await store.insertFile(ctx, { id, name, added_by: actorName(ctx.actor) })
  return { id }
}

export const takeFilePiece = async (ctx: Ctx, input: { fileId: string }, piece: Piece): Promise<void> => {
  const size = await store.putPiece(ctx, input.fileId, piece.number, piece.bytes)
  if (size !== null && size > mostFileBytes)
    throw invalid('body', 'channels.file_too_large', { most: mostFileBytes / 1_000_000 })
}

/** The bytes are whole: says what the file is. @throws 409 for one without bytes. */
export const keepFile = async (ctx: Ctx, input: { fileId: string }): Promise<OutgoingFile> => {
  const row = await store.fileRow(ctx, input.fileId)
  if (!row) throw notFound('file')
  if (row.bytes.length === 0) throw conflict('channels.file_empty')
  const type = typeByContent(row.bytes, typeByName(row.name))
  if (type === 'application/x-msdownload' || type === 'application/x-elf')
    throw invalid('name', 'channels.file_refused')
  await store.finishFile(ctx, row.id, type)
  return { id: row.id, name: row.name, type, size: row.bytes.length }
}

/** @throws 404 for one that is not whole, or not here. */
export const getFile = async (ctx: Ctx, input: { fileId: string }): Promise<Download> => {
  const row = await store.fileRow(ctx, input.fileId)
  if (!row?.media_type) throw notFound('file')
  return { fileName: row.name, contentType: row.media_type, bytes: () => whole(row.bytes) }
}

async function* whole(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}
