/** Exports: the stream under a filter as a file, and who took it. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { instant, uuid } from '../scalars.ts'
import { filterInJson } from './mentions.ts'

/** CSV in UTF-8 with a mark and safe against formulas, XLSX, or JSON Lines. The columns are the same in each. */
export const exportFormat = z.enum(['csv', 'xlsx', 'jsonl'])
export type ExportFormat = z.infer<typeof exportFormat>

export const streamExport = z.object({
  id: z.uuid(),
  format: exportFormat,
  filter: z.record(z.string(), z.unknown()),
  askedBy: z.string(),
  askedAt: instant,
  /** How many mentions it began with, counted up to 10,000. */
  total: z.number().int(),
  isMore: z.boolean(),
  /** Rows that were sent so far. */
  rows: z.number().int(),
  /** Null until the file is fetched, and until it was sent whole. */
  beganAt: instant.nullable(),
  finishedAt: instant.nullable(),
})
export type StreamExport = z.infer<typeof streamExport>

export const createExport = endpoint({
  name: 'createExport',
  method: 'POST',
  path: '/api/w/:workspaceId/exports',
  access: 'listening.read',
  summary: 'Asks for the mentions under a filter as a file; `downloadExport` sends it. Who asked for what is kept.',
  body: z.object({ format: exportFormat, filter: filterInJson }),
  output: streamExport,
})

export const downloadExport = endpoint({
  name: 'downloadExport',
  method: 'GET',
  path: '/api/w/:workspaceId/exports/:exportId/file',
  access: 'listening.read',
  summary: 'The file, newest mention first, made while it is sent.',
  params: z.object({ exportId: uuid }),
  output: z.string(),
})

export const getExport = endpoint({
  name: 'getExport',
  method: 'GET',
  path: '/api/w/:workspaceId/exports/:exportId',
  access: 'listening.read',
  summary: 'How far an export is.',
  params: z.object({ exportId: uuid }),
  output: streamExport,
})

export const listExports = endpoint({
  name: 'listExports',
  method: 'GET',
  path: '/api/w/:workspaceId/exports',
  access: 'listening.manage',
  summary: 'Who took what out of the stream, newest first.',
  query: pageQuery,
  output: pageOf(streamExport),
})

export const exportEndpoints = [createExport, downloadExport, getExport, listExports] as const
