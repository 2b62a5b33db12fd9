/** The program as tests run it: the real thing on a database of its own, with or without server and worker. */

import { createWorkspace, setUp, signOut } from '../../contract/access.ts'
import type { AnyEndpoint, CallInput, Output } from '../../contract/endpoint.ts'
import { type Role, roleTable } from '../../contract/permissions.ts'
import type { Problem } from '../../contract/problem.ts'
import { setupToken } from '../../server/access/index.ts'
import { type Config, readConfig } from '../../server/platform/config.ts'
import type { Actor, Ctx } from '../../server/platform/ctx.ts'
import { systemCtx } from '../../server/platform/edge.ts'
import { buildServer } from '../../server/platform/http.ts'
import { openLiveHub } from '../../server/platform/live.ts'
import { openProgram, type Program } from '../../server/platform/process.ts'
import { startWorker } from '../../server/platform/worker.ts'
import { gate, hooks, jobs, routes, sentences } from '../../server/rooms.ts'
import { testDatabase } from './database.ts'

export interface TestProgram {
  readonly program: Program
  readonly url: string
  readonly databaseUrl: string
  /** What it was started with, for another process on the same database. */
  readonly config: Config
  /** The first owner, 지우, signed in, with the workspace 하늘상점 (id 1). */
  readonly owner: Caller
  /** A caller without a session. */
  readonly stranger: Caller
  /** A caller with these headers, e.g. an API key. */
  caller(headers: Record<string, string>): Caller
  /** Another workspace of the owner's, walled off from every other test. */
  workspace(name?: string): Promise<TestWorkspace>
  startWorker(): Promise<void>
  stop(): Promise<void>
}

export interface TestWorkspace {
  readonly id: number
  /** Runs verbs in one transaction as an actor of the workspace. */
  change<T>(work: (ctx: Ctx) => Promise<T>, as?: { actor?: Actor; now?: Date }): Promise<T>
}

export type Answer<T> = { status: number; ok: true; body: T } | { status: number; ok: false; problem: Problem }

export interface Caller {
  cookie: string
  /** Calls an endpoint and tells what came back, refusals too. */
  ask<E extends AnyEndpoint>(
    endpoint: E,
    input: CallInput<E> & { workspaceId?: number },
    headers?: Record<string, string>,
  ): Promise<Answer<Output<E>>>
  /** Calls an endpoint that must succeed. */
  call<E extends AnyEndpoint>(
    endpoint: E,
    input: CallInput<E> & { workspaceId?: number },
    headers?: Record<string, string>,
  ): Promise<Output<E>>
}

export const actorOf = (role: Role, name = role): Actor => ({
  kind: 'member',
  memberId: '00000000-0000-7000-8000-000000000001',
  userId: name,
  name,
  permissions: new Set(roleTable[role]),
})

const password = 'a long enough password'

/** Starts the program on a fresh database. Private networks are allowed: the outside is a server on loopback. */
export const startProgram = async (environment: Record<string, string> = {}): Promise<TestProgram> => {
  const database = await testDatabase()
  const read = readConfig({
    DATABASE_URL: database.url,
    SECRET_KEY: 'K7f!Qp2z9#Lm4x8WvB3n6Rt1Yc5Hd0Js',
    ALLOW_NETWORKS: '127.0.0.0/8,::1/128',
    LOG_LEVEL: 'silent',
    PORT: '0',
    ...environment,
  })
  if (!read.ok) throw new Error(read.complaints.join('\n'))
  const program = await openProgram(read.config, { jobs, isWorker: true, ownsData: false })
  const live = openLiveHub(program.database, program.world.log)
  const server = await buildServer({ ...program, gate, live, routes, hooks, sentences, webFolder: null })
  const url = await server.listen({ port: 0, host: '127.0.0.1' })
  const stops: (() => Promise<unknown>)[] = [
    () => database.drop(),
    program.close,
    () => live.stop(),
    () => server.close(),
  ]
  const owner = makeCaller(url, {})
  await owner.call(setUp, {
    token: setupToken(program.world),
    name: '지우',
    email: 'jiwoo@example.com',
    password,
    workspaceName: '하늘상점',
    locale: 'ko',
  })
  return {
    program,
    url,
    databaseUrl: database.url,
    config: read.config,
    owner,
    stranger: makeCaller(url, {}),
    caller: headers => makeCaller(url, headers),
    async workspace(name = '바다몰') {
      const { id } = await owner.call(createWorkspace, { name, locale: 'ko' })
      return { id, change: (work, as) => changeIn(program, id, work, as) }
    },
    async startWorker() {
      const worker = await startWorker({ ...program, live, jobs })
      stops.push(worker.stop)
    },
    async stop() {
      for (const stop of stops.reverse()) await stop()
    },
  }
}

const changeIn = <T>(
  program: Program,
  workspaceId: number,
  work: (ctx: Ctx) => Promise<T>,
  as: { actor?: Actor; now?: Date } = {},
): Promise<T> =>
  program.database.transact(tx =>
    work({ ...systemCtx(program.world, 'test', tx), workspaceId, actor: actorOf('owner', '지우' as Role), ...as }),
  )

/** A caller of any running server; `extra` headers go with each request. */
export const makeCaller = (url: string, extra: Record<string, string>): Caller => {
  const caller: Caller = {
    cookie: '',
    async ask(endpoint, input, headers = {}) {
      const { path, query, body } = splitInput(endpoint, input)
      const response = await fetch(`${url}${path}${query}`, {
        method: endpoint.method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(caller.cookie ? { cookie: caller.cookie } : {}),
          'accept-language': 'ko',
          ...extra,
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      keepCookies(caller, response, endpoint.name)
      const told = await response.json()
      return response.ok
        ? { status: response.status, ok: true, body: told }
        : { status: response.status, ok: false, problem: told }
    },
    async call(endpoint, input, headers) {
      const answer = await caller.ask(endpoint, input, headers)
      if (!answer.ok)
        throw new Error(
          `${endpoint.name}: ${answer.status} ${answer.problem.code} ${answer.problem.title} ${JSON.stringify(answer.problem.fields ?? [])}`,
        )
      return answer.body
    },
  }
  return caller
}

const keepCookies = (caller: Caller, response: Response, name: string): void => {
  const set = response.headers.getSetCookie().map(cookie => cookie.split(';')[0]!)
  if (name === signOut.name) caller.cookie = ''
  else if (set.length > 0) caller.cookie = set.join('; ')
}

/** Path, query and body of an input, by the endpoint's declaration. */
const splitInput = (endpoint: AnyEndpoint, input: object) => {
  const values = input as Record<string, unknown>
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values[name])))
  const search = new URLSearchParams()
  for (const name of Object.keys(endpoint.query.shape)) {
    for (const value of [values[name]].flat()) if (value !== undefined) search.append(name, String(value))
  }
  const names = Object.keys(endpoint.body.shape)
  const body =
    names.length === 0 || endpoint.method === 'GET'
      ? undefined
      : Object.fromEntries(names.map(name => [name, values[name]]))
  return { path, query: search.size > 0 ? `?${search}` : '', body }
}
