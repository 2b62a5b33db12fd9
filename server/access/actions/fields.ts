/** Fields that a workspace adds while it runs: made, renamed, placed, taken out of sight and brought back; values read by them. */
import type * as contract from '../../../contract/access.ts'
import type { Field, FieldChanges, FieldChoice, FieldNoun, FieldValue, FieldValues } from '../../../contract/access.ts'
import type { Input } from '../../../contract/endpoint.ts'
import { announce } from '../../platform/announce.ts'
import { noteChange } from '../../platform/audit.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { conflict, invalid, notFound } from '../../platform/errors.ts'
import { makeId } from '../../platform/ids.ts'
import { fieldsChanged } from '../events.ts'
import { type FieldCondition, keyForName, readFieldFilter, readFieldValue } from '../field-values.ts'
import * as store from '../store/fields.ts'

/** Fields of one noun, those that were taken away too: what a row and a page can carry. */
const most = 100

const present = (row: store.ShownField): Field => ({
  id: row.id,
  noun: row.noun,
  key: row.key,
  name: row.name,
  kind: row.kind,
  choices: row.choices,
  isRequired: row.is_required,
  position: row.position,
  removedAt: row.removed_at?.toISOString() ?? null,
})

export const listFields = async (ctx: Ctx, input: Input<typeof contract.listFields>): Promise<{ items: Field[] }> => ({
  items: (await store.fieldRows(ctx, input.noun ?? null, input.removed ?? false)).map(present),
})

/** The fields of a noun that stand, in their order. */
export const fieldsOf = async (ctx: Ctx, noun: FieldNoun): Promise<Field[]> =>
  (await store.fieldRows(ctx, noun, false)).map(present)

export const createField = async (ctx: Ctx, input: Input<typeof contract.createField>): Promise<Field> => {
  await store.lockFields(ctx)
  const rows = await store.fieldRows(ctx, input.noun, true)
  if (rows.length >= most) throw conflict('access.too_many_fields', { most })
  const taken = new Set([...rows.map(row => row.key), ...reserved])
  const key = input.key ?? keyForName(input.name, taken)
  if (taken.has(key)) throw invalid('key', 'access.field_key_taken', { key })
  refuseSameName(rows, input.name, null)
  if (input.kind === 'choice' && input.choices.length === 0) throw invalid('choices', 'access.field_needs_choices')
  const row: store.ShownField = {
    id: makeId(ctx.now),
    noun: input.noun,
    key,
    name: input.name,
    kind: input.kind,
    choices:
      input.kind === 'choice'
        ? mergeChoices(
            [],
            input.choices.map(name => ({ name })),
          )
        : [],
    is_required: input.isRequired,
    position: rows.filter(one => one.removed_at === null).length,
    removed_at: null,
  }
  await store.insertField(ctx, row, actorName(ctx.actor))
  await announce(ctx, fieldsChanged, { ids: [row.id] })
  return present(row)
}

/** What customers are told of under these names has a meaning of its own. */
const reserved = [
  'name',
  'email',
  'phone',
  'company',
  'birth_date',
  'address',
  'post_code',
  'place',
  'occupation',
  'language',
  'stage',
  'tag',
  'minor',
  'preferred_channel',
  'preferred_time',
] as const

const refuseSameName = (rows: readonly store.ShownField[], name: string, ownId: string | null): void => {
  const isSame = (row: store.ShownField) =>
    row.id !== ownId && row.removed_at === null && row.name.toLowerCase() === name.toLowerCase()
  if (rows.some(isSame)) throw invalid('name', 'access.field_name_taken', { name })
}

/** The choices as they are wished, in that order, then those that are gone: nothing that has one loses it. */
const mergeChoices = (
  before: readonly FieldChoice[],
  wished: readonly { id?: string | undefined; name: string }[],
): FieldChoice[] => {
  const names = new Set<string>()
  const kept = wished.map(({ id, name }, n): FieldChoice => {
    const folded = name.toLowerCase()
    if (names.has(folded)) throw invalid(`choices.${n}.name`, 'access.choice_twice', { name })
    names.add(folded)
    const old = before.find(one => (id === undefined ? one.name.toLowerCase() === folded : one.id === id))
    if (id !== undefined && old === undefined) throw invalid(`choices.${n}.id`, 'access.unknown_choice')
    if (old === undefined) return { id: '', name, formerNames: [], isRemoved: false }
    const former = old.name === name ? old.formerNames : [...old.formerNames.filter(one => one !== name), old.name]
    return { id: old.id, name, formerNames: former.slice(-20), isRemoved: false }
  })
  const gone = before.filter(one => !kept.some(other => other.id === one.id)).map(one => ({ ...one, isRemoved: true }))
  let last = Math.max(0, ...before.map(one => Number(one.id.slice(1))))
  return [...kept.map(one => (one.id === '' ? { ...one, id: `c${++last}` } : one)), ...gone]
}

