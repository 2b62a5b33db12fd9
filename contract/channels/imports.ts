/** Imports: files that people bring; seen before they are run, watched while they run, taken back exactly. */
import { z } from 'zod'
import { done, endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { instant, shortText, uuid } from '../scalars.ts'
import { channel } from './connectors.ts'
import { importField } from './import-fields.ts'

/** What rows of a table become. One file may hold tables of several kinds. */
export const importKinds = ['mentions', 'contacts', 'orders', 'calls', 'chats', 'tickets'] as const
export const importKind = z.enum(importKinds)
export type ImportKind = z.infer<typeof importKind>

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
  /** What its rows become; null for rows that nobody can use: they are passed over. */
  kind: importKind.nullable(),
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
  /** Posts, people, orders, calls, messages, tickets that were not here before. */
  added: z.number().int(),
  /** Rows of what was here already and now knows more. */
  updated: z.number().int(),
  /** Rows of what was here already, just so. */
  known: z.number().int(),
  refused: z.number().int(),
  /** Mentions that came of it. */
  mentions: z.number().int(),
  /** Customers who were met for the first time. */
  customers: z.number().int(),
  /** Resident registration, customs and card numbers that were masked; they are never stored. */
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
  /** The system that ids of people and orders belong to: `naver_smartstore`, `hubspot` …; null for a table of one's own. */
  system: z.string().nullable(),
  /** Whether streets and post codes are kept. Null while nobody has said so; a file without any asks nothing. */
  keepsAddresses: z.boolean().nullable(),
  asksAddresses: z.boolean(),
  /** Who we are in a chat: what they said is an answer of ours. */
  ownNames: z.array(z.string()),
  totalRows: z.number().int(),
  counts: importCounts,
  /** Of an import that was taken back: what stayed because somebody had worked on it. */
  kept: z.number().int(),
  createdAt: instant,
  createdBy: z.string(),
  finishedAt: instant.nullable(),
  undoneAt: instant.nullable(),
})
export type FileImport = z.infer<typeof fileImport>

/** Where a file is brought: rows that may be either are read as what that place holds. */
export const importHome = z.enum(['mentions', 'people'])
export type ImportHome = z.infer<typeof importHome>

export const listImports = endpoint({
  name: 'listImports',
  method: 'GET',
  path: '/api/w/:workspaceId/imports',
  access: 'channels.import',
  summary: 'Files that were brought, newest first; those whose rows one may see.',
  query: pageQuery.extend({ of: importHome.optional() }),
  output: pageOf(fileImport),
})

export const getImport = endpoint({
  name: 'getImport',
  method: 'GET',
  path: '/api/w/:workspaceId/imports/:importId',
  access: 'channels.import',
  summary: 'One import: how the file is read, its columns, and how far it is.',
  params: z.object({ importId: uuid }),
  output: fileImport,
})

export const createImport = endpoint({
  name: 'createImport',
  method: 'POST',
  path: '/api/w/:workspaceId/imports',
  access: 'channels.import',
  summary: 'Announces a file; its bytes follow with `putImportFile`.',
  body: z.object({
    fileName: shortText,
    topicId: uuid.nullable().default(null),
    of: importHome.default('mentions'),
  }),
  output: fileImport,
})

export const putImportFile = endpoint({
  name: 'putImportFile',
  method: 'PUT',
  path: '/api/w/:workspaceId/imports/:importId/file',
  access: 'channels.import',
  summary: 'The bytes of the file as `application/octet-stream`: CSV, TSV, XLSX or JSON, at most MAX_FILE_MEGABYTES.',
  params: z.object({ importId: uuid }),
  output: fileImport,
})

export const changeImport = endpoint({
  name: 'changeImport',
  method: 'PATCH',
  path: '/api/w/:workspaceId/imports/:importId',
  access: 'channels.import',
  summary: 'Changes what tables and columns mean, and what holds for all rows, of an import that has not begun.',
  params: z.object({ importId: uuid }),
  body: z.object({
    columns: z
      .array(z.object({ table: z.number().int().min(0), at: z.number().int().min(0), field: importField.nullable() }))
      .max(2000)
      .optional(),
    /** What tables become; their columns are read anew. */
    kinds: z
      .array(z.object({ table: z.number().int().min(0), kind: importKind.nullable() }))
      .max(100)
      .optional(),
    zone: z.string().max(60).optional(),
    topicId: uuid.nullable().optional(),
    channel: channel.nullable().optional(),
    system: shortText.nullable().optional(),
    keepsAddresses: z.boolean().optional(),
    ownNames: z.array(shortText).max(20).optional(),
    isDayFirst: z.boolean().optional(),
  }),
  output: fileImport,
})

/** A row as what it would become, or why it would not. */
export const previewRow = z.object({
  row: z.number().int(),
  kind: importKind,
  outcome: z.enum(['new', 'updated', 'known', 'refused']),
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
  /** What would be known of the customer, or of the order, that is not known now; by field, or by header. */
  changes: z.array(z.object({ name: z.string(), before: z.string().nullable(), after: z.string() })),
})
export type PreviewRow = z.infer<typeof previewRow>

export const previewImport = endpoint({
  name: 'previewImport',
  method: 'GET',
  path: '/api/w/:workspaceId/imports/:importId/preview',
  access: 'channels.import',
  summary: 'What would come of the first rows: 20 of them shown, up to 2,000 counted. Nothing is stored.',
  params: z.object({ importId: uuid }),
  output: z.object({ rows: z.array(previewRow), counts: importCounts, isWhole: z.boolean() }),
})

export const runImport = endpoint({
  name: 'runImport',
  method: 'POST',
  path: '/api/w/:workspaceId/imports/:importId/run',
  access: 'channels.import',
  summary: 'Brings the rows in. Rows that are here already change nothing.',
  params: z.object({ importId: uuid }),
  output: fileImport,
})

export const undoImport = endpoint({
  name: 'undoImport',
  method: 'POST',
  path: '/api/w/:workspaceId/imports/:importId/undo',
  access: 'channels.import',
  summary:
    'Takes back exactly what the import made. What was also heard elsewhere stays, and so does what somebody has worked on.',
  params: z.object({ importId: uuid }),
  output: fileImport,
})

export const dropImport = endpoint({
  name: 'dropImport',
  method: 'DELETE',
  path: '/api/w/:workspaceId/imports/:importId',
  access: 'channels.import',
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
  access: 'channels.import',
  summary: 'Rows that were not taken, in their order, each with its reason.',
  params: z.object({ importId: uuid }),
  query: pageQuery,
  output: pageOf(importRefusal),
})

export const downloadImportRefusals = endpoint({
  name: 'downloadImportRefusals',
  method: 'GET',
  path: '/api/w/:workspaceId/imports/:importId/refusals.csv',
  access: 'channels.import',
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
