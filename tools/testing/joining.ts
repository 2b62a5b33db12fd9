/** Somebody else in a workspace of a test, with a session of their own. */
import { acceptInvitation, createInvitation } from '../../contract/access.ts'
import type { Caller, TestProgram } from './program.ts'

/** @param role a role's key, or the id of an own one. @returns who was invited and came. */
export const join = async (
  testing: TestProgram,
  workspaceId: number,
  name: string,
  role = 'agent',
): Promise<Caller & { memberId: string }> => {
  const { link } = await testing.owner.call(createInvitation, { workspaceId, role })
  const caller = testing.caller({})
  const me = await caller.call(acceptInvitation, {
    token: link.split('/').at(-1)!,
    name,
    email: `${crypto.randomUUID()}@example.com`,
    password: 'a long enough password',
    locale: 'ko',
  })
  return Object.assign(caller, { memberId: me.workspaces.find(one => one.id === workspaceId)!.memberId })
}
