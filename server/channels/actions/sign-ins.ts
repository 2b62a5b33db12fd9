/** The verbs of connecting by a visit to an account's own server: begun here, ended by the same person when they return. */
import { createECDH, createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { purpose } from '../../../contract/channels.ts'
import type { Actor, Ctx, SystemCtx, World } from '../../platform/ctx.ts'
import { conflict, invalid, notFound } from '../../platform/errors.ts'
import type { ConnectedAccount, Connecting, OurClient, Refused, SignInPart } from '../connector.ts'
import { connectorOf } from '../connectors/index.ts'
import { checkFields, refusal, refusedBy } from './accounts.ts'

type AskingCtx = Omit<Ctx, 'tx'>
type Fields = Readonly<Record<string, string>>

/** A sign-in that takes longer has to begin again. */
const longestMs = 30 * 60_000
const sealedFor = 'channels.sign_in'

/** What comes back with the person, sealed: who began it, where, and what the connector must remember. */
const stateShape = z.object({
  workspaceId: z.number(),
  by: z.string(),
  until: z.string(),
  channel: z.string(),
  purpose: purpose.optional(),
  client: z.object({ id: z.string(), redirectUri: z.string() }),
  flow: z.string(),
})

const signInOf = (channel: string): SignInPart | undefined => connectorOf(channel)?.identity?.signIn

/** @returns where the person signs in. @throws 422 at the field to blame, 409 where nobody could return to us, 502. */
export const beginSignIn = async (
  ctx: AskingCtx,
  input: { channel: string; purpose?: z.infer<typeof purpose> | undefined; fields: Fields; origin: string },
): Promise<{ url: string }> => {
  const connector = connectorOf(input.channel)
  const signIn = signInOf(input.channel)
  if (!connector || !signIn) throw invalid('channel', 'channels.unknown_connector')
  const wanted = connector.manifest.signIn?.fields ?? []
  const declared = connector.manifest.accountFields.filter(field => wanted.includes(field.name))
  const fields = checkFields(declared, input.fields)
  const client = ourClient(ctx.world, input.channel, input.origin)
  if (client === null) throw conflict('channels.sign_in_needs_https')
  const state = (flow: string) => {
    const { id, redirectUri } = client
    const kept: z.infer<typeof stateShape> = {
      workspaceId: ctx.workspaceId,
      by: keyOfActor(ctx.actor),
      until: new Date(ctx.now.getTime() + longestMs).toISOString(),
      channel: input.channel,
      purpose: input.purpose,
      client: { id, redirectUri },
      flow,
    }
    const salt = randomBytes(9).toString('base64url')
    return `${ctx.workspaceId}.${salt}.${ctx.world.secrets.seal(JSON.stringify(kept), sealedFor + salt)}`
  }
  const begun = await signIn
    .begin(ctx.world, { fields, client, state, now: ctx.now })
    .catch((error: unknown): Refused => refusedBy(error))
  if (!begun.ok) throw refusal(begun, declared, fields)
  return { url: begun.url }
}

interface SignedIn {
  asked: { channel: string; purpose?: z.infer<typeof purpose> | undefined; fields: Fields }
  connected: Extract<Connecting, { ok: true }>
}

/** @throws 409 for what was begun by somebody else, elsewhere, or too long ago; 502. */
export const askSignedIn = async (
  ctx: AskingCtx,
  input: { state: string; code?: string | undefined; iss?: string | undefined; error?: string | undefined },
): Promise<SignedIn> => {
  const begun = openState(ctx.world, input.state)
  const isTheirs =
    begun !== null &&
    begun.workspaceId === ctx.workspaceId &&
    begun.by === keyOfActor(ctx.actor) &&
    new Date(begun.until) > ctx.now
  if (!isTheirs) throw conflict('channels.sign_in_broken')
  const signIn = signInOf(begun.channel)
  if (!signIn) throw conflict('channels.sign_in_broken')
  const client = withKey(ctx.world, begun.channel, begun.client)
  const { code, iss, error } = input
  const connected = await signIn
    .finish(ctx.world, { flow: begun.flow, answer: { code, iss, error }, client, now: ctx.now })
    .catch((thrown: unknown): Refused => refusedBy(thrown))
  if (!connected.ok) {
    if (connected.failure.class === 'refresh') throw conflict(connected.failure.code)
    throw refusal(connected, [], {})
  }
  return { asked: { channel: begun.channel, purpose: begun.purpose, fields: {} }, connected }
}

const openState = (world: World, state: string): z.infer<typeof stateShape> | null => {
  const [, salt = '', ...sealed] = state.split('.')
  try {
    return stateShape.parse(JSON.parse(world.secrets.open(sealed.join('.'), sealedFor + salt)))
  } catch {
    return null // not sealed by us, or not for this: whoever sent it learns no more than that
  }
}

const keyOfActor = (actor: Actor): string => {
  if (actor.kind === 'member') return `member:${actor.memberId}`
  return actor.kind === 'key' ? `key:${actor.keyId}` : actor.kind
}

/** @throws 404 where no server could read it: without an https address we have no document. */
export const getSignInClient = async (ctx: SystemCtx, input: { channel: string }): Promise<Record<string, unknown>> => {
  const signIn = signInOf(input.channel)
  const { publicUrl } = ctx.world.config
  const client = publicClient(ctx.world, input.channel)
  if (!signIn || client === null || publicUrl === undefined) throw notFound('page')
  return signIn.clientDocument(client, publicUrl)
}

/** The client that an account's tokens belong to, if that is still us; null for accounts that were connected by password. */
export const clientOf = (
  world: World,
  channel: string,
  account: Pick<ConnectedAccount, 'secret'>,
): OurClient | null => {
  const kept = z.object({ clientId: z.string() }).safeParse(parse(account.secret)).data
  if (!kept) return null
  const client = publicClient(world, channel)
  if (client?.id === kept.clientId) return client
  return kept.clientId.startsWith('http://localhost?') ? { id: kept.clientId, redirectUri: '', key: null } : null
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null // a secret of another kind
  }
}

