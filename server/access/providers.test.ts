/** Sign-in through a provider: the whole road, with a real OpenID Connect provider at its other end. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as api from '../../contract/access.ts'
import { type OpenIdCounterpart, type ProviderPerson, startOpenId } from '../../tools/testing/open-id.ts'
import { type Caller, startProgram, type TestProgram } from '../../tools/testing/program.ts'

let app: TestProgram
let provider: OpenIdCounterpart
let doorId: string
const workspaceId = 1
const minjun: ProviderPerson = { sub: 'm1', email: 'minjun@haneul.example', email_verified: true, name: '민준' }

beforeAll(async () => {
  app = await startProgram()
  provider = await startOpenId(`${app.url}/sign-in/done`)
  await set({})
  doorId = (await app.stranger.call(api.listSignInDoors, {})).items[0]!.id
})
afterAll(async () => {
  await provider?.stop()
  await app?.stop()
})

const wishes = () => ({
  workspaceId,
  name: '하늘 계정',
  issuer: provider.issuer,
  clientId: provider.clientId,
  clientSecret: provider.clientSecret,
  domains: ['haneul.example', 'example.com'],
  joinRole: 'agent' as string | null,
})
const set = (change: Partial<ReturnType<typeof wishes>>) =>
  app.owner.call(api.setSignInProvider, { ...wishes(), ...change })

/** A browser that was sent to the provider, and the address at which it came back. */
const walk = async (person: ProviderPerson | null, to = '/w/1/inbox'): Promise<{ caller: Caller; returned: URL }> => {
  const caller = app.caller({})
  await provider.as(person)
  const { url } = await caller.call(api.beginProviderSignIn, { doorId, to })
  return { caller, returned: await provider.walk(url) }
}

const enter = async (person: ProviderPerson | null) => {
  const { caller, returned } = await walk(person)
  return { caller, answer: await caller.ask(api.finishProviderSignIn, { answer: returned.search }) }
}

const refusedWith = async (person: ProviderPerson | null) => {
  const { answer, caller } = await enter(person)
  expect((await caller.ask(api.getMe, {})).status).toBe(401)
  return answer.ok ? 'signed in' : answer.problem.code
}

it('somebody of an allowed domain joins with the role that was set, is led on, and comes back as the same', async () => {
  const { caller, answer } = await enter(minjun)
  expect(answer).toMatchObject({ ok: true, body: { to: '/w/1/inbox' } })
  const me = await caller.call(api.getMe, {})
  expect(me).toMatchObject({
    user: { name: '민준', email: 'minjun@haneul.example' },
    workspaces: [{ id: 1, role: 'agent' }],
  })
  // The provider's own number is who it is, whatever the address becomes.
  const again = await enter({ ...minjun, email: 'mj@haneul.example' })
  expect((await again.caller.call(api.getMe, {})).user.id).toBe(me.user.id)
  const { items } = await app.owner.call(api.listAudit, { workspaceId, verb: 'finishProviderSignIn' })
  expect(items.map(one => [one.actor.name, one.input])).toEqual([
    ['민준', { provider: '하늘 계정', isNew: false, isJoining: false }],
    ['민준', { provider: '하늘 계정', isNew: true, isJoining: true }],
  ])
  const security = await caller.call(api.getSecurity, {})
  expect(security.sessions.find(one => one.isCurrent)).toBeDefined()
})

it('a member of the same verified address is recognised; one that the provider has not verified is nobody', async () => {
  const owner: ProviderPerson = { sub: 'o1', email: 'JIWOO@example.com', name: '지우' }
  expect(await refusedWith({ ...owner, email_verified: false })).toBe('access.provider_no_address')
  expect(await refusedWith({ sub: 'o2', name: '주소 없음' })).toBe('access.provider_no_address')
  const { caller } = await enter({ ...owner, email_verified: true })
  expect((await caller.call(api.getMe, {})).workspaces[0]).toMatchObject({ id: 1, role: 'owner' })
})

it('other domains are refused, and unknown people where nobody may join by themselves', async () => {
  expect(await refusedWith({ sub: 'x1', email: 'x@elsewhere.example', email_verified: true })).toBe(
    'access.provider_other_domain',
  )
  await set({ joinRole: null })
  expect(await refusedWith({ sub: 'x2', email: 'x@haneul.example', email_verified: true })).toBe(
    'access.provider_unknown',
  )
  await set({})
  expect(await refusedWith(null)).toBe('open_id.denied')
})

