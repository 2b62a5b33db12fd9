/** One's own security: sessions, password, second factor; and a way back in for who forgot. */
import { z } from 'zod'
import { done, endpoint } from '../endpoint.ts'
import { email, instant, uuid } from '../scalars.ts'

export const newPassword = z.string().min(10).max(200)
const oldPassword = z.string().min(1).max(200)

export const session = z.object({
  id: z.string(),
  createdAt: instant,
  lastSeenAt: instant,
  ip: z.string().nullable(),
  /** What the browser calls itself. */
  agent: z.string().nullable(),
  isCurrent: z.boolean(),
})
export type Session = z.infer<typeof session>

export const getSecurity = endpoint({
  name: 'getSecurity',
  method: 'GET',
  path: '/api/me/security',
  access: 'signed-in',
  summary: 'Where the signed-in person is signed in, and whether a second factor is on.',
  output: z.object({ hasSecondFactor: z.boolean(), sessions: z.array(session) }),
})

export const endSession = endpoint({
  name: 'endSession',
  method: 'DELETE',
  path: '/api/me/sessions/:sessionId',
  access: 'signed-in',
  summary: 'Signs one’s own browser out, wherever it is.',
  params: z.object({ sessionId: z.string().min(1).max(100) }),
  output: done,
})

export const endOtherSessions = endpoint({
  name: 'endOtherSessions',
  method: 'POST',
  path: '/api/me/sessions/end-others',
  access: 'signed-in',
  summary: 'Signs out everywhere but here.',
  output: z.object({ ended: z.number().int() }),
})

export const changePassword = endpoint({
  name: 'changePassword',
  method: 'POST',
  path: '/api/me/password',
  access: 'signed-in',
  summary: 'Sets another password, for whoever knows the present one; ends all other sessions.',
  body: z.object({ current: oldPassword, next: newPassword }),
  output: done,
})

export const beginSecondFactor = endpoint({
  name: 'beginSecondFactor',
  method: 'POST',
  path: '/api/me/second-factor',
  access: 'signed-in',
  summary:
    'Makes the secret for an authenticator app (TOTP, RFC 6238) and ten recovery codes; it holds once a code was confirmed.',
  body: z.object({ password: oldPassword }),
  output: z.object({ uri: z.string(), recoveryCodes: z.array(z.string()) }),
})

export const confirmSecondFactor = endpoint({
  name: 'confirmSecondFactor',
  method: 'POST',
  path: '/api/me/second-factor/confirm',
  access: 'signed-in',
  summary: 'Turns the second factor on, by a code of the app.',
  body: z.object({ code: z.string().trim().min(6).max(10) }),
  output: done,
})

export const endSecondFactor = endpoint({
  name: 'endSecondFactor',
  method: 'POST',
  path: '/api/me/second-factor/end',
  access: 'signed-in',
  summary: 'Turns the second factor off.',
  body: z.object({ password: oldPassword }),
  output: done,
})

export const createPasswordReset = endpoint({
  name: 'createPasswordReset',
  method: 'POST',
  path: '/api/w/:workspaceId/members/:memberId/password-reset',
  access: 'access.manage',
  summary:
    'Makes a link by which a member sets a new password, good once and for a day; it is shown once. Not for somebody who may do more than the caller.',
  params: z.object({ memberId: uuid }),
  output: z.object({ link: z.string(), expiresAt: instant }),
})

export const askPasswordReset = endpoint({
  name: 'askPasswordReset',
  method: 'POST',
  path: '/api/password-resets',
  access: 'public',
  summary:
    'Sends a link by mail where the address has a login; answers the same where it has none. `isMailed` is false where no mail is set up.',
  body: z.object({ email }),
  output: z.object({ isMailed: z.boolean() }),
})

export const resetPassword = endpoint({
  name: 'resetPassword',
  method: 'POST',
  path: '/api/password-resets/:token',
  access: 'public',
  summary: 'Sets a new password by a link, and ends every session of that person.',
  params: z.object({ token: z.string().min(1).max(200) }),
  body: z.object({ password: newPassword }),
  output: done,
})

export const securityEndpoints = [
  getSecurity,
  endSession,
  endOtherSessions,
  changePassword,
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  createPasswordReset,
  askPasswordReset,
  resetPassword,
] as const
