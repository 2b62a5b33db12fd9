/** SQL of alert rules. */
import { sql } from 'kysely'
import type { Ctx } from '../../platform/ctx.ts'
import { tables } from '../../platform/db.ts'
import type { AlertRuleRow, ListeningTables } from '../tables.ts'

const db = (ctx: Ctx) => tables<ListeningTables>(ctx)

export type SeenRule = AlertRuleRow & {
  last_raised_at: Date | null
  failed: number
  problem_code: string | null
  problem_params: unknown
}

/** Rules of the workspace and the member's own, oldest first, with what they raised last and what of it is lost. */
export const findRules = async (ctx: Ctx, memberId: string | null, ruleId?: string): Promise<SeenRule[]> => {
  const dead = sql`from listening.alert_messages as message
    where message.workspace_id = rule.workspace_id and message.rule_id = rule.id and message.state = 'dead'`
  const { rows } = await sql<SeenRule>`
    select rule.*,
      (select max(alert.raised_at) from listening.alerts as alert
        where alert.workspace_id = rule.workspace_id and alert.rule_id = rule.id) as last_raised_at,
      (select count(*) ${dead})::int as failed,
      (select message.problem_code ${dead} order by message.settled_at desc limit 1) as problem_code,
      (select message.problem_params ${dead} order by message.settled_at desc limit 1) as problem_params
    from listening.alert_rules as rule
    where rule.workspace_id = ${ctx.workspaceId} and rule.removed_at is null and rule.made_for is null
      and (rule.owner_id is null or rule.owner_id = ${memberId}::uuid)
      and (${ruleId ?? null}::uuid is null or rule.id = ${ruleId ?? null}::uuid)
    order by rule.created_at, rule.id`.execute(tables(ctx))
  return rows
}

/** A rule, removed ones too. */
export const findRule = (ctx: Ctx, id: string): Promise<AlertRuleRow | undefined> =>
  db(ctx)
    .selectFrom('listening.alert_rules')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()

/** Whether any rule could raise something: asked of every batch that comes in. */
export const hasRules = async (ctx: Ctx): Promise<boolean> =>
  (await db(ctx)
    .selectFrom('listening.alert_rules')
    .select('id')
    .where('workspace_id', '=', ctx.workspaceId)
    .where('removed_at', 'is', null)
    .where('made_for', 'is', null)
    .limit(1)
    .executeTakeFirst()) !== undefined

/** Rules that may speak now, locked in the order of their ids until the transaction ends. */
export const lockSpeaking = (ctx: Ctx, id?: string): Promise<AlertRuleRow[]> =>
  db(ctx)
    .selectFrom('listening.alert_rules')
    .selectAll()
    .where('workspace_id', '=', ctx.workspaceId)
    .where('removed_at', 'is', null)
    .where('made_for', 'is', null)
    .where(where => where.or([where('muted_until', 'is', null), where('muted_until', '<=', ctx.now)]))
    .$if(id !== undefined, query => query.where('id', '=', id!))
    .orderBy('id')
    .forUpdate()
    .execute()

export type RuleFields = Pick<
  AlertRuleRow,
  | 'name'
  | 'condition'
  | 'filter'
  | 'owner_id'
  | 'hearer_ids'
  | 'on_screen'
  | 'by_mail'
  | 'receiver_ids'
  | 'pace'
  | 'quiet'
>

const written = ({ condition, filter, quiet, hearer_ids, receiver_ids, ...rest }: RuleFields) => ({
  ...rest,
  condition: sql<AlertRuleRow['condition']>`${JSON.stringify(condition)}::jsonb`,
  filter: sql<AlertRuleRow['filter']>`${JSON.stringify(filter)}::jsonb`,
  quiet: sql<AlertRuleRow['quiet']>`${quiet === null ? null : JSON.stringify(quiet)}::jsonb`,
  hearer_ids: sql<string[] | null>`${hearer_ids}::uuid[]`,
  receiver_ids: sql<string[]>`${receiver_ids}::uuid[]`,
})

export const insertRule = async (ctx: Ctx, id: string, fields: RuleFields, by: string): Promise<void> => {
  await db(ctx)
    .insertInto('listening.alert_rules')
    .values({
      ...written(fields),
      workspace_id: ctx.workspaceId,
      id,
      created_at: ctx.now,
      created_by: by,
      changed_at: ctx.now,
      muted_until: null,
      muted_by: null,
      removed_at: null,
      removed_by: null,
      made_for: null,
    })
    .execute()
}

const changeRule = (ctx: Ctx, id: string) =>
  db(ctx).updateTable('listening.alert_rules').where('workspace_id', '=', ctx.workspaceId).where('id', '=', id)

export const updateRule = async (ctx: Ctx, id: string, fields: RuleFields): Promise<void> => {
  await changeRule(ctx, id)
    .set({ ...written(fields), changed_at: ctx.now })
    .execute()
}

/** @param by null takes the rule back into use. */
export const markRemoved = async (ctx: Ctx, id: string, by: string | null): Promise<void> => {
  await changeRule(ctx, id)
    .set({ removed_at: by === null ? null : ctx.now, removed_by: by })
    .execute()
}

export const markMuted = async (ctx: Ctx, id: string, until: Date | null, by: string): Promise<void> => {
  await changeRule(ctx, id)
    .set({ muted_until: until, muted_by: until === null ? null : by })
    .execute()
}

/** The rule under which a later room raises alerts of one sort, made where there is none. @returns its id. */
export const ruleMadeFor = async (ctx: Ctx, rule: { madeFor: string; id: string; name: string }): Promise<string> => {
  const { rows } = await sql<{ id: string }>`
    insert into listening.alert_rules (workspace_id, id, name, condition, filter, on_screen, by_mail, receiver_ids, pace,
      created_at, created_by, changed_at, made_for)
    values (${ctx.workspaceId}, ${rule.id}::uuid, ${rule.name}, '{"kind":"each"}', '{}', true, true, '{}', 'now', ${ctx.now}, '—',
      ${ctx.now}, ${rule.madeFor})
    on conflict (workspace_id, made_for) where made_for is not null do update set name = excluded.name
    returning id`.execute(tables(ctx))
  return rows[0]!.id
}
