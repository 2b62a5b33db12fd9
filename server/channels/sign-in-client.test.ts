/** What we say of ourselves behind an https address, and that every process says the same. */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getSignInClient } from '../../contract/channels.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'
import { systemCtx } from '../platform/edge.ts'
import { openProgram, type Program } from '../platform/process.ts'
import { getSignInClient as tellClient } from './actions/sign-ins.ts'
import { clientWords, dpopProof, makeKey, renewAtOf } from './connectors/bluesky/oauth.ts'

let program: TestProgram
/** Another process of the same installation. */
let other: Program
const address = 'https://maeari.example'

beforeAll(async () => {
  program = await startProgram({ PUBLIC_URL: address })
  other = await openProgram(program.config, { jobs: [], isWorker: false, ownsData: false })
}, 60_000)
afterAll(async () => {
  await other.close()
  await program.stop()
})

test('anybody may read the document; it names its own address, and keys of every process are the same', async () => {
  const one = await program.stranger.call(getSignInClient, { channel: 'bluesky' })
  const two = await other.database.transact(tx =>
    tellClient(systemCtx(other.world, 'test', tx), { channel: 'bluesky' }),
  )
  expect(one).toMatchObject({
    client_id: `${address}/api/sign-in-clients/bluesky`,
    redirect_uris: [`${address}/sign-in-done`],
    token_endpoint_auth_method: 'private_key_jwt',
    dpop_bound_access_tokens: true,
    scope: 'atproto transition:generic',
  })
  expect(two).toEqual(one)
  expect(JSON.stringify(one)).not.toContain('"d":')
  expect(await program.stranger.ask(getSignInClient, { channel: 'feeds' })).toMatchObject({ status: 404 })
})

const parts = (token: string) => {
  const [header, payload, signature] = token.split('.')
  const read = (text = '') => JSON.parse(Buffer.from(text, 'base64url').toString())
  return { header: read(header), payload: read(payload), signature: Buffer.from(signature!, 'base64url') }
}

test('a proof is signed by the key that it shows, for one address, one method and one token', () => {
  const key = makeKey()
  const now = new Date('2026-11-21T12:00:00Z')
  const asked = { key, method: 'POST', url: 'https://pds.example/xrpc/a.b?c=d', now, nonce: 'n', token: 'geheim' }
  const proof = dpopProof(asked)
  const { header, payload, signature } = parts(proof)
  expect(payload).toMatchObject({ htm: 'POST', htu: 'https://pds.example/xrpc/a.b', nonce: 'n' })
  expect(payload.ath).toBe(createHash('sha256').update('geheim').digest('base64url'))
  expect(header.jwk).not.toHaveProperty('d')
  const publicKey = createPublicKey({ key: header.jwk, format: 'jwk' })
  const body = Buffer.from(proof.slice(0, proof.lastIndexOf('.')))
  expect(verify('sha256', body, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true)
  expect(parts(dpopProof(asked)).payload.jti).not.toBe(payload.jti)
  const client = { id: `${address}/c`, redirectUri: '', key }
  const assertion = parts(clientWords(client, 'https://issuer.example', now).client_assertion!)
  expect(assertion.payload).toMatchObject({ iss: client.id, sub: client.id, aud: 'https://issuer.example' })
})

test('a session is renewed well before it ends, and one that has ended at once', () => {
  const now = new Date('2026-11-21T12:00:00Z')
  const ending = (minutes: number) =>
    renewAtOf(
      {
        kind: 'oauth',
        accessToken: 'a',
        refreshToken: 'r',
        expiresAt: new Date(now.getTime() + minutes * 60_000).toISOString(),
      },
      now,
    )
  expect(ending(60).toISOString()).toBe('2026-11-21T12:48:00.000Z')
  expect(ending(10).toISOString()).toBe('2026-11-21T12:05:00.000Z')
  expect(ending(2)).toEqual(now)
  expect(ending(-60)).toEqual(now)
})
