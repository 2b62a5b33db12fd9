/** Privacy: one person's data, given to them or taken out of every room; how long kinds of data are kept. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { instant, uuid } from '../scalars.ts'

const heldCount = z.object({ room: z.string(), kind: z.string(), count: z.number().int() })

/** What the law wants kept although everything else goes. */
const keptByLaw = z.object({
  /** `commerce_contract`: contracts, payment, supply, five years; `commerce_dispute`: complaints and disputes, three (전자상거래법 시행령 제6조). */
  law: z.enum(['commerce_contract', 'commerce_dispute']),
  records: z.number().int(),
  /** When the last of them goes. */
  until: instant,
})

export const previewErasure = endpoint({
  name: 'previewErasure',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/:customerId/privacy',
  access: 'customers.privacy',
  summary: 'What every room holds of a person, and what an erasure would have to keep by law.',
  params: z.object({ customerId: uuid }),
  output: z.object({ held: z.array(heldCount), kept: z.array(keptByLaw) }),
})
export type ErasurePreview = z.infer<typeof previewErasure.output>

export const exportPerson = endpoint({
  name: 'exportPerson',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/:customerId/export',
  access: 'customers.privacy',
  summary: 'Everything that every room holds of a person: a page to read and the same as JSON, in one zip.',
  params: z.object({ customerId: uuid }),
  output: z.unknown(),
})

export const erasureReason = z.enum(['asked', 'withdrawn', 'purpose_done', 'mistake'])

export const erasure = z.object({
  id: z.uuid(),
  /** The id that the person had: it answers nobody any more. */
  customerId: z.uuid(),
  erasedAt: instant,
  erasedBy: z.string(),
  reason: erasureReason,
  held: z.array(heldCount),
  kept: z.array(keptByLaw),
})
export type Erasure = z.infer<typeof erasure>

export const erasePerson = endpoint({
  name: 'erasePerson',
  method: 'POST',
  path: '/api/w/:workspaceId/customers/:customerId/erase',
  access: 'customers.privacy',
  summary:
    'Takes a person out of every room. It cannot be undone; a certificate stays, and what the law wants kept is sealed.',
  params: z.object({ customerId: uuid }),
  body: z.object({ reason: erasureReason }),
  output: erasure,
})

export const listErasures = endpoint({
  name: 'listErasures',
  method: 'GET',
  path: '/api/w/:workspaceId/erasures',
  access: 'customers.privacy',
  summary: 'Certificates of erasures, newest first.',
  query: pageQuery,
  output: pageOf(erasure),
})

export const wasErased = endpoint({
  name: 'wasErased',
  method: 'POST',
  path: '/api/w/:workspaceId/erasures/look-up',
  access: 'customers.privacy',
  summary:
    'Whether a mail address or telephone number belonged to somebody who was erased: certificates keep no names, only digests.',
  isQuestion: true,
  body: z.object({ contact: z.string().trim().min(3).max(254) }),
  output: z.object({ erasedAt: instant.nullable() }),
})

/** Kinds of data that age. */
export const retentionKinds = ['web', 'recordings', 'calls', 'raw'] as const
export const retentionKind = z.enum(retentionKinds)
export type RetentionKind = z.infer<typeof retentionKind>

const retention = z.object({
  items: z.array(
    z.object({
      kind: retentionKind,
      /** Days that it is kept; null: for ever. */
      days: z.number().int().min(7).max(3650).nullable(),
      /** How much there is that is older. */
      due: z.number().int(),
    }),
  ),
})

export const getRetention = endpoint({
  name: 'getRetention',
  method: 'GET',
  path: '/api/w/:workspaceId/retention',
  access: 'customers.privacy',
  summary: 'How long kinds of data are kept.',
  output: retention,
})

export const setRetention = endpoint({
  name: 'setRetention',
  method: 'PUT',
  path: '/api/w/:workspaceId/retention',
  access: 'customers.privacy',
  summary: 'Says how long a kind of data is kept. What is older goes the next night, and cannot be brought back.',
  body: z.object({ kind: retentionKind, days: z.number().int().min(7).max(3650).nullable() }),
  output: retention,
})

export const privacyEndpoints = [
  previewErasure,
  exportPerson,
  erasePerson,
  listErasures,
  wasErased,
  getRetention,
  setRetention,
] as const
