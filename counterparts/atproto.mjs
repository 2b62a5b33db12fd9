/**
 * A real AT Protocol network on loopback, in one process: PLC and PDS, with `--appview` the AppView too.
 *
 *   node counterparts/atproto.mjs [--appview] [--account alice]…       (--appview: DATABASE_URL names a PostgreSQL)
 *
 * Prints one JSON line when ready, then answers each JSON line on stdin with one on stdout (README.md has the list);
 * ends, and removes what it stored, when stdin closes.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { keepStatements } from './statements.mjs'

const { values: options } = parseArgs({
  options: { appview: { type: 'boolean', default: false }, account: { type: 'string', multiple: true, default: [] } },
})
const databaseUrl = process.env.DATABASE_URL
if (options.appview && !databaseUrl) fail('--appview needs DATABASE_URL: a PostgreSQL in which schemas can be made.')

listenOnLoopbackOnly()
keepStatements()
process.env.LOG_ENABLED = 'false'
// dev-env asserts that a Redis is named, yet 0.6.7 opens no connection to it.
process.env.REDIS_HOST ??= '127.0.0.1:1'
const dist = new URL('./node_modules/@atproto/dev-env/dist/', import.meta.url)
const { AtpAgent, RichText } = await import('@atproto/api')
const { createNetwork } = options.appview ? await withAppView() : await withoutAppView()

// After the imports: dev-env claims its ports through files in the folder that all networks of the machine share.
const folder = mkdtempSync(join(tmpdir(), 'maeari-atproto-'))
process.env.TMPDIR = folder
const network = await createNetwork().catch(error => {
  rmSync(folder, { recursive: true, force: true })
  fail(`the network did not start: ${error.message}`)
})
const pds = `http://127.0.0.1:${network.pds.port}`
const cutoffs = { access: new Map(), refresh: new Map() }
honourCutoffs(network.pds.ctx.authVerifier)

/** handle → { handle, did, password, agent } */
const accounts = new Map()
const commands = {
  account: createAccount,
  appPassword: async ({ handle, name = 'maeari' }) =>
    (await (await agentOf(handle)).com.atproto.server.createAppPassword({ name })).data,
  post: ({ as, ...input }) => post(as, input),
  reply: ({ as, to, ...input }) => reply(as, to, input),
  delete: ({ as, uri }) => remove(as, uri),
  posts: ({ handle }) => postsOf(handle),
  call: ({ as, method, params, input }) => call(as, method, params, input),
  expireTokens,
  processAll: async () => {
    await network.processAll()
    return {}
  },
}

let ending = false
try {
  for (const handle of options.account) await createAccount({ handle })
} catch (error) {
  process.stderr.write(`no account was made: ${error.message}\n`)
  await end(2)
}
say({
  pds,
  plc: `http://127.0.0.1:${network.plc.port}`,
  ...(network.bsky ? { appview: `http://127.0.0.1:${network.bsky.port}`, appviewDid: network.bsky.ctx.cfg.serverDid } : {}),
  pid: process.pid,
  accounts: [...accounts.values()].map(({ handle, did, password }) => ({ handle, did, password })),
})

const lines = createInterface({ input: process.stdin })
lines.on('line', line => line.trim() && obey(line))
lines.on('close', () => end(0))
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => end(0))

async function obey(line) {
  let id
  try {
    const { id: given, do: verb, ...input } = JSON.parse(line)
    id = given
    const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined
    if (!command) throw new Error(`no command "${verb}"; there are ${Object.keys(commands).join(', ')}`)
    say({ id, ok: true, ...(await command(input)) })
  } catch (error) {
    say({ id, ok: false, status: error.status, error: error.error ?? error.name, message: error.message })
  }
}

async function createAccount({ handle: name, password = 'correct horse battery staple', email }) {
  const handle = name.includes('.') ? name : `${name}.test`
  const agent = new AtpAgent({ service: pds })
  const { data } = await agent.createAccount({ handle, password, email: email ?? `${handle.replace(/\W/g, '-')}@example.test` })
  accounts.set(handle, { handle, did: data.did, password, agent })
  return { handle, did: data.did, password }
}

async function post(as, { text, reply, langs, createdAt, embed, facets }) {
  const agent = await agentOf(as)
  const rich = new RichText({ text })
  if (facets === undefined) await rich.detectFacets(agent)
  const record = {
    $type: 'app.bsky.feed.post',
    text,
    facets: facets ?? rich.facets,
    langs,
    embed,
    reply: reply && strongRefs(reply),
    createdAt: createdAt ?? new Date().toISOString(),
  }
  const { data } = await agent.com.atproto.repo.createRecord({
    repo: agent.assertDid,
    collection: 'app.bsky.feed.post',
    record: JSON.parse(JSON.stringify(record)),
  })
  return { uri: data.uri, cid: data.cid }
}

/** `to` is a post's URI or { uri, cid }; its thread's root is read from the record, as a client must. */
async function reply(as, to, input) {
  const agent = await agentOf(as)
  const [, , repo, collection, rkey] = (typeof to === 'string' ? to : to.uri).split('/')
  const { data } = await agent.com.atproto.repo.getRecord({ repo, collection, rkey })
  const parent = { uri: data.uri, cid: data.cid }
  return post(as, { ...input, reply: { root: data.value.reply?.root ?? parent, parent } })
}

