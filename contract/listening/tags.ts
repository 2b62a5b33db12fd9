/** Tags: the workspace's own words for mentions, each in a tone of the kit. */
import { z } from 'zod'
import { done, endpoint } from '../endpoint.ts'
import { uuid } from '../scalars.ts'

export const tagTone = z.enum(['neu', 'pos', 'neg', 'mix', 'acc', 'warn'])
export type TagTone = z.infer<typeof tagTone>

export const tag = z.object({ id: z.uuid(), name: z.string(), tone: tagTone })
export type Tag = z.infer<typeof tag>

const tagName = z.string().trim().min(1).max(40)

export const listTags = endpoint({
  name: 'listTags',
  method: 'GET',
  path: '/api/w/:workspaceId/tags',
  access: 'listening.read',
  summary: 'The tags of the workspace by name, each with how many mentions carry it.',
  output: z.object({ items: z.array(tag.extend({ mentions: z.number().int() })) }),
})

export const createTag = endpoint({
  name: 'createTag',
  method: 'POST',
  path: '/api/w/:workspaceId/tags',
  access: 'listening.close',
  summary: 'Makes a tag; a name that exists gives the tag that has it.',
  body: z.object({ name: tagName, tone: tagTone.default('neu') }),
  output: tag,
})

export const updateTag = endpoint({
  name: 'updateTag',
  method: 'PATCH',
  path: '/api/w/:workspaceId/tags/:tagId',
  access: 'listening.close',
  summary: 'Renames a tag or gives it another tone.',
  params: z.object({ tagId: uuid }),
  body: z.object({ name: tagName.optional(), tone: tagTone.optional() }),
  output: tag,
})

export const removeTag = endpoint({
  name: 'removeTag',
  method: 'DELETE',
  path: '/api/w/:workspaceId/tags/:tagId',
  access: 'listening.close',
  summary: 'Takes a tag away; with `into` its mentions carry that other tag instead. `restoreTag` undoes either.',
  params: z.object({ tagId: uuid }),
  query: z.object({ into: uuid.optional() }),
  output: done,
})

export const restoreTag = endpoint({
  name: 'restoreTag',
  method: 'POST',
  path: '/api/w/:workspaceId/tags/:tagId/restore',
  access: 'listening.close',
  summary: 'Brings a tag back with its mentions; those that a merge gave to another tag leave that one again.',
  params: z.object({ tagId: uuid }),
  output: tag,
})

export const tagEndpoints = [listTags, createTag, updateTag, removeTag, restoreTag] as const
