/** Sign-in through a provider of the company's own: OpenID Connect Core 1.0 with discovery, PKCE, state and nonce. */
import { z } from 'zod'
import { done, endpoint } from '../endpoint.ts'
import { instant } from '../scalars.ts'

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9-]+\.)+[a-z0-9-]{2,}$/)

const settings = z.object({
  /** What stands on the button of the sign-in page. */
  name: z.string().trim().min(1).max(60),
  /** The issuer's address, without `/.well-known/…`. */
  issuer: z.url({ protocol: /^https?$/ }).max(300),
  clientId: z.string().trim().min(1).max(300),
  /** Only people with a verified address in one of these may come in. Empty: any address, and then nobody joins by themselves. */
  domains: z.array(domain).max(50),
  /** The role with which people join who are not members yet; null: they must be invited first. */
  joinRole: z.string().min(1).max(60).nullable(),
})

export const signInProvider = settings.extend({
  id: z.string(),
  setBy: z.string(),
  setAt: instant,
  /** What the provider must be told as the address to return to. */
  returnUrl: z.string(),
})
export type SignInProvider = z.infer<typeof signInProvider>

export const getSignInProvider = endpoint({
  name: 'getSignInProvider',
  method: 'GET',
  path: '/api/w/:workspaceId/sign-in-provider',
  access: 'access.manage',
  summary: 'Through whom people of the workspace may sign in, besides by password; never the secret.',
  output: z.object({ provider: signInProvider.nullable(), returnUrl: z.string() }),
})

export const setSignInProvider = endpoint({
  name: 'setSignInProvider',
  method: 'PUT',
  path: '/api/w/:workspaceId/sign-in-provider',
  access: 'access.manage',
  summary: 'Sets the provider, after asking it who it is. Without a secret the one that is kept stays.',
  body: settings.extend({ clientSecret: z.string().min(1).max(500).optional() }),
  output: signInProvider,
})

export const removeSignInProvider = endpoint({
  name: 'removeSignInProvider',
  method: 'DELETE',
  path: '/api/w/:workspaceId/sign-in-provider',
  access: 'access.manage',
  summary: 'Takes the provider away: from now on its people sign in by password. Sessions that are open stay.',
  output: done,
})

const doorId = z.string().regex(/^\d{1,9}\.[0-9a-f-]{36}$/)

export const listSignInDoors = endpoint({
  name: 'listSignInDoors',
  method: 'GET',
  path: '/api/sign-in/providers',
  access: 'public',
  summary: 'The buttons of the sign-in page.',
  output: z.object({ items: z.array(z.object({ id: doorId, name: z.string() })) }),
})

export const beginProviderSignIn = endpoint({
  name: 'beginProviderSignIn',
  method: 'POST',
  path: '/api/sign-in/providers/:doorId/begin',
  access: 'public',
  summary: 'Where to send the browser; a cookie remembers for ten minutes who was sent.',
  params: z.object({ doorId }),
  body: z.object({ to: z.string().max(2000).default('/') }),
  output: z.object({ url: z.string() }),
})

export const finishProviderSignIn = endpoint({
  name: 'finishProviderSignIn',
  method: 'POST',
  path: '/api/sign-in/finish',
  access: 'public',
  summary:
    'Ends a sign-in with what the provider sent back (`code`, `state`, `iss`, `error`): a session, and where to go.',
  body: z.object({ answer: z.string().max(8000) }),
  output: z.object({ to: z.string() }),
})

export const providerEndpoints = [
  getSignInProvider,
  setSignInProvider,
  removeSignInProvider,
  listSignInDoors,
  beginProviderSignIn,
  finishProviderSignIn,
] as const
