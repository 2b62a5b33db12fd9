/** The audit log: every change, by whom, when, and what stood there before and after. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { instant, uuid } from '../scalars.ts'

export const auditEntry = z.object({
  id: z.uuid(),
  at: instant,
  actor: z.object({ kind: z.enum(['member', 'key']), id: z.string(), name: z.string() }),
  /** The endpoint that changed something: `updateMember`. */
  verb: z.string(),
  /** What it was done to: the last id in the path. */
  target: z.string().nullable(),
  /** What was asked for; texts, secrets and addresses are left out. */
  input: z.record(z.string(), z.unknown()),
  /** What stood there before and after, where the verb says so. */
  changes: z.array(z.object({ noun: z.string(), id: z.string(), before: z.unknown(), after: z.unknown() })),
  ip: z.string().nullable(),
})
export type AuditEntry = z.infer<typeof auditEntry>

const filter = {
  actorId: z.string().max(100).optional(),
  verb: z.string().max(100).optional(),
  target: z.string().max(100).optional(),
  from: instant.optional(),
  to: instant.optional(),
}

export const listAudit = endpoint({
  name: 'listAudit',
  method: 'GET',
  path: '/api/w/:workspaceId/audit',
  access: 'access.audit',
  summary: 'Changes in the workspace, newest first; by actor, by verb, by what they were done to, and by time.',
  query: pageQuery.extend(filter),
  output: pageOf(auditEntry),
})

/** Who is in the log, and with which verbs: what its filters offer. */
export const listAuditChoices = endpoint({
  name: 'listAuditChoices',
  method: 'GET',
  path: '/api/w/:workspaceId/audit/choices',
  access: 'access.audit',
  summary: 'The actors and verbs of the last 90 days.',
  output: z.object({
    actors: z.array(z.object({ id: z.string(), name: z.string() })),
    verbs: z.array(z.string()),
  }),
})

export const exportAudit = endpoint({
  name: 'exportAudit',
  method: 'GET',
  path: '/api/w/:workspaceId/audit/export',
  access: 'access.audit',
  summary: 'The same changes as JSON Lines, a line each, oldest first.',
  query: z.object({ ...filter, id: uuid.optional() }),
  output: z.unknown(),
})

export const auditEndpoints = [listAudit, listAuditChoices, exportAudit] as const
