/** The HTTP edge as the world meets it: problems, origins, cookies, limits, idempotency, the live stream, the document. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createInvitation, listInvitations } from '../../contract/access.ts'
import { endpoints } from '../../contract/index.ts'
import { startProgram, type TestProgram } from '../../tools/testing/program.ts'

let app: TestProgram
beforeAll(async () => {
  app = await startProgram({ TRUSTED_PROXIES: '127.0.0.1' })
})
afterAll(() => app.stop())

const ask = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`${app.url}${path}`, init)
  return { response, text: await response.text() }
}
const json = { 'content-type': 'application/json' }

describe('problems', () => {
  it('are problem+json with a sentence in the language of the reader', async () => {
    const { response, text } = await ask('/api/nowhere', { headers: { 'accept-language': 'en' } })
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(JSON.parse(text)).toMatchObject({ code: 'not_found', title: expect.stringContaining('nothing here') })
  })
  it.each([
    ['broken JSON', '{"email":', 400],
    ['a body of another kind', 'email=x', 415],
    ['a body without fields', '{}', 422],
  ])('%s is refused, not stumbled over', async (_what, body, status) => {
    const headers = status === 415 ? { 'content-type': 'application/x-www-form-urlencoded' } : json
    const { response, text } = await ask('/api/sign-in', { method: 'POST', headers, body })
    expect(response.status).toBe(status)
    expect(JSON.parse(text).code).toBe('invalid_request')
  })
  it('a body over five megabytes is too large', async () => {
    const { response, text } = await ask('/api/sign-in', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ email: 'x'.repeat(6_000_000) }),
    })
    expect([response.status, JSON.parse(text).code]).toEqual([413, 'too_large'])
  })
  it('NUL bytes and lone surrogates in what a person typed do no harm', async () => {
    const made = await app.owner.call(createInvitation, { workspaceId: 1, role: 'agent', note: 'a\u0000b\ud800c' })
    expect(made.note).toBe('ab\ufffdc')
  })
})

describe('origins and cookies', () => {
  const signIn = (headers: Record<string, string>) =>
    ask('/api/sign-in', {
      method: 'POST',
      headers: { ...json, ...headers },
      body: JSON.stringify({ email: 'jiwoo@example.com', password: 'a long enough password' }),
    })

  it('a change from a page of another site is refused, from ours it is done', async () => {
    expect((await signIn({ origin: 'https://evil.example' })).response.status).toBe(403)
    expect((await signIn({ 'sec-fetch-site': 'cross-site' })).response.status).toBe(403)
    expect((await signIn({ origin: app.url })).response.status).toBe(200)
  })
  it('cookies are HttpOnly and SameSite, and Secure behind a proxy that speaks TLS', async () => {
    const plain = (await signIn({})).response.headers.get('set-cookie')
    expect(plain).toMatch(/HttpOnly.*SameSite=Lax/i)
    expect(plain).not.toMatch(/Secure/i)
    expect((await signIn({ 'x-forwarded-proto': 'https' })).response.headers.get('set-cookie')).toMatch(/; Secure/)
  })
  it('pages may load nothing from elsewhere and stand in no frame', async () => {
    const policy = (await ask('/healthz')).response.headers.get('content-security-policy')
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('upgrade-insecure-requests')
  })
})

describe('limits', () => {
  it('count by the address that the trusted proxy names; what the visitor forged before it changes nothing', async () => {
    const knock = async (forwarded: string) =>
      (await ask('/api/sign-in', { method: 'POST', headers: { ...json, 'x-forwarded-for': forwarded }, body: '{}' }))
        .response.status
    const statuses: number[] = []
    for (let n = 0; n < 70; n++) statuses.push(await knock(`10.0.0.${n}, 203.0.113.9`))
    expect(statuses.filter(status => status === 429).length).toBeGreaterThan(5)
    expect(await knock('203.0.113.10')).toBe(422)
  })
})

describe('an Idempotency-Key', () => {
  const input = { workspaceId: 1, role: 'agent', note: '' } as const
  it('makes two requests at once one change, with one answer', async () => {
    const before = (await app.owner.call(listInvitations, { workspaceId: 1 })).items.length
    const key = { 'idempotency-key': 'both-at-once' }
    const [one, two] = await Promise.all([
      app.owner.call(createInvitation, input, key),
      app.owner.call(createInvitation, input, key),
    ])
    expect(two).toEqual(one)
    expect((await app.owner.call(listInvitations, { workspaceId: 1 })).items).toHaveLength(before + 1)
  })
  it('is refused for another request, and its answer lies sealed', async () => {
    await app.owner.call(createInvitation, input, { 'idempotency-key': 'mine' })
    const other = await app.owner.ask(createInvitation, { ...input, note: 'another' }, { 'idempotency-key': 'mine' })
    expect(other).toMatchObject({ status: 422, problem: { code: 'idempotency.other_request' } })
    const { rows } = await app.program.database.pool.query('select response from platform.idempotency')
    expect(JSON.stringify(rows)).not.toContain('/invite/')
  })
})

describe('the live stream', () => {
  it('is for members of the workspace alone, and tells them facts', async () => {
    expect((await ask('/api/w/1/live')).response.status).toBe(401)
    expect((await ask('/api/w/999/live', { headers: { cookie: app.owner.cookie } })).response.status).toBe(404)
    const stop = new AbortController()
    const response = await fetch(`${app.url}/api/w/1/live`, {
      headers: { cookie: app.owner.cookie },
      signal: stop.signal,
    })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ''
    const listen = (async () => {
      while (!heard.includes('listening.')) heard += (await reader.read()).value ?? ''
    })()
    await app.program.database.transact(tx =>
      app.program.world.outbox.notify(tx, { workspaceId: 1, fact: 'secretroom.done', ids: ['x'] }),
    )
    // A room that is read with another room's permission tells those who may do anything in it.
    await app.program.database.transact(tx =>
      app.program.world.outbox.notify(tx, { workspaceId: 1, fact: 'understanding.provider_answered', ids: ['2'] }),
    )
    await app.program.database.transact(tx =>
      app.program.world.outbox.notify(tx, { workspaceId: 1, fact: 'listening.mentions_found', ids: ['1'] }),
    )
    await listen
    stop.abort()
    expect(heard).toContain('event: resync')
    expect(heard).toContain('data: {"fact":"listening.mentions_found","ids":["1"]}')
    expect(heard).toContain('data: {"fact":"understanding.provider_answered","ids":["2"]}')
    expect(heard).not.toContain('secretroom')
  })
})

describe('what operators look at', () => {
  it('says that it lives and is ready, and counts', async () => {
    expect((await ask('/healthz')).text).toBe('{"ok":true}')
    expect((await ask('/readyz')).text).toBe('{"ok":true}')
    expect((await ask('/metrics')).text).toContain('maeari_request_seconds_count')
  })
  it('describes every endpoint in OpenAPI 3.1', async () => {
    const document = JSON.parse((await ask('/api/openapi.json')).text)
    expect(document.openapi).toBe('3.1.0')
    const described = Object.values(document.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
      path => Object.values(path).map(one => one.operationId),
    )
    expect(described.sort()).toEqual(endpoints.map(one => one.name).sort())
    expect((await ask('/api/docs')).response.status).toBe(200)
  })
})
