/** Starts a real AT Protocol network (counterparts/atproto.mjs) beside a test or bench, and speaks with it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../counterparts/atproto.mjs', import.meta.url))
const stamp = fileURLToPath(new URL('../../counterparts/node_modules/.maeari-installed.json', import.meta.url))

export type AtprotoOptions = {
  /** Handles to make before the answer, `alice` for `alice.test`. */
  accounts?: readonly string[]
  /** With the AppView (notifications, search, threads); needs a PostgreSQL in which it may make schemas. */
  appview?: { databaseUrl: string }
}

export type AtprotoAccount = { handle: string; did: string; password: string }
export type PostRef = { uri: string; cid: string }
export type NewPost = {
  text: string
  langs?: readonly string[]
  /** ISO-8601; the moment of the call where absent. */
  createdAt?: string
  /** Found in the text (mentions, links, tags) where absent. */
  facets?: readonly unknown[]
  embed?: unknown
  reply?: { root: PostRef; parent: PostRef }
}
export type StoredPost = PostRef & { text: string; createdAt: string; [field: string]: unknown }

export type Atproto = {
  /** Base URL of the PDS, `http://127.0.0.1:…`. The DID documents say `http://localhost:…`, the same port. */
  pds: string
  plc: string
  appview?: string
  pid: number
  accounts: readonly AtprotoAccount[]
  account(handle: string, password?: string): Promise<AtprotoAccount>
  /** An app password of the account, as people give it to programs. */
  appPassword(handle: string, name?: string): Promise<string>
  /** Mentions, links and tags in the text become facets. */
  post(as: string, post: string | NewPost): Promise<PostRef>
  reply(as: string, to: string | PostRef, text: string): Promise<PostRef>
  remove(as: string, uri: string): Promise<void>
  /** What the account's repository truly holds, newest first. */
  posts(handle: string): Promise<StoredPost[]>
  /** Any XRPC call as the account: a procedure where `input` is given, else a query. Throws XRPC refusals. */
  call(as: string, method: string, ask: { params?: object; input?: object }): Promise<unknown>
  /** Tokens held by the account until now are refused with 400 ExpiredToken; with `refresh` refresh tokens too. */
  expireTokens(handle: string, also?: { refresh?: boolean }): Promise<void>
  /** Waits until the AppView has seen all that was written; needed between a post and its reply there. */
  processAll(): Promise<void>
  stop(): Promise<void>
}

type Answer = Record<string, unknown> & { id?: number; ok?: boolean; message?: string; error?: string }

/**
 * A network on ports that the system chose; ready in 2–3 s without AppView, 6–9 s with it, twice that on a busy machine.
 * Throws with plain words where the counterparts are not installed or the program ends before it is ready.
 */
export async function startAtproto(options: AtprotoOptions = {}): Promise<Atproto> {
  if (!existsSync(stamp)) throw new Error('The AT Protocol network is not installed: node counterparts/install.mjs')
  const flags = (options.accounts ?? []).flatMap(handle => ['--account', handle])
  if (options.appview) flags.push('--appview')
  const child = spawn(process.execPath, [program, ...flags], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...(options.appview ? { DATABASE_URL: options.appview.databaseUrl } : {}) },
  })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-4000)
  })
  child.stdin.on('error', () => {}) // the exit below says what happened
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>()
  const ready = Promise.withResolvers<Answer>()
  createInterface({ input: child.stdout }).on('line', line => {
    const answer = JSON.parse(line) as Answer
    if (answer.id === undefined) return answer.ok === false ? ready.reject(refusal(answer)) : ready.resolve(answer)
    const asked = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (answer.ok) asked?.resolve(answer)
    else asked?.reject(refusal(answer))
  })
  child.once('error', ready.reject)
  const ended = () =>
    new Error(
      `The AT Protocol network ended (${child.exitCode ?? child.signalCode}): ${complaint.trim() || 'no word of why'}`,
    )
  child.once('exit', () => {
    const error = ended()
    ready.reject(error)
    for (const asked of waiting.values()) asked.reject(error)
    waiting.clear()
  })

  let last = 0
  const ask = (command: Record<string, unknown>): Promise<Answer> => {
    const id = ++last
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    if (child.exitCode !== null || child.signalCode !== null) reject(ended())
    else waiting.set(id, { resolve, reject })
    child.stdin.write(`${JSON.stringify({ id, ...command })}\n`)
    return promise
  }
  const first = await ready.promise
  const { pds, plc, appview, pid, accounts } = first as unknown as Pick<
    Atproto,
    'pds' | 'plc' | 'appview' | 'pid' | 'accounts'
  >
  return {
    pds,
    plc,
    appview,
    pid,
    accounts,
    account: async (handle, password) => (await ask({ do: 'account', handle, password })) as unknown as AtprotoAccount,
    appPassword: async (handle, name) => String((await ask({ do: 'appPassword', handle, name })).password),
    post: async (as, post) => ref(await ask({ do: 'post', as, ...(typeof post === 'string' ? { text: post } : post) })),
    reply: async (as, to, text) => ref(await ask({ do: 'reply', as, to, text })),
    remove: async (as, uri) => void (await ask({ do: 'delete', as, uri })),
    posts: async handle => (await ask({ do: 'posts', handle })).posts as StoredPost[],
    call: async (as, method, { params, input }) => (await ask({ do: 'call', as, method, params, input })).data,
    expireTokens: async (handle, also) => void (await ask({ do: 'expireTokens', handle, ...also })),
    processAll: async () => void (await ask({ do: 'processAll' })),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.stdin.end()
      await gone
    },
  }
}

function ref({ uri, cid }: Answer): PostRef {
  return { uri: String(uri), cid: String(cid) }
}

function refusal({ error, message }: Answer): Error {
  return Object.assign(new Error(message ?? 'refused'), { code: error })
}
