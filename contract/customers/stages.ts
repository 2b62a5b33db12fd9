/** Stages: six meanings that the program knows, named as the workspace likes, and finer ones of its own within them. */
import { z } from 'zod'
import { done, endpoint } from '../endpoint.ts'
import { instant, toggle } from '../scalars.ts'

/** A stranger has only been heard; known means that a person has named, answered or verified them. */
export const stages = ['stranger', 'known', 'lead', 'customer', 'advocate', 'lost'] as const
export const stage = z.enum(stages)
export type Stage = z.infer<typeof stage>

const stageName = z.string().trim().min(1).max(40)
/** One of the six, or the id of an own one. */
const stageId = z.string().min(1).max(60)

export const stageRow = z.object({
  id: stageId,
  /** What it means to everything that counts and decides. */
  meaning: stage,
  /** Null for one of the six under the name that it came with: it is named in the reader's language. */
  name: z.string().nullable(),
  isBuiltIn: z.boolean(),
  customers: z.number().int(),
  removedAt: instant.nullable(),
})
export type StageRow = z.infer<typeof stageRow>

export const listStages = endpoint({
  name: 'listStages',
  method: 'GET',
  path: '/api/w/:workspaceId/stages',
  access: 'customers.read',
  summary:
    'The stages, each of the six followed by the workspace’s own within it, with how many customers stand there.',
  query: z.object({ removed: toggle.optional() }),
  output: z.object({ items: z.array(stageRow) }),
})

export const createStage = endpoint({
  name: 'createStage',
  method: 'POST',
  path: '/api/w/:workspaceId/stages',
  access: 'access.manage',
  summary: 'Adds a stage within one of the six meanings.',
  body: z.object({ meaning: stage, name: stageName }),
  output: stageRow,
})

export const renameStage = endpoint({
  name: 'renameStage',
  method: 'PUT',
  path: '/api/w/:workspaceId/stages/:stageId/name',
  access: 'access.manage',
  summary: 'Names a stage; null gives one of the six the name back that it came with.',
  params: z.object({ stageId }),
  body: z.object({ name: stageName.nullable() }),
  output: stageRow,
})

export const removeStage = endpoint({
  name: 'removeStage',
  method: 'DELETE',
  path: '/api/w/:workspaceId/stages/:stageId',
  access: 'access.manage',
  summary:
    'Takes an own stage out of sight: whoever stood there is shown by its meaning, and stands there again after `restoreStage`.',
  params: z.object({ stageId }),
  output: done,
})

export const restoreStage = endpoint({
  name: 'restoreStage',
  method: 'POST',
  path: '/api/w/:workspaceId/stages/:stageId/restore',
  access: 'access.manage',
  summary: 'Brings an own stage back with those who stood there.',
  params: z.object({ stageId }),
  output: stageRow,
})

export const stageEndpoints = [listStages, createStage, renameStage, removeStage, restoreStage] as const
