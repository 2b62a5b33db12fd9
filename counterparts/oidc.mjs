/**
 * A real OpenID Connect provider on loopback (oidc-provider): discovery, PKCE, signed id_tokens, userinfo.
 *
 *   node counterparts/oidc.mjs --return http://127.0.0.1:4600/sign-in/done
 *
 * Prints one JSON line `{issuer, clientId, clientSecret, pid}`; each JSON line on stdin, `{as: {sub, email, email_verified, name}}` or
 * `{as: null}` for somebody who says no, tells who sits before the provider from then on, and is answered `{ok: true}`. It ends when stdin closes.
 */
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import Provider from 'oidc-provider'

const { values } = parseArgs({ options: { return: { type: 'string', multiple: true, default: [] } } })
const client = { clientId: 'maeari', clientSecret: 'the secret of the client, long enough' }
const people = new Map()
let sitting = null

const server = createServer((request, response) => {
  const uid = /^\/interaction\/([^/?]+)/.exec(request.url)?.[1]
  if (uid === undefined) return provider.callback()(request, response)
  interact(request, response).catch(error => response.writeHead(500).end(String(error)))
})
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
const issuer = `http://127.0.0.1:${server.address().port}`

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: client.clientId,
      client_secret: client.clientSecret,
      redirect_uris: values.return,
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_post',
      application_type: 'native',
    },
  ],
  pkce: { required: () => true },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  cookies: { keys: ['a key of the counterpart'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_context, sub) => ({ accountId: sub, claims: () => people.get(sub) ?? { sub } }),
})

/** Whoever sits before the provider signs in and consents at once. */
async function interact(request, response) {
  const { prompt, params, session } = await provider.interactionDetails(request, response)
  const finish = result => provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true })
  if (sitting === null) return finish({ error: 'access_denied', error_description: 'the person said no' })
  if (prompt.name === 'login') return finish({ login: { accountId: sitting } })
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id })
  grant.addOIDCScope(params.scope)
  return finish({ consent: { grantId: await grant.save() } })
}

createInterface({ input: process.stdin })
  .on('line', line => {
    const { as } = JSON.parse(line)
    sitting = as?.sub ?? null
    if (as) people.set(as.sub, as)
    process.stdout.write('{"ok":true}\n')
  })
  .on('close', () => process.exit(0))
process.stdout.write(`${JSON.stringify({ issuer, ...client, pid: process.pid })}\n`)
