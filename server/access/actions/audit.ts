/** The audit log: written with every change, read and taken away by those who may. */
import type { AuditEntry } from '../../../contract/access.ts'
import type { AuditRecord } from '../../platform/audit.ts'
import { actorName, type Ctx } from '../../platform/ctx.ts'
import { makeId } from '../../platform/ids.ts'
import { cutPage, readCursor } from '../../platform/keyset.ts'
import type { Download, InTransaction } from '../../platform/route.ts'
import * as store from '../store/audit.ts'

/** Changes of people and of keys; what the program does by itself is told by its own records. */
export const record = async (ctx: Ctx, given: AuditRecord): Promise<void> => {
  const { actor } = ctx
  if (actor.kind !== 'member' && actor.kind !== 'key') return
  await store.insertAudit(ctx, {
    id: makeId(ctx.now),
    at: ctx.now,
    actor_kind: actor.kind,
    actor_id: actor.kind === 'member' ? actor.memberId : actor.keyId,
    actor_name: actorName(actor),
    verb: given.verb,
    target: given.target,
    input: given.input,
    changes: [...given.changes],
    ip: given.ip,
  })
}

const present = (row: store.AuditRow): AuditEntry => ({
  id: row.id,
  at: row.at.toISOString(),
  actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
  verb: row.verb,
  target: row.target,
  input: row.input,
  changes: row.changes,
  ip: row.ip,
})

const placeOf = (cursor: string | undefined): store.AuditPlace | null => {
  const values = readCursor(cursor, 2)
  return values === null ? null : { at: String(values[0]), id: String(values[1]) }
}

export const listAudit = async (
  ctx: Ctx,
  input: store.AuditFilter & { cursor?: string | undefined; limit: number },
): Promise<{ items: AuditEntry[]; next: string | null }> => {
  const rows = await store.auditPage(ctx, input, { after: placeOf(input.cursor), limit: input.limit, order: 'newest' })
  const page = cutPage(rows, input.limit, row => [row.at.toISOString(), row.id])
  return { items: page.items.map(present), next: page.next }
}

const choiceDays = 90

export const listAuditChoices = async (ctx: Ctx) => {
  const rows = await store.auditChoices(ctx, new Date(ctx.now.getTime() - choiceDays * 86_400_000))
  const actors = new Map(rows.map(row => [row.actor_id, row.actor_name]))
  return {
    actors: [...actors].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name)),
    verbs: [...new Set(rows.map(row => row.verb))].sort(),
  }
}

const pageRows = 1000

export const exportAudit = async (ctx: Ctx, input: store.AuditFilter): Promise<Download> => ({
  fileName: `audit-${ctx.now.toISOString().slice(0, 10)}.jsonl`,
  contentType: 'application/x-ndjson; charset=utf-8',
  bytes: inTransaction => linesOf(inTransaction, input),
})

async function* linesOf(inTransaction: InTransaction, filter: store.AuditFilter): AsyncGenerator<Uint8Array> {
  for (let after: store.AuditPlace | null = null; ; ) {
    const place: store.AuditPlace | null = after
    const rows: store.AuditRow[] = await inTransaction(ctx =>
      store.auditPage(ctx, filter, { after: place, limit: pageRows, order: 'oldest' }),
    )
    const page = rows.slice(0, pageRows)
    yield Buffer.from(page.map(row => `${JSON.stringify(present(row))}\n`).join(''))
    const last = page.at(-1)
    if (!last || rows.length <= pageRows) return
    after = { at: last.at.toISOString(), id: last.id }
  }
}