const returnPath = '/sign-in-done'

/** Behind https we have a name that servers can look up; on somebody's own machine the protocol has one for that. */
const ourClient = (world: World, channel: string, origin: string): OurClient | null => {
  const known = publicClient(world, channel)
  if (known !== null) return known
  const url = new URL(origin)
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname) && url.protocol === 'http:'
  const signIn = signInOf(channel)
  if (!isLoopback || !signIn) return null
  const redirectUri = `http://127.0.0.1${url.port === '' ? '' : `:${url.port}`}${returnPath}`
  return { id: signIn.loopbackClientId(redirectUri), redirectUri, key: null }
}

const publicClient = (world: World, channel: string): OurClient | null => {
  const { publicUrl } = world.config
  if (!publicUrl?.startsWith('https://')) return null
  return withKey(world, channel, {
    id: `${publicUrl}/api/sign-in-clients/${channel}`,
    redirectUri: `${publicUrl}${returnPath}`,
  })
}

/** A client with a document proves itself with a key; one on somebody's own machine cannot. */
const withKey = (world: World, channel: string, client: Omit<OurClient, 'key'>): OurClient => ({
  ...client,
  key: client.id.startsWith('https://')
    ? world.memo(`channels.client_key.${channel}`, () => makeKey(world, channel))
    : null,
})

/** The same in every process, and nowhere stored: made of the installation's secret key. P-256 as a JWK. */
const makeKey = (world: World, channel: string): object => {
  const curve = createECDH('prime256v1')
  for (let round = 0; ; round += 1) {
    const seed = createHash('sha256')
      .update(world.secrets.digest(`sign-in client ${channel} ${round}`))
      .digest()
    try {
      curve.setPrivateKey(seed)
    } catch {
      continue // one in four thousand million is not on the curve
    }
    const point = curve.getPublicKey()
    const part = (from: number) => point.subarray(from, from + 32).toString('base64url')
    return { kty: 'EC', crv: 'P-256', x: part(1), y: part(33), d: seed.toString('base64url') }
  }
}
