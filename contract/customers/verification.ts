/** Verification: somebody checked that the person is who they say. It opens what is not public, and is kept in a log. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'

/** Called back on a number that we have; named an order; showed a document; signed in to our site; known in person. */
export const verificationHow = z.enum(['callback', 'order', 'document', 'signed_in', 'known'])

export const verification = z.object({
  id: z.uuid(),
  how: verificationHow,
  note: z.string(),
  at: instant,
  by: z.string(),
  endedAt: instant.nullable(),
  endedBy: z.string().nullable(),
})
export type Verification = z.infer<typeof verification>

export const listVerifications = endpoint({
  name: 'listVerifications',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/:customerId/verifications',
  access: 'customers.read',
  summary: 'Who verified a customer, how and when, and who ended it: the log, newest first.',
  params: z.object({ customerId: uuid }),
  output: z.object({ items: z.array(verification) }),
})

export const verifyCustomer = endpoint({
  name: 'verifyCustomer',
  method: 'POST',
  path: '/api/w/:workspaceId/customers/:customerId/verifications',
  access: 'customers.verify',
  summary:
    'Notes that the person was checked: orders, calls, visits and contact details open for those who may see them.',
  params: z.object({ customerId: uuid }),
  body: z.object({ how: verificationHow, note: z.string().trim().max(500).default('') }),
  output: verification,
})

export const endVerification = endpoint({
  name: 'endVerification',
  method: 'POST',
  path: '/api/w/:workspaceId/customers/:customerId/verifications/:verificationId/end',
  access: 'customers.verify',
  summary: 'Takes a verification back: what it opened is closed again.',
  params: z.object({ customerId: uuid, verificationId: uuid }),
  output: verification,
})

export const verificationEndpoints = [listVerifications, verifyCustomer, endVerification] as const
