/** Who may enter: through real HTTP against a real database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as api from '../../contract/access.ts'
import { endpoints } from '../../contract/index.ts'
import { roleTable } from '../../contract/permissions.ts'
import { type Caller, startProgram, type TestProgram } from '../../tools/testing/program.ts'

let app: TestProgram
beforeAll(async () => {
  app = await startProgram()
})
afterAll(() => app.stop())

const join = async (role: 'agent' | 'viewer' | 'owner', workspaceId: number, email: string): Promise<Caller> => {
  const { link } = await app.owner.call(api.createInvitation, { workspaceId, role })
  const caller = app.caller({})
  await caller.call(api.acceptInvitation, {
    token: link.split('/').at(-1)!,
    name: role,
    email,
    password: 'a long enough password',
    locale: 'ko',
  })
  return caller
}

describe('set-up', () => {
  it('works once: the second finds the owner and is refused', async () => {
    const again = await app.stranger.ask(api.setUp, {
      token: 'x',
      name: '민준',
      email: 'm@example.com',
      password: 'a long enough password',
      workspaceName: 'x',
      locale: 'ko',
    })
    expect(again).toMatchObject({ status: 422, problem: { code: 'access.bad_setup_token' } })
    expect(await app.stranger.call(api.getSetup, {})).toEqual({ isNeeded: false })
  })
})

describe('sign-in', () => {
  it('opens a session that getMe sees, and signing out ends it', async () => {
    const caller = app.caller({})
    const me = await caller.call(api.signIn, { email: 'JIWOO@example.com', password: 'a long enough password' })
    expect(me.user.name).toBe('지우')
    expect((await caller.call(api.getMe, {})).workspaces[0]?.name).toBe('하늘상점')
    const { cookie } = caller
    await caller.call(api.signOut, {})
    const stolen = app.caller({ cookie })
    expect(await stolen.ask(api.getMe, {})).toMatchObject({ status: 401 })
  })

  it('refuses a wrong password and an unknown address with the same words', async () => {
    const wrong = await app.stranger.ask(api.signIn, { email: 'jiwoo@example.com', password: 'not this one' })
    const unknown = await app.stranger.ask(api.signIn, { email: 'nobody@example.com', password: 'not this one' })
    expect(wrong).toMatchObject({ status: 401, problem: { code: 'login.refused' } })
    expect(unknown).toEqual(wrong)
  })

  it('answers in the language of the reader', async () => {
    const english = await app.stranger.ask(api.getMe, {}, { 'accept-language': 'en-GB,en;q=0.9' })
    expect(english).toMatchObject({ problem: { title: 'Sign in first.' } })
    expect(await app.stranger.ask(api.getMe, {})).toMatchObject({ problem: { title: '로그인이 필요합니다.' } })
  })
})

describe('invitations', () => {
  it('a link lets one person in; the second finds it used', async () => {
    const { id } = await app.workspace()
    const { link } = await app.owner.call(api.createInvitation, { workspaceId: id, role: 'agent' })
    const token = link.split('/').at(-1)!
    expect(await app.stranger.call(api.getInvitation, { token })).toEqual({
      workspaceName: '바다몰',
      role: 'agent',
      roleName: null,
      invitedBy: '지우',
    })
    const accept = (email: string) =>
      app
        .caller({})
        .ask(api.acceptInvitation, { token, name: '민준', email, password: 'a long enough password', locale: 'ko' })
    const [one, two] = await Promise.all([accept('a@example.com'), accept('b@example.com')])
    expect([one.status, two.status].sort()).toEqual([200, 409])
    expect((await app.owner.call(api.listMembers, { workspaceId: id })).items).toHaveLength(2)
  })

  it('a revoked link lets nobody in', async () => {
    const { id } = await app.workspace()
    const { link, id: invitationId } = await app.owner.call(api.createInvitation, { workspaceId: id, role: 'agent' })
    await app.owner.call(api.revokeInvitation, { workspaceId: id, invitationId })
    expect(await app.stranger.ask(api.getInvitation, { token: link.split('/').at(-1)! })).toMatchObject({ status: 409 })
  })
})

describe('members', () => {
  it('the last owner can neither leave nor become less', async () => {
    const { id } = await app.workspace()
    const [owner] = (await app.owner.call(api.listMembers, { workspaceId: id })).items
    const params = { workspaceId: id, memberId: owner!.id }
    expect(await app.owner.ask(api.removeMember, params)).toMatchObject({
      status: 409,
      problem: { code: 'access.last_owner' },
    })
    expect(await app.owner.ask(api.updateMember, { ...params, role: 'viewer' })).toMatchObject({ status: 409 })
    await join('owner', id, 'second@example.com')
    expect(await app.owner.ask(api.updateMember, { ...params, role: 'viewer' })).toMatchObject({ status: 200 })
  })

  it('one who was taken out is out at once', async () => {
    const { id } = await app.workspace()
    const agent = await join('agent', id, 'leaving@example.com')
    expect(await agent.ask(api.listMembers, { workspaceId: id })).toMatchObject({ status: 200 })
    const gone = (await app.owner.call(api.listMembers, { workspaceId: id })).items.find(one => one.role === 'agent')!
    await app.owner.call(api.removeMember, { workspaceId: id, memberId: gone.id })
    expect(await agent.ask(api.listMembers, { workspaceId: id })).toMatchObject({ status: 404 })
  })
})

describe('keys', () => {
  it('act with their role in their workspace alone, until revoked', async () => {
    const { id } = await app.workspace()
    const other = await app.workspace()
    const made = await app.owner.call(api.createKey, { workspaceId: id, name: '보고서', role: 'viewer' })
    const program = app.caller({ authorization: `Bearer ${made.key}` })
    expect(await program.ask(api.listMembers, { workspaceId: id })).toMatchObject({ status: 200 })
    expect(await program.ask(api.listKeys, { workspaceId: id })).toMatchObject({ status: 403 })
    expect(await program.ask(api.listMembers, { workspaceId: other.id })).toMatchObject({ status: 404 })
    await app.owner.call(api.revokeKey, { workspaceId: id, keyId: made.id })
    expect(await program.ask(api.listMembers, { workspaceId: id })).toMatchObject({ status: 401 })
  })
})

describe('every endpoint', () => {
  const placeholders = (path: string, workspaceId: number) =>
    path.replaceAll(/:(\w+)/g, (_, name: string) =>
      name === 'workspaceId' ? String(workspaceId) : '00000000-0000-7000-8000-000000000000',
    )
  const knock = async (method: string, path: string, headers: Record<string, string>) => {
    const response = await fetch(`${app.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(method === 'GET' ? {} : { body: '{}' }),
    })
    return { status: response.status, problem: (await response.json()) as { code: string } }
  }
  const inside = endpoints.filter(one => one.access.includes('.'))

  /** Knocks as a person with many tabs would: some at once, and each is told apart. */
  const knockAll = async (
    these: readonly (typeof endpoints)[number][],
    at: number,
    headers: Record<string, string>,
  ): Promise<string[]> => {
    const told: string[] = []
    for (let from = 0; from < these.length; from += 8) {
      const some = these.slice(from, from + 8).map(async ({ name, method, path }) => {
        const { status } = await knock(method, placeholders(path, at), headers)
        return `${name} ${status}`
      })
      told.push(...(await Promise.all(some)))
    }
    return told
  }
  const each = (these: readonly (typeof endpoints)[number][], status: number) =>
    these.map(one => `${one.name} ${status}`)

  it('asks strangers to sign in', async () => {
    const closed = endpoints.filter(one => one.access !== 'public')
    expect(await knockAll(closed, 1, {})).toEqual(each(closed, 401))
  })

  it('hides another workspace, and refuses a role without the permission', async () => {
    const { id } = await app.workspace()
    const viewer = await join('viewer', id, 'viewer@example.com')
    const headers = { cookie: viewer.cookie }
    expect(await knockAll(inside, 1, headers)).toEqual(each(inside, 404))
    const refused = inside.filter(one => !(roleTable.viewer as readonly string[]).includes(one.access))
    expect(await knockAll(refused, id, headers)).toEqual(each(refused, 403))
  })
})
