/** SQL of the fields that a workspace added, and of the conditions that filters lay on their values. */
import { type RawBuilder, sql } from 'kysely'
import type { FieldChoice, FieldNoun } from '../../../contract/access.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { FieldCondition, FieldTest } from '../field-values.ts'
import type { AccessTables } from '../tables.ts'

const db = (ctx: Ctx) => tables<AccessTables>(ctx)

export type FieldRow = Omit<AccessTables['access.fields'], 'workspace_id'>

const columns = ['id', 'noun', 'key', 'name', 'kind', 'choices', 'is_required', 'position', 'removed_at'] as const
export type ShownField = Pick<FieldRow, (typeof columns)[number]>

/** In their order; those that were taken away too where `isAll`. */
export const fieldRows = (ctx: Ctx, noun: FieldNoun | null, isAll: boolean): Promise<ShownField[]> =>
  db(ctx)
    .selectFrom('access.fields')
    .select(columns)
    .where('workspace_id', '=', ctx.workspaceId)
    .$if(noun !== null, query => query.where('noun', '=', noun!))
    .$if(!isAll, query => query.where('removed_at', 'is', null))
    .orderBy('noun')
    .orderBy('position')
    .orderBy('id')
    .execute()

/** One who changes fields of a workspace at a time: keys and places are given out once. */
export const lockFields = async (ctx: Ctx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('access.fields'), ${ctx.workspaceId}::int)`.execute(ctx.tx)
}

export const insertField = async (ctx: Ctx, row: ShownField, by: string): Promise<void> => {
  await db(ctx)
    .insertInto('access.fields')
    .values({
      ...row,
      workspace_id: ctx.workspaceId,
      choices: asJson(row.choices),
      created_at: ctx.now,
      created_by: by,
      removed_by: null,
    })
    .execute()
}

export const changeField = async (
  ctx: Ctx,
  id: string,
  change: Partial<Pick<FieldRow, 'name' | 'is_required' | 'choices' | 'removed_at' | 'removed_by'>>,
): Promise<void> => {
  const { choices, ...rest } = change
  await db(ctx)
    .updateTable('access.fields')
    .set({ ...rest, ...(choices ? { choices: asJson(choices) } : {}) })
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .execute()
}

const asJson = (choices: FieldChoice[]) => sql<FieldChoice[]>`${JSON.stringify(choices)}::jsonb`

/** Gives fields the places in which they are named. */
export const placeFields = async (ctx: Ctx, ids: readonly string[]): Promise<void> => {
  await sql`
    update access.fields as field set position = given.n - 1
    from unnest(${ids}::uuid[]) with ordinality as given (id, n)
    where field.workspace_id = ${ctx.workspaceId} and field.id = given.id`.execute(ctx.tx)
}

/** What a filter says of the values in a column of jsonb. Whoever is asked to have a value is found by the column's index. */
export const fieldConditions = (
  values: RawBuilder<unknown>,
  conditions: readonly FieldCondition[],
): RawBuilder<boolean>[] =>
  conditions.map(({ key, any }) => {
    const tests = sql.join(
      any.map(test => testOf(values, key, test)),
      sql` or `,
    )
    const isAnyEmpty = any.some(test => test.is === 'empty')
    return isAnyEmpty
      ? sql<boolean>`(${tests})`
      : sql<boolean>`(${values} <> '{}'::jsonb and ${values} ? ${key} and (${tests}))`
  })

const testOf = (values: RawBuilder<unknown>, key: string, test: FieldTest): RawBuilder<unknown> => {
  const text = sql`${values}->>${key}::text`
  switch (test.is) {
    case 'set':
      return sql`${values} ? ${key}`
    case 'empty':
      return sql`not (${values} ? ${key})`
    case 'equal':
      return sql`${values} @> ${JSON.stringify({ [key]: test.value })}::jsonb`
    case 'holding':
      return sql`position(lower(${test.text}::text) in lower(${text})) > 0`
    case 'between':
      return sql`(${endOf(values, key, '>=', test.from)} and ${endOf(values, key, '<=', test.to)})`
  }
}

/** Numbers are compared as such, days as the texts that they are. */
const endOf = (values: RawBuilder<unknown>, key: string, sign: '>=' | '<=', end: number | string | null) => {
  if (end === null) return sql`true`
  const value = sql`${values}->${key}::text`
  const compare = sql.raw(sign)
  return typeof end === 'number'
    ? sql`case jsonb_typeof(${value}) when 'number' then (${value})::numeric ${compare} ${end}::numeric else false end`
    : sql`(${values}->>${key}::text) collate "C" ${compare} ${end}::text`
}
