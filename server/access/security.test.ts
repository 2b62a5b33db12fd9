/** Sessions, the second factor, and ways back in: through real HTTP, and a real mail server. */
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as api from '../../contract/access.ts'
import { type Mailbox, startMailbox } from '../../tools/testing/mailbox.ts'
import { type Caller, startProgram, type TestProgram } from '../../tools/testing/program.ts'

const password = 'a long enough password'
let mailbox: Mailbox
let app: TestProgram
let people = 0
const idleHours = 12

beforeAll(async () => {
  mailbox = await startMailbox()
  app = await startProgram({
    SMTP_URL: mailbox.url,
    MAIL_FROM: 'Maeari <crm@haneul.example>',
    PUBLIC_URL: 'http://crm.haneul.example',
    SESSION_IDLE_HOURS: String(idleHours),
  })
  await app.startWorker()
})
afterAll(async () => {
  await app.stop()
  await mailbox.stop()
})

const signIn = (email: string, more: { password?: string; code?: string } = {}) =>
  app.caller({}).ask(api.signIn, { email, password, ...more })

const join = async (
  workspaceId: number,
  role = 'agent',
): Promise<{ caller: Caller; email: string; memberId: string }> => {
  const { link } = await app.owner.call(api.createInvitation, { workspaceId, role })
  const caller = app.caller({})
  const email = `person${++people}@example.com`
  const me = await caller.call(api.acceptInvitation, {
    token: link.split('/').at(-1)!,
    name: `사람 ${people}`,
    email,
    password,
    locale: 'ko',
  })
  return { caller, email, memberId: me.workspaces.find(one => one.id === workspaceId)!.memberId }
}

