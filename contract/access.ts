/** Access: organizations, workspaces, members, invitations, sign-in, keys. */
import { z } from 'zod'
import { auditEndpoints } from './access/audit.ts'
import { fieldEndpoints } from './access/fields.ts'
import { providerEndpoints } from './access/providers.ts'
import { permission, roleId as role, rolesEndpoints } from './access/roles.ts'
import { newPassword as password, securityEndpoints } from './access/security.ts'
import { teamEndpoints } from './access/teams.ts'
import { done, endpoint } from './endpoint.ts'
import { email, instant, locale, shortText, uuid } from './scalars.ts'

export * from './access/audit.ts'
export * from './access/fields.ts'
export * from './access/providers.ts'
export * from './access/roles.ts'
export * from './access/security.ts'
export * from './access/teams.ts'

const timeZone = z.string().min(1).max(64)

export const workspace = z.object({
  id: z.number().int(),
  name: z.string(),
  timeZone: z.string(),
  locale,
  isDemo: z.boolean(),
})
export type Workspace = z.infer<typeof workspace>

export const me = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    locale,
    /** In which their quiet hours run; null: the workspace's. */
    timeZone: z.string().nullable(),
  }),
  workspaces: z.array(workspace.extend({ memberId: z.uuid(), role, permissions: z.array(permission) })),
})
export type Me = z.infer<typeof me>

export const getSetup = endpoint({
  name: 'getSetup',
  method: 'GET',
  path: '/api/setup',
  access: 'public',
  summary: 'Says whether this installation still waits for its first owner.',
  output: z.object({ isNeeded: z.boolean() }),
})

/** The one-time link that the first start prints carries the token. */
export const setUp = endpoint({
  name: 'setUp',
  method: 'POST',
  path: '/api/setup',
  access: 'public',
  summary: 'Makes the first owner, the organization and its first workspace, and signs the owner in.',
  body: z.object({
    token: z.string().min(1).max(200),
    name: shortText,
    email,
    password,
    workspaceName: shortText,
    timeZone: timeZone.default('Asia/Seoul'),
    locale,
  }),
  output: me,
})

export const signIn = endpoint({
  name: 'signIn',
  method: 'POST',
  path: '/api/sign-in',
  access: 'public',
  summary:
    'Opens a session for an e-mail address and password; the session travels in a cookie. Where a second factor is on, 401 `login.code_needed` asks for `code`: of the app, or one for recovery.',
  body: z.object({
    email,
    password: z.string().min(1).max(200),
    code: z.string().trim().min(6).max(20).optional(),
  }),
  output: me,
})

export const signOut = endpoint({
  name: 'signOut',
  method: 'POST',
  path: '/api/sign-out',
  access: 'public',
  summary: 'Ends the session of this browser.',
  output: done,
})

export const getMe = endpoint({
  name: 'getMe',
  method: 'GET',
  path: '/api/me',
  access: 'signed-in',
  summary: 'The signed-in person and the workspaces they may enter, with their permissions there.',
  output: me,
})

export const updateMe = endpoint({
  name: 'updateMe',
  method: 'PATCH',
  path: '/api/me',
  access: 'signed-in',
  summary:
    'Changes the name, the language or the time zone of the signed-in person; without a zone of their own that of the workspace counts.',
  body: z.object({ name: shortText.optional(), locale: locale.optional(), timeZone: timeZone.nullable().optional() }),
  output: me,
})

export const createWorkspace = endpoint({
  name: 'createWorkspace',
  method: 'POST',
  path: '/api/workspaces',
  access: 'signed-in',
  summary:
    'Adds a workspace to the organization of the caller, who must own one of its workspaces and becomes its owner.',
  body: z.object({ name: shortText, timeZone: timeZone.default('Asia/Seoul'), locale }),
  output: workspace,
})

export const updateWorkspace = endpoint({
  name: 'updateWorkspace',
  method: 'PATCH',
  path: '/api/w/:workspaceId/workspace',
  access: 'access.manage',
  summary: 'Renames the workspace or moves it to another time zone or language.',
  body: z.object({ name: shortText.optional(), timeZone: timeZone.optional(), locale: locale.optional() }),
  output: workspace,
})

export const member = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role,
  joinedAt: instant,
  lastSeenAt: instant.nullable(),
})
export type Member = z.infer<typeof member>

export const listMembers = endpoint({
  name: 'listMembers',
  method: 'GET',
  path: '/api/w/:workspaceId/members',
  access: 'access.read',
  summary: 'Everybody who may enter the workspace.',
  output: z.object({ items: z.array(member) }),
})

