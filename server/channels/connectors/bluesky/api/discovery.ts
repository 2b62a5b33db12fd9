/** From a handle to the server that lets its owner in: handle → DID → home server → authorization server. */
import { z } from 'zod'
import type { Failure, Outside, Refused } from '../../../connector.ts'
import { failureOf, failureOfStatus } from '../../../failures.ts'
import { parseJson } from '../json.ts'
import { readService } from '../places.ts'
import { xrpc } from './xrpc.ts'

const publicResolver = 'https://public.api.bsky.app'
const plcDirectory = 'https://plc.directory'
const mostBytes = 200_000
const timeoutMs = 10_000

const resolved = z.object({ did: z.string() })
const didDocument = z.object({
  id: z.string(),
  alsoKnownAs: z.array(z.string()).default([]),
  service: z.array(z.object({ id: z.string(), type: z.string(), serviceEndpoint: z.unknown() })).default([]),
})
const resourceDocument = z.object({ resource: z.string(), authorization_servers: z.array(z.string()).min(1) })
const serverDocument = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  pushed_authorization_request_endpoint: z.url(),
  revocation_endpoint: z.url().optional().catch(undefined),
})
export type AuthorizationServer = z.infer<typeof serverDocument>

export interface Home {
  did: string
  service: string
  server: AuthorizationServer
}

interface Asked {
  /** A handle or a DID. */
  identifier: string
  /** A server of one's own, where the person named one. */
  service: string | null
  signal?: AbortSignal | undefined
}

/** Whose account it is, where it lives, and who lets people in there. */
export const findHome = async (outside: Outside, asked: Asked): Promise<({ ok: true } & Home) | Refused> => {
  const did = asked.identifier.startsWith('did:') ? asked.identifier : await resolveHandle(outside, asked)
  if (typeof did !== 'string') return did
  const service = asked.service ?? (await findService(outside, did, asked))
  if (typeof service !== 'string') return service
  const server = await findServer(outside, service, asked.signal)
  return 'ok' in server ? server : { ok: true, did, service, server }
}

const unknownHandle: Refused = {
  ok: false,
  field: 'identifier',
  failure: { class: 'bad_content', code: 'channels.unknown_handle' },
}

const resolveHandle = async (outside: Outside, { identifier, service, signal }: Asked): Promise<string | Refused> => {
  const answer = await xrpc(outside, {
    service: service ?? publicResolver,
    method: 'com.atproto.identity.resolveHandle',
    params: { handle: identifier },
    signal,
  })
  if (answer.ok) return resolved.safeParse(answer.data).data?.did ?? unreadable
  if (answer.status === 400) return unknownHandle
  if (answer.failure.class === 'gone' && service !== null)
    return { ok: false, field: 'service', failure: { class: 'gone', code: 'channels.answer_unreadable' } }
  return { ok: false, failure: answer.failure }
}

/** The home server that the account's own document names; the document must point back at the handle. */
export const findService = async (outside: Outside, did: string, asked: Asked): Promise<string | Refused> => {
  const address = documentAddress(did)
  if (address === null) return unknownHandle
  const read = await readDocument(outside, address, didDocument, asked.signal)
  if (!read.ok) return read
  const { id, alsoKnownAs, service } = read.document
  const isHis = asked.identifier === did || alsoKnownAs.includes(`at://${asked.identifier.toLowerCase()}`)
  if (id !== did || !isHis) return unknownHandle
  const home = service.find(one => one.id.endsWith('#atproto_pds') && one.type === 'AtprotoPersonalDataServer')
  return (typeof home?.serviceEndpoint === 'string' ? readService(home.serviceEndpoint) : null) ?? unreadable
}

const documentAddress = (did: string): string | null => {
  if (/^did:plc:[a-z2-7]{24}$/.test(did)) return `${plcDirectory}/${did}`
  const web = /^did:web:([a-zA-Z0-9.-]+)$/.exec(did)
  return web ? `https://${web[1]}/.well-known/did.json` : null
}

/** @returns the server's own description, which must name itself as the account's server did. */
const findServer = async (
  outside: Outside,
  service: string,
  signal: AbortSignal | undefined,
): Promise<AuthorizationServer | Refused> => {
  const resource = await readDocument(
    outside,
    new URL('/.well-known/oauth-protected-resource', service).href,
    resourceDocument,
    signal,
  )
  if (!resource.ok) return resource
  const name = readService(resource.document.resource)
  if (name === null) return unreadable
  // Proofs carry the server's own name: one that is called otherwise would refuse them all (RFC 9728, 3.3).
  if (name !== service) return misnamed(name)
  const issuer = resource.document.authorization_servers[0]!
  const origin = URL.parse(issuer)?.origin
  if (origin === undefined || origin !== issuer) return unreadable
  const read = await readDocument(outside, `${origin}/.well-known/oauth-authorization-server`, serverDocument, signal)
  if (!read.ok) return read
  return read.document.issuer === issuer ? read.document : unreadable
}

const misnamed = (name: string): Refused => ({
  ok: false,
  field: 'service',
  failure: { class: 'bad_content', code: 'channels.sign_in_other_name', params: { name } },
})

const unreadable: Refused = { ok: false, failure: { class: 'try_again', code: 'channels.sign_in_unsupported' } }

const readDocument = async <T>(
  outside: Outside,
  address: string,
  shape: z.ZodType<T>,
  signal: AbortSignal | undefined,
): Promise<{ ok: true; document: T } | Refused> => {
  try {
    const answer = await outside.fetch(address, {
      headers: { accept: 'application/json' },
      maxBytes: mostBytes,
      timeoutMs,
      ...(signal ? { signal } : {}),
    })
    if (answer.status === 404) return unreadable
    if (answer.status !== 200) return { ok: false, failure: failureOfStatus(answer.status, null) }
    const parsed = shape.safeParse(parseJson(new TextDecoder().decode(await answer.bytes())))
    return parsed.success ? { ok: true, document: parsed.data } : unreadable
  } catch (error) {
    const failure: Failure | null = failureOf(error)
    if (failure === null) throw error
    return { ok: false, failure }
  }
}
