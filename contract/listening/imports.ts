/** Imports: files of mentions that people bring; seen before they are run, watched while they run, taken back exactly. */
import { z } from 'zod'
import { channel } from '../channels/connectors.ts'
import { done, endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { instant, shortText, uuid } from '../scalars.ts'

/** What a column may hold. The first ones make a mention, the rest are kept with it under their own names. */
export const importField = z.enum([
  'text',
  'snippet',
  'title',
  'url',
  'publishedAt',
  'time',
  'authorName',
  'authorHandle',
  'authorId',
  'authorUrl',
  'followers',
  'channel',
  'source',
  'remoteId',
  'replyTo',
  'root',
  'kind',
  'language',
  'sentiment',
  'likes',
  'comments',
  'shares',
  'views',
  'reach',
  'detail',
])
export type ImportField = z.infer<typeof importField>

export const importColumn = z.object({
  /** Its place in the table, from 0. */
  at: z.number().int(),
  header: z.string(),
  /** Null: nobody knows; it is kept in the raw form. */
  field: importField.nullable(),
  /** 1 from a known format, less by its name, least by what it holds; a person's choice is 1. */
  confidence: z.number(),
  /** The first values. */
  samples: z.array(z.string()),
})
export type ImportColumn = z.infer<typeof importColumn>

export const importTable = z.object({
  name: z.string(),
  rows: z.number().int(),
  columns: z.array(importColumn),
  /** Which product wrote it: `brandwatch`, `meltwater` …; null for any other. */
  format: z.string().nullable(),
  /** Whether its rows can be mentions: it has a text or a title. */
  isMentions: z.boolean(),
  /** Whether `3/4/2026` is the third of April; null where no value can be read both ways. */
  isDayFirst: z.boolean().nullable(),
})
export type ImportTable = z.infer<typeof importTable>

export const importState = z.enum([
  /** Bytes are on their way. */
  'receiving',
  /** It is being read. */
  'opening',
  /** It waits for a person. */
  'ready',
  'running',
  'done',
  /** It cannot be read; `problem` says why. */
  'refused',
  'undoing',
  'undone',
])
export type ImportState = z.infer<typeof importState>

export const importCounts = z.object({
  /** Rows that are behind us. */
  rows: z.number().int(),
  /** Items that were not here before. */
  added: z.number().int(),
  /** Rows whose item was here already. */
  known: z.number().int(),
  refused: z.number().int(),
  /** Mentions that came of it. */
  mentions: z.number().int(),
  /** Resident registration numbers that were masked. */
  masked: z.number().int(),
})
export type ImportCounts = z.infer<typeof importCounts>

export const fileImport = z.object({
  id: z.uuid(),
  fileName: z.string(),
  byteSize: z.number().int(),
  state: importState,
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** How the file is read; null until it was opened. */
  reading: z
    .object({
      kind: z.string(),
      charset: z.string().nullable(),
      delimiter: z.string().nullable(),
      sheets: z.array(z.string()),
    })
    .nullable(),
  tables: z.array(importTable),
  /** IANA zone of times that say none. */
  zone: z.string(),
  /** All rows go under this topic too. */
  topicId: z.uuid().nullable(),
  /** The channel of rows that do not say theirs. */
  channel: z.string().nullable(),
  totalRows: z.number().int(),
  counts: importCounts,
  /** Of an import that was taken back: mentions that stayed because somebody had worked on them. */
  kept: z.number().int(),
  createdAt: instant,
  createdBy: z.string(),
  finishedAt: instant.nullable(),
  undoneAt: instant.nullable(),
})
export type FileImport = z.infer<typeof fileImport>

export const listImports = endpoint({
  name: 'listImports',
  method: 'GET',
  path: '/api/w/:workspaceId/imports',
  access: 'listening.manage',
  summary: 'Files of mentions that were brought, newest first.',
  query: pageQuery,
  output: pageOf(fileImport),
})

export const getImport = endpoint({
  name: 'getImport',
  method: 'GET',
  path: '/api/w/:workspaceId/imports/:importId',
  access: 'listening.manage',
  summary: 'One import: how the file is read, its columns, and how far it is.',
  params: z.object({ importId: uuid }),
  output: fileImport,
})

export const createImport = endpoint({
  name: 'createImport',
  method: 'POST',
  path: '/api/w/:workspaceId/imports',
  access: 'listening.manage',
  summary: 'Announces a file of mentions; its bytes follow with `putImportFile`.',
  body: z.object({ fileName: shortText, topicId: uuid.nullable().default(null) }),
  output: fileImport,
})

export const putImportFile = endpoint({
  name: 'putImportFile',
  method: 'PUT',
  path: '/api/w/:workspaceId/imports/:importId/file',
  access: 'listening.manage',
  summary: 'The bytes of the file as `application/octet-stream`: CSV, TSV, XLSX or JSON, at most MAX_FILE_MEGABYTES.',
  params: z.object({ importId: uuid }),
  output: fileImport,
})

export const changeImport = endpoint({
  name: 'changeImport',
  method: 'PATCH',
  path: '/api/w/:workspaceId/imports/:importId',
  access: 'listening.manage',
  summary: 'Changes what columns mean, the zone, the topic or the channel of an import that has not begun.',
  params: z.object({ importId: uuid }),
  body: z.object({
    columns: z
      .array(z.object({ table: z.number().int().min(0), at: z.number().int().min(0), field: importField.nullable() }))
      .max(2000)
      .optional(),
    zone: z.string().max(60).optional(),
    topicId: uuid.nullable().optional(),
    channel: channel.nullable().optional(),
    isDayFirst: z.boolean().optional(),
  }),
  output: fileImport,
})

/** A row as it would become a mention, or why it would not. */
export const previewRow = z.object({
  row: z.number().int(),
  outcome: z.enum(['new', 'known', 'refused']),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  channel: z.string().nullable(),
  title: z.string().nullable(),
  text: z.string(),
  url: z.string().nullable(),
  author: z.string().nullable(),
  followers: z.number().int().nullable(),
  publishedAt: instant.nullable(),
  /** Topics that want it, the chosen one among them. */
  topicIds: z.array(z.uuid()),
})
export type PreviewRow = z.infer<typeof previewRow>

export const previewImport = endpoint({
  name: 'previewImport',
  method: 'GET',
  path: '/api/w/:workspaceId/imports/:importId/preview',
  access: 'listening.manage',
  summary: 'What would come of the first rows: 20 of them shown, up to 2,000 counted. Nothing is stored.',
  params: z.object({ importId: uuid }),
  output: z.object({ rows: z.array(previewRow), counts: importCounts, isWhole: z.boolean() }),
})

export const runImport = endpoint({
  name: 'runImport',
  method: 'POST',
  path: '/api/w/:workspaceId/imports/:importId/run',
  access: 'listening.manage',
  summary: 'Brings the rows in. Rows that are here already change nothing.',
  params: z.object({ importId: uuid }),
  output: fileImport,
})

export const undoImport = endpoint({
  name: 'undoImport',
  method: 'POST',
  path: '/api/w/:workspaceId/imports/:importId/undo',
  access: 'listening.manage',
  summary:
    'Takes back exactly what the import made. What was also heard elsewhere stays, and so does what somebody has worked on.',
  params: z.object({ importId: uuid }),
  output: fileImport,
})

export const dropImport = endpoint({
  name: 'dropImport',
  method: 'DELETE',
  path: '/api/w/:workspaceId/imports/:importId',
  access: 'listening.manage',
  summary: 'Throws away a file that was never run.',
  params: z.object({ importId: uuid }),
  output: done,
})

export const importRefusal = z.object({
  row: z.number().int(),
  problem: z.object({ code: z.string(), message: z.string() }),
  cells: z.array(z.string()),
})

export const listImportRefusals = endpoint({
  name: 'listImportRefusals',
  method: 'GET',
  path: '/api/w/:workspaceId/imports/:importId/refusals',
  access: 'listening.manage',
  summary: 'Rows that were not taken, in their order, each with its reason.',
  params: z.object({ importId: uuid }),
  query: pageQuery,
  output: pageOf(importRefusal),
})

export const downloadImportRefusals = endpoint({
  name: 'downloadImportRefusals',
  method: 'GET',
  path: '/api/w/:workspaceId/imports/:importId/refusals.csv',
  access: 'listening.manage',
  summary: 'The refused rows as CSV, with the reason in front, ready to be mended and brought again.',
  params: z.object({ importId: uuid }),
  output: z.string(),
})

export const importEndpoints = [
  listImports,
  createImport,
  getImport,
  putImportFile,
  changeImport,
  previewImport,
  runImport,
  undoImport,
  dropImport,
  listImportRefusals,
  downloadImportRefusals,
] as const