const lockField = async (ctx: Ctx, fieldId: string): Promise<{ row: store.ShownField; rows: store.ShownField[] }> => {
  await store.lockFields(ctx)
  const all = await store.fieldRows(ctx, null, true)
  const row = all.find(one => one.id === fieldId)
  if (row === undefined) throw notFound('field')
  return { row, rows: all.filter(one => one.noun === row.noun) }
}

export const updateField = async (ctx: Ctx, input: Input<typeof contract.updateField>): Promise<Field> => {
  const { row, rows } = await lockField(ctx, input.fieldId)
  if (row.removed_at !== null) throw notFound('field')
  if (input.name !== undefined) refuseSameName(rows, input.name, row.id)
  if (input.choices !== undefined && row.kind !== 'choice') throw invalid('choices', 'access.field_has_no_choices')
  if (input.choices?.length === 0) throw invalid('choices', 'access.field_needs_choices')
  const after: store.ShownField = {
    ...row,
    name: input.name ?? row.name,
    is_required: input.isRequired ?? row.is_required,
    choices: input.choices === undefined ? row.choices : mergeChoices(row.choices, input.choices),
  }
  await store.changeField(ctx, row.id, { name: after.name, is_required: after.is_required, choices: after.choices })
  if (input.position !== undefined) {
    const ids = rows.filter(one => one.removed_at === null && one.id !== row.id).map(one => one.id)
    ids.splice(input.position, 0, row.id)
    await store.placeFields(ctx, ids)
    after.position = ids.indexOf(row.id)
  }
  noteChange(ctx, { noun: 'field', id: row.id, before: present(row), after: present(after) })
  await announce(ctx, fieldsChanged, { ids: [row.id] })
  return present(after)
}

/** Out of sight: values stay where they are, and the key stays taken. Twice changes nothing. */
export const removeField = async (ctx: Ctx, input: { fieldId: string }): Promise<{ ok: true }> => {
  const { row } = await lockField(ctx, input.fieldId)
  if (row.removed_at === null) {
    await store.changeField(ctx, row.id, { removed_at: ctx.now, removed_by: actorName(ctx.actor) })
    noteChange(ctx, { noun: 'field', id: row.id, before: present(row), after: null })
    await announce(ctx, fieldsChanged, { ids: [row.id] })
  }
  return { ok: true }
}

export const restoreField = async (ctx: Ctx, input: { fieldId: string }): Promise<Field> => {
  const { row, rows } = await lockField(ctx, input.fieldId)
  if (row.removed_at === null) return present(row)
  refuseSameName(rows, row.name, row.id)
  await store.changeField(ctx, row.id, { removed_at: null, removed_by: null })
  await announce(ctx, fieldsChanged, { ids: [row.id] })
  return present({ ...row, removed_at: null })
}

/** @throws 422 for a filter that names no field of the noun, or what it cannot hold. */
export const readFieldConditions = async (
  ctx: Ctx,
  noun: FieldNoun,
  asked: readonly string[] | undefined,
): Promise<FieldCondition[]> => {
  if (asked === undefined || asked.length === 0) return []
  const read = readFieldFilter(await fieldsOf(ctx, noun), asked)
  if ('unread' in read) throw invalid('field', 'access.bad_field_filter', { filter: read.unread })
  return read.conditions
}

/**
 * What a person wrote down, in the form in which it is kept; null takes a value out. All or nothing.
 * @throws 422 for a field that is not there, a value that it cannot hold, and where a required one would be emptied
 */
export const readFieldChanges = (
  fields: readonly Field[],
  changes: FieldChanges,
): { field: Field; value: FieldValue | null }[] =>
  Object.entries(changes).map(([key, given]) => {
    const field = fields.find(one => one.key === key)
    const path = `values.${key}`
    if (field === undefined) throw invalid(path, 'access.unknown_field', { key })
    if (given === null || given === '') {
      if (field.isRequired) throw invalid(path, 'access.field_required', { name: field.name })
      return { field, value: null }
    }
    const value = readFieldValue(field, given)
    if (value === null) throw invalid(path, `access.bad_${field.kind}`, { name: field.name })
    return { field, value }
  })

/** Kept values with what a person changes. @returns null where nothing differs */
export const changedFieldValues = (
  fields: readonly Field[],
  before: FieldValues,
  changes: FieldChanges,
): FieldValues | null => {
  const after = { ...before }
  for (const { field, value } of readFieldChanges(fields, changes)) {
    if (value === null) delete after[field.key]
    else after[field.key] = value
  }
  const isSame = [...new Set([...Object.keys(before), ...Object.keys(after)])].every(key => before[key] === after[key])
  return isSame ? null : after
}

/** Of kept values, those whose field stands. */
export const shownFieldValues = (fields: readonly Field[], kept: FieldValues): FieldValues =>
  Object.fromEntries(Object.entries(kept).filter(([key]) => fields.some(field => field.key === key)))

/** The required fields that have no value yet. */
export const missingFields = (fields: readonly Field[], kept: FieldValues): Field[] =>
  fields.filter(field => field.isRequired && kept[field.key] === undefined)
