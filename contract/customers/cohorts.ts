/** Cohorts: who was met in a month, by where from, and which share did something again in the months after. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { pageOf, pageQuery } from '../page.ts'
import { instant } from '../scalars.ts'
import { customer } from './people.ts'

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)

const cohort = z.object({
  /** In which they were met, in the workspace's zone. */
  month,
  customers: z.number().int(),
  /** Of them, how many did something in the first month after, the second …; as far as months have begun. */
  active: z.array(z.number().int()),
})

export const getCohorts = endpoint({
  name: 'getCohorts',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/cohorts',
  access: 'customers.all',
  summary:
    'Customers by the month in which they were met, and how many wrote, called, visited or bought in each month after; merged customers are one.',
  query: z.object({
    months: z.coerce.number().int().min(3).max(24).default(12),
    source: z.string().max(200).optional(),
  }),
  output: z.object({
    /** When it was last counted whole; null before the first time. */
    countedAt: instant.nullable(),
    cohorts: z.array(cohort),
    /** Where customers of these months were met, the most first: a channel, `web`, `call`, `file`, or the system of a file. */
    sources: z.array(z.object({ source: z.string(), customers: z.number().int() })),
  }),
})

export const listCohort = endpoint({
  name: 'listCohort',
  method: 'GET',
  path: '/api/w/:workspaceId/customers/cohorts/:month',
  access: 'customers.all',
  summary: 'The customers of a cohort, or those of them who did something in a month after.',
  params: z.object({ month }),
  query: pageQuery.extend({
    /** Months after; 0 for all who were met. */
    later: z.coerce.number().int().min(0).max(24).default(0),
    source: z.string().max(200).optional(),
  }),
  output: pageOf(customer),
})

export const cohortEndpoints = [getCohorts, listCohort] as const
