/** Files that go out with an answer, on channels that carry any file. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { uuid } from '../scalars.ts'

export const outgoingFile = z.object({
  id: z.uuid(),
  name: z.string(),
  /** By content where it tells, else by the ending of its name. */
  type: z.string(),
  /** Bytes. */
  size: z.number().int(),
})
export type OutgoingFile = z.infer<typeof outgoingFile>

/** At most so many bytes of one file, before any channel's own limit. */
export const mostFileBytes = 14_000_000

export const addFile = endpoint({
  name: 'addFile',
  method: 'POST',
  path: '/api/w/:workspaceId/files',
  access: 'inbox.reply',
  summary: 'Announces a file that will go with an answer; its bytes follow with `putFile`.',
  body: z.object({ name: z.string().trim().min(1).max(400) }),
  output: z.object({ id: z.uuid() }),
})

export const putFile = endpoint({
  name: 'putFile',
  method: 'PUT',
  path: '/api/w/:workspaceId/files/:fileId/bytes',
  access: 'inbox.reply',
  summary:
    'The bytes of the file as `application/octet-stream`, 14 MB at most. Programs that mail servers refuse are refused here. One that is not sent within a day is forgotten.',
  params: z.object({ fileId: uuid }),
  output: outgoingFile,
})

export const getFile = endpoint({
  name: 'getFile',
  method: 'GET',
  path: '/api/w/:workspaceId/files/:fileId/bytes',
  access: 'inbox.read',
  summary: 'The bytes of a file that went with an answer, to be saved.',
  params: z.object({ fileId: uuid }),
  output: z.string(),
})

export const outgoingFileEndpoints = [addFile, putFile, getFile] as const
