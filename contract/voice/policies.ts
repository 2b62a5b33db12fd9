/** Response policies: what we say to a kind of question, in versions that two departments sign before they count. */
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { instant, shortText, uuid } from '../scalars.ts'

/** Who signs: any member whose role is one of these, for this department. Custom roles may stand here. */
export const department = z.object({
  key: z.string().regex(/^[a-z][a-z_]{0,30}$/),
  /** As people read it; the built-in keys `comms` and `support` have their names in the reader's language. */
  name: z.string().trim().max(40).default(''),
  roles: z.array(z.string().min(1).max(60)).min(1).max(20),
})
export type Department = z.infer<typeof department>

export const signature = z.object({ department: z.string(), by: z.string(), at: instant })
export type Signature = z.infer<typeof signature>

const day = z.iso.date()

export const policyVersion = z.object({
  id: z.uuid(),
  number: z.number().int(),
  body: z.string(),
  reviewOn: day,
  writtenBy: z.string(),
  writtenAt: instant,
  signatures: z.array(signature),
  /** From when it counts: the last signature. Null while one is missing. */
  liveAt: instant.nullable(),
  /** When a later version took its place. */
  endedAt: instant.nullable(),
})
export type PolicyVersion = z.infer<typeof policyVersion>

export const policy = z.object({
  id: z.uuid(),
  name: z.string(),
  /** It is shown where the customer's words hold one of these. */
  words: z.array(z.string()),
  departments: z.array(department),
  live: policyVersion.nullable(),
  /** Written and not signed by all yet. */
  draft: policyVersion.nullable(),
  /** The live version's review date is past. */
  isOverdue: z.boolean(),
  /** Departments for which the caller may sign the draft now. */
  maySign: z.array(z.string()),
  /** Answers that went out under it, in the last thirty days. */
  answers: z.number().int(),
  isArchived: z.boolean(),
})
export type Policy = z.infer<typeof policy>

const body = z.string().trim().min(1).max(4000)
const policyWords = z.array(z.string().trim().min(1).max(40)).max(30)
const policyParams = z.object({ policyId: uuid })

export const listPolicies = endpoint({
  name: 'listPolicies',
  method: 'GET',
  path: '/api/w/:workspaceId/policies',
  access: 'voice.read',
  summary: 'The response policies by name, each with the version that counts and the one that waits for signatures.',
  output: z.object({ items: z.array(policy) }),
})

export const createPolicy = endpoint({
  name: 'createPolicy',
  method: 'POST',
  path: '/api/w/:workspaceId/policies',
  access: 'voice.manage',
  summary: 'Writes a policy. It counts once every department has signed; by default communications and support.',
  body: z.object({
    name: shortText,
    words: policyWords.default([]),
    body,
    reviewOn: day,
    departments: z.array(department).min(1).max(5).optional(),
  }),
  output: policy,
})

export const writePolicy = endpoint({
  name: 'writePolicy',
  method: 'PUT',
  path: '/api/w/:workspaceId/policies/:policyId/draft',
  access: 'voice.manage',
  summary: 'Writes the next version; what had been signed of an unfinished one must be signed again.',
  params: policyParams,
  body: z.object({ name: shortText, words: policyWords, body, reviewOn: day }),
  output: policy,
})

export const signPolicy = endpoint({
  name: 'signPolicy',
  method: 'POST',
  path: '/api/w/:workspaceId/policies/:policyId/signatures',
  access: 'voice.sign',
  summary:
    'Signs the waiting version for a department. One person signs for one department only; the last one makes it count.',
  params: policyParams,
  body: z.object({ versionId: uuid, department: z.string().max(40) }),
  output: policy,
})

export const reviewPolicy = endpoint({
  name: 'reviewPolicy',
  method: 'POST',
  path: '/api/w/:workspaceId/policies/:policyId/reviews',
  access: 'voice.sign',
  summary: 'Says that the live version was looked at and stands, and when to look again.',
  params: policyParams,
  body: z.object({ reviewOn: day }),
  output: policy,
})

export const archivePolicy = endpoint({
  name: 'archivePolicy',
  method: 'PUT',
  path: '/api/w/:workspaceId/policies/:policyId/archived',
  access: 'voice.manage',
  summary: 'Takes a policy out of use, or brings it back; what was answered under it stays.',
  params: policyParams,
  body: z.object({ isArchived: z.boolean() }),
  output: policy,
})

export const listPolicyVersions = endpoint({
  name: 'listPolicyVersions',
  method: 'GET',
  path: '/api/w/:workspaceId/policies/:policyId/versions',
  access: 'voice.read',
  summary: 'Every version of a policy, newest first, with who wrote and who signed it.',
  params: policyParams,
  output: z.object({ items: z.array(policyVersion) }),
})

export const policyEndpoints = [
  listPolicies,
  createPolicy,
  writePolicy,
  signPolicy,
  reviewPolicy,
  archivePolicy,
  listPolicyVersions,
] as const