async function remove(as, uri) {
  const agent = await agentOf(as)
  const [, , repo, collection, rkey] = uri.split('/')
  await agent.com.atproto.repo.deleteRecord({ repo, collection, rkey })
  return {}
}

/** What the account's repository truly holds, newest first. */
async function postsOf(handle) {
  const account = accountOf(handle)
  const agent = new AtpAgent({ service: pds })
  const posts = []
  let cursor
  do {
    const query = { repo: account.did, collection: 'app.bsky.feed.post', limit: 100, cursor }
    const { data } = await agent.com.atproto.repo.listRecords(query)
    posts.push(...data.records.map(({ uri, cid, value }) => ({ uri, cid, ...value })))
    cursor = data.records.length > 0 ? data.cursor : undefined
  } while (cursor)
  return { posts }
}

/** Any XRPC call as an account: a procedure where `input` is given, a query otherwise. */
async function call(as, method, params, input) {
  const agent = await agentOf(as)
  const { data } = await agent.call(method, params, input, input ? { encoding: 'application/json' } : undefined)
  return { data }
}

/**
 * From the answer on, tokens that the account held before are expired to the PDS: it refuses them by its own check of
 * the token's lifetime, seen from the year 2100. A token carries whole seconds, so the call waits for the next one.
 */
async function expireTokens({ handle, refresh = false }) {
  const { did } = accountOf(handle)
  await new Promise(resolve => setTimeout(resolve, 1005 - (Date.now() % 1000)))
  const issuedBefore = Math.floor(Date.now() / 1000)
  cutoffs.access.set(did, issuedBefore)
  if (refresh) cutoffs.refresh.set(did, issuedBefore)
  return {}
}

function honourCutoffs(verifier) {
  const verify = verifier.verifyBearerJwt
  verifier.verifyBearerJwt = function (request, options) {
    const claims = claimsOf(request.headers.authorization)
    const kind = options.typ === 'refresh+jwt' ? 'refresh' : 'access'
    const expired = claims && claims.iat < (cutoffs[kind].get(claims.sub) ?? 0)
    return verify.call(this, request, expired ? { ...options, currentDate: new Date('2100-01-01') } : options)
  }
}

function claimsOf(authorization) {
  try {
    return JSON.parse(Buffer.from(authorization.split('.')[1], 'base64url').toString())
  } catch {
    return null // not a token of the PDS: its own check has the word
  }
}

/** The account's agent, signed in anew where even its refresh token has expired. */
async function agentOf(handle) {
  const account = accountOf(handle)
  if ((cutoffs.refresh.get(account.did) ?? 0) > (account.signedInAt ?? 0)) {
    await account.agent.login({ identifier: account.handle, password: account.password })
    account.signedInAt = Math.floor(Date.now() / 1000)
  }
  return account.agent
}

function accountOf(handle) {
  const account = accounts.get(handle) ?? accounts.get(`${handle}.test`)
  if (!account) throw new Error(`no account "${handle}" was made here`)
  return account
}

function strongRefs({ root, parent }) {
  return { root: { uri: root.uri, cid: root.cid }, parent: { uri: parent.uri, cid: parent.cid } }
}

async function withoutAppView() {
  // Two files of dev-env instead of its index: half the time to load, and no AppView in memory.
  const [{ TestPlc }, { TestPds }, { mockNetworkUtilities }] = await Promise.all(
    ['plc.js', 'pds.js', 'util.js'].map(file => import(new URL(file, dist).href)),
  )
  return {
    createNetwork: async () => {
      const plc = await TestPlc.create({})
      const pds = await TestPds.create({ didPlcUrl: plc.url })
      mockNetworkUtilities(pds)
      return {
        plc,
        pds,
        processAll: () => pds.processAll(),
        close: async () => {
          await pds.close()
          await plc.close()
        },
      }
    },
  }
}

async function withAppView() {
  const { TestNetwork } = await import(new URL('index.js', dist).href)
  const { default: pg } = await import('pg')
  const schema = Array.from({ length: 12 }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join('')
  return {
    createNetwork: async () => {
      const network = await TestNetwork.create({ dbPostgresUrl: databaseUrl, dbPostgresSchema: schema })
      const close = network.close.bind(network)
      network.close = async () => {
        await close()
        const client = new pg.Client({ connectionString: databaseUrl })
        await client.connect()
        for (const part of ['appview', 'bsync', 'ozone']) await client.query(`drop schema if exists ${part}_${schema} cascade`)
        await client.end()
      }
      return network
    },
  }
}

/** The servers of dev-env listen on every interface unless told otherwise, and nothing tells them. */
function listenOnLoopbackOnly() {
  const listen = net.Server.prototype.listen
  net.Server.prototype.listen = function (...args) {
    if (args[0] && typeof args[0] === 'object' && 'port' in args[0]) args[0] = { ...args[0], host: '127.0.0.1' }
    else if (typeof args[0] === 'number' && typeof args[1] !== 'string') args.splice(1, 0, '127.0.0.1')
    return listen.apply(this, args)
  }
}

async function end(code) {
  if (ending) return
  ending = true
  setTimeout(() => process.exit(code), 8000).unref()
  try {
    await network.close()
  } catch (error) {
    process.stderr.write(`the network did not close cleanly: ${error.message}\n`)
  }
  rmSync(folder, { recursive: true, force: true })
  process.exit(code)
}

function say(answer) {
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(2)
}
