/** Pages with the tracker, as tests play them: what they send, and a site to send it to. */
import { createHmac, randomUUID } from 'node:crypto'
import { addSite } from '../../contract/customers/sites.ts'
import { type Customer, listCustomers } from '../../contract/customers.ts'
import type { Ctx } from '../../server/platform/ctx.ts'
import type { TestProgram } from './program.ts'

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36'
export const phoneAgent =
  'Mozilla/5.0 (Linux; Android 15; SM-S938N) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36'
export const origin = 'https://shop.example'

const sendTo = (url: string, key: string, events: object[], headers: Record<string, string> = {}) =>
  fetch(`${url}/api/hooks/track/events`, {
    method: 'POST',
    headers: { 'user-agent': chrome, origin, 'content-type': 'text/plain', ...headers },
    body: JSON.stringify({ s: key, z: 1_000_000, e: events }),
  })

/** A page seen so many seconds before its batch was sent. */
export const page = (v: string, path: string, title: string, secondsAgo = 0, more: object = {}) => ({
  i: randomUUID(),
  k: 'page',
  t: 1_000_000 - secondsAgo * 1000,
  v,
  u: `${origin}${path}`,
  n: title,
  ...more,
})

export const tokenOf = (secret: string, claims: object) => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg: 'HS256' })}.${part({ exp: Math.floor(Date.now() / 1000) + 600, ...claims })}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

/** A workspace with a site; `fold` is the verb that folds what waits. */
export const placeOf = async (program: TestProgram, fold: (ctx: Ctx) => Promise<void>) => {
  const workspace = await program.workspace()
  const { owner } = program
  const site = await owner.call(addSite, { workspaceId: workspace.id, name: '하늘상점', origins: ['shop.example'] })
  return {
    workspace,
    owner,
    site,
    send: (events: object[], headers?: Record<string, string>, key = site.key) =>
      sendTo(program.url, key, events, headers),
    identify: (v: string, claims: object) => ({
      i: randomUUID(),
      k: 'identify',
      t: 1_000_000,
      v,
      d: { token: tokenOf(site.secret, claims) },
    }),
    settle: () => workspace.change(fold),
    people: async (): Promise<Customer[]> => (await owner.call(listCustomers, { workspaceId: workspace.id })).items,
    /** Visits and calls open once a person is verified: this looks at what is stored beneath. */
    stored: async (statement: string): Promise<Record<string, unknown>[]> =>
      (await program.program.database.pool.query(statement, [workspace.id])).rows,
  }
}
