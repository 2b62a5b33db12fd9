/** Account modes: brand and care with accounts of their own, or one for both; the guard, the day, and what if. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant, uuid } from '../scalars.ts'

export const accountMode = z.enum(['split', 'unified'])
export type AccountMode = z.infer<typeof accountMode>

const modeNow = z.object({
  mode: accountMode,
  changedAt: instant.nullable(),
  changedBy: z.string().nullable(),
  /** Accounts that serve one purpose, so that a split can hold. */
  brandAccounts: z.int(),
  careAccounts: z.int(),
})

export const getAccountMode = endpoint({
  name: 'getAccountMode',
  method: 'GET',
  path: '/api/w/:workspaceId/inbox/account-mode',
  access: 'inbox.read',
  summary: 'Whether brand and care speak from accounts of their own.',
  output: modeNow,
})

export const setAccountMode = endpoint({
  name: 'setAccountMode',
  method: 'PUT',
  path: '/api/w/:workspaceId/inbox/account-mode',
  access: 'inbox.manage',
  summary: 'Splits brand and care, or unites them. Split: no care answer leaves from a brand account without a reason.',
  body: z.object({ mode: accountMode }),
  output: modeNow,
})

const guard = z.object({
  /** An answer about trouble would leave from a brand account: it needs a reason first. */
  isClosed: z.boolean(),
  /** It was said to the brand, and is answered from care. */
  isMoved: z.boolean(),
  /** The account that was spoken to; null where none was. */
  spokenTo: z.string().nullable(),
  /** The exception that holds for what was said so far. */
  exception: z.object({ reason: z.string(), by: z.string(), at: instant }).nullable(),
})
export type BrandGuard = z.infer<typeof guard>

const conversationParams = z.object({ conversationId: uuid })

export const getBrandGuard = endpoint({
  name: 'getBrandGuard',
  method: 'GET',
  path: '/api/w/:workspaceId/conversations/:conversationId/brand-guard',
  access: 'inbox.read',
  summary: 'Whether an answer here would be care from a brand account, or brings trouble over to care.',
  params: conversationParams,
  output: guard,
})

export const allowBrandReply = endpoint({
  name: 'allowBrandReply',
  method: 'POST',
  path: '/api/w/:workspaceId/conversations/:conversationId/brand-exceptions',
  access: 'inbox.reply',
  summary: 'Lets what was said so far be answered from the brand account; the reason is kept.',
  params: conversationParams,
  body: z.object({ reason: z.string().trim().min(1).max(500) }),
  output: guard,
})

export const getContentDay = endpoint({
  name: 'getContentDay',
  method: 'GET',
  path: '/api/w/:workspaceId/inbox/day',
  access: 'inbox.read',
  summary: 'Today by hour: what we posted beside complaints, and where a promotion met a peak of them.',
  output: z.object({
    hours: z.array(
      z.object({
        at: instant,
        complaints: z.int(),
        /** The mean of this hour over the four weeks before. */
        usual: z.number(),
        isPeak: z.boolean(),
        posts: z.int(),
      }),
    ),
    /** Complaints of today that nobody has ended. */
    open: z.int(),
    /** The running hour or the one before is a peak: no time for a promotion. */
    isPeakNow: z.boolean(),
    posts: z.array(
      z.object({
        itemId: uuid,
        channel: z.string(),
        text: z.string(),
        url: z.string().nullable(),
        at: instant,
        isDuringPeak: z.boolean(),
      }),
    ),
  }),
})
export type ContentDay = z.infer<typeof getContentDay.output>

const outcome = z.object({
  /** Followers before whom care answers stood, summed over the answers; null while followers are unknown. */
  reach: z.number().nullable(),
  /** Followers before whom complaints stood; null while followers are unknown. */
  exposure: z.number().nullable(),
})

export const compareAccountModes = endpoint({
  name: 'compareAccountModes',
  method: 'GET',
  path: '/api/w/:workspaceId/inbox/account-mode/comparison',
  access: 'inbox.read',
  summary: 'What the care of the last 28 days would have reached and shown, from one account and from two.',
  output: z.object({
    days: z.int(),
    answers: z.int(),
    complaints: z.int(),
    accounts: z.array(
      z.object({
        accountId: uuid,
        channel: z.string(),
        handle: z.string(),
        purpose: z.enum(['marketing', 'care', 'both']),
        followers: z.int().nullable(),
        answers: z.int(),
        complaints: z.int(),
      }),
    ),
    split: outcome,
    unified: outcome,
    /** Answers that left from a brand account by an exception. */
    exceptions: z.int(),
  }),
})
export type ModeComparison = z.infer<typeof compareAccountModes.output>

export const modeEndpoints = [
  getAccountMode,
  setAccountMode,
  getBrandGuard,
  allowBrandReply,
  getContentDay,
  compareAccountModes,
] as const
