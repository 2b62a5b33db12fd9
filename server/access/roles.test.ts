/** Roles that a workspace changes or makes, scopes of keys, and the log of every change: through real HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as api from '../../contract/access.ts'
import { createTopic, listTopics } from '../../contract/listening.ts'
import { type Permission, roleTable } from '../../contract/permissions.ts'
import { type Caller, startProgram, type TestProgram } from '../../tools/testing/program.ts'

let app: TestProgram
beforeAll(async () => {
  app = await startProgram()
})
afterAll(() => app.stop())

const password = 'a long enough password'
let people = 0

const join = async (workspaceId: number, role: string): Promise<Caller> => {
  const { link } = await app.owner.call(api.createInvitation, { workspaceId, role })
  const caller = app.caller({})
  await caller.call(api.acceptInvitation, {
    token: link.split('/').at(-1)!,
    name: `사람 ${++people}`,
    email: `person${people}@example.com`,
    password,
    locale: 'ko',
  })
  return caller
}

const memberOf = async (caller: Caller, workspaceId: number) =>
  (await caller.call(api.getMe, {})).workspaces.find(one => one.id === workspaceId)!

describe('a role', () => {
  it('of the workspace’s own holds what it was given, and no more', async () => {
    const { id: workspaceId } = await app.workspace()
    const made = await app.owner.call(api.createRole, {
      workspaceId,
      name: '매장 매니저',
      permissions: ['access.read', 'listening.read'],
    })
    const caller = await join(workspaceId, made.role)
    expect(await memberOf(caller, workspaceId)).toMatchObject({ permissions: ['access.read', 'listening.read'] })
    expect(await caller.ask(listTopics, { workspaceId })).toMatchObject({ status: 200 })
    expect(await caller.ask(api.listKeys, { workspaceId })).toMatchObject({ status: 403 })
    const { items } = await app.owner.call(api.listRoles, { workspaceId })
    expect(items.find(row => row.role === made.role)).toMatchObject({
      name: '매장 매니저',
      isBuiltIn: false,
      members: 1,
    })
    // Somebody has it, so it stays; once nobody does it goes, and with it every invitation to it.
    expect(await app.owner.ask(api.deleteRole, { workspaceId, role: made.role })).toMatchObject({
      status: 409,
      problem: { code: 'access.role_in_use' },
    })
    const { memberId } = await memberOf(caller, workspaceId)
    await app.owner.call(api.updateMember, { workspaceId, memberId, role: 'viewer' })
    await app.owner.call(api.deleteRole, { workspaceId, role: made.role })
    expect(await app.owner.ask(api.createInvitation, { workspaceId, role: made.role })).toMatchObject({ status: 404 })
  })

  it('that comes along is changed for everybody who has it at once, and put back', async () => {
    const { id: workspaceId } = await app.workspace()
    const caller = await join(workspaceId, 'viewer')
    expect(await caller.ask(listTopics, { workspaceId })).toMatchObject({ status: 200 })
    const less = roleTable.viewer.filter(permission => permission !== 'listening.read')
    await app.owner.call(api.updateRole, { workspaceId, role: 'viewer', permissions: [...less, 'access.audit'] })
    expect(await caller.ask(listTopics, { workspaceId })).toMatchObject({ status: 403 })
    expect(await caller.ask(api.listAudit, { workspaceId })).toMatchObject({ status: 200 })
    await app.owner.call(api.deleteRole, { workspaceId, role: 'viewer' })
    expect(await memberOf(caller, workspaceId)).toMatchObject({ permissions: [...roleTable.viewer] })
    const { items } = await app.owner.call(api.listRoles, { workspaceId })
    expect(items.find(row => row.role === 'viewer')).toMatchObject({ isChanged: false, name: null })
  })

  it('of another workspace is not known here', async () => {
    const { id: workspaceId } = await app.workspace()
    const other = await app.workspace('다른 상점')
    const made = await app.owner.call(api.createRole, { workspaceId, name: '야간', permissions: ['access.read'] })
    expect(await app.owner.ask(api.createInvitation, { workspaceId: other.id, role: made.role })).toMatchObject({
      status: 404,
    })
    expect(await app.owner.ask(api.updateRole, { workspaceId: other.id, role: made.role, name: '새벽' })).toMatchObject(
      { status: 404 },
    )
  })

  it('is never a ladder: nobody gives, takes or invites beyond what they hold, and owners stay owners', async () => {
    const { id: workspaceId } = await app.workspace()
    const admin = await join(workspaceId, 'admin')
    const manager = await app.owner.call(api.createRole, {
      workspaceId,
      name: '인사',
      permissions: ['access.read', 'access.manage'],
    })
    const hr = await join(workspaceId, manager.role)
    const { memberId: ownerId } = await memberOf(app.owner, workspaceId)
    const refused = { status: 403 }
    expect(await admin.ask(api.createInvitation, { workspaceId, role: 'owner' })).toMatchObject(refused)
    expect(await admin.ask(api.updateMember, { workspaceId, memberId: ownerId, role: 'viewer' })).toMatchObject(refused)
    expect(await admin.ask(api.removeMember, { workspaceId, memberId: ownerId })).toMatchObject(refused)
    expect(await hr.ask(api.createInvitation, { workspaceId, role: 'agent' })).toMatchObject(refused)
    expect(await hr.ask(api.createRole, { workspaceId, name: '몰래', permissions: ['inbox.reply'] })).toMatchObject(
      refused,
    )
    const wished: Permission[] = ['access.read', 'access.manage', 'inbox.reply']
    expect(await hr.ask(api.updateRole, { workspaceId, role: manager.role, permissions: wished })).toMatchObject(
      refused,
    )
    expect(await hr.ask(api.createKey, { workspaceId, name: 'k', role: 'agent' })).toMatchObject(refused)
    expect(await app.owner.ask(api.updateRole, { workspaceId, role: 'owner', permissions: [] })).toMatchObject({
      status: 409,
      problem: { code: 'access.owner_keeps_all' },
    })
    // What they hold they may hand on.
    expect(await hr.ask(api.createInvitation, { workspaceId, role: manager.role })).toMatchObject({ status: 200 })
  })
})

it('a key does what its role and its scopes both allow', async () => {
  const { id: workspaceId } = await app.workspace()
  const made = await app.owner.call(api.createKey, {
    workspaceId,
    name: '읽기',
    role: 'agent',
    scopes: ['listening.read'],
  })
  const program = app.caller({ authorization: `Bearer ${made.key}` })
  expect(await program.ask(listTopics, { workspaceId })).toMatchObject({ status: 200 })
  expect(await program.ask(api.listMembers, { workspaceId })).toMatchObject({ status: 403 })
})

describe('the audit log', () => {
  it('holds who changed what, and what stood there before, once for a repeated request', async () => {
    const { id: workspaceId } = await app.workspace()
    const caller = await join(workspaceId, 'viewer')
    const { memberId } = await memberOf(caller, workspaceId)
    await app.owner.call(api.updateMember, { workspaceId, memberId, role: 'agent' })
    const topic = { workspaceId, name: '하늘상점', kind: 'brand', goal: '어떻게 보이는지', query: '하늘상점' } as const
    const first = await app.owner.ask(createTopic, topic, { 'idempotency-key': 'once' })
    await app.owner.ask(createTopic, topic, { 'idempotency-key': 'once' })
    expect(first).toMatchObject({ status: 200 })
    const { items } = await app.owner.call(api.listAudit, { workspaceId })
    expect(items.map(entry => entry.verb)).toEqual(['createTopic', 'updateMember', 'createInvitation'])
    expect(items[1]).toMatchObject({
      actor: { kind: 'member', name: '지우' },
      target: memberId,
      input: { role: 'agent' },
      changes: [{ noun: 'member', id: memberId, before: { role: 'viewer' }, after: { role: 'agent' } }],
    })
    const some = await app.owner.call(api.listAudit, { workspaceId, target: memberId })
    expect(some.items.map(entry => entry.verb)).toEqual(['updateMember'])
    const choices = await app.owner.call(api.listAuditChoices, { workspaceId })
    expect(choices).toMatchObject({
      actors: [{ name: '지우' }],
      verbs: ['createInvitation', 'createTopic', 'updateMember'],
    })
  })

  it('keeps no secret, no text and no address, leaves out what was refused, and pages', async () => {
    const { id: workspaceId } = await app.workspace()
    const { key } = await app.owner.call(api.createKey, { workspaceId, name: '연동', role: 'viewer' })
    await app.owner.call(api.createInvitation, { workspaceId, role: 'agent', note: '민준 minjun@example.com' })
    await app.owner.ask(api.updateMember, { workspaceId, memberId: crypto.randomUUID(), role: 'agent' })
    const first = await app.owner.call(api.listAudit, { workspaceId, limit: 1 })
    expect(first.items.map(entry => entry.verb)).toEqual(['createInvitation'])
    const second = await app.owner.call(api.listAudit, { workspaceId, limit: 1, cursor: first.next! })
    expect(second.items.map(entry => entry.verb)).toEqual(['createKey'])
    const all = JSON.stringify([first, second])
    expect(all).not.toContain(key)
    expect(all).not.toContain('minjun')
  })

  it('goes out as lines, oldest first, and says that it went', async () => {
    const { id: workspaceId } = await app.workspace()
    await app.owner.call(api.createInvitation, { workspaceId, role: 'agent' })
    await app.owner.call(api.createRole, { workspaceId, name: '야간', permissions: [] })
    const response = await fetch(`${app.url}/api/w/${workspaceId}/audit/export`, {
      headers: { cookie: app.owner.cookie },
    })
    expect(response.headers.get('content-disposition')).toContain('audit-')
    const lines = (await response.text())
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).verb)
    expect(lines.slice(0, 2)).toEqual(['createInvitation', 'createRole'])
    const { items } = await app.owner.call(api.listAudit, { workspaceId })
    expect(items[0]?.verb).toBe('exportAudit')
  })
})