it('whoever was taken out needs an invitation to come back', async () => {
  const sora: ProviderPerson = { sub: 's1', email: 'sora@haneul.example', email_verified: true, name: '소라' }
  const { caller } = await enter(sora)
  const { workspaces } = await caller.call(api.getMe, {})
  await app.owner.call(api.removeMember, { workspaceId, memberId: workspaces[0]!.memberId })
  expect(await refusedWith(sora)).toBe('access.provider_taken_out')
})

it('the provider of one workspace opens no door of another that its setter does not manage', async () => {
  const { link } = await app.owner.call(api.createInvitation, { workspaceId, role: 'admin' })
  const admin = app.caller({})
  await admin.call(api.acceptInvitation, {
    token: link.split('/').at(-1)!,
    name: '관리자',
    email: 'admin@example.com',
    password: 'a long enough password',
    locale: 'ko',
  })
  await admin.call(api.setSignInProvider, wishes())
  // The owner may do more than the admin who answers for the provider now.
  expect(await refusedWith({ sub: 'o1', email: 'jiwoo@example.com', email_verified: true })).toBe(
    'access.provider_may_not_vouch',
  )
  const promoted = await admin.ask(api.setSignInProvider, { ...wishes(), joinRole: 'owner' })
  expect(promoted).toMatchObject({ ok: false, status: 403 })
  await set({})
})

it('an answer holds for the browser that asked, once, and only as it came', async () => {
  const { caller, returned } = await walk(minjun)
  const stranger = app.caller({})
  const code = async (who: Caller, answer: string) => {
    const asked = await who.ask(api.finishProviderSignIn, { answer })
    return asked.ok ? 'signed in' : asked.problem.code
  }
  expect(await code(stranger, returned.search)).toBe('access.sign_in_lost')
  const forged = new URLSearchParams(returned.search)
  forged.set('state', 'another')
  expect(await code(caller, `?${forged}`)).toBe('open_id.broken')
  // The code of one visit under the memory of another: PKCE and nonce refuse it.
  const other = await walk(minjun)
  const mixed = new URLSearchParams(returned.search)
  mixed.set('state', new URLSearchParams(other.returned.search).get('state')!)
  expect(await code(other.caller, `?${mixed}`)).toBe('open_id.broken')
  const third = await walk(minjun)
  const kept = third.caller.cookie
  expect(await code(third.caller, third.returned.search)).toBe('signed in')
  third.caller.cookie = kept
  expect(await code(third.caller, third.returned.search)).toBe('open_id.broken')
  const away = await walk(minjun, '//evil.example')
  expect(await away.caller.call(api.finishProviderSignIn, { answer: away.returned.search })).toEqual({ to: '/' })
})

it('settings say what is wrong, keep their secret, and are for managers', async () => {
  const ask = (change: object) => app.owner.ask(api.setSignInProvider, { ...wishes(), ...change })
  const codeOf = async (change: object) => {
    const answer = await ask(change)
    return answer.ok ? 'set' : [answer.status, answer.problem.code, answer.problem.fields?.[0]?.path]
  }
  expect(await codeOf({ issuer: app.url })).toEqual([422, 'open_id.no_provider', 'issuer'])
  expect(await codeOf({ issuer: 'http://192.0.2.1' })).toEqual([422, 'open_id.needs_https', 'issuer'])
  expect(await codeOf({ issuer: 'http://127.0.0.1:9' })).toEqual([422, 'open_id.unreachable', 'issuer'])
  expect(await codeOf({ clientId: 'other', clientSecret: undefined })).toEqual([
    422,
    'access.provider_needs_secret',
    'clientSecret',
  ])
  expect(await codeOf({ domains: [] })).toEqual([422, 'access.provider_needs_domain', 'domains'])
  expect(await codeOf({ clientSecret: undefined, name: '새 이름' })).toBe('set')
  const told = await app.owner.call(api.getSignInProvider, { workspaceId })
  expect(told.provider).toMatchObject({ name: '새 이름', returnUrl: `${app.url}/sign-in/done` })
  expect(JSON.stringify(told)).not.toContain(provider.clientSecret)
  const { items } = await app.owner.call(api.listAudit, { workspaceId, verb: 'setSignInProvider' })
  expect(JSON.stringify(items)).not.toContain(provider.clientSecret)
  const { caller } = await enter(minjun)
  expect(await caller.ask(api.getSignInProvider, { workspaceId })).toMatchObject({ status: 403 })
  await app.owner.call(api.removeSignInProvider, { workspaceId })
  expect((await app.stranger.call(api.listSignInDoors, {})).items).toEqual([])
  expect(await caller.ask(api.beginProviderSignIn, { doorId })).toMatchObject({ status: 404 })
})