/** RFC 6238 with SHA-1, six digits, thirty seconds. */
const codeOf = (uri: string, steps = 0): string => {
  const secret = new URL(uri).searchParams.get('secret')!
  const bits = [...secret].map(letter =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  )
  const key = Buffer.from((bits.join('').match(/.{8}/g) ?? []).map(byte => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const hash = createHmac('sha1', key).update(counter).digest()
  const at = hash.at(-1)! & 15
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

describe('sessions', () => {
  it('ends when nobody used it for the hours that were set, and lives on while somebody does', async () => {
    const { caller } = await join(1)
    const moved = (hours: number) =>
      app.program.database.pool.query(
        `update login.session set "updatedAt" = "updatedAt" - make_interval(hours => $1), "expiresAt" = "expiresAt" - make_interval(hours => $1)
          where "userId" = $2`,
        [hours, userId],
      )
    const { user } = await caller.call(api.getMe, {})
    const userId = user.id
    const left = async () => {
      const { rows } = await app.program.database.pool.query(
        `select extract(epoch from "expiresAt" - now()) / 3600 as hours from login.session where "userId" = $1`,
        [userId],
      )
      return Number(rows[0].hours)
    }
    expect(await left()).toBeCloseTo(idleHours, 1)
    await moved(idleHours - 1)
    expect((await caller.ask(api.getMe, {})).status).toBe(200)
    expect(await left()).toBeCloseTo(idleHours, 1)
    await moved(idleHours + 1)
    expect((await caller.ask(api.getMe, {})).status).toBe(401)
  })
  it('are listed with where they came from, and end one by one or all but this', async () => {
    const { id } = await app.workspace()
    const { caller, email } = await join(id)
    const phone = app.caller({
      'user-agent': 'Phone 7',
      'x-forwarded-for': '203.0.113.9',
      'x-maeari-address': '203.0.113.9',
    })
    await phone.call(api.signIn, { email, password })
    const other = app.caller({})
    await other.call(api.signIn, { email, password })
    const { sessions, hasSecondFactor } = await caller.call(api.getSecurity, {})
    expect(hasSecondFactor).toBe(false)
    expect(sessions).toHaveLength(3)
    expect(sessions.filter(one => one.isCurrent)).toHaveLength(1)
    // The address is the one that the server trusts, whatever a header says.
    const fromPhone = sessions.find(one => one.agent === 'Phone 7')!
    expect(fromPhone.ip).toBe('127.0.0.1')
    await caller.call(api.endSession, { sessionId: fromPhone.id })
    expect(await phone.ask(api.getMe, {})).toMatchObject({ status: 401 })
    expect(await app.owner.ask(api.endSession, { sessionId: sessions.find(one => one.isCurrent)!.id })).toMatchObject({
      status: 404,
    })
    expect(await caller.call(api.endOtherSessions, {})).toEqual({ ended: 1 })
    expect(await other.ask(api.getMe, {})).toMatchObject({ status: 401 })
    expect(await caller.ask(api.getMe, {})).toMatchObject({ status: 200 })
  })

  it('end everywhere else when the password changes, which needs the present one', async () => {
    const { id } = await app.workspace()
    const { caller, email } = await join(id)
    const other = app.caller({})
    await other.call(api.signIn, { email, password })
    const next = 'another long password'
    expect(await caller.ask(api.changePassword, { current: 'not this one', next })).toMatchObject({
      status: 422,
      problem: { code: 'login.wrong_password' },
    })
    await caller.call(api.changePassword, { current: password, next })
    expect(await other.ask(api.getMe, {})).toMatchObject({ status: 401 })
    expect(await signIn(email)).toMatchObject({ status: 401 })
    expect(await signIn(email, { password: next })).toMatchObject({ status: 200 })
  })
})

describe('the second factor', () => {
  it('is asked for once a code confirmed it, takes each recovery code once, and is turned off with the password', async () => {
    const { id } = await app.workspace()
    const { caller, email } = await join(id)
    const { uri, recoveryCodes } = await caller.call(api.beginSecondFactor, { password })
    expect(recoveryCodes.length).toBe(10)
    // Not on before it was confirmed.
    expect(await signIn(email)).toMatchObject({ status: 200 })
    expect(await caller.ask(api.confirmSecondFactor, { code: '000000' })).toMatchObject({ status: 422 })
    await caller.call(api.confirmSecondFactor, { code: codeOf(uri) })
    expect(await caller.call(api.getSecurity, {})).toMatchObject({ hasSecondFactor: true })
    expect(await signIn(email)).toMatchObject({ status: 401, problem: { code: 'login.code_needed' } })
    expect(await signIn(email, { code: '000000' })).toMatchObject({
      status: 401,
      problem: { code: 'login.code_refused' },
    })
    expect(await signIn(email, { code: codeOf(uri) })).toMatchObject({ status: 200 })
    expect(await signIn(email, { code: recoveryCodes[0]! })).toMatchObject({ status: 200 })
    expect(await signIn(email, { code: recoveryCodes[0]! })).toMatchObject({ status: 401 })
    // Whoever does not know the password does not hear whether there is a second factor.
    expect(await signIn(email, { password: 'not this one', code: codeOf(uri) })).toMatchObject({
      problem: { code: 'login.refused' },
    })
    const here = app.caller({})
    await here.call(api.signIn, { email, password, code: codeOf(uri, 1) })
    expect(await here.ask(api.endSecondFactor, { password: 'not this one' })).toMatchObject({ status: 422 })
    await here.call(api.endSecondFactor, { password })
    expect(await signIn(email)).toMatchObject({ status: 200 })
  })

  it('rests after ten wrong codes, so that nobody tries them all', async () => {
    const { id } = await app.workspace()
    const { caller, email } = await join(id)
    const { uri } = await caller.call(api.beginSecondFactor, { password })
    await caller.call(api.confirmSecondFactor, { code: codeOf(uri) })
    for (let tries = 0; tries < 10; tries++) await signIn(email, { code: '000000' })
    expect(await signIn(email, { code: codeOf(uri) })).toMatchObject({ status: 429, problem: { code: 'login.locked' } })
  })
})

describe('a new password', () => {
  it('by a link that a manager hands over: once, ending every session', async () => {
    const { id: workspaceId } = await app.workspace()
    const { caller, email, memberId } = await join(workspaceId)
    const { link } = await app.owner.call(api.createPasswordReset, { workspaceId, memberId })
    const token = link.split('/').at(-1)!
    const next = 'another long password'
    await app.stranger.call(api.resetPassword, { token, password: next })
    expect(await caller.ask(api.getMe, {})).toMatchObject({ status: 401 })
    expect(await signIn(email, { password: next })).toMatchObject({ status: 200 })
    expect(await app.stranger.ask(api.resetPassword, { token, password })).toMatchObject({
      status: 409,
      problem: { code: 'access.bad_reset' },
    })
  })

  it('is nobody’s way into a workspace that is not theirs', async () => {
    const { id: workspaceId } = await app.workspace()
    const other = await app.workspace('다른 상점')
    const admin = await join(workspaceId, 'admin')
    const owner = (await app.owner.call(api.getMe, {})).workspaces.find(one => one.id === workspaceId)!
    const refused = { status: 409, problem: { code: 'access.not_yours_to_reset' } }
    expect(await admin.caller.ask(api.createPasswordReset, { workspaceId, memberId: owner.memberId })).toMatchObject(
      refused,
    )
    const both = await join(workspaceId)
    const { link } = await app.owner.call(api.createInvitation, { workspaceId: other.id, role: 'viewer' })
    await both.caller.call(api.acceptInvitation, {
      token: link.split('/').at(-1)!,
      name: '둘',
      email: both.email,
      password,
      locale: 'ko',
    })
    expect(await admin.caller.ask(api.createPasswordReset, { workspaceId, memberId: both.memberId })).toMatchObject(
      refused,
    )
    expect(await app.owner.ask(api.createPasswordReset, { workspaceId, memberId: both.memberId })).toMatchObject({
      status: 200,
    })
  })

  it('by mail: the same answer for everybody, three letters an hour, a link to where we are and not to where the visitor says', async () => {
    const { id } = await app.workspace()
    const { email } = await join(id)
    const before = mailbox.letters.length
    const ask = (to: string) =>
      app.caller({ 'x-forwarded-host': 'evil.example' }).call(api.askPasswordReset, { email: to })
    expect(await ask('nobody@example.com')).toEqual({ isMailed: true })
    for (let asked = 0; asked < 5; asked++) expect(await ask(email)).toEqual({ isMailed: true })
    await expect.poll(() => mailbox.letters.length, { timeout: 20_000 }).toBe(before + 3)
    const { to, raw } = mailbox.letters.at(-1)!
    expect(to).toEqual([email])
    const plain = raw.replaceAll('=\r\n', '').replaceAll('=3D', '=')
    const token = /http:\/\/crm\.haneul\.example\/reset\/([\w-]+)/.exec(plain)![1]!
    expect(plain).not.toContain('evil.example')
    await app.stranger.call(api.resetPassword, { token, password: 'another long password' })
    expect(await signIn(email, { password: 'another long password' })).toMatchObject({ status: 200 })
    // What brought the link is forgotten once it went out.
    const left = await app.program.database.pool.query('select 1 from access.password_resets where letter is not null')
    expect(left.rows).toEqual([])
  })
})

it('an invitation goes out by mail too, and lets in whoever got it', async () => {
  const { id: workspaceId } = await app.workspace()
  const before = mailbox.letters.length
  const made = await app.owner.call(api.createInvitation, { workspaceId, role: 'viewer', email: 'minjun@example.com' })
  expect(made.isMailed).toBe(true)
  await expect.poll(() => mailbox.letters.length, { timeout: 20_000 }).toBe(before + 1)
  expect(mailbox.letters.at(-1)!.to).toEqual(['minjun@example.com'])
  const plain = mailbox.letters.at(-1)!.raw.replaceAll('=\r\n', '')
  const token = /\/invite\/([\w-]+)/.exec(plain)![1]!
  expect(await app.stranger.call(api.getInvitation, { token })).toMatchObject({ role: 'viewer' })
})