export const updateMember = endpoint({
  name: 'updateMember',
  method: 'PATCH',
  path: '/api/w/:workspaceId/members/:memberId',
  access: 'access.manage',
  summary: 'Gives a member another role. The last owner keeps theirs.',
  params: z.object({ memberId: uuid }),
  body: z.object({ role }),
  output: member,
})

export const removeMember = endpoint({
  name: 'removeMember',
  method: 'DELETE',
  path: '/api/w/:workspaceId/members/:memberId',
  access: 'access.manage',
  summary: 'Takes a member out of the workspace; what they wrote stays. The last owner cannot be taken out.',
  params: z.object({ memberId: uuid }),
  output: done,
})

export const invitation = z.object({
  id: z.uuid(),
  role,
  note: z.string(),
  createdAt: instant,
  expiresAt: instant,
  invitedBy: z.string(),
})
export type Invitation = z.infer<typeof invitation>

export const listInvitations = endpoint({
  name: 'listInvitations',
  method: 'GET',
  path: '/api/w/:workspaceId/invitations',
  access: 'access.manage',
  summary: 'Invitations that nobody has taken up yet.',
  output: z.object({ items: z.array(invitation) }),
})

export const createInvitation = endpoint({
  name: 'createInvitation',
  method: 'POST',
  path: '/api/w/:workspaceId/invitations',
  access: 'access.manage',
  summary: 'Makes an invitation link, good for one person and seven days; the link is shown once.',
  body: z.object({
    role,
    note: z.string().trim().max(200).default(''),
    /** Whom the link is sent to as well, where mail is set up. */
    email: email.nullable().default(null),
  }),
  output: invitation.extend({ link: z.string(), isMailed: z.boolean() }),
})

export const revokeInvitation = endpoint({
  name: 'revokeInvitation',
  method: 'DELETE',
  path: '/api/w/:workspaceId/invitations/:invitationId',
  access: 'access.manage',
  summary: 'Makes an invitation link useless.',
  params: z.object({ invitationId: uuid }),
  output: done,
})

export const getInvitation = endpoint({
  name: 'getInvitation',
  method: 'GET',
  path: '/api/invitations/:token',
  access: 'public',
  summary: 'What an invitation link invites to.',
  params: z.object({ token: z.string().min(1).max(200) }),
  output: z.object({ workspaceName: z.string(), role, roleName: z.string().nullable(), invitedBy: z.string() }),
})

export const acceptInvitation = endpoint({
  name: 'acceptInvitation',
  method: 'POST',
  path: '/api/invitations/:token/accept',
  access: 'public',
  summary: 'Takes up an invitation: with a new login, or with an existing one and its password.',
  params: z.object({ token: z.string().min(1).max(200) }),
  body: z.object({ name: shortText, email, password, locale }),
  output: me,
})

export const apiKey = z.object({
  id: z.string(),
  name: z.string(),
  /** The first characters, to tell keys apart. */
  start: z.string(),
  role,
  /** What it may do of what its role may; null: all of it. */
  scopes: z.array(permission).nullable(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  expiresAt: instant.nullable(),
})
export type ApiKey = z.infer<typeof apiKey>

export const listKeys = endpoint({
  name: 'listKeys',
  method: 'GET',
  path: '/api/w/:workspaceId/keys',
  access: 'access.manage',
  summary: 'API keys of the workspace.',
  output: z.object({ items: z.array(apiKey) }),
})

export const createKey = endpoint({
  name: 'createKey',
  method: 'POST',
  path: '/api/w/:workspaceId/keys',
  access: 'access.manage',
  summary: 'Makes an API key with a role; the key is shown once. Send it as `Authorization: Bearer …`.',
  body: z.object({
    name: shortText,
    role,
    scopes: z.array(permission).min(1).nullable().default(null),
    expiresInDays: z.number().int().min(1).max(3650).nullable().default(null),
  }),
  output: apiKey.extend({ key: z.string() }),
})

export const revokeKey = endpoint({
  name: 'revokeKey',
  method: 'DELETE',
  path: '/api/w/:workspaceId/keys/:keyId',
  access: 'access.manage',
  summary: 'Ends an API key at once.',
  params: z.object({ keyId: z.string().min(1).max(100) }),
  output: done,
})

export const accessEndpoints = [
  getSetup,
  setUp,
  signIn,
  signOut,
  getMe,
  updateMe,
  createWorkspace,
  updateWorkspace,
  listMembers,
  updateMember,
  removeMember,
  listInvitations,
  createInvitation,
  revokeInvitation,
  getInvitation,
  acceptInvitation,
  ...fieldEndpoints,
  ...rolesEndpoints,
  ...teamEndpoints,
  ...auditEndpoints,
  ...securityEndpoints,
  ...providerEndpoints,
  listKeys,
  createKey,
  revokeKey,
] as const
