/** Fields that a workspace adds to customers, conversations and mentions while it runs, and how their values look. */
import { z } from 'zod'
import { done, endpoint } from '../endpoint.ts'
import { instant, many, toggle, uuid } from '../scalars.ts'

export const fieldNouns = ['customer', 'conversation', 'mention'] as const
export const fieldNoun = z.enum(fieldNouns)
export type FieldNoun = z.infer<typeof fieldNoun>

export const fieldKinds = ['text', 'number', 'date', 'yes_no', 'choice', 'link'] as const
export const fieldKind = z.enum(fieldKinds)
export type FieldKind = z.infer<typeof fieldKind>

/** One of what may be chosen. Its id stays when it is renamed; one that was taken away keeps the rows that have it. */
export const fieldChoice = z.object({
  id: z.string(),
  name: z.string(),
  /** Names that it had before: files and filters that use them still mean it. */
  formerNames: z.array(z.string()),
  isRemoved: z.boolean(),
})
export type FieldChoice = z.infer<typeof fieldChoice>

export const field = z.object({
  id: z.uuid(),
  noun: fieldNoun,
  /** Its name in the API, in filters and as a column of exports; it never changes. */
  key: z.string(),
  name: z.string(),
  kind: fieldKind,
  choices: z.array(fieldChoice),
  /** It cannot be emptied, and a conversation is not resolved without it. */
  isRequired: z.boolean(),
  position: z.number().int(),
  removedAt: instant.nullable(),
})
export type Field = z.infer<typeof field>

/** Text and links as text, dates as `2026-11-28`, a choice by its id. */
export const fieldValue = z.union([z.string(), z.number(), z.boolean()])
export type FieldValue = z.infer<typeof fieldValue>

/** What an answer shows: by the field's key, those that have a value and whose field stands. */
export const fieldValues = z.record(z.string(), fieldValue)
export type FieldValues = z.infer<typeof fieldValues>

const key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)

/** What a person writes down: null takes a value out, what is not named stays. A choice may be given by its name, too. */
export const fieldChanges = z
  .record(key, z.union([z.string().trim().max(1000), z.number(), z.boolean(), z.null()]))
  .refine(changes => Object.keys(changes).length <= 100)
export type FieldChanges = z.infer<typeof fieldChanges>

/**
 * `key:value`. Text and links hold the value, numbers and dates are it, or lie in `>=5`, `<=5`, `5..9`; `*` is any value and `-`
 * none. The same key again is another chance, another key one more condition.
 */
export const fieldFilter = many(z.string().trim().min(3).max(300))

const fieldName = z.string().trim().min(1).max(60)
const choiceName = z.string().trim().min(1).max(80)

export const listFields = endpoint({
  name: 'listFields',
  method: 'GET',
  path: '/api/w/:workspaceId/fields',
  access: 'access.read',
  summary: 'The fields that this workspace added, in their order; `removed` shows those that were taken away as well.',
  query: z.object({ noun: fieldNoun.optional(), removed: toggle.optional() }),
  output: z.object({ items: z.array(field) }),
})

export const createField = endpoint({
  name: 'createField',
  method: 'POST',
  path: '/api/w/:workspaceId/fields',
  access: 'access.manage',
  summary: 'Adds a field, at once for everybody. Its noun, key and kind stay as they are made.',
  body: z.object({
    noun: fieldNoun,
    /** Made from the name where absent. */
    key: key.optional(),
    name: fieldName,
    kind: fieldKind,
    choices: z.array(choiceName).max(100).default([]),
    isRequired: z.boolean().default(false),
  }),
  output: field,
})

export const updateField = endpoint({
  name: 'updateField',
  method: 'PATCH',
  path: '/api/w/:workspaceId/fields/:fieldId',
  access: 'access.manage',
  summary:
    'Renames a field, makes it required or not, moves it to a place, or changes its choices: one without id is new, one that is left out is taken away and keeps the rows that have it.',
  params: z.object({ fieldId: uuid }),
  body: z.object({
    name: fieldName.optional(),
    isRequired: z.boolean().optional(),
    /** Counted from 0 among the fields of its noun. */
    position: z.number().int().min(0).max(200).optional(),
    choices: z
      .array(z.object({ id: z.string().max(60).optional(), name: choiceName }))
      .max(100)
      .optional(),
  }),
  output: field,
})

export const removeField = endpoint({
  name: 'removeField',
  method: 'DELETE',
  path: '/api/w/:workspaceId/fields/:fieldId',
  access: 'access.manage',
  summary: 'Takes a field out of sight. Its values are kept, and `restoreField` brings them back.',
  params: z.object({ fieldId: uuid }),
  output: done,
})

export const restoreField = endpoint({
  name: 'restoreField',
  method: 'POST',
  path: '/api/w/:workspaceId/fields/:fieldId/restore',
  access: 'access.manage',
  summary: 'Brings a field back with all its values.',
  params: z.object({ fieldId: uuid }),
  output: field,
})

export const fieldEndpoints = [listFields, createField, updateField, removeField, restoreField] as const
