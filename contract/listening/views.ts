/** Saved views of the stream: a filter and what stands side by side, under a name. */
import { z } from 'zod'
import { done, endpoint } from '../endpoint.ts'
import { uuid } from '../scalars.ts'
import { filterInJson } from './mentions.ts'

export const streamPeriod = z.enum(['all', 'day', 'week', 'month'])
export type StreamPeriod = z.infer<typeof streamPeriod>

/** What a view filters by: as the stream, with a period that rolls on in place of two ends. */
export const savedFilter = filterInJson.extend({ period: streamPeriod.optional() })
export type SavedFilter = z.infer<typeof savedFilter>

/** What stands in one column: `all` mentions, `topics` side by side, or one topic or view by its id. */
export const columnName = z.string().regex(/^(all|topics|topic\.[0-9a-f-]{36}|view\.[\w-]{1,36})$/)

/** Views that every workspace is offered; their names are the reader's language. */
export const offeredViews = ['angry', 'crisis', 'questions', 'untagged'] as const
export type OfferedView = (typeof offeredViews)[number]

const viewName = z.string().trim().min(1).max(60)
const columns = z.array(columnName).max(12)

export const streamView = z.object({
  id: z.uuid(),
  name: z.string(),
  filter: savedFilter,
  columns,
  /** Everybody in the workspace sees it; otherwise only who made it. */
  isShared: z.boolean(),
  /** The caller may rename, change and delete it. */
  isMine: z.boolean(),
})
export type SavedView = z.infer<typeof streamView>

const viewId = z.union([uuid, z.enum(offeredViews)])

export const listViews = endpoint({
  name: 'listViews',
  method: 'GET',
  path: '/api/w/:workspaceId/views',
  access: 'listening.read',
  summary: 'The caller’s views and the shared ones, in the order that the caller gave them.',
  output: z.object({
    items: z.array(streamView),
    /** The view that the stream opens with; null for the plain stream. */
    defaultId: viewId.nullable(),
  }),
})

export const createView = endpoint({
  name: 'createView',
  method: 'POST',
  path: '/api/w/:workspaceId/views',
  access: 'listening.read',
  summary: 'Saves a view. Sharing one needs `listening.close`; a key can only make shared ones.',
  body: z.object({
    name: viewName,
    filter: savedFilter,
    columns: columns.default([]),
    isShared: z.boolean().default(false),
  }),
  output: streamView,
})

export const updateView = endpoint({
  name: 'updateView',
  method: 'PATCH',
  path: '/api/w/:workspaceId/views/:viewId',
  access: 'listening.read',
  summary: 'Renames a view, changes what it shows, shares it or keeps it to oneself.',
  params: z.object({ viewId: uuid }),
  body: z.object({
    name: viewName.optional(),
    filter: savedFilter.optional(),
    columns: columns.optional(),
    isShared: z.boolean().optional(),
  }),
  output: streamView,
})

export const removeView = endpoint({
  name: 'removeView',
  method: 'DELETE',
  path: '/api/w/:workspaceId/views/:viewId',
  access: 'listening.read',
  summary: 'Deletes a view; `restoreView` brings it back.',
  params: z.object({ viewId: uuid }),
  output: done,
})

export const restoreView = endpoint({
  name: 'restoreView',
  method: 'POST',
  path: '/api/w/:workspaceId/views/:viewId/restore',
  access: 'listening.read',
  summary: 'Brings a deleted view back.',
  params: z.object({ viewId: uuid }),
  output: streamView,
})

export const arrangeViews = endpoint({
  name: 'arrangeViews',
  method: 'PUT',
  path: '/api/w/:workspaceId/views/order',
  access: 'listening.read',
  summary: 'Sets the caller’s own order of views and the one that the stream opens with; a key has neither.',
  body: z.object({
    order: z.array(uuid).max(200).optional(),
    defaultId: viewId.nullable().optional(),
  }),
  output: done,
})

export const viewEndpoints = [listViews, createView, updateView, removeView, restoreView, arrangeViews] as const
